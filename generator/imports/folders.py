"""Walk another program's folders: its texts and pictures, and nothing that a link leads out to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator import sources
from generator.imports.found import Found
from generator.model import Source
from generator.problems import WARNING, Place, Problem

# What readers were given, and no part of a theme.
DOCUMENTS = (
    ".pdf",
    ".epub",
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
    ".xls",
    ".xlsx",
    ".ods",
    ".csv",
    ".tsv",
    ".ppt",
    ".pptx",
    ".odp",
    ".zip",
    ".gz",
    ".7z",
    ".tar",
    ".mp3",
    ".m4a",
    ".ogg",
    ".opus",
    ".wav",
    ".flac",
    ".mp4",
    ".m4v",
    ".mov",
    ".webm",
    ".ogv",
    ".tif",
    ".tiff",
    ".bmp",
    ".avif",
    ".heic",
    ".asc",
    ".kml",
)


def texts_of(root: Path, folder: str, ends: tuple[str, ...], found: Found) -> Iterator[Source]:
    """Read the texts below a folder, in their order; tell those that can't be read."""
    for path, file in _files(root, folder, found):
        if not path.lower().endswith(ends):
            continue
        try:
            source = sources.load(path, file.read_bytes())
        except OSError as error:
            source = Problem(Place(path), f"it can't be read: {error.strerror}", "")
        if isinstance(source, Problem):
            found.problems.append(source)
        else:
            yield source


def pictures_of(root: Path, folder: str, found: Found) -> Iterator[tuple[str, Path]]:
    """List the pictures below a folder; tell other files, which are not published as they are."""
    for path, file in _files(root, folder, found):
        if path.lower().endswith(sources.PICTURE):
            yield path, file
        elif path.lower().endswith(DOCUMENTS):
            message = "this file is not carried over"
            hint = "put it into content/ yourself, and name it under files in [privacy]"
            found.problems.append(Problem(Place(path), message, hint, WARNING))


def _files(root: Path, folder: str, found: Found) -> Iterator[tuple[str, Path]]:
    """List the files below a folder, hidden ones and links that lead out left out."""
    whole = root.resolve()
    for top, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_site")))
        for name in sorted(names):
            file = Path(top, name)
            path = file.relative_to(root).as_posix()
            if name.startswith("."):
                continue
            if not _is_inside(file, whole):
                message = "this link leads out of the site: it is not followed"
                found.problems.append(Problem(Place(path), message, "", WARNING))
                continue
            yield path, file


def _is_inside(file: Path, root: Path) -> bool:
    """Tell whether a path is a file of the site, and no link that leads out of it, or nowhere."""
    try:
        return file.resolve().is_relative_to(root) and file.is_file()
    except (OSError, RuntimeError):  # a link to itself
        return False
