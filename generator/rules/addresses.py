"""Look at the addresses that an article stands on: whether they are safe, whether they will last.

Invariant: nobody is asked whether they are there; that is `generator.outside`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.nodes import quoted
from generator.problems import Finding
from generator.rules.subjects import Article

ARCHIVES = (
    *("archive.org", "archive.today", "archive.ph", "archive.is", "archive.li", "archive.md"),
    *("archive.fo", "archive.vn", "perma.cc", "ghostarchive.org", "webcitation.org"),
    *("arquivo.pt", "megalodon.jp", "archive-it.org", "webarchive.nationalarchives.gov.uk"),
    *("webarchive.loc.gov", "webarchive.org.uk"),
)


def link_insecure(article: Article) -> Iterator[Finding]:
    """Find addresses that others on the way can read and alter; onion services need no more."""
    for address, at in _outward(article):
        if address.lower().startswith("http://") and not host(address).endswith(".onion"):
            message = f"{quoted(address)} can be read and altered on the way"
            yield article.finding(at, message, "look whether https:// works too")


def link_unarchived(article: Article) -> Iterator[Finding]:
    """Find addresses without an archived copy: half of them are gone in ten years."""
    kept = {one.url for one in article.entry.fields.sources if one.archived}
    found = [(address, at) for address, at in _outward(article) if _needs_copy(address)]
    missing = [(address, at) for address, at in found if address.partition("#")[0] not in kept]
    missing = [one for one in missing if one[0] not in kept]
    if missing:
        address, at = missing[0]
        number = "1 address has" if len(missing) == 1 else f"{len(missing)} addresses have"
        first = quoted(address) if len(missing) == 1 else f"the first is {quoted(address)}"
        hint = "list it under sources, with archived: and the address of a copy"
        yield article.finding(at, f"{number} no archived copy: {first}", hint)


def host(address: str) -> str:
    """Give the host of an address on the web, without a port."""
    return address.partition("//")[2].partition("/")[0].partition(":")[0].lower()


def outward(article: Article) -> tuple[tuple[str, int], ...]:
    """List the addresses on other sites that an article leads to, copies too, and their places."""
    sources = enumerate(article.entry.fields.sources)
    copies = [
        (one.archived, article.at_field(f"sources.{at}.archived"))
        for at, one in sources
        if one.archived
    ]
    return (*_outward(article), *copies)


def _outward(article: Article) -> Iterator[tuple[str, int]]:
    """List the addresses on other sites, each once, where it stands first."""
    told = set()
    for number, one in enumerate(article.entry.fields.sources):
        if one.url and one.url not in told:
            told.add(one.url)
            place = article.at_field(f"sources.{number}")
            yield one.url, article.entry.fields.places.get(f"sources.{number}.url", place)
    for address in article.outward:
        if address not in told:
            yield address, article.at_address(address)


def _needs_copy(address: str) -> bool:
    """Tell whether an address is more than a site's front page, and no copy itself."""
    name = host(address)
    is_copy = any(name == one or name.endswith(f".{one}") for one in ARCHIVES)
    path = address.partition("//")[2].partition("/")[2]
    return bool(path) and not is_copy
