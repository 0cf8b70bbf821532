"""Turn what was made of a file into what the store holds, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator import model
from generator.digests import from_data, to_json
from generator.problems import Problem

if TYPE_CHECKING:
    Noun: TypeAlias = model.Entry | model.CommentSource | model.Cleaned

# What the tables hold: the nouns are loaded when rows are read.
NOUNS = MappingProxyType({"source": "Entry", "comment": "CommentSource", "picture": "Cleaned"})


class Row(NamedTuple):
    """Hold what was made of a file as the store writes it: `value` and `problems` as JSON.

    `blob` is the digest of the bytes that belong to it.
    """

    key: str
    stamp: str
    value: str | None
    problems: str
    blob: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """Hold what was made of one file of content/: an entry, comment or picture, and its problems.

    `stamp` says how the file looked to stat, and is empty when that can't be relied on.
    """

    key: str
    value: Noun | None
    problems: tuple[Problem, ...] = ()
    stamp: str = ""


def as_row(one: Remembered) -> Row:
    """Write down what was made of a file."""
    value = None if one.value is None else to_json(one.value)
    problems = to_json(one.problems) if one.problems else ""
    return Row(one.key, one.stamp, value, problems, blob_of(one.value) if one.value else "")


def blob_of(value: Noun) -> str:
    """Name the bytes in the store that belong to what was made of a file."""
    return value.digest if isinstance(value, model.Cleaned) else value.body


def read_rows(table: str, rows: Sequence[Row]) -> list[Remembered]:
    """Read what was written down of files; raise one of several errors for what is no such thing.

    One long text is read in half the time of 10,000 short ones.
    """
    noun: type[Noun] = getattr(model, NOUNS[table])
    values = json.loads(f"[{','.join([row.value or 'null' for row in rows])}]")
    made = []
    for (name, stamp, _, problems, _), value in zip(rows, values, strict=True):
        told = tuple(from_data(Problem, one) for one in json.loads(problems)) if problems else ()
        what = None if value is None else from_data(noun, value)
        made.append(Remembered(name, what, told, stamp))
    return made
