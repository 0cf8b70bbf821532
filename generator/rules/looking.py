"""Apply the rules that a build does not: to one article, and to all of them together.

Invariant: what is told has the weight that the table of rules gives, and the rule's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from generator.problems import Finding
from generator.rules import RULES, addresses, together, words
from generator.rules.subjects import Article, Whole

ALONE: Mapping[str, Callable[[Article], Iterator[Finding]]] = MappingProxyType(
    {
        "title-long": words.title_long,
        "summary-missing": words.summary_missing,
        "summary-long": words.summary_long,
        "heading-skip": words.heading_skip,
        "link-text": words.link_text,
        "word-twice": words.word_twice,
        "link-own": addresses.link_own,
        "link-insecure": addresses.link_insecure,
        "link-private": addresses.link_private,
        "link-unarchived": addresses.link_unarchived,
    }
)
TOGETHER: Mapping[str, Callable[[Whole], Iterator[Finding]]] = MappingProxyType(
    {
        "title-duplicate": together.title_duplicate,
        "summary-duplicate": together.summary_duplicate,
        "tag-once": together.tag_once,
        "tags-alike": together.tags_alike,
        "picture-large": together.picture_large,
    }
)


def look(article: Article) -> tuple[Finding, ...]:
    """Say what one article alone shows, but not what its author has silenced."""
    silent = {*article.entry.fields.ignore, *article.settings.check.ignore}
    wanted = {name: find for name, find in ALONE.items() if name not in silent}
    return tuple(one for name, find in wanted.items() for one in named(name, find(article)))


def look_together(whole: Whole) -> tuple[Finding, ...]:
    """Say what only all articles together show."""
    silent = whole.site.settings.check.ignore
    wanted = {name: find for name, find in TOGETHER.items() if name not in silent}
    return tuple(one for name, find in wanted.items() for one in named(name, find(whole)))


def named(name: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give findings the name and the weight of their rule."""
    for one in findings:
        yield replace(one, rule=name, level=RULES[name].levels[0])
