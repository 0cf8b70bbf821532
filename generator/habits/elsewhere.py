"""Say which spellings of other programs would be published as they stand.

Invariant: nothing is changed; code is not looked at.
"""

from __future__ import annotations

import re

from generator.habits.notes import Notes

KINDS = "video|audio|post|map"  # of things of other sites
NOTE = r"[\w-]+(?: +[\w-]+)*(?: +\"[^\n]*\")? *$"  # what is a note, as Python-Markdown reads it
SPELLINGS = (
    (r"^\[(?:TOC|\[_?TOC_?\])\] *$", "remove it: pages with many headings list them"),
    (r"^\?\?\?\+? ?\w+", "write !!! note, or <details> around the text"),
    (
        r"^ {0,3}> ?\[!(?!(?i:NOTE|TIP|IMPORTANT|WARNING|CAUTION|PULL)\])\w+\]",
        "there are NOTE, TIP, IMPORTANT, WARNING, CAUTION and PULL",
    ),
    (r"^:::+ *\{?\w*", "write !!! note with the text indented by four spaces"),
    (
        rf"^!!! ?(?:{KINDS}) +<?https?://(?![^\s\"<>]+>?(?: +\"[^\n]*\")? *$)\S+",
        'write the address and then "a title" in quotes, and nothing after it',
    ),
    (
        rf"^!!! ?(?:{KINDS}) +[\"'\u201c][^\n]* <?https?://\S+",
        'write the address first, and then "a title" in quotes',
    ),
    (
        rf"^!!! ?(?!{NOTE})(?:{KINDS}) +(?!<?https?://)[^\n]+",
        "write the whole address, as in !!! video https://example.org/",
    ),
    (
        rf"^!!! ?(?!{NOTE})(?!(?:{KINDS})\b)(?i:{KINDS}) +[^\n]+",
        "write it in small letters, as in !!! video https://example.org/",
    ),
    (
        rf"^!!! ?(?!(?i:{KINDS})\b)[\w-]+[^\n]*(?:://|www\.)[^\n]*",
        "there are video, audio, post and map, as in !!! post https://example.org/",
    ),
    (
        rf"^!!! ?(?!(?i:{KINDS})\b)(?!{NOTE})[\w\"][^\n]*",
        'write !!! note "a title", and the text below it, indented by four spaces',
    ),
    (r"^ {1,3}!!! ?\w[^\n]*", "begin the line with !!!, without a blank before it"),
    (r"\{\{[<%] */?\w*", "Hugo reads this, Hushpress does not"),
    (r"^\{% *\w+", "Jekyll reads this, Hushpress does not"),
)
LONGEST = 80  # signs that are quoted
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
        written = found[0].strip()
        written = written if len(written) <= LONGEST else f"{written[: LONGEST - 1]}…"
        at = found.start() + len(found[0]) - len(found[0].lstrip())
        notes.warning(at, f'"{written}" stays as it is written here', hint)
