"""Lists are read as CommonMark reads them, and as Python-Markdown does where they are written so."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt

from generator.habits.lists import Lists
from generator.model import MarkdownSettings, Source
from generator.prose import prose


def html(text: str) -> str:
    return prose(Source("content/posts/a.md", text), 0, MarkdownSettings()).html


def evened(text: str) -> str:
    return "\n".join(Lists(Markdown()).run(text.split("\n")))


def shape(element: Element) -> object:
    """Give an element as its lists, items, code and words, nested."""
    found = [shape(child) for child in element if child.tag in ("ul", "ol", "li", "pre", "p")]
    words = (element.text or "").split() if element.tag in ("li", "p", "code") else []
    if element.tag == "p" or (element.tag == "pre" and len(element)):
        words = "".join(element.itertext()).split()
        return (element.tag if element.tag == "pre" else "", *words)
    flat = [("", *words)] if words else []
    return (element.tag, *flat, *found)


def tree(markup: str) -> object:
    return shape(fromstring(f"<div>{re.sub('<hr>', '', markup)}</div>"))


def common(text: str) -> object:
    return tree(MarkdownIt("commonmark").render(text))


NESTED = [
    "- a\n  - b\n    - c\n      - d\n    - e\n- f",
    "1. a\n   - b\n   - c\n2. d",
    "1. a\n   1. b\n      1. c\n2. d",
    "- a\n    - b\n        - c\n- d",
    "10. a\n    - b\n11. c",
    "* a\n  + b\n* c",
    "- a\n\n  text\n\n  - b\n\n    more\n- c",
    "1. a\n   - b\n\n     text\n2. c",
    "- a\n\n      code\n- b",
    "- a\n  lazy\n  - b\nlazy too\n- c",
    "text\n- a\n- b",
    "text\n1. a\n2. b",
    "text\n2. a",
    "- a\n1. b\n2. c",
    "# Heading\n- a\n  - b",
    "- a\n\n1. b",
    "- a\n\ntext\n\n  - b",
    "---\n- a\n* * *\n- b",
    "> text\n> - a\n>   - b\n>\n> end",
]


@pytest.mark.parametrize("text", NESTED)
def test_read_as_commonmark_does(text: str) -> None:
    assert tree(html(text)) == common(text)


@st.composite
def lists(draw: st.DrawFn, depth: int = 0, indent: str = "") -> str:
    """Write a tight list, each item indented by no more than CommonMark asks for."""
    is_numbered = draw(st.booleans())
    sign = draw(st.sampled_from("-*+"))
    lines = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        marker = f"{number}. " if is_numbered else f"{sign} "
        lines.append(f"{indent}{marker}w{draw(st.integers(0, 99))}")
        if depth < 3 and draw(st.booleans()):
            lines.append(draw(lists(depth + 1, indent + " " * len(marker))))
    return "\n".join(lines)


@given(lists(), st.sampled_from(["", "text\n", "text\n\n", "# Heading\n"]))
def test_any_nesting_is_read_as_commonmark_does(text: str, before: str) -> None:
    assert tree(html(before + text)) == common(before + text)


@given(st.lists(st.sampled_from(["- a", "1. b", "    - c", "        1. d", "    t", "", "| x |"])))
def test_what_is_indented_by_four_keeps_its_columns(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert [line for line in evened(text).split("\n") if line] == [line for line in lines if line]


@pytest.mark.parametrize(
    "text",
    [
        "a | b\n--|--\n- | 3\n",
        "<pre>\ntext\n- a\n  - b\n</pre>",
        "<!--\ntext\n- a\n-->",
        "    - code\n      - code",
        "!!! note\n    - a\n        - b",
        "[^1]: note\n\n    - a\n    - b",
        "Term\n:   - a\n    - b",
        "*[CBP]: words\n*[ICE]: words",
        "text\n*stress* and\n-1 degrees\n1.5 metres",
    ],
)
def test_left_as_it_is(text: str) -> None:
    assert evened(text) == text


def test_a_list_in_a_note_may_be_indented_by_two() -> None:
    assert evened("!!! note\n    - a\n      - b") == "!!! note\n    - a\n        - b"


@given(st.text("-*+1. >a`<pre!\n"))
def test_no_word_is_lost(text: str) -> None:
    assert "".join(evened(text).replace(">", "").split()) == "".join(text.replace(">", "").split())
