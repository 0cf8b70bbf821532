"""Read the selectors of a style sheet, and say which elements they mean (Selectors 4).

Known are names, classes, ids, attributes, `:root`, and what stands in what. What needs a reader
(`:hover`) means nothing in a picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from generator.drawings.vocabulary import SVG

WORD = r"-?[A-Za-z_][\w-]*"
PART = re.compile(
    rf"\#(?P<id>[\w-]+)|\.(?P<kind>{WORD})|(?P<root>:root)(?![\w(-])"
    rf"|\[\s*(?P<key>{WORD})\s*(?:(?P<how>[~|^$*]?=)\s*"
    rf"(?:\"(?P<one>[^\"]*)\"|'(?P<two>[^']*)'|(?P<three>{WORD}))\s*)?\]"
)
NAME = re.compile(rf"\*|{WORD}")
STEP = re.compile(r"\s*(>)\s*|\s+")
# What holds only while somebody points, types or has been somewhere; or has no place in SVG.
PASSING = re.compile(
    r":(?:hover|active|focus|focus-visible|focus-within|target|visited|link|any-link)\b(?!-|\()"
    r"|::?(?:before|after|selection|first-line|first-letter|-[\w-]+)\b"
)
Weight = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Hold what one element has to be: its name or "", and what it says of itself."""

    name: str
    tests: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Selector:
    """Hold the parts from the inmost outward, each with whether the next is its parent."""

    parts: tuple[tuple[Part, bool], ...]
    weight: Weight

    def key(self) -> str:
        """Name what an element must have to be meant at all."""
        part = self.parts[0][0]
        found = [f"{kind}{value}" for kind, _, value in part.tests if kind in "#."]
        return found[0] if found else part.name


def selector(text: str) -> Selector | None:
    """Read one selector; None if it is none of the known ones."""
    parts: list[tuple[Part, bool]] = []
    at, is_direct, weight = 0, False, (0, 0, 0)
    text = text.strip()
    while at < len(text):
        part, end = _part(text, at)
        if end == at:
            return None
        ids = sum(kind == "#" for kind, _, _ in part.tests)
        name = bool(part.name)
        weight = (weight[0] + ids, weight[1] + len(part.tests) - ids, weight[2] + name)
        parts.append((part, is_direct))
        step = STEP.match(text, end)
        if end < len(text) and not step:
            return None
        at, is_direct = (step.end(), bool(step[1])) if step else (end, False)
        if step and at == len(text):
            return None
    return Selector(tuple(reversed(parts)), weight) if parts else None


def _part(text: str, at: int) -> tuple[Part, int]:
    """Read what one element has to be; give where that ends."""
    name = NAME.match(text, at)
    at = name.end() if name else at
    tests: list[tuple[str, str, str]] = []
    while found := PART.match(text, at):
        at = found.end()
        if found["id"]:
            tests.append(("#", "", found["id"]))
        elif found["kind"]:
            tests.append((".", "", found["kind"]))
        elif found["root"]:
            tests.append((":", "", "root"))
        else:
            value = found["one"] or found["two"] or found["three"] or ""
            tests.append((found["how"] or "[", found["key"], value))
    return Part(name[0].replace("*", "") if name else "", tuple(tests)), at


def is_meant(one: Selector, node: ET.Element, above: Sequence[ET.Element]) -> bool:
    """Tell whether an element is meant; `above` are those around it, the outmost first."""
    line = (*above, node)
    (inmost, is_direct), *others = one.parts
    # Where the part last looked at may stand: all places at once, so nothing is tried twice.
    places = {len(above)} if _fits(inmost, line, len(above)) else set()
    for part, is_next_direct in others:
        if not places:
            break
        near = {place - 1 for place in places if place} if is_direct else range(max(places))
        places = {place for place in near if _fits(part, line, place)}
        is_direct = is_next_direct
    return bool(places)


def _fits(part: Part, line: Sequence[ET.Element], place: int) -> bool:
    """Tell whether one element of a line, from the root on, is what a part says."""
    node = line[place]
    if part.name and node.tag != f"{{{SVG}}}{part.name}":
        return False
    return all(_holds(test, node) if test[0] != ":" else not place for test in part.tests)


def _holds(test: tuple[str, str, str], node: ET.Element) -> bool:
    """Tell whether an element says of itself what a part asks."""
    how, key, wanted = test
    value = node.get({"#": "id", ".": "class"}.get(how, key))
    if value is None or how == "[":
        return value is not None
    if how in (".", "~="):
        return wanted in value.split()
    if how in ("#", "="):
        return value == wanted
    found = {
        "^=": value.startswith(wanted),
        "$=": value.endswith(wanted),
        "*=": wanted in value,
        "|=": value == wanted or value.startswith(f"{wanted}-"),
    }[how]
    return found and bool(wanted)
