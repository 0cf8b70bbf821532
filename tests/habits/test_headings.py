"""Headings have ids of their own, in all scripts."""

from __future__ import annotations

import pytest

from generator.habits.headings import Names, outline, slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What's new?", "whats-new"),
        ("Ünïcode 日本語", "ünïcode-日本語"),
        ("u\u0308", "ü"),
        ("a_b -- c", "a-b-c"),
        ("!?", "section"),
    ],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name


def test_names_are_given_once() -> None:
    names = Names(frozenset({"b", "a-2"}))
    assert [names.unique(name) for name in "aaba"] == ["a", "a-3", "b-2", "a-4"]


def test_an_empty_heading_is_left_out() -> None:
    assert outline("<h2></h2><p>x</p>", takes_title=False).html == "<p>x</p>"


def test_a_label_stays_in_its_attribute() -> None:
    html = outline("<h2>&lt;a&gt; \"b\" <img src='x'></h2>", takes_title=False).html
    assert 'aria-label="# &lt;a&gt; &quot;b&quot;' in html
