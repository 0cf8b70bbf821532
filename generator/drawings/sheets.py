"""Read the style sheets of a drawing, and say what they mean for each element (CSS Cascade 4).

Invariant: what a style sheet asks for and a drawing does not get is named, or refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from generator.drawings.selectors import PASSING, Selector, Weight, is_meant, selector
from generator.drawings.vocabulary import SVG

SCREENS = frozenset({"", "all", "screen", "only screen"})
STYLE = (1_000_000, 0, 0)  # a style attribute is heavier than any selector
MANY = 20_000_000  # rules times elements: some seconds
PLAIN = "save it with presentation attributes, or as PNG"
Rank = tuple[bool, Weight, int]
Declared = tuple[str, str, bool]  # a property, its value, whether it is !important


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold what is declared for the elements that a selector means; later rules count more."""

    meant: Selector
    number: int
    declared: tuple[Declared, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the rules of a drawing by what an element must have, and what is left out of them."""

    rules: Mapping[str, tuple[Rule, ...]]
    left: tuple[str, ...]


def sheet(root: ET.Element) -> Sheet:
    """Read all style sheets of a drawing."""
    import tinycss2

    left: list[str] = []
    found: list[tuple[str, list[Declared]]] = []
    for node in root.iter(f"{{{SVG}}}style"):
        media = node.get("media", "").strip().lower()
        if media not in SCREENS or node.get("type", "text/css").strip().lower() != "text/css":
            left.append(f'the styles for "{media or node.get("type")}"'[:100])
            continue
        css = "".join(node.itertext())
        parsed = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        found += _rules(parsed, left)
    rules: dict[str, list[Rule]] = {}
    for number, (text, declared) in enumerate(found):
        for one in _selectors(text, left):
            rules.setdefault(one.key(), []).append(Rule(one, number, tuple(declared)))
    if len(found) * sum(1 for _ in root.iter()) > MANY:
        raise ValueError(f"the drawing has {len(found)} styles ({PLAIN})")
    return Sheet({key: tuple(some) for key, some in rules.items()}, tuple(left))


def _rules(parsed: Iterable[Any], left: list[str]) -> Iterator[tuple[str, list[Declared]]]:
    """List the rules that hold on a screen: their selectors, and what they declare."""
    import tinycss2

    for rule in parsed:
        kind = getattr(rule, "lower_at_keyword", "")
        about = tinycss2.serialize(getattr(rule, "prelude", ())).strip()
        if rule.type == "qualified-rule":
            yield about, declarations(tinycss2.serialize(rule.content))
        elif kind.endswith("keyframes"):
            left.append("movement")
        elif kind == "font-face":
            told = dict(one[:2] for one in declarations(tinycss2.serialize(rule.content or ())))
            left.append(f"the font {told.get('font-family', 'of its own')}"[:100])
        elif kind == "media" and about.lower() in SCREENS:
            inner = tinycss2.parse_rule_list(rule.content or (), True, True)  # noqa: FBT003
            yield from _rules(inner, left)
        elif kind in ("media", "page"):
            left.append(f'the styles for "{about}"'[:100])
        elif kind not in ("charset", "namespace"):
            message = "the drawing's style sheet is more than shapes need"
            raise ValueError(f"{message} ({'take out @' + kind if kind else PLAIN})")


def _selectors(text: str, left: list[str]) -> Iterator[Selector]:
    """Read the selectors of a rule."""
    for written in text.split(","):
        one = None if PASSING.search(written) else selector(written)
        if one:
            yield one
        elif PASSING.search(written):
            left.append(f'the styles for "{written.strip()}"'[:100])
        else:
            message = f'the drawing\'s style sheet has "{written.strip()[:80]}"'
            raise ValueError(f"{message} ({PLAIN})")


def declarations(css: str) -> list[Declared]:
    """Read declarations, as of a style attribute."""
    import tinycss2

    found: list[Declared] = []
    for one in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            name = one.name if one.name.startswith("--") else one.lower_name
            found.append((name, tinycss2.serialize(one.value).strip(), one.important))
        elif one.type != "error":
            raise ValueError(f"the drawing's style sheet has styles in each other ({PLAIN})")
    return found


def styled(one: Sheet, node: ET.Element, above: Sequence[ET.Element]) -> dict[str, str]:
    """Say what holds for an element, by its own style attribute and by the style sheets."""
    ranked: list[tuple[Rank, str, str]] = []
    name = node.tag.removeprefix(f"{{{SVG}}}")
    kinds = dict.fromkeys(node.get("class", "").split())
    for key in (name, "", f"#{node.get('id', '')}", *(f".{kind}" for kind in kinds)):
        for rule in one.rules.get(key, ()):
            if is_meant(rule.meant, node, above):
                ranked += _ranked(rule.declared, rule.meant.weight, rule.number)
    ranked += _ranked(declarations(node.get("style", "")), STYLE, 0)
    return {key: value for _, key, value in sorted(ranked, key=lambda told: told[0])}


def _ranked(
    declared: Iterable[Declared], weight: Weight, number: int
) -> Iterator[tuple[Rank, str, str]]:
    """Say how much each declaration counts."""
    for key, value, is_important in declared:
        yield (is_important, weight, number), key, value
