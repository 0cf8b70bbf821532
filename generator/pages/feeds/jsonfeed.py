"""Write a feed in JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from generator.dates import rfc3339
from generator.model import Feed, Kit, Post
from generator.pages.feeds.entries import content
from generator.pages.feeds.naming import about, address, title
from generator.pages.xml import FORBIDDEN, worded

VERSION = "https://jsonfeed.org/version/1.1"  # a name, which nobody loads


def json_feed(kit: Kit, feed: Feed) -> bytes:
    """Write a feed in JSON Feed 1.1."""
    edition = kit.edition(feed.code)
    settings = edition.settings
    told = {
        "version": VERSION,
        "title": worded(title(edition, feed)),
        "home_page_url": settings.origin + feed.page,
        "feed_url": settings.origin + address(feed.page, "json"),
        "description": worded(about(edition, feed)),
        "icon": settings.origin + feed.icon if feed.icon else "",
        "favicon": settings.origin + feed.icon if feed.icon else "",
        "language": settings.language,
        "hubs": [{"type": "WebSub", "url": settings.feeds.hub}] if settings.feeds.hub else [],
        "items": [_item(kit, feed, post) for post in feed.posts],
    }
    kept = {name: value for name, value in told.items() if value or name == "items"}
    # The same signs are left out that XML can't hold, so that all formats have the same words.
    return (FORBIDDEN.sub("", json.dumps(kept, ensure_ascii=False, indent=1)) + "\n").encode()


def _item(kit: Kit, feed: Feed, post: Post) -> dict[str, Any]:
    """Write one article, whole, with absolute addresses."""
    card, origin = post.card, kit.settings.origin
    html = content(kit, feed.code, post)
    told = {
        "id": card.guid,
        "url": origin + card.url,
        "title": worded(card.title),
        "content_html": html,
        "content_text": "" if html else worded(card.summary or card.title),  # one of them is due
        "summary": worded(card.summary),
        "image": origin + card.cover.picture.url if card.cover else "",
        "date_published": rfc3339(card.published),
        "date_modified": rfc3339(card.updated) if card.updated else "",
        "authors": [
            {"name": worded(author.name)} | ({"url": origin + author.url} if author.url else {})
            for author in card.authors
        ],
        "tags": [worded(tag.name) for tag in card.tags],
        "language": card.language,
        "attachments": _attachments(post, origin),
    }
    return {name: value for name, value in told.items() if value}


def _attachments(post: Post, origin: str) -> list[dict[str, Any]]:
    """Name the recording."""
    audio = post.audio
    if not audio:
        return []
    told = {"url": origin + audio.url, "mime_type": audio.kind, "size_in_bytes": audio.size}
    more = {"title": worded(audio.title), "duration_in_seconds": audio.seconds}
    return [told | {name: value for name, value in more.items() if value}]
