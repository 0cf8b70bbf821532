"""Say what layouts say: the words of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forms:
    """Hold what stands beside a number, by the plural category of the number (Unicode CLDR)."""

    language: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Hold all words of the layouts in one language, under their names.

    `language` is the one they are in; it is another one than the pages' where there are no words
    in that one.
    """

    language: str
    texts: Mapping[str, str | Forms]

    def text(self, name: str) -> str:
        """Give a text that stands beside no number; raise KeyError if there is none."""
        found = self.texts[name]
        if isinstance(found, Forms):
            raise KeyError(name)
        return found

    def forms(self, name: str) -> Forms:
        """Give the forms of a text that stands beside a number; raise KeyError if it has none."""
        found = self.texts[name]
        if isinstance(found, str):
            raise KeyError(name)
        return found
