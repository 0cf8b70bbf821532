"""Read `!!! video https://… "Title"`: what plays, was posted or is drawn elsewhere.

A still of the site's own stands for it, with a plain link and words that say who will see the
reader's visit. Nothing is loaded from there, and no frame is made.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString

EMBED = re.compile(
    r"(?:^|\n)!!! ?(video|audio|post|map) +<?(https?://[^\s<>\"]+)>?(?: +\"([^\n]*)\")? *(?:\n|$)"
)
HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)", re.IGNORECASE)
# What a reader does there.
WORDS = MappingProxyType(
    {
        "video": "Plays on {}, which will see your visit.",
        "audio": "Plays on {}, which will see your visit.",
        "post": "Stands on {}, which will see your visit.",
        "map": "Opens on {}, which will see your visit.",
    }
)


def embeds(md: Markdown) -> None:
    """Teach Markdown such blocks, before it takes them for notes."""
    md.parser.blockprocessors.register(Embeds(md.parser), "embeds", 106)


class Embeds(BlockProcessor):
    """Make a figure of a block: what is indented below it, then the link."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's shape
        """Ask whether such a block begins here."""
        return EMBED.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Make the figure."""
        block = blocks.pop(0)
        found = EMBED.search(block)
        if not found:
            return False
        if found.start():
            self.parser.parseBlocks(parent, [block[: found.start()]])
        kind, address = found[1], found[2]
        figure = SubElement(parent, "figure", {"class": f"embed {kind}"})
        inside, after = self.detab(block[found.end() :])
        while blocks and not after and blocks[0].startswith(" " * self.tab_length):
            more, after = self.detab(blocks.pop(0))
            inside = f"{inside}\n\n{more}"
        self.parser.parseChunk(figure, inside)
        self._led(figure, kind, address, found[3] or "")
        if after:
            blocks.insert(0, after)
        return None

    def _led(self, figure: Element, kind: str, address: str, title: str) -> None:
        """Say below it where it is, and who will know."""
        host = HOST.match(address)
        where = host[1].lower() if host else address
        caption = SubElement(figure, "figcaption")
        link = SubElement(caption, "a", {"href": address})
        link.text = AtomicString(title.strip() or where)
        link.tail = " "
        # These words are English in an article of any language.
        words = SubElement(caption, "span", {"class": "elsewhere", "dir": "ltr", "lang": "en"})
        words.text = AtomicString(WORDS[kind].format(where))
