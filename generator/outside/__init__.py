"""Ask other sites whether what articles link to is there: the only part that goes out.

Invariants: nothing here runs unless a check was told --external, or a site that was published names
a hub of feeds (`hubs`); a host is asked one thing at a time, with pauses; private networks are
never asked unless site.toml names them.
"""

from __future__ import annotations

import ssl
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from queue import SimpleQueue
from urllib.parse import urlsplit

from generator.model import Answer
from generator.outside.visits import BUSY, UNFOUND, UNKNOWN, Visitor
from generator.outside.ways import UnreachableError, Way, way_of

__all__ = ["Answer", "UnreachableError", "Way", "ask", "askable", "way_of"]

FEW = 3  # hosts: if so many are asked and none is found, it is this machine that is not online


@dataclass
class Rounds:
    """Share the work among a few threads: each takes one host after the other."""

    visitor: Visitor
    hosts: list[list[str]]
    done: SimpleQueue[Answer | BaseException] = field(default_factory=SimpleQueue)
    over: threading.Event = field(default_factory=threading.Event)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        """Ask hosts until there are none left."""
        while not self.over.is_set():
            with self.turn:
                addresses = self.hosts.pop() if self.hosts else None
            if addresses is None:
                return
            try:
                self._ask(addresses)
            except BaseException as error:  # noqa: BLE001 - told by the thread that waits
                self.done.put(error)
                return

    def _ask(self, addresses: list[str]) -> None:
        """Ask one host, with pauses; one that wants peace is left in peace."""
        wants_peace = False
        for number, address in enumerate(addresses):
            if number and not wants_peace and self.over.wait(self.visitor.way.pause):
                return
            if wants_peace:
                self.done.put(Answer(address, "unsure", "is on a host that asks for patience"))
                continue
            answer = self.visitor.visit(address)
            wants_peace = any(f"answers {status.value} " in answer.why for status in BUSY)
            self.done.put(answer)


def askable(address: str, way: Way) -> bool:
    """Tell whether an address can be asked at all: an onion service can't without a proxy."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return not host.endswith(".onion") or way.proxy("http") is not None


def ask(
    addresses: Iterable[str], way: Way, private: Iterable[str] = (), now: int = 0
) -> Iterator[Answer]:
    """Ask each address, a few hosts at a time; give the answers as they come.

    Raise UnreachableError if the proxy, or any host at all, can't be reached.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        groups[_host(address)].append(address)
    number = sum(map(len, groups.values()))
    visitor = Visitor(way, frozenset(private), ssl.create_default_context())
    rounds = Rounds(visitor, [groups[name] for name in sorted(groups, reverse=True)])
    threads = [threading.Thread(target=rounds.run, daemon=True) for _ in range(way.crowd)]
    for thread in threads:
        thread.start()
    lost: list[Answer] = []
    try:
        for _ in range(number):
            told = rounds.done.get()
            if isinstance(told, BaseException):
                raise told
            answer = replace(told, asked=now)
            if answer.why in (UNKNOWN, UNFOUND):
                lost.append(answer)
                continue
            yield answer
    finally:
        rounds.over.set()
    if len(groups) >= FEW and len({_host(one.address) for one in lost}) == len(groups):
        raise UnreachableError("no host could be found: this machine may not be online")
    yield from lost


def _host(address: str) -> str:
    """Name the host of an address; what can't be read is asked with others like it."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
