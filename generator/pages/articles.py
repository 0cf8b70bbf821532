"""Plan the posts, the standing pages and the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from generator.model import Card, Comments, Output, Post, SeriesPart, Site
from generator.pages.heads import article_head, head
from generator.pages.paths import page_path

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
    for post in site.posts:
        card = post.card
        data = {
            "head": article_head(site, post),
            "post": post,
            "content": post.body,
            "newer": newer.get(card.id),
            "older": older.get(card.id),
            "related": site.related.get(card.id, ()),
            "series": _series(card, parts),
            "comments": _comments(post, site),
        }
        yield Output(page_path(card.url, site.settings.root), "post.html", data, card.path)


def _series(card: Card, parts: dict[str, tuple[Card, ...]]) -> SeriesPart | None:
    """Place a post among the parts of its series."""
    if not card.series:
        return None
    whole = parts[card.series.slug]
    return SeriesPart(card.series, whole, whole.index(card) + 1)


def _comments(post: Post, site: Site) -> Comments:
    """Make the place where comments go."""
    return Comments(
        state="waiting" if post.comments else "closed",
        page_id=post.card.id,
        page_url=site.settings.origin + post.card.url,
        page_title=post.card.title,
        page_language=post.card.language,
        email=site.settings.comments.email,
    )


def standing_pages(site: Site) -> Iterator[Output]:
    """Plan `page.html` for each standing page. `page`: Page. `content`: its body."""
    for page in site.pages:
        top = head(site, page.title, page.url, page.summary)
        data = {"head": top, "page": page, "content": page.body}
        yield Output(page_path(page.url, site.settings.root), "page.html", data, page.path)


def not_found(site: Site) -> Iterator[Output]:
    """Plan `404.html`. `recent`: tuple of Card."""
    title = "Page not found"
    top = head(site, title, f"{site.settings.root}404.html")
    data = {
        "head": replace(top, is_indexed=False),
        "recent": tuple(post.card for post in site.posts[:RECENT]),
    }
    yield Output("404.html", "404.html", data, "layouts/404.html")
