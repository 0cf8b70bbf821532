"""Say what was found in another program's site: texts, their old addresses, and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from generator.model import Source
from generator.problems import WARNING, Problem

POST, PAGE = "post", "page"


@dataclass(frozen=True, slots=True)
class Text:
    """Hold an article or a page as it is to be written.

    `source` is the file it was in, `at` the offset of its body there; `fields` are front matter by
    Hushpress's names; `stem` is what its file is named by; `addresses` are those it had, as paths
    from the site's root; `beside` are pictures that lie in its folder, by their names.
    """

    source: Source
    at: int
    kind: str
    stem: str
    fields: Mapping[str, object]
    body: str
    date: datetime | None = None
    addresses: tuple[str, ...] = ()
    beside: Mapping[str, Path] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """Collect what is carried over, and what is told; `files` are pictures by their new paths."""

    texts: list[Text] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, source: Source, at: int, message: str, hint: str = "") -> None:
        """Say at an offset of a file what is not carried over."""
        self.problems.append(source.problem(at, message, hint, WARNING))
