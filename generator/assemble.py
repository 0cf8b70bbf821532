"""Make the Site from everything read: order, addresses, terms, links.

Invariants: what is not shown is dropped here, and nothing below can even name it; the result is
the same in whatever order the files were read.
"""

from __future__ import annotations

import posixpath
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from generator import links, states
from generator.digests import digest, key
from generator.links import Known
from generator.model import (
    Asset,
    Body,
    Card,
    Cleaned,
    Cover,
    Entry,
    Group,
    Page,
    Post,
    Profile,
    Redirect,
    Settings,
    Site,
    Term,
)
from generator.problems import Finding
from generator.slugs import url_path
from generator.states import Showing
from generator.terms import Terms, terms


@dataclass(frozen=True, slots=True)
class Assembly:
    """Hold the site, and what was found wrong while putting it together."""

    site: Site
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def assemble(
    entries: Mapping[str, Entry | None],
    pictures: Mapping[str, Cleaned | None],
    settings: Settings,
    showing: Showing,
    assets: tuple[Asset, ...] = (),
) -> Assembly:
    """Put together what this build shows, of everything that could be read.

    A file that could not be read is there, and links to it are no mistake of their own. Which
    posts are `related` is left to the caller, who may remember it.
    """
    read = [entry for _, entry in sorted(entries.items()) if entry]
    stands = {entry.path: states.state(entry, showing.now) for entry in read}
    shown = [_alone(_dated(one, showing)) for one in read if showing.shows(stands[one.path])]
    known = Known(
        settings.root,
        {entry.path: settings.root + url_path(address(entry, settings)) for entry in shown},
        entries,
        {path: state.name for path, state in stands.items()},
        pictures,
    )
    found, wrong = terms(shown, settings)
    written, pages, missing = _written(shown, found, known, settings)
    posts = tuple(post for post in written if post.is_listed)
    site = Site(
        settings=settings,
        posts=posts,
        unlisted=tuple(post for post in written if not post.is_listed),
        pages=pages,
        tags=_groups(posts, "tag", settings.tags),
        authors=_groups(posts, "author", settings.authors) if settings.pages.authors else (),
        series=_groups(posts, "series", {}),
        assets=(*assets, *_pictures(written, pages, known)),
        redirects=tuple(_redirects(shown, known)),
        untracked=sum(entry.untracked for entry in shown),
    )
    return Assembly(site, tuple(shown), (*wrong, *_same_identity(shown), *missing))


def _written(
    shown: Iterable[Entry], found: Terms, known: Known, settings: Settings
) -> tuple[tuple[Post, ...], tuple[Page, ...], list[Finding]]:
    """Make the posts, newest first, and the standing pages, by path; and find dead links."""
    posts, pages = [], []
    findings: list[Finding] = []
    for entry in shown:
        body, dead = links.body(entry, known, is_guessing=len(findings) < links.GUESSES)
        cover, missing = _cover(entry, known)
        findings += [*dead, *missing]
        if entry.kind == "page":
            pages.append(_page(entry, body, known, settings))
        else:
            posts.append(_post(entry, _card(entry, found, cover, known, settings), body, settings))
    # Posts of one moment stay in the order of their paths, which `shown` has: sorting is stable.
    posts.sort(key=lambda post: post.card.published, reverse=True)
    return tuple(posts), tuple(pages), findings


def address(entry: Entry, settings: Settings) -> str:
    """Say where a post or page is published, from the site's root and without a slash before.

    The year, month and day are those of the site's time zone.
    """
    if entry.kind == "page":
        folder = posixpath.dirname(entry.path).removeprefix("content/pages").strip("/")
        folder = posixpath.dirname(folder) if entry.path.lower().endswith("/index.md") else folder
        return f"{folder}/{entry.slug}/".lstrip("/")
    date = entry.fields.date
    assert date is not None, "read asks every post for a date"
    year, month, day = f"{date.year:04}", f"{date.month:02}", f"{date.day:02}"
    path = settings.permalink.format(year=year, month=month, day=day, slug=entry.slug)
    return path.lstrip("/")


def _dated(entry: Entry, showing: Showing) -> Entry:
    """Give a draft that has no date yet the day of the build."""
    if entry.fields.date or entry.kind == "page":
        return entry
    today = showing.now.replace(hour=0, minute=0, second=0, microsecond=0)
    return replace(entry, fields=replace(entry.fields, date=today))


def _alone(entry: Entry) -> Entry:
    """Let an unlisted post have no tag and no series: lists would name it, or count it."""
    if not entry.fields.unlisted:
        return entry
    return replace(entry, fields=replace(entry.fields, tags=(), series=""))


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


def _post(entry: Entry, card: Card, body: Body, settings: Settings) -> Post:
    """Join a card with what only the post's own page shows."""
    enough = len(entry.headings) >= settings.markdown.contents_from
    return Post(
        card=card,
        body=body,
        standfirst=entry.fields.summary,
        key_points=entry.fields.key_points,
        corrections=tuple(sorted(entry.fields.corrections, key=lambda one: one.date)),
        sources=entry.fields.sources,
        contents=entry.headings if enough else (),
        comments=entry.fields.comments and settings.comments.enabled,
        extra=entry.fields.extra,
        is_listed=not entry.fields.unlisted,
        fingerprint=card.fingerprint + entry.text + (key(body) if entry.links else body.digest),
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
        is_listed=not entry.fields.unlisted,
    )


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


def _groups(posts: Iterable[Post], kind: str, profiles: Mapping[str, Profile]) -> tuple[Group, ...]:
    """Gather the posts of each tag, author or series, in the order of the names."""
    members: dict[Term, list[Post]] = defaultdict(list)
    for post in posts:
        card = post.card
        of_kind = {"tag": card.tags, "author": card.authors}
        for term in of_kind.get(kind, (card.series,) if card.series else ()):
            members[term].append(post)
    groups = []
    for term in sorted(members, key=lambda term: (term.name.casefold(), term.slug)):
        profile = profiles.get(term.slug, Profile(term.slug, term.name))
        groups.append(Group(term, profile.description, profile.links, tuple(members[term])))
    return tuple(groups)


def _pictures(posts: Iterable[Post], pages: Iterable[Page], known: Known) -> tuple[Asset, ...]:
    """List the pictures that shown pages use: no other picture is published.

    One that is only linked to needs no copies.
    """
    shown = {post.card.cover.picture.url for post in posts if post.card.cover}
    linked: set[str] = set()
    for body in (*(post.body for post in posts), *(page.body for page in pages)):
        shown.update(picture.url for picture in body.pictures.values())
        linked.update(body.targets.values())
    assets: dict[str, Asset] = {}
    for path, cleaned in sorted(known.pictures.items()):
        picture = known.picture(path)
        if not cleaned or not picture or picture.url not in shown | linked:
            continue
        for copy in cleaned.copies if picture.url in shown else cleaned.copies[:1]:
            place, span = links.picture_path(path, copy), (copy.begin, copy.end)
            url = known.root + url_path(place)
            asset = Asset(place, url, cleaned.digest, path, span)
            if cleaned.is_document:
                asset = replace(asset, is_document=True, told=cleaned.told)
            assets.setdefault(place, asset)
    return tuple(assets.values())


def _redirects(shown: Iterable[Entry], known: Known) -> Iterable[Redirect]:
    """List the addresses that posts once had."""
    for entry in shown:
        for number, alias in enumerate(entry.fields.aliases):
            place = entry.fields.places.get(f"aliases.{number}", 0)
            target = known.addresses[entry.path]
            yield Redirect(known.root + alias.lstrip("/"), target, entry.path, place)


def _same_identity(shown: Iterable[Entry]) -> Iterable[Finding]:
    """Find two files that claim one identity: readers' programs would take them for one post."""
    owners: dict[str, str] = {}
    for entry in shown:
        first = owners.setdefault(entry.id, entry.path)
        if first != entry.path:
            place = entry.fields.places.get("id", 0)
            message = f'id "{entry.id}" is already that of {first}'
            hint = "give each post an id of its own"
            yield Finding(entry.path, place, message, hint, rule="address-taken")
