"""Make Python-Markdown skip the work that can't find anything.

Invariants: the result is what Python-Markdown gives, byte for byte, for any text; only its own
classes are replaced, so whatever an extension puts in their place keeps working.
"""

from __future__ import annotations

import re
from functools import cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.inlinepatterns import (
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    Pattern,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# Lines that begin with a letter: no list, table, heading, note or definition has only those.
PARAGRAPH = re.compile(r"[^\W\d_].*(?:\n[^\W\d_].*)*")
# What processors look for after their expression matched, one bracket after the other.
NEEDED: dict[type, tuple[str, ...]] = {
    ImageInlineProcessor: ("](",),
    ImageReferenceInlineProcessor: ("]",),
    LinkInlineProcessor: ("](",),
    ReferenceInlineProcessor: ("]",),
    ShortImageReferenceInlineProcessor: ("]",),
    ShortReferenceInlineProcessor: ("]",),
}
Signs = tuple[str, ...]  # a match holds one of them; with none of them, nothing is known


def quicken(markdown: Markdown) -> None:
    """Replace the parts of a Markdown instance that have a quicker twin."""
    registry = markdown.treeprocessors
    for name in ("inline", "smarty"):
        stock = registry[name] if name in registry else None  # noqa: SIM401 - it has no get
        if type(stock) is InlineProcessor:
            registry.register(Inline(stock), name, _priority(registry, name))
    kinds = {type(one) for one in markdown.parser.blockprocessors}
    if type(markdown.parser) is BlockParser and kinds == _known_kinds():
        markdown.parser.__class__ = Blocks


def _priority(registry: Any, name: str) -> float:
    """Say which turn a processor has; the registry doesn't tell it in public."""
    return float(next(one.priority for one in registry._priority if one.name == name))  # noqa: SLF001


class Blocks(BlockParser):
    """Know a paragraph by its lines, before 18 processors are asked whether it is theirs."""

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Do what the method that it replaces does."""
        paragraph = self.blockprocessors["paragraph"]
        others = tuple(self.blockprocessors)
        while blocks:
            if PARAGRAPH.fullmatch(blocks[0]):
                paragraph.run(parent, blocks)
                continue
            for one in others:
                if one.test(parent, blocks[0]) and one.run(parent, blocks) is not False:
                    break


def _known_kinds() -> set[type]:
    """List the processors of which none begins anything at a letter."""
    from markdown import blockprocessors as stock
    from markdown.extensions import abbr, admonition, def_list, footnotes, md_in_html, sane_lists
    from markdown.extensions.tables import TableProcessor

    from generator.habits.asides import Alerts

    return {
        Alerts,
        TableProcessor,
        abbr.AbbrBlockprocessor,
        admonition.AdmonitionProcessor,
        def_list.DefListIndentProcessor,
        def_list.DefListProcessor,
        footnotes.FootnoteBlockProcessor,
        md_in_html.MarkdownInHtmlProcessor,
        sane_lists.SaneOListProcessor,
        sane_lists.SaneUListProcessor,
        stock.BlockQuoteProcessor,
        stock.CodeBlockProcessor,
        stock.EmptyBlockProcessor,
        stock.HRProcessor,
        stock.HashHeaderProcessor,
        stock.ListIndentProcessor,
        stock.ParagraphProcessor,
        stock.ReferenceProcessor,
        stock.SetextHeaderProcessor,
    }


class Inline(InlineProcessor):
    """Ask an inline pattern only about text that has the signs each of its matches has."""

    def __init__(self, stock: InlineProcessor) -> None:
        super().__init__(stock.md)
        self.inlinePatterns = stock.inlinePatterns
        self._asked: list[tuple[Any, Signs, Signs]] = []
        self._any: re.Pattern[str] | None = None

    # Python-Markdown's own name for it, spelled out: it calls itself by it.
    def _InlineProcessor__handleInline(  # noqa: N802
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803
    ) -> str:
        """Go through the patterns, as the method that it replaces does."""
        if isinstance(data, AtomicString):
            return data
        asked = self._asked or self._ask()
        if self._any and not self._any.search(data):
            return data
        number, start, count = patternIndex, 0, len(asked)
        while number < count:
            pattern, signs, needed = asked[number]
            is_found = False
            is_likely = not signs or signs[0] in data or (len(signs) > 1 and _has(data, signs))
            if is_likely and (not needed or all(sign in data for sign in needed)):
                data, is_found, start = self._apply(pattern, data, number, start)
            if not is_found:
                number, start = number + 1, 0
        return data

    def _apply(self, pattern: Any, data: str, number: int, start: int) -> tuple[str, bool, int]:
        """Try one pattern on a text, from a place on."""
        found: tuple[str, bool, int] = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
            pattern, data, number, start
        )
        return found

    def _ask(self) -> list[tuple[Any, Signs, Signs]]:
        """List the patterns in their order, each with its signs, and what it needs beside them."""
        self._asked = [
            (one, signs_of(one), NEEDED.get(type(one), ())) for one in self.inlinePatterns
        ]
        every = {sign for _, signs, _ in self._asked for sign in signs}
        if all(signs for _, signs, _ in self._asked):
            self._any = re.compile("|".join(map(re.escape, sorted(every))))
        return self._asked


def _has(data: str, signs: Signs) -> bool:
    """Ask whether a text has one of these signs."""
    return any(sign in data for sign in signs)


def signs_of(pattern: Any) -> Signs:
    """Say which signs a text must have for a pattern to match; nothing where that is unclear."""
    if type(pattern).getCompiledRegExp is not Pattern.getCompiledRegExp:
        return ()
    compiled = pattern.getCompiledRegExp()
    return required(compiled.pattern, compiled.flags)


@cache  # what an expression needs never changes
def required(expression: str, flags: int) -> Signs:
    """Read from a regular expression which texts all its matches have one of."""
    if flags & re.IGNORECASE:
        return ()
    return _of_sequence(parser.parse(expression, flags))


def _of_sequence(items: Any) -> Signs:
    """Choose the best of what the parts of an expression need; letters in a row are one text."""
    found: list[Signs] = []
    run = ""
    for kind, value in items:
        if text := _text(kind, value):
            run += text
            continue
        found.append((run,))
        run = ""
        found.append(_of_part(kind, value))
    found.append((run,))
    return max((one for one in found if one and all(one)), key=_worth, default=())


def _text(kind: Any, value: Any) -> str:
    """Give the text that a part of an expression stands for, if it is always the same."""
    if kind is code.LITERAL:
        return chr(value)
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least, most, inner = value
        if least == most and len(inner) == 1:
            return _text(*inner[0]) * int(least)
    return ""


def _of_part(kind: Any, value: Any) -> Signs:
    """Say what one part of an expression needs."""
    if kind is code.SUBPATTERN:
        return _of_sequence(value[-1])
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _of_sequence(value[2]) if value[0] else ()
    if kind is code.ATOMIC_GROUP:
        return _of_sequence(value)
    if kind is code.BRANCH:
        branches = [_of_sequence(branch) for branch in value[1]]
        return tuple(sign for branch in branches for sign in branch) if all(branches) else ()
    if kind is code.IN and all(inner is code.LITERAL for inner, _ in value):
        return tuple(chr(sign) for _, sign in value)
    return ()


def _worth(signs: Signs) -> tuple[bool, int, int]:
    """Compare needs: rather a punctuation mark than letters, few and long rather than many."""
    is_rare = not any(sign.replace(" ", "a").replace("\n", "a").isalnum() for sign in signs)
    return is_rare, -len(signs), min(map(len, signs))
