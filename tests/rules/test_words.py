"""Titles, summaries, headings, links and words that most readers would trip over."""

from __future__ import annotations

import pytest

from tests.kit import SETTINGS, Site

LONG = "The ministry of the interior bought face recognition for every police station it has"


def test_a_title_that_search_results_would_cut(site: Site) -> None:
    site.post("a", title=LONG, summary="S.").post("b", title=LONG[:55], summary="T.")
    assert site.checked("title-long") == [
        'content/posts/a.md:2:8: note: search results would cut this title after "…on for every police"'
        " (say it in fewer words)"
    ]


@pytest.mark.parametrize(
    ("title", "is_long"),
    [
        ("i" * 120, False),
        ("W" * 32, True),
        ("警察署" * 10, False),
        ("警察署" * 11, True),
        ("ПОЛИЦИЯ " * 5, False),
        ("ПОЛИЦИЯ " * 8, True),
    ],
)
def test_a_title_is_measured_in_pixels(site: Site, title: str, *, is_long: bool) -> None:
    assert bool(site.post("a", title=title).checked("title-long")) is is_long


def test_a_title_in_the_body_is_pointed_at_there(site: Site) -> None:
    site.write("content/posts/a.md", f"---\ndate: 2026-02-12\n---\n\n# {LONG}\n")
    assert site.checked("title-long")[0].startswith("content/posts/a.md:4:1: note: ")


def test_an_article_without_a_summary(site: Site) -> None:
    site.post("a").post("b", summary="Words.").post("c", "First words.\n\n<!-- more -->\n\nMore.")
    site.write("content/pages/about.md", "# About\n")
    assert site.checked("summary-missing") == [
        "content/posts/a.md:2:8: warning: summary is missing"
        " (write one or two sentences for lists, feeds and search results)"
    ]


def test_a_summary_that_is_an_article(site: Site) -> None:
    site.post("a", summary="word " * 41).post("b", summary="word " * 39)
    assert site.checked("summary-long") == [
        "content/posts/a.md:4:10: note: the summary has 204 characters, and search results show"
        " about 160 (say it in fewer words)"
    ]


def test_headings_that_skip_a_level(site: Site) -> None:
    body = (
        "## One\n\n#### Two *deep*\n\n```\n# no heading\n#### none\n```\n\n## Three\n\n### Four\n"
    )
    assert site.post("a", body, summary="S.").checked() == [
        'content/posts/a.md:9:6: warning: heading "Two deep" has level 4, right below one of level 2'
        " (take one # away) [heading-skip]"
    ]


def test_a_first_heading_far_below_the_title(site: Site) -> None:
    assert site.post("a", "Text.\n\n#### Deep\n").checked("heading-skip") == [
        'content/posts/a.md:8:6: warning: heading "Deep" has level 4, right below the title'
        " (take 2 # away)"
    ]


def test_headings_are_found_behind_a_title_in_the_body(site: Site) -> None:
    site.write("content/posts/a.md", "---\ndate: 2026-02-12\n---\n\n# A\n\n## B\n\n#### C\n")
    assert site.checked("heading-skip")[0].startswith("content/posts/a.md:9:6: ")


def test_underlined_headings_are_found_by_their_words(site: Site) -> None:
    body = "Two\n---\n\nText.\n\n#### Four\n"
    (told,) = site.post("a", body).checked("heading-skip")
    assert told.startswith("content/posts/a.md:11:4: ")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[click here](b.md)", '6:1: warning: "click here" does not say where it leads'),
        ("See [Here…](https://a.example/x).", '6:5: warning: "Here…" does not say where it leads'),
        ("Text [](https://a.example/x).", "6:7: warning: a link has no words"),
        ("Text [](b.md).", "6:9: warning: a link has no words"),
    ],
)
def test_links_whose_words_say_nothing(site: Site, body: str, told: str) -> None:
    site.post("a", body).post("b")
    hint = " (name what readers find there)"
    assert site.checked("link-text") == [f"content/posts/a.md:{told}{hint}"]


@pytest.mark.parametrize(
    "body",
    [
        "[the ruling](https://a.example/x)",
        "https://a.example/x",
        "## Heading\n\nA note.[^1]\n\n[^1]: Here.",
        "`[here](b.md)`",
        "Here they come.",
    ],
)
def test_links_that_say_where_they_lead(site: Site, body: str) -> None:
    assert site.post("a", body).checked("link-text") == []


def test_small_words_that_stand_twice(site: Site) -> None:
    site.post("a", "In the the court\nof\nof appeal. `the the`\n\n```\nto to\n```\n", summary="S.")
    assert site.checked() == [
        'content/posts/a.md:7:4: warning: "the the" stands here (take one out) [word-twice]',
        'content/posts/a.md:8:1: warning: "of of" stands here (take one out) [word-twice]',
    ]


@pytest.mark.parametrize(
    "body",
    [
        "He knew that that was that. She had had it.",
        "What he looked at\nAt noon it was gone.",
        "the-the, the, the; the\n\nthe",
        "Plan A a lot. vitamin-a a",
    ],
)
def test_words_that_may_stand_twice(site: Site, body: str) -> None:
    assert site.post("a", body).checked("word-twice") == []


def test_other_languages_have_other_small_words(site: Site) -> None:
    site.post("a", "the the", language="fr")
    assert site.checked("word-twice") == []
    site.write("site.toml", SETTINGS + 'language = "de"\n').post("b", "an an", language="en-GB")
    assert len(site.checked("word-twice")) == 1
