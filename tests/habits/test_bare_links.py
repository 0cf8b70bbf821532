"""A sentence keeps its punctuation."""

from __future__ import annotations

import pytest

from generator.habits.bare_links import trimmed


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://x.org/a.", "https://x.org/a"),
        ("https://x.org/a).", "https://x.org/a"),
        ("https://x.org/a_(b)", "https://x.org/a_(b)"),
        ("https://x.org/a_(b)))]", "https://x.org/a_(b)"),
        ("https://x.org/?!", "https://x.org/"),
        ("https://x.org/a**", "https://x.org/a"),
    ],
)
def test_trimmed(written: str, url: str) -> None:
    assert trimmed(written) == url
