"""Say what the head of each page says of it: titles, feeds, pictures, translations."""

from __future__ import annotations

from types import MappingProxyType

from generator import headlines
from generator.model import Edition, FeedLink, Head, Post, Settings, Term, Translation
from generator.pages.structured import news_article

# The file of each format of feeds, and its media type.
FILES = MappingProxyType({"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"})
TYPES = MappingProxyType(
    {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
)


def feeds(settings: Settings) -> tuple[FeedLink, ...]:
    """Name the feeds of all articles."""
    return _feeds(settings, settings.title, settings.home)


def term_feeds(term: Term, settings: Settings) -> tuple[FeedLink, ...]:
    """Name the feeds of one tag, author or series, where there are such."""
    if not settings.pages.feeds:
        return ()
    return _feeds(settings, f"{term.name} — {settings.title}", term.url)


def _feeds(settings: Settings, title: str, page: str) -> tuple[FeedLink, ...]:
    """Name the feeds that stand beside a page."""
    return tuple(
        FeedLink(title, page + FILES[kind], kind, TYPES[kind]) for kind in settings.feeds.formats
    )


def comments_feed(post: Post) -> str:
    """Give the address of the feed of an article's comments; empty where there are none."""
    return f"{post.card.url}comments.xml" if post.replies else ""


def head(edition: Edition, title: str, url: str, description: str = "") -> Head:
    """Make the head of a page that is no article."""
    settings = edition.settings
    picture, alt = headlines.picture("", settings)
    return Head(
        title=title,
        url=url,
        description=description,
        language=settings.language,
        image=picture,
        image_alt=alt,
        feeds=feeds(settings),
    )


def everywhere(edition: Edition, url: str) -> tuple[Translation, ...]:
    """List the same page in all languages, where each has it at the same place below its home."""
    path = url.removeprefix(edition.settings.home)
    return tuple(Translation(one.language, one.title, one.url + path) for one in edition.homes)


def article_head(edition: Edition, post: Post) -> Head:
    """Make the head of an article."""
    card, settings = post.card, edition.settings
    cover, alt = headlines.picture(card.title, settings)
    if card.cover and (headlines.is_shown(card.cover) or not cover):
        cover, alt = card.cover.picture, card.cover.alt
    return Head(
        title=card.title,
        url=card.url,
        description=card.summary,
        kind="article",
        language=card.language,
        image=cover,
        image_alt=alt,
        published=card.published,
        updated=card.updated,
        authors=tuple(author.name for author in card.authors),
        tags=tuple(tag.name for tag in card.tags),
        feeds=feeds(settings),
        translations=post.translations,
        is_indexed=card.state == "published" and post.is_listed,
        structured=news_article(edition, post, cover),
    )
