"""site.toml becomes settings, and every mistake in it is told in one run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import (
    Anchor,
    CommentSettings,
    MarkdownSettings,
    PageSettings,
    Profile,
    Settings,
    Source,
)
from generator.settings import KEYS, direction, read_settings, with_base_url

BASE = 'title = "T"\nbase_url = "https://example.org"\n'


def read(text: str):
    settings, problems = read_settings(Source("site.toml", text))
    return settings, [str(problem) for problem in problems]


def test_a_title_and_an_address_are_enough():
    reading = MarkdownSettings(origin="https://example.org")
    expected = Settings(title="T", base_url="https://example.org/", markdown=reading)
    assert read(BASE) == (expected, [])


def test_everything_that_can_be_set():
    settings, problems = read(
        """
title = "The Record"
base_url = "https://Bücher.example/news"
description = "What is kept"
id = "record"
language = "fa-IR"
timezone = "Europe/Brussels"
permalink = "/{year}/{month}/{day}/{slug}/"
page_size = 5
feed_size = 500
footer = "Free to share"
[[nav]]
title = "About"
url = "/about/"
[[nav]]
title = "Code"
url = "https://example.org/code"
[authors.jane-doe]
name = "Jane Doe"
bio = "Writes"
links = [{title = "Site", url = "https://example.org/jane"}]
[tags.law]
name = "Law"
description = "On bills"
[tags.spyware]
[comments]
enabled = false
email = "letters@example.org"
[markdown]
smart = false
line_numbers = true
contents_from = 0
fast = false
[pages]
archive = false
authors = false
feeds = false
"""
    )
    assert not problems
    link = Anchor("Site", "https://example.org/jane")
    assert settings == Settings(
        title="The Record",
        base_url="https://xn--bcher-kva.example/news/",
        description="What is kept",
        id="record",
        language="fa-IR",
        direction="rtl",
        timezone="Europe/Brussels",
        permalink="/{year}/{month}/{day}/{slug}/",
        page_size=5,
        feed_size=500,
        footer="Free to share",
        nav=(Anchor("About", "/about/"), Anchor("Code", "https://example.org/code")),
        authors={"jane-doe": Profile("jane-doe", "Jane Doe", "Writes", (link,))},
        tags={"law": Profile("law", "Law", "On bills"), "spyware": Profile("spyware", "spyware")},
        comments=CommentSettings(enabled=False, email="letters@example.org"),
        markdown=MarkdownSettings(
            smart=False,
            line_numbers=True,
            contents_from=0,
            fast=False,
            origin="https://xn--bcher-kva.example",
        ),
        pages=PageSettings(archive=False, authors=False, feeds=False),
    )
    assert settings.origin == "https://xn--bcher-kva.example"
    assert settings.root == "/news/"


def test_without_them_there_are_no_settings():
    assert read("") == (
        None,
        [
            'site.toml:1:1: title is missing (write title = "The Quiet Gazette")',
            'site.toml:1:1: base_url is missing (write base_url = "https://example.org/")',
        ],
    )


def test_what_is_no_toml_gives_no_settings():
    assert read("title: T\n") == (
        None,
        ['site.toml:1:6: "title: T" has a colon where TOML has = (write title = "T")'],
    )


KNOWN = ", ".join(KEYS)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('titel = "x"', '3:1: "titel" is not a setting (did you mean "title"?)'),
        ("pagesize = 3", '3:1: "pagesize" is not a setting (did you mean "page_size"?)'),
        ("qwertz = 1", f'3:1: "qwertz" is not a setting (known are {KNOWN})'),
        ('direction = "rtl"', '3:1: "direction" follows from the language (take it out)'),
        ("search = true", '3:10: search: "true" is not a table (write [search] and its lines below)'),
        ('footer = "a\\u0001"', "3:10: the control character U+0001 can't stand in a text (take it out)"),
    ],
)  # fmt: skip
def test_what_is_no_setting(line, problem):
    settings, problems = read(BASE + line + "\n")
    assert problems == [f"site.toml:{problem}"]
    assert settings is not None


def test_all_mistakes_are_told_at_once():
    settings, problems = read(
        BASE + 'page_size = "ten"\ntimezone = "Mars"\n[comments]\nenabeld = 1\n'
    )
    assert settings is not None
    assert problems == [
        'site.toml:3:13: page_size: "ten" is not a whole number (write page_size = 10)',
        'site.toml:4:12: timezone: "Mars" is not a time zone (write timezone = "Europe/Brussels")',
        'site.toml:6:1: comments: "enabeld" is not a setting (did you mean "enabled"?)',
    ]


def test_another_address_keeps_the_identity():
    settings, _ = read(BASE + 'id = "record"\n')
    moved, problems = with_base_url(settings, "http://localhost:8000/preview")
    assert not problems
    assert moved.base_url == "http://localhost:8000/preview/"
    assert moved.id == "record"
    moved, problems = with_base_url(settings, "localhost:8000")
    assert moved is None
    assert [str(one) for one in problems] == [
        '--base-url:1:1: "localhost:8000" is not a full web address (write https://example.org/)'
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("FA", "rtl"), ("ur", "rtl"),
        ("ar-Latn", "ltr"), ("az-Arab", "rtl"), ("pa-Arab-PK", "rtl"), ("ja", "ltr"),
    ],
)  # fmt: skip
def test_directions(language, expected):
    assert direction(language) == expected


def test_every_setting_has_one_line_of_help():
    for key in KEYS.values():
        assert key.help.endswith(".")


def check(text):
    settings, problems = read_settings(Source("site.toml", text))
    assert settings is not None or problems
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert "\n" not in str(problem)


@given(st.text())
def test_any_text_is_settings_or_problems(text):
    check(text)


names = st.sampled_from(
    [*KEYS, "direction", "privacy", "nav.title", "authors.a.name", "authors.a", "tags.b.name",
     "authors.a.links", "comments.email", "markdown.contents_from", "privacy.images", "privacy.scripts", "privacy.report",
     "hosting.servers", "hosting.onion", "hosting.security", "hosting.security.expires",
     "hosting.security.contact", "name", "qwertz"]
)  # fmt: skip
values = st.one_of(
    st.integers().map(str),
    st.sampled_from(
        ["true", "[]", "{}", "[{}]", "[{title = 'a', url = '/b/'}]", "2026-02-12", "1e9", "[[1]]"]
    ),
    st.text(alphabet="ab/{}:.%slug#?\\é\0 ").map(lambda text: f"'{text}'"),
    st.text().map(lambda text: "'" + text.replace("'", "") + "'"),
)


@given(st.lists(st.tuples(names, values), max_size=6))
def test_any_values_of_known_settings_are_read_or_told(pairs):
    check(BASE + "".join(f"{name} = {value}\n" for name, value in pairs))


def test_fifty_of_many_mistakes_are_told():
    text = BASE + "".join(f"titel{number} = 1\n" for number in range(10_000))
    assert len(read(text)[1]) == 51
    tags = BASE + "".join(f"[tags.'A {number}']\nx = 1\n" for number in range(9_000))
    assert len(read(tags)[1]) == 51
