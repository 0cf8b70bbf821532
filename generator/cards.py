"""Make posts, standing pages and their cards of what was read.

Invariant: a card has nothing of a body but what its author, or its first lines, say of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from generator import links
from generator.digests import digest, key
from generator.fields.records import SOUNDS
from generator.links import Known
from generator.model import Audio, Body, Card, Cover, Entry, Page, Post, Settings
from generator.problems import Finding
from generator.terms import Terms
from generator.threads import counted, folder_of


@dataclass(frozen=True, slots=True)
class Written:
    """Hold the posts, newest first, the standing pages, by path, and what is wrong with both."""

    posts: tuple[Post, ...]
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]


def written(shown: Iterable[Entry], found: Terms, known: Known, settings: Settings) -> Written:
    """Make the posts and pages of one edition, and find dead links."""
    posts, pages = [], []
    findings: list[Finding] = []
    for entry in shown:
        body, dead = links.body(entry, known, is_guessing=len(findings) < links.GUESSES)
        cover, missing = _cover(entry, known)
        findings += [*dead, *missing]
        if entry.kind == "page":
            pages.append(_page(entry, body, known, settings))
            continue
        card = _card(entry, found, cover, known, settings)
        audio, silent = _audio(entry, known)
        findings += silent
        posts.append(_post(entry, card, (body, audio), known, settings))
    # Posts of one moment stay in the order of their paths, which `shown` has: sorting is stable.
    posts.sort(key=lambda post: post.card.published, reverse=True)
    return Written(tuple(posts), tuple(pages), tuple(findings))


def _card(
    entry: Entry, found: Terms, cover: Cover | None, known: Known, settings: Settings
) -> Card:
    """Make the public face of a post."""
    fields = entry.fields
    assert fields.date is not None
    series = found.of("series", [fields.series])
    authors, tags = found.of("author", fields.authors), found.of("tag", fields.tags)
    if fields.unlisted:  # its author may have no page
        authors = tuple(replace(author, url="") for author in authors)
    url, state = known.addresses[entry.path], known.states[entry.path]
    terms = [f"{term.kind}\0{term.slug}\0{term.name}" for term in (*authors, *tags, *series)]
    told = [entry.face, entry.path, url, state, fields.date.isoformat(), *terms]
    told += [key(cover)] if cover else []
    return Card(
        path=entry.path,
        id=entry.id,
        guid=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{settings.id} {entry.id}')}",
        url=url,
        title=entry.title,
        summary=fields.summary or entry.excerpt,
        published=fields.date,
        updated=_updated(entry),
        authors=authors,
        tags=tags,
        series=series[0] if series else None,
        cover=cover,
        language=fields.language or settings.language,
        minutes=entry.minutes,
        state=state,
        fingerprint=digest("\0".join(told).encode("utf-8", "surrogatepass")),
    )


def _updated(entry: Entry) -> datetime | None:
    """Say when an article was changed last: by its author's word, or by a correction."""
    moments = [entry.fields.updated, *(one.date for one in entry.fields.corrections)]
    return max((moment for moment in moments if moment), default=None)


def _post(
    entry: Entry,
    card: Card,
    parts: tuple[Body, Audio | None],
    known: Known,
    settings: Settings,
) -> Post:
    """Join a card with what only the post's own page shows: body, recording and all else."""
    body, audio = parts
    enough = len(entry.headings) >= settings.markdown.contents_from
    others = known.translations(entry)
    told = card.fingerprint + entry.text + (key(body) if entry.links else body.digest)
    told += key(audio) if audio else ""
    replies = known.threads.get(folder_of(entry), ()) if entry.fields.comments else ()
    told += key(replies) if replies else ""
    taken = settings.comments
    return Post(
        card=card,
        body=body,
        standfirst=entry.fields.summary,
        key_points=entry.fields.key_points,
        corrections=tuple(sorted(entry.fields.corrections, key=lambda one: one.date)),
        sources=entry.fields.sources,
        contents=entry.headings if enough else (),
        comments=entry.fields.comments and taken.enabled,
        extra=entry.fields.extra,
        audio=audio,
        translations=others,
        is_listed=not entry.fields.unlisted,
        thread=entry.fields.thread if taken.provider == "mastodon" else "",
        replies=replies,
        replied=counted(replies),
        words=entry.words,
        fingerprint=told + key(others) if others else told,
    )


def _page(entry: Entry, body: Body, known: Known, settings: Settings) -> Page:
    """Make a standing page."""
    enough = len(entry.headings) >= settings.markdown.contents_from
    return Page(
        path=entry.path,
        url=known.addresses[entry.path],
        title=entry.title,
        summary=entry.fields.summary or entry.excerpt,
        language=entry.fields.language or settings.language,
        updated=_updated(entry),
        body=body,
        contents=entry.headings if enough else (),
        extra=entry.fields.extra,
        translations=known.translations(entry),
        is_listed=not entry.fields.unlisted,
    )


def _audio(entry: Entry, known: Known) -> tuple[Audio | None, tuple[Finding, ...]]:
    """Find the recording of a post, which is published as it is."""
    audio = entry.fields.audio
    if not audio:
        return None, ()
    path = known.actual(links.beside(entry.path, audio.file))
    file = known.picture(path)
    if file:
        kind = SOUNDS[path.rpartition(".")[2].lower()]
        return Audio(file.url, kind, file.size, audio.title, audio.seconds), ()
    place = entry.fields.places.get("audio.file", 0)
    return None, (links.no_document(entry, path, place, known),)


def _cover(entry: Entry, known: Known) -> tuple[Cover | None, tuple[Finding, ...]]:
    """Find the lead picture of a post."""
    cover = entry.fields.cover
    if not cover:
        return None, ()
    path = links.beside(entry.path, cover.image)
    picture = known.picture(path)
    if picture:
        return Cover(picture, cover.alt, cover.caption, cover.credit), ()
    places = entry.fields.places
    return None, (links.no_picture(entry, path, places.get("cover.image", 0), known),)
