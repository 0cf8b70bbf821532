"""Put the files that wait in place by renaming, so that it can be taken back.

Invariants: a file appears under its name complete or not at all; what is done already is left
alone, so that an interrupted publication can be carried out again; what is replaced or removed is
kept until all is in place.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Callable, Container, Iterable
from functools import partial
from pathlib import Path

from generator.digests import digest
from generator.model import Published, Step
from generator.publish.waiting import (
    ENTERABLE,
    LISTS,
    NEW,
    OLD,
    PARTS,
    staging,
    turn,
    waits_at,
)

# What a file system says that has no second names for files, or no more of them for this one.
NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class Placing:
    """Own the change of an output folder from one site to the next.

    First come the parts of pages, then whatever is new, what changed, what lists it, and removals.
    """

    def __init__(self, output: Path, steps: Iterable[Step], known: Container[str]) -> None:
        self.output = output
        self._folder = staging(output)
        steps = tuple(steps)
        leaving = (step.path for step in steps if step.act == "remove")
        # The parts of pages leave after all pages that show them.
        self._leaving = sorted(leaving, key=lambda path: (path.startswith("assets/"), path))
        self._puts = {step.path: step for step in steps if step.act == "put"}
        self._known = known
        self._undo: list[Callable[[], object]] = []
        self._kept = 0

    def carry_out(self) -> set[str]:
        """Do all that is intended; return the paths of files that got lost while they waited."""
        self._empty_old()
        turns = {path: turn(path, is_new=path not in self._known) for path in self._puts}
        single = [path for path in turns if path in self._known or turns[path][0] >= LISTS]
        single.sort(key=turns.__getitem__)
        parts = [path for path in single if turns[path] == (PARTS, path)]
        self._put_new("assets")
        for path in parts:
            self._put_single(path)
        self._put_new("")
        for path in single[len(parts) :]:
            self._put_single(path)
        for path in self._leaving:
            self._remove(path)
        top = f"{self.output}{os.sep}"
        return {path for path, one in self._puts.items() if not is_same(top + path, one)}

    def take_back(self) -> bool:
        """Undo all that was done, the last first; tell whether the old site stands again."""
        try:
            while self._undo:
                self._undo.pop()()
        except OSError:
            return False
        return True

    def _empty_old(self) -> None:
        """Drop what a placing that was interrupted had kept."""
        folder = self._folder / OLD
        if folder.is_dir() and any(folder.iterdir()):
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)

    def _put_new(self, path: str) -> None:
        """Put what waits in a folder in place: as a whole if nothing stands there."""
        top, place = self._folder / NEW / path, self.output / path
        if top.is_dir() and not os.path.lexists(place):
            self._make_room(place)
            self._rename(top, place)
            return
        with contextlib.suppress(FileNotFoundError):
            for entry in sorted(os.scandir(top), key=lambda entry: entry.name):
                inner = f"{path}/{entry.name}" if path else entry.name
                if entry.is_dir():
                    self._put_new(inner)
                else:
                    self._put(Path(entry.path), inner)

    def _put_single(self, path: str) -> None:
        """Put a file in place that waits by itself."""
        self._put(Path(waits_at(self._folder, path, is_new=False)), path)

    def _put(self, waiting: Path, path: str) -> None:
        """Put one file in place; what stands there is of ours, and leaves."""
        file = self.output / path
        if not waiting.exists():
            return
        if file.is_dir():
            for inner in (one for one in self._leaving if one.startswith(f"{path}/")):
                self._remove(inner)
        self._make_room(file)
        if not os.path.lexists(file):
            self._rename(waiting, file)
            return
        kept = self._keep()
        _second_name(file, kept)
        waiting.replace(file)
        self._undo.append(partial(kept.replace, file))

    def _rename(self, waiting: Path, place: Path) -> None:
        """Put a file or a folder where nothing stands."""
        waiting.replace(place)
        self._undo.append(partial(place.replace, waiting))

    def _set_aside(self, file: Path) -> None:
        """Take a file away, and keep it."""
        kept = self._keep()
        file.replace(kept)
        self._undo.append(partial(kept.replace, file))

    def _keep(self) -> Path:
        """Say where the next file is kept that is replaced or removed."""
        self._kept += 1
        return self._folder / OLD / str(self._kept)

    def _make_room(self, file: Path) -> None:
        """Make the folders of a file; a file of ours that stands where one must be gives way."""
        try:
            self._enter(file.parent)
        except (FileExistsError, NotADirectoryError):
            for above in reversed(file.relative_to(self.output).parents):
                if (self.output / above).is_file():
                    self._set_aside(self.output / above)
            self._enter(file.parent)

    def _enter(self, folder: Path) -> None:
        """Make a folder in output/, or that one, with all above it."""
        if folder.is_dir():
            return
        if folder == self.output:
            folder.mkdir(parents=True)
        else:
            self._enter(folder.parent)
            folder.mkdir()
        self._undo.append(folder.rmdir)
        folder.chmod(ENTERABLE)

    def _remove(self, path: str) -> None:
        """Take a file of ours away, and the folders that are empty then."""
        file = self.output / path
        # What is gone may be a folder now, or lie where a file stands: then it is gone already.
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            if not file.is_dir():
                self._set_aside(file)
        for above in file.relative_to(self.output).parents[:-1]:
            try:
                (self.output / above).rmdir()
            except OSError:
                return
            self._undo.append(partial(_make_folder, self.output / above))


def _make_folder(folder: Path) -> None:
    """Make a folder again that everybody can enter."""
    folder.mkdir()
    folder.chmod(ENTERABLE)


def _second_name(file: Path, name: Path) -> None:
    """Give a file another name, so that it outlives being replaced under the first."""
    try:
        os.link(file, name, follow_symlinks=False)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        shutil.copy2(file, name, follow_symlinks=False)


def is_same(file: str, one: Step | Published) -> bool:
    """Compare a file with what was put there."""
    return found_time(file, one) is not None


def found_time(file: str, one: Step | Published) -> int | None:
    """Give a file's time of change (ns) if it is what was put there: by size and time, or bytes."""
    try:
        found = os.lstat(file)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode) or found.st_size != one.size:
        return None
    is_same = found.st_mtime_ns == one.mtime or digest(Path(file).read_bytes()) == one.digest
    return found.st_mtime_ns if is_same else None
