"""Plan what is kept of all articles: corrections, sources, and what was updated last.

A correction or a source is of one edition, like the article it is of. Pages of sources are numbered
from the first article that had one, so that a new article changes the newest page alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from generator.model import Card, Cited, Corrected, Edition, Output, Post, Reference, Site
from generator.pages.heads import head
from generator.pages.pagers import address, newest_first, numbered
from generator.pages.paths import page_path
from generator.pages.standing import above, below

SIZE = 50  # corrections, sources or articles on a page
NAMED = 5  # articles that stand beside a source
# The folder of each register and the word that is its heading.
HEADINGS = MappingProxyType(
    {"corrections": "corrections", "sources": "sources", "updated": "updated_list"}
)


def registers(site: Site) -> Iterator[Output]:
    """Plan `corrections.html`, `sources.html` and `updated.html`, those that the site wants.

    `corrections`: tuple of Corrected. `sources`: tuple of Cited. `cards`: tuple of Card.
    `pager`: Pager. `kind` (the page's name) and `heading`: text. `page`: Page or None, `content`:
    its body, or None: what the site itself says stands above.
    """
    wanted = site.settings.pages
    if wanted.corrections:
        yield from _register(site, "corrections", "corrections", tuple(_corrected(site.posts)))
    if wanted.sources:
        yield from _register(site, "sources", "sources", _cited(site.posts))
    if wanted.updated:
        yield from _register(site, "updated", "cards", _updated(site.posts)[:SIZE])


def _register(site: Site, kind: str, name: str, items: Sequence[object]) -> Iterator[Output]:
    """Plan the pages of a register; an empty one says so, for readers look for it."""
    settings = site.settings
    url = f"{settings.home}{kind}/"
    own = above(site, url)
    for some, pager in newest_first(items, SIZE, url):
        data = {"kind": kind, name: some, "pager": pager, "page": None if pager.number else own}
        path = page_path(address(url, pager), settings.root)
        cause = own.path if own else "site.toml"
        yield Output(path, f"{kind}.html", data, cause, more=_of_register)


def _corrected(posts: Iterable[Post]) -> list[Corrected]:
    """List all corrections, newest first; those of one moment in the order of their articles."""
    found = [Corrected(post.card, one) for post in posts for one in reversed(post.corrections)]
    return sorted(found, key=lambda one: one.correction.date, reverse=True)


def _updated(posts: Iterable[Post]) -> tuple[Card, ...]:
    """List what was changed after it was published, the last change first."""
    cards = [post.card for post in posts if post.card.updated]
    return tuple(sorted(cards, key=lambda card: card.updated or card.published, reverse=True))


def _cited(posts: Sequence[Post]) -> tuple[Cited, ...]:
    """List all sources, the newest first; one that several articles have stands with the first."""
    found: dict[str, tuple[Reference, list[Card]]] = {}
    for post in reversed(posts):
        for source in post.sources:
            first, cards = found.setdefault(source.url or source.title, (source, []))
            if source.archived and not first.archived:
                found[source.url or source.title] = replace(first, archived=source.archived), cards
            if cards[-1:] != [post.card]:
                cards.append(post.card)
    listed = [
        Cited(source, _host(source.url), tuple(reversed(cards[-NAMED:])), len(cards))
        for source, cards in found.values()
    ]
    return tuple(reversed(listed))


def _host(url: str) -> str:
    """Name the host of an address, as readers know it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _of_register(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head and the heading of a page of a register; each language has a first one."""
    kind, pager = data["kind"], data["pager"]
    url, heading = f"{edition.settings.home}{kind}/", edition.words.text(HEADINGS[kind])
    if not pager.number:
        said = edition.words.text(f"{kind}_summary")
        return below(edition, url, data["page"], heading, said)
    top = head(edition, numbered(edition, heading, pager), address(url, pager))
    return {"head": top, "heading": heading, "content": None}
