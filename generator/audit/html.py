"""See everything a browser may do because of a page.

Pages are read by Lexbor, an HTML5 parser that shares no code with the one that cleaned the bodies.
Invariants: what is in a template, a noscript or a frame's own document is seen too; a page is seen
as browsers read it with JavaScript on, and as they read it with JavaScript off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.audit import styles
from generator.audit.addresses import candidates, folded
from generator.audit.elements import (
    ICONS,
    LINKING,
    LISTS,
    LOADING,
    MATHS,
    MOVED,
    MOVING,
    PAINTING,
    PRAGMAS,
    PROGRAMS,
    PURPOSES,
    QUIET,
    SAYING,
    SENDING,
    STYLES,
    TEXTS,
)
from generator.audit.sights import Sight
from generator.audit.tags import tags

Values = Mapping[str, str]
DEEPEST = 8  # documents in templates and frames in each other
QUIETED = re.compile(r"<noscript\b[^>]*>.*?(?:</noscript[\s/>]|\Z)", re.IGNORECASE | re.DOTALL)
OPENING = re.compile(r"""<template(?:"[^"]*"|'[^']*'|[^'">])*>""", re.IGNORECASE)
TEMPLATE = re.compile(r"</?template\b[^>]*>", re.IGNORECASE)
REFRESH = re.compile(r"[\s0-9.]*[;,\s]*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)
DECLARATION = re.compile(r"<\?xml-stylesheet\b|<!(?!doctype html>)", re.IGNORECASE)


def sights(html: str, depth: int = 0) -> Iterator[Sight]:
    """See a page, or a piece of one; what is seen twice may be told twice."""
    from selectolax.lexbor import LexborHTMLParser

    if depth > DEEPEST:
        yield Sight("forbidden", "documents in each other", needle="<template")
        return
    for found in DECLARATION.finditer(html):
        what = "a comment" if html.startswith("<!--", found.start()) else found[0]
        yield Sight("forbidden", what, needle=html[found.start() : found.start() + 24])
    for name, values in tags(html):
        yield from _element("img" if name == "image" else name, values, depth)
    readings = [html]
    if "<noscript" in html.lower():
        readings.append(QUIETED.sub("", html))
    if "<template" in html.lower():
        readings.append(TEMPLATE.sub("", html))  # as browsers read it that know no templates
    for reading in readings:
        root = LexborHTMLParser(reading or " ").root
        for node in root.traverse() if root else ():
            name = (node.tag or "").lower()
            # The first of two attributes of one name is the one that counts, as in browsers.
            values = {key.lower(): value or "" for key, value in node.attributes.items()}
            yield from _element(name, values, depth)
            if name == "template":
                inner = OPENING.sub("", node.html or "", count=1)
                yield from sights(inner.removesuffix("</template>"), depth + 1)
            elif name in ("script", "style"):
                yield from _raw(name, values, node.text() or "", depth)


def _element(name: str, values: Values, depth: int) -> Iterator[Sight]:
    """See what an element does by itself and by each of its attributes."""
    for key, value in values.items():
        yield from _attribute(name, key, value, values)
    if name == "base":
        yield Sight(
            "forbidden", "<base>", values.get("href", ""), needle=values.get("href", "<base")
        )
    elif name == "meta":
        yield from _meta(values)
    elif name == "iframe" and "srcdoc" in values:
        yield from sights(values["srcdoc"], depth + 1)


def _attribute(name: str, key: str, value: str, values: Values) -> Iterator[Sight]:
    """See what one attribute does."""
    what = f"<{name} {key}>"
    if key.startswith("on"):
        yield Sight("run", what, needle=f"{key}=")
    elif key == "style":
        yield Sight("style", what, needle="style=")
        yield from _fetched(what, styles.addresses(value))
    elif key in ("href", "xlink:href"):
        yield from _href(name, key, value, values)
    elif key in SENDING:
        for address in value.split() if key == "ping" else (value,):
            yield Sight("send", what, address, needle=address)
    elif key in LOADING:
        purpose = LOADING[key] or PURPOSES.get(name, "frames")
        for address in candidates(value) if key in LISTS else (value,):
            yield Sight("load", what, address, purpose, address)
    else:
        yield from _rarely(name, key, value)


def _rarely(name: str, key: str, value: str) -> Iterator[Sight]:
    """See what attributes do that few pages have: painting, moving, opening windows."""
    what = f"<{name} {key}>"
    if key in PAINTING or ("url(" in value.lower() and key not in TEXTS):
        yield from _fetched(what, styles.addresses(value))
    elif name in MOVING and key in MOVED:
        for address in map(str.strip, value.split(";")):
            yield Sight("load", what, address, "images", address)
    elif (key == "target" and value.lower() not in ("", "_self")) or (
        key == "referrerpolicy" and value.lower() not in QUIET
    ):
        yield Sight("forbidden", f'{what[:-1]}="{value}">', needle=f"{key}=")


def _href(name: str, key: str, value: str, values: Values) -> Iterator[Sight]:
    """See where an element leads, or what it loads."""
    what = f"<{name} {key}>"
    if name in LINKING or name in MATHS:
        is_quiet = name in MATHS or "noreferrer" in values.get("rel", "").lower().split()
        yield Sight("link", what, value, "" if is_quiet else "referrer", value)
    elif name == "link":
        kinds = frozenset(values.get("rel", "").lower().split())
        if kinds & STYLES:
            yield Sight("load", '<link rel="stylesheet">', value, "styles", value)
        elif not kinds <= SAYING:
            purpose = "images" if kinds & ICONS else "frames"
            yield Sight("load", f'<link rel="{values.get("rel", "")}">', value, purpose, value)
    elif name != "base":
        purpose = "scripts" if name == "script" else "images"
        yield Sight("load", what, value, purpose, value)


def _meta(values: Values) -> Iterator[Sight]:
    """See what a page says in place of a server, and the pictures of old browsers."""
    pragma, content = values.get("http-equiv", "").strip().lower(), values.get("content", "")
    name = values.get("name", "").strip().lower()
    what = f'<meta http-equiv="{pragma}">'
    charset = values.get("charset", "utf-8") if pragma != "content-type" else content.lower()
    if "utf-8" not in charset.lower():
        yield Sight("forbidden", f'<meta charset="{charset}">', needle="charset")
    if pragma == "refresh":
        found = REFRESH.match(content)
        address = found[1].strip() if found else content
        yield Sight("load", what, address, "frames", address)
    elif pragma == "content-security-policy" and "report" in content.lower():
        yield Sight("send", what, content, needle="report-")
    elif pragma and pragma not in PRAGMAS:
        yield Sight("forbidden", what, needle="http-equiv")
    elif name == "referrer" and content.strip().lower() not in QUIET:
        yield Sight("forbidden", f'<meta name="referrer" content="{content}">', needle="referrer")
    elif name.startswith("msapplication") and folded(content).startswith(("http", "//")):
        yield Sight("load", f'<meta name="{name}">', content, "images", content)


def _raw(name: str, values: Values, text: str, depth: int) -> Iterator[Sight]:
    """See a script or a style sheet that stands in the page itself."""
    if name == "style":
        yield Sight("style", "<style>", needle="<style")
        yield from _fetched("<style>", styles.addresses(text))
        return
    kind = values.get("type", "").partition(";")[0].strip().lower()
    is_program = not kind or kind in PROGRAMS or "language" in values
    if is_program and "src" not in values and "href" not in values:
        yield Sight("run", "<script>", needle="<script")
    if is_program and text.strip():
        # A browser that does not know the element's end here would read on as HTML.
        yield from sights(text, depth + 1) if "<" in text else ()


def _fetched(what: str, addresses: Iterable[str]) -> Iterator[Sight]:
    """See what a style makes a browser fetch."""
    for address in addresses:
        yield Sight("load", what, address, "paint", address)
