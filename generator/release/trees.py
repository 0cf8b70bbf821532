"""Read what is to be published, and say how it differs from what is.

Invariant: what is published are plain files, and no link that leads out of output/.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.digests import digest, key
from generator.problems import Place, Problem, Stop

PAGE = ".html"
# What tools leave in folders, and what tells more than its author knows.
SECRET = frozenset((".git", ".hg", ".svn", ".env", ".ds_store", "thumbs.db", ".ssh"))


@dataclass(frozen=True, slots=True)
class File:
    """Say what a file holds, by its digest; its size (bytes) and its time of change (ns)."""

    digest: str
    size: int
    time: int


Tree = Mapping[str, File]


@dataclass(frozen=True, slots=True)
class Changes:
    """Hold the paths of files that are new, other than they were, and gone; each in order."""

    new: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything changes."""
        return bool(self.new or self.other or self.gone)

    def summary(self) -> str:
        """Say how many pages change, and how many other files: `+3 ~12 -1 pages`."""
        told = [f"{self._count(is_page=True)} pages", f"{self._count(is_page=False)} other files"]
        return ", ".join(one for one in told if not one.startswith("+0 ~0 -0"))

    def _count(self, *, is_page: bool) -> str:
        numbers = [sum(path.endswith(PAGE) == is_page for path in paths) for paths in self._all()]
        return " ".join(f"{sign}{number}" for sign, number in zip("+~-", numbers, strict=True))

    def lines(self) -> Iterator[str]:
        """List all files that change, each behind its sign."""
        for sign, paths in zip("+~-", self._all(), strict=True):
            yield from (f"{sign} {path}" for path in paths)

    def _all(self) -> tuple[tuple[str, ...], ...]:
        return self.new, self.other, self.gone


def tree(folder: Path) -> dict[str, File]:
    """Read every file in a folder; raise Stop for what is no plain file."""
    problems: list[Problem] = []
    found = dict(sorted(_files(folder, "", problems)))
    if problems:
        raise Stop(problems)
    return found


def _files(folder: Path, before: str, problems: list[Problem]) -> Iterator[tuple[str, File]]:
    """Read the files in a folder and below."""
    for entry in os.scandir(folder):
        path = before + entry.name
        wrong = _unfit(entry)
        if wrong:
            problems.append(Problem(Place(entry.path), wrong, "take it out of this folder"))
        elif entry.is_dir():
            yield from _files(Path(entry.path), path + "/", problems)
        else:
            yield path, _read(Path(entry.path))


def _unfit(entry: os.DirEntry[str]) -> str:
    """Say why a file or folder can't be published; nothing if it can."""
    if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
        return "this is no plain file, and is not published"
    if entry.name.lower() in SECRET:
        return "this is not for readers, and would be public"
    if any(sign in entry.name for sign in "\n\r"):
        return "a name with a line's end in it can't be published"
    return ""


def _read(file: Path) -> File:
    """Read one file."""
    data = file.read_bytes()
    return File(digest(data), len(data), file.stat().st_mtime_ns)


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> Changes:
    """Compare two trees of paths and digests."""
    return Changes(
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(path for path in now.keys() & before.keys() if now[path] != before[path])),
        tuple(sorted(before.keys() - now.keys())),
    )


def digests(files: Tree) -> dict[str, str]:
    """Give the digests of a tree by their paths."""
    return {path: one.digest for path, one in files.items()}


def named(files: Tree) -> str:
    """Give one digest of a whole tree."""
    return key(digests(files))
