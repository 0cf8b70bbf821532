"""Ask other sites whether what a site links to is there, unless they were asked not long ago.

Invariant: what was asked, and when, is remembered in the cache, and nowhere else.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace

from generator import outside
from generator.digests import from_data
from generator.model import Answer, Settings
from generator.networks import is_private_name
from generator.outside import UnreachableError, Way
from generator.problems import Finding, Place, Problem
from generator.request import Progress
from generator.rules.addresses import answered, host, outward
from generator.rules.looking import named
from generator.rules.subjects import Article
from generator.sources import SETTINGS
from generator.store import Store

DAY = 86_400  # seconds
LASTING = {"good": 7 * DAY}  # how long an answer is believed; any other one for a day
NAME, KEY = "asked", "1"  # under which the cache keeps answers; another shape is another key
ROUND = 50  # answers after which they are written down: an interrupted check begins there


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold where an address stands."""

    address: str
    path: str
    offset: int
    quote: str = ""
    silent: tuple[str, ...] = ()


def listed(articles: Iterable[Article], settings: Settings) -> Iterator[Asked]:
    """List all addresses on other sites, and where each stands."""
    for article in articles:
        silent = article.entry.fields.ignore
        for address, at in outward(article):
            yield Asked(address, article.entry.path, at, "", silent)
    own = settings.origin.lower()
    anchors = [*settings.nav, *(one for who in settings.authors.values() for one in who.links)]
    for anchor in anchors:
        if "://" in anchor.url and not anchor.url.lower().startswith(f"{own}/"):
            yield Asked(anchor.url, SETTINGS, 0, anchor.url)


def asked(
    places: Iterable[Asked], settings: Settings, way: Way, memory: Memory, progress: Progress
) -> tuple[list[Finding], tuple[Problem, ...]]:
    """Ask what is not remembered; give what was found, and why nobody could be asked."""
    places = [one for one in places if _is_public(one.address, way, settings)]
    wrong: tuple[Problem, ...] = ()
    try:
        memory.ask([one.address for one in places], settings, way, progress)
    except UnreachableError as error:
        hint = "try again when it is, or check without --external"
        wrong = (Problem(Place("--external"), str(error), hint, rule="external"),)
    silent = settings.check.ignore
    findings: list[Finding] = []
    for one in places:
        found = answered(memory.answer(one.address), one.address)
        if found and found[0] not in (*one.silent, *silent):
            rule, message, hint = found
            told = Finding(one.path, one.offset, message, hint, quote=one.quote)
            findings += named(rule, [told])
    return findings, wrong


def _is_public(address: str, way: Way, settings: Settings) -> bool:
    """Tell whether an address is to be asked; of a private one, a rule says so without that."""
    name = host(address)
    is_declared = name.strip("[]") in settings.check.private
    return outside.askable(address, way) and (is_declared or not is_private_name(name))


class Memory:
    """Own what is remembered of answers, at one moment."""

    def __init__(self, store: Store, now: int) -> None:
        self.store = store
        self.now = now
        self.known: dict[str, Answer] = {}
        with contextlib.suppress(ValueError, TypeError):  # somebody else wrote there
            kept = [from_data(Answer, one) for one in store.recalled(NAME, KEY) or ()]
            self.known = {one.address: one for one in kept if self._is_fresh(one)}

    def _is_fresh(self, one: Answer) -> bool:
        """Tell whether an answer may still be believed."""
        return 0 <= self.now - one.asked < LASTING.get(one.kind, DAY)

    def ask(
        self, addresses: Iterable[str], settings: Settings, way: Way, progress: Progress
    ) -> None:
        """Ask what is not known, and remember it."""
        wanted = [one for one in dict.fromkeys(map(_bare, addresses)) if one not in self.known]
        told = outside.ask(wanted, way, settings.check.private, self.now)
        try:
            for number, answer in enumerate(told, 1):
                self.known[answer.address] = answer
                progress("asking other sites", number, len(wanted))
                if number % ROUND == 0:
                    self._keep()
        finally:
            self._keep()

    def answer(self, address: str) -> Answer | None:
        """Give what is known of an address; a part of a page has moved with the page."""
        found, part = self.known.get(_bare(address)), address.partition("#")[2]
        if not found or not part or not found.moved or "#" in found.moved:
            return found
        return replace(found, moved=f"{found.moved}#{part}")

    def _keep(self) -> None:
        """Write down what is known."""
        rows = [astuple(one) for one in self.known.values()]
        self.store.recall(NAME, KEY, rows)


def _bare(address: str) -> str:
    """Give an address without the part of the page, which no server is told."""
    return address.partition("#")[0]
