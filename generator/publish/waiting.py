"""Let new files wait where no reader sees them.

Invariant: what waits is on the disk of output/, so that a rename puts it in place.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Container, Iterable
from pathlib import Path

from generator.digests import digest
from generator.model import Made

READABLE, ENTERABLE = 0o644, 0o755  # by everybody, whatever the author's umask says
# In which turn a file is put in place.
PARTS, PAGES, CHANGED, TOP, LISTS = range(5)
# Where files wait: new pages as they will stand, so that whole folders of them can be put in place
# at once; the others in one folder, so that none has to be made for each. What they replace waits
# too, until all is in place.
NEW, OTHERS, OLD = "new", "others", "old"


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
    for name in (NEW, OTHERS, OLD):
        (folder / name).mkdir(parents=True)
        (folder / name).chmod(ENTERABLE)
    return folder


def stage(folder: Path, path: str, data: bytes, time: int, *, is_new: bool) -> int:
    """Write a file where new ones wait, with a time of change (ns); return what the disk keeps."""
    waiting = waits_at(folder, path, is_new=is_new)
    try:
        try:
            return _write(waiting, data, time)
        except FileNotFoundError:
            _make_folders(os.path.dirname(waiting))  # noqa: PTH120
            return _write(waiting, data, time)
    except OSError as error:
        error.filename = path  # a full disk names none
        raise


def stage_copies(
    folder: Path, copies: Iterable[tuple[Made, bytes]], known: Container[str]
) -> tuple[Made, ...]:
    """Write compressed copies where new files wait; those without bytes are in place already."""
    staged = []
    for copy, data in copies:
        time = copy.mtime
        if data:
            time = stage(folder, copy.path, data, time, is_new=copy.path not in known)
        staged.append(copy._replace(mtime=time))
    return tuple(staged)


def _write(waiting: str, data: bytes, time: int) -> int:
    """Write a file that everybody can read."""
    file = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        os.fchmod(file, READABLE)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.utime(file, ns=(time, time))
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


def waits_at(folder: Path, path: str, *, is_new: bool) -> str:
    """Say where a file waits."""
    if is_new and turn(path, is_new=True)[0] < LISTS:
        return f"{folder}/{NEW}/{path}"
    return f"{folder}/{OTHERS}/{digest(path.encode('utf-8', 'surrogatepass'))}"


def turn(path: str, *, is_new: bool) -> tuple[int, str]:
    """Sort so that a reader who comes in between meets no page whose parts are missing."""
    if path.startswith("assets/"):
        return PARTS, path
    if not path.endswith((".html", ".html.br", ".html.gz", ".html.zst")):
        return LISTS, path
    if is_new:
        return PAGES, path
    return (TOP if path.count("/") == 0 else CHANGED), path
