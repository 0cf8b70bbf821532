"""Plan the posts, the standing pages and the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from generator.model import (
    Card,
    Comments,
    Edition,
    FeedLink,
    Leave,
    Output,
    Page,
    Post,
    SeriesPart,
    Settings,
    Site,
)
from generator.pages.heads import TYPES, article_head, comments_feed, head
from generator.pages.paths import page_path
from generator.pages.standing import made
from generator.phrases import plain_fill
from generator.policy import of_comments

RECENT = 5
NEAR = 10  # parts of a series that an article names before and after itself
Parts = tuple[tuple[Card, ...], dict[str, int]]  # of a series, and where each stands among them


def articles(site: Site) -> Iterator[Output]:
    """Plan `post.html` for each post.

    `post`: Post. `content`: its body. `newer`, `older`: Card or None. `related`: tuple of Card.
    `series`: SeriesPart or None. `comments`: Comments.
    """
    cards = [post.card for post in site.posts]
    newer = {older.id: newer for newer, older in pairwise(cards)}
    older = {newer.id: older for newer, older in pairwise(cards)}
    parts: dict[str, Parts] = {}
    for group in site.series:
        whole = tuple(post.card for post in reversed(group.posts))
        parts[group.term.slug] = whole, {card.id: place for place, card in enumerate(whole)}
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
        leave = _leave(post, site.settings)
        yield Output(path, "post.html", data, card.path, more=_of_article, leave=leave)


def _of_article(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give what follows from a post: the head of its page, its body, the place for comments."""
    post: Post = data["post"]
    top = replace(article_head(edition, post), leave=_leave(post, edition.settings))
    comments = _comments(post, edition.settings)
    if comments.feed:
        title = plain_fill(edition.words.text("comments_feed_of"), title=post.card.title)
        own = FeedLink(title, comments.feed, "rss", TYPES["rss"])
        top = replace(top, feeds=(*top.feeds, own))
    return {"head": top, "content": post.body, "comments": comments}


def _series(card: Card, parts: Mapping[str, Parts]) -> SeriesPart | None:
    """Place a post among the parts of its series; of a long one, those around it are named."""
    if not card.series:
        return None
    whole, number = parts[card.series.slug]
    place = number[card.id]
    first = max(0, min(place - NEAR, len(whole) - 2 * NEAR - 1))
    near = whole[first : first + 2 * NEAR + 1]
    return SeriesPart(card.series, near, place + 1, first + 1, len(whole))


def _leave(post: Post, settings: Settings) -> Leave:
    """Say what an article may do: ask for its comments where another host keeps them."""
    return of_comments(settings) if _state(post, settings) == "waiting" else Leave()


def _state(post: Post, settings: Settings) -> str:
    """Say how comments on an article stand before any script has run."""
    provider = settings.comments.provider
    if not post.comments or (provider == "mastodon" and not post.thread):
        return "closed"
    if provider == "files":
        return "ready" if post.replies else "empty"
    return "ready" if provider == "email" else "waiting"


def _comments(post: Post, settings: Settings) -> Comments:
    """Make the place where comments go."""
    taken, card = settings.comments, post.card
    has_thread = bool(post.thread)
    return Comments(
        state=_state(post, settings),
        page_id=card.id,
        page_url=settings.origin + card.url,
        page_title=card.title,
        page_language=card.language,
        email=taken.email,
        provider=taken.provider,
        server=taken.host if taken.is_remote else "",
        host=taken.origin.partition("//")[2] if taken.is_remote else "",
        thread=post.thread,
        thread_id=post.thread.rpartition("/")[2] if has_thread else f"/{card.id}",
        replies=post.replies,
        count=post.replied,
        feed=comments_feed(post),
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
    """Plan `404.html`, which hosts show for what is not there. `recent`: tuple of Card."""
    data = {"recent": tuple(post.card for post in site.posts[:RECENT])}
    path = page_path(f"{site.settings.home}404.html", site.settings.root)
    yield Output(path, "404.html", data, "layouts/404.html", more=_of_nothing)


def _of_nothing(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head of the page for what is not there."""
    del data
    url = f"{edition.settings.home}404.html"
    return {"head": replace(head(edition, edition.words.text("not_found"), url), is_indexed=False)}
