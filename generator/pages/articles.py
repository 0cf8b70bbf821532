"""Plan the posts, the standing pages and the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from generator.model import Card, Comments, Edition, Output, Page, Post, SeriesPart, Settings, Site
from generator.pages.heads import article_head, head
from generator.pages.paths import page_path
from generator.pages.standing import made

RECENT = 5


def articles(site: Site) -> Iterator[Output]:
    """Plan `post.html` for each post.

    `post`: Post. `content`: its body. `newer`, `older`: Card or None. `related`: tuple of Card.
    `series`: SeriesPart or None. `comments`: Comments.
    """
    cards = [post.card for post in site.posts]
    newer = {older.id: newer for newer, older in pairwise(cards)}
    older = {newer.id: older for newer, older in pairwise(cards)}
    parts = {
        group.term.slug: tuple(post.card for post in reversed(group.posts)) for group in site.series
    }
    for post in (*site.posts, *site.unlisted):
        card = post.card
        data = {
            "post": post,
            "newer": newer.get(card.id),
            "older": older.get(card.id),
            "related": site.related.get(card.id, ()),
            "series": _series(card, parts),
        }
        path = page_path(card.url, site.settings.root)
        yield Output(path, "post.html", data, card.path, more=_of_article)


def _of_article(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give what follows from a post: the head of its page, its body, the place for comments."""
    post: Post = data["post"]
    return {
        "head": article_head(edition, post),
        "content": post.body,
        "comments": _comments(post, edition.settings),
    }


def _series(card: Card, parts: dict[str, tuple[Card, ...]]) -> SeriesPart | None:
    """Place a post among the parts of its series."""
    if not card.series:
        return None
    whole = parts[card.series.slug]
    return SeriesPart(card.series, whole, whole.index(card) + 1)


def _comments(post: Post, settings: Settings) -> Comments:
    """Make the place where comments go."""
    return Comments(
        state="waiting" if post.comments else "closed",
        page_id=post.card.id,
        page_url=settings.origin + post.card.url,
        page_title=post.card.title,
        page_language=post.card.language,
        email=settings.comments.email,
    )


def standing_pages(site: Site) -> Iterator[Output]:
    """Plan `page.html` for each standing page. `page`: Page. `content`: its body."""
    settings = site.settings
    for page in site.pages:
        if page.url in made(settings):
            continue  # it stands above what the program writes there
        path = page_path(page.url, settings.root)
        yield Output(path, "page.html", {"page": page}, page.path, more=_of_page)


def _of_page(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head of a standing page, and its body."""
    page: Page = data["page"]
    top = replace(
        head(edition, page.title, page.url, page.summary),
        is_indexed=page.is_listed,
        translations=page.translations,
    )
    return {"head": top, "content": page.body}


def not_found(site: Site) -> Iterator[Output]:
    """Plan `404.html`. `recent`: tuple of Card."""
    data = {"recent": tuple(post.card for post in site.posts[:RECENT])}
    yield Output("404.html", "404.html", data, "layouts/404.html", more=_of_nothing)


def _of_nothing(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head of the page for what is not there."""
    del data
    url = f"{edition.settings.root}404.html"
    return {"head": replace(head(edition, edition.words.text("not_found"), url), is_indexed=False)}
