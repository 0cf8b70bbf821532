"""Find the links and pictures of Markdown, and let them lead to where things are now.

Invariant: code is not looked at; whatever no new target is known for stays as it was written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

# The target of a link or picture, of a definition of one, and of HTML's attributes.
TARGET = re.compile(
    r"(?P<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|\b(?:src|href)\s*=\s*[\"'])"
    r"(?P<target>[^\s<>\"')][^\s<>\"')(]*(?:\([^\s<>\"')(]*\)[^\s<>\"')(]*)*)",
    re.MULTILINE,
)
CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
Resolve = Callable[[str], str | None]


class Code:
    """Know which parts of a text are code."""

    def __init__(self, text: str) -> None:
        spans = [one.span() for one in CODE.finditer(text)]
        self._begins = [begin for begin, _ in spans]
        self._ends = [end for _, end in spans]

    def has(self, at: int) -> bool:
        """Tell whether an offset is in code."""
        number = bisect_right(self._begins, at) - 1
        return number >= 0 and at < self._ends[number]


def place_of(words: str, text: str, after: int) -> int:
    """Say where words stand in a text outside of code, from an offset on; else that offset."""
    code = Code(text)
    at = text.find(words, after)
    while at >= 0 and code.has(at):
        at = text.find(words, at + 1)
    return max(at, after)


def rewritten(text: str, resolve: Resolve) -> str:
    """Give every target that `resolve` knows of its new place."""
    code = Code(text)

    def changed(found: re.Match[str]) -> str:
        new = None if code.has(found.start()) else resolve(found["target"])
        return found[0] if new is None else found["before"] + new

    return TARGET.sub(changed, text)


def replaced(text: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> str:
    """Replace what a pattern finds outside of code."""
    code = Code(text)
    return pattern.sub(lambda found: found[0] if code.has(found.start()) else change(found), text)
