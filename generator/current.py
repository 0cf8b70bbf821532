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
from generator.model import Published, State
from generator.request import Report, Request
from generator.store import Store

# What pages depend on beside the program, by the names under which it is imported.
IMPORTED = "PIL jinja2 markdown markupsafe nh3 pygments selectolax tzdata yaml".split()  # noqa: SIM905
OUT = State("published")
TICK = 50_000_000  # ns: a clock of the file system may be that coarse


@dataclass(frozen=True, slots=True)
class Inputs:
    """Hold what a build finds before it opens a file.

    `digest` stands for all that the build depends on, as stat tells it; `newest` is the last time
    of change among that, `since` when the look began (ns since 1970); `content` is what was found.
    """

    digest: str
    newest: int
    since: int
    content: tuple[sources.Entry, ...]


def inputs(request: Request) -> Inputs:
    """Look at all that a build depends on."""
    since = time.time_ns()
    content = tuple(sources.walk(request.root / sources.CONTENT, sources.CONTENT))
    stamps = [*sources.stamps(request.root, content), *_program()]
    newest = max((stamp.newest for _, stamp in stamps), default=0)
    lines = "\n".join(f"{path}\0{stamp}" for path, stamp in stamps)
    asked = (str(request.output), request.base_url, request.drafts, request.future)
    return Inputs(key(lines, sys.version, *asked), newest, since, content)


def standing(request: Request, store: Store, inputs: Inputs) -> Report | None:
    """Report what the last build reported if another one would do nothing; else None."""
    started = time.monotonic()
    last = None if request.is_anew else store.standing(request.output)
    if not last or not last.since <= request.now < last.until:
        return None
    if store.intended(request.output) or inputs.digest != last.inputs:
        return None
    published = store.published(request.output)
    if altered(request.output, store, published):
        return None
    return Report(
        pages=last.pages,
        rendered=0,
        written=0,
        removed=0,
        seconds=time.monotonic() - started,
        states=dict(sorted((dict.fromkeys(last.published, OUT) | dict(last.others)).items())),
        problems=last.problems,
        unknown=publish.still_foreign(request.output, published, last.unknown),
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


def is_settled(newest: int, started: int) -> bool:
    """Tell whether all files were left alone for a while before a build began (times in ns)."""
    return newest < started - TICK
