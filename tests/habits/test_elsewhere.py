"""What other programs would read is named, not published in silence."""

from __future__ import annotations

import pytest

from generator.model import MarkdownSettings, Source
from generator.prose import prose


def told(text: str) -> list[str]:
    source = Source("content/posts/a.md", text)
    return [str(problem) for problem in prose(source, 0, MarkdownSettings()).problems]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[TOC]", "[TOC]"),
        ("[[_TOC_]]", "[[_TOC_]]"),
        ("??? note\n    x", "??? note"),
        ("::: warning\nx\n:::", "::: warning"),
        ("see {{< youtube x >}}", "{{< youtube"),
        ("!!! video https://a.example/ 'Title'", "!!! video https://a.example/"),
        ("{{% note %}}", "{{% note"),
        ("{% include x.html %}", "{% include"),
        ("> [!NOPE]\n> x", "> [!NOPE]"),
    ],
)
def test_named(text: str, named: str) -> None:
    column = text.index(named) + 1
    expected = f'content/posts/a.md:3:{column}: warning: "{named}" stays as it is written here ('
    assert told(f"x\n\n{text}")[0].startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        "`[TOC]`",
        "```\n{{< x >}}\n```",
        "Really???",
        "a {{ b }}",
        "x [TOC] y",
        "a :: b",
        "> [!note]\n> x",
    ],
)
def test_not_named(text: str) -> None:
    assert not told(text)


def test_links_by_a_name_that_nothing_defines() -> None:
    assert told("x [a][nope] `[a][b]` [c][d]\n\n[d]: https://example.org/") == [
        'content/posts/a.md:1:5: warning: nothing says where "[nope]" leads'
        " (write it below as [nope]: address)"
    ]


def test_a_footnote_written_twice() -> None:
    assert told("x[^1]\n\n[^1]: a\n[^1]: b") == [
        'content/posts/a.md:4:1: warning: the footnote "[^1]" was written before'
        " (give this one another label)"
    ]
