"""Plan the front page, the lists of tags, authors and series, and their indexes.

Pages of a list are numbered from the oldest: `/page/1/` holds the first posts ever, so that a new
post changes the newest page alone and a link to a page keeps its posts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model import Card, Count, Group, Output, Pager, Post, Site
from generator.pages.heads import group_feed, head, website
from generator.pages.paths import page_path

TOPICS = 12
INDEXES = {
    "tag": ("tags", "Tags"),
    "author": ("authors", "Authors"),
    "series": ("series", "Series"),
}


def front_page(site: Site) -> Iterator[Output]:
    """Plan `home.html`. `cards`: tuple of Card. `pager`: Pager. `topics`: tuple of Count.

    Its older pages are lists of the kind "posts".
    """
    settings = site.settings
    top = head(site, settings.title, settings.root, settings.description)
    first, *older = _pages(site, settings.root, site.posts)
    cards, pager = first
    topics = sorted(map(_count, site.tags), key=lambda one: -one.count)[:TOPICS]
    data = {
        "head": replace(top, structured=website(settings)),
        "cards": cards,
        "pager": pager,
        "topics": tuple(topics),
    }
    yield Output("index.html", "home.html", data, "site.toml")
    for cards, pager in older:
        url = f"{settings.root}page/{pager.number}/"
        heading = f"All articles, page {pager.number}"
        data = {
            "head": head(site, heading, url),
            "heading": heading,
            "kind": "posts",
            "description": "",
            "links": (),
            "feed": f"{settings.root}feed.xml",
            "cards": cards,
            "pager": pager,
        }
        yield Output(page_path(url, settings.root), "list.html", data, "site.toml")


def group_pages(site: Site) -> Iterator[Output]:
    """Plan `list.html` for each tag, author and series.

    `heading`, `kind` ("posts", "tag", "author" or "series"), `description`: text. `links`: tuple
    of Anchor. `feed`: address, or empty. `cards`: tuple of Card. `pager`: Pager.
    """
    for group in (*site.tags, *site.authors, *site.series):
        for cards, pager in _pages(site, group.term.url, group.posts):
            yield _group_page(site, group, cards, pager)


def _group_page(site: Site, group: Group, cards: tuple[Card, ...], pager: Pager) -> Output:
    """Plan one page of a group."""
    term, settings = group.term, site.settings
    url = f"{term.url}page/{pager.number}/" if pager.number else term.url
    title = f"{term.name}, page {pager.number}" if pager.number else term.name
    feeds = (group_feed(group, settings),) if settings.pages.feeds else ()
    top = head(site, title, url, group.description)
    data = {
        "head": replace(top, feeds=(*top.feeds, *feeds)),
        "heading": term.name,
        "kind": term.kind,
        "description": "" if pager.number else group.description,
        "links": group.links,
        "feed": feeds[0].url if feeds else "",
        "cards": cards,
        "pager": pager,
    }
    return Output(page_path(url, settings.root), "list.html", data, group.posts[0].card.path)


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
    for kind, groups in (("tag", site.tags), ("author", site.authors), ("series", site.series)):
        folder, heading = INDEXES[kind]
        if not groups and kind != "tag":
            continue
        url = f"{site.settings.root}{folder}/"
        data = {
            "head": head(site, heading, url),
            "heading": heading,
            "kind": kind,
            "counts": tuple(map(_count, groups)),
        }
        yield Output(page_path(url, site.settings.root), "terms.html", data, "site.toml")


def _count(group: Group) -> Count:
    """Say how many posts a group has."""
    return Count(group.term, group.description, len(group.posts))
