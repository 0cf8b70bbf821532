"""Plan the sitemaps (sitemaps.org, protocol 0.9): every page to be found, and the newest.

Dates are those of the content, never of the build. A site of more pages than one sitemap may name
has several, cut from the oldest article on, so that a new one changes the last of them alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from generator.dates import rfc3339
from generator.model import Card, Group, Kit, Output, Post, Site
from generator.pages.standing import made
from generator.pages.xml import text

Place = tuple[str, datetime | None]
Pictures = Mapping[str, tuple[str, ...]]
MOST = 50_000  # addresses in one file
HEAVIEST = 40_000_000  # bytes, as they are estimated here; the protocol's end is 50 MB
LONGEST = 2_000  # bytes of an address, with what stands around it
MOST_PICTURES = 1_000  # of one page
NEWEST = 1_000  # articles in a sitemap of news
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
DECLARED = '<?xml version="1.0" encoding="utf-8"?>'


def sitemaps(site: Site) -> Iterator[Output]:
    """Plan sitemap.xml: all pages, or an index of several sitemaps; and the news, if there are."""
    places: list[Place] = []
    posts: list[Post] = []
    for one in site.whole:
        out = [post for post in one.posts if post.card.state == "published"]
        newest = max((post.card.updated or post.card.published for post in out), default=None)
        places += _places(one, newest)
        posts += out
    if _is_one(posts, places):
        data = {"places": tuple(places), **_data(posts)}
        yield Output("sitemap.xml", sitemap_view, data, "site.toml")
    else:
        yield from _several(posts, places)
    yield from _news(site)


def _is_one(posts: list[Post], places: list[Place]) -> bool:
    """Tell whether one sitemap can hold all; only where it may not is it weighed exactly."""
    number = len(posts) + len(places)
    most = LONGEST * (number + sum(len(post.body.pictures) + 1 for post in posts))
    return number <= MOST and (most <= HEAVIEST or len(list(_parts(posts))) <= 1)


def _several(posts: list[Post], places: list[Place]) -> Iterator[Output]:
    """Plan an index, and the sitemaps that it names."""
    found: list[Place] = []
    for number, some in enumerate(_parts(posts), 1):
        path = f"sitemap-{number}.xml"
        yield Output(path, sitemap_view, {"places": (), **_data(some)}, "site.toml")
        found.append((path, max(post.card.updated or post.card.published for post in some)))
    for number, part in enumerate(_cut(places), 1):
        path = f"sitemap-pages-{number}.xml"
        data = {"places": tuple(part), **_data(())}
        yield Output(path, sitemap_view, data, "site.toml")
        found.append((path, max((moment for _, moment in part if moment), default=None)))
    yield Output("sitemap.xml", index_view, {"parts": tuple(found)}, "site.toml")


def _data(posts: Iterable[Post]) -> dict[str, object]:
    """Give what a sitemap says of articles: the faces that lists show, and the pictures in them."""
    pictures = {post.card.url: found for post in posts if (found := _pictures(post))}
    return {"cards": tuple(post.card for post in posts), "pictures": pictures}


def _pictures(post: Post) -> tuple[str, ...]:
    """List the pictures of an article, the lead first."""
    cover = post.card.cover
    shown = [cover.picture.url] if cover else []
    shown += [picture.url for picture in post.body.pictures.values()]
    return tuple(dict.fromkeys(shown))[:MOST_PICTURES]


def _parts(posts: list[Post]) -> Iterator[list[Post]]:
    """Cut all articles, the oldest first, into what one sitemap may hold."""
    some: list[Post] = []
    weight = 0
    for post in sorted(posts, key=lambda one: (one.card.published, one.card.url)):
        own = 120 + 2 * len(post.card.url) + sum(60 + 2 * len(one) for one in _pictures(post))
        if some and (len(some) == MOST or weight + own > HEAVIEST):
            yield some
            some, weight = [], 0
        some.append(post)
        weight += own
    if some:
        yield some


def _cut(places: list[Place]) -> Iterator[list[Place]]:
    """Cut all else into what one sitemap may hold."""
    yield from (places[first : first + MOST] for first in range(0, len(places), MOST))


def _places(site: Site, newest: datetime | None) -> Iterator[Place]:
    """List what one language has beside articles."""
    settings = site.settings
    yield settings.home, newest
    places = {page.url: page.updated for page in site.pages if page.is_listed}
    yield from places.items()
    yield from map(_group, (*site.tags, *site.authors, *site.series))
    indexes = [f"{settings.home}tags/"]
    indexes += [f"{settings.home}archive/"] if settings.pages.archive else []
    indexes += [f"{settings.home}search/"] if settings.search.enabled else []
    indexes += [f"{settings.home}authors/"] if site.authors else []
    indexes += [f"{settings.home}series/"] if site.series else []
    yield from ((url, newest) for url in sorted({*indexes, *made(settings)} - places.keys()))


def _group(group: Group) -> Place:
    """Date a list by the newest change among its posts."""
    cards = [post.card for post in group.posts]
    return group.term.url, max(card.updated or card.published for card in cards)


def sitemap_view(
    kit: Kit, places: tuple[Place, ...], cards: tuple[Card, ...], pictures: Pictures
) -> bytes:
    """Write a sitemap: the front page, then articles, then all else."""
    origin = kit.settings.origin
    posts = ((card.url, card.updated or card.published) for card in cards)
    space = f' xmlns:image="{IMAGES}"' if pictures else ""
    lines = [DECLARED, f'<urlset xmlns="{SPACE}"{space}>']
    for url, moment in (*places[:1], *posts, *places[1:]):
        shown = (text(origin + one) for one in pictures.get(url, ()))
        images = "".join(
            f"<image:image><image:loc>{one}</image:loc></image:image>" for one in shown
        )
        lines.append(f"<url>{_dated(origin + url, moment)}{images}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode("utf-8")


def index_view(kit: Kit, parts: tuple[Place, ...]) -> bytes:
    """Write the index of several sitemaps."""
    lines = [DECLARED, f'<sitemapindex xmlns="{SPACE}">']
    base = kit.settings.base_url
    lines += [f"<sitemap>{_dated(base + path, moment)}</sitemap>" for path, moment in parts]
    return "\n".join([*lines, "</sitemapindex>", ""]).encode("utf-8")


def _dated(url: str, moment: datetime | None) -> str:
    """Write an address, and when what is there changed."""
    changed = f"<lastmod>{rfc3339(moment)}</lastmod>" if moment else ""
    return f"<loc>{text(url)}</loc>{changed}"


def _news(site: Site) -> Iterator[Output]:
    """Plan sitemap-news.xml: the articles of the last two days, in Google's words for news."""
    named = [(one.settings, card) for one in site.whole for card in one.news]
    named.sort(key=lambda one: one[1].published, reverse=True)
    found = tuple(
        (settings.title, _language(settings.language), card) for settings, card in named[:NEWEST]
    )
    if found:
        yield Output("sitemap-news.xml", news_view, {"found": found}, "site.toml")


def _language(code: str) -> str:
    """Give a language as news are told it: two or three letters, but for Chinese."""
    low = code.lower()
    if low in ("zh-cn", "zh-tw"):
        return low
    return low.partition("-")[0]


def news_view(kit: Kit, found: tuple[tuple[str, str, Card], ...]) -> bytes:
    """Write the sitemap of news."""
    lines = [DECLARED, f'<urlset xmlns="{SPACE}" xmlns:news="{NEWS}">']
    for name, language, card in found:
        paper = f"<news:name>{text(name)}</news:name><news:language>{language}</news:language>"
        lines.append(
            f"<url><loc>{text(kit.settings.origin + card.url)}</loc><news:news>"
            f"<news:publication>{paper}</news:publication>"
            f"<news:publication_date>{rfc3339(card.published)}</news:publication_date>"
            f"<news:title>{text(card.title)}</news:title></news:news></url>"
        )
    return "\n".join([*lines, "</urlset>", ""]).encode("utf-8")
