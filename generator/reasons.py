"""Say what a page was made from, so that two times can be compared.

Invariant: what is told of two values is the same only where their keys are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any

from generator.digests import digest
from generator.model import Card, Post

SHOWN = 60  # signs of a text
Told = tuple[str, str]  # the place of a value in a page's data (`cards.0`), and what it is


def told(data: Mapping[str, object]) -> list[Told]:
    """Tell all that a page is made from, in one order."""
    parts: list[Told] = []
    for name in sorted(data):
        _tell(name, data[name], parts)
    return parts


def _tell(place: str, value: Any, parts: list[Told]) -> None:
    """Tell one value, and what is in it."""
    _teller(type(value))(place, value, parts)  # type: ignore[arg-type]


@cache  # a type is told the same way for ever
def _teller(kind: type) -> Callable[[str, Any, list[Told]], None]:
    """Choose how a type is told."""
    if issubclass(kind, str):
        return lambda place, value, parts: parts.append((place, _short(value)))
    if issubclass(kind, Mapping):
        return _mapping
    if issubclass(kind, tuple):
        return _tuple
    if issubclass(kind, Post):
        return _post
    if not is_dataclass(kind):
        return lambda place, value, parts: parts.append((place, str(value)))
    names = tuple(field.name for field in fields(kind))
    return _named if "fingerprint" in names else partial(_noun, names)


def _mapping(place: str, value: Mapping[str, object], parts: list[Told]) -> None:
    for name in sorted(value):
        _tell(f"{place}.{name}", value[name], parts)


def _tuple(place: str, value: tuple[object, ...], parts: list[Told]) -> None:
    for number, member in enumerate(value):
        _tell(f"{place}.{number}", member, parts)


def _noun(names: tuple[str, ...], place: str, value: object, parts: list[Told]) -> None:
    for name in names:
        _tell(f"{place}.{name}", getattr(value, name), parts)


def _post(place: str, value: Post, parts: list[Told]) -> None:
    """Tell a post: first what others show of it, then all of it."""
    parts += (f"{place}.card", named(value.card)), (place, named(value))


def _named(place: str, value: Card, parts: list[Told]) -> None:
    parts.append((place, named(value)))


def named(value: Card | Post) -> str:
    """Tell a noun by its source and its fingerprint; that of a card is a digest."""
    if isinstance(value, Post):
        return f"{value.card.path} {digest(value.fingerprint.encode())[:12]}"
    return f"{value.path} {value.fingerprint[:12]}"


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
