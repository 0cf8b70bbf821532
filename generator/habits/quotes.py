"""Close quotes after words that are marked up: `"*Wired*"`, `"[a](b.md)"`.

Python-Markdown's smart typography looks at each piece of text alone, so a mark that begins one
looks to it like the beginning of a quotation.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

CLOSING = re.compile(r"""["'](?=[\s"'.,:;?!)\]…—–-]|s\b|$)|'(?=\w)""")
MARKS = {'"': "”", "'": "’"}
LOOSE = frozenset({"br", "hr", "img"})


def quotes(md: Markdown) -> None:
    """Teach it after words are marked up, before smart typography (6) reads what is between."""
    md.treeprocessors.register(Quotes(md), "quotes", 7)


class Quotes(Treeprocessor):
    """Look at the first sign after each element within a line."""

    def run(self, root: Element) -> None:
        """Replace the marks that close a quotation, and apostrophes."""
        for element in root.iter():
            tail = element.tail
            if tail and element.tag not in LOOSE and (found := CLOSING.match(tail)):
                element.tail = MARKS[found[0]] + tail[1:]
