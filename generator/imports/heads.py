"""Read the front matter of other programs, and give it the names it has here.

Invariant: a field that has no counterpart is told, and so is a value that can't be used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from types import MappingProxyType

from generator.dates import parse_moment
from generator.frontmatter import read_head
from generator.imports.found import Found
from generator.model import Source
from generator.nodes import Node, Scalar, Sequence
from generator.slugs import slugify

# What other programs call what a field of ours says.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        other: ours
        for ours, others in {
            "title": "title headline",
            "date": "date publishdate",
            "updated": "updated lastmod modified last_modified_at",
            "expires": "expirydate unpublishdate",
            "summary": "summary description excerpt",
            "tags": "tags tag categories category keywords",
            "authors": "author authors",
            "slug": "slug",
            "draft": "draft",
            "language": "language lang",
            "series": "series",
            "aliases": "aliases redirect_from",
            "cover": "cover image images featured_image featuredimage thumbnail",
        }.items()
        for other in others.split()
    }
)
LISTS = ("tags", "authors", "aliases")
LONGEST = 80  # signs that are quoted
MOMENTS = ("date", "updated", "expires")
# What says nothing of an article, or is read elsewhere.
PASSED = frozenset(
    "layout type url permalink published status save_as markup id weight menu menus toc".split()  # noqa: SIM905
)


@dataclass(slots=True)
class Head:
    """Hold the front matter of one file: values by small names, and where each stands."""

    source: Source
    values: dict[str, object] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    body: int = 0

    def text(self, name: str) -> str:
        """Give a value that is a text; nothing if it is none."""
        value = self.values.get(name)
        return value.strip() if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """Give a list of texts, or a text with commas as such a list."""
        value = self.values.get(name, "")
        items = value if isinstance(value, list) else str(value).split(",") if value else []
        return [one.strip() for one in items if isinstance(one, str) and one.strip()]

    def is_on(self, name: str, word: str) -> bool:
        """Tell whether a value is this word."""
        return self.text(name).lower() == word


def read(source: Source, found: Found) -> Head | None:
    """Read front matter in YAML, TOML or JSON; tell why, and give None, if it can't be read."""
    if source.text.lstrip().startswith("{") and not source.text.lstrip().startswith("{{"):
        return _json(source, found)
    head = read_head(source)
    if head.problems:
        found.problems += head.problems
        return None
    values = {name.lower(): plain(one.value) for name, one in head.table.entries.items()}
    places = {name.lower(): one.key_offset for name, one in head.table.entries.items()}
    return Head(source, values, places, head.body)


def _json(source: Source, found: Found) -> Head | None:
    """Read an object of JSON that stands before a text."""
    begin = len(source.text) - len(source.text.lstrip())
    try:
        value, end = json.JSONDecoder().raw_decode(source.text, begin)
    except (ValueError, RecursionError) as error:
        at = begin + (error.pos - begin if isinstance(error, json.JSONDecodeError) else 0)
        found.tell(
            source, at, "this front matter can't be read as JSON", "mend it, and import again"
        )
        return None
    values = {str(name).lower(): _words(one) for name, one in value.items()}
    return Head(source, values, dict.fromkeys(values, begin), end)


def _words(value: object) -> object:
    """Give a value of JSON as front matter has it: all is text."""
    if isinstance(value, list):
        return [_words(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _words(one) for name, one in value.items()}
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def plain(node: Node) -> object:
    """Give a tree without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name: plain(one.value) for name, one in node.entries.items()}


def fields(
    head: Head, zone: tzinfo, found: Found, known: Iterable[str] = ()
) -> tuple[dict[str, object], datetime | None]:
    """Translate a head into our fields; dates without a zone are in the old site's.

    `known` are other names that the caller has read. The date comes also as a moment.
    """
    given: dict[str, object] = {}
    date: datetime | None = None
    for name in head.values:
        ours = NAMES.get(name)
        if ours is None:
            if name not in PASSED and name not in known and head.values[name] not in ("", [], {}):
                message = f'"{name}" is not carried over'
                found.tell(
                    head.source,
                    head.places[name],
                    message,
                    'put it under "extra", if a layout needs it',
                )
            continue
        if ours in MOMENTS:
            moment = _moment(head, name, zone, found)
            if moment and (ours not in given or name != "publishdate"):
                given[ours] = _written(head.text(name), moment)
                date = moment if ours == "date" else date
        elif ours in LISTS:
            before = given.get(ours, [])
            assert isinstance(before, list)
            given[ours] = list(dict.fromkeys([*before, *head.texts(name)]))
        elif value := _single(head, name, ours, found):
            given.setdefault(ours, value)
    if "draft" in given:
        given["draft"] = head.is_on("draft", "true")
    return {name: value for name, value in given.items() if value}, date


def _single(head: Head, name: str, ours: str, found: Found) -> str:
    """Give a value that is one text: of a list, such as Hugo's images, the first."""
    value = head.values[name]
    if isinstance(value, list) and value and isinstance(value[0], str):
        value = value[0]
    if isinstance(value, dict):
        value = value.get("image") or value.get("src") or value.get("path") or value.get("url")
    if isinstance(value, str):
        return (
            slugify(value.strip().strip("/").rpartition("/")[2])
            if ours == "slug"
            else value.strip()
        )
    found.tell(head.source, head.places[name], f'"{name}" is not carried over: it is no text')
    return ""


def _moment(head: Head, name: str, zone: tzinfo, found: Found) -> datetime | None:
    """Read a moment, with what other programs put behind it."""
    written = head.text(name)
    moment = parse_moment(written, zone) if written else None
    if written and not moment:
        message = f'{name}: "{written[:40]}" is not a date'
        found.tell(
            head.source, head.places[name], message, "write it into the new file, as in 2026-02-28"
        )
    return moment


def _written(text: str, moment: datetime) -> str:
    """Write a moment so that it means the same in any zone; a day stays a day."""
    return f"{moment:%Y-%m-%d}" if ":" not in text else f"{moment:%Y-%m-%d %H:%M:%S%z}"
