"""Make links of addresses that stand bare in the text, as GitHub does.

Invariant: nothing inside code or another link becomes a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

# No user names: a link that seems to lead to one host and leads to another is a trick.
# U+0002 and U+0003 stand around what Python-Markdown has read already.
ADDRESS = (
    r"(?<![\w/.:@=-])(?<!=[\"'])https?://(?![^\s/?#<>\"]*@)"
    r"(?:\[[0-9a-fA-F:.]+\]|[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.?)(?::\d{1,5})?"
    r"(?:[/?#][^\s<>\"\u0002\u0003]*)?"
)
TRAILING = "?!.,:;*_~'\"’”»。、，！？；：）」』"
# Raw HTML is kept under a number, and the mark with this number under another one.
MARK = re.compile("\u0002klzzwxh:([0-9]+)\u0003")
KEPT = re.compile("\u0002wzxhzdk:([0-9]+)\u0003")
CLOSED = re.compile(r"<(/?)(a|code|kbd|samp|pre)\b", re.IGNORECASE)


def bare_links(md: Markdown) -> None:
    """Teach Markdown bare links: after code, links and raw HTML, before stress."""
    md.inlinePatterns.register(BareLinks(ADDRESS, md), "bare_links", 85)


class BareLinks(InlineProcessor):
    """Find the address, and leave out the punctuation of the sentence around it."""

    ANCESTOR_EXCLUDES: ClassVar[tuple[str, ...]] = ("a", "code", "pre")

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Make a link of one address."""
        url = trimmed(m[0])
        if self._is_closed(data[: m.start()]):
            return None, None, None
        link = Element("a", {"href": url})
        link.text = AtomicString(url)
        return link, m.start(), m.start() + len(url)

    def _is_closed(self, before: str) -> bool:
        """Ask whether raw HTML that is open here has links or code of its own."""
        is_open: set[str] = set()
        for tag in self._kept(before):
            found = CLOSED.match(tag)
            if found and found[1]:
                is_open.discard(found[2].lower())
            elif found:
                is_open.add(found[2].lower())
        return bool(is_open)

    def _kept(self, text: str) -> Iterator[str]:
        """Look up the raw HTML that a text has marks for."""
        if not self.md or not self.md.htmlStash.html_counter:
            return
        blocks = self.md.htmlStash.rawHtmlBlocks
        nodes = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        for number in MARK.findall(text):
            node = nodes.get(number)
            found = KEPT.fullmatch(node) if isinstance(node, str) else None
            if found and int(found[1]) < len(blocks):
                yield str(blocks[int(found[1])])


def trimmed(url: str) -> str:
    """Take from an address what belongs to the sentence: `.`, `,`, a bracket never opened."""
    while True:
        shorter = url.rstrip(TRAILING)
        for opening, closing in ("()", "[]"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == url:
            return url
        url = shorter
