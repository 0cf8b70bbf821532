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


FIRST = 'write the address first, and then "a title" in quotes'
WHOLE = "write the whole address, as in !!! video https://example.org/"
SMALL = "write it in small letters, as in !!! video https://example.org/"
KINDS = "there are video, audio, post and map, as in !!! post https://example.org/"
NOTE = 'write !!! note "a title", and the text below it, indented by four spaces'
BEGIN = "begin the line with !!!, without a blank before it"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("!!! Video https://a.example/", SMALL), ('!!! POST https://a.example/ "b"', SMALL),
        ("!!! tweet https://a.example/1", KINDS), ("!!! youtube www.a.example", KINDS), ("!!! note https://a.example/", KINDS),
        ("!!! video x.example/a", WHOLE), ("!!! video /films/a.mp4", WHOLE), ("!!! map geo:1,2", WHOLE), ("!!! audio ftp://a.example/", WHOLE),
        ('!!! video "A title" https://a.example/', FIRST), ("!!! video \u201cA\u201d https://a.example/", FIRST), ("!!! audio 'A' <https://a.example/>", FIRST),
        ("!!! note: a", NOTE), ('!!! "A title"', NOTE), ('!!! note "a" b', NOTE), (" !!! note", BEGIN), ("   !!! video https://a.example/", BEGIN),
    ],
)  # fmt: skip
def test_blocks_that_are_none_are_named_with_what_to_write(text: str, hint: str) -> None:
    place = f"content/posts/a.md:3:{1 + len(text) - len(text.lstrip())}"
    quoted = f'"{text.strip()}" stays as it is written here'
    assert told(f"x\n\n{text}\n\ny") == [f"{place}: warning: {quoted} ({hint})"]


def test_a_long_line_is_not_quoted_whole() -> None:
    (one,) = told("!!! tweet https://a.example/" + "b" * 200)
    assert f'"!!! tweet https://a.example/{"b" * 51}…" stays' in one


@pytest.mark.parametrize(
    "text",
    [
        "!!! note", '!!! note "A: b/c"', '!!!tip "a"', "!!! danger small", '!!! video "Title"', "!!! Video",
        "!!! Stop right there", "!!!", "!!!! https://a.example/", "Really!!! Yes: no", "    !!! Video https://a.example/",
        "!!! map https://a.example/#b", '!!! post <https://a.example/> "b \u201cc\u201d"', "`!!! tweet https://a.example/`",
    ],
)  # fmt: skip
def test_blocks_and_exclamations_are_not_named(text: str) -> None:
    assert not told(f"x\n\n{text}\n\ny")


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
