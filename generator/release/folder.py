"""Publish to a folder of this machine: a new release beside the old, and one rename to it.

    DIR/releases/20261124T120000Z-1a2b3c4d/site/        a release: all files of the site
    DIR/releases/20261124T120000Z-1a2b3c4d/files.json   their digests, sizes and times
    DIR/current -> releases/20261124T120000Z-1a2b3c4d/site

Invariants: `current` leads to a whole release at every moment; a release is never changed; nothing
is deleted but releases.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generator.problems import Place, Problem, Stop
from generator.publish import held
from generator.release.trees import Changes, File, Tree, changes, digests, named

RELEASES, CURRENT, LOCK, SITE, FILES = "releases", "current", ".lock", "site", "files.json"
STAMP = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}")
HALF = ".half-"  # what a release is called until it is whole
NEXT = ".next"  # what the link is called until it is put in place
READABLE, ENTERABLE = 0o644, 0o755


class Folder:
    """Own a folder with releases in it, while its lock is held."""

    def __init__(self, root: Path, keep: int) -> None:
        self.root = root
        self.keep = keep
        self.releases = root / RELEASES

    def names(self) -> tuple[str, ...]:
        """List the releases, the oldest first."""
        if not self.releases.is_dir():
            return ()
        found = (entry.name for entry in os.scandir(self.releases) if entry.is_dir())
        return tuple(sorted(name for name in found if NAME.fullmatch(name)))

    def current(self) -> str:
        """Name the release that readers get; nothing if there is none."""
        with contextlib.suppress(OSError):
            parts = (self.root / CURRENT).readlink().parts
            if parts[:1] == (RELEASES,) and parts[1:2] and parts[1] in self.names():
                return parts[1]
        return ""

    def files(self, name: str) -> dict[str, File]:
        """Give the files of a release; a record that can't be read is that of no file."""
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            told = json.loads((self.releases / name / FILES).read_text("utf-8"))
            return {path: File(*one) for path, one in told.items()}
        return {}

    def changes(self, output: Path, site: Tree) -> Changes:  # noqa: ARG002 - others look into it
        """Say what a new release would change."""
        current = self.current()
        return changes(digests(self.files(current)) if current else {}, digests(site))

    def publish(self, output: Path, site: Tree, now: datetime) -> str:
        """Make a release of output/ and let readers get it; say where it is."""
        self._clear()
        name = release_name(site, now, self.names())
        half = self.releases / (HALF + name)
        self._fill(half, output, site)
        _flush()
        half.rename(self.releases / name)
        self.switch(name)
        self.prune(self.keep)
        return f"{self.root / CURRENT} → {name}"

    def switch(self, name: str) -> None:
        """Let readers get another release: the one rename."""
        following = self.root / NEXT
        following.unlink(missing_ok=True)
        following.symlink_to(f"{RELEASES}/{name}/{SITE}", target_is_directory=True)
        following.replace(self.root / CURRENT)
        _flush()

    def prune(self, keep: int) -> tuple[str, ...]:
        """Delete all releases but the newest, and the current one; return their names."""
        current = self.current()
        old = [name for name in self.names() if name != current]
        gone = old[: max(0, len(old) - max(0, keep - 1))]
        for name in gone:
            half = self.releases / (HALF + name)
            (self.releases / name).rename(half)
            shutil.rmtree(half)
        return tuple(gone)

    def _fill(self, half: Path, output: Path, site: Tree) -> None:
        """Write all files of a release; what is as it was shares its place on the disk."""
        current = self.current()
        before = self.files(current)
        old = self.releases / current / SITE
        _make(half / SITE)
        for path, one in site.items():
            target = half / SITE / path
            if not target.parent.is_dir():
                _make(target.parent)
            if before.get(path) != one or not _linked(old / path, target, one):
                _copy(output / path, target, one)
        told = json.dumps({path: astuple(one) for path, one in site.items()})
        (half / FILES).write_text(told, "utf-8")

    def _clear(self) -> None:
        """Take away what a release that was killed has left."""
        _make(self.releases)
        for entry in os.scandir(self.releases):
            if entry.name.startswith(HALF):
                shutil.rmtree(entry.path)


def release_name(site: Tree, now: datetime, others: Iterable[str]) -> str:
    """Name a release by its time, in UTC, and what it holds; it comes after all others."""
    last = max(others, default="").partition("-")[0]
    moment = now.astimezone(UTC)
    if last >= f"{moment:{STAMP}}":
        moment = datetime.strptime(last, STAMP).replace(tzinfo=UTC) + timedelta(seconds=1)
    return f"{moment:{STAMP}}-{named(site)[:8]}"


@contextlib.contextmanager
def opened(root: Path, site: Path, keep: int) -> Iterator[Folder]:
    """Open a folder of releases, for one process at a time; raise Stop where it is none.

    `site` is the folder with the site's sources, in which no release may lie.
    """
    _refuse(root, site)
    _make(root)
    with held(root / LOCK, f"another process publishes to {root}"):
        yield Folder(root, keep)


def _refuse(root: Path, site: Path) -> None:
    """Refuse folders in which something of others, or of the author, would be lost."""
    whole, own = root.resolve(), site.resolve()
    inside = [own / name for name in ("content", "layouts", "output", ".git")]
    others = sorted(one.name for one in root.iterdir()) if root.is_dir() else []
    known = {RELEASES, CURRENT, LOCK, NEXT}
    wrong = ""
    if root.exists() and not root.is_dir():
        wrong = "this is not a folder"
    elif own.is_relative_to(whole):
        wrong = "this is the site's own folder, or above it"
    elif any(whole.is_relative_to(one) or one.is_relative_to(whole) for one in inside):
        wrong = "this lies among the site's own files"
    elif not set(others) <= known:
        stranger = next(name for name in others if name not in known)
        wrong = f'there are other files in this folder: "{stranger}"'
    elif os.path.lexists(root / CURRENT) and not (root / CURRENT).is_symlink():
        wrong = f'"{CURRENT}" in this folder is no link'
    if wrong:
        hint = "name a folder that is empty, or was published to before"
        raise Stop([Problem(Place(str(root)), wrong, hint)])


def _make(folder: Path) -> None:
    """Make a folder that everybody may enter, and those above it, whatever the umask says."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        one.chmod(ENTERABLE)


def _linked(old: Path, new: Path, wanted: File) -> bool:
    """Let a file be the same as in the last release, if that is still as it was."""
    try:
        found = old.lstat()
        if (found.st_size, found.st_mtime_ns) != (wanted.size, wanted.time):
            return False
        os.link(old, new, follow_symlinks=False)
    except OSError:  # it is gone, or has too many names, or the disk knows no second ones
        return False
    return True


def _copy(source: Path, target: Path, wanted: File) -> None:
    """Copy a file with its time; raise OSError where the disk is full."""
    try:
        shutil.copyfile(source, target)
        target.chmod(READABLE)
        os.utime(target, ns=(wanted.time, wanted.time))
    except OSError as error:
        error.filename = str(target)  # a full disk names none
        raise


def _flush() -> None:
    """Have all that was written so far reach the disk, where the system can."""
    if hasattr(os, "sync"):
        os.sync()
