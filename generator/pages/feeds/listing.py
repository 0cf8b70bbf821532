"""Plan the page that says what each feed is for, and the list of all feeds for feed readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Edition, Group, Kit, Output, Site, Term
from generator.pages.feeds.naming import address
from generator.pages.heads import FILES, TYPES
from generator.pages.paths import page_path
from generator.pages.standing import above, below
from generator.pages.xml import element, opened

NAMES = ("tags", "authors", "series")


def feed_pages(site: Site) -> Iterator[Output]:
    """Plan `feeds.html` and feeds.opml. `tags`, `authors`, `series`: tuple of Term.

    `page`: Page or None, `content`: its body, or None: what the site says itself stands above.
    """
    settings = site.settings
    has_groups = settings.pages.feeds
    found = (site.tags, site.authors, site.series)
    groups: dict[str, tuple[Term, ...]] = {
        name: _terms(some if has_groups else ()) for name, some in zip(NAMES, found, strict=True)
    }
    url = f"{settings.home}feeds/"
    own = above(site, url)
    cause = own.path if own else "site.toml"
    place = page_path(url, settings.root)
    yield Output(place, "feeds.html", {**groups, "page": own}, cause, more=_of_feeds)
    path = page_path(f"{settings.home}feeds.opml", settings.root)
    yield Output(path, opml, {**groups, "code": site.code}, "site.toml")


def _terms(groups: tuple[Group, ...]) -> tuple[Term, ...]:
    """List what groups are of."""
    return tuple(group.term for group in groups)


def _of_feeds(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head of the page, and the file's name and media type of each term's first feed."""
    kind = edition.settings.feeds.formats[0]
    url, words = f"{edition.settings.home}feeds/", edition.words
    told = below(edition, url, data["page"], words.text("feeds"), words.text("feeds_summary"))
    return {**told, "file": FILES[kind], "type": TYPES[kind]}


def opml(
    kit: Kit,
    code: str,
    tags: tuple[Term, ...],
    authors: tuple[Term, ...],
    series: tuple[Term, ...],
) -> bytes:
    """Write the list of feeds in OPML 2.0 (opml.org/spec2.opml), which feed readers import."""
    edition = kit.edition(code)
    settings, words = edition.settings, edition.words
    kind = settings.feeds.formats[0]
    lines = ['<?xml version="1.0" encoding="utf-8"?>', opened("opml", version="2.0")]
    lines += ["<head>", element("title", settings.title), "</head>", "<body>"]
    lines.append(_outline(edition, settings.title, settings.home, kind))
    for name, terms in zip(NAMES, (tags, authors, series), strict=True):
        if terms:
            lines.append(opened("outline", text=words.text(name)))
            lines += [_outline(edition, term.name, term.url, kind) for term in terms]
            lines.append("</outline>")
    lines.append("</body>\n</opml>\n")
    return "\n".join(lines).encode("utf-8")


def _outline(edition: Edition, title: str, page: str, kind: str) -> str:
    """Name one feed."""
    origin, language = edition.settings.origin, edition.settings.language
    return element(
        "outline",
        type="rss",  # whatever the format: so the specification has it
        text=title,
        title=title,
        xmlUrl=origin + address(page, kind),
        htmlUrl=origin + page,
        language=language,
    )
