"""The fast reading of Markdown is the plain one; what it skips could not have been found."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.prose_fast import required
from tests.fuzz import ROOT, differs, document, snippets

TEXTS = [
    file.read_text("utf-8")
    for file in [
        *sorted(ROOT.glob("content/**/*.md")),
        *sorted(ROOT.glob("tests/cases/prose/*.md")),
    ]
]


@pytest.mark.parametrize("text", TEXTS)
def test_articles_and_fixtures(text: str) -> None:
    assert not differs(text)


@pytest.mark.parametrize("seed", range(8))
def test_joined_and_changed_snippets(seed: int) -> None:
    chance, parts = random.Random(seed), snippets()
    for _ in range(60):
        text = document(chance, parts)
        assert not differs(text), repr(text)


@given(st.text("*_`[]()<>!&\\#-.:\"'|~ \nab1"))
@example("[]('(")  # a link without an end
def test_any_text(text: str) -> None:
    assert not differs(text)


@pytest.mark.parametrize(
    ("expression", "signs"),
    [
        (r"`a", ("`a",)),
        (r"(?<!x)\[", ("[",)),
        (r"(\*|_)x", ("*", "_")),
        (r"[*_]{2}", ("*", "_")),
        (r"https?://x", ("://x",)),
        (r"\.{3}", ("...",)),
        (r"a*", ()),
        (r"(?:a|)", ()),
        (r".", ()),
        (r"\w+", ()),
        (r"[^a]", ()),
        (r"(?=a)b?", ()),
        (r"(a)\1", ("a",)),
    ],
)
def test_what_an_expression_needs(expression: str, signs: tuple[str, ...]) -> None:
    assert required(expression, 0) == signs
    assert required(expression, re.IGNORECASE) == ()


@given(
    st.from_regex(r"(?:[ab]|\\[.*]|\([ab.]\)[?*+]?|\[[ab]\][?*]?|a\|b){1,6}", fullmatch=True),
    st.text("ab.*"),
)
def test_no_match_lacks_what_its_expression_needs(expression: str, text: str) -> None:
    found = re.search(expression, text)
    signs = required(expression, 0)
    if found and signs:
        assert any(sign in found[0] for sign in signs)
