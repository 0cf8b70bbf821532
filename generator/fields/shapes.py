"""Read the values of front matter's fields, each in its own shape.

Invariants: a reader gives a value of the field's type, or None when there is none to use; it
notes every mistake at the value it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from generator.addresses import configures, is_web_address, own_path
from generator.dates import date_hint, parse_moment
from generator.nodes import (
    Node,
    Notes,
    Scalar,
    Sequence,
    flag_of,
    is_blank,
    kind,
    quoted,
    text_of,
    texts_of,
)
from generator.slugs import slugify

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,6}")
# A number, or the letters and digits that other servers than Mastodon count in.
THREAD = re.compile(r"/[0-9A-Za-z]+$")
LANGUAGES = {
    "arabic": "ar",
    "chinese": "zh",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "deutsch": "de",
    "italian": "it",
    "japanese": "ja",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
}


def text(node: Node, name: str, notes: Notes) -> str | None:
    """Read a line of text."""
    return text_of(node, name, notes)


def title(node: Node, name: str, notes: Notes) -> str | None:
    """Read the title, which must not be empty."""
    if is_blank(node):
        notes.error(node.offset, f"{name} is empty", f"write {notes.written(name, 'Foo')}")
        return None
    return text_of(node, name, notes)


def flag(node: Node, name: str, notes: Notes) -> bool | None:
    """Read true or false."""
    return flag_of(node, name, notes)


def moment(node: Node, name: str, notes: Notes) -> datetime | None:
    """Read a date, with or without a time."""
    if is_blank(node):
        notes.error(node.offset, f"{name} is empty", "write 2026-02-28, or take the line out")
        return None
    found = parse_moment(node.line, notes.zone) if isinstance(node, Scalar) else None
    if not found:
        hint = date_hint(node.line) if isinstance(node, Scalar) else "2026-02-28"
        notes.error(node.offset, f"{name}: {kind(node)} is not a date", f"write {hint}")
    return found


def tags(node: Node, name: str, notes: Notes) -> tuple[str, ...]:
    """Read a list of tags, or one text with commas; a tag that comes twice counts once."""
    found: list[Scalar] = []
    for tag in _listed(node, name, notes):
        if tag.is_empty:
            notes.error(tag.offset, "a tag is empty", "take it out")
        elif tag.line.casefold() in {one.line.casefold() for one in found[:1000]}:
            notes.warning(tag.offset, f"tag {quoted(tag.line)} stands here twice", "keep one")
        else:
            found.append(tag)
    return _placed(found, name, notes)


def authors(node: Node, name: str, notes: Notes) -> tuple[str, ...]:
    """Read one author or a list of them, from `author` or from `authors`."""
    notes.places["authors"] = node.offset
    is_one = isinstance(node, Scalar) and not node.is_empty
    listed = Sequence((node,), node.offset) if is_one else node
    found = texts_of(listed, name, notes)
    return _placed(found, "authors", notes)


def texts(node: Node, name: str, notes: Notes) -> tuple[str, ...]:
    """Read a list of texts."""
    return _placed(texts_of(node, name, notes), name, notes)


def slug(node: Node, name: str, notes: Notes) -> str | None:
    """Read the last part of an address: it must be what we would make of it ourselves."""
    found = text_of(node, name, notes)
    if not found:
        return None
    clean = slugify(found) if any(map(str.isalnum, found)) else ""
    if isinstance(node, Scalar) and node.text.strip() == clean:
        return clean
    hint = f"write {notes.written(name, clean)}" if clean else "use letters, numbers and hyphens"
    notes.error(node.offset, f"{name}: {quoted(found)} does not fit an address", hint)
    return None


def identity(node: Node, name: str, notes: Notes) -> str | None:
    """Read a post's lasting id: one slug or several with slashes between them."""
    found = text_of(node, name, notes)
    if not found:
        return None
    parts = [part for part in found.split("/")[:20] if any(map(str.isalnum, part))]
    clean = "/".join(map(slugify, parts))
    if found == clean:
        return clean
    hint = f"write {notes.written(name, clean)}" if clean else "use letters, numbers and hyphens"
    notes.error(node.offset, f"{name}: {quoted(found)} does not fit an id", hint)
    return None


def aliases(node: Node, name: str, notes: Notes) -> tuple[str, ...]:
    """Read addresses that the article once had, from the site's root."""
    found: list[str] = []
    is_one = isinstance(node, Scalar) and not node.is_empty
    for one in texts_of(Sequence((node,), node.offset) if is_one else node, name, notes):
        path, wrong = own_path(one.text.strip())
        hint = "write only the path, as in /old/name/"
        if not wrong and configures(path):
            wrong, hint = "names a file that servers read as their settings", "take it out"
        if wrong:
            notes.error(one.offset, f"alias {quoted(one.line)} {wrong}", hint)
        else:
            notes.places[f"{name}.{len(found)}"] = one.offset
            found.append(path)
    return tuple(found)


def language(node: Node, name: str, notes: Notes) -> str | None:
    """Read a language as HTML names it (BCP 47): `en`, `pt-BR`."""
    found = text_of(node, name, notes)
    if not found or LANGUAGE.fullmatch(found):
        return found
    likely = found.partition(".")[0].replace("_", "-").replace(" ", "")
    if not LANGUAGE.fullmatch(likely):
        likely = LANGUAGES.get(found.casefold(), "en")
    hint = f"write {notes.written(name, likely)}"
    notes.error(node.offset, f"{name}: {quoted(found)} is not the code of a language", hint)
    return None


def thread(node: Node, name: str, notes: Notes) -> str | None:
    """Read the address of a post elsewhere that readers answer: it ends in that post's number."""
    found = text_of(node, name, notes)
    if not found or (is_web_address(found) and THREAD.search(found)):
        return found
    hint = f"write {notes.written(name, 'https://social.example.org/@paper/1122334455')}"
    notes.error(node.offset, f"{name}: {quoted(found)} is not the address of a post", hint)
    return None


def _listed(node: Node, name: str, notes: Notes) -> tuple[Scalar, ...]:
    """Give the members of a list, or the parts of a text with commas."""
    if isinstance(node, Sequence):
        for item in node.items:
            if not isinstance(item, Scalar):
                notes.error(
                    item.offset, f"{name}: {kind(item)} is not a text", "write [law, spyware]"
                )
        return tuple(item for item in node.items if isinstance(item, Scalar))
    if not isinstance(node, Scalar) or node.is_empty:
        return texts_of(node, name, notes)
    return tuple(_parts(node, notes))


def _parts(node: Scalar, notes: Notes) -> Iterator[Scalar]:
    """Split a text at its commas; each part knows its place where the text is on one line."""
    typed = notes.source.text
    at = node.offset + (1 if node.is_quoted else 0)
    is_plain = typed.startswith(node.text, at)
    for part in node.text.split(","):
        blank = len(part) - len(part.lstrip())
        yield Scalar(part, at + (blank if part.strip() else 0) if is_plain else node.offset)
        at += len(part) + 1


def _placed(found: tuple[Scalar, ...] | list[Scalar], name: str, notes: Notes) -> tuple[str, ...]:
    """Remember where each member of a list stands."""
    for number, one in enumerate(found):
        notes.places[f"{name}.{number}"] = one.offset
    return tuple(one.line for one in found)
