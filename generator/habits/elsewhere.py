"""Say which spellings of other programs would be published as they stand.

Invariant: nothing is changed; code is not looked at.
"""

from __future__ import annotations

import re

from generator.habits.notes import Notes

SPELLINGS = (
    (r"^\[(?:TOC|\[_?TOC_?\])\] *$", "remove it: pages with many headings list them"),
    (r"^\?\?\?\+? ?\w+", "write !!! note, or <details> around the text"),
    (
        r"^ {0,3}> ?\[!(?!(?i:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])\w+\]",
        "there are NOTE, TIP, IMPORTANT, WARNING and CAUTION",
    ),
    (r"^:::+ *\{?\w*", "write !!! note with the text indented by four spaces"),
    (
        r"^!!! ?(?:video|audio|post|map) +<?https?://(?![^\s\"<>]+>?(?: +\"[^\n]*\")? *$)\S+",
        'write the address and then "a title" in quotes, and nothing after it',
    ),
    (r"\{\{[<%] */?\w*", "Hugo reads this, Hushpress does not"),
    (r"^\{% *\w+", "Jekyll reads this, Hushpress does not"),
)
SIGNS = ("!!!", "[TOC", "[[", "???", "[!", ":::", "{{", "{%")  # every spelling has one of them
SPELLING = re.compile("|".join(f"({spelling})" for spelling, _ in SPELLINGS), re.MULTILINE)


# A link by a name that nothing defines; a footnote's sign may stand beside brackets.
REFERENCE = re.compile(r"\[[^\[\]^\n][^\[\]\n]*\]\[([^\[\]^\n][^\[\]\n]*)\]")


def undefined(text: str, notes: Notes) -> None:
    """Warn of links by a name that nobody defined; `text` has no code in it."""
    for found in REFERENCE.finditer(text):
        message = f'nothing says where "[{found[1]}]" leads'
        hint = f"write it below as [{found[1]}]: address"
        notes.warning(notes.find(f"][{found[1]}]"), message, hint)


def elsewhere(notes: Notes) -> None:
    """Warn of table-of-contents marks, folding notes, directives and shortcodes."""
    if not any(sign in notes.text for sign in SIGNS):
        return
    for found in SPELLING.finditer(notes.visible):
        hint = SPELLINGS[(found.lastindex or 1) - 1][1]
        notes.warning(found.start(), f'"{found[0].strip()}" stays as it is written here', hint)
