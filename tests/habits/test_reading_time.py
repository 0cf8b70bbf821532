"""Reading times are whole minutes, in every script."""

from __future__ import annotations

import pytest

from generator.habits.reading_time import reading_time


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("word " * 300, 1),
        ("word " * 330, 2),
        ("don't 3.14 ", 1),
        ("word " * 2200, 10),
        ("漢字かな" * 500, 4),
        ("한국어 " * 500, 3),
        ("слово " * 660, 3),
    ],
)
def test_minutes(text: str, minutes: int) -> None:
    assert reading_time(text) == minutes
