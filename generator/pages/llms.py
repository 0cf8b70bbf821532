"""Plan llms.txt (llmstxt.org): what is here, for programs that read for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import unquote

from generator.model import Card, FeedLink, Kit, Output, Page, Settings, Site
from generator.pages.heads import feeds

NEWEST = 50  # articles
Line = tuple[str, str, str, str]  # the section, the words, the address, what is said of it


def llms(site: Site) -> Iterator[Output]:
    """Plan one for each language; nothing is in it that lists do not show."""
    for one in site.whole if site.settings.pages.llms else ():
        out = (post.card for post in one.posts if post.card.state == "published")
        cards = tuple(card for card, _ in zip(out, range(NEWEST), strict=False))
        lines = (
            *map(_article, cards),
            *(("Tags", group.term.name, group.term.url, group.description) for group in one.tags),
            *(_page(page) for page in one.pages if page.is_listed),
            *map(_feed, feeds(one.settings)),
        )
        path = unquote(f"{one.settings.prefix}llms.txt")
        yield Output(path, llms_view, {"code": one.code, "lines": lines}, "site.toml")


def _article(card: Card) -> Line:
    return "Articles", card.title, card.url, card.summary


def _page(page: Page) -> Line:
    return "Pages", page.title, page.url, page.summary


def _feed(feed: FeedLink) -> Line:
    return "Feeds", feed.format, feed.url, feed.type


def llms_view(kit: Kit, code: str, lines: tuple[Line, ...]) -> bytes:
    """Write the file: a heading, what the site is, and a section of links for each kind."""
    return ("\n".join(_written(kit.edition(code).settings, lines)) + "\n").encode(
        "utf-8", "replace"
    )


def _written(settings: Settings, lines: Iterable[Line]) -> Iterator[str]:
    """Write it line by line."""
    yield f"# {_plain(settings.title)}"
    if settings.description:
        yield ""
        yield f"> {_plain(settings.description)}"
    for section, some in groupby(lines, key=lambda line: line[0]):
        yield from ("", f"## {section}", "")
        for _, words, url, about in some:
            more = f": {_plain(about)}" if about else ""
            yield f"- [{_plain(words)}]({settings.origin}{_address(url)}){more}"


def _plain(text: str) -> str:
    """Fold blanks, and let no sign of a text begin a link or anything else of Markdown."""
    folded = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\[]`*_<" else sign for sign in folded)


def _address(url: str) -> str:
    """Let no bracket end the link that an address stands in."""
    return url.replace("(", "%28").replace(")", "%29")
