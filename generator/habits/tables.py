"""Show tables: cells say how they are aligned by a class, wide tables scroll by themselves.

Invariant: a table that scrolls can be reached with the keyboard and has a name.
"""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from generator.markup import plain

SIDES = frozenset({"left", "center", "right"})
BEGIN = re.compile(r"<table\b[^>]*>")
NAME = re.compile(r"<caption[^>]*>(.*?)</caption>|<thead[^>]*>(.*?)</thead>", re.DOTALL)
EDGE = re.compile(r"<(/?)table\b[^>]*>")
HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)


def tables(md: Markdown) -> None:
    """Rework tables after Python-Markdown's own extension has read them."""
    md.treeprocessors.register(Alignment(md), "alignment", 14)


class Alignment(Treeprocessor):
    """Say by a class where a cell's text stands: an attribute would be out of date."""

    def run(self, root: Element) -> None:
        """Rework every cell."""
        for kind in ("th", "td"):
            for cell in root.iter(kind):
                side = cell.attrib.pop("align", "")
                if side in SIDES:
                    cell.set("class", side)
                if kind == "th":
                    cell.set("scope", "col")


def scrolling(html: str) -> str:
    """Put each table into a frame that scrolls; a table in a table stays as it is."""
    pieces, last = [], 0
    for found in BEGIN.finditer(html):
        if found.start() < last:
            continue
        end = _end(html, found.end())
        table = html[found.start() : end]
        pieces += [html[last : found.start()], _frame(table), table, "</div>"]
        last = end
    return "".join([*pieces, html[last:]])


def _end(html: str, at: int) -> int:
    """Find the end of the table that was opened before `at`."""
    depth = 1
    for found in EDGE.finditer(html, at):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return len(html)


def _frame(table: str) -> str:
    """Open the frame; its name is the table's caption, else the heads of its columns."""
    found = NAME.search(table)
    words = [found[1]] if found and found[1] else HEAD.findall(found[2]) if found else []
    name = ", ".join(filter(None, (plain(word) for word in words)))
    label = f' role="region" aria-label="{escape(name)}"' if name else ""
    return f'<div class="table"{label} tabindex="0">'
