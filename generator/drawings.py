"""Give back a drawing (SVG) with nothing in it but shapes and words; or refuse it.

Drawings are written anew from a list of elements and attributes, after SVG 2. What programs note
in them (names, folders, histories) is no shape and has no place; what would be missed by readers
(a picture within, HTML within) is refused with its line.
Invariant: what comes out runs nothing, loads nothing and has no comment, style sheet or document
type; the only addresses in it lead to its own parts (`#name`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SHAPES = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text "  # noqa: SIM905
    "tspan textPath title desc linearGradient radialGradient stop pattern clipPath mask marker "
    "filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix "
    "feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB "
    "feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence switch".split()
)
# What readers would miss: an author has to know that it is not shown.
MISSED = MappingProxyType(
    {
        "image": "save the picture beside the drawing, or the drawing as PNG",
        "foreignObject": "turn the text into an SVG text, or save the drawing as PNG",
        "a": "link from the article",
        "script": "take it out",
        "animate": "save the drawing without movement",
        "set": "save the drawing without movement",
        "animateMotion": "save the drawing without movement",
        "animateTransform": "save the drawing without movement",
        "video": "take it out",
        "audio": "take it out",
    }
)
GEOMETRY = frozenset(
    "id class d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy rotate points width "  # noqa: SIM905
    "height viewBox preserveAspectRatio transform gradientUnits gradientTransform spreadMethod "
    "offset patternUnits patternContentUnits patternTransform clipPathUnits maskUnits "
    "maskContentUnits markerWidth markerHeight markerUnits refX refY orient pathLength "
    "textLength lengthAdjust startOffset method spacing in in2 result stdDeviation mode type "
    "values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order "
    "kernelMatrix divisor bias targetX targetY edgeMode surfaceScale diffuseConstant "
    "specularConstant specularExponent azimuth elevation pointsAtX pointsAtY pointsAtZ z "
    "limitingConeAngle scale xChannelSelector yChannelSelector radius baseFrequency numOctaves "
    "seed stitchTiles filterUnits primitiveUnits role aria-label aria-labelledby lang".split()
)
LOOKS = frozenset(
    "alignment-baseline baseline-shift clip-path clip-rule color "  # noqa: SIM905
    "color-interpolation color-interpolation-filters direction display dominant-baseline fill "
    "fill-opacity fill-rule filter flood-color flood-opacity font font-family font-size "
    "font-size-adjust font-stretch font-style font-variant font-weight letter-spacing "
    "lighting-color marker marker-end marker-mid marker-start mask mix-blend-mode opacity "
    "overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-anchor text-decoration text-rendering unicode-bidi vector-effect "
    "visibility word-spacing writing-mode".split()
)
INWARD = re.compile(r"#[^\s'\"()<>]+")
URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
# Functions of colours, places and numbers.
CALLED = frozenset(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color matrix translate translatex "  # noqa: SIM905
    "translatey scale scalex scaley rotate skewx skewy calc var blur brightness contrast "
    "drop-shadow grayscale hue-rotate invert opacity saturate sepia".split()
)
LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in)?\s*")
PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?")
LONG, WIDEST = 20, 100_000  # signs of a length, pixels
LARGEST = 5_000_000  # bytes
DEEPEST = 200  # elements in each other
DEFAULT = (300, 150)  # what browsers take for a drawing without a size (CSS 2.1, 10.3.2)

Looks = Mapping[str, str]


def clean(data: bytes) -> tuple[bytes, str, int, int]:
    """Write a drawing anew; give its bytes, its file's suffix and its size in CSS pixels.

    Raise ValueError, with words for the author, for what is no drawing or can't be shown whole.
    """
    if len(data) > LARGEST:
        raise ValueError("the drawing has more than 5 MB (save it as PNG)")
    text = _decoded(data)
    if re.search(r"<!(?:ENTITY|DOCTYPE[^>]*\[)", text):
        raise ValueError("the drawing defines entities (save it as plain SVG)")
    try:
        root = ET.fromstring(re.sub(r"<!DOCTYPE[^>\[]*>", "", text))  # noqa: S314 - see above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise ValueError(f"the drawing is not well-formed: {error}") from None
    if root.tag != f"{{{SVG}}}svg":
        raise ValueError("the file is no drawing: it does not begin with <svg>")
    fresh = _element(root, dict(_rules(root)), 0)
    width, height = _size(root)
    fresh.set("width", str(width))
    fresh.set("height", str(height))
    fresh.set("xmlns", SVG)
    return ET.tostring(fresh, encoding="utf-8", xml_declaration=False), ".svg", width, height


def _decoded(data: bytes) -> str:
    """Read a drawing's text: what is looked for must not hide in another encoding."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("the drawing is not UTF-8 text (save it in this encoding)") from None
    found = re.match(r"\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", text)
    if found and found[1].lower() not in ("utf-8", "us-ascii"):
        raise ValueError(f'the drawing is in the encoding "{found[1][:40]}" (save it in UTF-8)')
    return text


def _name(node: ET.Element) -> str:
    """Give an element's name if it is one of SVG's; nothing for others, and for comments."""
    tag = node.tag if isinstance(node.tag, str) else ""
    return tag.removeprefix(f"{{{SVG}}}") if tag.startswith(f"{{{SVG}}}") else ""


def _element(node: ET.Element, rules: Mapping[str, Looks], depth: int) -> ET.Element:
    """Write one element and what is in it anew."""
    if depth > DEEPEST:
        raise ValueError("the drawing's elements stand too deep in each other")
    name = _name(node)
    fresh = ET.Element(name)
    for key, value in _attributes(node, name, rules):
        fresh.set(key, value)
    fresh.text = node.text
    last: ET.Element | None = None
    for child in node:
        inner = _name(child)
        if inner in MISSED:
            raise ValueError(f"the drawing holds <{inner}>, which is not shown ({MISSED[inner]})")
        if inner in SHAPES:
            last = _element(child, rules, depth + 1)
            last.tail = child.tail
            fresh.append(last)
        elif last is None:
            fresh.text = (fresh.text or "") + (child.tail or "")
        else:
            last.tail = (last.tail or "") + (child.tail or "")
    return fresh


def _attributes(
    node: ET.Element, name: str, rules: Mapping[str, Looks]
) -> Iterator[tuple[str, str]]:
    """List the attributes that stay; a style becomes attributes of its own."""
    looks: dict[str, str] = {key: value for key, value in node.items() if key in LOOKS}
    for selector in (name, *(f".{one}" for one in node.get("class", "").split())):
        looks |= rules.get(selector, {})
    looks |= rules.get(f"#{node.get('id', '')}", {})
    looks |= _declared(node.get("style", ""))
    for key, value in looks.items():
        if _is_plain(URL.sub("", value)) and all(
            INWARD.fullmatch(found[2]) for found in URL.finditer(value)
        ):
            yield key, value
    for key, value in node.items():
        if key in GEOMETRY and _is_plain(value):
            yield key, value
        elif key in ("href", XLINK) and INWARD.fullmatch(value.strip()):
            yield "href", value.strip()
        elif key == SPACE and value == "preserve":
            yield "xml:space", value


def _is_plain(value: str) -> bool:
    """Tell whether a value calls no function but those that paint; escapes can hide others."""
    return "\\" not in value and all(
        found[1].lower() in CALLED for found in re.finditer(r"([\w-]*)\s*\(", value)
    )


def _declared(css: str) -> Looks:
    """Read the declarations of a style attribute."""
    import tinycss2

    found: dict[str, str] = {}
    for one in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and one.lower_name in LOOKS:
            found[one.lower_name] = tinycss2.serialize(one.value).strip()
    return found


def _rules(root: ET.Element) -> Iterator[tuple[str, Looks]]:
    """Read the style sheets of a drawing: elements, classes and ids, as programs write them."""
    import tinycss2

    found: dict[str, dict[str, str]] = {}
    for node in root.iter(f"{{{SVG}}}style"):
        sheet: list[Any] = tinycss2.parse_stylesheet(
            "".join(node.itertext()), skip_comments=True, skip_whitespace=True
        )
        for rule in sheet:
            if rule.type != "qualified-rule":
                raise ValueError("the drawing's style sheet is more than shapes need")
            looks = _declared(tinycss2.serialize(rule.content))
            for selector in tinycss2.serialize(rule.prelude).split(","):
                if not re.fullmatch(r"[.#]?[\w-]+", selector.strip()):
                    message = f'the drawing\'s style sheet has "{selector.strip()}"'
                    raise ValueError(f"{message} (save it with presentation attributes)")
                found.setdefault(selector.strip(), {}).update(looks)
    yield from found.items()


def _size(root: ET.Element) -> tuple[int, int]:
    """Say how large a drawing is: by its size, else by its view box."""
    found = [LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    if found[0] and found[1] and all(len(one[1]) < LONG for one in found if one):
        width, height = (float(one[1]) * PIXELS[one[2]] for one in found if one)
    else:
        box = NUMBER.findall(root.get("viewBox", "")[:200])
        width, height = map(float, box[2:4] if len(box) == 4 else DEFAULT)  # noqa: PLR2004
    if not 0 <= max(width, height) <= WIDEST:
        raise ValueError(f"the drawing is larger than {WIDEST} pixels")
    return max(1, round(width)), max(1, round(height))
