"""Make pages that nobody would write, and let html5lib say what they load.

Run it longer with `make audits PAGES=10000`.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import html5lib

from generator.audit import audit
from generator.model import Settings
from tests.audit.vectors import PAGES

SETTINGS = Settings("The Record", "https://example.org/")
PAGE = "https://example.org/a/"
# What an html5lib tree loads, by what the HTML Standard and SVG 2 say of elements and attributes.
FETCHES = {
    "img": ("src", "srcset"), "image": ("src", "href", "xlink:href"), "source": ("src", "srcset"), "input": ("src",),
    "iframe": ("src",), "frame": ("src",), "embed": ("src",), "object": ("data",), "video": ("src", "poster"),
    "audio": ("src",), "track": ("src",), "script": ("src", "href", "xlink:href"), "body": ("background",),
    "table": ("background",), "td": ("background",), "th": ("background",), "use": ("href", "xlink:href"),
    "feimage": ("href", "xlink:href"), "link": ("href", "imagesrcset"),
}  # fmt: skip
KINDS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
    "modulepreload",
    "prerender",
}
URL = re.compile(r"""url\(\s*['"]?([^'")]*)|@import\s*['"]([^'"]*)""", re.IGNORECASE)
HOSTS = (
    "https://v.example/a",
    "//v.example/a",
    "\\\\v.example/a",
    "HTTPS://v.example/a",
    "/\\v.example/a",
    "ht\ttps://v.example/a",
)
OWN = ("/a.png", "b.png", "#c", "", "https://example.org/d.png")
NAMES = (
    *FETCHES,
    "p",
    "a",
    "div",
    "svg",
    "math",
    "style",
    "template",
    "noscript",
    "table",
    "tr",
    "select",
    "title",
    "textarea",
    "xmp",
    "form",
    "g",
    "foreignObject",
    "head",
    "body",
    "b",
    "pre",
    "details",
    "picture",
    "meta",
    "base",
)
ATTRIBUTES = (
    "src",
    "srcset",
    "href",
    "xlink:href",
    "data",
    "poster",
    "background",
    "imagesrcset",
    "style",
    "fill",
    "alt",
    "title",
    "class",
    "rel",
    "id",
    "SRC",
    "Href",
)
SIGNS = (
    "<",
    ">",
    '"',
    "'",
    "=",
    "/",
    "!",
    "-",
    "&",
    ";",
    " ",
    "\n",
    "\0",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "</",
    "&lt;",
    "&#60;",
    "&quot;",
)


def pages(seed: int) -> Iterator[str]:
    """Make pages without an end: grown ones, and vectors whose signs were changed."""
    chance = random.Random(seed)
    while True:
        page = grown(chance) if chance.random() < 0.6 else chance.choice(list(PAGES.values()))
        for _ in range(chance.choice((0, 0, 1, 3))):
            at = chance.randrange(len(page) + 1)
            page = page[:at] + chance.choice(SIGNS) + page[at + chance.choice((0, 0, 1)) :]
        yield page


def grown(chance: random.Random) -> str:
    """Put tags one after another, whatever they are."""
    parts = []
    for _ in range(chance.randrange(1, 9)):
        name = chance.choice(NAMES)
        if chance.random() < 0.2:
            parts.append(f"</{name}>")
            continue
        written = "".join(attribute(chance) for _ in range(chance.randrange(4)))
        parts.append(f"<{name}{written}{chance.choice(('>', '>', '/>', ' >'))}")
        if name == "style":
            parts.append(f"p {{ background: url({chance.choice(HOSTS)}) }}")
        parts.append(chance.choice(("", "a", "&amp;", "b")))
    return "".join(parts)


def attribute(chance: random.Random) -> str:
    """Write an attribute in one of the ways that HTML knows."""
    key = chance.choice(ATTRIBUTES)
    value = chance.choice((*HOSTS, *OWN))
    if key in ("style", "fill"):
        value = f"fill: url({value})" if key == "style" else f"url({value})"
    if key == "rel":
        value = chance.choice((*KINDS, "canonical", "Icon", "a stylesheet"))
    if key.endswith("srcset"):
        value += " 2x"
    if chance.random() < 0.3:
        value = "".join(f"&#{ord(sign)};" if chance.random() < 0.2 else sign for sign in value)
    quote = chance.choice(('"', "'", ""))
    if not quote and re.search(r"[\s\"'=<>`]", value):
        quote = '"'
    return f"{chance.choice((' ', ' ', '/'))}{key}={quote}{value}{quote}"


def loaded(page: str) -> set[str]:
    """List the hosts that html5lib's tree of a page loads from, JavaScript being on or off."""
    found: set[str] = set()
    for scripting in (False, True):
        tree = html5lib.parse(
            page, treebuilder="etree", namespaceHTMLElements=False, scripting=scripting
        )
        for node in tree.iter():
            if isinstance(node.tag, str):
                found |= set(fetched(node))
    return {host(address) for address in found} & {"v.example"}


def fetched(node) -> Iterator[str]:
    """List the addresses that one element of the tree loads."""
    name = node.tag.rpartition("}")[2].lower()
    values = {
        re.sub(r"^\{http://www.w3.org/1999/xlink\}", "xlink:", key): value
        for key, value in node.attrib.items()
    }
    is_fetching = name != "link" or KINDS & set(values.get("rel", "").lower().split())
    for key in FETCHES.get(name, ()) if is_fetching else ():
        value = values.get(key, "")
        yield from (
            (one.split()[0] for one in value.split(",") if one.strip())
            if "srcset" in key
            else (value,)
        )
    styles = [values.get("style", ""), values.get("fill", "")]
    styles += [node.text or ""] if name == "style" else []
    for found in URL.finditer(" ".join(styles)):
        # CSS drops backslashes, and an address with a tab in it is none.
        yield re.sub(r".*\s.*|\\\\?", "", (found[1] or found[2] or "").strip())


def host(address: str) -> str:
    """Give the host that a browser would ask."""
    bare = re.sub(r"[\t\n\r]", "", address).strip("".join(map(chr, range(33)))).replace("\\", "/")
    try:
        return urlsplit(urljoin(PAGE, bare)).hostname or ""
    except ValueError:
        return ""


def missed(page: str) -> set[str]:
    """List the hosts that a page loads from and the audit did not see."""
    hosts = loaded(page)
    faults = audit("a/index.html", page.encode(), SETTINGS) if hosts else ()
    if "\0" in page and faults:
        return set()  # the page is refused as it is
    told = re.sub(r"[\t\n\r]", "", " ".join(one.needle for one in faults)).lower()
    return {host for host in hosts if host not in told}


def main(number: int) -> int:
    """Compare that many pages; return 1 if anything was missed."""
    wrong = loading = 0
    for count, page in enumerate(pages(number), 1):
        lost = missed(page)
        loading += bool(loaded(page))
        if lost:
            wrong += 1
            print(repr(page), lost)
        if count >= number:
            break
    print(f"{number} pages, {loading} of them load from elsewhere, {wrong} missed")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
