"""Say which attributes an element of a drawing keeps; its styles become attributes.

Invariant: every value names only own parts and calls nothing but what paints; what of it would be
seen and can't be kept is noted, and a transform that can't be kept is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from generator.drawings.values import INWARD, NUMBER, URL, is_plain, longhands, resolved, transform
from generator.drawings.vocabulary import GEOMETRY, IDLE, LOOKS, PLACED, SPACE, SVG, USUAL, XLINK

Left = dict[str, None]
LENGTH = re.compile(rf"{NUMBER}(?:px|pt|pc|mm|cm|in|%)?")
FIRST = frozenset({"", "0 0", "0px 0px", "left top", "top left", "0% 0%"})
WHOLE = frozenset({"", "view-box", "border-box"})  # what a transform's origin is counted from


def attributes(
    node: ET.Element, styles: Mapping[str, str], customs: Mapping[str, str], left: Left
) -> Iterator[tuple[str, str]]:
    """List the attributes that stay; what is left out is noted in `left`."""
    given = ((key, resolved(value, customs)) for key, value in node.items() if key in LOOKS)
    looks = {key: value for key, value in given if value and _is_kept(value, left)}
    placed: dict[str, str] = {}
    turned = _transform(node, styles, customs)
    if turned:
        placed["transform"] = turned
    for name, written in styles.items():
        for key, value in longhands(name, resolved(written, customs)):
            if key in LOOKS and value and _is_kept(value, left):
                looks[key] = value
            elif key in PLACED and LENGTH.fullmatch(value):
                placed[key] = value
            elif not (key in LOOKS and value) and _is_missed(node, key, written):
                left[f'the style "{key[:40]}"'] = None
    yield from looks.items()
    own = dict(node.items())
    for key, value in (own | placed).items():
        yield from _attribute(node, key, value, left)


def _is_kept(value: str, left: Left) -> bool:
    """Tell whether a value can stay; note what it would have fetched or done."""
    if is_plain(value):
        return True
    outward = [found[2] for found in URL.finditer(value) if not INWARD.fullmatch(found[2])]
    left[f'"{(outward[0] if outward else value)[:80]}"'] = None
    return False


def _is_missed(node: ET.Element, key: str, value: str) -> bool:
    """Tell whether a style that no attribute says would be seen."""
    is_size = key in PLACED and node.tag == f"{{{SVG}}}svg"
    is_idle = key in IDLE or key.startswith(("-", "background", "transform"))
    return not is_size and not is_idle and value.lower() not in USUAL


def _attribute(node: ET.Element, key: str, value: str, left: Left) -> Iterator[tuple[str, str]]:
    """Give an attribute that is no look, if it stays."""
    if key in ("href", XLINK):
        if INWARD.fullmatch(value.strip()):
            yield "href", value.strip()
        elif node.tag != f"{{{SVG}}}a":
            left[f'"{value[:80]}"'] = None
    elif key == SPACE and value == "preserve":
        yield "xml:space", value
    elif key in GEOMETRY and _is_kept(value, left):
        yield key, value
    elif key.startswith("on"):
        left[f'the program in "{key[:40]}"'] = None


def _transform(node: ET.Element, styles: Mapping[str, str], customs: Mapping[str, str]) -> str:
    """Work out a transform that a style says or shifts; nothing if the attribute says it all."""
    written = resolved(styles.get("transform", ""), customs).strip()
    said = styles.get("transform-origin", node.get("transform-origin", ""))
    origin = " ".join(resolved(said, customs).split())
    value = written or node.get("transform", "")
    is_plainly_said = not written and origin in FIRST
    if is_plainly_said or not value.strip() or value.lower() in USUAL:
        return "" if value.lower() not in USUAL or not written else "translate(0)"
    box = styles.get("transform-box", node.get("transform-box", "")).lower()
    found = transform(value, "" if origin in FIRST else origin) if box in WHOLE else ""
    if not found:
        shown = f"transform: {value[:60]}" + (f"; transform-origin: {origin}" if origin else "")
        hint = "write it as the attribute transform, in plain numbers, or save it as PNG"
        raise ValueError(f'the drawing has the style "{shown}" ({hint})')
    return found
