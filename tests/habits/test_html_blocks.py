"""Markdown is read inside blocks of HTML after an empty line, and only there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import plain
from generator.model import MarkdownSettings, Prose, Source
from generator.prose import prose


def read(text: str) -> Prose:
    return prose(Source("content/posts/a.md", text), 0, MarkdownSettings())


@pytest.mark.parametrize("name", ["aside", "blockquote", "details", "div", "figure", "section"])
def test_after_an_empty_line(name: str) -> None:
    html = read(f"<{name} class='x'>\n\n*a*\n\n- b\n\n</{name}>\n\n*c*\n").html
    assert html.startswith(f"<{name} ")
    assert "<em>a</em>" in html
    assert "<li>b</li>" in html
    assert html.endswith(f"</{name}>\n<p><em>c</em></p>")


def test_a_summary_may_stand_before_it() -> None:
    html = read("<details><summary>S</summary>\n\n*a*\n\n</details>\n").html
    assert html == "<details>\n<summary>S</summary>\n<p><em>a</em></p>\n</details>"


def test_without_an_empty_line_it_is_html() -> None:
    html = "<div>\n*a*\n</div>\n\n<p>*b*</p>"
    assert read(html).html == html


def test_a_block_in_a_block() -> None:
    html = read("<div>\n\n<div>\n\n*a*\n\n</div>\n\n*b*\n\n</div>\n\n*c*").html
    assert html.count("<em>") == 3
    assert html.count("</div>") == 2


@pytest.mark.parametrize("wish", ["1", "block"])
def test_an_author_may_ask_for_it(wish: str) -> None:
    assert "<em>a</em>" in read(f'<div markdown="{wish}">\n*a*\n</div>').html


def test_an_author_may_ask_against_it() -> None:
    assert "*a*" in read('<div markdown="0">\n\n*a*\n\n</div>').html


def test_links_inside_are_known() -> None:
    assert [link.target for link in read("<div>\n\n[x](b.md)\n\n</div>").links] == [
        "content/posts/b.md"
    ]


def test_what_may_not_stand_there_is_taken_out_and_told() -> None:
    result = read("<div onclick='x'>\n\n<script>*a*</script>\n\n*b*\n\n</div>")
    assert len(result.problems) == 2
    assert "onclick" not in result.html
    assert "script" not in result.html


def test_code_stays_code() -> None:
    html = read("<div>\n\n```\n<div>\n\n*a*\n```\n\n</div>").html
    assert "&lt;div&gt;\n\n*a*" in html


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "<details>\n\nW1\n\nW2\n",
            '1:1: warning: "<details>" is never closed (end it with </details>)',
        ),
        ("W1 <b>W2\n", '1:4: warning: "<b>" is never closed (end it with </b>)'),
        ("W1\n\n</div>\n\nW2", '3:1: warning: "</div>" ends nothing (remove it, or begin <div>)'),
        ("<div>\n\n<section>\n\nW1\n\n</div>\n\nW2", '3:1: warning: "<section>" is never closed'),
    ],
)
def test_a_tag_without_its_partner(text: str, message: str) -> None:
    result = read(text)
    assert str(result.problems[0]).startswith(f"content/posts/a.md:{message}")
    assert {"W1", "W2"} <= set(plain(result.html).split())


@pytest.mark.parametrize(
    "text",
    ["<https://example.org/>", "<p>a\n\n<p>b", "a <br> b", "`<b>`", "2 < 3 > 1", "<!-- <b> -->"],
)
def test_no_tag_without_its_partner(text: str) -> None:
    assert not read(text).problems


BLOCK = st.sampled_from(["W*x*", "- W", "> W", "| W |\n|---|\n| W |", "# W", "```\nW\n```", "W\nW"])
NAME = st.sampled_from(["div", "details", "aside", "blockquote", "p", "section", "b"])
TREES = st.recursive(
    BLOCK,
    lambda inner: st.tuples(NAME, st.lists(inner, max_size=3), st.sampled_from(["\n", "\n\n"])),
)


def written(tree: str | tuple[str, list[Any], str]) -> str:
    if isinstance(tree, str):
        return tree
    name, inner, between = tree
    return between.join([f"<{name}>", *map(written, inner), f"</{name}>"])


@given(st.lists(TREES, max_size=4), st.lists(st.integers(0, 300), max_size=2))
def test_no_word_is_lost(trees: list[Any], holes: list[int]) -> None:
    lines = "\n\n".join(map(written, trees)).split("\n")
    for hole in holes:
        if hole < len(lines) and "W" not in lines[hole]:
            del lines[hole]
    text = "\n".join(lines)
    assert plain(read(text).html).count("W") == text.count("W")


def test_many_in_each_other() -> None:
    assert "x" in read("<div>\n" * 60 + "\nx\n").html
    assert "x" in read("<div>\n\n" * 40 + "\nx\n" + "\n</div>" * 40).html


@pytest.mark.parametrize(
    "words",
    [
        '![x](a.png "cap <more> x")',
        "[x](/a_(b)/ 'go <on> there')",
        '[x]: /a/ "c <d> e"',
        '!!! map https://m.example.net/ "A <c>"',
    ],
)
def test_words_in_a_title_open_nothing(words: str) -> None:
    found = read(f"<details>\n<summary>s</summary>\n\n*x*\n\n</details>\n\n{words}\n")
    assert "<em>x</em>" in found.html
    assert not [problem for problem in found.problems if "never closed" in problem.message]


def test_tags_beside_titles_are_tags() -> None:
    assert "<em>x</em>" in read('<div>\n\n*x*\n\n!!! "quoted" </div>\n').html
    told = [problem.message for problem in read('!!! note "a <b>"\n    text\n\nMore.\n').problems]
    assert '"<b>" is never closed' in told
