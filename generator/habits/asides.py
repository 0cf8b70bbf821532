"""Read notes beside the text: `!!! note "Title"` and GitHub's `> [!NOTE]`.

Invariant: both spellings give the same HTML, an aside that begins with its title. A pull quote,
`> [!PULL]`, is written like a note and has no title of its own. A note that its author gave none is
named when its page is made, in the page's language.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.treeprocessors import Treeprocessor

from generator.markup import MARK

ALERT = re.compile(
    r"(?:^|\n) {0,3}> ?\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION|PULL)\]([^\n]*)", re.IGNORECASE
)
# GitHub's five, and those that texts from Sphinx and MkDocs bring along.
KINDS = "note|tip|important|warning|caution|hint|attention|danger|error|info|example"
# Begins a title that is the program's own: no text holds this sign (`notes.HARMFUL`).
OWN = "\ufdd0"
TITLE = "admonition-title"
UNTITLED = re.compile(
    rf'(<aside class="admonition ({KINDS})(?: [^"]*)?">\n?<p class="{TITLE}) untitled">.*?</p>'
)


def asides(md: Markdown) -> None:
    """Teach Markdown both spellings."""
    md.parser.blockprocessors.register(Admonitions(md.parser), "admonition", 105)
    md.parser.blockprocessors.register(Alerts(md.parser), "alert", 22)
    md.treeprocessors.register(Asides(md), "asides", 45)


class Admonitions(AdmonitionProcessor):
    """Read `!!! note`, and remember whether its author gave it a title."""

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """Give the classes of a note, and its title."""
        names, title = super().get_class_and_title(match)
        return names, f"{OWN}{title}" if match[2] is None else title


class Alerts(BlockQuoteProcessor):
    """Turn a quote that begins with `[!NOTE]` into an aside."""

    def test(self, parent: Element, block: str) -> bool:
        """Ask whether an alert begins in this block before any other quote."""
        found = ALERT.search(block)
        quote = self.RE.search(block)
        return bool(found and quote and found.start() == quote.start()) and super().test(
            parent, block
        )

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Make the aside of a block's alert."""
        block = blocks.pop(0)
        found = ALERT.search(block)
        if not found:
            return False
        self.parser.parseBlocks(parent, [block[: found.start()]])
        kind = found[1].lower()
        aside = self._aside(parent, kind, found[2].strip())
        lines = block[found.end() :].lstrip("\n").split("\n")
        self.parser.state.set("blockquote")
        self.parser.parseChunk(aside, "\n".join(self.clean(line) for line in lines))
        self.parser.state.reset()
        return None

    def _aside(self, parent: Element, kind: str, title: str) -> Element:
        """Begin an aside; words beside `[!PULL]` are its first ones."""
        if kind == "pull":
            aside = SubElement(parent, "aside", {"class": kind})
            if title:
                self.parser.parseChunk(aside, title)
            return aside
        aside = SubElement(parent, "aside", {"class": f"admonition {kind}"})
        SubElement(aside, "p", {"class": TITLE}).text = title or f"{OWN}{kind.capitalize()}"
        return aside


class Asides(Treeprocessor):
    """Name the element of an admonition after what it is, and mark titles that are our own."""

    def run(self, root: Element) -> None:
        """Turn each admonition into an aside."""
        for title in root.iter("p"):
            if (title.text or "").startswith(OWN):
                title.text = (title.text or "").removeprefix(OWN)
                title.set("class", f"{TITLE} untitled")
        for element in root.iter("div"):
            if element.get("class", "").startswith("admonition "):
                element.tag = "aside"


def named(html: str) -> str:
    """Put a mark in place of each title that only says what kind of note this is."""
    if f"{TITLE} untitled" not in html:
        return html
    return UNTITLED.sub(rf'\1">{MARK}word:\2{MARK}</p>', html).replace(f"{TITLE} untitled", TITLE)
