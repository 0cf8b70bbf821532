"""Say what is kept from one build to the next, and what a build leaves behind.

What there is ten thousand of is a NamedTuple: it is made and sent to another process in half the
time of a dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class State:
    """Say whether a file is published, and why: the answer to "why is my post not there?".

    `name` is one of "published", "draft", "scheduled", "expired", "invalid" and "ignored".
    """

    name: str
    reason: str = ""
    until: datetime | None = None


class Made(NamedTuple):
    """Hold what is left of a page after it was rendered.

    `mtime` is its file's, in ns; `told` says as JSON in UTF-8 what it was made from; `copies` are
    compressed ones, of the same file.
    """

    path: str
    key: str
    digest: str
    size: int
    mtime: int = 0
    told: bytes = b""
    problems: tuple[Problem, ...] = ()
    copies: tuple[Made, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Hold what publishing does to one file: `act` is "put", "keep" or "remove".

    A file is kept if its page has a new key and the same bytes; `mtime` is its time of change (ns).
    """

    path: str
    act: str
    key: str = ""
    digest: str = ""
    size: int = 0
    mtime: int = 0


class Published(NamedTuple):
    """Hold what was put into output/: the page's key, the file's digest, size and time (ns)."""

    key: str
    digest: str
    size: int
    mtime: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold what a build found: while it is the same, so is what the build said.

    `articles` and `others` are digests of the stamps of the articles ("" if these can't be relied
    on) and of all other files; `turn` counts how often the store had learnt about articles. From
    `since` to `until` the clock changes nothing.
    """

    articles: str
    others: str
    turn: int
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """Hold what a build said, to be said again.

    `published` are the files that are out, `hidden` has the states of the rest.
    """

    pages: int
    published: tuple[str, ...]
    hidden: Mapping[str, State]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]
