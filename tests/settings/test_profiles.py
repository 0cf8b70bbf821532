"""The tables of site.toml are read, and every mistake in them is told."""

from __future__ import annotations

import pytest

from generator.model import Source
from generator.settings import read_settings

BASE = 'title = "T"\nbase_url = "https://example.org"\n'


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("nav = 3", ['3:7: nav: "3" is not a list of tables (write [[nav]])']),
        ("nav = [1]", ['3:8: nav: "1" is not a table (write [nav] and its lines below)']),
        ('[[nav]]\ntitle = "A"', ['3:1: nav: url is missing (write url = "…")']),
        ('[[nav]]\nurl = "/a/"', ['3:1: nav: title is missing (write title = "…")']),
        (
            '[[nav]]\ntitle = "A"\nurl = "about"',
            ['5:7: url: "about" is neither an address of this site nor of the web (write url = "/about/" or "https://example.org/")'],
        ),
        (
            '[[nav]]\ntitle = "A"\nurl = "javascript:x"',
            ['5:7: url: "javascript:x" is neither an address of this site nor of the web (write url = "/about/" or "https://example.org/")'],
        ),
        ('[[nav]]\ntitel = "A"\nurl = "/"\ntitle = "B"', ['4:1: nav: "titel" is not a setting (did you mean "title"?)']),
        ("authors = []", ["3:11: authors: a list is not a table (write [authors.jane-doe])"]),
        ("tags = 'x'", ['3:8: tags: "x" is not a table (write [tags.law])']),
        ("[authors.jane]", ['3:1: authors.jane has no name (write name = "…")']),
        (
            '[authors."Jane Doe"]\nname = "J"',
            ['3:10: authors: "Jane Doe" does not fit an address (write [authors.jane-doe])'],
        ),
        ('[tags."C++"]\nname = "C++"', ['3:7: tags: "C++" does not fit an address (write [tags.c])']),
        (
            '[tags.a]\nname = "Big Data"\n[tags.b]\nname = "big-data"',
            ['6:8: tags.b: "big-data" is already the name of tags.a (give one of them another name)'],
        ),
        (
            '[authors.a]\nname = "A"\nbio = "x"\ndescription = "y"',
            ['6:1: authors.a: "description" and "bio" are the same (keep one of them)'],
        ),
        (
            '[authors.a]\nname = "A"\nlinks = [{title = "x", url = "mailto:a@example.org"}]',
            ['5:30: url: "mailto:a@example.org" is not a web address (write url = "https://example.org/")'],
        ),
        (
            '[authors.a]\nname = "A"\nlinks = "https://example.org"',
            ['5:9: links: "https://example.org" is not a list of tables (write links = [{title = "…", url = "…"}])'],
        ),
        ("[tags]\nlaw = 'Law'", ['4:7: tags.law: "Law" is not a table (write [tags.law] and its lines below)']),
        ("comments = true", ['3:12: comments: "true" is not a table (write [comments] and its lines below)']),
        ("[comments]\nenabled = 'no'", ['4:11: enabled: "no" is neither true nor false (write enabled = false)']),
        (
            "[comments]\nemail = 'x'",
            ['4:9: email: "x" is not an e-mail address (write email = "letters@example.org")'],
        ),
        (
            "[markdown]\nsmrt = true\nqwertz = 1\npage_size = 3",
            [
                '4:1: markdown: "smrt" is not a setting (did you mean "smart"?)',
                '5:1: markdown: "qwertz" is not a setting (known are smart, line_numbers, contents_from, fast)',
                '6:1: markdown: "page_size" is not a setting (move it above the first line in brackets)',
            ],
        ),
        (
            "[markdown]\ncontents_from = -1",
            ['4:17: contents_from: "-1" is not between 0 and 1000 (write contents_from = 4)'],
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(text, problems):
    settings, found = read_settings(Source("site.toml", BASE + text + "\n"))
    assert settings is not None
    assert [str(one) for one in found] == [f"site.toml:{problem}" for problem in problems]


@pytest.mark.parametrize(
    "url", ["/", "/about/", "/a/#b", "/search/?q=x", "https://example.org/", "/feed.xml"]
)
def test_the_menu_keeps_addresses_as_written(url):
    text = BASE + f'[[nav]]\ntitle = "A"\nurl = "{url}"\n'
    settings, problems = read_settings(Source("site.toml", text))
    assert not problems
    assert settings.nav[0].url == url


@pytest.mark.parametrize(
    "url", ["//example.org", "/../x", "/a\\\\b", "/a b\\u0000", "mailto:a@b.example", "#a", "?a"]
)
def test_the_menu_leads_nowhere_else(url):
    text = BASE + f'[[nav]]\ntitle = "A"\nurl = "{url}"\n'
    assert read_settings(Source("site.toml", text))[1]
