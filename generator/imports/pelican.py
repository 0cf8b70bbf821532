"""Read a site of Pelican: its articles and pages, and the settings that say where they were.

Rules: docs.getpelican.com, "Writing content", "Settings". The settings are Python: they are read,
and never run.
"""

from __future__ import annotations

import ast
import posixpath
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from generator import sources
from generator.dates import parse_moment
from generator.imports import heads, links
from generator.imports.folders import pictures_of, texts_of
from generator.imports.found import PAGE, POST, Found, Text
from generator.imports.heads import Head
from generator.imports.placing import INNER
from generator.model import Source
from generator.problems import Place, Problem, Stop
from generator.settings.values import is_zone
from generator.slugs import slugify

CONFIG = ("pelicanconf.py", "publishconf.py")
DEFAULTS: Mapping[str, object] = MappingProxyType(
    {
        "PATH": "content",
        "ARTICLE_URL": "{slug}.html",
        "PAGE_URL": "pages/{slug}.html",
        "PAGE_PATHS": ["pages"],
        "TIMEZONE": "UTC",
        "SITEURL": "",
        "DEFAULT_CATEGORY": "misc",
    }
)
FIELD = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:[ \t]*(.*)\n?")
MORE = re.compile(r"[ \t]{4,}(\S.*)\n?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TARGET = re.compile(r"[{|](filename|static|attach|tag|category|author|index)[}|]([^\s)>\"']*)")
PLACEHOLDER = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
LISTED = ("tags", "authors", "author")
LISTS = {"tag": "tags", "category": "tags", "author": "authors"}


def pelican(root: Path, found: Found) -> str:
    """Find all texts and pictures of a site; return its own address."""
    config = _config(root, found)
    folder = str(config["PATH"]).strip("./") or "content"
    if not (root / folder).is_dir():
        message = f'there is no folder "{folder}" here: this is no site of Pelican'
        raise Stop(
            [Problem(Place(str(root)), message, "name the folder with pelicanconf.py in it")]
        )
    for source in texts_of(root, folder, (".md", ".markdown", ".mkd", ".rst", ".html"), found):
        if source.path.endswith((".rst", ".html")):
            message = "only Markdown is carried over"
            found.tell(
                source, 0, message, "turn it into Markdown, as pandoc does, and import again"
            )
            continue
        _text(source, source.path.removeprefix(f"{folder}/"), config, found)
    for path, file in pictures_of(root, folder, found):
        found.files[f"{sources.CONTENT}/{path.removeprefix(folder + '/')}"] = file
    return str(config["SITEURL"])


def _config(root: Path, found: Found) -> dict[str, object]:
    """Read settings that are plain values; Python is not run."""
    values = dict(DEFAULTS)
    for name in CONFIG:
        if not (root / name).is_file():
            continue
        try:
            tree = ast.parse((root / name).read_bytes())
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            source = Source(name, "")
            found.tell(
                source, 0, "these settings can't be read as Python", "addresses may be others"
            )
            continue
        for node in tree.body:
            if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
                continue
            key = node.targets[0].id
            try:
                values[key] = ast.literal_eval(node.value)
            except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
                if key in DEFAULTS:
                    message = f"{key} is no plain value: its default was taken"
                    text = (root / name).read_text("utf-8", "replace")
                    offset = sum(map(len, text.splitlines(keepends=True)[: node.lineno - 1]))
                    found.tell(
                        Source(name, text), offset, message, "look whether addresses are right"
                    )
    return values


def _head(source: Source, found: Found) -> Head | None:
    """Read metadata: lines of `Key: value` before the first empty one, or YAML."""
    if source.text.startswith("---"):
        return heads.read(source, found)
    head = Head(source)
    at, last = 0, ""
    while at < len(source.text):
        one, more = FIELD.match(source.text, at), MORE.match(source.text, at)
        if more and last:
            head.values[last] = f"{head.values[last]} {more[1]}".strip()
            at = more.end()
        elif one:
            last = one[1].strip().lower()
            head.values[last] = (
                one[2].strip().replace(";", ",") if last in LISTED else one[2].strip()
            )
            head.places[last] = at
            at = one.end()
        else:
            break
    head.body = at
    return head


def _text(source: Source, inside: str, config: Mapping[str, object], found: Found) -> None:
    """Read one file."""
    head = _head(source, found)
    if head is None:
        return
    name = str(config["TIMEZONE"])
    zone = ZoneInfo(name) if is_zone(name) else UTC
    fields, date = heads.fields(head, zone, found, known=("save_as", "template"))
    *folders, file = inside.split("/")
    paths = config["PAGE_PATHS"]
    pages = paths if isinstance(paths, list | tuple) else ["pages"]
    is_page = any(inside.startswith(f"{one}/") for one in pages)
    stem = file.rpartition(".")[0]
    day = DAY.match(stem)
    if day:
        stem = stem[day.end() :].strip("-_ ") or stem
        if not date and not is_page:
            date = parse_moment(day[0], zone)
            fields["date"] = day[0]
    category = head.text("category") or (folders[-1] if folders and not is_page else "")
    tags = fields.get("tags", [])
    assert isinstance(tags, list)
    if category and category not in tags:
        fields["tags"] = [*tags, category]
    _status(head, fields)
    fields = {"title": stem.replace("-", " ").capitalize(), **fields}
    slug = str(fields.get("slug") or slugify(str(fields["title"])) or slugify(stem))
    kind = PAGE if is_page else POST
    shape = head.text("url") or str(config["PAGE_URL" if is_page else "ARTICLE_URL"])
    old = head.text("slug") or _slug(str(fields["title"]))
    known = {"slug": old, "category": _slug(category or str(config["DEFAULT_CATEGORY"]))}
    addresses: tuple[str, ...] = (_address(shape, known, date),)
    if not old:
        message, hint = "its old address can't be known", "write it under aliases in the new file"
        found.tell(source, 0, message, hint)
        addresses = ()
    body = links.replaced(source.text[head.body :], TARGET, lambda one: _target(one, inside))
    found.texts.append(Text(source, head.body, kind, slug, fields, body, date, addresses))


def _status(head: Head, fields: dict[str, object]) -> None:
    """Say whether a text is held back, or has a page that nothing names."""
    if head.text("status").lower() in ("draft", "skip"):
        fields["draft"] = True
    elif head.is_on("status", "hidden"):
        fields["unlisted"] = True


def _slug(title: str) -> str:
    """Give the slug that Pelican makes of a title; nothing where it has letters beyond Latin's."""
    plain = unicodedata.normalize("NFKD", title)
    if any(sign.isalnum() and not sign.isascii() for sign in plain):
        return ""
    words = re.sub(r"[^\w\s-]", "", plain.encode("ascii", "ignore").decode()).strip().lower()
    return re.sub(r"[-\s]+", "-", words)


def _address(shape: str, told: Mapping[str, str], date: datetime | None) -> str:
    """Say at which address Pelican has published a text."""

    def value(one: re.Match[str]) -> str:
        if one[1] == "date" and date:
            return date.strftime(one[2] or "%Y-%m-%d")
        return told.get(one[1], one[0])

    return "/" + PLACEHOLDER.sub(value, shape).lstrip("/")


def _target(one: re.Match[str], inside: str) -> str:
    """Give a link of Pelican's as one that is understood later."""
    kind, path = one[1], one[2]
    if kind in LISTS:
        return f"/{'authors' if kind == 'author' else 'tags'}/{slugify(path.strip('/'))}/"
    if kind == "index":
        return "/"
    folder = "" if path.startswith("/") else inside.rpartition("/")[0]
    whole = posixpath.normpath(posixpath.join(folder, path.strip("/")))
    if kind == "filename" and path.endswith((".md", ".markdown", ".mkd", ".rst")):
        return f"{INNER}{whole}"
    return f"/{whole}"
