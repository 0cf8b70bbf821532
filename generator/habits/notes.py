"""Remember what is found in a text while it is turned into HTML, and where it stands.

Invariant: `text` is as long as the body it was made from, so that an offset in one is an offset
in the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from generator.model import MarkdownSettings, Source
from generator.problems import WARNING, Finding, Problem
from generator.tracking import untracked

# Python-Markdown keeps its own marks between U+0002 and U+0003, ours stand between two NULs.
HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
CODE = re.compile(r"(?<![\\`])(`+)(?!`)[^`\n](?:[^\n]*?[^`\n])?\1(?!`)")
WORD = re.compile(r"[\w/%~-]")
# Telling a place costs a walk through the text, so a hostile text must not have 100,000 of them.
MOST = 100
PLAIN = MarkdownSettings()


@dataclass
class Notes:
    """Collect the problems of one body, which begins at `start` of its source.

    `untracked` leads from addresses that tracked readers to those that no longer do.
    """

    source: Source
    start: int
    settings: MarkdownSettings = PLAIN
    text: str = ""
    untracked: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)
    _visible: str | None = None

    def __post_init__(self) -> None:
        if self.text:
            return  # it was freed of them before
        written = self.source.text[self.start :]
        if written.replace("\n", " ").isprintable():  # a quarter of the time of a search
            self.text = written
            return
        self.text = HARMFUL.sub(_harmless, written)
        for found in HARMFUL.finditer(written) if self.text != written else ():
            if _harmless(found) != " ":
                message = f"the character U+{ord(found[0]):04X} can't stand in a text"
                self.error(found.start(), message, "delete it")

    def error(self, at: int, message: str, hint: str = "", rule: str = "") -> None:
        """Note what stops a build, at an offset of the body."""
        self._add(Finding("", at, message, hint, rule=rule))

    def warning(self, at: int, message: str, hint: str = "", rule: str = "") -> None:
        """Note what an author should know, at an offset of the body."""
        self._add(Finding("", at, message, hint, WARNING, rule=rule))

    def _add(self, found: Finding) -> None:
        if len(self.problems) < MOST:
            here = replace(found, offset=self.start + found.offset)
            self.problems.append(self.source.told(here))

    def leading_out(self, url: str) -> str:
        """Give an address on the web without what tracks readers, unless it is the site's own."""
        clean = without_tracking(url, self.settings)
        if clean != url:
            self.untracked[url] = clean
        return clean

    def harmless(self, html: str) -> str:
        """Take from HTML the same characters where they were written as numbers: `&#31;`."""
        found = HARMFUL.search(html)
        if not found:
            return html
        message = f"&#{ord(found[0])}; can't stand in a text"
        self.error(self.find(f"&#{ord(found[0])};", "&#"), message, "delete it")
        return HARMFUL.sub(_harmless, html)

    def find(self, *written: str) -> int:
        """Say where one of these spellings stands: the first time, the second, and so on.

        Code does not count. The answer is 0, the body's first sign, if there is none.
        """
        for needle in written:
            if not needle:
                continue
            after = self._seen.get(needle, -1)
            at = self._next(needle, after + 1)
            if at < 0:
                at = after
            if at >= 0:
                self._seen[needle] = at
                return at
        return 0

    def _next(self, needle: str, after: int) -> int:
        """Find a spelling that is no part of a longer one, else any."""
        text = self.visible
        first = at = text.find(needle, after)
        while at >= 0 and _within(text, at, len(needle)):
            at = text.find(needle, at + 1)
        return at if at >= 0 else first

    @property
    def visible(self) -> str:
        """Give the text with blanks for all code, which no search should find."""
        if self._visible is None:
            text = self.text
            pieces, last = [], 0
            for begin, end in self.code:
                pieces += [text[last:begin], " " * (end - begin)]
                last = end
            text = "".join([*pieces, text[last:]])
            self._visible = CODE.sub(lambda found: " " * len(found[0]), text)
        return self._visible


@dataclass
class Reading:
    """Hold the notes of the body that is being read: habits are made once for many bodies."""

    notes: Notes


def without_tracking(url: str, settings: MarkdownSettings) -> str:
    """Take out of an address what tracks readers, unless it is the site's own."""
    own = settings.origin
    if "?" not in url or (own and url.lower().startswith((f"{own}/", f"{own}?"))):
        return url
    return untracked(url, frozenset(settings.tracking))


def _harmless(found: re.Match[str]) -> str:
    """Replace a sign that no page may hold; a carriage return was the end of a line."""
    return " " if found[0] in "\r\f\v\x1c\x1d\x1e\x1f\x85" else "\ufffd"


def _within(text: str, at: int, length: int) -> bool:
    """Ask whether a spelling goes on before or after what was found."""
    before = at > 0 and WORD.match(text[at - 1]) and WORD.match(text[at])
    end = at + length
    return bool(before or (end < len(text) and WORD.match(text[end]) and WORD.match(text[end - 1])))
