"""Hold a comment to what comments may hold: words, lists, quotes, code, and links to the web.

Invariant: what comes out has no element or attribute but those listed here; no picture, no id, no
class, no HTML that somebody typed, and every link says that it is a stranger's.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from generator.habits.notes import Notes
from generator.markup import TAG, WEB, attributes, read_url

ELEMENTS = frozenset(
    "a blockquote br code del em hr li ol p pre strong ul".split()  # noqa: SIM905
)
ATTRIBUTES = MappingProxyType({"a": frozenset({"href"}), "ol": frozenset({"start"})})
# Parts of what is refused as a whole.
INNER = frozenset("thead tbody tfoot tr td th dd dt summary caption".split())  # noqa: SIM905
# What highlighting and smart lists put around words: it goes, and the words stay.
AROUND = frozenset({"div", "figure", "span"})
NAMES = MappingProxyType(
    {
        "img": ("a picture", "link to it instead"),
        "table": ("a table", "write a list"),
        "section": ("a footnote", "write it into the text, in brackets"),
        "sup": ("a footnote", "write it into the text, in brackets"),
        "figcaption": ("a title of code", "write it above the code"),
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ("a heading", "write **in bold**")),
    }
)
TYPED = re.compile(r"<(?!(?:https?://|[\w.+-]+@)[^\s<>]*>)[a-zA-Z/!?][^<>\n]{0,60}>?")
HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ ]", re.MULTILINE)
RELATION = "nofollow ugc"


def strict(html: str, before: str, notes: Notes) -> str:
    """Take out what has no place in a comment, and say so; `before` is HTML not yet made safe."""
    import nh3

    told: set[str] = set()
    typed = _typed(notes)
    for tag in TAG.finditer(before):
        if tag[2] == "a" and not tag[1]:
            _link(attributes(tag[3]).get("href", ""), notes)
    for tag in TAG.finditer(html):
        name = tag[2]
        if name not in ELEMENTS | AROUND | INNER | typed and not tag[1]:
            what = NAMES.get(name, (f"<{name}>", "write plain text"))
            if what[0] not in told:
                told.add(what[0])
                _refuse(name, what, notes)
    return nh3.clean(
        html,
        tags=ELEMENTS,
        attributes=dict(ATTRIBUTES),
        attribute_filter=_kept,
        link_rel=RELATION,
    )


def _kept(element: str, name: str, value: str) -> str | None:
    """Keep the addresses of links that lead to the web."""
    is_kept = element != "a" or name != "href" or read_url(value).scheme in WEB
    return value if is_kept else None


def _typed(notes: Notes) -> frozenset[str]:
    """Say which HTML was typed, for there is none in comments; give its elements' names."""
    names = set()
    for found in TYPED.finditer(notes.visible):
        written = found[0] if found[0].endswith(">") else f"{found[0].split()[0]}…"
        message = f'"{written}" is HTML, which has no place in a comment'
        notes.error(found.start(), message, "take it out, or put it between `backticks`")
        names.update(re.findall(r"^</?(\w+)", found[0].lower()))
    return frozenset(names)


def _link(address: str, notes: Notes) -> None:
    """Say that a link leads nowhere on the web."""
    if not address or address.startswith("#") or read_url(address).scheme in WEB:
        return
    shown = address if len(address) <= 80 else f"{address[:79]}…"  # noqa: PLR2004 - a line
    message = f'link "{shown}" is not a web address'
    notes.error(
        notes.find(address, address.partition(":")[2]),
        message,
        "write it in full, as in https://example.org/",
    )


def _refuse(name: str, what: tuple[str, str], notes: Notes) -> None:
    """Say that something has no place in a comment, at its first place in the text."""
    marks = {"img": "![", "table": "|", "section": "[^", "sup": "[^"}
    heading = HEADING.search(notes.visible) if name.startswith("h") else None
    at = heading.start() if heading else max(notes.visible.find(marks.get(name, "\0")), 0)
    notes.error(at, f"{what[0]} has no place in a comment", what[1])
