"""Read the layouts, and the files that are published beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.model import Source
from generator.problems import Place, Problem, Stop, ruled
from generator.sources import LAYOUTS, default_layouts, is_hidden, load

PRIVATE = re.compile(rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY")
WORDS = re.compile(r"words/([A-Za-z0-9-]+)\.toml")
# What pages are made of; a document has its place in content/.
KNOWN = (
    ".css", ".js", ".mjs", ".json", ".webmanifest", ".txt", ".xml", ".svg", ".png", ".jpg", ".jpeg",
    ".gif", ".webp", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".asc", ".map", ".wasm",
)  # fmt: skip
SECRET = (
    ".pem", ".key", ".p12", ".pfx", ".jks", ".kdbx", ".ppk", ".sqlite", ".db",
    "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Hold the layouts by name (`post.html`), and the files beside them by name (`style.css`).

    `paths` says where each of them was found, as a problem names it; `words` are the files of words
    of each language, by its code: the program's first, then the site's own. `own` are the files
    beside layouts that are the site's and none of the program's.
    """

    layouts: Mapping[str, str]
    assets: Mapping[str, bytes]
    paths: Mapping[str, str]
    words: Mapping[str, tuple[Source, ...]]
    own: frozenset[str] = frozenset()


@dataclass
class _Found:
    """Gather the files of layouts: the program's, and then the site's, which take their places."""

    layouts: dict[str, str] = field(default_factory=dict)
    assets: dict[str, bytes] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    words: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add(self, name: str, data: bytes, *, is_own: bool) -> None:
        """Take a file."""
        if name.startswith("assets/"):
            self.problems += _unfit(name, data)
            asset = name.removeprefix("assets/")
            if is_own and self.assets.get(asset) != data:
                self.own.add(asset)
            self.assets[asset] = data
            return
        source = load(self.paths[name], data)
        language = WORDS.fullmatch(name)
        if isinstance(source, Problem):
            self.problems.append(source)
        elif language:
            code = language[1].lower()
            self.words[code] = (*self.words.get(code, ()), source)
        else:
            self.layouts[name] = source.text
            if not is_own:
                # A layout of the site's own can build on the one it takes the place of.
                self.layouts[f"!{name}"] = source.text
                self.paths[f"!{name}"] = self.paths[name]


def load_theme(root: Path) -> Theme:
    """Read the default layouts, each replaced by the site's own of the same name.

    Raise Stop when a layout is not text, or is a link that leads out of its folder.
    """
    found = _Found()
    for folder, is_own in ((default_layouts(), False), (root / LAYOUTS, True)):
        for name, file in _layout_files(folder):
            found.paths[name] = f"{LAYOUTS}/{name}"
            if file.resolve().is_relative_to(folder.resolve()):
                found.add(name, file.read_bytes(), is_own=is_own)
                continue
            message = "this link leads out of layouts/"
            place = Place(found.paths[name])
            found.problems.append(Problem(place, message, "copy the file here"))
    if found.problems:
        raise Stop(ruled(found.problems, "layout"))
    own = frozenset(found.own)
    return Theme(found.layouts, found.assets, found.paths, found.words, own)


def _unfit(name: str, data: bytes) -> Iterator[Problem]:
    """Find files that must not be published beside the layouts."""
    place = Place(f"{LAYOUTS}/{name}")
    if PRIVATE.search(data) or name.lower().endswith(SECRET):
        message = "this file may hold what opens doors, and would be published"
        yield Problem(place, message, "take it away")
    elif not name.lower().endswith(KNOWN):
        message = "a file of this kind may say more of its makers than they know"
        yield Problem(place, message, "move it into content/, and declare it: [privacy] files")


def _layout_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """List the layouts in a folder and below, and the files that are published beside them."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        is_kept_back = any(map(is_hidden, name.split("/")))
        if file.is_file() and not is_kept_back and not name.endswith(".md"):
            yield name, file
