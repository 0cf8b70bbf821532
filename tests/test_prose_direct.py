"""The direct reading is the plain one, and plain articles do take it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import Post
from generator.frontmatter import read_head
from generator.model import MarkdownSettings, Source
from generator.prose import prose
from generator.prose_direct import GATE
from tests.fuzz import BLOCKS, PLAIN, ROOT, differs, is_direct, plain_document


@pytest.mark.parametrize("block", BLOCKS)
def test_plain_blocks_are_read_directly(block: str) -> None:
    text = f"First.\n\n{block}\n\nLast."
    assert not differs(text)
    if "'90s" not in block:
        assert is_direct(text)


def test_footnotes_are_read_directly() -> None:
    text = "A.[^1] B.[^two]\n\n[^1]: One.\n\n## Head\n\n[^two]: Two *words*."
    assert is_direct(text)
    assert not differs(text)


@pytest.mark.parametrize("number", range(0, 400, 10))
def test_articles_of_the_benchmark_are_read_directly(number: int) -> None:
    text = Post(11, number).record()["body"]
    assert is_direct(text)
    assert not differs(text)


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>", "a\\*b", "x {: #id }", "a  \nb", "![p](https://example.org/a.png)", "[a](<b.md>)",
        "[a][b]", "*a **b** c*", "a_b_ c", "- a\n  - b", "- a\n\n- b", "> a\n\n> b", "> - a", "a\n- b",
        "# Title", "Title\n===", "a|b\n-|-\nc|d", "| a |\n|---|\n| b | c |", "`a``b`", "&copy;",
        "https://example.org/", "[^1]", "a[^1] b[^1]\n\n[^1]: x", "[^1]: x", "'90s", "\"'a'\"", "a\tb",
        "a\u00a0b", "```\nx", "```nolanguage\nx\n```", "text\n```\nx\n```", "~~gone~~", "!!! note\n    x",
        "Term\n: x", "*[A]: b", "* * *", "---", "    code", "1986. A year", "- [ ] task", "[TOC]",
    ],
)  # fmt: skip
def test_anything_else_goes_the_long_way(text: str) -> None:
    assert not is_direct(text)
    assert not differs(text)


@pytest.mark.parametrize("seed", range(8))
def test_joined_and_changed_blocks(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        text = plain_document(chance)
        assert not differs(text), repr(text)


@given(st.text("*`[]()>#-.:\"'| \nab1") | st.text("'\"-. ab(—\n"))
def test_any_text(text: str) -> None:
    assert not differs(text)


def test_typography_can_be_switched_off() -> None:
    settings = MarkdownSettings(smart=False, fast=False)
    for block in BLOCKS:
        assert not differs(f'A "b" -- it\'s... {block}', settings)


@pytest.mark.parametrize(
    "html",
    [
        "<script>", '<a href="javascript:x">', '<p onclick="x">', '<a href="https://a" rel="x">',
        "&lt", "<p", '<img src="https://a">', '<p style="x">', "<!-- x -->", '<h2 id="x" class="y">',
    ],
)  # fmt: skip
def test_the_gate_admits_nothing_but_what_it_lists(html: str) -> None:
    assert GATE.fullmatch("<p>x</p>")
    assert not GATE.fullmatch(html)


def test_sample_articles_are_the_same() -> None:
    for file in sorted(ROOT.glob("content/posts/*.md")):
        source = Source("content/posts/a.md", file.read_text("utf-8"))
        start = read_head(source).body
        assert prose(source, start, PLAIN) == prose(source, start, MarkdownSettings())
