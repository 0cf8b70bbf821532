"""Let new files wait where no reader sees them, then put them in place by renaming.

Invariants: a file appears under its name complete or not at all; what is done already is left
alone, so that an interrupted publication can be carried out again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Container, Iterable
from pathlib import Path

from generator.digests import digest
from generator.model import Published, Step

READABLE, ENTERABLE = 0o644, 0o755  # by everybody, whatever the author's umask says


# In which turn a file is put in place.
PARTS, PAGES, CHANGED, TOP, LISTS = range(5)
# Where files wait: new pages as they will stand, so that whole folders of them can be put in place
# at once; the others in one folder, so that none has to be made for each.
NEW, OTHERS = "new", "others"


def staging(output: Path) -> Path:
    """Say where new files wait: beside the output folder, from where no server serves them.

    Where that is another disk, or a folder that may not be written to (as a web server's often
    is), they wait inside it: a file can be renamed into place only on its own disk.
    """
    folder = output.resolve()
    above = next(one for one in folder.parents if one.exists())
    if folder.exists() and (not os.access(above, os.W_OK) or os.path.ismount(folder)):
        return folder / ".staging"
    return folder.parent / f".{folder.name}.staging"


def clear(output: Path) -> None:
    """Take away what waits, or was left by a build that did not get so far as to publish it."""
    shutil.rmtree(staging(output), ignore_errors=True)


def prepare(output: Path) -> Path:
    """Make an empty folder where new files wait, and say where it is."""
    clear(output)
    folder = staging(output)
    for name in (NEW, OTHERS):
        (folder / name).mkdir(parents=True)
        (folder / name).chmod(ENTERABLE)
    return folder


def stage(folder: Path, path: str, data: bytes, *, is_new: bool) -> int:
    """Write a file where new ones wait; return its time of change (ns)."""
    waiting = _waiting(folder, path, is_new=is_new)
    try:
        try:
            return _write(waiting, data)
        except FileNotFoundError:
            _make_folders(os.path.dirname(waiting))  # noqa: PTH120
            return _write(waiting, data)
    except OSError as error:
        error.filename = path  # a full disk names none
        raise


def _write(waiting: str, data: bytes) -> int:
    """Write a file that everybody can read."""
    file = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        os.fchmod(file, READABLE)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        return os.fstat(file).st_mtime_ns
    finally:
        os.close(file)


def _make_folders(folder: str) -> None:
    """Make a folder and those above it; another process may be making them too."""
    with contextlib.suppress(FileExistsError):
        try:
            os.mkdir(folder)  # noqa: PTH102 - a Path for each of 10,000 folders takes its time
        except FileNotFoundError:
            _make_folders(os.path.dirname(folder))  # noqa: PTH120
            os.mkdir(folder)  # noqa: PTH102
        os.chmod(folder, ENTERABLE)  # noqa: PTH101


def _waiting(folder: Path, path: str, *, is_new: bool) -> str:
    """Say where a file waits."""
    if is_new and _turn(path, is_new=True)[0] < LISTS:
        return f"{folder}/{NEW}/{path}"
    return f"{folder}/{OTHERS}/{digest(path.encode('utf-8', 'surrogatepass'))}"


def carry_out(output: Path, steps: Iterable[Step], known: Container[str]) -> set[str]:
    """Put staged files in place and take vanished ones away; return the paths of lost files.

    First come the parts of pages, then whatever is new, what changed, what lists it, and removals.
    """
    steps = tuple(steps)
    leaving = sorted(step.path for step in steps if step.act == "remove")
    puts = {step.path: step for step in steps if step.act == "put"}
    folder = staging(output)
    turns = {path: _turn(path, is_new=path not in known) for path in puts}
    single = [path for path in puts if path in known or turns[path][0] >= LISTS]
    single.sort(key=turns.__getitem__)
    parts = [path for path in single if turns[path] == (PARTS, path)]
    _put_new(output, folder / NEW, "assets", leaving)
    for path in parts:
        _put(output, Path(_waiting(folder, path, is_new=False)), path, leaving)
    _put_new(output, folder / NEW, "", leaving)
    for path in single[len(parts) :]:
        _put(output, Path(_waiting(folder, path, is_new=False)), path, leaving)
    for path in leaving:
        _remove(output, path)
    top = f"{output}{os.sep}"
    return {path for path, one in puts.items() if not is_same(top + path, one)}


def _put_new(output: Path, top: Path, path: str, leaving: list[str]) -> None:
    """Put what waits in a folder in place: as a whole if nothing stands there."""
    place = output / path
    if (top / path).is_dir() and not os.path.lexists(place):
        _make_room(output, place)
        (top / path).replace(place)
        return
    with contextlib.suppress(FileNotFoundError):
        for entry in sorted(os.scandir(top / path), key=lambda entry: entry.name):
            inner = f"{path}/{entry.name}" if path else entry.name
            if entry.is_dir():
                _put_new(output, top, inner, leaving)
            else:
                _put(output, Path(entry.path), inner, leaving)


def _put(output: Path, waiting: Path, path: str, leaving: list[str]) -> None:
    """Put one file in place; what stands there is of ours, and leaves."""
    file = output / path
    if not waiting.exists():
        return
    if file.is_dir():
        for inner in (inner for inner in leaving if inner.startswith(f"{path}/")):
            _remove(output, inner)
    _make_room(output, file)
    waiting.replace(file)


def is_same(file: str, one: Step | Published) -> bool:
    """Compare a file with what was put there: by size and time, and by its bytes in doubt."""
    try:
        found = os.lstat(file)
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode) or found.st_size != one.size:
        return False
    return found.st_mtime_ns == one.mtime or digest(Path(file).read_bytes()) == one.digest


def _turn(path: str, *, is_new: bool) -> tuple[int, str]:
    """Sort so that a reader who comes in between meets no page whose parts are missing."""
    if path.startswith("assets/"):
        return PARTS, path
    if not path.endswith(".html"):
        return LISTS, path
    if is_new:
        return PAGES, path
    return (TOP if path.count("/") == 0 else CHANGED), path


def _make_room(output: Path, file: Path) -> None:
    """Make the folders of a file; a file of ours that stands where a folder must be gives way."""
    try:
        _enter(output, file.parent)
    except (FileExistsError, NotADirectoryError):
        for above in reversed(file.relative_to(output).parents):
            if (output / above).is_file():
                (output / above).unlink()
        _enter(output, file.parent)


def _enter(output: Path, folder: Path) -> None:
    """Make a folder in output/, or that one, with all above it."""
    if folder.is_dir():
        return
    if folder == output:
        folder.mkdir(parents=True)
    else:
        _enter(output, folder.parent)
        folder.mkdir()
    folder.chmod(ENTERABLE)


def _remove(output: Path, path: str) -> None:
    """Delete a file of ours, and the folders that are empty then."""
    file = output / path
    # What is gone may be a folder now, or lie where a file stands: then it is gone already.
    with contextlib.suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
        file.unlink()
    for above in file.relative_to(output).parents[:-1]:
        try:
            (output / above).rmdir()
        except OSError:
            return
