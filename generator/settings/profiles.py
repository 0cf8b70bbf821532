"""Read the tables of site.toml: the menu, authors, tags, comments and Markdown.

Invariants: every name that a table does not have is an error; two authors, or two tags, never
share a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from generator.model import Anchor, CommentSettings, MarkdownSettings, PageSettings, Profile
from generator.nodes import Node, Notes, Sequence, Table, kind, near, quoted
from generator.settings import values
from generator.slugs import slugify
from generator.tracking import untracked

Reader: TypeAlias = Callable[[Node, str, Notes], object]
Shape: TypeAlias = tuple[tuple[str, Reader], ...]

NAV: Shape = (("title", values.filled), ("url", values.target))
LINK: Shape = (("title", values.filled), ("url", values.link))
COMMENTS: Shape = (("enabled", values.flag), ("email", values.email))
MARKDOWN: Shape = (
    ("smart", values.flag),
    ("line_numbers", values.flag),
    ("contents_from", values.headings),
    ("fast", values.flag),
)
PAGES: Shape = (("archive", values.flag), ("authors", values.flag), ("feeds", values.flag))
# Settings without a table of their own: below one, TOML takes them for a part of it.
ABOVE = frozenset(
    "base_url feed_size footer id language page_size permalink timezone".split()  # noqa: SIM905
)
TAG: Shape = (("name", values.filled), ("description", values.text))


def navigation(node: Node, name: str, notes: Notes) -> tuple[Anchor, ...]:
    """Read the menu; its addresses stay as they were written."""
    return _anchors(node, name, notes, NAV)


def links(node: Node, name: str, notes: Notes) -> tuple[Anchor, ...]:
    """Read where on the web an author can be found."""
    found = _anchors(node, name, notes, LINK)
    return tuple(Anchor(one.title, untracked(one.url)) for one in found)


AUTHOR: Shape = (*TAG, ("bio", values.text), ("links", links))


def authors(node: Node, name: str, notes: Notes) -> Mapping[str, Profile]:
    """Read [authors.ID]; every author has a name."""
    return _profiles(node, name, notes, AUTHOR)


def tags(node: Node, name: str, notes: Notes) -> Mapping[str, Profile]:
    """Read [tags.SLUG]; a tag without a name is called by its slug."""
    return _profiles(node, name, notes, TAG)


def comments(node: Node, name: str, notes: Notes) -> CommentSettings | None:
    """Read [comments]."""
    values = members(node, name, COMMENTS, notes)
    return None if values is None else CommentSettings(**values)


def markdown(node: Node, name: str, notes: Notes) -> MarkdownSettings | None:
    """Read [markdown]."""
    values = members(node, name, MARKDOWN, notes)
    return None if values is None else MarkdownSettings(**values)


def pages(node: Node, name: str, notes: Notes) -> PageSettings | None:
    """Read [pages]."""
    values = members(node, name, PAGES, notes)
    return None if values is None else PageSettings(**values)


def members(node: Node, name: str, shape: Shape, notes: Notes) -> dict[str, Any] | None:
    """Read a table whose names are known; what can't be used is left out."""
    if not isinstance(node, Table):
        notes.error(
            node.offset,
            f"{name}: {kind(node)} is not a table",
            f"write [{name}] and its lines below",
        )
        return None
    readers = dict(shape)
    values = {}
    for key, entry in node.entries.items():
        if key not in readers:
            _unknown(key, entry.key_offset, name, tuple(readers), notes)
            continue
        value = readers[key](entry.value, key, notes)
        if value is not None:
            values[key] = value
    return values


def _unknown(key: str, at: int, name: str, known: tuple[str, ...], notes: Notes) -> None:
    """Note a name that a table does not have; it may be a setting that slipped below it."""
    likely = "" if notes.is_full else near(key, known)
    hint = f'did you mean "{likely}"?' if likely else f"known are {', '.join(known)}"
    if key in ABOVE:
        hint = "move it above the first line in brackets"
    notes.error(at, f"{name}: {quoted(key)} is not a setting", hint)


def _anchors(node: Node, name: str, notes: Notes, shape: Shape) -> tuple[Anchor, ...]:
    """Read a list of tables with title and url, both needed."""
    if not isinstance(node, Sequence):
        hint = f'write {name} = [{{title = "…", url = "…"}}]' if name != "nav" else "write [[nav]]"
        notes.error(node.offset, f"{name}: {kind(node)} is not a list of tables", hint)
        return ()
    found = []
    for item in node.items:
        if notes.is_full:
            break
        values = members(item, name, shape, notes)
        if values is None or not isinstance(item, Table):
            continue
        for key, _ in shape:
            if key not in item.entries:
                notes.error(item.offset, f"{name}: {key} is missing", f'write {key} = "…"')
        if len(values) == len(shape):
            found.append(Anchor(**values))
    return tuple(found)


def _profiles(node: Node, kinds: str, notes: Notes, shape: Shape) -> Mapping[str, Profile]:
    """Read a table of profiles by slug."""
    if not isinstance(node, Table):
        example = "[authors.jane-doe]" if kinds == "authors" else "[tags.law]"
        notes.error(node.offset, f"{kinds}: {kind(node)} is not a table", f"write {example}")
        return {}
    found: dict[str, Profile] = {}
    names: dict[str, str] = {}
    for slug, entry in node.entries.items():
        if notes.is_full:
            break
        label = f"{kinds}.{slug}"[:80]
        if slugify(slug) != slug:
            hint = f"write [{kinds}.{slugify(slug) or 'a-slug'}]"
            notes.error(entry.key_offset, f"{kinds}: {quoted(slug)} does not fit an address", hint)
        values = members(entry.value, label, shape, notes)
        if values is None or not isinstance(entry.value, Table):
            continue
        name = _name(slug, values, entry.value, label, notes)
        owner = names.setdefault(_meaning(name), label)
        if owner != label:
            at = entry.value.entries["name"].value.offset if "name" in values else entry.key_offset
            message = f"{label}: {quoted(name)} is already the name of {owner}"
            notes.error(at, message, "give one of them another name")
        about = values.get("description") or values.get("bio", "")
        found[slug] = Profile(slug, name, about, values.get("links", ()))
    return found


def _name(slug: str, values: Mapping[str, str], table: Table, label: str, notes: Notes) -> str:
    """Give the name of an author or tag."""
    if label.startswith("authors") and "name" not in table.entries:
        notes.error(table.offset, f"{label} has no name", 'write name = "…"')
    if {"description", "bio"} <= table.entries.keys():
        at = max(table.entries[key].key_offset for key in ("description", "bio"))
        notes.error(at, f'{label}: "description" and "bio" are the same', "keep one of them")
    return values.get("name", slug)


def _meaning(name: str) -> str:
    """Fold what makes no difference between two names: case, blanks, hyphens."""
    return re.sub(r"[\s_-]+", "-", unicodedata.normalize("NFKC", name).casefold()).strip("-")
