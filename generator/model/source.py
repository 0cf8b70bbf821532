"""Say what a text file is, as it was read."""

from __future__ import annotations

from dataclasses import dataclass

from generator.problems import ERROR, Finding, Place, Problem


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one text file as read; `path` counts from the site's folder, lines end in a newline."""

    path: str
    text: str

    def place(self, offset: int) -> Place:
        """Turn an offset in the text into line and column, both from 1."""
        start = self.text.rfind("\n", 0, offset) + 1
        return Place(self.path, self.text.count("\n", 0, offset) + 1, offset - start + 1)

    def problem(self, offset: int, message: str, hint: str = "", level: str = ERROR) -> Problem:
        """Say what is wrong at an offset of this text."""
        return self.told(Finding(self.path, offset, message, hint, level))

    def told(self, found: Finding) -> Problem:
        """Give a finding its line and column; with a quote, where these words stand."""
        offset = max(found.offset, self.text.find(found.quote, found.offset))
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        excerpt = self.text[start : end if end >= 0 else len(self.text)]
        place = self.place(offset)
        return Problem(place, found.message, found.hint, found.level, excerpt, found.rule)
