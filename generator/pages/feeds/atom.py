"""Write a feed in Atom 1.0 (RFC 4287), with Media RSS 1.5.1 and WebSub's link to its hub."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from generator.dates import rfc3339
from generator.digests import digest
from generator.model import Feed, Kit, Post
from generator.pages.feeds.entries import content
from generator.pages.feeds.naming import about, address, changed, title
from generator.pages.feeds.rss import picture
from generator.pages.xml import described, element, label, opened, styled, worded

SPACES = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:media": "http://search.yahoo.com/mrss/"}
# An empty feed has never been changed, and has to say when it was: long ago, as dates of feeds go.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def atom(kit: Kit, feed: Feed) -> bytes:
    """Write a feed in Atom 1.0."""
    language = kit.edition(feed.code).settings.language
    lines = [*styled(feed.style), opened("feed", **{"xml:lang": language}, **SPACES)]
    lines += _head(kit, feed)
    for post in feed.posts:
        lines += _entry(kit, feed, post)
    lines.append("</feed>\n")
    return "\n".join(lines).encode("utf-8")


def _head(kit: Kit, feed: Feed) -> Iterator[str]:
    """Say what the feed is."""
    edition = kit.edition(feed.code)
    origin, hub = edition.settings.origin, edition.settings.feeds.hub
    own = origin + address(feed.page, "atom")
    yield element("id", feed.identity)
    yield label("title", title(edition, feed))
    yield label("subtitle", about(edition, feed))
    yield element("updated", max(map(_changed, feed.posts), default=(NEVER, rfc3339(NEVER)))[1])
    yield element("link", rel="self", type="application/atom+xml", href=own)
    yield element("link", rel="alternate", type="text/html", href=origin + feed.page)
    if hub:
        yield element("link", rel="hub", href=hub)
    if feed.icon:
        yield element("icon", origin + feed.icon)
    # Who wrote an entry that names nobody (RFC 4287, 4.1.1).
    yield f"<author>{label('name', edition.settings.title)}</author>"


def _entry(kit: Kit, feed: Feed, post: Post) -> Iterator[str]:
    """Write one article, whole, with absolute addresses."""
    card, origin = post.card, kit.settings.origin
    is_foreign = card.language != kit.edition(feed.code).settings.language
    yield opened("entry", **({"xml:lang": card.language} if is_foreign else {}))
    yield element("id", card.guid)
    yield label("title", card.title)
    yield element("link", rel="alternate", type="text/html", href=origin + card.url)
    yield element("published", rfc3339(card.published))
    yield element("updated", _changed(post)[1])
    for author in card.authors:
        where = element("uri", origin + author.url) if author.url else ""
        yield f"<author>{label('name', author.name)}{where}</author>"
    for tag in card.tags:
        yield element("category", term=tag.slug, label=worded(tag.name))
    yield element("summary", described(card.summary or card.title), type="html")
    if post.audio:
        audio = post.audio
        place = {"href": origin + audio.url, "length": str(audio.size), "type": audio.kind}
        yield element("link", rel="enclosure", **place)
    if html := content(kit, feed.code, post):
        yield element("content", html, type="html")
    # Last: some readers take what is said of a picture for the text, if it comes first.
    yield from picture(card, origin)
    yield "</entry>"


def _changed(post: Post) -> tuple[datetime, str]:
    """Say when an article changed last, and write it with a fraction of a second of its own.

    Days without a time often meet, and the W3C's validator warns where two entries were changed
    at the same moment.
    """
    part = int(digest(post.card.guid.encode("utf-8", "surrogatepass"))[:8], 16) % 1_000_000
    moment = changed(post)
    second = rfc3339(moment)
    return moment.replace(microsecond=part), f"{second[:19]}.{part:06}{second[19:]}"
