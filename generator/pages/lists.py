"""Plan the front page, the lists of tags, authors and series, and their indexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from generator.model import Card, Count, Edition, Group, Output, Pager, Post, Site, Term
from generator.pages.heads import everywhere, head, term_feeds
from generator.pages.pagers import address, newest_first, numbered, oldest_first
from generator.pages.paths import page_path
from generator.pages.structured import collection, website

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
    first, *older = newest_first(_cards(site.posts), settings.page_size, settings.home)
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
            "related": (),
            "cards": cards,
            "pager": pager,
        }
        path = page_path(address(settings.home, pager), settings.root)
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
    home, pager = edition.settings.home, data["pager"]
    heading = numbered(edition, edition.words.text("all_articles"), pager)
    top = head(edition, heading, address(home, pager))
    return {"head": top, "heading": heading, "feeds": ()}


def group_pages(site: Site) -> Iterator[Output]:
    """Plan `list.html` for each tag, author and series.

    `heading`, `kind` ("posts", "tag", "author" or "series"), `description`: text. `term`: Term or
    None. `links`: tuple of Anchor. `related`: tuple of Term. `feeds`: tuple of FeedLink. `cards`:
    tuple of Card. `pager`: Pager. A series is read from its first part on, all else from the
    newest.
    """
    size = site.settings.page_size
    for group in (*site.tags, *site.authors):
        for cards, pager in newest_first(_cards(group.posts), size, group.term.url):
            yield _group_page(site, group, cards, pager)
    for group in site.series:
        for cards, pager in oldest_first(_cards(group.posts[::-1]), size, group.term.url):
            yield _group_page(site, group, cards, pager)


def _cards(posts: tuple[Post, ...]) -> tuple[Card, ...]:
    """Give what lists may see of posts."""
    return tuple(post.card for post in posts)


def _group_page(site: Site, group: Group, cards: tuple[Card, ...], pager: Pager) -> Output:
    """Plan one page of a group."""
    term = group.term
    data = {
        "term": term,
        "kind": term.kind,
        "description": "" if pager.number else group.description,
        "links": group.links,
        "related": () if pager.number else group.related,
        "cards": cards,
        "pager": pager,
        "translations": () if pager.number else group.translations,
    }
    path = page_path(address(term.url, pager), site.settings.root)
    cause = group.posts[0].card.path
    return Output(path, "list.html", data, cause, more=_of_group)


def _of_group(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head, the heading and the feed of a page of a group."""
    term: Term = data["term"]
    pager = data["pager"]
    feeds = term_feeds(term, edition.settings)
    name = numbered(edition, term.name, pager)
    top = head(edition, name, address(term.url, pager), data["description"])
    return {
        "head": replace(
            top,
            feeds=(*feeds, *top.feeds),
            translations=data["translations"],
            structured={} if pager.number else _structured(edition, data),
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
