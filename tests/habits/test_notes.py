"""Places are those of the source, whatever it holds."""

from __future__ import annotations

from generator.habits.notes import MOST, Notes
from generator.model import Source


def test_harmful_signs_leave_every_other_sign_in_its_place() -> None:
    notes = Notes(Source("a.md", "head\x00\x02\x03\ud800\r\nx"), 4)
    assert notes.text == "\ufffd\ufffd\ufffd\ufffd \nx"


def test_code_is_not_searched() -> None:
    notes = Notes(Source("a.md", "`x` ``x`y`` x"), 0)
    assert notes.find("x") == 12
    assert notes.find("x") == 12
    assert notes.find("nothing") == 0


def test_a_part_of_a_word_is_found_last() -> None:
    assert Notes(Source("a.md", "xa.md a.md"), 0).find("a.md") == 6
    assert Notes(Source("a.md", "xa.md"), 0).find("a.md") == 1


def test_problems_have_an_end() -> None:
    notes = Notes(Source("a.md", "x"), 0)
    for number in range(MOST + 50):
        notes.warning(0, str(number))
    assert len(notes.problems) == MOST
