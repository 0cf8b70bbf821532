"""Find where each name and value of a TOML text stands.

`tomllib` tells no positions. Invariant: this reads only as far as it understands; what is no
TOML is left to `tomllib` to refuse, so a place may be missing, but a text is never judged here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.nodes import DEEPEST

Path: TypeAlias = tuple[str | int, ...]

GAP = re.compile(r"(?:[ \t\n]|#[^\n]*)*+")
BLANK = re.compile(r"[ \t]*+")
REST = re.compile(r"[ \t]*+(?:#[^\n]*)?(?:\n|\Z)")
BASIC = r'"(?:[^"\\\n]|\\.)*+"'
LITERAL = r"'[^'\n]*+'"
KEY = re.compile(rf"{BASIC}|{LITERAL}|[A-Za-z0-9_-]++")
SCALAR = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|'
    r"'''(?:[^']|'(?!''))*+'{3,5}|"
    rf"{BASIC}|{LITERAL}|"
    r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[^\s,\]}#]++|[^\s,\]}\[{#=\"']++",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Say where a name stands, and from where to where its value."""

    name: int
    begin: int
    end: int


class TooDeepError(ValueError):
    """Say that lists or tables stand too deep in each other, and where."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(slots=True)
class Places:
    """Hold what was found: spots by path, names given twice, brackets never closed."""

    text: str
    spots: dict[Path, Spot] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)
    twice: list[tuple[str, int, int]] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)

    def put(self, path: Path, name: int, begin: int, end: int) -> None:
        """Remember a value, and the tables that a dotted name implies."""
        if path in self.spots:
            self.twice.append((str(path[-1]), name, self.spots[path].name))
            return
        if len(path) > DEEPEST:
            raise TooDeepError(name)
        self.spots[path] = Spot(name, begin, end)

    def imply(self, path: Path, name: int) -> None:
        """Remember a table that has no line of its own, unless it has one already."""
        self.spots.setdefault(path, Spot(name, name, name))


def places(text: str) -> Places:
    """Find all names and values; raise TooDeepError where they stand too deep in each other."""
    found = Places(text)
    at, table = 0, Path()
    while (at := _end(GAP, text, at)) < len(text):
        if text[at] == "[":
            read = _header(found, at)
            if read is None:
                break
            table, at = read
        else:
            at = _pair(found, at, table)
        if at < 0 or not (rest := REST.match(text, at)):
            break
        at = rest.end()
    return found


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Say where a pattern that matches anywhere ends."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _keys(text: str, at: int) -> tuple[list[tuple[str, int]], int]:
    """Read a dotted name: its parts, each with its place, and where it ends (-1 if it is none)."""
    parts: list[tuple[str, int]] = []
    while True:
        at = _end(BLANK, text, at)
        match = KEY.match(text, at)
        if not match:
            return parts, -1
        if len(parts) == DEEPEST:
            raise TooDeepError(at)
        parts.append((_name(match[0]), at))
        at = _end(BLANK, text, match.end())
        if text[at : at + 1] != ".":
            return parts, at
        at += 1


def _name(raw: str) -> str:
    """Take the quotes off a name."""
    if raw[0] not in "\"'":
        return raw
    if "\\" not in raw:
        return raw[1:-1]
    try:
        return str(tomllib.loads(f"name = {raw}")["name"])
    except tomllib.TOMLDecodeError:
        return raw


def _header(found: Places, at: int) -> tuple[Path, int] | None:
    """Read `[table]` or `[[table]]`: the path it opens, and where it ends."""
    is_list = found.text.startswith("[[", at)
    width = 2 if is_list else 1
    parts, end = _keys(found.text, at + width)
    if end < 0 or found.text[end : end + width] != "]" * width:
        return None
    path = Path()
    for name, place in parts[:-1]:
        path = (*path, name)
        found.imply(path, place)
        if path in found.counts:
            path = (*path, found.counts[path] - 1)
    name, place = parts[-1]
    path = (*path, name)
    if is_list:
        number = found.counts.get(path, 0)
        found.counts[path] = number + 1
        found.imply(path, place)
        path = (*path, number)
    elif path in found.spots and found.spots[path].end > found.spots[path].begin:
        found.twice.append((name, place, found.spots[path].name))
    found.spots[path] = Spot(place, at, end + width)
    if len(path) > DEEPEST:
        raise TooDeepError(place)
    return path, end + width


def _pair(found: Places, at: int, table: Path) -> int:
    """Read `name = value`; give its end, or -1."""
    parts, end = _keys(found.text, at)
    if end < 0 or found.text[end : end + 1] != "=":
        return -1
    path = table
    for name, place in parts[:-1]:
        path = (*path, name)
        found.imply(path, place)
    name, place = parts[-1]
    return _value(found, _end(BLANK, found.text, end + 1), (*path, name), place)


def _value(found: Places, at: int, path: Path, name: int) -> int:
    """Read a value; give its end, or -1."""
    if len(path) > DEEPEST:
        raise TooDeepError(at)
    first = found.text[at : at + 1]
    if first == "[":
        end = _list(found, at, path)
    elif first == "{":
        end = _inline(found, at, path)
    else:
        match = SCALAR.match(found.text, at)
        end = match.end() if match else -1
    if end >= 0:
        found.put(path, name, at, end)
    return end


def _list(found: Places, at: int, path: Path) -> int:
    """Read `[1, 2]`, over lines too; give its end, or -1."""
    found.opened.append(at)
    at, number = _end(GAP, found.text, at + 1), 0
    while found.text[at : at + 1] != "]":
        end = _value(found, at, (*path, number), at)
        if end < 0:
            return -1
        at, number = _end(GAP, found.text, end), number + 1
        if found.text[at : at + 1] == ",":
            at = _end(GAP, found.text, at + 1)
        elif found.text[at : at + 1] != "]":
            return -1
    found.opened.pop()
    return at + 1


def _inline(found: Places, at: int, path: Path) -> int:
    """Read `{name = value, …}`; give its end, or -1."""
    found.opened.append(at)
    at = _end(BLANK, found.text, at + 1)
    while found.text[at : at + 1] != "}":
        end = _pair(found, at, path)
        if end < 0:
            return -1
        at = _end(BLANK, found.text, end)
        if found.text[at : at + 1] == ",":
            at = _end(BLANK, found.text, at + 1)
        elif found.text[at : at + 1] != "}":
            return -1
    found.opened.pop()
    return at + 1
