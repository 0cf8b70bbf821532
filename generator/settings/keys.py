"""Say which settings there are: how each is read, and what it is for.

Invariant: what these tables hold is all there is to know of a setting, for readers and for schemas.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.nodes import Node, Notes, Scalar, Sequence, kind

Reader: TypeAlias = Callable[[Node, str, Notes], object]


@dataclass(frozen=True, slots=True)
class Key:
    """Say how a setting is read and what it is for; `of` are those in it, if it is a table."""

    read: Reader
    help: str
    of: Shape = field(default_factory=dict)


Shape: TypeAlias = Mapping[str, Key]


@dataclass(frozen=True, slots=True)
class Listed:
    """Read lists, with the reader of one member."""

    read: Callable[[Node, str, Notes], str | None]

    def __call__(self, node: Node, name: str, notes: Notes) -> tuple[str, ...]:
        """Read a list of texts; what can't be used is noted, and left out."""
        if not isinstance(node, Sequence):
            example = node.line if isinstance(node, Scalar) else "…"
            message = f"{name}: {kind(node)} is not a list"
            notes.error(node.offset, message, f'write {name} = ["{example}"]')
            return ()
        found = [self.read(item, name, notes) for item in node.items]
        return tuple(dict.fromkeys(one for one in found if one))
