"""Name feeds: their addresses, their titles, and what is said of them."""

from __future__ import annotations

from datetime import datetime

from generator.model import Edition, Feed, Post
from generator.pages.heads import FILES
from generator.phrases import plain_fill

STYLE = "layouts/assets/feed.css"  # what shows a feed in a browser


def address(page: str, kind: str) -> str:
    """Give the address of the feed of a page, in a format."""
    return page + FILES[kind]


def title(edition: Edition, feed: Feed) -> str:
    """Name a feed: the site, or the term and the site."""
    return f"{feed.name} — {edition.settings.title}" if feed.name else edition.settings.title


def about(edition: Edition, feed: Feed) -> str:
    """Say what a feed is of, where nobody else does."""
    settings, words = edition.settings, edition.words
    if feed.description:
        return feed.description
    if not feed.name:
        return settings.title
    return plain_fill(words.text("feed_about"), site=settings.title, name=feed.name)


def changed(post: Post) -> datetime:
    """Say when an entry changed last: a correction changes it, too."""
    return post.card.updated or post.card.published
