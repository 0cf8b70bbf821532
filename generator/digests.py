"""Name a value by its digest, and turn nouns into plain data and back.

Invariants: equal values have equal digests in every process, on every machine; only the types
that a page may be made of are accepted, so that no clock, set or function sneaks into a key.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
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
        _walk(value, parts)
    return digest("".join(parts).encode("utf-8", "surrogatepass"))


def _walk(value: object, parts: list[str]) -> None:
    """Write a value down so that no two different values are written alike."""
    if isinstance(value, str):
        parts.append(f"s{len(value)}:{value}")
    elif value is None or isinstance(value, bool | int):
        parts.append(f"{value!r};")
    elif isinstance(value, datetime):
        parts.append(f"d{value.isoformat()};")
    elif isinstance(value, tuple):
        parts.append(f"t{len(value)}:")
        for member in value:
            _walk(member, parts)
    elif isinstance(value, Mapping):
        parts.append(f"m{len(value)}:")
        for name in sorted(value):
            _walk(name, parts)
            _walk(value[name], parts)
    else:
        _walk_noun(value, parts)


def _walk_noun(value: object, parts: list[str]) -> None:
    """Write one of our nouns down; one that carries its own digest is that digest."""
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"a page can't be made of {type(value).__name__} {value!r}")
    parts.append(type(value).__name__)
    own = getattr(value, "digest", "")
    if own and hasattr(value, "guid"):
        parts.append(own)
        return
    for name in _names(type(value)):
        _walk(getattr(value, name), parts)


@cache
def _names(noun: type) -> tuple[str, ...]:
    """List a noun's fields, once for each noun."""
    return tuple(field.name for field in fields(noun))


def to_data(value: object) -> Any:
    """Turn a noun into what JSON can hold."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_data(member) for member in value]
    if isinstance(value, Mapping):
        return {name: to_data(member) for name, member in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return [to_data(getattr(value, name)) for name in _names(type(value))]
    return value


def from_data(noun: type[Noun], data: Any) -> Noun:
    """Make a noun again of what `to_data` gave; raise ValueError or TypeError for anything else."""
    reader: Callable[[Any], Noun] = _reader(cast("Hashable", noun))
    return reader(data)


@cache  # a type is read the same way for ever: the cache holds functions, no state of a site
def _reader(hint: Any) -> Callable[[Any], Any]:
    """Choose how a type is read back, once for each type."""
    if is_dataclass(hint) and isinstance(hint, type):
        return _noun_reader(hint)
    if hint is datetime:
        return datetime.fromisoformat
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        member = _reader(arguments[0])
        return lambda data: tuple(map(member, data))
    if origin in (typing.Union, types.UnionType):
        known = _reader(next(kind for kind in arguments if kind is not type(None)))
        return lambda data: None if data is None else known(data)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        value = _reader(arguments[1])
        return lambda data: {name: value(member) for name, member in data.items()}
    return _tree if hint is object else lambda data: data


def _noun_reader(noun: type) -> Callable[[Any], Any]:
    """Read a dataclass from the list of its fields' values."""
    hints = typing.get_type_hints(noun)
    readers = tuple(_reader(hints[name]) for name in _names(noun))

    def read(data: Any) -> Any:
        return noun(*(reader(value) for reader, value in zip(readers, data, strict=True)))

    return read


def _tree(data: Any) -> Any:
    """Read back what stands under `extra`: text, tuples and mappings."""
    if isinstance(data, list):
        return tuple(map(_tree, data))
    if isinstance(data, dict):
        return {name: _tree(member) for name, member in data.items()}
    return data
