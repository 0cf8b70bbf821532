"""Read cleaned HTML as tags, and put marks in place of own addresses.

Invariants: the HTML is nh3's, so every `<` begins a tag and every value stands in double quotes;
no address reaches a page but those that are classified here.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape, unescape
from urllib.parse import unquote

from generator.habits.notes import Notes
from generator.model import Link

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [^\s\"=<>/]+=\"[^\"]*\")*)>")
ATTRIBUTE = re.compile(r" ([^\s\"=<>/]+)=\"([^\"]*)\"")
ADDRESSED = re.compile(r"<(a|img)((?: [^\s\"=<>/]+=\"[^\"]*\")*)>")
ID = re.compile(r"(?<= )id=\"([^\"]*)\"")
# A new line in the text after these elements: words on both sides of them are two words.
BLOCKS = frozenset(
    "address aside blockquote br caption dd details div dl "  # noqa: SIM905 - a column of names reads worse
    "dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
QUERIED = re.compile(r'(?<= href=")((?:https?:)?//[^"]*\?[^"]*)(?=")', re.IGNORECASE)
MARK = "\0"
# U+FE0E asks for the plain arrow: some systems draw a blue button instead.
ARROW = "\u21a9\ufe0e"
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
WEB = frozenset({"http", "https"})
OUTWARD = WEB | frozenset(
    "mailto tel sms xmpp matrix irc ircs magnet geo gemini "  # noqa: SIM905 - a column of names reads worse
    "ftp bitcoin monero openpgp4fpr".split()
)
RUNNING = frozenset({"javascript", "vbscript", "data", "livescript", "mocha"})
OWN_REL = frozenset({"me", "nofollow", "license", "author", "ugc", "sponsored", "tag"})
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg", ".bmp", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Addressed:
    """Hold a body whose own addresses are marks, its links and the ids it has."""

    html: str
    links: tuple[Link, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Url:
    """Hold an address as a browser would read it; an own one has no scheme.

    `written` is what the author wrote, `path` has no percent signs, `fragment` no `#`.
    """

    written: str
    scheme: str = ""
    path: str = ""
    query: str = ""
    fragment: str = ""


def attributes(tag: str) -> dict[str, str]:
    """Read a tag's attributes."""
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(tag)}


def ids(html: str) -> Iterator[str]:
    """List all ids, in order."""
    for tag in TAG.finditer(html):
        found = ID.search(tag[3]) if tag[3] else None
        if found:
            yield unescape(found[1])


def plain(html: str) -> str:
    """Give the text without markup, white space folded."""
    text = TAG.sub(lambda tag: " " if tag[2] in BLOCKS else "", html)
    return " ".join(unescape(text).split())


def read_url(written: str) -> Url:
    """Read an address as browsers do, which ignore more than authors think."""
    url = re.sub(r"[\t\n\r]", "", written).strip("".join(map(chr, range(33))))
    found = SCHEME.match(url)
    if found:
        return Url(written, found[1].lower())
    if re.match(r"[\\/]{2}", url):
        return Url(written, "https")
    rest, _, fragment = url.partition("#")
    path, mark, query = rest.partition("?")
    path = unicodedata.normalize("NFC", unquote(path.replace("\\", "/")).replace(MARK, ""))
    return Url(written, "", path, mark + query, unicodedata.normalize("NFC", unquote(fragment)))


def addressed(html: str, notes: Notes) -> Addressed:
    """Classify every address: mark own ones, keep those that lead out, refuse the others."""
    anchors = tuple(dict.fromkeys(ids(html)))
    known = frozenset(anchors)
    links: list[Link] = []

    def rewritten(tag: re.Match[str]) -> str:
        values = attributes(tag[2])
        name = "src" if tag[1] == "img" else "href"
        if name not in values:
            return "" if tag[1] == "img" else tag[0]
        url = read_url(values[name])
        if tag[1] == "img":
            link = picture(url, notes)
            if not link:
                return ""
            if not values.get("alt", "").strip():
                message = f'picture "{_short(url.written)}" has no description'
                hint = f"write one, as in ![what it shows]({_short(url.written)})"
                notes.warning(link.offset - notes.start, message, hint, "alt-missing")
            # The address stands first: what a browser may choose instead is put before the tag.
            del values[name]
            values = {name: f"{MARK}picture:{link.target}{MARK}", **values}
            values |= {"loading": "lazy", "decoding": "async"}
        else:
            link = None if url.scheme or _is_here(url) else own(url, notes)
            _led(values, url, link, notes, known)
        if link:
            links.append(link)
        return _tag(tag[1], values)

    return Addressed(ADDRESSED.sub(rewritten, html), tuple(links), anchors)


def freed(html: str, notes: Notes) -> str:
    """Take what tracks readers out of links, and out of addresses that stand bare in the text."""
    if "?" not in html:
        return html
    for written in dict.fromkeys(QUERIED.findall(html)):
        address = unescape(written)
        clean = escape(notes.leading_out(address))
        if address in notes.untracked:
            html = html.replace(f'href="{written}"', f'href="{clean}"')
            html = html.replace(f">{written}</a>", f">{clean}</a>")
    return html


def picture(url: Url, notes: Notes) -> Link | None:
    """Find out which own picture is meant; one from elsewhere is refused."""
    at = notes.find(url.written, escape(url.written))
    if url.scheme in WEB or url.scheme == "ftp":
        message = f'picture "{_short(url.written)}" would be loaded from another host'
        notes.error(at, message, "save it beside the post and link the file")
    elif url.scheme:
        message = f'picture "{_short(url.written)}" is no file of this site'
        notes.error(at, message, "save it beside the post and link the file")
    elif not url.path:
        notes.error(at, "picture without a file", "write it as in ![what it shows](photo.jpg)")
    else:
        target = _file(url.path, notes)
        if target:
            return Link("picture", target, "", notes.start + at)
        notes.error(at, *_outside("picture", url))
    return None


def own(url: Url, notes: Notes) -> Link | None:
    """Find out which file or address of the site a link means."""
    at = notes.find(url.written, escape(url.written))
    if not url.path and not url.query:
        notes.error(at, "link without an address", "write it as in [text](other.md)")
        return None
    path = url.path or posixpath.basename(notes.source.path)
    if path.startswith("/") and not path.lower().endswith((".md", *PICTURES)):
        target = posixpath.normpath(path) + ("/" if path.endswith("/") and path != "/" else "")
        target = target.replace("//", "/") + url.query
        is_inside = f"{posixpath.normpath(path.lstrip('/'))}/"[:3] != "../"
    else:
        target = _file(path, notes)
        is_inside = bool(target)
    if is_inside:
        return Link("link", target, url.fragment, notes.start + at)
    notes.error(at, *_outside("link", url))
    return None


def _led(
    values: dict[str, str], url: Url, link: Link | None, notes: Notes, anchors: frozenset[str]
) -> None:
    """Give a link's tag the address it may have."""
    rel = [word for word in values.pop("rel", "").lower().split() if word in OWN_REL]
    if url.scheme in OUTWARD:
        rel += ["noreferrer", "noopener"] if url.scheme in WEB else []
        whole = re.sub(r"^\s*[\\/]{2}", "https://", url.written)
        values["href"] = notes.leading_out(whole) if url.scheme in WEB else whole
    elif link:
        fragment = "#" + _in_address(link.fragment) if link.fragment else ""
        values["href"] = f"{MARK}link:{link.target}{MARK}{fragment}"
    elif not url.scheme and _is_here(url):
        _check_fragment(url, notes, anchors)
        values["href"] = "#" + _in_address(url.fragment)
    else:
        del values["href"]
        if url.scheme:
            refuse(url.written, notes)
    if rel:
        values["rel"] = " ".join(dict.fromkeys(rel))


def refuse(written: str, notes: Notes) -> None:
    """Say why a link's address, which was taken out, can't stay."""
    url = read_url(written)
    at = notes.find(written, escape(written))
    shown = _short(written)
    hint = "link to an address that begins with https://, or to a file of this site"
    if url.scheme in RUNNING:
        notes.error(at, f'link "{shown}" would run a program in the reader\'s browser', hint)
    elif url.scheme == "file":
        notes.error(at, f'link "{shown}" leads to a file of this computer', hint)
    elif url.scheme in WEB or not url.scheme:
        notes.error(at, f'link "{shown}" is no address that a browser could open', hint)
    else:
        notes.error(at, f'link "{shown}" begins with "{url.scheme}:"', hint)


def _is_here(url: Url) -> bool:
    """Ask whether an address means a part of the page it stands on."""
    return not url.path and not url.query and "#" in url.written


def _check_fragment(url: Url, notes: Notes, anchors: frozenset[str]) -> None:
    """Note a link to a part that this body does not have."""
    if url.fragment in anchors or url.fragment in ("", "top"):
        return
    near = get_close_matches(url.fragment[:200], sorted(anchors), 1, 0.4)
    hint = f'did you mean "#{near[0]}"?' if near else "link to the id of a heading"
    at = notes.find(url.written, escape(url.written))
    message = f'this text has no part "#{url.fragment}"'
    notes.error(at, message, hint, "fragment-missing")


def _file(path: str, notes: Notes) -> str:
    """Name the file of content/ that a path means, or nothing if it lies elsewhere."""
    folder = "content" if path.startswith("/") else posixpath.dirname(notes.source.path)
    target = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    if path.endswith("/") or posixpath.basename(path) in (".", ".."):
        target += "/index.md"
    return target if target.startswith("content/") else ""


def _outside(kind: str, url: Url) -> tuple[str, str]:
    """Say that a path leads out of the folder that is published."""
    message = f'{kind} "{_short(url.written)}" leads out of content/'
    return message, "move the file into content/ and link to it there"


def _in_address(fragment: str) -> str:
    """Write a fragment so that neither an address nor an attribute ends at it."""
    return re.sub(r"[\s\0%\"'<>&`]", lambda sign: f"%{ord(sign[0]):02X}", fragment)


def _tag(name: str, values: dict[str, str]) -> str:
    """Write a tag; marks stay as they are, for they are replaced as a whole."""
    written = "".join(
        f' {key}="{value if MARK in value else escape(value)}"' for key, value in values.items()
    )
    return f"<{name}{written}>"


def _short(url: str) -> str:
    """Cut an address that would fill a screen."""
    return url if len(url) <= 80 else url[:79] + "…"  # noqa: PLR2004 - a line
