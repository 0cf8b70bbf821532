"""Read footnotes, numbered as they are met, under ids that stay when one is added.

Invariant: no link leads to a footnote or back from one that is not there.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

from generator.habits.notes import Notes, Reading
from generator.markup import ARROW

DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
REFERENCE = re.compile(r"\[\^([^\]\s]+)\](?!:)")


class Footnotes(FootnoteExtension):
    """Give footnotes ids made from their labels, fit for an address."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(BACKLINK_TEXT=ARROW, BACKLINK_TITLE="{}", USE_DEFINITION_ORDER=False)
        self.reading = reading

    def reset(self) -> None:
        """Begin a body: no label was met yet."""
        super().reset()
        self.labels: dict[str, str] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Put the list in order once its references are known."""
        super().extendMarkdown(md)
        md.treeprocessors.register(Listed(md, self), "footnotes-listed", 12)

    def makeFootnoteId(self, id: str) -> str:  # noqa: A002, N802 - Python-Markdown's names
        """Name a footnote."""
        return f"fn:{self._label(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: A002, FBT001, FBT002, N802
        """Name a place that refers to a footnote."""
        return self.unique_ref(f"fnref:{self._label(id)}", found)

    def _label(self, written: str) -> str:
        """Make a label fit for an id, another one for each footnote."""
        if written not in self.labels:
            label = re.sub(r"[^\w.-]+", "-", written).strip("-") or "note"
            number = 1
            while label in self.labels.values():
                number += 1
                label = f"{label.removesuffix(f'-{number - 1}')}-{number}"
            self.labels[written] = label
        return self.labels[written]


class Listed(Treeprocessor):
    """Make a block of the footnotes, without those that nothing refers to."""

    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(md)
        self.footnotes = footnotes

    def run(self, root: Element) -> None:
        """Rework the list of footnotes."""
        parents = {child: parent for parent in root.iter() for child in parent}
        for block in root.iter("div"):
            items = block.find("ol")
            if block.get("class") != "footnote" or items is None:
                continue
            # No section: it would want a heading.
            block.attrib = {"class": "footnotes", "role": "doc-endnotes"}
            for item in list(items):
                self._rework(items, item)
            if not len(items):
                parents[block].remove(block)
            break
        for link in root.iter("a"):
            if link.get("class") == "footnote-ref":
                link.set("role", "doc-noteref")

    def _rework(self, items: Element, item: Element) -> None:
        """Describe a footnote's way back; take the footnote out if there is none."""
        label = item.get("id", "").removeprefix("fn:")
        written = next((key for key, value in self.footnotes.labels.items() if value == label), "")
        if f"fnref:{label}" not in self.footnotes.found_refs:
            items.remove(item)
            notes = self.footnotes.reading.notes
            message = f'nothing refers to the footnote "[^{written}]"'
            hint = f"write [^{written}] where it belongs"
            notes.warning(notes.find(f"[^{written}]:"), message, hint)
            return
        for link in item.iter("a"):
            if link.get("class") == "footnote-backref":
                link.set("role", "doc-backlink")
                link.set("aria-label", f"{ARROW} {link.attrib.pop('title', '')}".strip())


def twice(notes: Notes) -> None:
    """Warn of footnotes that stand under one label: only the last of them is shown."""
    seen: set[str] = set()
    for found in DEFINITION.finditer(notes.visible):
        if found[1] in seen:
            message = f'the footnote "[^{found[1]}]" was written before'
            notes.warning(found.start(1) - 2, message, "give this one another label")
        seen.add(found[1])


def undefined(text: str, notes: Notes) -> None:
    """Warn of references to footnotes that nobody wrote; `text` has no code in it."""
    for label in REFERENCE.findall(text):
        message = f'there is no footnote "[^{label}]"'
        notes.warning(notes.find(f"[^{label}]"), message, f"write it below as [^{label}]: …")
