"""Look at the addresses that an article stands on: whether they are safe, whether they will last.

Invariant: nobody is asked whether they are there; that is `generator.outside`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Answer
from generator.networks import is_private_name
from generator.nodes import quoted
from generator.problems import Finding
from generator.rules.subjects import Article, is_below

ARCHIVES = (
    *("archive.org", "archive.today", "archive.ph", "archive.is", "archive.li", "archive.md"),
    *("archive.fo", "archive.vn", "perma.cc", "ghostarchive.org", "webcitation.org"),
    *("arquivo.pt", "megalodon.jp", "archive-it.org", "webarchive.nationalarchives.gov.uk"),
    *("webarchive.loc.gov", "webarchive.org.uk"),
)


def link_own(article: Article) -> Iterator[Finding]:
    """Find links to pages of this site that give its whole address: nothing checks them."""
    own = article.settings.origin.lower()
    told = set()
    for anchor in article.anchors:
        address = anchor.address
        if address not in told and is_below(address, own):
            told.add(address)
            message = f"{quoted(address)} is an address of this site"
            hint = "link to the file, as in other.md, or begin with /: then it is checked"
            yield article.finding(article.at_address(address), message, hint)


def link_insecure(article: Article) -> Iterator[Finding]:
    """Find addresses that others on the way can read and alter; onion services need no more."""
    for address, at in _outward(article):
        name = host(address)
        is_kept = name.endswith(".onion") or is_private_name(name)
        if address.lower().startswith("http://") and not is_kept:
            message = f"{quoted(address)} can be read and altered on the way"
            yield article.finding(at, message, "look whether https:// works too")


def link_private(article: Article) -> Iterator[Finding]:
    """Find links that lead to a machine of the author's, or of the newsroom's."""
    for address, at in _outward(article):
        name = host(address)
        if is_private_name(name) and name.strip("[]") not in article.settings.check.private:
            message = f"{quoted(address)} leads into a private network"
            yield article.finding(at, message, "link to where readers find it")


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


def answered(answer: Answer | None, address: str) -> tuple[str, str, str] | None:
    """Say what an answer of another site means: rule, message and hint; None if all is well."""
    if not answer or (answer.kind == "good" and not answer.moved):
        return None
    if answer.kind == "good":
        return "link-moved", f"{quoted(address)} has moved for good", f"write {answer.moved}"
    message = f"{quoted(address)} {answer.why}"
    if answer.kind == "dead":
        return "link-dead", message, "link to where it is now, or to an archived copy"
    if answer.kind == "private":
        return "link-private", message, "link to where readers find it"
    return "link-unsure", message, "look at it in a browser"


def host(address: str) -> str:
    """Give the host of an address on the web, without a port."""
    name = address.partition("//")[2]
    for sign in "/?#":
        name = name.partition(sign)[0]
    name = name.rpartition("@")[2].lower()
    return name.partition("]")[0] + "]" if name.startswith("[") else name.partition(":")[0]


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
    return bool(path) and not is_copy and not is_private_name(name)
