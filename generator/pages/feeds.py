"""Plan the RSS feeds: of the whole site, of each tag, author and series.

The format is RSS 2.0 (rssboard.org/rss-specification, 2.0.11) with the modules content, dc and
atom. Bytes change only when an entry changes: no clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.dates import rfc822
from generator.model import Anchor, Body, Card, Group, Kit, Output, Post, Site
from generator.pages.heads import feed, term_feed
from generator.pages.paths import page_path
from generator.pages.xml import element, text

SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
Item = tuple[Card, Body]


def feeds(site: Site) -> Iterator[Output]:
    """Plan /feed.xml, and a feed.xml beside each tag, author and series."""
    settings = site.settings
    yield _feed(site, feed(settings), Anchor(settings.description, settings.home), site.posts)
    if not settings.pages.feeds:
        return
    for group in (*site.tags, *site.authors, *site.series):
        about = Anchor(_about(group, settings.title), group.term.url)
        yield _feed(site, term_feed(group.term, settings), about, group.posts)


def _about(group: Group, title: str) -> str:
    """Say what a feed is for when site.toml does not."""
    return group.description or f"Articles in {title}: {group.term.name}"


def _feed(site: Site, own: Anchor, about: Anchor, posts: tuple[Post, ...]) -> Output:
    """Plan one feed: `own` is its title and address, `about` what it says and what it is of."""
    settings = site.settings
    shown = [post for post in posts if post.card.state == "published"][: settings.feed_size]
    data = {
        "title": own.title,
        "url": own.url,
        "description": about.title,
        "page": about.url,
        "items": tuple((post.card, post.body) for post in shown),
        "language": settings.language,
    }
    return Output(page_path(own.url, settings.root), rss, data, "site.toml")


def rss(  # noqa: PLR0913 - the names are those of the page's data
    kit: Kit,
    *,
    title: str,
    url: str,
    description: str,
    page: str,
    items: tuple[Item, ...],
    language: str,
) -> bytes:
    """Write a feed in RSS 2.0."""
    origin = kit.settings.origin
    spaces = "".join(f' xmlns:{name}="{space}"' for name, space in SPACES.items())
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<rss version="2.0"{spaces}>', "<channel>"]
    lines += [
        element("title", title),
        element("link", origin + page),
        element("description", description or title),
        element("language", language),
        f'<atom:link rel="self" type="application/rss+xml" href="{text(origin + url)}"/>',
    ]
    if items:
        newest = max(_changed(card) for card, _ in items)
        lines.append(element("lastBuildDate", rfc822(newest)))
    for card, body in items:
        lines += _item(kit, card, body)
    lines.append("</channel>\n</rss>\n")
    return "\n".join(lines).encode("utf-8")


def _changed(card: Card) -> datetime:
    """Say when an entry changed last."""
    return card.updated or card.published


def _item(kit: Kit, card: Card, body: Body) -> Iterator[str]:
    """Write one article, whole, with absolute addresses."""
    address = kit.settings.origin + card.url
    yield "<item>"
    yield element("title", card.title)
    yield element("link", address)
    yield element("guid", card.guid, isPermaLink="false")
    yield element("pubDate", rfc822(card.published))
    for author in card.authors:
        yield element("dc:creator", author.name)
    for tag in card.tags:
        yield element("category", tag.name)
    if card.summary:
        yield element("description", text(card.summary))
    yield element("content:encoded", _cover(kit, card) + kit.body(body, base=address))
    yield "</item>"


def _cover(kit: Kit, card: Card) -> str:
    """Show the lead picture above the text, as the page does."""
    if not card.cover:
        return ""
    picture, cover = card.cover.picture, card.cover
    words = " ".join(filter(None, (cover.caption, cover.credit)))
    caption = f"<figcaption>{text(words)}</figcaption>" if words else ""
    return (
        f'<figure><img src="{text(kit.settings.origin + picture.url)}" alt="{text(cover.alt)}"'
        f' width="{picture.width}" height="{picture.height}">{caption}</figure>\n'
    )
