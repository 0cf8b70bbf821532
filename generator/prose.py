"""Turn Markdown into safe HTML.

Invariants: any text gives a Prose, never an exception; what an author wrote passes the allow-list
of `habits.raw_html` once, and nothing of it is put into the HTML after that without escaping.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.habits.excerpt import MORE, excerpt
from generator.habits.notes import Notes, Reading
from generator.habits.reading_time import reading_time
from generator.markup import addressed, freed, ids, plain
from generator.model import MarkdownSettings, Prose, Source
from generator.problems import Problem

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.extensions import Extension

CODE = re.compile(r"<(pre|code)\b[^>]*>.*?</\1>", re.DOTALL)
BLOCK = re.compile(r"<pre\b[^>]*>.*?</pre>", re.DOTALL)
# Elements in each other; a list is two levels. Python-Markdown gives up at about 200 lists.
DEEPEST = 100


def prose(
    source: Source,
    start: int,
    settings: MarkdownSettings,
    *,
    takes_title: bool = False,
    is_comment: bool = False,
) -> Prose:
    """Make the HTML of the body that begins at `start`, and say what is in it.

    A comment may hold little of what an article may.
    """
    notes = Notes(source, start, settings)
    try:
        if is_comment:
            return _comment(notes, settings)
        if settings.fast and (found := _direct(notes, settings)):
            return found
        return _prose(notes, settings, takes_title=takes_title)
    except RecursionError:
        return _unread(notes, _too_deep(notes))
    except Exception as error:  # noqa: BLE001 - a text that breaks Markdown must not stop a build
        name = type(error).__name__
        message = f"this text could not be read as Markdown ({name})"
        hint = "take out the last thing you wrote, then put it back piece by piece"
        return _unread(notes, source.problem(start, message, hint))


def _direct(notes: Notes, settings: MarkdownSettings) -> Prose | None:
    """Take the short way if the text is plain enough."""
    from generator.prose_direct import direct

    return direct(notes, settings)


def _prose(notes: Notes, settings: MarkdownSettings, *, takes_title: bool) -> Prose:
    """Go the whole way: Markdown, allow-list, headings, frames, addresses."""
    from generator.habits import asides, elsewhere, footnotes, headings, pictures, raw_html, tables

    before = _markdown(notes, settings)
    if before is None:
        return _unread(notes, _too_deep(notes))
    clean = notes.harmless(raw_html.clean(before))
    raw_html.audit(before, clean, notes)
    clean = freed(clean, notes)
    _reserved(clean, notes)
    elsewhere.elsewhere(notes)
    footnotes.twice(notes)
    outline = headings.outline(clean, takes_title=takes_title)
    more = MORE.search(before)
    beginning = freed(raw_html.clean(before[: more.start()]), notes) if more else outline.html
    words = plain(CODE.sub(" ", outline.html))
    footnotes.undefined(words, notes)
    elsewhere.undefined(words, notes)
    body = addressed(tables.scrolling(pictures.figures(outline.html)), notes)
    return Prose(
        html=asides.named(body.html.strip()),
        title=outline.title,
        headings=outline.headings,
        anchors=body.anchors,
        links=body.links,
        excerpt=excerpt(beginning, is_whole=bool(more)),
        minutes=reading_time(BLOCK.sub(" ", outline.html)),
        problems=tuple(notes.problems),
        untracked=len(notes.untracked),
    )


def _comment(notes: Notes, settings: MarkdownSettings) -> Prose:
    """Go the way of a comment: Markdown, allow-list, the stricter one, addresses."""
    from generator.habits import raw_html
    from generator.habits.strict import strict

    before = _markdown(notes, settings)
    if before is None:
        return _unread(notes, _too_deep(notes))
    clean = notes.harmless(raw_html.clean(before))
    body = addressed(freed(strict(clean, before, notes), notes), notes)
    return Prose(
        html=body.html.strip(),
        problems=tuple(notes.problems),
        untracked=len(notes.untracked),
    )


def _markdown(notes: Notes, settings: MarkdownSettings) -> str | None:
    """Make HTML of the body, still with everything an author wrote; None if it is too deep."""
    reader = _kept_reader(settings) if settings.fast else Reader(settings)
    try:
        return reader.html(notes)
    except BaseException:
        _kept_reader.cache_clear()  # it may be in the middle of something
        raise


class Reader:
    """Own a Markdown instance: it takes half a millisecond to make one."""

    def __init__(self, settings: MarkdownSettings) -> None:
        from markdown import Markdown

        from generator.habits.depth import Depth
        from generator.prose_fast import quicken

        self.reading = Reading(Notes(Source("", ""), 0))
        extensions = _extensions(self.reading, settings)
        self.markdown = Markdown(extensions=extensions, output_format="html")
        _teach(self.markdown, self.reading, settings)
        self.depth = Depth(self.markdown, DEEPEST)
        self.markdown.treeprocessors.register(self.depth, "depth", 90)
        if settings.fast:
            quicken(self.markdown)

    def html(self, notes: Notes) -> str | None:
        """Read one body; give None if it is too deep."""
        self.reading.notes = notes
        self.depth.is_exceeded = False
        html = self.markdown.reset().convert(notes.text)
        return None if self.depth.is_exceeded else html


@lru_cache(maxsize=4)  # each body begins with reset(): what one leaves behind, no other meets
def _kept_reader(settings: MarkdownSettings) -> Reader:
    """Give the reader of these settings."""
    return Reader(settings)


def _extensions(reading: Reading, settings: MarkdownSettings) -> list[Extension]:
    """Give Python-Markdown's own extensions; a name would make it read all entry points."""
    from markdown.extensions.abbr import AbbrExtension
    from markdown.extensions.attr_list import AttrListExtension
    from markdown.extensions.def_list import DefListExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.smarty import SmartyExtension
    from markdown.extensions.tables import TableExtension

    from generator.habits.footnotes import Footnotes

    return [
        AbbrExtension(),
        AttrListExtension(),
        DefListExtension(),
        Footnotes(reading),
        SaneListExtension(),
        TableExtension(use_align_attribute=True),
        *([SmartyExtension()] if settings.smart else []),
    ]


def _teach(markdown: Markdown, reading: Reading, settings: MarkdownSettings) -> None:
    """Add the habits."""
    from generator.habits.asides import asides
    from generator.habits.bare_links import bare_links
    from generator.habits.embeds import embeds
    from generator.habits.fences import Fences
    from generator.habits.html_blocks import html_blocks
    from generator.habits.lists import Lists
    from generator.habits.quotes import quotes
    from generator.habits.strikethrough import strikethrough
    from generator.habits.tables import tables
    from generator.habits.tasks import tasks

    for habit in (asides, bare_links, embeds, strikethrough, tables, tasks):
        habit(markdown)
    html_blocks(markdown, reading)
    if settings.smart:
        quotes(markdown)
    # Fences even out white space themselves: tabs in code stay tabs.
    markdown.preprocessors.deregister("normalize_whitespace")
    markdown.preprocessors.register(Fences(markdown, settings, reading), "fences", 30)
    markdown.preprocessors.register(Lists(markdown), "lists", 29)


def _reserved(html: str, notes: Notes) -> None:
    """Say which ids are those of the page's own parts, which links and scripts look for."""
    from generator.habits.headings import RESERVED

    for name in sorted(RESERVED.intersection(ids(html))):
        message = f'id "{name}" is that of a part of every page'
        notes.error(notes.find(f"#{name}", name), message, "choose another one")


def _too_deep(notes: Notes) -> Problem:
    """Say that lists and quotes stand too deep in each other."""
    hint = f"at most {DEEPEST // 2} lists: begin a new one, or write paragraphs"
    message = "lists and quotes stand too deep in each other"
    return notes.source.problem(notes.start, message, hint)


def _unread(notes: Notes, problem: Problem) -> Prose:
    """Give a body without a text, for a reason."""
    return Prose(html="", problems=(*notes.problems, problem))
