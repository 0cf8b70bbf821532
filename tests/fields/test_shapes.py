"""Each shape of value is read on its own; whole heads are in cases/frontmatter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fields import shapes
from generator.model import Source
from generator.nodes import Notes, Scalar, Sequence
from generator.slugs import slugify


def read(reader, node, name="field"):
    notes = Notes(Source("post.md", "x" * 50))
    return reader(node, name, notes), [str(one) for one in notes.problems()]


@pytest.mark.parametrize(
    "tag", ["en", "pt-BR", "zh-Hant-TW", "de-CH-1996", "ast", "sr-Latn", "en-x-hush"]
)
def test_languages(tag):
    assert read(shapes.language, Scalar(tag, 0)) == (tag, [])


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("pt_BR", "pt-BR"),
        ("en_US.UTF-8", "en-US"),
        ("english", "en"),
        ("Deutsch", "de"),
        ("?", "en"),
    ],
)
def test_languages_that_are_none(text, likely):
    assert read(shapes.language, Scalar(text, 0), "language") == (
        None,
        [
            f'post.md:1:1: language: "{text}" is not the code of a language'
            f" (write language: {likely})"
        ],
    )


@given(st.text())
def test_only_a_clean_slug_is_a_slug(text):
    slug, problems = read(shapes.slug, Scalar(text, 0))
    if slug is not None:
        assert slugify(slug) == slug
        assert not problems


@pytest.mark.parametrize(
    "text", ["..", "/", "a/b", "a\\b", "%2e", "CON", "a.", "A", " a b", "ａ", "a--b", "-a"]
)
def test_what_does_not_fit_an_address(text):
    slug, problems = read(shapes.slug, Scalar(text, 0))
    assert slug is None
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["../a", "/a", "a//b", "a/", "a/../b", "A/b", "a/./b", "a\\b"])
def test_what_does_not_fit_an_id(text):
    assert read(shapes.identity, Scalar(text, 0))[0] is None


def test_ids():
    assert read(shapes.identity, Scalar("posts/2026/leak", 0)) == ("posts/2026/leak", [])
    assert read(shapes.identity, Scalar("", 0)) == (None, [])


def test_authors_are_placed_where_others_look():
    notes = Notes(Source("post.md", "x" * 50))
    node = Sequence((Scalar("A", 7), Scalar("B", 9)), 6)
    assert shapes.authors(node, "author", notes) == ("A", "B")
    assert notes.places == {"authors": 6, "authors.0": 7, "authors.1": 9}


def test_a_tag_with_a_comma_in_a_list_stays_one():
    assert read(shapes.tags, Sequence((Scalar("a, b", 1),), 0))[0] == ("a, b",)
