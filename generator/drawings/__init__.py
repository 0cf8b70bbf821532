"""Give back a drawing (SVG) with nothing in it but shapes and words; or refuse it.

Drawings are written anew from a list of elements and attributes, after SVG 2. What programs note
in them (names, folders, histories) is no shape and has no place. What would be missed by readers
(a picture within, HTML within) is refused; what a drawing can do without (a font, movement, a link)
is left out and named.
Invariant: what comes out runs nothing, loads nothing and has no comment, style sheet or document
type; the only addresses in it lead to its own parts (`#name`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from xml.etree import ElementTree as ET

from generator.drawings.attributes import attributes
from generator.drawings.prolog import text_of
from generator.drawings.sheets import Sheet, sheet, styled
from generator.drawings.values import resolved
from generator.drawings.vocabulary import MISSED, SHAPES, SILENT, SVG, UNSEEN, WORDS, XHTML, XLINK

LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in)?\s*")
PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?")
COLOUR = re.compile(r"#[0-9a-f]{3,8}|[a-z]+|(?:rgb|hsl)a?\([\d\s.,%/]+\)")
LONG, WIDEST = 20, 100_000  # signs of a length, pixels
DEEPEST = 200  # elements in each other
DEFAULT = (300, 150)  # what browsers take for a drawing without a size (CSS 2.1, 10.3.2)


class Drawing(NamedTuple):
    """Hold a clean drawing: its bytes, its file's suffix, its size in CSS pixels, what is left."""

    data: bytes
    suffix: str
    width: int
    height: int
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """Hold what stands around an element: the elements, custom properties, and the styles.

    `left` is where is noted what is left out.
    """

    sheet: Sheet
    left: dict[str, None]
    above: tuple[ET.Element, ...] = ()
    customs: Mapping[str, str] = field(default_factory=dict)
    is_text: bool = False


def clean(data: bytes) -> Drawing:
    """Write a drawing anew.

    Raise ValueError, with words for the author, for what is no drawing or can't be shown whole.
    """
    text = text_of(data)
    try:
        root = ET.fromstring(text)  # noqa: S314 - it has no document type any more
    except (ET.ParseError, ValueError, LookupError) as error:
        message = f"the drawing is not well-formed: {error}"
        raise ValueError(f"{message} (save it as plain SVG, or as PNG)") from None
    if root.tag != f"{{{SVG}}}svg":
        message = "the file is no drawing: it does not begin with <svg>"
        raise ValueError(f'{message} (an SVG begins with <svg xmlns="{SVG}">)')
    rules = sheet(root)
    left: dict[str, None] = {}
    fresh = _element(root, Around(rules, left))
    width, height = _size(root)
    _lay_ground(fresh, styled(rules, root, ()), (width, height), left)
    fresh.set("width", str(width))
    fresh.set("height", str(height))
    fresh.set("xmlns", SVG)
    whole = ET.tostring(fresh, encoding="utf-8", xml_declaration=False)
    return Drawing(whole, ".svg", width, height, tuple(dict.fromkeys((*rules.left, *left))))


def _name(node: ET.Element) -> str:
    """Give an element's name if it is one of SVG's; nothing for others, and for comments."""
    tag = node.tag if isinstance(node.tag, str) else ""
    return tag.removeprefix(f"{{{SVG}}}") if tag.startswith(f"{{{SVG}}}") else ""


def _element(node: ET.Element, around: Around) -> ET.Element:
    """Write one element and what is in it anew; a link becomes a group."""
    if len(around.above) > DEEPEST:
        message = "the drawing's elements stand too deep in each other"
        raise ValueError(f"{message} (take groups apart, or save it as PNG)")
    name = _name(node)
    looks = styled(around.sheet, node, around.above) if name not in UNSEEN else {}
    own = {key: value for key, value in looks.items() if key.startswith("--")}
    around = replace(around, customs={**around.customs, **own}) if own else around
    fresh = ET.Element(("tspan" if around.is_text else "g") if name == "a" else name)
    for key, value in attributes(node, looks, around.customs, around.left):
        fresh.set(key, value)
    is_text = name in WORDS or (name == "a" and around.is_text)
    _fill(fresh, node, replace(around, above=(*around.above, node), is_text=is_text))
    return fresh


def _fill(fresh: ET.Element, node: ET.Element, around: Around) -> None:
    """Write what is in an element anew."""
    fresh.text = node.text
    last: ET.Element | None = None
    shown = _chosen(node, around.left) if _name(node) == "switch" else None
    for child in node:
        if (shown is None or child in shown) and _is_kept(child, around.left):
            last = _element(child, around)
            last.tail = child.tail
            fresh.append(last)
        elif last is None:
            fresh.text = (fresh.text or "") + (child.tail or "")
        else:
            last.tail = (last.tail or "") + (child.tail or "")


def _chosen(node: ET.Element, left: dict[str, None]) -> list[ET.Element]:
    """List what a <switch> may show: what comes after a part for all readers is never shown.

    HTML within gives way to the next part, which stands there for programs that know none.
    """
    found: list[ET.Element] = []
    for child in node:
        if _name(child) == "foreignObject" and _is_shown(child):
            left["formatted text, for which its plain text stands"] = None
        elif _is_shown(child):
            found.append(child)
            if not child.get("systemLanguage"):
                return found
    if not found and any(map(_is_shown, node)):
        raise ValueError(_missed("foreignObject"))
    return found


def _is_shown(node: ET.Element) -> bool:
    """Tell whether browsers show an element: not if it asks for more than HTML of them."""
    asked = set(node.get("requiredExtensions", "").split())
    return bool(_name(node)) and asked <= {XHTML}


def _is_kept(node: ET.Element, left: dict[str, None]) -> bool:
    """Tell whether an element stays; say so if it is missed."""
    name = _name(node)
    if not _is_shown(node):
        return False
    if name == "a":
        target = node.get("href", node.get(XLINK, ""))
        left[f'the link "{target[:80]}"' if target else "a link"] = None
        return True
    if name in MISSED and (name != "flowRoot" or "".join(node.itertext()).strip()):
        raise ValueError(_missed(name))
    if name not in SHAPES and name not in SILENT:
        left[f"<{name}>"] = None
    return name in SHAPES


def _missed(name: str) -> str:
    """Say that an element can't be shown, and what to do."""
    return f"the drawing holds <{name}>, which is not shown ({MISSED[name]})"


def _lay_ground(
    fresh: ET.Element, looks: Mapping[str, str], size: tuple[int, int], left: dict[str, None]
) -> None:
    """Draw the background that the whole drawing's style asks for as a shape of its own."""
    said = looks.get("background-color") or looks.get("background") or ""
    colour = resolved(said, looks).strip().lower()
    if colour in ("", "none", "transparent", "initial", "inherit", "unset"):
        return
    if not COLOUR.fullmatch(colour):
        left["its background"] = None
        return
    box = NUMBER.findall(fresh.get("viewBox", "")[:200])
    place = box if len(box) == 4 else ["0", "0", *map(str, size)]  # noqa: PLR2004
    names = zip(("x", "y", "width", "height"), place, strict=True)
    ground = ET.Element("rect", {**dict(names), "fill": colour, "stroke": "none"})
    fresh.insert(0, ground)


def _size(root: ET.Element) -> tuple[int, int]:
    """Say how large a drawing is: by its size, else by its view box, as browsers do.

    Where one side is missing, the view box says how long it is beside the other.
    """
    sides = [_length(root.get(side, "")) for side in ("width", "height")]
    box = NUMBER.findall(root.get("viewBox", "")[:200])
    across, down = map(float, box[2:4] if len(box) == 4 else DEFAULT)  # noqa: PLR2004
    width, height = sides
    if width is None and height is None:
        width, height = across, down
    elif len(box) == 4 and across > 0 and down > 0:  # noqa: PLR2004
        width = width if width is not None else (height or 0) * across / down
        height = height if height is not None else width * down / across
    width = DEFAULT[0] if width is None else width
    height = DEFAULT[1] if height is None else height
    if not 0 <= max(width, height) <= WIDEST:
        message = f"the drawing is larger than {WIDEST} pixels"
        raise ValueError(f"{message} (give its <svg> a width and a height in pixels)")
    return max(1, round(width)), max(1, round(height))


def _length(written: str) -> float | None:
    """Read a length in pixels; what is counted in percents or letters is none."""
    found = LENGTH.fullmatch(written)
    return float(found[1]) * PIXELS[found[2]] if found and len(found[1]) < LONG else None
