"""Warn of what is no mistake and may still harm: hidden marks, names that ad blockers hide.

Invariant: nothing here stops a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice

from generator.blockers import blocked, hidden
from generator.habits.marks import marks, runs
from generator.model import Asset, Prose, Source
from generator.problems import WARNING, Finding, Problem, ruled

MOST = 20  # marks told of in one file
SIGN = re.compile(
    r"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|zwnj|zwj|lrm|rlm|ZeroWidthSpace|NoBreak);"
)
CLASSES = re.compile(r'(?<= class=")[^"]+')


def cautions(source: Source, text: Prose) -> Iterator[Problem]:
    """Warn of what stands in one article."""
    yield from ruled(_marks(source), "hidden-mark")
    yield from ruled(_written_out(source) if SIGN.search(source.text) else (), "hidden-mark")
    yield from ruled(_hidden(source, text), "blocked-name")


def _marks(source: Source) -> Iterator[Problem]:
    """Warn of signs that nobody sees: in a quoted document, they may betray who passed it on."""
    if source.text.isascii():
        return  # there are only control characters, which are told of anyway
    hint = "hushpress check --fix-marks takes it out"
    for mark, number in islice(runs(source.text), MOST):
        more = f", and {number - 1} more beside it" if number > 1 else ""
        message = f"{mark.name}{more} may betray who passed a text on"
        yield source.problem(mark.start, message, hint, WARNING)


def _written_out(source: Source) -> Iterator[Problem]:
    """Warn of such signs that are written by number or name: texts pasted from pages have them."""
    text, last = "", 0
    places: dict[int, tuple[int, str]] = {}
    for found in SIGN.finditer(source.text):
        text += source.text[last : found.start()]
        places[len(text)] = (found.start(), found[0])
        text += unescape(found[0])
        last = found.end()
    told = (mark for mark in marks(text + source.text[last:]) if mark.start in places)
    for mark in islice(told, MOST):
        at, written = places[mark.start]
        message = f'"{written}" is {mark.name}, and may betray who passed a text on'
        yield source.problem(at, message, "take it out", WARNING)


def _hidden(source: Source, text: Prose) -> Iterator[Problem]:
    """Warn of headings and other parts that many readers would not see."""
    words = {heading.id: heading.text for heading in text.headings}
    for name in text.anchors:
        if hidden(name):
            at = max(source.text.find(words.get(name, name)), 0)
            message = f'ad blockers hide what has the id "{name}"'
            hint = f"give it another one, as in {{#about-{name}}}"
            yield source.problem(at, message, hint, WARNING)
    if "<" not in source.text and "{" not in source.text:
        return  # all classes are the program's own
    found = (name for names in CLASSES.findall(text.html) for name in names.split())
    for name in dict.fromkeys(found):
        if hidden(name):
            at = max(source.text.find(name), 0)
            message = f'ad blockers hide what has the class "{name}"'
            yield source.problem(at, message, "choose another name", WARNING)


def blocked_files(assets: Iterable[Asset]) -> Iterator[Finding]:
    """Warn of files that ad blockers do not load, though they are the site's own."""
    told = set()
    for asset in assets:
        word = blocked(asset.url)
        if word and asset.cause not in told:
            told.add(asset.cause)
            message = f'ad blockers do not load files with "{word}" in their names'
            hint = "give the file another name"
            yield Finding(asset.cause, 0, message, hint, WARNING, rule="blocked-name")
