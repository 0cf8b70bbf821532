"""Say what rules look at: one article with its text, or the whole site.

Invariants: a rule sees nothing else; what it finds has the place where its author can mend it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from generator.habits.notes import CODE
from generator.markup import attributes, plain
from generator.model import Entry, Page, Post, Settings, Site, Source
from generator.problems import Finding

FENCED = re.compile(
    r"^(?:[ >]*)(?P<sign>```+|~~~+)[^\n]*\n.*?(?:^[ >]*(?P=sign)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)", re.DOTALL)
ANCHOR = re.compile(r"<a((?: [^\s\"=<>/]+=\"[^\"]*\")*)>(.*?)</a>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Hold a link of a body: its tag's attributes, its words and its HTML."""

    values: Mapping[str, str]
    words: str
    html: str

    @property
    def address(self) -> str:
        """Give the address it leads to, empty for none."""
        return self.values.get("href", "")


@dataclass(frozen=True)
class Article:
    """Hold one post or page: its entry, its text, and the HTML of its body, which starts there."""

    entry: Entry
    source: Source
    start: int
    html: str
    settings: Settings

    @property
    def language(self) -> str:
        """Give the language it is written in, in small letters."""
        return (self.entry.fields.language or self.settings.language).lower()

    @cached_property
    def visible(self) -> str:
        """Give the whole text with blanks for the front matter, for code and for comments."""
        text = _blank(self.source.text[: self.start]) + self.source.text[self.start :]
        for kind in (FENCED, CODE, COMMENT):
            text = kind.sub(lambda found: _blank(found[0]), text)
        return text

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """List the links of the body, but not those that the program made."""
        return tuple(self._anchors())

    def _anchors(self) -> Iterator[Anchor]:
        for found in ANCHOR.finditer(self.html):
            values = attributes(found[1])
            made = values.get("class", "").split()
            if not {"anchor", "footnote-ref", "footnote-backref"} & set(made):
                yield Anchor(values, plain(found[2]), found[2])

    @cached_property
    def outward(self) -> tuple[str, ...]:
        """List the addresses on other sites that the body leads to, each once."""
        own = self.settings.origin.lower()
        found = (one.address for one in self.anchors)
        web = (one for one in found if one.lower().startswith(("https://", "http://")))
        return tuple(dict.fromkeys(one for one in web if not is_below(one, own)))

    def at(self, *needles: str) -> int:
        """Say where one of these spellings stands in the body; its beginning if none does."""
        for needle in needles:
            for text in (self.visible, self.source.text):
                found = text.find(needle, self.start) if needle else -1
                if found >= 0:
                    return found
        return self.start

    def at_address(self, address: str) -> int:
        """Say where an address stands; what tracks readers was taken out of it since."""
        return self.at(address, escape(address), address.partition("?")[0])

    def at_field(self, name: str) -> int:
        """Say where a field's value stands; the beginning of the file if there is none."""
        return self.entry.fields.places.get(name, 0)

    def finding(self, offset: int, message: str, hint: str = "") -> Finding:
        """Say what was found; the table of rules says how much it weighs."""
        return Finding(self.entry.path, offset, message, hint)


@dataclass(frozen=True)
class Whole:
    """Hold the site, and the entries of all that it shows, by path."""

    site: Site
    entries: Mapping[str, Entry]

    @property
    def shown(self) -> Iterator[Post | Page]:
        """List all posts and pages."""
        yield from self.site.posts
        yield from self.site.unlisted
        yield from self.site.pages


def is_below(address: str, origin: str) -> bool:
    """Tell whether an address is one of this origin."""
    return f"{address.lower()}/".startswith((f"{origin}/", f"{origin}?", f"{origin}#"))


def _blank(text: str) -> str:
    """Put blanks in place of a text, line by line."""
    return re.sub(r"[^\n]", " ", text)
