"""Measure how deep blocks stand in each other, before anything else walks through them.

Invariant: whether a text is too deep depends on the text alone, not on how full the stack is.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor


class Depth(Treeprocessor):
    """Empty a tree that is deeper than `most`, so that no later step fails on it."""

    def __init__(self, md: Markdown, most: int) -> None:
        super().__init__(md)
        self.most = most
        self.is_exceeded = False

    def run(self, root: Element) -> None:
        """Walk through the tree one level at a time."""
        level = [root]
        for _ in range(self.most):
            level = [child for element in level for child in element]
            if not level:
                return
        self.is_exceeded = True
        root.clear()
