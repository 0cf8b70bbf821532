"""Addresses are read as browsers read them, and each has one fate."""

from __future__ import annotations

import pytest

from generator.habits.notes import Notes
from generator.markup import addressed, attributes, ids, plain, read_url
from generator.model import Link, Source


def notes(text: str = "") -> Notes:
    return Notes(Source("content/posts/law/index.md", text), 0)


def test_tags_are_read() -> None:
    assert attributes('<a href="x?a=1&amp;b" title="&quot;&gt;">') == {
        "href": "x?a=1&b",
        "title": '">',
    }
    assert list(ids('<p id="a">x</p><p class="id=b">y</p><p class="c" id="d">z</p>')) == ["a", "d"]


def test_plain_text_has_no_markup() -> None:
    assert plain("<p>a<b>b</b> &amp; &lt;i&gt;</p><p>c<br>d</p>\n") == "ab & <i> c d"


@pytest.mark.parametrize(
    ("written", "scheme", "path", "query", "fragment"),
    [
        ("other.md#a", "", "other.md", "", "a"),
        ("%C3%BC%20b.md", "", "ü b.md", "", ""),
        ("u\u0308.md", "", "ü.md", "", ""),
        ("..\\x.md", "", "../x.md", "", ""),
        ("/search/?q=a#b", "", "/search/", "?q=a", "b"),
        ("HTTPS://example.org", "https", "", "", ""),
        ("//example.org", "https", "", "", ""),
        ("\\/example.org", "https", "", "", ""),
        (" java\tscript:x", "javascript", "", "", ""),
        ("\x01data:x", "data", "", "", ""),
        ("#a%20b", "", "", "", "a b"),
        ("12:30.md", "", "12:30.md", "", ""),
    ],
)
def test_address(written: str, scheme: str, path: str, query: str, fragment: str) -> None:
    url = read_url(written)
    assert (url.scheme, url.path, url.query, url.fragment) == (scheme, path, query, fragment)


@pytest.mark.parametrize(
    ("written", "target", "fragment"),
    [
        ("other.md", "content/posts/law/other.md", ""),
        ("../b.md#c d", "content/posts/b.md", "c d"),
        ("/pages/about.md?x=1", "content/pages/about.md", ""),
        ("../b/", "content/posts/b/index.md", ""),
        ("..", "content/posts/index.md", ""),
        ("/images/a.PNG", "content/images/a.PNG", ""),
        ("/feed.xml", "/feed.xml", ""),
        ("/tags/law", "/tags/law", ""),
        ("/tags/../a/", "/a/", ""),
        ("?x", "content/posts/law/index.md", ""),
    ],
)
def test_own_link(written: str, target: str, fragment: str) -> None:
    result = addressed(f'<a href="{written}">x</a>', notes(f"[x]({written})"))
    assert result.links == (Link("link", target, fragment, 4),)
    mark = f"\0link:{target}\0" + ("#c%20d" if fragment else "")
    assert result.html == f'<a href="{mark}">x</a>'


def test_a_fragment_never_leaves_its_attribute() -> None:
    result = addressed('<a href="b.md#%22%3E%3Cb&amp;">x</a>', notes())
    assert result.html.endswith('\0#%22%3E%3Cb%26">x</a>')


def test_own_picture() -> None:
    result = addressed('<img src="a.jpg" alt="x">', notes())
    assert result.links == (Link("picture", "content/posts/law/a.jpg", "", 0),)
    assert result.html == (
        '<img src="\0picture:content/posts/law/a.jpg\0" alt="x" loading="lazy" decoding="async">'
    )


@pytest.mark.parametrize("url", ["https://example.org/a.png", "//x/a.png", "data:x", "blob:x", ""])
def test_other_pictures_are_taken_out(url: str) -> None:
    found = notes()
    assert addressed(f'x<img src="{url}" alt="y">', found).html == "x"
    assert len(found.problems) == 1


@pytest.mark.parametrize("url", ["javascript:x", "j\navascript:x", "data:x", "x:y", "../../../a"])
def test_other_links_lead_nowhere(url: str) -> None:
    found = notes()
    assert addressed(f'<a href="{url}" rel="me">y</a>', found).html == '<a rel="me">y</a>'
    assert len(found.problems) == 1


def test_the_place_of_a_link_is_its_own() -> None:
    text = "[x](aa.md) [y](a.md) [z](a.md)"
    html = '<a href="aa.md">x</a><a href="a.md">y</a><a href="a.md">z</a>'
    assert [link.offset for link in addressed(html, notes(text)).links] == [4, 15, 25]
