"""What plain English is not written in is found in any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.habits.beyond import beyond_english


@given(st.text(st.characters()))
def test_nothing_else_is_left_out(text: str) -> None:
    wanted = [sign for sign in text if not (" " <= sign <= "~" or sign in "\t\n\r")]
    assert beyond_english(text) == "".join(wanted)
