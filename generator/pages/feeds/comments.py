"""Write the comments on an article as a feed of their own, in RSS 2.0."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from generator.dates import rfc822
from generator.markup import plain
from generator.model import Comment, Kit, Output, Post, Site
from generator.pages.feeds.naming import STYLE
from generator.pages.heads import comments_feed
from generator.pages.paths import page_path
from generator.pages.xml import described, element, label, opened, styled, worded
from generator.phrases import plain_fill

SPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


def comment_feeds(site: Site) -> Iterator[Output]:
    """Plan a feed for each article that has comments in content/."""
    style = site.files.get(STYLE, "")
    for post in (*site.posts, *site.unlisted):
        if post.replies:
            path = page_path(comments_feed(post), site.settings.root)
            data = {"post": post, "code": site.code, "style": style}
            yield Output(path, comments_rss, data, post.card.path)


def comments_rss(kit: Kit, post: Post, code: str, style: str) -> bytes:
    """Write the comments on an article, the newest first."""
    edition, card = kit.edition(code), post.card
    origin, words = edition.settings.origin, edition.words
    title = plain_fill(words.text("comments_feed_of"), title=card.title)
    every = sorted(_all(post.replies), key=lambda one: (one.date, one.id), reverse=True)
    lines = [*styled(style), opened("rss", version="2.0", **{"xml:lang": card.language}, **SPACES)]
    lines += ["<channel>", label("title", title), element("link", origin + card.url)]
    lines += [label("description", title), element("language", card.language)]
    own = origin + comments_feed(post)
    lines.append(element("atom:link", rel="self", type="application/rss+xml", href=own))
    lines.append(element("lastBuildDate", rfc822(every[0].date)))
    for one in every:
        lines += _item(kit, code, post, one)
    lines.append("</channel>\n</rss>\n")
    return "\n".join(lines).encode("utf-8")


def _item(kit: Kit, code: str, post: Post, one: Comment) -> Iterator[str]:
    """Write one comment."""
    edition, card = kit.edition(code), post.card
    guid = uuid.uuid5(uuid.NAMESPACE_URL, f"{card.guid} {one.id}")
    yield "<item>"
    yield label("title", plain_fill(edition.words.text("comment_by"), author=one.author))
    yield element("link", f"{edition.settings.origin}{card.url}#{one.id}")
    yield element("guid", f"urn:uuid:{guid}", isPermaLink="false")
    yield element("pubDate", rfc822(one.date))
    yield element("dc:creator", worded(one.author))
    html = kit.body(one.body)
    yield element("description", described(" ".join(plain(html).split())))
    yield element("content:encoded", html)
    yield "</item>"


def _all(replies: tuple[Comment, ...]) -> Iterator[Comment]:
    """List comments, and all that answer them."""
    for one in replies:
        yield one
        yield from _all(one.replies)
