"""Find what is there and load it.

Invariants: nothing outside the site's folder is ever opened, whatever a symlink says; a file is
decoded as UTF-8 or it is a problem; lines end with a newline, whatever the author's editor wrote.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from generator.model import Source
from generator.problems import Place, Problem

SETTINGS = "site.toml"
CONTENT = "content"
LAYOUTS = "layouts"
PACKAGE = Path(__file__).resolve().parent.parent

ARTICLE = (".md",)
HOMES = (f"{CONTENT}/posts/", f"{CONTENT}/pages/")
COMMENTS = f"{CONTENT}/comments/"
HIDDEN = (".", "#")
PHOTO = (".png", ".jpg", ".jpeg", ".gif", ".webp")
PICTURE = (*PHOTO, ".svg")
UNKNOWN = "neither an article (.md) nor a picture (.png .jpg .gif .webp .svg)"
BACKUP = ("~", ".swp", ".swo", ".swx", ".bak", ".orig", ".tmp", ".part", ".rej")
SYSTEM = frozenset({"thumbs.db", "desktop.ini", "4913", "__macosx"})


class Stamp(NamedTuple):
    """Hold what stat says of a file: enough to see that it changed, not enough to be sure."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    def is_settled(self, since: int) -> bool:
        """Tell whether the file was left alone for a while before a build began (ns since 1970)."""
        return self.mtime_ns < since - TICK > self.ctime_ns

    def __str__(self) -> str:
        return "%d %d %d %d" % self  # noqa: UP031 - in half the time of an f-string


# A file as it was found, and its path. It keeps what stat said of it.
Entry = tuple[os.DirEntry[str], str]
TICK = 50_000_000  # ns: a clock of the file system may be that coarse
NOTHING = Stamp(-1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold every file of a site by its path from the site's folder, in the paths' order.

    `ignored` says of each file under content/ that is not read why that is so; `since` is when the
    look began, in ns since 1970.
    """

    files: Mapping[str, Stamp]
    ignored: Mapping[str, str]
    since: int

    def articles(self) -> tuple[str, ...]:
        """List the posts and standing pages."""
        found = (path for path in self.files if path.lower().endswith(ARTICLE))
        return tuple(path for path in found if not path.startswith(COMMENTS))

    def comments(self) -> tuple[str, ...]:
        """List the comments that are kept in content/."""
        found = (path for path in self.files if path.startswith(COMMENTS))
        return tuple(path for path in found if path.lower().endswith(ARTICLE))

    def pictures(self) -> tuple[str, ...]:
        """List the pictures under content/."""
        inside = f"{CONTENT}/"
        return tuple(
            path
            for path in self.files
            if path.startswith(inside) and path.lower().endswith(PICTURE)
        )

    def documents(self) -> tuple[str, ...]:
        """List the files under content/ that are published as they are."""
        inside = f"{CONTENT}/"
        others = (*PICTURE, *ARTICLE)
        return tuple(
            path
            for path in self.files
            if path.startswith(inside) and not path.lower().endswith(others)
        )


def beside(root: Path) -> Iterator[tuple[str, Stamp]]:
    """List every file that a build of a site may look at, beside what is in content/."""
    yield SETTINGS, stamp(root / SETTINGS)
    yield CONTENT, stamp(root / CONTENT)
    for folder in (root / LAYOUTS, default_layouts()):
        yield str(folder), stamp(folder)
        yield from files_of(folder)


def files_of(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """List the files in a folder and below, but for what Python made of its own."""
    return stamps(one for one in walk(folder, "") if "/__pycache__/" not in one[1])


def stamps(entries: Iterable[Entry]) -> Iterator[tuple[str, Stamp]]:
    """Look at files that were found, in their order.

    Hidden files, such as those of an editor at work, are there or not: nothing reads them.
    """
    for entry, path in entries:
        if is_hidden(entry.name):
            yield path, NOTHING
            continue
        try:
            yield path, _stamp(entry.stat())
        except OSError:  # a link that leads nowhere, or a file that just went away
            yield path, NOTHING


def stamp(file: Path) -> Stamp:
    """Give the stamp of one file; that of nothing if there is none."""
    try:
        return _stamp(file.stat())
    except OSError:
        return NOTHING


def walk(folder: Path, path: str) -> list[Entry]:
    """Find all files in a folder and below, sorted by their paths, which begin with this one."""
    return sorted(_walk(folder, path), key=lambda found: found[1])


def scan(
    root: Path,
    since: int,
    content: Iterable[Entry],
    stamps: Mapping[str, Stamp],
    declared: tuple[str, ...] = (),
) -> Seen:
    """Say what each file of content/ is without opening one; all were stamped since then.

    Files of an unknown kind that are `declared` are published as they are.
    """
    files: dict[str, Stamp] = {}
    ignored: dict[str, str] = {}
    for entry, path in content:
        reason = "" if _is_plain(entry, path) else _why_ignored(entry, path, root)
        if reason == UNKNOWN and path in declared:
            reason = ""
        if reason:
            ignored[path] = reason
        elif not entry.is_dir(follow_symlinks=False):
            files[path] = stamps[path]
    return Seen(files, ignored, since)


def _walk(folder: Path, path: str) -> Iterator[Entry]:
    """List what is in a folder and below, but for hidden folders and symlinks to folders."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        name = f"{path}/{entry.name}"
        if not entry.is_dir(follow_symlinks=False) or is_hidden(entry.name):
            yield entry, name
        else:
            yield from _walk(Path(entry.path), name)


def is_hidden(name: str) -> bool:
    """Tell files that systems, editors and version control leave behind."""
    lower = name.lower()
    return name.startswith(HIDDEN) or lower.endswith(BACKUP) or lower in SYSTEM


def _is_plain(entry: os.DirEntry[str], path: str) -> bool:
    """Tell at once what nearly all files are: articles where articles belong."""
    is_article = path.endswith(ARTICLE) and path.startswith(HOMES) and entry.name[0] not in HIDDEN
    return is_article and path.isprintable() and entry.is_file(follow_symlinks=False)


def _why_ignored(entry: os.DirEntry[str], path: str, root: Path) -> str:
    """Say why a file is not read, or nothing if it is."""
    if is_hidden(entry.name):
        return "hidden, or left behind by an editor or the system"
    if not path.isprintable():
        return "its name holds characters that can't be shown (rename it)"
    return _why_no_file(entry, root) or _why_unknown(path)


def _why_no_file(entry: os.DirEntry[str], root: Path) -> str:
    """Say why what stands there is not a file of the site's own."""
    if entry.is_file(follow_symlinks=False):
        return ""
    try:
        target = Path(entry.path).resolve(strict=True)
        is_file = stat.S_ISREG(entry.stat().st_mode)
    except (OSError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
        return "a link that leads nowhere"
    if entry.is_symlink() and not target.is_relative_to((root / CONTENT).resolve()):
        return "a link that leads out of content/"
    return "" if is_file else "not a file"


def _why_unknown(path: str) -> str:
    """Say why a file is of no use where it lies."""
    lower = path.lower()
    if lower.endswith(PICTURE):
        return ""
    if not lower.endswith(ARTICLE):
        return UNKNOWN
    if not path.startswith((*HOMES, COMMENTS)):
        return "an article outside content/posts/ and content/pages/ (move it there)"
    return ""


def _stamp(found: os.stat_result) -> Stamp:
    """Keep of a stat what a changed file can't keep."""
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def load_bytes(root: Path, path: str) -> bytes:
    """Read a file of the site."""
    with open(f"{root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - 10,000 Paths take 0.2 s
        return file.read()


def load(path: str, data: bytes) -> Source | Problem:
    """Decode a text file: UTF-8, with or without a byte order mark, any line ends."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Place(
            path,
            before.count(b"\n") + 1,
            len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1,
        )
        return Problem(
            place,
            f"byte 0x{data[error.start]:02x} is not UTF-8 text",
            "save the file in the encoding UTF-8",
            rule="file",
        )
    source = Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    nul = source.text.find("\0")
    if nul >= 0:
        told = source.problem(nul, "a NUL character can't stand in a text", "delete it")
        return replace(told, rule="file")
    return source


def default_layouts() -> Path:
    """Find the layouts that come with the program: in the wheel, or beside it in a checkout."""
    installed = PACKAGE / LAYOUTS
    return installed if installed.is_dir() else PACKAGE.parent / LAYOUTS
