"""Tell without reading a file that nothing has changed since the last build.

Invariant: in doubt it has: a file that was touched while, or just before, a build began is read
again by the next one, whatever its size and time say (what Git calls racy).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from generator import publish, sources
from generator.digests import key
from generator.model import Published, Said, Standing, State
from generator.request import Report, Request
from generator.store import Store

# What pages depend on beside the program, by the names under which it is imported.
IMPORTED = (
    "PIL", "babel", "brotli", "jinja2", "markdown", "markupsafe", "nh3", "pygments", "selectolax",
    "tinycss2", "tzdata", "yaml", "zstandard",
)  # fmt: skip
OUT = State("published")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Hold what a build finds before it opens a file.

    `articles` is a digest of the articles, as stat tells them, `others` of all else that the build
    depends on; each is "" if it was touched just now. `since` is when the look began (ns since
    1970); `content` is what was found, `stamps` how it looked.
    """

    articles: str
    others: str
    since: int
    content: tuple[sources.Entry, ...]
    stamps: Mapping[str, sources.Stamp]


def inputs(request: Request) -> Inputs:
    """Look at all that a build depends on."""
    since = time.time_ns()
    content = tuple(sources.walk(request.root / sources.CONTENT, sources.CONTENT))
    stamps = dict(sources.stamps(content))
    articles: list[tuple[str, sources.Stamp]] = []
    others = [*sources.beside(request.root), *_program()]
    for one in stamps.items():
        is_article = one[0].lower().endswith(sources.ARTICLE)
        is_article = is_article and not one[0].startswith(sources.COMMENTS)
        (articles if is_article else others).append(one)
    asked = (str(request.output), request.base_url, request.drafts, request.future)
    told = _told(articles, since), _told(others, since, sys.version, *asked)
    return Inputs(*told, since, content, stamps)


def _told(stamps: list[tuple[str, sources.Stamp]], since: int, *more: str | bool) -> str:
    """Give the digest of some stamps; nothing if one of them can't be relied on."""
    if not all(stamp.is_settled(since) for _, stamp in stamps):
        return ""
    return key("\n".join([f"{path}\0{stamp}" for path, stamp in stamps]), *more)


@dataclass(frozen=True, slots=True)
class Before:
    """Hold what the last build found, said and published, where only articles may have changed.

    `version` is that of the store; `started` is when the build that asks began (s of the monotonic
    clock).
    """

    last: Standing
    said: Said
    version: int
    published: Mapping[str, Published]
    started: float


def before(request: Request, store: Store, inputs: Inputs) -> Before | None:
    """Load what the last build left, if all but the articles is as it was then."""
    started, version = time.monotonic(), store.version()
    last = None if request.is_anew else store.standing(request.output)
    if not last or not last.since <= request.now < last.until:
        return None
    if not inputs.others or inputs.others != last.others or store.intended(request.output):
        return None
    published = store.published(request.output)
    said = store.said(request.output)
    if not said or altered(request.output, store, published):
        return None
    return Before(last, said, version, published, started)


def is_same(before: Before, inputs: Inputs) -> bool:
    """Tell whether the articles are as they were, too."""
    return bool(inputs.articles) and inputs.articles == before.last.articles


def report(request: Request, before: Before) -> Report:
    """Report what the last build reported, with nothing done."""
    last = before.said
    states = dict.fromkeys(last.published, OUT) | dict(last.hidden)
    return Report(
        pages=last.pages,
        rendered=0,
        written=0,
        removed=0,
        seconds=time.monotonic() - before.started,
        states=dict(sorted(states.items())),
        problems=last.problems,
        unknown=publish.still_foreign(request.output, before.published, last.unknown),
    )


def altered(output: Path, store: Store, published: Mapping[str, Published]) -> frozenset[str]:
    """Name the files of ours that somebody deleted or altered since they were published."""
    touched, found = publish.compare(output, published)
    if touched:
        store.retime(output, touched)
    return found


def _program() -> Iterable[tuple[str, sources.Stamp]]:
    """List the program's own files, and where each package it stands on is installed."""
    yield from sources.files_of(sources.PACKAGE)
    for name in IMPORTED:
        spec = find_spec(name)
        file = Path(spec.origin) if spec and spec.origin else sources.PACKAGE
        yield name, sources.stamp(file)
        yield name, sources.stamp(file.parent)
