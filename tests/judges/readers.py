"""Read feeds with five parsers that others wrote, in whatever format each knows, into one form."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import atoma
import fastfeedparser
import feedparser

from tests.judges.tools import HERE, package, program, run


def _read_out(text: str) -> str:
    """Read references until there is none."""
    while (read := html.unescape(text)) != text:
        text = read
    return text.strip()


FORMATS = MappingProxyType({"feed.xml": "rss", "atom.xml": "atom", "feed.json": "json"})
# What a parser doesn't give, whatever the feed; what is not named here is compared.
LACKS = MappingProxyType(
    {
        ("feedparser", "json"): "all",  # it reads no JSON Feed
        ("feed-parser", "json"): "all",
        ("atoma", "rss"): ("authors", "updated"),  # it knows neither dc:creator nor atom:updated
        ("feed-parser", "rss"): ("updated",),  # it knows no atom:updated
    }
)


# What a parser gives in a way of its own: compared as far as it goes.
OWN_WAY: MappingProxyType[tuple[str, str], Callable[[Any], Any]] = MappingProxyType(
    {
        ("fastfeedparser", "authors"): lambda names: names[:1],  # it gives one author
        # It reads references as often as it finds some: `&amp;amp;` is `&` to it.
        ("feed-parser", "content"): _read_out,
        ("feed-parser", "title"): _read_out,
        ("feed-parser", "tags"): lambda tags: tuple(_read_out(tag) for tag in tags),
    }
)


# They name the author of the feed where an entry has none (RFC 4287, 4.1.1).
INHERIT = frozenset({("atoma", "atom"), ("feed-parser", "atom")})


class Entry(NamedTuple):
    """Hold what a feed reader shows of an article."""

    id: str
    title: str
    link: str
    published: str
    updated: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    content: str


def moment(value: str | datetime | None) -> str:
    """Write a moment in one way: in UTC, by the second."""
    from datetime import UTC

    if not value:
        return ""
    if isinstance(value, str):
        value = (
            datetime.fromisoformat(value) if value[0].isdigit() else parsedate_to_datetime(value)
        )
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def entry(found: dict[str, Any]) -> Entry:
    """Bring what a parser read into one form: one that was never changed changed when it came out."""
    published = moment(found["published"])
    return Entry(
        found["id"], found["title"], found["link"], published, moment(found["updated"]) or published,
        tuple(found["authors"]), tuple(found["tags"]), (found["content"] or "").strip(),
    )  # fmt: skip


def by_feedparser(data: bytes, kind: str) -> list[Entry]:
    read = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.bozo_exception
    return [
        entry({
            "id": one.id, "title": one.get("title", ""), "link": one.link, "published": one.published, "updated": dict.get(one, "updated"),
            "authors": [author["name"] for author in one.get("authors", ()) if author],
            "tags": [tag["label"] or tag["term"] for tag in one.get("tags", ())],
            "content": one.content[0].value if "content" in one else "",
        })
        for one in read.entries
    ]  # fmt: skip


def by_fastfeedparser(data: bytes, kind: str) -> list[Entry]:
    return [
        entry({
            "id": one.id, "title": one.title, "link": one.link, "published": one.published, "updated": one.get("updated"),
            "authors": [author["name"] for author in one.get("authors", ())],
            "tags": [tag["label"] or tag["term"] for tag in one.get("tags", ())],
            "content": _content(one),
        })
        for one in fastfeedparser.parse(data).entries
    ]  # fmt: skip


def _content(one: Any) -> str:
    """Give an entry's text: where there is none, it gives the summary in its place."""
    text: str = one.content[0]["value"] if one.get("content") else ""
    return "" if text == one.get("description") else text


def by_atoma(data: bytes, kind: str) -> list[Entry]:
    return [entry(one) for one in ATOMA[kind](data)]


def _atoma_rss(data: bytes) -> list[dict[str, Any]]:
    return [
        {"id": one.guid, "title": one.title, "link": one.link, "published": one.pub_date, "updated": None,
         "authors": [], "tags": one.categories, "content": one.content_encoded}
        for one in atoma.parse_rss_bytes(data).items
    ]  # fmt: skip


def _atoma_atom(data: bytes) -> list[dict[str, Any]]:
    return [
        {"id": one.id_, "title": one.title.value, "link": one.links[0].href, "published": one.published, "updated": one.updated,
         "authors": [author.name for author in one.authors], "tags": [tag.label for tag in one.categories],
         "content": one.content.value if one.content else ""}
        for one in atoma.parse_atom_bytes(data).entries
    ]  # fmt: skip


def _atoma_json(data: bytes) -> list[dict[str, Any]]:
    # It knows JSON Feed 1.0, which had one author where 1.1 has several.
    told = json.loads(data)
    return [
        {"id": one.id_, "title": one.title, "link": one.url, "published": one.date_published, "updated": one.date_modified,
         "authors": [author["name"] for author in item.get("authors", ())], "tags": one.tags, "content": one.content_html}
        for one, item in zip(atoma.parse_json_feed_bytes(data).items, told["items"], strict=True)
    ]  # fmt: skip


ATOMA: MappingProxyType[str, Callable[[bytes], list[dict[str, Any]]]] = MappingProxyType(
    {"rss": _atoma_rss, "atom": _atoma_atom, "json": _atoma_json}
)
PYTHON: MappingProxyType[str, Callable[[bytes, str], list[Entry]]] = MappingProxyType(
    {"feedparser": by_feedparser, "fastfeedparser": by_fastfeedparser, "atoma": by_atoma}
)
Readings = dict[tuple[str, str], list[Entry]]


def readings(files: Iterable[Path]) -> dict[Path, Readings]:
    """Read feeds with every parser: what each read, by its name and the format."""
    files = list(files)
    package("feedsmith/package.json")
    told = json.loads(
        run([program("node"), str(HERE / "readers.mjs")], json.dumps([str(file) for file in files]))
    )
    found: dict[Path, Readings] = {}
    for file, more in zip(files, told, strict=True):
        kind, data = FORMATS[file.name], file.read_bytes()
        read = {
            (name, kind): parse(data, kind)
            for name, parse in PYTHON.items() if LACKS.get((name, kind)) != "all"
        }  # fmt: skip
        for name in ("feedsmith", "feed-parser"):
            if more[name] is not None:
                read[name, kind] = [
                    entry({"title": "", "content": "", "updated": None, **one})
                    for one in more[name]
                ]
        found[file] = read
    return found


def differences(output: Path) -> list[str]:
    """Name what any two parsers read differently in any two formats of any feed of a site."""
    files = sorted(file for name in FORMATS for file in output.rglob(name))
    told = []
    by_folder: dict[Path, Readings] = {}
    for file, read in readings(files).items():
        by_folder.setdefault(file.parent, {}).update(read)
    for folder, read in by_folder.items():
        place = folder.relative_to(output).as_posix()
        oracle = next(entries for key, entries in read.items() if key not in LACKS)
        for key, entries in read.items():
            told += [f"{place} {' '.join(key)}: {one}" for one in unlike(entries, oracle, key)]
    return told


def unlike(read: list[Entry], oracle: list[Entry], key: tuple[str, str]) -> list[str]:
    """Compare entries, but for what a parser lacks in this format."""
    if len(read) != len(oracle):
        return [f"{len(read)} entries, not {len(oracle)}"]
    told = []
    for left, right in zip(read, oracle, strict=True):
        for name in Entry._fields:
            way = OWN_WAY.get((key[0], name), _same)
            one, other = way(getattr(left, name)), way(getattr(right, name))
            if name == "authors" and key in INHERIT and not other:
                other = one[:1]
            if name not in LACKS.get(key, ()) and one != other:
                told.append(f"{name} of {right.link}: {_at(one, other)}")
    return told


def _same(value: Any) -> Any:
    return value


def _at(left: Any, right: Any) -> str:
    """Show where two values part."""
    if not (isinstance(left, str) and isinstance(right, str)):
        return f"{left!r}, not {right!r}"
    at = next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )
    return f"…{left[max(0, at - 20) : at + 40]!r}, not …{right[max(0, at - 20) : at + 40]!r}"
