"""Say what a page was made from, so that two times can be compared.

Invariant: what is told of two values is the same only where their keys are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from generator.digests import digest
from generator.model import Post

SHOWN = 60  # signs of a text
Told = tuple[str, str]  # the place of a value in a page's data (`cards.0`), and what it is


def told(data: Mapping[str, object]) -> list[Told]:
    """Tell all that a page is made from, in one order."""
    return [one for name in sorted(data) for one in _told(name, data[name])]


def _told(place: str, value: object) -> Iterator[Told]:
    """Tell one value, and what is in it."""
    if is_dataclass(value) and not isinstance(value, type):
        yield from _noun(place, value)
    elif isinstance(value, Mapping):
        yield place, f"{len(value)} values"
        for name in sorted(value):
            yield from _told(f"{place}.{name}", value[name])
    elif isinstance(value, tuple):
        yield place, f"{len(value)} values"
        for number, member in enumerate(value):
            yield from _told(f"{place}.{number}", member)
    elif isinstance(value, str):
        yield place, _short(value)
    else:
        yield place, str(value)


def _noun(place: str, value: Any) -> Iterator[Told]:
    """Tell a noun by its fields; one with a fingerprint by that, and by what it shows to others."""
    names, is_named = _names(type(value))  # type: ignore[arg-type]
    for name in names:
        yield from _told(f"{place}.{name}", getattr(value, name))
    if is_named:
        file = value.card.path if isinstance(value, Post) else value.path
        yield place, f"{file} {digest(value.fingerprint.encode())[:12]}"


@cache  # the fields of a class never change
def _names(noun: type) -> tuple[tuple[str, ...], bool]:
    """List the fields of a noun that are told, and say whether it has a fingerprint."""
    if noun is Post:
        return ("card",), True
    names = tuple(field.name for field in fields(noun))
    return ((), True) if "fingerprint" in names else (names, False)


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
