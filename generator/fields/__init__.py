"""Turn the head of a text into checked fields.

Invariants: everything wrong in a head is told in one go; a field not understood is never
guessed; the table FIELDS is all there is to know about which fields exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Any

from generator.fields import records, shapes, silence
from generator.fields.order import nothing_early
from generator.model import Fields, Source
from generator.nodes import Entry, Node, Notes, Scalar, Table, check_signs, near, quoted
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Field:
    """Say how a field is read, what it looks like, and what it is for."""

    read: Callable[[Node, str, Notes], object]
    shape: str
    help: str


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "title": Field(shapes.title, "text", "The headline."),
        "date": Field(shapes.moment, "date", "When the article is published."),
        "updated": Field(shapes.moment, "date", "When its content last changed."),
        "expires": Field(shapes.moment, "date", "When it is taken off the site."),
        "summary": Field(shapes.text, "text", "One or two sentences for lists and feeds."),
        "tags": Field(shapes.tags, "list of texts", "What it is about."),
        "author": Field(shapes.authors, "text or list of texts", "Who wrote it."),
        "authors": Field(shapes.authors, "list of texts", "Who wrote it, if there are several."),
        "slug": Field(shapes.slug, "slug", "The last part of its address."),
        "id": Field(shapes.identity, "slug with slashes", "Its identity, which must never change."),
        "draft": Field(shapes.flag, "true or false", "Whether it is kept back."),
        "unlisted": Field(shapes.flag, "true or false", "Whether only its own page shows it."),
        "aliases": Field(shapes.aliases, "list of paths", "Addresses it once had."),
        "series": Field(shapes.text, "text", "The series it is a part of."),
        "language": Field(shapes.language, "language", "Its language, if not the site's."),
        "comments": Field(shapes.flag, "true or false", "Whether readers may comment on it."),
        "thread": Field(shapes.thread, "web address", "Where its comments are, with mastodon."),
        "cover": Field(records.cover, "path or table", "Its lead picture."),
        "audio": Field(records.audio, "path or table", "A recording of it."),
        "key_points": Field(shapes.texts, "list of texts", "What matters most, in a few lines."),
        "corrections": Field(records.corrections, "list of tables", "What was wrong, and when."),
        "sources": Field(records.sources, "list of tables or texts", "What the article stands on."),
        "ignore": Field(silence.rules, "list of rules", "What check need not tell of it."),
        "extra": Field(records.extra, "table", "Anything for layouts of the site's own."),
    }
)
# What other programs call these fields.
OTHERS: Mapping[str, str] = MappingProxyType(
    {
        "canonical_url": "extra",
        "categories": "tags",
        "category": "tags",
        "description": "summary",
        "excerpt": "summary",
        "expirydate": "expires",
        "featured_image": "cover",
        "image": "cover",
        "keywords": "tags",
        "lang": "language",
        "lastmod": "updated",
        "modified": "updated",
        "permalink": "slug",
        "published": "draft",
        "redirect_from": "aliases",
        "url": "slug",
    }
)
# Were these passed over, something would be published that its author wanted to hold back.
GUARDS = frozenset({"draft", "expires", "unlisted"})
# What only articles show: a standing page is none.
ARTICLES = (
    *("tags", "author", "authors", "series", "thread"),
    *("cover", "audio", "key_points", "corrections", "sources"),
)


def read_fields(
    source: Source, table: Table, zone: tzinfo, named: datetime | None = None
) -> tuple[Fields, tuple[Problem, ...]]:
    """Read all fields of an article's head; dates without a zone are in the site's.

    `named` is the day in the file's name, which stands where the head has no date.
    """
    notes = notes_of(source, table, zone)
    values = read_head(table, FIELDS, _unknown, notes)
    _one_byline(table, values, notes)
    nothing_early(table, values, notes, named)
    return Fields(**values, places=notes.places), notes.problems()


def notes_of(source: Source, table: Table, zone: tzinfo) -> Notes:
    """Begin notes on a head, in its way of writing: YAML or TOML."""
    is_toml = source.text[: table.offset].rstrip().endswith("+++")
    return Notes(source, " = " if is_toml else ": ", zone)


def read_head(
    table: Table,
    known: Mapping[str, Field],
    unknown: Callable[[str, Entry, Notes], None],
    notes: Notes,
) -> dict[str, Any]:
    """Read the fields of a head that can be read, and note where each of them stands."""
    check_signs(table, notes)
    values: dict[str, Any] = {}
    for name, entry in table.entries.items():
        if name not in known:
            unknown(name, entry, notes)
            continue
        notes.places[name] = entry.value.offset
        value = known[name].read(entry.value, name, notes)
        if value is not None:
            values[name] = value
    return values


def _unknown(name: str, entry: Entry, notes: Notes) -> None:
    """Note a field that does not exist, and the one that was probably meant."""
    if notes.is_full:
        notes.error(entry.key_offset, "")
        return
    likely = OTHERS.get(name.lower()) or near(name, FIELDS)
    hint = f'did you mean "{likely}"?' if likely else 'put it under "extra"'
    if name.lower() == "published" and isinstance(entry.value, Scalar):
        is_held = entry.value.line.lower() in {"false", "no"}
        likely = "draft" if is_held else "date"
        hint = f"write {notes.written('draft', 'true')}" if is_held else 'did you mean "date"?'
    note = notes.error if likely in GUARDS else notes.warning
    note(entry.key_offset, f"{quoted(name)} is not a field", hint)


def _one_byline(table: Table, values: dict[str, Any], notes: Notes) -> None:
    """Take the authors from `author` or `authors`, but not from both."""
    alone = values.pop("author", None)
    if alone is not None and "authors" in table.entries:
        later = max(table.entries[name].key_offset for name in ("author", "authors"))
        notes.error(later, '"author" and "authors" both stand here', "keep one of them")
    elif alone is not None:
        values["authors"] = alone
