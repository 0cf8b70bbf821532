"""Lead own links and pictures to the addresses they mean.

Invariant: an own link that leads nowhere is found here, at the place where its author wrote it.
"""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from unicodedata import normalize
from urllib.parse import quote, unquote

from generator.editions import editions
from generator.model import (
    Body,
    Cleaned,
    Comment,
    Copy,
    Entry,
    Link,
    Picture,
    Settings,
    Translation,
)
from generator.problems import WARNING, Finding
from generator.slugs import slugify, url_path

# Comparing one name with 10,000 others takes a quarter of a second.
GUESSES = 5
ARTICLE = ".md"
KINDS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
QUERY = "!$&'()*+,;=:@/?%-._~"  # what RFC 3986 lets stand in a query
HIDDEN = {"draft": "is a draft", "scheduled": "is not out yet", "expired": "has expired"}


@dataclass(frozen=True)
class Known:
    """Hold all that a link can lead to.

    `addresses` are those of the posts and pages that are shown, by their file. `entries` are all
    files, shown or not, and None where one could not be read. `states` says why one is not shown.
    `works` are the listed files of each text that is there in several languages, the site's own
    `language` first. `threads` are comments, by the folder that each article's lie in.
    """

    root: str
    addresses: Mapping[str, str]
    entries: Mapping[str, Entry | None]
    states: Mapping[str, str]
    pictures: Mapping[str, Cleaned | None]
    works: Mapping[tuple[str, str], tuple[Entry, ...]] = field(default_factory=dict)
    language: str = ""
    threads: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Know files with letters outside ASCII by the form in which links are read."""
        files = (path for path in (*self.entries, *self.pictures) if not path.isascii())
        return {normalize("NFC", path): path for path in files}

    def actual(self, path: str) -> str:
        """Give a file's name as its disk has it: some write é in two characters."""
        if path.isascii() or path in self.entries or path in self.pictures:
            return path
        return self._names.get(normalize("NFC", path), path)

    def translations(self, entry: Entry) -> tuple[Translation, ...]:
        """List the languages that a text is there in, its own among them; none if it is alone."""
        return tuple(
            Translation(one.fields.language or self.language, one.title, self.addresses[one.path])
            for one in self.works.get((entry.kind, entry.work), ())
            if not entry.fields.unlisted
        )

    def meant(self, target: str, entry: Entry) -> str:
        """Give the file that a link means to a text's readers: its translation, if there is one.

        A translation that lacks a part which the text leads to is not meant.
        """
        other = self.entries.get(target)
        some = self.works.get((other.kind, other.work), ()) if other else ()
        parts = {one.fragment for one in entry.links if some and one.target == target}
        for one in some:
            if one.edition == entry.edition and (parts - {""}).issubset(one.anchors):
                return one.path
        return target

    def picture(self, path: str) -> Picture | None:
        """Say where a picture is published, and how large it is."""
        path = self.actual(path)
        cleaned = self.pictures.get(path)
        if not cleaned or not cleaned.copies:
            return None
        first, *others = cleaned.copies
        webp = ", ".join(f"{self._at(path, one)} {one.width}w" for one in others)
        size = first.end - first.begin
        return Picture(self._at(path, first), first.width, first.height, webp, size)

    def _at(self, path: str, copy: Copy) -> str:
        """Give the address of one file made of a picture."""
        return self.root + url_path(picture_path(path, copy))


def picture_path(path: str, copy: Copy) -> str:
    """Name a picture in output/: assets/NAME.HASH.EXT, so that a new one has a new address."""
    name = slugify(posixpath.splitext(posixpath.basename(path))[0]) or "picture"
    return f"assets/{name}.{copy.digest[:10]}{copy.suffix}"


def body(
    entry: Entry, known: Known, *, is_guessing: bool = True
) -> tuple[Body, tuple[Finding, ...]]:
    """Resolve every own link and picture of an entry's body; guess what dead ones meant."""
    targets: dict[str, str] = {}
    pictures: dict[str, Picture] = {}
    findings = []
    for link in entry.links:
        picture = known.picture(link.target)
        if link.kind == "picture" and picture and picture.width:
            pictures[link.target] = picture
            continue
        meant = replace(link, target=known.actual(link.target))
        address, finding = _address(entry, meant, known, is_guessing=is_guessing)
        targets[link.target] = address
        if finding:
            findings.append(finding)
    return Body(entry.body, targets, pictures, entry.edition), tuple(findings)


def _address(
    entry: Entry, link: Link, known: Known, *, is_guessing: bool
) -> tuple[str, Finding | None]:
    """Say where one link leads, or what is wrong with it."""
    target = link.target
    if target in known.pictures and link.kind == "link":
        picture, kept = known.picture(target), known.pictures[target]
        undeclared = _undeclared(entry, link) if kept and not kept.copies else None
        return picture.url if picture else "", undeclared
    if link.kind == "picture" and target in known.pictures and known.pictures[target] is None:
        return "", None  # why is told of the picture
    if link.kind == "picture":
        return "", _nowhere(entry, link, known.pictures if is_guessing else ())
    if target.startswith("/"):
        path, mark, query = target.lstrip("/").partition("?")
        return known.root + url_path(path) + mark + quote(query, safe=QUERY), None
    if target not in known.entries:
        return "", _nowhere(entry, link, known.entries if is_guessing else ())
    if target.endswith(ARTICLE):
        link = replace(link, target=known.meant(target, entry))
    return known.addresses.get(link.target, ""), _hidden(entry, link, known)


def _undeclared(entry: Entry, link: Link) -> Finding:
    """Say that a file is there, and could say more of its makers than they know."""
    message = f'"{_name(link.target)}" is a file that can\'t be freed of what it says of its makers'
    hint = f'save it as a picture, or declare [privacy] files = ["{link.target}"]'
    return Finding(entry.path, link.offset, message, hint, rule="file")


def _hidden(entry: Entry, link: Link, known: Known) -> Finding | None:
    """Say that the file is there but readers can't see it, or not the part that is meant."""
    other = known.entries[link.target]
    if not other:
        return None
    if link.target in known.addresses:
        return _fragment(entry, link, other)
    state = HIDDEN[known.states[link.target]]
    message = f'"{_name(link.target)}" {state}: readers could not follow the link'
    hint = "take the link out until they can"
    return Finding(entry.path, link.offset, message, hint, rule="link-hidden")


def no_picture(entry: Entry, path: str, offset: int, known: Known) -> Finding:
    """Say that a picture named in the front matter does not exist."""
    return _nowhere(entry, Link("picture", path, "", offset), known.pictures)


def no_document(entry: Entry, path: str, offset: int, known: Known) -> Finding:
    """Say that a file named in the front matter is not there, or may not be published as it is."""
    link = Link("link", path, "", offset)
    if path in known.pictures:
        return _undeclared(entry, link)
    return _nowhere(entry, link, known.pictures)


def _nowhere(entry: Entry, link: Link, there: Iterable[str]) -> Finding:
    """Say that no such file exists, and which one comes nearest."""
    if link.kind == "picture" and not link.target.lower().endswith(KINDS):
        message = f'"{_name(link.target)}" is a file of a kind that is not shown as a picture'
        hint = "save it as .png, .jpg, .gif, .webp or .svg"
        return Finding(entry.path, link.offset, message, hint, rule="file")
    kind = "picture" if link.kind == "picture" else "file"
    names = {_name(path): path for path in there}
    near = difflib.get_close_matches(_name(link.target), names, 1, 0.6)
    here = posixpath.dirname(entry.path)
    hint = f'did you mean "{posixpath.relpath(names[near[0]], here)}"?' if near else ""
    hint = hint or f"the path is read from {here}/, or from content/ when it begins with /"
    message = f'there is no {kind} "{link.target}"'
    return Finding(entry.path, link.offset, message, hint, rule="link-nowhere")


def _fragment(entry: Entry, link: Link, other: Entry) -> Finding | None:
    """Check that the part of another page a link points at is there."""
    if not link.fragment or link.fragment in other.anchors:
        return None
    near = difflib.get_close_matches(link.fragment, other.anchors, 1, 0.5)
    hint = f'did you mean "#{near[0]}"?' if near else "link to the page without the #"
    message = f'"{_name(other.path)}" has no part "#{link.fragment}"'
    return Finding(entry.path, link.offset, message, hint, rule="fragment-missing")


def _name(path: str) -> str:
    """Name a file as people do: a post in a folder by its folder."""
    name = posixpath.basename(path)
    if name.lower() != "index.md":
        return name
    return posixpath.basename(posixpath.dirname(path)) + "/" + name


def beside(path: str, written: str) -> str:
    """Turn a path in the front matter of a file into one from the site's folder."""
    if written.startswith("/"):
        return posixpath.normpath("content" + written)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), written))


def unplanned(
    entries: Iterable[Entry], settings: Settings, planned: Iterable[str]
) -> tuple[Finding, ...]:
    """Warn of links to own addresses that no page has, in bodies and in menus: `/tgas/law/`."""
    there = {"/" + path.removesuffix("index.html") for path in planned}
    there |= {"/" + path for path in planned}
    written = [
        (link.target.partition("?")[0], entry.path, link.offset)
        for entry in entries
        for link in entry.links
    ]
    menus = dict.fromkeys(one.url for own in editions(settings).values() for one in own.nav)
    written += [(unquote(url.partition("#")[0]), "site.toml", 0) for url in menus]
    findings = []
    guessed: dict[str, list[str]] = {}
    for address, path, offset in written:
        if address.startswith("/") and not {address, address + "/"} & there:
            if address not in guessed and len(guessed) < GUESSES:
                guessed[address] = difflib.get_close_matches(address, sorted(there), 1)
            near = guessed.get(address)
            hint = f'did you mean "{near[0]}"?' if near else "link to the file, as in other.md"
            message = f'no page of this site has the address "{address}"'
            found = Finding(path, offset, message, hint, WARNING, address, "link-nowhere")
            findings.append(found)
    return tuple(findings)
