"""Say what a page was made from, so that two times can be compared.

Invariant: what is told of two values is the same only where their keys are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any

from generator.digests import digest
from generator.model import Card, Post

SHOWN = 60  # signs of a text
Told = tuple[str, str]  # the place of a value in a page's data (`cards.0`), and what it is


def told(data: Mapping[str, object]) -> list[Told]:
    """Tell all that a page is made from, in one order."""
    return [one for name in sorted(data) for one in _told(name, data[name])]


def _told(place: str, value: Any) -> Iterator[Told]:
    """Tell one value, and what is in it."""
    teller = _teller(type(value))  # type: ignore[arg-type]
    if teller:
        yield from teller(place, value)
    else:
        yield place, _short(value) if isinstance(value, str) else str(value)


@cache  # a type is told the same way for ever
def _teller(kind: type) -> Callable[[str, Any], Iterator[Told]] | None:
    """Choose how a type is told that holds other values; None for any other type."""
    if issubclass(kind, Mapping):
        return _mapping
    if issubclass(kind, tuple):
        return _tuple
    if issubclass(kind, Post):
        return _post
    if not is_dataclass(kind):
        return None
    names = tuple(field.name for field in fields(kind))
    return _named if "fingerprint" in names else partial(_noun, names)


def _mapping(place: str, value: Mapping[str, object]) -> Iterator[Told]:
    for name in sorted(value):
        yield from _told(f"{place}.{name}", value[name])


def _tuple(place: str, value: tuple[object, ...]) -> Iterator[Told]:
    for number, member in enumerate(value):
        yield from _told(f"{place}.{number}", member)


def _noun(names: tuple[str, ...], place: str, value: object) -> Iterator[Told]:
    for name in names:
        yield from _told(f"{place}.{name}", getattr(value, name))


def _post(place: str, value: Post) -> Iterator[Told]:
    """Tell a post: first what others show of it, then all of it."""
    yield from _named(f"{place}.card", value.card)
    yield place, named(value)


def _named(place: str, value: Card) -> Iterator[Told]:
    yield place, named(value)


def named(value: Card | Post) -> str:
    """Tell a noun by its source and its fingerprint."""
    path = value.card.path if isinstance(value, Post) else value.path
    return f"{path} {digest(value.fingerprint.encode())[:12]}"


def _short(text: str) -> str:
    """Cut a long text; its digest stands for the rest."""
    if len(text) <= SHOWN:
        return text
    return f"{text[:SHOWN]}… {digest(text.encode('utf-8', 'surrogatepass'))[:12]}"


def difference(before: list[Told], now: list[Told]) -> tuple[str, str, str] | None:
    """Find the first place at which two differ: its name, what was there, and what is."""
    old, new = dict(before), dict(now)
    for place in [*new, *old]:
        if old.get(place) != new.get(place):
            return place, old.get(place, ""), new.get(place, "")
    return None
