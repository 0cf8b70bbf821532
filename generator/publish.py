"""Make output/ be the site: whole files only, nothing foreign touched.

Invariants: a file appears under its name complete or not at all; a file is removed only if
Hushpress made it; nothing is written before every page is known to be right.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.digests import digest
from generator.model import Published

READABLE, ENTERABLE = 0o644, 0o755  # by everybody, whatever the author's umask says


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


@contextlib.contextmanager
def staged(output: Path) -> Iterator[None]:
    """Begin with nothing in staging, whatever an interrupted build left, and leave nothing."""
    shutil.rmtree(staging(output), ignore_errors=True)
    try:
        yield
    finally:
        shutil.rmtree(staging(output), ignore_errors=True)


def stage(output: Path, path: str, data: bytes) -> None:
    """Write a file where no reader sees it yet."""
    file = staging(output) / path
    try:
        try:
            file.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        file.chmod(READABLE)
    except OSError as error:
        error.filename = error.filename or str(file)  # a full disk names no file
        raise


def publish(output: Path, staged: Iterable[str], gone: Iterable[str]) -> dict[str, int]:
    """Put staged files in place and take vanished ones away; return their times of change (ns)."""
    times = {}
    leaving = sorted(gone)
    for path in sorted(staged, key=_turn):
        file = output / path
        if file.is_dir():
            for inner in (inner for inner in leaving if inner.startswith(f"{path}/")):
                _remove(output, inner)
        _make_room(output, file)
        (staging(output) / path).replace(file)
        times[path] = file.stat().st_mtime_ns
    for path in leaving:
        _remove(output, path)
    return times


def _turn(path: str) -> tuple[int, str]:
    """Sort so that a reader who comes in between meets no page whose parts are missing."""
    if path.startswith("assets/"):
        return 0, path
    if not path.endswith(".html"):
        return 3, path
    return (2 if path.count("/") == 0 else 1), path


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


def changed(output: Path, published: Mapping[str, Published]) -> set[str]:
    """Name the files of ours that somebody deleted or altered since they were published."""
    top = f"{output}{os.sep}"
    return {path for path, one in published.items() if not _is_same(top + path, one)}


def _is_same(file: str, one: Published) -> bool:
    """Compare a file with what was put there: by size and time, and by its bytes in doubt."""
    try:
        found = os.lstat(file)
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode) or found.st_size != one.size:
        return False
    return found.st_mtime_ns == one.mtime or digest(Path(file).read_bytes()) == one.digest


def foreign(output: Path, ours: Iterable[str]) -> tuple[str, ...]:
    """List the files in the output folder that Hushpress did not make."""
    known = set(ours)
    found = (file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file())
    return tuple(sorted(path for path in found if path not in known))


def still_foreign(
    output: Path, ours: Mapping[str, Published], known: Iterable[str]
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
