"""Split the head of a text from its body, and read it.

Invariants: a text is split before its head is parsed; the body is never changed, and begins at an
offset of the file; a head that can't be read never becomes part of a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model import Source
from generator.nodes import Notes, Table, quoted
from generator.nodes.toml import toml_table
from generator.nodes.yaml import yaml_table
from generator.problems import Problem

YAML = "---"
TOML = "+++"
FENCE = re.compile(r"(---|\+\+\+)[ \t]*(?:\n|\Z)")
BLANKS = re.compile(r"(?:[ \t]*\n)*+")
CLOSING = {
    YAML: re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    TOML: re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
ALMOST = re.compile(r"[ \t]*([-+=–—―]{1,80})[ \t]*\n(?=[ \t]*[A-Za-z_]\w*[ \t]*[:=])")
NAMES = r"(?:title|date|draft|tags|slug)"
FIELD = re.compile(rf"{NAMES}[ \t]*(?::[ \t\n]|=[ \t])", re.IGNORECASE)
LATER = re.compile(rf"^(---|\+\+\+)[ \t]*\n(?={NAMES}[ \t]*[:=])", re.MULTILINE | re.IGNORECASE)
CODE = re.compile(r"^[ ]{0,3}(?:```|~~~)|<!--", re.MULTILINE)
SEARCHED = 20_000  # characters: nobody puts front matter below that much text


@dataclass(frozen=True, slots=True)
class Split:
    """Say where the head of a text is, and its body; `fence` is empty if it has no head."""

    fence: str
    start: int
    end: int
    body: int


@dataclass(frozen=True, slots=True)
class Head:
    """Hold the head of a text as values; `body` is the offset where its body begins."""

    table: Table
    body: int
    problems: tuple[Problem, ...] = ()


def read_head(source: Source) -> Head:
    """Read the front matter of a text; one without has an empty table, and is all body."""
    notes = Notes(source)
    parts = split(source, notes)
    if not parts.fence:
        return Head(Table({}, 0), parts.body, notes.problems())
    read = yaml_table if parts.fence == YAML else toml_table
    table = read(source.text[parts.start : parts.end], parts.start, notes)
    return Head(table or Table({}, parts.start), parts.body, notes.problems())


def split(source: Source, notes: Notes) -> Split:
    """Find the lines between which the head stands."""
    text = source.text
    blanks = BLANKS.match(text)
    begin = blanks.end() if blanks else 0
    fence = FENCE.match(text, begin)
    if not fence:
        return _without(text, begin, notes)
    closing = CLOSING[fence[1]].search(text, fence.end())
    if not closing:
        message = f'"{fence[1]}" opens front matter that is never closed'
        hint = f"write {fence[1]} on a line of its own below the last field"
        notes.error(begin, message, hint)
        return Split("", 0, 0, len(text))
    return Split(fence[1], fence.end(), closing.start(), min(closing.end() + 1, len(text)))


def _without(text: str, begin: int, notes: Notes) -> Split:
    """Accept a text without front matter, unless it looks as if it was meant to have some.

    Were it taken for body, `draft: true` would be published together with the article.
    """
    almost = ALMOST.match(text, begin)
    if almost:
        sign = TOML if almost[1][0] == "+" else YAML
        message = f"{quoted(almost[1])} does not open front matter"
        hint = f"write {sign} at the left edge, and the same below the last field"
        notes.error(begin, message, hint)
        return Split("", 0, 0, len(text))
    if FIELD.match(text, begin):
        name = FIELD.split(text[begin : begin + 80])[0] or text[begin:].partition("\n")[0]
        notes.error(
            begin, f"{quoted(name)} stands outside front matter", "write --- above and below it"
        )
        return Split("", 0, 0, len(text))
    later = LATER.search(text, begin, begin + SEARCHED)
    if later and not CODE.search(text, begin, later.start()) and _closes(text, later):
        first = text[begin:].partition("\n")[0].strip()
        message = f"text stands before the front matter: {quoted(first)}"
        notes.error(later.start(), message, "move the front matter to the top")
        return Split("", 0, 0, len(text))
    return Split("", 0, 0, begin if not text[begin:].strip() else 0)


def _closes(text: str, opened: re.Match[str]) -> bool:
    """Tell whether a fence has its counterpart."""
    return bool(CLOSING[opened[1]].search(text, opened.end()))
