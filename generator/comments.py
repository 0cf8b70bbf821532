"""Turn one file of content/comments/ into a comment and the HTML of its text, or into problems.

Invariant: the result depends on this one file and on the settings that `reading` names; what stands
in it was written by a stranger, so its text is plain text with links, and nothing of it loads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from generator import frontmatter
from generator.addresses import is_web_address
from generator.cautions import cautions
from generator.dates import in_zone
from generator.digests import digest, key
from generator.fields import Field, notes_of, read_head, shapes
from generator.model import CommentSource, Prose, Settings, Source
from generator.nodes import Entry, Node, Notes, Scalar, meant, quoted, text_of
from generator.problems import Problem, as_warnings, errors, ruled, unsilenced
from generator.prose import prose
from generator.slugs import slugify
from generator.tracking import untracked

FOLDER = "content/comments/"
PRIVATE = frozenset({"email", "e-mail", "mail", "ip", "remote_addr", "gravatar", "hash"})


def _name(node: Node, name: str, notes: Notes) -> str | None:
    """Read the file's name of another comment, with its suffix or without."""
    found = text_of(node, name, notes)
    return found.removesuffix(".md") if found else None


def _url(node: Node, name: str, notes: Notes) -> str | None:
    """Read where a commenter is at home on the web."""
    found = text_of(node, name, notes)
    if not found or is_web_address(found):
        return found and untracked(found)
    message = f"{name}: {quoted(found)} is not a web address"
    notes.error(node.offset, message, "write it in full, as in https://example.org/")
    return None


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "author": Field(shapes.title, "text", "Who wrote it, as readers see it."),
        "date": Field(shapes.moment, "date", "When it was written."),
        "url": Field(_url, "web address", "Where its author is on the web."),
        "reply_to": Field(_name, "file name", "The comment it answers, in the same folder."),
        "draft": Field(shapes.flag, "true or false", "Whether it is kept back."),
    }
)


@dataclass(frozen=True, slots=True)
class CommentReading:
    """Hold what became of one file: its comment unless something stops it, its HTML."""

    entry: CommentSource | None
    html: str
    problems: tuple[Problem, ...]


def reading(settings: Settings) -> str:
    """Give the digest of the settings that reading a comment depends on."""
    return key(settings.timezone, settings.markdown, settings.check.ignore)


def read_comment(source: Source, settings: Settings) -> CommentReading:
    """Read one comment."""
    zone = ZoneInfo(settings.timezone)
    head = frontmatter.read_head(source)
    notes = notes_of(source, head.table, zone)
    values = read_head(head.table, FIELDS, _unknown, notes)
    places = dict(notes.places)
    text = prose(source, head.body, settings.markdown, is_comment=True)
    silent = frozenset(settings.check.ignore)
    found = list(ruled(head.problems, "front-matter"))
    if not errors(head.problems):
        found += ruled((*notes.problems(), *_missing(source, values, places, text)), "front-matter")
    found += ruled(text.problems, "markdown")
    problems = unsilenced((*found, *cautions(source, text)), silent)
    if values.get("draft"):
        problems = as_warnings(problems)
    if errors(problems) or "author" not in values or "date" not in values:
        return CommentReading(None, "", problems)
    post, _, file = source.path.removeprefix(FOLDER).rpartition("/")
    moment = values.pop("date")
    entry = CommentSource(
        path=source.path,
        post=post,
        name=file.rpartition(".")[0],
        date=in_zone(moment, zone),
        body=digest(text.html.encode("utf-8", "surrogatepass")),
        untracked=text.untracked,
        places=places,
        **values,
    )
    return CommentReading(entry, text.html, problems)


def _unknown(name: str, entry: Entry, notes: Notes) -> None:
    """Note a field that a comment does not have, and the one that was probably meant."""
    if notes.is_full:
        notes.error(entry.key_offset, "")
        return
    hint = meant(name, FIELDS)
    if name.lower() in PRIVATE and isinstance(entry.value, Scalar):
        hint = "take it out: what readers gave to the editors alone has no place in content/"
    notes.error(entry.key_offset, f"{quoted(name)} is not a field of comments", hint)


def _missing(
    source: Source, values: Mapping[str, Any], places: Mapping[str, int], text: Prose
) -> tuple[Problem, ...]:
    """Say what is missing of author, date, text and folder."""
    problems = []
    for name, example in (("author", '"Jo"'), ("date", "2026-02-28 14:30")):
        if name not in values and name not in places:
            problems.append(source.problem(0, f"{name} is missing", f"write {name}: {example}"))
    if not text.html and not text.problems:
        hint = "write one, or delete the file"
        problems.append(source.problem(0, "this comment has no text", hint))
    name = source.path.rpartition("/")[2].rpartition(".")[0]
    if slugify(name) != name:
        hint = f"rename it, as in {slugify(name) or 'a-comment'}.md"
        message = f'the file\'s name "{name}" does not fit an address'
        problems.append(source.problem(0, message, hint))
    if "/" not in source.path.removeprefix(FOLDER):
        hint = f"move it into a folder, as in {FOLDER}2026-02-28-a-deal/"
        problems.append(source.problem(0, "this comment belongs to no article", hint))
    return tuple(problems)
