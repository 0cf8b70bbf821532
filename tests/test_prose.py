"""Markdown becomes the HTML of the fixtures; any other text becomes HTML or a problem."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model import Link, MarkdownSettings, Prose, Source
from generator.problems import ERROR
from generator.prose import prose

FOLDER = Path(__file__).parent / "cases" / "prose"
CASES = [
    pytest.param(*re.split(r"(?m)^----\n", case, maxsplit=1), id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.md"))
    for number, case in enumerate(re.split(r"(?m)^====\n", path.read_text()), 1)
]


def read(text: str, *, path: str = "content/posts/a.md", **options: bool) -> Prose:
    takes_title = options.pop("takes_title", False)
    return prose(Source(path, text), 0, MarkdownSettings(**options), takes_title=takes_title)


def told(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


def test_there_are_fixtures() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_fixture(text: str, expected: str) -> None:
    assert read(text).html.replace("\0", "␀") + "\n" == expected


def test_the_body_begins_after_the_front_matter() -> None:
    text = "---\ntitle: x\n---\n[a](nowhere.md) [a](nowhere.md)\n"
    result = prose(Source("content/posts/a.md", text), 17, MarkdownSettings())
    assert [link.offset for link in result.links] == [text.index("nowhere"), text.rindex("nowhere")]


def test_links_are_listed() -> None:
    result = read("[x](../pages/about.md#who) ![y](p.jpg) [z](/tags/law/)\n")
    assert result.links == (
        Link("link", "content/pages/about.md", "who", 4),
        Link("picture", "content/posts/p.jpg", "", 32),
        Link("link", "/tags/law/", "", 43),
    )


def test_a_first_heading_is_the_title() -> None:
    text = "# The *title*[^1]\n\nText\n\n## Part\n\n[^1]: Note.\n"
    result = read(text, takes_title=True)
    assert result.title == "The title"
    assert "<h1" not in result.html
    assert [(part.level, part.text) for part in result.headings] == [(2, "Part")]
    kept = read(text)
    assert kept.title == "The title"
    assert [(part.level, part.text) for part in kept.headings] == [(2, "The title"), (3, "Part")]


def test_no_title_without_a_first_heading() -> None:
    assert read("Text\n\n# Later\n", takes_title=True).title == ""


def test_smart_typography_can_be_switched_off() -> None:
    assert read('"x" -- y\n', smart=False).html == '<p>"x" -- y</p>'


def test_line_numbers_can_be_switched_on_for_all_code() -> None:
    assert 'data-line="2"' in read("```\na\nb\n```\n", line_numbers=True).html
    assert "data-line" not in read("```text linenums=no\na\n```\n", line_numbers=True).html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One *two*.\n\nThree.\n", "One two."),
        ("![x](a.jpg)\n\nAfter &amp; “all”[^1].\n\n[^1]: No.\n", "After & “all”."),
        ("One.\n\nTwo.\n\n<!-- more -->\n\nThree.\n", "One. Two."),
        ("## Head\n\nText <!--more--> not this.\n", "Text"),
        ("!!! note\n    Inside.\n", "Inside."),
        ("- only\n- items\n", "only items"),
        ("", ""),
    ],
)
def test_excerpt(text: str, expected: str) -> None:
    result = read(text)
    assert result.excerpt == expected
    assert "more" not in result.html


PROBLEMS = {
    "x <script>alert(1)</script>\n": (
        'content/posts/a.md:1:3: "<script>" can\'t stand in an article (remove it)'
    ),
    "<iframe src='https://example.org'></iframe>\n": (
        'content/posts/a.md:1:1: "<iframe>" can\'t stand in an article'
        ' (write !!! video https://… "title", or post or map: a link that loads nothing)'
    ),
    "use `<b>` and <your-name>\n": (
        'content/posts/a.md:1:15: "<your-name>" can\'t stand in an article '
        "(remove it, or write &lt;your-name&gt; if readers should see it)"
    ),
    '<p onclick="x()">y</p>\n': (
        'content/posts/a.md:1:4: "onclick" can\'t stand on <p> (remove it)'
    ),
    '<p style="color:red">y</p>\n': (
        'content/posts/a.md:1:4: "style" can\'t stand on <p> '
        "(use class, and a rule in layouts/assets/style.css)"
    ),
    "![x](a.jpg){ width=50 }\n": (
        'content/posts/a.md:1:14: "width" can\'t stand on <img> '
        "(remove it: the size is taken from the file)"
    ),
    "[x](java&#115;cript:alert)\n": (
        'content/posts/a.md:1:1: link "javascript:alert" would run a program in the reader\'s '
        "browser (link to an address that begins with https://, or to a file of this site)"
    ),
    "[x](JavaScript:alert(1))\n": (
        'content/posts/a.md:1:5: link "JavaScript:alert(1)" would run a program in the reader\'s '
        "browser (link to an address that begins with https://, or to a file of this site)"
    ),
    "[x](file:///etc/passwd)\n": (
        'content/posts/a.md:1:5: link "file:///etc/passwd" leads to a file of this computer '
        "(link to an address that begins with https://, or to a file of this site)"
    ),
    "[x](foo:bar)\n": (
        'content/posts/a.md:1:5: link "foo:bar" begins with "foo:" '
        "(link to an address that begins with https://, or to a file of this site)"
    ),
    "[x](https://exa mple.org)\n": (
        'content/posts/a.md:1:5: link "https://exa mple.org" is no address that a browser could '
        "open (link to an address that begins with https://, or to a file of this site)"
    ),
    "[x]()\n": (
        "content/posts/a.md:1:1: link without an address (write it as in [text](other.md))"
    ),
    "![x](https://example.org/x.png)\n": (
        'content/posts/a.md:1:6: picture "https://example.org/x.png" would be loaded from another '
        "host (save it beside the post and link the file)"
    ),
    "![x](//example.org/x.png)\n": (
        'content/posts/a.md:1:6: picture "//example.org/x.png" would be loaded from another host '
        "(save it beside the post and link the file)"
    ),
    "![x](data:image/png;base64,AA)\n": (
        'content/posts/a.md:1:6: picture "data:image/png;base64,AA" is no file of this site '
        "(save it beside the post and link the file)"
    ),
    "![x]()\n": (
        "content/posts/a.md:1:1: picture without a file "
        "(write it as in ![what it shows](photo.jpg))"
    ),
    "![](a.jpg)\n": (
        'content/posts/a.md:1:5: warning: picture "a.jpg" has no description '
        "(write one, as in ![what it shows](a.jpg))"
    ),
    "[x](../../site.toml)\n": (
        'content/posts/a.md:1:5: link "../../site.toml" leads out of content/ '
        "(move the file into content/ and link to it there)"
    ),
    "[x](/../x/)\n": (
        'content/posts/a.md:1:5: link "/../x/" leads out of content/ '
        "(move the file into content/ and link to it there)"
    ),
    "![x](/%2e%2e/x.png)\n": (
        'content/posts/a.md:1:6: picture "/%2e%2e/x.png" leads out of content/ '
        "(move the file into content/ and link to it there)"
    ),
    "## Methods\n\n[x](#method)\n": (
        'content/posts/a.md:3:5: this text has no part "#method" (did you mean "#methods"?)'
    ),
    "Text[^x].\n": (
        'content/posts/a.md:1:5: warning: there is no footnote "[^x]" (write it below as [^x]: …)'
    ),
    "Text.\n\n[^x]: Note.\n": (
        'content/posts/a.md:3:1: warning: nothing refers to the footnote "[^x]" '
        "(write [^x] where it belongs)"
    ),
    "Text.\n\n~~~~\ncode\n": (
        "content/posts/a.md:3:1: warning: code block opened here is never closed (end it with ~~~~)"
    ),
    "```pyhton\nx\n```\n": (
        'content/posts/a.md:1:1: warning: there are no colours for code in "pyhton" '
        '(did you mean "python"?)'
    ),
    "```text hl_lines=7\nx\n```\n": (
        'content/posts/a.md:1:1: warning: hl_lines "7" names no lines of this code block '
        '(write numbers from 1, as in hl_lines="2 4-6")'
    ),
    "- " * 400 + "x\n": (
        "content/posts/a.md:1:1: lists and quotes stand too deep in each other "
        "(at most 50 lists: begin a new one, or write paragraphs)"
    ),
}


@pytest.mark.parametrize(("text", "expected"), PROBLEMS.items(), ids=lambda text: text[:20])
def test_problem(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_code_is_no_place_of_a_problem() -> None:
    text = "`<script>` and\n\n```\n<script>\n```\n\n<script></script>\n"
    assert told(text) == [
        'content/posts/a.md:7:1: "<script>" can\'t stand in an article (remove it)'
    ]


@pytest.mark.parametrize("depth", [120, 170, 300, 400, 2000])
def test_deep_texts_are_problems(depth: int) -> None:
    nested = "".join(" " * 4 * level + "- x\n" for level in range(min(depth, 400)))
    for text in (nested, "> " * depth + "x", "> - " * min(depth, 300) + "x"):
        assert [problem.level for problem in read(text).problems] == [ERROR]


HOSTILE = [
    "<![", "<![CDATA[x", "<!--", "<!-- x --", "</", "</x", "<?", "<a ", "obj<</>>endobj", "&#0;",
    "&#x110000;", "\x02wzxhzdk:0\x03", "\x02klzzwxh:0000\x03", "\x00link:x\x00", "\ud800",
    "[^x]: [^x]", "[a]: <", "*[x]:", "*[x]: y", "!!!", '!!! x "', "> [!NOTE]", "```\x00", "~~~{",
    "|", "|-|", "a|b\n-|-", ":   x", "[x](<", "![x](", "[" * 60, "![" * 60, "`" * 50, "*_" * 60,
    "~~" * 60, "{: x", "# {#a b=", "<!-- more -->", "<details", "<p><p><p", "<b></i></b>",
    "\ufdd0\ufffe", "\u202e", "- ```\n", "1.  ~~~x\n> ", "[x](http://[)", "[x](//)", "![x](#)", "[x](?)",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text(text: str) -> None:
    check(read(text))
    check(read(f"Before {text} after\n\n> - {text}\n\n{text}\n"))


NAMES = {f"word:{kind}" for kind in ("note", "tip", "important", "warning", "caution")}
PIECES = st.one_of(
    st.text(max_size=20), st.sampled_from([*HOSTILE, "\n", "\n\n", "    ", "> ", "- ", "1. "])
)


@settings(max_examples=150, deadline=None)
@example("\ud83d\n```\n")
@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_a_body_or_a_problem(text: str) -> None:
    check(read(text, takes_title=True))


def check(result: Prose) -> None:
    """See with a parser of another make that a body holds nothing that could do harm."""
    assert not any("could not be read" in problem.message for problem in result.problems)
    result.html.encode()
    marks = result.html.split("\0")
    assert len(marks) % 2
    listed = {f"{link.kind}:{link.target}" for link in result.links}
    assert {mark for mark in marks[1::2] if mark not in NAMES} == listed
    for number in range(1, len(marks), 2):
        marks[number] = "/own"
    tree = html5lib.parseFragment("".join(marks), namespaceHTMLElements=False)
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert sorted(set(ids)) == sorted(set(result.anchors))
    for node in tree.iter():
        assert node.tag not in {"script", "style", "iframe", "form", "input", "h1", "svg"}
        for name, value in node.attrib.items():
            assert not name.startswith("on")
            assert name not in {"style", "srcset", "target"}
            if name == "src":
                assert value == "/own"
            if name == "href":
                assert re.match(r"/own|#|(https?|mailto|tel|sms|xmpp|[a-z0-9]+):", value)
                assert not re.match(r"(?i)\s*(javascript|data|vbscript|file):", value)


ATTRIBUTE_LISTS = ['{onclick="x"}', '{style="x"}', '{ping="x"}', '{srcset="https://x.org/"}']


@pytest.mark.parametrize("written", ATTRIBUTE_LISTS)
def test_attribute_lists_are_limited(written: str) -> None:
    for text in (f"## Head {written}\n", f"[x](a.md){written}\n", f"![x](a.jpg){written}\n"):
        result = read(text)
        assert "x.org" not in result.html
        check(result)
        assert [problem.level for problem in result.problems] == [ERROR]


def test_the_same_text_gives_the_same_bytes_in_another_process() -> None:
    text = '![a](b.jpg "c"){.wide #x}\n\n| a |\n|--:|\n| [x](y.md "t"){.k} |\n\n## H[^1]\n\n[^1]: n'
    code = (
        "import sys; from generator.prose import prose; from generator.model import *;"
        "print(ascii(prose(Source('content/posts/a.md', sys.argv[1]), 0, MarkdownSettings())))"
    )
    root = Path(__file__).parent.parent
    given_by = set()
    for seed in ("0", "1", "2"):
        command = [sys.executable, "-c", code, text]
        done = subprocess.run(
            command, cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        given_by.add(done.stdout)
    assert len(given_by) == 1


def test_importing_prose_loads_no_markdown() -> None:
    code = "import sys, generator.prose; print({'markdown', 'pygments', 'nh3'} & set(sys.modules))"
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a\n\n<!-- secret\n\nb", "3:1: this comment is never closed (end it with -->)"),
        ("a &#x1F; b", "1:3: &#31; can't stand in a text (delete it)"),
        ("a \x1b b", "1:3: the character U+001B can't stand in a text (delete it)"),
    ],
)
def test_what_can_not_be_published_is_an_error(text: str, place: str) -> None:
    assert told(text) == [f"content/posts/a.md:{place}"]
    assert not re.search(r"[\x00-\x08\x0e-\x1f]", read(text).html)
