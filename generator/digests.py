"""Name a value by its digest, and turn nouns into JSON and back.

Invariants: equal values have equal digests in every process, on every machine; only the types
that a page may be made of are accepted, so that no clock, set or function sneaks into a key.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Hashable, Mapping
from dataclasses import astuple, fields, is_dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
from json import JSONEncoder
from operator import attrgetter
from typing import Any, TypeVar, cast

SIZE = 16  # bytes: two different pages share a key once in 2^64 builds

Noun = TypeVar("Noun")


def digest(data: bytes) -> str:
    """Give the BLAKE2b digest of some bytes, as 32 hexadecimal digits."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def key(*values: object) -> str:
    """Give the digest of values: text, numbers, moments, tuples, mappings and our nouns."""
    parts: list[str] = []
    for value in values:
        _writer(type(value))(value, parts)  # type: ignore[arg-type]
    return digest("".join(parts).encode("utf-8", "surrogatepass"))


# Each writer writes a value down so that no two different values are written alike.


@cache  # a type is written the same way for ever: the cache holds functions, no state of a site
def _writer(kind: type) -> Callable[[Any, list[str]], None]:
    """Choose how a type is written, once for each type."""
    if issubclass(kind, str):
        return lambda value, parts: parts.append(f"s{len(value)}:{value}")
    if issubclass(kind, int | types.NoneType):
        return lambda value, parts: parts.append(f"{value!r};")
    if issubclass(kind, datetime):
        return lambda value, parts: parts.append(f"d{value.isoformat()};")
    if issubclass(kind, tuple):
        return _write_tuple
    if issubclass(kind, Mapping):
        return _write_mapping
    if is_dataclass(kind):
        return _noun_writer(kind)
    raise TypeError(f"a page can't be made of {kind.__name__}")


def _write_tuple(value: tuple[Any, ...], parts: list[str]) -> None:
    parts.append(f"t{len(value)}:")
    for member in value:
        _writer(type(member))(member, parts)  # type: ignore[arg-type]


def _write_mapping(value: Mapping[str, Any], parts: list[str]) -> None:
    parts.append(f"m{len(value)}:")
    for name in sorted(value):
        parts.append(f"s{len(name)}:{name}")
        member = value[name]
        _writer(type(member))(member, parts)  # type: ignore[arg-type]


def _noun_writer(noun: type) -> Callable[[Any, list[str]], None]:
    """Write one of our nouns down; one that carries a fingerprint is that fingerprint."""
    names = _names(noun)
    is_named = "fingerprint" in names
    title = noun.__name__

    def write(value: Any, parts: list[str]) -> None:
        parts.append(title)
        if is_named and value.fingerprint:
            parts.append(value.fingerprint)
            return
        for name in names:
            member = getattr(value, name)
            _writer(type(member))(member, parts)  # type: ignore[arg-type]

    return write


@cache
def _names(noun: type) -> tuple[str, ...]:
    """List a noun's fields, once for each noun."""
    return tuple(field.name for field in fields(noun))


def to_json(value: object) -> str:
    """Write nouns, or tuples and mappings of them, as JSON."""
    return ENCODER.encode(value)


@cache
def _opener(kind: type) -> Callable[[Any], Any]:
    """Choose what JSON holds in place of a type that it doesn't know, once for each type."""
    if issubclass(kind, datetime):
        return datetime.isoformat
    if issubclass(kind, Mapping):
        return dict
    if is_dataclass(kind):
        return attrgetter(*_names(kind)) if len(_names(kind)) > 1 else astuple
    raise TypeError(f"the store can't hold a {kind.__name__}")


# Made once: to make it takes as long as to use it.
ENCODER = JSONEncoder(ensure_ascii=False, default=lambda value: _opener(type(value))(value))  # type: ignore[arg-type]


def from_data(noun: type[Noun], data: Any) -> Noun:
    """Make a noun again of JSON that `to_json` wrote; raise ValueError or TypeError for another."""
    reader: Callable[[Any], Noun] = _reader(cast("Hashable", noun))
    return reader(data)


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """Choose how a type is read back, once for each type."""
    if is_dataclass(hint) and isinstance(hint, type):
        return _noun_reader(hint)
    if hint is datetime:
        return datetime.fromisoformat
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        member = _reader(arguments[0])
        return tuple if member is _as_it_is else lambda data: tuple(map(member, data))
    if origin in (typing.Union, types.UnionType):
        known = _reader(next(kind for kind in arguments if kind is not type(None)))
        return lambda data: None if data is None else known(data)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        value = _reader(arguments[1])
        return lambda data: {name: value(member) for name, member in data.items()}
    return _tree if hint is object else _as_it_is


def _as_it_is(data: Any) -> Any:
    """Read back what JSON holds as it is: text and numbers."""
    return data


def _noun_reader(noun: type) -> Callable[[Any], Any]:
    """Read a dataclass from the list of its fields' values."""
    hints = typing.get_type_hints(noun)
    readers = tuple(_reader(hints[name]) for name in _names(noun))
    changed = tuple((at, reader) for at, reader in enumerate(readers) if reader is not _as_it_is)

    def read(data: Any) -> Any:
        if len(data) != len(readers):
            raise ValueError(f"this is no {noun.__name__}")
        values = list(data)
        for at, reader in changed:
            values[at] = reader(values[at])
        return noun(*values)

    return read


def _tree(data: Any) -> Any:
    """Read back what stands under `extra`: text, tuples and mappings."""
    if isinstance(data, list):
        return tuple(map(_tree, data))
    if isinstance(data, dict):
        return {name: _tree(member) for name, member in data.items()}
    return data
