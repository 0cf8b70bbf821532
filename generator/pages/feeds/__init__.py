"""Plan the feeds: of the whole site, of each tag, author and series, in every format.

Bytes change only when an entry changes: no clock is asked, and nothing of a feed depends on the
articles beside it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from types import MappingProxyType

from generator.model import Feed, Group, Kit, Output, Post, Site
from generator.pages.feeds.atom import atom
from generator.pages.feeds.jsonfeed import json_feed
from generator.pages.feeds.naming import STYLE, address
from generator.pages.feeds.rss import rss
from generator.pages.paths import page_path

VIEWS: MappingProxyType[str, Callable[[Kit, Feed], bytes]] = MappingProxyType(
    {"rss": rss, "atom": atom, "json": json_feed}
)
ICON = "layouts/assets/icon.png"


def feeds(site: Site) -> Iterator[Output]:
    """Plan the feeds of all articles, and those beside each tag, author and series."""
    settings = site.settings
    yield from _formats(site, _feed(site, ("site", "", ""), settings.home, site.posts))
    if not settings.pages.feeds:
        return
    for group in (*site.tags, *site.authors, *site.series):
        term = group.term
        named = (term.kind, term.slug, term.name)
        yield from _formats(site, _feed(site, named, term.url, group.posts, group))


def _feed(
    site: Site,
    named: tuple[str, str, str],
    page: str,
    posts: tuple[Post, ...],
    group: Group | None = None,
) -> Feed:
    """Say what a feed is of: its kind, slug and name, and the page it stands beside."""
    kind, slug, name = named
    settings = site.settings
    out = (post for post in posts if post.card.state == "published")
    identity = f"{settings.id} feed {settings.prefix} {kind} {slug}"
    return Feed(
        code=site.code,
        kind=kind,
        name=name,
        description=group.description if group else settings.description,
        page=page,
        identity=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, identity)}",
        icon=site.files.get(ICON, ""),
        style=site.files.get(STYLE, ""),
        posts=tuple(post for post, _ in zip(out, range(settings.feed_size), strict=False)),
    )


def _formats(site: Site, feed: Feed) -> Iterator[Output]:
    """Plan one feed in all formats."""
    for kind in site.settings.feeds.formats:
        path = page_path(address(feed.page, kind), site.settings.root)
        yield Output(path, VIEWS[kind], {"feed": feed}, "site.toml")
