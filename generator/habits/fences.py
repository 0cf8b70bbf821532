"""Read fenced code, also inside lists, quotes and admonitions.

Invariant: what stands between two fences reaches the reader sign for sign; nothing in an info
string becomes markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from generator.habits.highlighting import highlighted
from generator.habits.notes import Reading
from generator.model import MarkdownSettings

OPENING = re.compile(
    r"(?P<quote>(?: {0,3}> ?)*+)(?P<indent> *)(?P<marker>(?:[-*+]|\d{1,9}[.)]) +)?"
    r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)"
)
QUOTE = re.compile(r" {0,3}> ?")
CONTAINER = re.compile(r" *(?:[-*+] |\d{1,9}[.)] |: |!!! ?\w|\[\^[^\]]*\]:)")
TAB = 4
# How many lines above a fence are asked whether it stands in a list.
NEAR = 200


@dataclass(frozen=True, slots=True)
class Fence:
    """Hold an opening fence: where its code stands, and what ends it."""

    quotes: int
    indent: int
    fence: str
    info: str
    before: str

    @property
    def has_marker(self) -> bool:
        """Ask whether the block begins an item of a list."""
        return bool(self.before.strip(" >"))

    def ends(self, line: str) -> bool:
        """Ask whether a line, without its quote signs, is the closing fence."""
        word = line.strip()
        return word.startswith(self.fence) and not word.strip(self.fence[0])


class Fences(Preprocessor):
    """Put code aside before anything else reads it, and make white space even elsewhere."""

    def __init__(self, md: Markdown, settings: MarkdownSettings, reading: Reading) -> None:
        super().__init__(md)
        self.markdown = md
        self.settings = settings
        self.reading = reading
        self.unclosed: set[tuple[int, str]] = set()

    def run(self, lines: list[str]) -> list[str]:
        """Replace each block of code by the name it is kept under."""
        self.unclosed = set()
        result: list[str] = []
        number, offset = 0, 0
        while number < len(lines):
            line = lines[number].expandtabs(TAB)
            fence = _opening(line, result)
            count = 1
            if fence:
                count = self._block(lines, number, fence, offset)
                result += _apart(fence, result[-1:])
                result.append(self._kept(fence, lines[number + 1 : number + count], offset))
                result += _apart(fence, lines[number + count : number + count + 1])
            else:
                result.append(line if line.strip(" ") else "")
            offset += sum(len(lines[at]) + 1 for at in range(number, number + count))
            number += count
        return [*result, "", ""]

    def _block(self, lines: list[str], number: int, fence: Fence, offset: int) -> int:
        """Count the lines of a block of code, its fences among them."""
        kind = (fence.quotes, fence.fence)
        limit = 0  # the first line that can't belong to the list the block stands in
        for at in range(number + 1, len(lines)):
            inner = _inside(lines[at], fence.quotes)
            if inner is None:
                limit = limit or at
                break
            if fence.ends(inner):
                self._note(lines, number, at + 1, offset)
                return at - number + 1
            if not limit and inner.strip() and _width(inner) < fence.indent:
                limit = at
            # One search to the end is enough: a hostile text may open 10,000 blocks.
            if limit and kind in self.unclosed:
                break
        else:
            self.unclosed.add(kind)
        limit = limit or len(lines)
        self._note(lines, number, limit, offset)
        message, hint = "code block opened here is never closed", f"end it with {fence.fence}"
        self.reading.notes.warning(offset + len(fence.before), message, hint)
        return limit - number

    def _note(self, lines: list[str], first: int, last: int, offset: int) -> None:
        """Remember which part of the body is code."""
        length = sum(len(lines[at]) + 1 for at in range(first, last))
        self.reading.notes.code.append((offset, min(offset + length, len(self.reading.notes.text))))

    def _kept(self, fence: Fence, lines: list[str], offset: int) -> str:
        """Keep a block's HTML, and give the line that stands for it."""
        inner = [_inside(line, fence.quotes) or "" for line in lines]
        if inner and fence.ends(inner[-1]):
            inner.pop()
        else:
            # Empty lines before what ended an open block are not its code.
            inner = "\n".join(inner).rstrip().split("\n")
        code = "\n".join(_outdented(line, fence.indent) for line in inner)
        place = offset + len(fence.before)
        html = highlighted(code + "\n", fence.info, self.settings, self.reading.notes, place)
        return fence.before + self.markdown.htmlStash.store(html)


def _apart(fence: Fence, neighbour: list[str]) -> list[str]:
    """Give an empty line between a block and its neighbour, unless there is one.

    Two would end a footnote, and one more > an empty paragraph in a quote.
    """
    if not neighbour or fence.has_marker:
        return []
    inner = _inside(neighbour[0], fence.quotes)
    if inner is None:
        return [""] if neighbour[0].strip() else []
    return [("> " * fence.quotes).rstrip()] if inner.strip() else []


def _opening(line: str, above: list[str]) -> Fence | None:
    """Read an opening fence; indented by four it is one inside a list only."""
    if "```" not in line and "~~~" not in line:
        return None
    found = OPENING.fullmatch(line)
    if not found:
        return None
    quotes = found["quote"].count(">")
    indent = len(found["indent"])
    marker = found["marker"] or ""
    wide = indent
    if indent:
        is_within = _is_within(above, quotes, indent)
        if indent >= TAB and not is_within:
            return None
        wide = -(-indent // TAB) * TAB if is_within else 0
    before = "> " * quotes + " " * wide + marker
    return Fence(quotes, indent + len(marker), found["fence"], found["info"], before)


def _is_within(above: list[str], quotes: int, indent: int) -> bool:
    """Ask whether lines above make this indentation part of a list, note or definition."""
    for line in reversed(above[-NEAR:]):
        inner = _inside(line, quotes)
        if inner is None:
            return False
        width = _width(inner)
        if not inner.strip() or width >= indent:
            continue
        if CONTAINER.match(inner):
            return True
        if not width:
            return False
        indent = width
    return False


def _inside(line: str, quotes: int) -> str | None:
    """Take the signs of a quote from a line; a line without them is not part of the quote."""
    for _ in range(quotes):
        found = QUOTE.match(line)
        if not found:
            return None
        line = line[found.end() :]
    return line


def _width(line: str) -> int:
    """Count the spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def _outdented(line: str, width: int) -> str:
    """Take at most so many spaces from the beginning of a line; tabs count as four."""
    if width and "\t" in line[:width]:
        blank = len(line) - len(line.lstrip(" \t"))
        line = line[:blank].expandtabs(TAB) + line[blank:]
    return line[min(width, _width(line)) :]
