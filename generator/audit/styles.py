r"""Find every address in a style sheet, however it is written.

CSS is read by tinycss2, which follows CSS Syntax Level 3: escapes (`u\72l(…)`), comments and
unclosed brackets are read as browsers do.
Invariant: a text in quotes that looks like an address of another host counts, wherever it stands
(`image-set(var(--picture))`), but for those that are compared (`[href^="https://"]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from generator.audit.addresses import scheme

FETCHING = frozenset({"url", "src", "image-set", "-webkit-image-set", "image"})
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
CHARSET = re.compile(r'@charset "([^"]*)"')
CRUDE = re.compile(
    r"""(?<!namespace )\burl\(\s*["']?([^"')]*)|@import\s*["']([^"']*)""", re.IGNORECASE
)
WEB = frozenset({"http", "https", "ftp", "ws", "wss"})


@lru_cache(maxsize=64)  # the sheets of a site are looked at in each build of the preview
def addresses(css: str) -> tuple[str, ...]:
    """List the addresses that a style sheet, or a style attribute, makes a browser fetch."""
    import tinycss2

    charset = CHARSET.match(css)
    if charset and charset[1].lower() != "utf-8":
        return (f"//{charset[0]}",)  # its text may be another one for browsers
    exact = _in(tinycss2.parse_component_value_list(css))
    # What a cruder reader would fetch counts too, even where the sheet is broken.
    crude = CRUDE.findall(COMMENT.sub("", css))
    return tuple(dict.fromkeys([*exact, *(one for pair in crude for one in pair if one)]))


def _in(nodes: Iterable[Any]) -> Iterator[str]:
    """Go through a list of CSS values."""
    rule = ""
    for node in nodes:
        kind = node.type
        if kind == "at-keyword":
            rule = node.lower_value
        elif kind == "url":
            yield from () if rule == "namespace" else (node.value,)
        elif kind == "error":
            # An address with a quote or a bracket in it, which some browser may still fetch.
            yield from ("//" + node.message,) if node.kind == "bad-url" else ()
        elif kind == "string":
            yield from _quoted(node.value, rule)
        elif kind == "function":
            yield from _function(node)
        elif kind in ("() block", "{} block"):
            yield from _in(node.content)
        if kind == "{} block" or node == ";":
            rule = ""


def _quoted(text: str, rule: str) -> Iterator[str]:
    """Take a text in quotes if it is imported, or looks like an address of another host."""
    is_elsewhere = scheme(text) in WEB or text.strip().startswith(("//", "\\\\", "/\\"))
    if rule == "import" or (is_elsewhere and rule != "namespace"):
        yield text


def _function(node: Any) -> Iterator[str]:
    """Take the addresses in a function's arguments."""
    if node.lower_name in FETCHING:
        yield from (one.value for one in node.arguments if one.type == "string")
    yield from _in(node.arguments)
