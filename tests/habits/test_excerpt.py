"""Excerpts are plain text of at most 280 signs."""

from __future__ import annotations

from generator.habits.excerpt import LONGEST, excerpt, shortened


def test_short_texts_stay() -> None:
    assert shortened("x" * LONGEST) == "x" * LONGEST


def test_long_texts_end_after_a_word() -> None:
    result = shortened("words, " * 100)
    assert len(result) <= LONGEST
    assert result.endswith("words…")


def test_scripts_without_spaces_are_cut_between_signs() -> None:
    assert shortened("漢" * 300) == "漢" * 279 + "…"
    assert shortened("a\u0301" * 300) == "a\u0301" * 139 + "…"


def test_what_is_no_prose_is_left_out() -> None:
    html = '<aside><p class="admonition-title">Note</p><p>In.</p></aside><pre>code</pre><p>Out.</p>'
    assert excerpt(html, is_whole=False) == "In."
    assert excerpt(html, is_whole=True) == "In. Out."
