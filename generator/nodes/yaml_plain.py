"""Read front matter that is nothing but plain lines, without a YAML parser.

Invariant: whatever is read here, the parser reads in the same way; nearly every head is like this
and takes a fifth of the time; anything else is left to the parser, whole.
"""

from __future__ import annotations

import re

from generator.nodes import Entry, Node, Scalar, Sequence, Table

DOUBLE, SINGLE = r'"[^"\\\n]*"', r"'[^'\n]*'"
# No sign that means something in YAML, and one blank between words: nothing is tried twice.
WORD = r"[\w.,;()/+%&!?'’–—-]"
PLAIN = rf"[^\W_](?:{WORD}|:(?=\S))*(?: (?:{WORD}|:(?=\S))+)*"
IN_LIST = rf"[^\W_](?:{WORD.replace(',', '')})*(?: (?:{WORD.replace(',', '')})+)*"
VALUE = rf"{DOUBLE}|{SINGLE}|{PLAIN}"
ITEM = rf"{DOUBLE}|{SINGLE}|{IN_LIST}"
LINE = re.compile(
    rf"(?P<name>[A-Za-z]\w{{0,99}}):(?: +(?:(?P<value>{VALUE})"
    rf"|(?P<flow>\[ *(?:(?:{ITEM})(?: *, *(?:{ITEM}))*)? *\]))"
    rf"|(?P<block>(?:\n(?P<indent> *))- (?:{VALUE})(?:\n(?P=indent)- (?:{VALUE}))*)) *(?:\n+|\Z)"
)
FLOW = re.compile(ITEM)
BLOCK = re.compile(rf"(?<=- )({VALUE}) *(?:\n|\Z)")


def plain_table(text: str, start: int) -> Table | None:
    """Read a head that begins at an offset of the file; None if it has more than plain lines."""
    if not text.replace("\n", "").isprintable():
        return None
    entries: dict[str, Entry] = {}
    at = 0
    while at < len(text):
        line = LINE.match(text, at)
        if not line or line["name"] in entries:
            return None
        entries[line["name"]] = Entry(start + at, _node(text, line, start))
        at = line.end()
    return Table(entries, start) if entries else None


def _node(text: str, line: re.Match[str], start: int) -> Node:
    """Give the value of a line."""
    if line["value"]:
        return _scalar(line["value"], start + line.start("value"))
    kind, items, group = ("flow", FLOW, 0) if line["flow"] else ("block", BLOCK, 1)
    begin, end = line.span(kind)
    found = items.finditer(text, begin, end)
    values = tuple(_scalar(one[group], start + one.start(group)) for one in found)
    return Sequence(values, start + (begin if line["flow"] else text.index("-", begin)))


def _scalar(value: str, offset: int) -> Scalar:
    """Give one piece of text, out of its quotes."""
    if value[0] in "\"'":
        return Scalar(value[1:-1], offset, True)  # noqa: FBT003
    return Scalar(value, offset)
