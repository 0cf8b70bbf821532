"""Keep what an article may hold of HTML, and say what was taken out.

Invariant: what comes out has no element, attribute or scheme but those listed here, whoever
wrote it: an author, Markdown or one of our habits.
"""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.habits.notes import Notes
from generator.markup import OUTWARD, TAG, attributes, picture, read_url, refuse

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

ELEMENTS = frozenset(
    "a abbr aside b bdi bdo blockquote br caption cite code "  # noqa: SIM905 - a column of names reads worse
    "col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i "
    "img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
EVERYWHERE = frozenset({"id", "class", "lang", "dir", "title", "translate"})
ATTRIBUTES = MappingProxyType(
    {
        "a": frozenset({"href", "hreflang", "rel", "aria-label"}),
        "abbr": frozenset({"title"}),
        "del": frozenset({"datetime"}),
        "details": frozenset({"open"}),
        "img": frozenset({"src", "alt", "loading", "decoding"}),
        "ins": frozenset({"datetime"}),
        "li": frozenset({"value"}),
        "ol": frozenset({"start", "reversed", "type"}),
        "span": frozenset({"data-line"}),
        "td": frozenset({"colspan", "rowspan", "headers"}),
        "th": frozenset({"colspan", "rowspan", "headers", "scope", "abbr"}),
        "time": frozenset({"datetime"}),
        "aside": frozenset({"aria-label"}),
    }
)
# Attributes that are allowed with these values only.
VALUES = MappingProxyType(
    {
        "a": {"role": frozenset({"doc-noteref", "doc-backlink"})},
        "pre": {"tabindex": frozenset({"0"})},
        "div": {"role": frozenset({"doc-endnotes"})},
    }
)
# Elements whose text is not for readers.
WHOLE = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math"})
HINTS = MappingProxyType(
    {
        "iframe": 'write !!! video https://… "title", or post or map: a link that loads nothing',
        "video": 'write !!! video https://… "title": a link that loads nothing',
        "audio": 'write !!! audio https://… "title": a link that loads nothing',
        "embed": "link to the file instead",
        "object": "link to the file instead",
        "svg": "save the drawing as a picture beside the post",
        "style": "write it in layouts/assets/style.css and use class",
        "form": "write to readers how they can answer",
        "input": "write - [ ] for a box, - [x] for a ticked one",
        "center": "use class, and a rule in layouts/assets/style.css",
        "font": "use class, and a rule in layouts/assets/style.css",
        "picture": "write ![what it shows](photo.jpg)",
        "rb": "remove it: <ruby> and <rt> are enough",
        "rtc": "remove it: <ruby> and <rt> are enough",
    }
)
DEEP = 20
# Left of paragraphs that held a block, or something that was taken out.
EMPTY = re.compile(r"<p>\s*</p>\n?")
# Code that scrolls must be reachable by keys.
STILL = re.compile(r"<pre((?:(?! tabindex=)[^<>])*)>")
SWITCH = re.compile(r'(<(?:details|ol)\b[^<>]* (?:open|reversed))=""')
HTML_NAMES = frozenset(
    "applet area article audio base big blink body button "  # noqa: SIM905 - a column of names reads worse
    "canvas center data datalist dialog dir embed fieldset font footer form frame frameset "
    "head header hgroup html iframe image input label legend link main map marquee math menu "
    "meta meter nav nobr noscript object optgroup option output param picture plaintext "
    "progress rb rtc script search select slot source strike style svg template textarea title "
    "track tt video xmp".split()
)


def clean(html: str) -> str:
    """Take everything out that is not listed here."""
    import nh3

    html = nh3.clean(
        html,
        tags=ELEMENTS,
        clean_content_tags=WHOLE,
        attributes={"*": EVERYWHERE, **ATTRIBUTES},
        tag_attribute_values=dict(VALUES),
        url_schemes=OUTWARD,
        link_rel=None,
    )
    html = EMPTY.sub("", html)
    if "<pre" in html:
        html = STILL.sub(r'<pre\1 tabindex="0">', html)
    return SWITCH.sub(r"\1", html) if '=""' in html else html


def audit(before: str, after: str, notes: Notes) -> None:
    """Note each element, attribute and address of an author's that was taken out."""
    from selectolax.lexbor import LexborHTMLParser

    _comment(notes)
    left = Counter(_addresses(after))
    root = LexborHTMLParser(before, is_fragment=True).root
    for node in root.traverse() if root else ():
        name = (node.tag or "-").lower()
        if name not in ELEMENTS:
            # Comments and the root have names that no element can have.
            if name[0].isalpha() and not _is_within(node):
                _element(name, notes)
            continue
        written = node.attributes
        for key, value in written.items():
            if not _is_allowed(name, key, value or ""):
                _attribute(name, key, notes)
        address = written.get("src" if name == "img" else "href")
        if address is None or name not in ("a", "img"):
            continue
        if left[address]:
            left[address] -= 1
        elif name == "a":
            refuse(address, notes)
        else:
            _picture(address, notes)


def _comment(notes: Notes) -> None:
    """Say that a comment has no end: its words would be printed, or take the text with them."""
    at = notes.visible.rfind("<!--")
    if at >= 0 and "-->" not in notes.visible[at:]:
        notes.error(at, "this comment is never closed", "end it with -->")


def _is_within(node: LexborNode) -> bool:
    """Ask whether an element is part of another one that is taken out, and reported."""
    for _ in range(DEEP):
        parent = node.parent
        if parent is None or parent.tag == "html":  # some releases put the parser's own around all
            return False
        if (parent.tag or "").lower() in HTML_NAMES:
            return True
        node = parent
    return False


def _addresses(html: str) -> list[str]:
    """List the addresses that are left of links and pictures."""
    found = (attributes(tag[3]) for tag in TAG.finditer(html) if tag[2] in ("a", "img"))
    return [values[key] for values in found for key in ("href", "src") if key in values]


def _is_allowed(name: str, key: str, value: str) -> bool:
    """Ask whether an attribute may stand on an element."""
    if key in EVERYWHERE or key in ATTRIBUTES.get(name, ()):
        return True
    return value in VALUES.get(name, {}).get(key, ())


def _element(name: str, notes: Notes) -> None:
    """Say that an element can't stand in an article."""
    hint = f"remove it, or write &lt;{name}&gt; if readers should see it"
    if name in HTML_NAMES:
        hint = HINTS.get(name, "remove it")
    at = notes.find(f"<{name}", f"<{name.upper()}", f"<{name.capitalize()}")
    notes.error(at, f'"<{name}>" can\'t stand in an article', hint)


def _attribute(name: str, key: str, notes: Notes) -> None:
    """Say that an attribute can't stand on an element."""
    hint = "remove it"
    if key == "style":
        hint = "use class, and a rule in layouts/assets/style.css"
    elif name == "img" and key in ("width", "height"):
        hint = "remove it: the size is taken from the file"
    notes.error(notes.find(f"{key}="), f'"{key}" can\'t stand on <{name}>', hint)


def _picture(address: str, notes: Notes) -> None:
    """Say that a picture is not a file of the site."""
    url = read_url(address)
    if url.scheme:
        picture(url, notes)
    else:
        refuse(address, notes)
