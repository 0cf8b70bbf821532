"""Say what a style declares as attributes of SVG do.

Attributes know no custom properties, no shorthands and no units in transforms; so these are
worked out here, as far as that is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import pi
from types import MappingProxyType
from typing import Any

# Functions of colours, places and numbers.
CALLED = frozenset(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color matrix translate translatex "  # noqa: SIM905
    "translatey scale scalex scaley rotate skewx skewy calc var blur brightness contrast "
    "drop-shadow grayscale hue-rotate invert opacity saturate sepia".split()
)
INWARD = re.compile(r"#[^\s'\"()<>]+")
URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
FONT = re.compile(
    r"(?:(?P<before>[^\"'/]*?)\s+)?(?P<size>[\d.]+(?:[a-z]+|%)|(?:xx?-)?(?:small|large)|medium"
    r"|larger|smaller)(?:\s*/\s*[\w.%]+)?\s+(?P<family>[^/]+)",
    re.IGNORECASE,
)
STEP = re.compile(r"\s*([a-zA-Z]+)\(([^()]*)\)\s*,?")
MEASURE = re.compile(rf"({NUMBER})(px|deg|rad|turn|grad|)")
UNITS = MappingProxyType(
    {"": 1.0, "px": 1.0, "deg": 1.0, "rad": 180 / pi, "turn": 360.0, "grad": 0.9}
)
STEPS = MappingProxyType(
    {
        name.lower(): name
        for name in [
            "matrix",
            "translate",
            "translateX",
            "translateY",
            "scale",
            "scaleX",
            "scaleY",
            "rotate",
            "skewX",
            "skewY",
        ]
    }
)
DEEPEST = 8  # custom properties in each other
LONGEST = 10_000  # signs of a value


def is_plain(value: str) -> bool:
    """Tell whether a value calls no function but those that paint, and names only own parts.

    Escapes can hide others.
    """
    rest = URL.sub("", value)
    return (
        "\\" not in value
        and all(found[1].lower() in CALLED for found in re.finditer(r"([\w-]*)\s*\(", rest))
        and all(INWARD.fullmatch(found[2]) for found in URL.finditer(value))
    )


def resolved(value: str, customs: Mapping[str, str], depth: int = 0) -> str:
    """Put custom properties in their places, and of two colours take that for light screens.

    Nothing is left of a value that names an unknown one, as in browsers.
    """
    lower = value.lower()
    if "var(" not in lower and "light-dark(" not in lower:
        return value
    import tinycss2

    if depth > DEEPEST or len(value) > LONGEST:
        return ""
    parts: list[str] = []
    for one in tinycss2.parse_component_value_list(value):
        name = getattr(one, "lower_name", "") if one.type == "function" else ""
        if name not in ("var", "light-dark"):
            inner = tinycss2.serialize([one])
            if one.type == "function":
                head, _, rest = inner.partition("(")
                inner = f"{head}({resolved(rest.removesuffix(')'), customs, depth + 1)})"
            parts.append(inner)
            continue
        first, rest = _halves(one.arguments)
        chosen = customs.get(first, rest) if name == "var" else first
        fresh = resolved(chosen, customs, depth + 1).strip()
        if not fresh:
            return ""
        parts.append(fresh)
    whole = "".join(parts)
    return whole if len(whole) <= LONGEST else ""


def _halves(arguments: list[Any]) -> tuple[str, str]:
    """Part the first argument of a function from the others."""
    import tinycss2

    at = next((n for n, one in enumerate(arguments) if one == ","), len(arguments))
    first, rest = arguments[:at], arguments[at + 1 :]
    return tinycss2.serialize(first).strip(), tinycss2.serialize(rest).strip()


def longhands(key: str, value: str) -> Iterator[tuple[str, str]]:
    """Take a shorthand apart that attributes don't know."""
    if key == "marker":
        yield from ((f"marker-{place}", value) for place in ("start", "mid", "end"))
    elif key == "font" and (found := FONT.fullmatch(value.strip())):
        for word in (found["before"] or "").lower().split():
            if word in ("italic", "oblique"):
                yield "font-style", word
            elif word == "small-caps":
                yield "font-variant", word
            elif re.fullmatch(r"bold|bolder|lighter|\d{3}", word):
                yield "font-weight", word
            elif "condensed" in word or "expanded" in word:
                yield "font-stretch", word
        yield "font-size", found["size"]
        yield "font-family", found["family"].strip()
    else:
        yield key, value


def transform(value: str, origin: str) -> str:
    """Write a transform of a style as an attribute; nothing if that is not certain."""
    steps: list[str] = []
    end = 0
    while found := STEP.match(value, end):
        name, end = STEPS.get(found[1].lower(), ""), found.end()
        given = [MEASURE.fullmatch(one) for one in re.split(r"\s*,\s*|\s+", found[2].strip())]
        numbers = [float(one[1]) * UNITS[one[2]] for one in given if one]
        if not name or not numbers or len(numbers) < len(given):
            return ""
        steps.append(_step(name, numbers))
    if value[end:].strip() or not steps:
        return ""
    around = [MEASURE.fullmatch(one) for one in origin.split()[:2]] if origin else []
    if not all(around) or len(around) == 1:
        return ""
    if around and any(float(one[1]) for one in around if one):
        x, y = (float(one[1]) for one in around if one)
        steps = [_step("translate", [x, y]), *steps, _step("translate", [-x, -y])]
    return " ".join(steps)


def _step(name: str, numbers: list[float]) -> str:
    """Write one step of a transform; attributes know fewer names."""
    one = numbers[0]
    usual = {
        "translateX": ("translate", [one, 0]),
        "translateY": ("translate", [0, one]),
        "scaleX": ("scale", [one, 1]),
        "scaleY": ("scale", [1, one]),
    }
    name, numbers = usual.get(name, (name, numbers))
    return f"{name}({' '.join(f'{number:g}' for number in numbers)})"
