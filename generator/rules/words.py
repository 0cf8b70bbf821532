"""Look at the words of an article: titles, summaries, headings, links, words that stand twice.

Invariant: what is found is what most readers would trip over; matters of taste are not rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.nodes import quoted
from generator.problems import Finding
from generator.rules.subjects import Article

# What a search result shows on a wide screen: 600 pixels of a title in 20 px Arial, and two lines
# of a summary in 14 px. Pixels of its letters, measured; what is not listed is like an "n".
TITLE = 600
SUMMARY = 200  # characters: on a wide screen about 160 are shown, and feeds show all
NARROW = {**dict.fromkeys("ijl'|", 4.6), **dict.fromkeys("fIt!.,:;/\\ []()`", 5.6)}
WIDTHS = {**NARROW, **dict.fromkeys('r-"*', 6.8), **dict.fromkeys("ckJsvxyz", 10.0)}
WIDE = {**dict.fromkeys("ABEKPSVXY&", 13.3), **dict.fromkeys("CDHNRUw", 14.4)}
WIDEST = {**dict.fromkeys("GOQ", 15.6), **dict.fromkeys("mM", 16.7), **dict.fromkeys("W%@—", 19.0)}
LETTERS = tuple({**WIDTHS, **WIDE, **WIDEST}.items())
LETTER, SQUARE = 11.1, 20.0
MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE)
VAGUE = frozenset(
    {
        *("here", "click here", "click", "link", "this", "this link", "this page", "read more"),
        *("more", "learn more", "see here", "read this", "this article", "hier", "hier klicken"),
        *("klick hier", "ici", "cliquez ici", "en savoir plus", "lire la suite", "aquí"),
        *("haz clic aquí", "qui", "clicca qui", "klik hier", "lees meer", "mehr"),
    }
)
TWICE = re.compile(
    r"(?<![\w'’-])(the|an?|of|to|and|or|for|with|from|by|at)(?:[ \t]+|[ \t]*\n[ \t]*)\1(?![\w'’-])",
    re.IGNORECASE,
)


def title_long(article: Article) -> Iterator[Finding]:
    """Find a title that search results would cut."""
    title = article.entry.title
    shown = _shown(title, TITLE)
    if shown != title:
        message = f'search results would cut this title after "…{shown[-20:].strip()}"'
        at = article.at_field("title") if "title" in article.entry.fields.places else article.start
        yield article.finding(at, message, "say it in fewer words")


def summary_missing(article: Article) -> Iterator[Finding]:
    """Find a post whose first words stand for a summary that nobody wrote."""
    entry = article.entry
    if entry.kind == "post" and not entry.fields.summary and not MORE.search(article.source.text):
        hint = "write one or two sentences for lists, feeds and search results"
        yield article.finding(article.at_field("title"), "summary is missing", hint)


def summary_long(article: Article) -> Iterator[Finding]:
    """Find a summary that search results would cut."""
    number = len(article.entry.fields.summary)
    if number > SUMMARY:
        message = f"the summary has {number} characters, and search results show about 160"
        yield article.finding(article.at_field("summary"), message, "say it in fewer words")


def heading_skip(article: Article) -> Iterator[Finding]:
    """Find headings that are more than one level below the one before."""
    last = 1
    headings = article.entry.headings
    for number, heading in enumerate(headings):
        skipped = heading.level - last - 1
        if skipped > 0:
            above = f"one of level {last}" if number else "the title"
            message = (
                f"heading {quoted(heading.text)} has level {heading.level}, right below {above}"
            )
            hint = f"take {'one #' if skipped == 1 else f'{skipped} #'} away"
            yield article.finding(_heading_at(article, number), message, hint)
        last = heading.level


def link_text(article: Article) -> Iterator[Finding]:
    """Find links whose words, heard alone, do not say where they lead."""
    for anchor in article.anchors:
        words = anchor.words or anchor.values.get("aria-label", "")
        if not anchor.address or "<img" in anchor.html:
            continue
        written = anchor.address.rpartition("\0")[0].rpartition("/")[2] or anchor.address
        if not words:
            message, needles = "a link has no words", [f"]({anchor.address}", f"{written})"]
        elif words.casefold().strip(" .…!:→»›>") in VAGUE:
            message, needles = f"{quoted(words)} does not say where it leads", [f"[{words}]"]
        else:
            continue
        hint = "name what readers find there"
        yield article.finding(article.at(*needles, words), message, hint)


def word_twice(article: Article) -> Iterator[Finding]:
    """Find small English words that stand twice: no sentence needs them so."""
    if article.language.split("-")[0] != "en":
        return
    for found in TWICE.finditer(article.visible):
        again = found[0][-len(found[1]) :]
        # Else a line ends and another one begins, or "A" names something.
        if again.islower() and found[1] != "A":
            message = f'"{found[1]} {again}" stands here'
            yield article.finding(found.start(), message, "take one out")


def _heading_at(article: Article, number: int) -> int:
    """Say where a heading stands: those with # are counted, if they are all."""
    heading = article.entry.headings[number]
    signs = list(HEADING.finditer(article.visible))
    has_title = len(signs) == len(article.entry.headings) + 1
    if has_title or len(signs) == len(article.entry.headings):
        return signs[number + has_title].end()
    return article.at(f"# {heading.text}", heading.text)


def _shown(title: str, pixels: int) -> str:
    """Give as much of a title as has this width."""
    widths = dict(LETTERS)
    used = 0.0
    for at, sign in enumerate(title):
        usual = SQUARE if unicodedata.east_asian_width(sign) in "WF" else LETTER
        usual = 13.3 if sign.isupper() else usual
        used += 0.0 if unicodedata.combining(sign) else widths.get(sign, usual)
        if used > pixels:
            return title[:at]
    return title
