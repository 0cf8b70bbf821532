"""Read the tables of site.toml: the menu, authors, tags, comments and Markdown.

Invariants: every name that a table does not have is an error; two authors, or two tags, never
share a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from generator.addresses import is_web_address
from generator.model import (
    Anchor,
    CardSettings,
    CommentSettings,
    MarkdownSettings,
    PageSettings,
    Profile,
    SearchSettings,
)
from generator.model.site import PROVIDERS, REMOTE
from generator.nodes import Node, Notes, Sequence, Table, kind, meant, quoted
from generator.settings import values
from generator.settings.keys import Key, Shape
from generator.slugs import slugify
from generator.tracking import untracked


def provider(node: Node, name: str, notes: Notes) -> str | None:
    """Read who keeps comments."""
    found = values.filled(node, name, notes)
    if found is None or found in PROVIDERS:
        return found
    message = f"{name}: {quoted(found)} keeps no comments"
    notes.error(node.offset, message, meant(found, PROVIDERS))
    return None


def host(node: Node, name: str, notes: Notes) -> str | None:
    """Read the address of a server that keeps comments; an empty one is none."""
    found = values.text(node, name, notes)
    if not found:
        return found
    bare = found.rstrip("/")
    if HOST.fullmatch(bare) and is_web_address(bare):
        return bare
    message = f"{name}: {quoted(found)} is not the address of a server"
    notes.error(node.offset, message, f'write {name} = "https://comments.example.org"')
    return None


NAV: Shape = MappingProxyType(
    {
        "title": Key(values.filled, "The words of the link."),
        "url": Key(values.target, "Where it leads: /about/, or an address on the web."),
    }
)
LINK: Shape = MappingProxyType(
    {
        "title": Key(values.filled, "The words of the link."),
        "url": Key(values.link, "Where it leads, on the web."),
    }
)
COMMENTS: Shape = MappingProxyType(
    {
        "enabled": Key(values.flag, "Whether articles have a place for comments."),
        "email": Key(values.email, "An address to write to, shown to readers without scripts."),
        "provider": Key(provider, "Who keeps comments: none, email, files, isso or mastodon."),
        "host": Key(host, "The address of the server that keeps them, for isso and mastodon."),
    }
)
CARDS: Shape = MappingProxyType(
    {"enabled": Key(values.flag, "Whether articles without a picture have one drawn for links.")}
)
SEARCH: Shape = MappingProxyType(
    {"enabled": Key(values.flag, "Whether there is a page that searches the site.")}
)
MARKDOWN: Shape = MappingProxyType(
    {
        "smart": Key(values.flag, "Whether quotes and dashes become typographic."),
        "line_numbers": Key(values.flag, "Whether all code has numbered lines."),
        "contents_from": Key(
            values.headings, "From how many headings on an article has a table of contents."
        ),
        "fast": Key(
            values.flag, "Whether plain articles are read in a quicker way, to the same HTML."
        ),
    }
)
PAGES: Shape = MappingProxyType(
    {
        "archive": Key(values.flag, "Whether there is an archive by year and month."),
        "authors": Key(values.flag, "Whether each author has a page."),
        "feeds": Key(values.flag, "Whether each tag, author and series has a feed."),
        "corrections": Key(values.flag, "Whether there is a page of all corrections."),
        "sources": Key(values.flag, "Whether there is a page of all sources."),
        "updated": Key(values.flag, "Whether there is a page of what was updated last."),
        "llms": Key(values.flag, "Whether llms.txt tells programs that read texts what is here."),
    }
)
# Loopback is for trying it out: browsers take it for safe (Secure Contexts, 3.1).
HOST = re.compile(
    r"https://[^\s/?#@\"'<>;,*]+(?:/[\w.~/-]*)?|http://(?:localhost|127\.0\.0\.1):[0-9]+"
)
# Settings without a table of their own: below one, TOML takes them for a part of it.
ABOVE = frozenset(
    "base_url feed_size footer id language page_size permalink timezone".split()  # noqa: SIM905
)
TAG: Shape = MappingProxyType(
    {
        "name": Key(values.filled, "The name that readers see."),
        "description": Key(values.text, "A sentence for the top of its page."),
    }
)


def navigation(node: Node, name: str, notes: Notes) -> tuple[Anchor, ...]:
    """Read the menu; its addresses stay as they were written."""
    return _anchors(node, name, notes, NAV)


def links(node: Node, name: str, notes: Notes) -> tuple[Anchor, ...]:
    """Read where on the web an author can be found."""
    found = _anchors(node, name, notes, LINK)
    return tuple(Anchor(one.title, untracked(one.url)) for one in found)


AUTHOR: Shape = MappingProxyType(
    {
        **TAG,
        "bio": Key(values.text, "Another word for description."),
        "links": Key(links, "Where else the author can be found.", LINK),
    }
)


def authors(node: Node, name: str, notes: Notes) -> Mapping[str, Profile]:
    """Read [authors.ID]; every author has a name."""
    return _profiles(node, name, notes, AUTHOR)


def tags(node: Node, name: str, notes: Notes) -> Mapping[str, Profile]:
    """Read [tags.SLUG]; a tag without a name is called by its slug."""
    return _profiles(node, name, notes, TAG)


def comments(node: Node, name: str, notes: Notes) -> CommentSettings | None:
    """Read [comments]; who keeps comments on a server needs its address."""
    values = members(node, name, COMMENTS, notes)
    if values is None or not isinstance(node, Table):
        return None
    found = CommentSettings(**values)
    if found.provider in REMOTE and not found.host and "host" not in node.entries:
        at = node.entries["provider"].value.offset
        hint = 'write host = "https://comments.example.org"'
        notes.error(at, f"{name}: {found.provider} needs the address of a server", hint)
    if found.provider == "email" and not found.email and "email" not in node.entries:
        at = node.entries["provider"].value.offset
        hint = 'write email = "letters@example.org"'
        notes.error(at, f"{name}: email needs an address to write to", hint)
    return found


def search(node: Node, name: str, notes: Notes) -> SearchSettings | None:
    """Read [search]; where the table stands, there is a search unless it says otherwise."""
    values = members(node, name, SEARCH, notes)
    return None if values is None else SearchSettings(**{"enabled": True, **values})


def cards(node: Node, name: str, notes: Notes) -> CardSettings | None:
    """Read [cards]; where the table stands, pictures are drawn unless it says otherwise."""
    values = members(node, name, CARDS, notes)
    return None if values is None else CardSettings(**{"enabled": True, **values})


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
    values = {}
    for key, entry in node.entries.items():
        if key not in shape:
            _unknown(key, entry.key_offset, name, tuple(shape), notes)
            continue
        value = shape[key].read(entry.value, key, notes)
        if value is not None:
            values[key] = value
    return values


def _unknown(key: str, at: int, name: str, known: tuple[str, ...], notes: Notes) -> None:
    """Note a name that a table does not have; it may be a setting that slipped below it."""
    hint = "" if notes.is_full else meant(key, known)
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
        for key in shape:
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
