"""Make output/ be the site: whole files only, nothing foreign touched.

Invariants: a file appears under its name complete or not at all; a file is removed only if
Hushpress made it; nothing is written before every page is known to be right.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from generator.digests import digest
from generator.model import Published, Step

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


def clear(output: Path) -> None:
    """Take away what waits, or was left by a build that did not get so far as to publish it."""
    shutil.rmtree(staging(output), ignore_errors=True)


@contextlib.contextmanager
def locked(output: Path) -> Iterator[None]:
    """Keep every other build away from an output folder; raise OSError if one is at work there.

    The lock is the system's, on a file beside staging: it ends with the process, however that ends.
    """
    path = _lock(output)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        if not _is_locked(file):
            file.seek(0)
            raise OSError(f"another build is at work on {output}: {file.read().strip()}")
        file.truncate(0)
        file.write(f"process {os.getpid()}\n")
        file.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


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


def prepare(output: Path) -> Path:
    """Make an empty folder where new files wait, and say where it is."""
    clear(output)
    folder = staging(output)
    folder.mkdir(parents=True)
    return folder


def stage(folder: Path, path: str, data: bytes) -> None:
    """Write a file into the folder in which new ones wait: no reader sees it there."""
    try:
        file = os.open(_waiting(str(folder), path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            os.fchmod(file, READABLE)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
        finally:
            os.close(file)
    except OSError as error:
        error.filename = path  # a full disk names none
        raise


def _waiting(folder: str, path: str) -> str:
    """Say where a file waits: in one folder for all, so that none has to be made for each page."""
    return f"{folder}/{digest(path.encode('utf-8', 'surrogatepass'))}"


def carry_out(output: Path, steps: Iterable[Step], known: Container[str]) -> dict[str, int]:
    """Put staged files in place and take vanished ones away; return their times of change (ns).

    What is done already is left alone, so an interrupted publication can be carried out again.
    """
    steps = tuple(steps)
    leaving = sorted(step.path for step in steps if step.act == "remove")
    puts = (step for step in steps if step.act == "put")
    times = {}
    folder = str(staging(output))
    for step in sorted(puts, key=lambda step: _turn(step.path, is_new=step.path not in known)):
        waiting, file = Path(_waiting(folder, step.path)), output / step.path
        if waiting.exists():
            if file.is_dir():
                for inner in (inner for inner in leaving if inner.startswith(f"{step.path}/")):
                    _remove(output, inner)
            _make_room(output, file)
            waiting.replace(file)
        elif not file.is_file() or digest(file.read_bytes()) != step.digest:
            continue
        times[step.path] = file.stat().st_mtime_ns
    for path in leaving:
        _remove(output, path)
    return times


def _turn(path: str, *, is_new: bool) -> tuple[int, str]:
    """Sort so that a reader who comes in between meets no page whose parts are missing."""
    if path.startswith("assets/"):
        return 0, path
    if not path.endswith(".html"):
        return 4, path
    if is_new:
        return 1, path
    return (3 if path.count("/") == 0 else 2), path


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
