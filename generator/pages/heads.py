"""Say what the head of each page says of it: titles, feeds, and data for search engines.

The structured data follow schema.org's NewsArticle, BreadcrumbList and WebSite.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator import headlines
from generator.dates import rfc3339
from generator.model import Card, Edition, FeedLink, Head, Post, Settings, Term, Translation

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
    if card.cover:
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
        structured=news_article(post, settings),
    )


def news_article(post: Post, settings: Settings) -> Mapping[str, object]:
    """Describe an article to machines, in the words of schema.org."""
    card, origin = post.card, settings.origin
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": origin + card.url,
        "url": origin + card.url,
        "headline": card.title,
        "datePublished": rfc3339(card.published),
        "dateModified": rfc3339(card.updated or card.published),
        "inLanguage": card.language,
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": settings.title,
            "url": settings.base_url,
        },
        "isAccessibleForFree": True,
    }
    if card.summary:
        data["description"] = card.summary
    if card.authors:
        data["author"] = tuple(
            {"@type": "Person", "name": author.name}
            | ({"url": origin + author.url} if author.url else {})
            for author in card.authors
        )
    if card.tags:
        data["keywords"] = tuple(tag.name for tag in card.tags)
    data |= _picture(card, origin)
    data |= _record(post)
    return data


def _picture(card: Card, origin: str) -> Mapping[str, object]:
    """Describe the lead picture."""
    if not card.cover:
        return {}
    picture = card.cover.picture
    image: dict[str, object] = {
        "@type": "ImageObject",
        "url": origin + picture.url,
        "width": picture.width,
        "height": picture.height,
    }
    if card.cover.caption:
        image["caption"] = card.cover.caption
    if card.cover.credit:
        image["creditText"] = card.cover.credit
    return {"image": image}


def _record(post: Post) -> Mapping[str, object]:
    """Describe what was corrected, and what the article stands on."""
    data: dict[str, object] = {}
    if post.corrections:
        data["correction"] = tuple(
            {
                "@type": "CorrectionComment",
                "text": correction.text,
                "datePublished": rfc3339(correction.date),
            }
            for correction in post.corrections
        )
    if post.sources:
        data["citation"] = tuple(
            {"@type": "CreativeWork", "name": source.title}
            | ({"url": source.url} if source.url else {})
            | ({"archivedAt": source.archived} if source.archived else {})
            for source in post.sources
        )
    return data


def website(settings: Settings) -> Mapping[str, object]:
    """Describe the publication to machines."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": settings.title,
        "url": settings.base_url,
        "inLanguage": settings.language,
    }
    return data | ({"description": settings.description} if settings.description else {})
