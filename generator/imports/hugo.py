"""Read a site of Hugo: its sections, bundles and settings of addresses.

Rules: gohugo.io, "URL management", "Page bundles", "Configure permalinks".
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from generator import sources
from generator.imports import heads
from generator.imports.folders import pictures_of, texts_of
from generator.imports.found import PAGE, POST, Found, Text
from generator.imports.heads import Head
from generator.imports.shortcodes import converted
from generator.model import Source
from generator.nodes import Notes
from generator.nodes.toml import toml_table
from generator.nodes.yaml import yaml_table
from generator.problems import Place, Problem, Stop
from generator.settings.values import is_zone
from generator.slugs import slugify

CONFIG = tuple(
    f"{folder}{name}.{end}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for end in ("toml", "yaml", "yml", "json")
)
ENDS = (".md", ".markdown", ".html")
TOKEN = re.compile(r":([a-z]+)")


@dataclass(frozen=True, slots=True)
class Config:
    """Hold what Hugo's settings say of texts and their addresses."""

    base_url: str = ""
    zone: tzinfo = UTC
    content: str = "content"
    static: str = "static"
    permalinks: Mapping[str, str] = field(default_factory=dict)
    is_ugly: bool = False
    languages: tuple[str, ...] = ()
    main: str = "en"  # the language whose addresses have no prefix


@dataclass(frozen=True, slots=True)
class Spot:
    """Say where a text lies in content/: its folders, and its name, which a bundle's folder has.

    `sections` are those of the folders that Hugo counts: the first, and others with an _index.md.
    """

    folders: tuple[str, ...]
    sections: tuple[str, ...]
    name: str
    language: str
    is_bundle: bool

    @property
    def section(self) -> str:
        """Give the first folder."""
        return self.folders[0] if self.folders else ""


def hugo(root: Path, found: Found) -> str:
    """Find all texts and pictures of a site; return its own address."""
    config = _config(root, found)
    if not (root / config.content).is_dir():
        message = f'there is no folder "{config.content}" here: this is no site of Hugo'
        raise Stop([Problem(Place(str(root)), message, "name the folder with hugo.toml in it")])
    for source in texts_of(root, config.content, ENDS, found):
        _text(source, root, config, found)
    for folder in (config.static, "assets"):
        for path, file in pictures_of(root, folder, found):
            found.files[f"{sources.CONTENT}/{path.removeprefix(folder + '/')}"] = file
    return config.base_url


def _config(root: Path, found: Found) -> Config:
    """Read Hugo's settings, as far as they matter here."""
    values = next((_values(root, name, found) for name in CONFIG if (root / name).is_file()), {})
    zone = str(values.get("timezone", ""))
    shapes = values.get("permalinks")
    shapes = shapes if isinstance(shapes, dict) else {}
    languages = values.get("languages")
    pages = shapes.get("page")
    shapes = pages if isinstance(pages, dict) else shapes
    return Config(
        base_url=str(values.get("baseurl", "")),
        zone=ZoneInfo(zone) if is_zone(zone) else UTC,
        content=str(values.get("contentdir", "content")).strip("/"),
        static=str(values.get("staticdir", "static")).strip("/"),
        permalinks={str(key): str(one) for key, one in shapes.items()},
        is_ugly=values.get("uglyurls") == "true",
        languages=tuple(map(str, languages)) if isinstance(languages, dict) else (),
        main=str(values.get("defaultcontentlanguage", "en")),
    )


def _values(root: Path, name: str, found: Found) -> dict[str, object]:
    """Give the settings in a file by their names in small letters."""
    source = sources.load(name, (root / name).read_bytes())
    if isinstance(source, Problem):
        found.problems.append(source)
        return {}
    if name.endswith("json"):
        head = heads.read(source, found)
        return head.values if head else {}
    read = toml_table if name.endswith("toml") else yaml_table
    table = read(source.text, 0, Notes(source))
    entries = table.entries if table else {}
    return {name.lower(): heads.plain(one.value) for name, one in entries.items()}


def _spot(source: Source, root: Path, config: Config) -> Spot:
    """Take the path of a text below content/ apart."""
    *folders, name = source.path.removeprefix(f"{config.content}/").split("/")
    stem = name.rpartition(".")[0]
    bare, _, language = stem.rpartition(".")
    stem, language = (bare, language) if language in config.languages else (stem, "")
    is_bundle = stem == "index" and bool(folders)
    if is_bundle:
        stem = folders.pop()
    home = root / config.content
    above = (home.joinpath(*folders[: number + 1]) for number in range(len(folders)))
    counted = (folder.parent == home or any(folder.glob("_index*")) for folder in above)
    sections = [name for name, counts in zip(folders, counted, strict=True) if counts]
    return Spot(tuple(folders), tuple(sections), stem, language, is_bundle)


def _text(source: Source, root: Path, config: Config, found: Found) -> None:
    """Read one file."""
    spot = _spot(source, root, config)
    head = heads.read(source, found)
    if head is None:
        return
    if spot.name == "_index" or source.path.endswith(".html"):
        if source.text[head.body :].strip():
            what = "a page in HTML" if source.path.endswith(".html") else "the text of a list"
            hint = "write it as Markdown into content/pages/, or into a layout"
            found.tell(source, head.body, f"{what} is not carried over", hint)
        return
    fields, date = heads.fields(head, config.zone, found)
    if spot.language:
        fields.setdefault("language", spot.language)
    fields = {"title": spot.name.replace("-", " ").strip().capitalize(), **fields}
    folder = source.path.rpartition("/")[0]
    pictures = pictures_of(root, folder, found) if spot.is_bundle else ()
    beside = {path.removeprefix(f"{folder}/"): file for path, file in pictures}
    kind = POST if spot.section or date else PAGE
    address = _address(head, config, spot, date)
    addresses = (address, *_aliases(head, config, address))
    fields.pop("aliases", None)
    body = converted(source, head.body, found)
    stem = f"{spot.name}-{spot.language}" if spot.language else spot.name
    text = Text(source, head.body, kind, stem, fields, body, date, addresses, beside)
    found.texts.append(text)


def _address(head: Head, config: Config, spot: Spot, date: datetime | None) -> str:
    """Say at which address Hugo has published a text."""
    url = head.text("url")
    if url:
        return url if url.startswith("/") else f"/{url}"
    slug = head.text("slug") or spot.name
    shape = config.permalinks.get(spot.section, "")
    path = "/".join([*spot.folders, slug])
    if shape:
        told = _tokens(head, spot, date)
        path = TOKEN.sub(lambda token: told.get(token[1], token[0]), shape).strip("/")
    prefix = spot.language if spot.language != config.main else ""
    path = "/".join(filter(None, (prefix, path))).lower().replace(" ", "-")
    return f"/{path}.html" if config.is_ugly and not shape.endswith("/") else f"/{path}/"


def _aliases(head: Head, config: Config, address: str) -> tuple[str, ...]:
    """Give the addresses that a text names itself; some are meant from where it is."""
    folder = posixpath.dirname(address.rstrip("/"))
    found = (posixpath.normpath(posixpath.join(folder, one)) for one in head.texts("aliases"))
    end = ".html" if config.is_ugly else "/"
    return tuple(one if "." in posixpath.basename(one) else one + end for one in found)


def _tokens(head: Head, spot: Spot, date: datetime | None) -> dict[str, str]:
    """Say what the tokens of a permalink stand for."""
    title = slugify(head.text("title"))
    slug = head.text("slug")
    told = {
        "section": spot.section,
        "sections": "/".join(spot.sections),
        "slug": slug or title,
        "title": title,
        "filename": spot.name,
        "contentbasename": spot.name,
        "slugorfilename": slug or spot.name,
        "slugorcontentbasename": slug or spot.name,
    }
    if date:
        told |= {
            "year": f"{date:%Y}",
            "month": f"{date:%m}",
            "day": f"{date:%d}",
            "monthname": f"{date:%B}",
            "weekdayname": f"{date:%A}",
            "weekday": f"{date:%w}",
            "yearday": f"{date:%j}".lstrip("0"),
        }
    return told
