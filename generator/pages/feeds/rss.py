"""Write a feed in RSS 2.0 (rssboard.org/rss-specification, 2.0.11).

With it stand the modules content, dc and atom, Media RSS 1.5.1, WebSub's link to its hub, and for
comments the modules slash and wfw (Comment API).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.dates import rfc822, rfc3339
from generator.model import Card, Feed, Kit, Post
from generator.pages.feeds.entries import content
from generator.pages.feeds.naming import about, address, changed, title
from generator.pages.heads import comments_feed
from generator.pages.xml import described, element, label, opened, styled, worded

SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
# Where articles have comments: the Comment API and slash modules.
TALKING = {
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}


def rss(kit: Kit, feed: Feed) -> bytes:
    """Write a feed in RSS 2.0."""
    settings = kit.edition(feed.code).settings
    known = SPACES | (TALKING if any(post.replies for post in feed.posts) else {})
    spaces = {f"xmlns:{name}": space for name, space in known.items()}
    lines = [*styled(feed.style)]
    lines += [opened("rss", version="2.0", **{"xml:lang": settings.language}, **spaces)]
    lines += ["<channel>", *_channel(kit, feed)]
    for post in feed.posts:
        lines += _item(kit, feed, post)
    lines.append("</channel>\n</rss>\n")
    return "\n".join(lines).encode("utf-8")


def _channel(kit: Kit, feed: Feed) -> Iterator[str]:
    """Say what the feed is."""
    edition = kit.edition(feed.code)
    origin, hub = edition.settings.origin, edition.settings.feeds.hub
    own = origin + address(feed.page, "rss")
    name = title(edition, feed)
    yield label("title", name)
    yield element("link", origin + feed.page)
    yield label("description", about(edition, feed))
    yield element("language", edition.settings.language)
    yield element("atom:link", rel="self", type="application/rss+xml", href=own)
    if hub:
        yield element("atom:link", rel="hub", href=hub)
    if feed.icon:
        inner = element("url", origin + feed.icon), label("title", name)
        yield f"<image>{''.join(inner)}{element('link', origin + feed.page)}</image>"
    if feed.posts:
        yield element("lastBuildDate", rfc822(max(changed(post) for post in feed.posts)))


def _item(kit: Kit, feed: Feed, post: Post) -> Iterator[str]:
    """Write one article, whole, with absolute addresses."""
    card, origin = post.card, kit.settings.origin
    yield "<item>"
    yield label("title", card.title)
    yield element("link", origin + card.url)
    yield element("guid", card.guid, isPermaLink="false")
    yield element("pubDate", rfc822(card.published))
    if card.updated:
        yield element("atom:updated", rfc3339(card.updated))
    for author in card.authors:
        yield element("dc:creator", worded(author.name))
    for tag in card.tags:
        yield label("category", tag.name)
    # Where there is no summary, the headline stands in: some readers show nothing else.
    yield element("description", described(card.summary or card.title))
    if post.audio:
        audio = post.audio
        url, length = origin + audio.url, str(audio.size)
        yield element("enclosure", url=url, length=length, type=audio.kind)
    if html := content(kit, feed.code, post):
        yield element("content:encoded", html)
    if post.replies:
        yield element("comments", f"{origin}{card.url}#comments")
        yield element("slash:comments", str(post.replied))
        yield element("wfw:commentRss", origin + comments_feed(post))
    # Last: some readers take what is said of a picture for the text, if it comes first.
    yield from picture(card, origin)
    yield "</item>"


def picture(card: Card, origin: str) -> Iterator[str]:
    """Name the lead picture, its size, and what it shows, in Media RSS."""
    if not card.cover:
        return
    shown = card.cover.picture
    suffix = shown.url.rpartition(".")[2]
    kind = {"jpg": "jpeg", "svg": "svg+xml"}.get(suffix, suffix)
    yield opened(
        "media:content",
        url=origin + shown.url,
        medium="image",
        type=f"image/{kind}",
        width=str(shown.width),
        height=str(shown.height),
        fileSize=str(shown.size),
    )
    if card.cover.alt:
        yield label("media:description", card.cover.alt, type="plain")
    if card.cover.credit:
        yield label("media:credit", card.cover.credit)
    yield "</media:content>"
