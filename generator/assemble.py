"""Make the Site from everything read: order, addresses, terms, links.

Invariants: what is not shown is dropped here, and nothing below can even name it; the result is
the same in whatever order the files were read.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import links, states
from generator.cards import written
from generator.editions import editions
from generator.groups import groups, paired
from generator.links import Known
from generator.model import Asset, Card, Cleaned, CommentSource, Entry, Redirect, Settings, Site
from generator.problems import Finding
from generator.slugs import url_path
from generator.states import Showing
from generator.terms import terms
from generator.threads import elsewhere, threads


@dataclass(frozen=True, slots=True)
class Assembly:
    """Hold the site, and what was found wrong while putting it together."""

    site: Site
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold what pages are made of beside articles: pictures, comments, files of the layouts."""

    pictures: Mapping[str, Cleaned | None]
    comments: Mapping[str, CommentSource | None]
    assets: tuple[Asset, ...] = ()


def assemble(
    entries: Mapping[str, Entry | None], parts: Parts, settings: Settings, showing: Showing
) -> Assembly:
    """Put together what this build shows, of everything that could be read.

    A file that could not be read is there, and links to it are no mistake of their own. Which
    posts are `related` is left to the caller, who may remember it.
    """
    read = [one for _, one in sorted(entries.items()) if one]
    stands = {one.path: states.state(one, showing.now) for one in read}
    shown = [_alone(_dated(one, showing)) for one in read if showing.shows(stands[one.path])]
    spoken = editions(settings)
    replies, unclear = threads(parts.comments, entries, showing)
    known = Known(
        settings.root,
        {one.path: settings.root + url_path(address(one, spoken[one.edition])) for one in shown},
        entries,
        {path: one.name for path, one in stands.items()},
        parts.pictures,
        _works(shown, spoken) if len(spoken) > 1 else {},
        settings.language,
        replies,
    )
    sites, wrong = [], [*_same_identity(shown), *unclear, *elsewhere(shown, settings)]
    files = {one.cause: one.url for one in parts.assets}
    for code, own in spoken.items():
        site, findings = _site([one for one in shown if one.edition == code], known, own)
        sites.append(replace(site, code=code, files=files, news=_news(site, showing)))
        wrong += findings
    first, *others = paired(sites)
    whole = replace(
        first,
        assets=(*parts.assets, *_pictures(sites, known)),
        redirects=tuple(_redirects(shown, known)),
        untracked=sum(one.untracked for one in shown)
        + sum(one.untracked for one in parts.comments.values() if one),
        editions=tuple(others),
    )
    return Assembly(whole, tuple(shown), tuple(wrong))


def _site(
    shown: Sequence[Entry], known: Known, settings: Settings
) -> tuple[Site, tuple[Finding, ...]]:
    """Put together what one language has."""
    found, wrong = terms(shown, settings)
    every = written(shown, found, known, settings)
    posts = tuple(post for post in every.posts if post.is_listed)
    site = Site(
        settings=settings,
        posts=posts,
        unlisted=tuple(post for post in every.posts if not post.is_listed),
        pages=every.pages,
        tags=groups(posts, "tag", settings.tags),
        authors=groups(posts, "author", settings.authors) if settings.pages.authors else (),
        series=groups(posts, "series", {}),
    )
    return site, (*wrong, *every.findings)


def _news(site: Site, showing: Showing) -> tuple[Card, ...]:
    """List what came out in the last two days."""
    cards = (post.card for post in site.posts if post.card.state == states.PUBLISHED)
    return tuple(card for card in cards if states.is_news(card.published, showing.now))


def _works(
    shown: Iterable[Entry], spoken: Iterable[str]
) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
    """Find the texts that are there in several languages, each in the languages' order."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    order = list(spoken)
    for entry in sorted(shown, key=lambda one: order.index(one.edition)):
        if not entry.fields.unlisted:
            found[entry.kind, entry.work].append(entry)
    return {
        work: tuple(some)
        for work, some in found.items()
        if len({one.edition for one in some}) == len(some) > 1
    }


def address(entry: Entry, settings: Settings) -> str:
    """Say where a post or page is published, from the site's root and without a slash before.

    The year, month and day are those of the site's time zone.
    """
    if entry.kind == "page":
        folder = posixpath.dirname(entry.work).removeprefix("pages").strip("/")
        return settings.prefix + f"{folder}/{entry.slug}/".lstrip("/")
    date = entry.fields.date
    assert date is not None, "read asks every post for a date"
    year, month, day = f"{date.year:04}", f"{date.month:02}", f"{date.day:02}"
    path = settings.permalink.format(year=year, month=month, day=day, slug=entry.slug)
    return settings.prefix + path.lstrip("/")


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


def _pictures(sites: Iterable[Site], known: Known) -> tuple[Asset, ...]:
    """List the pictures that shown pages use: no other picture is published.

    One that is only linked to needs no copies.
    """
    shown: set[str] = set()
    linked: set[str] = set()
    for site in sites:
        posts = (*site.posts, *site.unlisted)
        shown.update(post.card.cover.picture.url for post in posts if post.card.cover)
        linked.update(post.audio.url for post in posts if post.audio)
        for body in (*(post.body for post in posts), *(page.body for page in site.pages)):
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
            url = known.root + alias.lstrip("/")
            yield Redirect(url, target, entry.path, place, entry.edition)


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
