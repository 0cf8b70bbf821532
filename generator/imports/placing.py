"""Give texts and pictures of another site their places here, and write them.

Invariants: a file that is there stays; links between the texts lead to their new files; a text
whose old address was another one names it.
"""

from __future__ import annotations

import itertools
import json
import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from generator.addresses import configures, own_path
from generator.imports.found import PAGE, POST, Found, Text
from generator.imports.heads import LONGEST, MOMENTS
from generator.imports.links import rewritten
from generator.model import Settings, Source
from generator.problems import WARNING, Place, Problem
from generator.read import read
from generator.slugs import slugify

INNER = "import:"  # begins a target that is a file of the old site
HOME = "content/"
ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Placed:
    """Hold what is to be written: texts and pictures by their paths, and all that is told."""

    texts: Mapping[str, str]
    files: Mapping[str, Path]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Placing:
    """Own what is known while places are found.

    `base_url` is the old site's own address; `texts` has new files by old files and addresses,
    `files` new addresses of pictures by their old files, `taken` new files by their addresses.
    """

    found: Found
    root: Path
    base_url: str
    texts: dict[str, str]
    files: dict[Path, str]
    taken: dict[str, str]

    def written(self, text: Text, home: str, address: str) -> str:
        """Write a text: its front matter, and its body with links that lead somewhere."""
        fields = dict(text.fields)
        old = fields.pop("aliases", [])
        assert isinstance(old, list)
        aliases = list(self._aliases([*old, *text.addresses], text, address))
        self.taken |= dict.fromkeys(aliases, home)
        cover = str(fields.pop("cover", ""))
        if cover:
            fields |= self._cover(cover, text, home)
        if text.kind == POST and not text.date:
            hint = "write one into the new file"
            self.found.tell(text.source, 0, "it has no date: it is a draft now", hint)
            fields["draft"] = True
        if aliases:
            fields["aliases"] = aliases
        body = rewritten(text.body, lambda target: self.resolved(target, text, home)).strip("\n")
        head = "".join(f"{name}: {_value(name, value)}\n" for name, value in fields.items())
        return f"---\n{head}---\n\n{body}\n"

    def resolved(self, target: str, text: Text, home: str) -> str | None:
        """Say where a target is now; None if it is to stay as it was written."""
        is_own = bool(self.base_url) and target.startswith(self.base_url + "/")
        path, sign, fragment = target.removeprefix(self.base_url if is_own else "").partition("#")
        is_inner = path.startswith(INNER)
        path = unquote(path.removeprefix(INNER))
        if (
            not path
            or "\0" in path
            or path in text.beside
            or (not is_inner and ELSEWHERE.match(path))
        ):
            return None
        new = self._text(path, text, is_inner=is_inner)
        if new:
            return posixpath.relpath(new, posixpath.dirname(home)) + sign + fragment
        here = self.root / posixpath.dirname(text.source.path)
        file = self.files.get((here / path).resolve())
        if file:
            return file
        if is_inner:
            hint = "mend the link in the new file"
            self.found.tell(text.source, text.at, f'"{path}" is not among the texts', hint)
        stays = path.startswith("/") and f"{HOME}{path[1:]}" in self.found.files
        return path + sign + fragment if is_inner or is_own or stays else None

    def _text(self, path: str, text: Text, *, is_inner: bool) -> str | None:
        """Give the new file of a text that is named by its old file, or by its old address."""
        here = posixpath.dirname(text.source.path)
        tries = [posixpath.normpath(posixpath.join(here, path)).lstrip("/")]
        if is_inner:
            tries += [path.strip("/"), f"{here}/{path}"]
        if path.startswith("/"):
            tries.append(bare(path))
        return next((self.texts[one] for one in tries if one in self.texts), None)

    def _aliases(self, wanted: Iterable[str], text: Text, address: str) -> Iterator[str]:
        """Give the addresses that a text had and has no longer."""
        seen = {bare(address)}
        for one in wanted:
            path, wrong = own_path(one if one.startswith("/") else f"/{one}")
            if bare(path or one) in seen:
                continue
            seen.add(bare(path or one))
            shown = f'its old address "{one[:LONGEST]}"'
            if wrong or configures(path):
                why = wrong or "is read by servers"
                self.found.tell(text.source, 0, f"{shown} {why}: nothing leads from there")
            elif path in self.taken:
                self.found.tell(text.source, 0, f"{shown} was another text's, too")
            else:
                yield path

    def _cover(self, cover: str, text: Text, home: str) -> dict[str, object]:
        """Give the field for a lead picture, if it is one of ours."""
        new = self.resolved(cover, text, home)
        if cover in text.beside or new is not None:
            return {"cover": {"image": cover if new is None else new}}
        message = f'the picture "{cover[:LONGEST]}" is not among the files: it is no cover'
        hint = "put it beside the article, and write cover: with its name"
        self.found.tell(text.source, 0, message, hint)
        return {}


def placed(found: Found, root: Path, base_url: str, settings: Settings) -> Placed:
    """Find places for all that was found in a folder, for a site with these settings."""
    homes = _homes(found, settings)
    pairs = list(zip(found.texts, homes, strict=True))
    files = {file.resolve(): "/" + path.removeprefix(HOME) for path, file in found.files.items()}
    taken = {address: home for home, address in homes}
    known = _names(pairs)
    placing = Placing(found, root.resolve(), base_url.rstrip("/"), known, files, taken)
    texts: dict[str, str] = {}
    for text, (home, address) in pairs:
        texts[home] = placing.written(text, home, address)
        folder = posixpath.dirname(home)
        found.files |= {f"{folder}/{name}": file for name, file in text.beside.items()}
        told = read(Source(home, texts[home]), settings).problems
        found.problems += [replace(one, level=WARNING) for one in told]
    return Placed(texts, found.files, tuple(found.problems))


def _names(pairs: Iterable[tuple[Text, tuple[str, str]]]) -> dict[str, str]:
    """Give the new file of each text under whatever names it: old file, end of it, old address."""
    known: dict[str, str] = {}
    for text, (home, _) in pairs:
        path = text.source.path
        stem = path.rpartition(".")[0]
        whole = (path, stem, stem.removesuffix("/index"))
        inner = tuple(one.partition("/")[2] for one in whole)
        names = (*whole, *inner, path.rpartition("/")[2], *map(bare, text.addresses))
        known |= {name: home for name in names if name and name not in known}
    return known


def bare(address: str) -> str:
    """Give an address without what several spellings of it differ in."""
    path = own_path(address)[0] or address
    return "/" + path.removesuffix("index.html").strip("/").lower()


def write(placed: Placed, root: Path) -> tuple[int, int, tuple[Problem, ...]]:
    """Write texts and pictures; return how many of each, and what was there already."""
    problems: list[Problem] = []
    numbers = [0, 0]
    for path, what in (*placed.texts.items(), *placed.files.items()):
        target = root / path
        if target.exists():
            message = "there is such a file already: it was left as it is"
            problems.append(Problem(Place(path), message, "", WARNING))
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(what, str):
            target.write_bytes(what.encode("utf-8", "replace"))
            numbers[0] += 1
        elif isinstance(what, Path):
            shutil.copyfile(what, target)
            numbers[1] += 1
    return numbers[0], numbers[1], tuple(problems)


def _homes(found: Found, settings: Settings) -> list[tuple[str, str]]:
    """Give each text a file, and the address that follows from it; no two have the same."""
    homes: list[tuple[str, str]] = []
    files: set[str] = set()
    addresses: set[str] = set()
    for number, text in enumerate(found.texts):
        stem = slugify(text.stem) or "untitled"
        slug = str(text.fields.get("slug") or stem)
        for count in itertools.count(1):
            end = f"-{count}" if count > 1 else ""
            home, address = _home(text, stem + end), _address(text, slug + end, settings)
            if home not in files and address not in addresses:
                break
        if end:
            found.tell(text.source, 0, f'another text has its address: this one ends in "{end}"')
            found.texts[number] = replace(text, fields={**text.fields, "slug": slug + end})
        files.add(home)
        addresses.add(address)
        homes.append((home, address))
    return homes


def _home(text: Text, stem: str) -> str:
    """Name the file of a text; one with pictures of its own is in a folder."""
    day = f"{text.date:%Y-%m-%d}-" if text.kind == POST and text.date else ""
    end = "/index.md" if text.beside else ".md"
    return f"{HOME}{'posts' if text.kind == POST else 'pages'}/{day}{stem}{end}"


def _address(text: Text, slug: str, settings: Settings) -> str:
    """Say at which address a text will be."""
    if text.kind == PAGE or not text.date:
        return f"/{slug}/"
    day = text.date.astimezone(ZoneInfo(settings.timezone))
    return settings.permalink.format(
        year=f"{day:%Y}", month=f"{day:%m}", day=f"{day:%d}", slug=slug
    )


def _value(name: str, value: object) -> str:
    """Write a value as YAML: days and flags bare, all else in quotes."""
    if name in MOMENTS:
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_value(key, one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value("", one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "")
