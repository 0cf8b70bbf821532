"""Give headings ids and links to themselves, and say what the body's parts are.

Invariant: a body has no heading of level 1; no two ids in it are the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape

from generator.markup import attributes, ids, plain
from generator.model import Heading

HEADING = re.compile(r"<h([1-6])((?: [^<>]*)?)>(.*?)</h\1>", re.DOTALL)
REFERENCE = re.compile(r'<sup id="fnref[^"]*">.*?</sup>', re.DOTALL)
DEEPEST = 6
# Ids that the layouts give to their own parts: no part of a body may have one of them too.
RESERVED = frozenset(
    {
        "all_title",
        "also_title",
        "authors_title",
        "checked_title",
        "colours_dark",
        "colours_light",
        "colours_system",
        "comments",
        "comments-thread",
        "comments-title",
        "corrections_title",
        "earlier_title",
        "further_title",
        "how_title",
        "key_details",
        "neighbours_title",
        "opml_title",
        "page_text",
        "recent_title",
        "search_box",
        "search_found",
        "search_help",
        "search_input",
        "search_more",
        "search_state",
        "search_without",
        "series_title",
        "sources_title",
        "tags_title",
        "told_title",
        "topics_title",
        "unknown_title",
        "ways_title",
    }
)


@dataclass(frozen=True, slots=True)
class Outline:
    """Hold a body whose headings have ids, with its title and its headings."""

    html: str
    title: str
    headings: tuple[Heading, ...]


@dataclass
class Names:
    """Give out ids: none that is in the text already, and none twice."""

    present: frozenset[str]
    given: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def unique(self, name: str) -> str:
        """Add a number to an id that is taken."""
        number, result = self.counts.get(name, 1), name
        while result in self.present or result in self.given:
            number += 1
            result = f"{name}-{number}"
        self.counts[name] = number
        self.given.add(result)
        return result


def outline(html: str, *, takes_title: bool) -> Outline:
    """Work on all headings; the first block's is the title, and may leave the body."""
    title = ""
    found = HEADING.match(html.lstrip())
    if found and found[1] == "1":
        title = _text(found[3])
    if found and title and takes_title:
        html = html.lstrip()[found.end() :].lstrip("\n")
    down = int(bool(re.search(r"<h1[ >]", html)))
    names = Names(RESERVED.union(ids(html)))
    headings: list[Heading] = []

    def linked(found: re.Match[str]) -> str:
        if not found[3].strip():
            return ""
        heading = _heading(found, down, names)
        if heading.text:
            headings.append(heading)
        return _html(found, heading)

    return Outline(HEADING.sub(linked, html), title, tuple(headings))


def _heading(found: re.Match[str], down: int, names: Names) -> Heading:
    """Name a heading: by its author's id unless another one has it, else after its text."""
    text = _text(found[3])
    level = min(int(found[1]) + down, DEEPEST)
    own = attributes(found[0][: found.start(3) - found.start()]).get("id", "")
    if own and own not in names.given:
        names.given.add(own)
        return Heading(level, own, text)
    return Heading(level, names.unique(own or slug(text)), text)


def _html(found: re.Match[str], heading: Heading) -> str:
    """Write a heading with its id and, after its text, the link to itself."""
    name = escape(heading.id)
    own = re.sub(r' id="[^"]*"', "", found[2])
    tag = f'h{heading.level} id="{name}"{own}'
    if not heading.text:
        return f"<{tag}>{found[3]}</h{heading.level}>"
    label = escape(f"# {heading.text}")
    link = f'<a class="anchor" href="#{name}" aria-label="{label}">#</a>'
    return f"<{tag}>{found[3]} {link}</h{heading.level}>"


def _text(html: str) -> str:
    """Give a heading's text without the numbers of its footnotes."""
    return plain(REFERENCE.sub("", html))


def slug(text: str) -> str:
    """Make an id of a heading's text: letters of all scripts, digits and hyphens."""
    words = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFC", text.lower()))
    return re.sub(r"[\s_-]+", "-", words).strip("-") or "section"
