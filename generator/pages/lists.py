"""Plan the front page, the lists of tags, authors and series, and their indexes.

Pages of a list are numbered from the oldest: `/page/1/` holds the first posts ever, so that a new
post changes the newest page alone and a link to a page keeps its posts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from generator.model import Card, Count, Edition, Group, Output, Pager, Post, Site, Term
from generator.pages.heads import everywhere, head, term_feeds
from generator.pages.paths import page_path
from generator.pages.structured import collection, website
from generator.phrases import plain_fill

TOPICS = 12
# The folder of each kind of index, and the word that is its heading.
INDEXES = MappingProxyType(
    {
        "tag": ("tags", "tags"),
        "author": ("authors", "authors"),
        "series": ("series", "series_all"),
    }
)


def front_page(site: Site) -> Iterator[Output]:
    """Plan `home.html`. `cards`: tuple of Card. `pager`: Pager. `topics`: tuple of Count.

    Its older pages are lists of the kind "posts".
    """
    settings = site.settings
    first, *older = _pages(site, settings.home, site.posts)
    topics = sorted(map(_count, site.tags), key=lambda one: -one.count)[:TOPICS]
    data = {"cards": first[0], "pager": first[1], "topics": tuple(topics)}
    path = page_path(settings.home, settings.root)
    yield Output(path, "home.html", data, "site.toml", more=_of_front_page)
    for cards, pager in older:
        data = {
            "term": None,
            "kind": "posts",
            "description": "",
            "links": (),
            "cards": cards,
            "pager": pager,
        }
        path = page_path(f"{settings.home}page/{pager.number}/", settings.root)
        yield Output(path, "list.html", data, "site.toml", more=_of_older)


def _of_front_page(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head of the front page."""
    del data
    settings = edition.settings
    top = head(edition, settings.title, settings.home, settings.description)
    translations = everywhere(edition, settings.home)
    return {"head": replace(top, structured=website(edition), translations=translations)}


def _of_older(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head, the heading and the feed of an older page of the front page."""
    settings, number = edition.settings, data["pager"].number
    heading = _numbered(edition, edition.words.text("all_articles"), number)
    top = head(edition, heading, f"{settings.home}page/{number}/")
    return {"head": top, "heading": heading, "feeds": ()}


def _numbered(edition: Edition, heading: str, number: int) -> str:
    """Name a page of a list; the first one that readers see has no number."""
    if not number:
        return heading
    return plain_fill(edition.words.text("page_number"), heading=heading, number=number)


def group_pages(site: Site) -> Iterator[Output]:
    """Plan `list.html` for each tag, author and series.

    `heading`, `kind` ("posts", "tag", "author" or "series"), `description`: text. `term`: Term or
    None. `links`: tuple of Anchor. `feeds`: tuple of FeedLink. `cards`: tuple of Card. `pager`:
    Pager.
    """
    for group in (*site.tags, *site.authors, *site.series):
        for cards, pager in _pages(site, group.term.url, group.posts):
            yield _group_page(site, group, cards, pager)


def _group_page(site: Site, group: Group, cards: tuple[Card, ...], pager: Pager) -> Output:
    """Plan one page of a group."""
    term = group.term
    url = f"{term.url}page/{pager.number}/" if pager.number else term.url
    data = {
        "term": term,
        "kind": term.kind,
        "description": "" if pager.number else group.description,
        "links": group.links,
        "cards": cards,
        "pager": pager,
        "translations": () if pager.number else group.translations,
    }
    path, cause = page_path(url, site.settings.root), group.posts[0].card.path
    return Output(path, "list.html", data, cause, more=_of_group)


def _of_group(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head, the heading and the feed of a page of a group."""
    term: Term = data["term"]
    number, settings = data["pager"].number, edition.settings
    url = f"{term.url}page/{number}/" if number else term.url
    feeds = term_feeds(term, settings)
    top = head(edition, _numbered(edition, term.name, number), url, data["description"])
    return {
        "head": replace(
            top,
            feeds=(*feeds, *top.feeds),
            translations=data["translations"],
            structured={} if number else _structured(edition, data),
        ),
        "heading": term.name,
        "feeds": feeds,
    }


def _structured(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Describe a tag, an author or a series to machines, and the way that leads there."""
    term: Term = data["term"]
    folder, word = INDEXES[term.kind]
    index = edition.words.text(word), f"{edition.settings.home}{folder}/"
    return collection(edition, term, data["description"], data["links"], index)


def _pages(site: Site, url: str, posts: tuple[Post, ...]) -> list[tuple[tuple[Card, ...], Pager]]:
    """Cut a list, newest first, into pages: the one readers see first, then all, numbered.

    The first page holds the newest posts whatever their page; its link to older ones leads to
    the numbered page on which the next post stands.
    """
    size = site.settings.page_size
    cards = tuple(post.card for post in posts)
    if len(cards) <= size:
        return [(cards, Pager(0, "", ""))]
    last = -(-len(cards) // size)
    next_older = (len(cards) - size - 1) // size + 1
    pages = [(cards[:size], Pager(0, "", f"{url}page/{next_older}/"))]
    for number in range(last, 0, -1):
        end = len(cards) - (number - 1) * size
        newer = f"{url}page/{number + 1}/" if number < last else url
        older = f"{url}page/{number - 1}/" if number > 1 else ""
        pages.append((cards[max(0, end - size) : end], Pager(number, newer, older)))
    return pages


def indexes(site: Site) -> Iterator[Output]:
    """Plan `terms.html` for all tags, authors and series. `counts`: tuple of Count.

    `heading` and `kind` are text, as in `list.html`.
    """
    settings = site.settings
    for kind, groups in (("tag", site.tags), ("author", site.authors), ("series", site.series)):
        if not groups and kind != "tag":
            continue
        url = f"{settings.home}{INDEXES[kind][0]}/"
        data = {"kind": kind, "counts": tuple(map(_count, groups))}
        yield Output(page_path(url, settings.root), "terms.html", data, "site.toml", more=_of_index)


def _of_index(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head and the heading of an index; each language has one of tags."""
    kind: str = data["kind"]
    folder, word = INDEXES[kind]
    heading, url = edition.words.text(word), f"{edition.settings.home}{folder}/"
    top = head(edition, heading, url)
    others = everywhere(edition, url) if kind == "tag" else ()
    return {"head": replace(top, translations=others), "heading": heading}


def _count(group: Group) -> Count:
    """Say how many posts a group has."""
    return Count(group.term, group.description, len(group.posts))
