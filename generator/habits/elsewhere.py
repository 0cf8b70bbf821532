"""Say which spellings of other programs would be published as they stand.

Invariant: nothing is changed; code is not looked at.
"""

from __future__ import annotations

import re

from generator.habits.notes import Notes

SPELLINGS = (
    (r"^\[(?:TOC|\[_?TOC_?\])\] *$", "remove it: pages with many headings list them"),
    (r"^\?\?\?\+? ?\w+", "write !!! note, or <details> around the text"),
    (r"^:::+ *\{?\w*", "write !!! note with the text indented by four spaces"),
    (r"\{\{[<%] */?\w*", "Hugo reads this, Hushpress does not"),
    (r"^\{% *\w+", "Jekyll reads this, Hushpress does not"),
)
SPELLING = re.compile("|".join(f"({spelling})" for spelling, _ in SPELLINGS), re.MULTILINE)


def elsewhere(notes: Notes) -> None:
    """Warn of table-of-contents marks, folding notes, directives and shortcodes."""
    for found in SPELLING.finditer(notes.visible):
        hint = SPELLINGS[(found.lastindex or 1) - 1][1]
        notes.warning(found.start(), f'"{found[0].strip()}" stays as it is written here', hint)
