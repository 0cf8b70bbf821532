"""What plays elsewhere is a link with words that say so, in a language that the page tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model import MarkdownSettings, Source
from generator.prose import prose
from tests.kit import Site

VIDEO = "!!! video https://a.example/b"


def figures(text: str) -> str:
    return prose(Source("content/posts/a.md", text), 0, MarkdownSettings()).html


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_its_words_say_that_they_are_english(tmp_path: Path, language: str) -> None:
    page = Site(tmp_path).post("a", VIDEO, language=language).build().page("2026/02/a/index.html")
    words = "Plays on a.example, which will see your visit."
    assert f'<span class="elsewhere" dir="ltr" lang="en">{words}</span>' in page


def test_what_is_no_longer_indented_is_no_part_of_it() -> None:
    html = figures(f"{VIDEO}\n    Inside.\nBelow.\n\n    code")
    figure, rest = html.split("</figure>")
    assert "Inside." in figure
    assert "Below." in rest
    assert '<pre tabindex="0"><code>code' in rest


def test_indented_paragraphs_belong_to_it_until_one_that_is_not() -> None:
    html = figures(f"{VIDEO}\n\n    One.\n\n    Two.\n\nThree.\n\n    four")
    figure, rest = html.split("</figure>")
    assert "One." in figure
    assert "Two." in figure
    assert "Three." in rest
    assert '<pre tabindex="0"><code>four' in rest


def test_a_paragraph_that_goes_on_below_its_indented_line_ends_it() -> None:
    html = figures(f"{VIDEO}\n\n    One.\nTwo.\n\n    three")
    figure, rest = html.split("</figure>")
    assert "One." in figure
    assert "Two." in rest
    assert "three" not in figure, "it stands below a text that is no part of the figure"
