"""A page of mistakes shows each at its place, and nothing of an article is taken for HTML."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from generator.preview.mistakes import AROUND, LONGEST, MOST, mistakes
from generator.problems import WARNING, Place, Problem
from tests.kit import Site

FILE = "content/posts/a.md"


def shown(root: Path, *problems: Problem) -> str:
    return mistakes("A mistake", problems, root, "nonce").decode("utf-8")


def at(line: int, column: int = 1, level: str = "error") -> Problem:
    return Problem(Place(FILE, line, column), "what <is> wrong", "write & so", level)


def test_the_line_and_its_surroundings_are_shown(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(FILE, "\n".join(f"line {number}" for number in range(1, 31)))
    page = shown(site.root, at(10, 3))
    assert "what &lt;is&gt; wrong" in page
    assert "write &amp; so" in page
    assert f"{FILE}:10:3" in page
    for number in range(1, 31):
        assert (f">{number:5}  <" in page) == (abs(number - 10) <= AROUND), number
    assert "li<b>n</b>e 10" in page


@pytest.mark.parametrize("line", ["<script>alert(1)</script>", "</pre><b>", "&amp;", '" onload="x'])
@pytest.mark.parametrize("column", [1, 3, 500])
def test_a_line_is_text(line: str, column: int, tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(FILE, f"{line}\n{line}\n")
    page = shown(site.root, at(1, column))
    assert "<script" not in page
    assert escape(line) in page


def test_of_a_very_long_line_the_place_is_shown(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(FILE, "x" * 100_000 + "!" + "y" * 100_000)
    page = shown(site.root, at(1, 100_001))
    assert "<b>!</b>" in page
    assert len(page) < 20 * LONGEST


@pytest.mark.parametrize("place", [Place("gone.md", 3, 1), Place(FILE, 99, 1), Place("../x", 1, 1)])
def test_where_no_line_can_be_shown_the_mistake_is(place: Place, tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(FILE, "text")
    page = shown(site.root, Problem(place, "what is wrong", ""))
    assert "what is wrong" in page
    assert "<pre>" not in page


def test_what_is_no_text_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    assert "<pre>" not in shown(tmp_path, at(1))


def test_warnings_are_told_from_mistakes(tmp_path: Path) -> None:
    assert '<h2 class="warning">' in shown(tmp_path, at(1, level=WARNING))
    assert '<h2 class="error">' in shown(tmp_path, at(1))


def test_there_is_an_end_to_a_page_of_mistakes(tmp_path: Path) -> None:
    page = shown(tmp_path, *(at(number) for number in range(1, MOST + 8)))
    assert page.count("<section>") == MOST
    assert "and 7 more" in page
    assert "Nothing is wrong." in shown(tmp_path)
