"""Plan what machines ask for by a fixed name: sitemap.xml, robots.txt and .well-known/."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator import policy
from generator.dates import rfc3339
from generator.model import Card, Group, Kit, Output, SecurityText, Site
from generator.pages.crawlers import AI, UNUSUAL
from generator.pages.standing import made
from generator.pages.xml import text

Place = tuple[str, datetime | None]


def sitemap(site: Site) -> Iterator[Output]:
    """Plan sitemap.xml (sitemaps.org, protocol 0.9): every page to be found, and its last change.

    Dates are those of the content, never of the build.
    """
    places: list[Place] = []
    cards: list[Card] = []
    for one in site.whole:
        out = [post.card for post in one.posts if post.card.state == "published"]
        places += _places(one, max((card.updated or card.published for card in out), default=None))
        cards += out
    data = {"places": tuple(places), "cards": tuple(cards)}
    yield Output("sitemap.xml", sitemap_view, data, "site.toml")


def _places(site: Site, newest: datetime | None) -> Iterator[Place]:
    """List what one language has beside articles."""
    settings = site.settings
    yield settings.home, newest
    places = {page.url: page.updated for page in site.pages if page.is_listed}
    yield from places.items()
    yield from map(_group, (*site.tags, *site.authors, *site.series))
    indexes = [f"{settings.home}tags/"]
    indexes += [f"{settings.home}archive/"] if settings.pages.archive else []
    yield from ((url, newest) for url in sorted({*indexes, *made(settings)} - places.keys()))


def _group(group: Group) -> Place:
    """Date a list by the newest change among its posts."""
    cards = [post.card for post in group.posts]
    return group.term.url, max(card.updated or card.published for card in cards)


def sitemap_view(kit: Kit, places: tuple[Place, ...], cards: tuple[Card, ...]) -> bytes:
    """Write the sitemap: the front page, then articles, then all else."""
    first, *others = places
    posts = ((card.url, card.updated or card.published) for card in cards)
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    for url, moment in (first, *posts, *others):
        changed = f"<lastmod>{rfc3339(moment)}</lastmod>" if moment else ""
        lines.append(f"<url><loc>{text(kit.settings.origin + url)}</loc>{changed}</url>")
    lines.append("</urlset>\n")
    return "\n".join(lines).encode("utf-8")


def robots(site: Site) -> Iterator[Output]:
    """Plan robots.txt (RFC 9309): who may read, and where the sitemap is."""
    yield Output("robots.txt", robots_view, {"base_url": site.settings.base_url}, "site.toml")


def robots_view(kit: Kit, base_url: str) -> bytes:
    """Write robots.txt; those that are asked to stay away stand in groups of their own."""
    lines: list[str] = []
    for refused in (AI, UNUSUAL) if kit.settings.privacy.refuse_ai else ():
        lines += [*(f"User-agent: {name}" for name in refused), "Disallow: /", ""]
    lines += ["User-agent: *", "Allow: /", "", f"Sitemap: {base_url}sitemap.xml", ""]
    return "\n".join(lines).encode()


def well_known(site: Site) -> Iterator[Output]:
    """Plan gpc.json and security.txt, which have their places at the top of a host alone."""
    if site.settings.root != "/":
        return
    yield Output(".well-known/gpc.json", gpc_view, {}, "site.toml")
    if site.settings.hosting.security:
        yield Output(".well-known/security.txt", security_view, {}, "site.toml")


def gpc_view(kit: Kit) -> bytes:  # noqa: ARG001 - every view is given a kit
    """Write gpc.json."""
    return policy.gpc()


def security_view(kit: Kit) -> bytes:
    """Write security.txt (RFC 9116); its end comes from site.toml, and nothing puts it off."""
    told = kit.settings.hosting.security or SecurityText()
    lines = [f"Contact: {one}" for one in told.contact]
    lines += [f"Expires: {told.expires:%Y-%m-%dT%H:%M:%SZ}"] if told.expires else []
    lines += [f"Encryption: {told.encryption}"] if told.encryption else []
    lines += [f"Acknowledgments: {told.acknowledgments}"] if told.acknowledgments else []
    lines += [f"Preferred-Languages: {', '.join(told.languages)}"] if told.languages else []
    lines.append(f"Canonical: {kit.settings.base_url}.well-known/security.txt")
    lines += [f"Policy: {told.policy}"] if told.policy else []
    return "\n".join([*lines, ""]).encode()
