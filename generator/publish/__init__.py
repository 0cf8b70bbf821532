"""Make output/ be the site: whole files only, nothing foreign touched.

Invariants: a file appears under its name complete or not at all; a file is removed only if
Hushpress made it; nothing is written before every page is known to be right.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from generator.digests import digest
from generator.model import Published
from generator.publish.placing import Placing, found_time
from generator.publish.waiting import clear, prepare, stage, stage_copies, staging

__all__ = [
    "Placing",
    "clear",
    "compare",
    "foreign",
    "held",
    "in_the_way",
    "locked",
    "prepare",
    "stage",
    "stage_copies",
    "staging",
    "still_foreign",
    "strangers",
]


@contextlib.contextmanager
def locked(output: Path) -> Iterator[None]:
    """Keep every other build away from an output folder; raise OSError if one is at work there.

    The lock is the system's, on a file beside staging: it ends with the process, however that ends.
    """
    path = _lock(output)
    path.parent.mkdir(parents=True, exist_ok=True)
    with held(path, f"another build is at work on {output}"):
        yield


@contextlib.contextmanager
def held(path: Path, busy: str) -> Iterator[None]:
    """Hold the lock of a file; raise OSError, with these words, if another process has it."""
    with path.open("a+", encoding="utf-8") as file:
        if not _is_locked(file):
            file.seek(0)
            raise OSError(f"{busy}: {file.read().strip()}")
        file.truncate(0)
        file.write(f"process {os.getpid()}\n")
        file.flush()
        try:
            yield
        finally:
            with contextlib.suppress(OSError):  # the lock ends without it, too
                path.unlink()


def _lock(output: Path) -> Path:
    """Name the file whose lock says that a build is at work."""
    return staging(output).with_suffix(".lock")


def _is_locked(file: TextIO) -> bool:
    """Take the lock, unless another process has it or has just taken its file away."""
    try:
        import fcntl
    except ImportError:  # Windows: builds there are not kept apart
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.fstat(file.fileno()).st_ino == Path(file.name).stat().st_ino
    except OSError:
        return False


def compare(
    output: Path, published: Mapping[str, Published]
) -> tuple[dict[str, int], frozenset[str]]:
    """Find the files of ours that were only touched, with their new times (ns), and the altered.

    Altered are those with other bytes, and those that are gone.
    """
    top = f"{output}{os.sep}"
    touched = {}
    altered = []
    for path, one in published.items():
        time = found_time(top + path, one)
        if time is None:
            altered.append(path)
        elif time != one.mtime:
            touched[path] = time
    return touched, frozenset(altered)


def foreign(output: Path, ours: Iterable[str]) -> tuple[str, ...]:
    """List the files in the output folder that Hushpress did not make."""
    known = {*ours, _lock(output).name}
    return tuple(sorted(path for path in _files(str(output), "") if path not in known))


def _files(folder: str, before: str) -> Iterator[str]:
    """List the files in a folder and below, links to folders not followed."""
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{before}{entry.name}/")
        elif entry.is_file():
            yield before + entry.name


def still_foreign(
    output: Path, ours: Mapping[str, object], known: Iterable[str]
) -> tuple[str, ...]:
    """List foreign files again: those known that are still there, and any beside the pages."""
    beside = {entry.name for entry in os.scandir(output) if entry.is_file()} - ours.keys()
    return tuple(sorted(beside | {path for path in known if (output / path).is_file()}))


def in_the_way(
    output: Path, new: Mapping[str, str], ours: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Find what stands where new files (path and digest) go, and say what it is.

    A file that has a new one's very bytes is none, nor is one of ours that gives way.
    """
    if not output.exists():
        return
    known = set(ours)
    for path in sorted({above.as_posix() for name in new for above in Path(name).parents[:-1]}):
        folder = output / path
        if folder.is_symlink():
            yield path, "a link stands where a folder of the site must be"
        elif folder.exists() and not folder.is_dir() and path not in known:
            yield path, "a file stands where a folder of the site must be"
    for path, name in sorted(new.items()):
        file = output / path
        if file.is_dir() and not file.is_symlink():
            if any(f"{path}/{inner}" not in known for inner in foreign(file, ())):
                yield path, "a folder stands where a page of the site must be"
        elif os.path.lexists(file) and (file.is_symlink() or digest(file.read_bytes()) != name):
            yield path, "a file that Hushpress did not make stands where a page must be"


def strangers(output: Path, planned: Iterable[str]) -> tuple[str, ...]:
    """List what would stay public in a folder of which no build is on record.

    Files beside the pages (`CNAME`) and hidden ones (`.git`) are a host's or an author's.
    """
    return tuple(path for path in foreign(output, planned) if _is_public(path))


def _is_public(path: str) -> bool:
    """Tell whether a file looks like part of a site."""
    if any(name.startswith(".") for name in path.split("/")):
        return False
    return "/" in path or path.endswith((".html", ".xml"))
