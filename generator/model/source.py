"""Say what a text file is, as it was read."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from generator.problems import ERROR, Place, Problem


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one text file as read; `path` counts from the site's folder, lines end in a newline."""

    path: str
    text: str

    def place(self, offset: int) -> Place:
        """Turn an offset in the text into line and column, both from 1."""
        starts = [0, *(at + 1 for at, sign in enumerate(self.text) if sign == "\n")]
        line = bisect.bisect_right(starts, min(offset, len(self.text)))
        return Place(self.path, line, offset - starts[line - 1] + 1)

    def problem(self, offset: int, message: str, hint: str = "", level: str = ERROR) -> Problem:
        """Say what is wrong at an offset of this text."""
        place = self.place(offset)
        lines = self.text.split("\n")
        excerpt = lines[place.line - 1] if place.line <= len(lines) else ""
        return Problem(place, message, hint, level, excerpt)
