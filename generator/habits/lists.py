"""Read lists as authors indent them elsewhere: by two spaces or three, and without an empty line.

Python-Markdown asks for four spaces and an empty line before a list. CommonMark (0.31, 5.2 and 5.3)
asks for no more than the width of the item's own sign, and lets a list follow a line of text.

Invariant: a text that is written as Python-Markdown asks for stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.preprocessors import Preprocessor

TAB = 4
ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+]|\d{1,9}\.)(?P<space> +)(?=\S)")
RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
ROW = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
HEADING = re.compile(r"#{1,6}(?: |$)")
QUOTE = re.compile(r" {0,3}> ?")
# What takes four spaces, whatever its sign's width: a note, a footnote, a definition.
WIDE = re.compile(r"!!! ?\w|\[\^[^\]]+\]:|: ")
# What has no lists in it, and what ends it.
RAW = re.compile(r" {0,3}<(?:(?P<name>pre|script|style|textarea)\b|!--)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Level:
    """Hold an open item: the column its text begins at, as written and as it shall be.

    `kind` is "-" for a bullet, "1" for a number, "" for what holds lists and is none.
    """

    written: int
    wanted: int
    kind: str


class Lists(Preprocessor):
    """Indent what is in an item by four spaces, and put an empty line before a list."""

    def run(self, lines: list[str]) -> list[str]:
        """Rewrite the lines of a body that has been freed of its code."""
        return list(_evened(lines)) if any(map(ITEM.match, lines)) or _is_quoted(lines) else lines


def _is_quoted(lines: list[str]) -> bool:
    """Ask whether a quote may have a list in it."""
    return any(line.startswith(">") and ITEM.match(line.lstrip("> ")) for line in lines)


def _evened(lines: list[str]) -> Iterator[str]:
    """Go through the lines; a quote is a text of its own."""
    text = Text()
    number = 0
    while number < len(lines):
        line = lines[number]
        count = _raw(lines, number) or _quoted(lines, number)
        if not count:
            yield from text.line(line)
            number += 1
            continue
        block = lines[number : number + count]
        text = Text()
        yield from _quote(block) if QUOTE.match(line) else block
        number += count


def _raw(lines: list[str], first: int) -> int:
    """Count the lines of a block of HTML in which white space is text."""
    found = RAW.match(lines[first])
    if not found:
        return 0
    end = f"</{found['name']}>".lower() if found["name"] else "-->"
    for number in range(first, len(lines)):
        if end in lines[number].lower():
            return number - first + 1
    return 0


def _quoted(lines: list[str], first: int) -> int:
    """Count the lines of a quote."""
    number = first
    while number < len(lines) and QUOTE.match(lines[number]):
        number += 1
    return number - first


def _quote(block: list[str]) -> Iterator[str]:
    """Rewrite the lines of a quote if there is something to rewrite."""
    inner = [line[found.end() :] for line in block if (found := QUOTE.match(line))]
    evened = list(_evened(inner))
    yield from block if evened == inner else (f"> {line}".rstrip() for line in evened)


class Text:
    """Follow which items are open from line to line."""

    def __init__(self) -> None:
        self.levels: list[Level] = []
        self.is_blank = True  # the line before was empty
        self.is_list = False  # the lines since the last empty one begin with an item, or its like
        self.is_table = False  # one of them is a table's second row

    def line(self, line: str) -> Iterator[str]:
        """Give a line as it shall be, with an empty one before it where one is due."""
        item = None if self.is_table or RULE.fullmatch(line) else ITEM.match(line)
        if not line:
            self.is_table = False
            yield line
        elif item and (self.levels or len(item["indent"]) < TAB):
            yield from self._item(line, item)
        else:
            yield self._other(line)
        self.is_blank = not line

    def _item(self, line: str, item: re.Match[str]) -> Iterator[str]:
        """Give the first line of an item, which is open from here on."""
        indent = len(item["indent"])
        kind = "1" if item["marker"][-1] == "." else "-"
        sibling = self._close(indent)
        is_other = sibling is not None and sibling.kind != kind
        can_begin = kind == "-" or item["marker"] == "1."
        if not self.is_blank and (is_other or not self.is_list):
            if not can_begin and (is_other or not sibling):
                yield line
                return
            yield ""
        column = self._column(indent)
        written = min(indent + len(item["marker"] + item["space"]), indent + TAB)
        self.levels.append(Level(written, column // TAB * TAB + TAB, kind))
        self.is_list = True
        yield " " * column + line[indent:]

    def _other(self, line: str) -> str:
        """Give a line that begins no item."""
        self.is_list = self.is_list and not self.is_blank
        self.is_table = self.is_table or bool(ROW.fullmatch(line))
        if WIDE.match(line):
            self.levels, self.is_list = [Level(TAB, TAB, "")], True
            return line
        indent = len(line) - len(line.lstrip(" "))
        if self.is_blank or HEADING.match(line) or RULE.fullmatch(line):
            self._close(indent)
        return " " * self._column(indent) + line[indent:] if self.is_blank else line

    def _close(self, indent: int) -> Level | None:
        """Close the items that a line so far to the left can't be in; give the last of them."""
        last = None
        while self.levels and indent < self.levels[-1].written:
            last = self.levels.pop()
        return last

    def _column(self, indent: int) -> int:
        """Say where a line with this indentation has to begin."""
        if not self.levels:
            return indent
        level = self.levels[-1]
        is_code = indent - level.written >= TAB
        return max(indent, level.wanted + is_code * TAB)
