"""Make what is new of the files of content/: entries of articles, clean pictures.

Invariant: what is remembered of a file is used only while its bytes, the settings it was read
with and the program are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator import sources, workers
from generator.digests import digest, key
from generator.model import Cleaned, Copy, Settings
from generator.problems import WARNING, Place, Problem, ruled
from generator.request import Progress, Request
from generator.store import Remembered, Row, Store, as_row, blob_of, read_rows

if TYPE_CHECKING:
    from generator.comments import CommentReading
    from generator.images import Rendition
    from generator.model import Source
    from generator.read import Reading

Job = tuple[str, str]  # a path, and the key under which its file was read before, or ""
# The digest and bytes that come of a file, if any, and what is remembered of it; or that it has
# the bytes it had before.
Done = tuple[tuple[str, bytes] | None, Row] | Literal["same"]
PATIENCE = 10  # seconds for an article, and one more for each megabyte of it
MEGABYTE = 1_000_000
LATE = "late"  # the key of what a quicker machine, or the next build, may well read
LARGEST = 200 * MEGABYTE  # of a document
HUGE = 20 * MEGABYTE  # of a picture: it takes some 600 MB of memory while it is made anew
PRIVATE = re.compile(rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY")
TOLD = 8  # things that a drawing is shown without
BATCH = 200  # files in a transaction of the store: each transaction costs about 0.1 ms


@dataclass(frozen=True, slots=True)
class Task:
    """Say how files of one kind become what is remembered of them.

    `salt` is whatever else than a file's bytes the result depends on; `table` is the store's;
    `make` works on a path and its bytes; fewer files than `at_least` are not worth a fork, and
    those of `alone` would fill the memory together.
    """

    step: str
    table: str
    paths: tuple[str, ...]
    salt: str
    make: Callable[[str, bytes], tuple[bytes, Remembered]]
    at_least: int = 50
    alone: frozenset[str] = frozenset()


def made(
    task: Task, request: Request, store: Store, seen: sources.Seen, progress: Progress
) -> dict[str, Remembered]:
    """Make what is new of a task's files; remember and return what is known of all of them."""
    known = store.remembered(task.table)
    if not store.has_blobs(blob_of(one.value) for one in known.values() if one.value):
        known = {}
    stamps = stamps_of(task, seen)
    kept = {
        path: known[path]
        for path, stamp in stamps.items()
        if stamp and path in known and known[path].stamp == stamp
    }
    jobs = [(path, known[path].key if path in known else "") for path in stamps if path not in kept]
    found: dict[str, Remembered] = {}
    for some in _done(task, jobs, request, progress):
        store.keep([one[0] for _, one in some if one != "same" and one[0]])
        rows: dict[str, Row] = {}
        for path, one in some:
            row = as_row(known[path]) if one == "same" else one[1]
            rows[path] = row._replace(stamp=stamps[path] if row.key else "")
        store.remember(task.table, rows)
        found |= zip(rows, read_rows(task.table, list(rows.values())), strict=True)
    store.remember(task.table, {}, gone=known.keys() - kept.keys() - found.keys())
    return kept | found


def _done(
    task: Task, jobs: Sequence[Job], request: Request, progress: Progress
) -> Iterator[list[tuple[str, Done]]]:
    """Read or clean files, in several processes if they are many; give a batch at a time.

    So an interrupted build begins where it was, and what is told of files is not held twice.
    """
    some: list[tuple[str, Done]] = []
    job = partial(look_at, request.root, task)
    together = [one for one in jobs if one[0] not in task.alone]
    alone = [one for one in jobs if one[0] in task.alone]
    each = chain(
        workers.each(job, together, request.pool, task.at_least),
        workers.each(job, alone, 1 if isinstance(request.pool, int) else request.pool),
    )
    for number, ((path, _), done) in enumerate(each, 1):
        progress(task.step, number, len(jobs))
        if done:
            some.append((path, done))
        if len(some) == BATCH:
            yield some
            some = []
    if some:
        yield some


def look_at(root: Path, task: Task, job: Job) -> Done | None:
    """Make of a file what is remembered of it, in whatever process; None if it is gone."""
    path, known = job
    try:
        data = sources.load_bytes(root, path)
    except FileNotFoundError:
        return None
    except OSError as error:
        return None, as_row(Remembered("", None, (_unreadable(path, error),)))
    name = key(digest(data), task.salt)
    if name == known:
        return "same"
    blob, one = task.make(path, data)
    told = ruled(one.problems, "file")
    row = as_row(replace(one, key="" if one.key == LATE else name, problems=told))
    return (row.blob, blob) if one.value else None, row


def stamps_of(task: Task, seen: sources.Seen) -> dict[str, str]:
    """Say how files look to stat, and how they are read."""
    written = stamper(task.salt, seen.since)
    return {path: written(seen.files[path]) for path in task.paths}


def stamper(salt: str, since: int) -> Callable[[sources.Stamp], str]:
    """Write stamps with how their files are read; nothing of a file touched just now."""
    name = digest(salt.encode("utf-8", "surrogatepass"))
    return lambda stamp: f"{stamp} {name}" if stamp.is_settled(since) else ""


def _unreadable(path: str, error: OSError) -> Problem:
    """Say that the machine would not let a file be read."""
    message = f"the file can't be read: {(error.strerror or str(error)).lower()}"
    hint = "give yourself the right to read it, or take it away"
    return Problem(Place(path), message, hint, rule="file")


def articles(settings: Settings, seen: sources.Seen) -> Task:
    """Say how posts and pages are read."""
    from generator.read import read, reading

    make = partial(_read, read, settings)
    return Task("reading", "source", seen.articles(), reading(settings), make)


def comments(settings: Settings, seen: sources.Seen) -> Task:
    """Say how comments are read that lie in content/; there are none where others keep them."""
    if not settings.comments.are_files:
        return Task("reading comments", "comment", (), "", _none)
    from generator.comments import read_comment, reading

    make = partial(_read, read_comment, settings)
    return Task("reading comments", "comment", seen.comments(), reading(settings), make)


def _none(path: str, data: bytes) -> tuple[bytes, Remembered]:
    """Make nothing of a file."""
    del path, data
    return b"", Remembered("", None)


def _read(
    read: Callable[[Source, Settings], Reading | CommentReading],
    settings: Settings,
    path: str,
    data: bytes,
) -> tuple[bytes, Remembered]:
    """Read one article, or one comment."""
    source = sources.load(path, data)
    if isinstance(source, Problem):
        return b"", Remembered("", None, (source,))
    seconds = PATIENCE + len(data) / MEGABYTE
    try:
        with workers.bounded(seconds):
            done = read(source, settings)
    except workers.TooLongError:
        message = f"this article takes longer than {seconds:.0f} s to read"
        hint = "look for thousands of brackets, tabs or rows, and take them out or split it"
        return b"", Remembered(LATE, None, (Problem(Place(path), message, hint),))
    return done.html.encode("utf-8", "surrogatepass"), Remembered("", done.entry, done.problems)


def pictures(seen: sources.Seen, declared: tuple[str, ...] = ()) -> Task:
    """Say how pictures are cleaned; one takes a tenth of a second, so two are worth a fork.

    Files that are declared are kept as they are.
    """
    paths = (*seen.pictures(), *(path for path in seen.documents() if path in declared))
    alone = frozenset(path for path in paths if seen.files[path].size > HUGE)
    return Task("cleaning pictures", "picture", paths, "", _clean, at_least=2, alone=alone)


def _document(path: str, data: bytes) -> tuple[bytes, Remembered]:
    """Keep a document as it is, with what it says of its makers."""
    from generator import documents

    problem = ""
    if len(data) > LARGEST:
        problem = f"the file has more than {LARGEST // MEGABYTE} MB"
    elif PRIVATE.search(data):
        problem = "the file holds a private key"
    if problem:
        hint = "take it out of content/, and of files in site.toml"
        return b"", Remembered("", None, (Problem(Place(path), problem, hint),))
    name, dot, suffix = path.rpartition("/")[2].rpartition(".")
    known = (Copy(digest(data), f".{suffix.lower()}" if dot and name else "", 0, 0, 0, len(data)),)
    told = tuple((one.name, one.value) for one in documents.told(path, data))
    return data, Remembered("", Cleaned(digest(data), known, is_document=True, told=told))


def _clean(path: str, data: bytes) -> tuple[bytes, Remembered]:
    """Clean one picture or drawing; keep a document as it is."""
    if not path.lower().endswith(sources.PICTURE):
        return _document(path, data)
    from generator import images

    problems: tuple[Problem, ...] = ()
    try:
        if path.lower().endswith(".svg"):
            renditions, problems = _drawing(path, data)
        else:
            renditions = images.clean(data)
    except ValueError as error:
        hint = "" if path.lower().endswith(".svg") else "save it anew as PNG, JPEG or WebP"
        return b"", Remembered("", None, (Problem(Place(path), str(error), hint),))
    copies = []
    end = 0
    for one in renditions:
        begin, end = end, end + len(one.data)
        copies.append(Copy(digest(one.data), one.suffix, one.width, one.height, begin, end))
    whole = b"".join(one.data for one in renditions)
    return whole, Remembered("", Cleaned(digest(whole), tuple(copies)), problems)


def _drawing(path: str, data: bytes) -> tuple[tuple[Rendition, ...], tuple[Problem, ...]]:
    """Write a drawing anew, and say what of it is left out."""
    from generator import drawings, images

    drawn = drawings.clean(data)
    if not drawn.left:
        return (images.Rendition(*drawn[:4]),), ()
    told = ", ".join(drawn.left[:TOLD])
    more = len(drawn.left) - TOLD
    told += f" and {more} more" if more > 0 else ""
    hint = "look at it on the page, or save it as PNG"
    problem = Problem(Place(path), f"the drawing is shown without {told}", hint, WARNING)
    return (images.Rendition(*drawn[:4]),), (problem,)
