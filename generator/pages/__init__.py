"""List every kind of page, and plan them all.

Invariant: nothing here reads a file or the clock, and no kind of page knows another's outputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from generator.copies import collisions
from generator.model import Output, Site
from generator.pages.archive import archive
from generator.pages.articles import articles, not_found, standing_pages
from generator.pages.assets import assets
from generator.pages.feeds import feeds
from generator.pages.feeds.comments import comment_feeds
from generator.pages.feeds.listing import feed_pages
from generator.pages.hosting import hosting, limits, unknown_pages
from generator.pages.lists import front_page, group_pages, indexes
from generator.pages.llms import llms
from generator.pages.previews import previews
from generator.pages.redirects import redirects
from generator.pages.registers import registers
from generator.pages.report import report
from generator.pages.search import search
from generator.pages.sitemaps import sitemaps
from generator.pages.wellknown import robots, well_known
from generator.problems import Finding
from generator.slugs import collision_key

# What each language has.
PAGES = (
    articles,
    standing_pages,
    not_found,
    front_page,
    group_pages,
    indexes,
    archive,
    registers,
    feeds,
    feed_pages,
    comment_feeds,
)
# What stands once, for all of them.
ONCE = (
    search,
    sitemaps,
    robots,
    llms,
    well_known,
    hosting,
    redirects,
    assets,
    previews,
)


def plan(site: Site) -> tuple[dict[str, Output], tuple[Finding, ...]]:
    """List every file the site should have, by path, and the files that want one another's."""
    planned: dict[str, Output] = {}
    owners: dict[str, Output] = {}
    findings = [*limits(site)]
    for output in chain(_all(site), report(site, planned)):
        if not _is_inside(output.path):
            findings.append(_outside(output))
            continue
        name = collision_key(output.path)
        first = owners.setdefault(name, output)
        if first is output:
            planned[output.path] = output
        else:
            findings.append(_collision(first, output))
    findings += _in_the_way(owners)
    findings += unknown_pages(site, planned)
    findings += collisions(site.settings, planned)
    return planned, tuple(findings)


def _all(site: Site) -> Iterator[Output]:
    """List every file but the report, which counts the others."""
    for one in site.whole:
        for kind in PAGES:
            made = kind(one)
            yield from (replace(output, edition=one.code) for output in made) if one.code else made
    for kind in ONCE:
        yield from kind(site)


def _is_inside(path: str) -> bool:
    """Tell whether a path stays in output/, on every system."""
    parts = path.split("/")
    return not ({"", ".", ".."} & set(parts)) and not {"\\", "\0", ":"} & set(path)


def _outside(output: Output) -> Finding:
    """Say that a page would be written where none may be."""
    message = f'the address "/{output.path}" leads out of the site'
    hint = "write an address such as /old/name/"
    return Finding(output.cause, 0, message, hint, rule="address-taken")


def _collision(first: Output, second: Output) -> Finding:
    """Say that two pages want one address, at the file whose author can mend it."""
    if not second.cause.startswith("content/"):
        first, second = second, first
    if first.cause == second.cause and not second.offset:
        first, second = second, first
    address = "/" + second.path.removesuffix("index.html")
    other = first.cause if first.cause.startswith("content/") else "a page of the site's own"
    message = f'the address "{address}" is already that of {other}'
    hint = "give this one another slug, date or alias"
    if first.cause == second.cause:
        message, hint = f'the address "{address}" is already that of this article', "take it out"
    elif not _is_same(first, second):
        message = f'the address "{address}" can\'t stand beside "/{first.path}" of {other}'
    return Finding(second.cause, second.offset, message, hint, rule="address-taken")


def _is_same(first: Output, second: Output) -> bool:
    """Ask whether two pages want one file, and not one a file where the other wants a folder."""
    return collision_key(first.path) == collision_key(second.path)


def _in_the_way(owners: dict[str, Output]) -> Iterable[Finding]:
    """Find files that stand where another file needs a folder."""
    for name, output in owners.items():
        folders = name.split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            other = owners.get("/".join(folders[:depth]))
            if other:
                yield _collision(other, output)
