"""See what feeds, drawings and other data make a program load.

XML is read by Expat, which refuses what is not well-formed; a document type is refused before that,
for entities can hold anything. HTML inside feeds is seen as a page is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from types import MappingProxyType
from xml.etree import ElementTree as ET

from generator.audit import quick, styles
from generator.audit.elements import LOADING, MOVED, MOVING
from generator.audit.html import sights as html_sights
from generator.audit.sights import Sight

# What programs fetch of feeds: an attribute of an element, or its text.
FETCHED = MappingProxyType(
    {
        "enclosure": "url",
        "content": "url",
        "thumbnail": "url",
        "image": "href",
        "player": "url",
        "icon": "",
        "logo": "",
    }
)
ENTRIES = frozenset({"item", "entry"})
WRITTEN = frozenset({"description", "encoded", "summary", "content", "rights"})
STYLED = re.compile(
    r'<\?xml version="1\.0" encoding="utf-8"\?>\n'
    r'<\?xml-stylesheet href="([^"<>&]*)" type="text/css"\?>\n'
)
# What programs fetch of JSON Feed 1.1 and of a web app's manifest.
MEMBERS = frozenset({"image", "banner_image", "favicon", "icon", "avatar", "src"})


def xml(text: str) -> Iterator[Sight]:
    """See a feed, a sitemap or a drawing."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield Sight("forbidden", "a document type", needle="<!DOCTYPE")
        return
    yield from _styles_of(text)
    if "<!--" in text:
        yield Sight("forbidden", "a comment", needle="<!--")
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities were refused above
    except ET.ParseError as error:
        yield Sight("forbidden", f"XML that is not well-formed ({error})")
        return
    if _name(root.tag) == "svg":
        for node in root.iter():
            yield from _drawn(node)
        return
    for node in root.iter():
        yield from _fed(node)
        for part in node if _name(node.tag) in ENTRIES else ():
            yield from _written(part.text or "") if _name(part.tag) in WRITTEN else ()


def _styles_of(text: str) -> Iterator[Sight]:
    """See which style sheets show a document: one in CSS, named in one way, is read for certain."""
    named = STYLED.match(text)
    if named:
        yield Sight("load", "<?xml-stylesheet?>", named[1], "styles", named[1])
    if text.count("<?") > text.startswith("<?xml ") + bool(named):
        yield Sight("forbidden", "<?xml-stylesheet?>", needle="<?xml-stylesheet")


def _name(tag: str) -> str:
    """Give a name without its namespace."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _fed(node: ET.Element) -> Iterator[Sight]:
    """See one element of a feed."""
    name = _name(node.tag)
    if name in FETCHED:
        address = node.get(FETCHED[name], "") if FETCHED[name] else (node.text or "")
        yield from (Sight("load", f"<{name}>", address, "images", address),) if address else ()
    if name == "image" and (url := node.find("url")) is not None:
        yield Sight("load", "<image>", url.text or "", "images", url.text or "")
    if name == "link" and node.get("rel") == "enclosure":
        yield Sight("load", "<link>", node.get("href", ""), "media", node.get("href", ""))


def _written(html: str) -> Iterator[Sight]:
    """See the HTML that an entry of a feed holds; outside entries, texts are plain."""
    if "<" in html and not quick.is_plain(html):
        yield from html_sights(html)


def _drawn(node: ET.Element) -> Iterator[Sight]:
    """See one element of a drawing."""
    name = _name(node.tag)
    if name in ("script", "foreignobject", "handler"):
        yield Sight("run", f"<{name}>", needle=f"<{name}")
    if name == "style":
        yield from _styled("<style>", "".join(node.itertext()))
    for written, value in node.attrib.items():
        key = _name(written)
        what = f"<{name} {key}>"
        if key.startswith("on"):
            yield Sight("run", what, needle=f"{key}=")
        elif key == "href" and name == "a":
            yield Sight("link", what, value, "", value)
        elif key == "href" or key in LOADING or (name in MOVING and key in MOVED):
            for address in value.split(";"):
                yield Sight("load", what, address, "images", address)
        elif "(" in value:
            yield from _styled(what, value)


def _styled(what: str, css: str) -> Iterator[Sight]:
    """See what a style makes a program fetch."""
    for address in styles.addresses(css):
        yield Sight("load", what, address, "paint", address)


def stylesheet(text: str) -> Iterator[Sight]:
    """See a style sheet."""
    return _styled("url()", text)


def json_data(text: str) -> Iterator[Sight]:
    """See a JSON Feed, a manifest, or any other JSON."""
    try:
        yield from _member("", json.loads(text))
    except (ValueError, RecursionError):
        yield Sight("forbidden", "JSON that can't be read")


def _member(name: str, value: object) -> Iterator[Sight]:
    """See one value of JSON, and what is in it."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _member(key, member)
    elif isinstance(value, list):
        for member in value:
            yield from _member(name, member)
    elif isinstance(value, str) and name == "content_html":
        yield from _written(value)
    elif isinstance(value, str) and name in MEMBERS:
        yield Sight("load", f'"{name}"', value, "images", value)
