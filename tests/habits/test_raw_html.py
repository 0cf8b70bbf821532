"""The allow-list lets harmless elements pass, and every other one is told."""

from __future__ import annotations

import pytest

from generator.habits.notes import Notes
from generator.habits.raw_html import ELEMENTS, audit, clean
from generator.model import Source

HARMLESS = sorted(
    ELEMENTS
    - {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
    - {"br", "hr", "wbr", "img", "p", "pre", "rp", "rt"}
)


def told(html: str) -> list[str]:
    notes = Notes(Source("a.md", html), 0)
    audit(html, clean(html), notes)
    return [problem.message for problem in notes.problems]


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless(name: str) -> None:
    html = f'<{name} id="a" class="b" lang="de">x</{name}>'
    assert clean(html) == html
    assert told(html) == []


@pytest.mark.parametrize("name", ["script", "style", "form", "video", "object", "math", "x-y"])
def test_taken_out_and_told(name: str) -> None:
    html = f"<p>a</p><{name}>x</{name}>"
    assert f"<{name}" not in clean(html)
    assert told(html) == [f'"<{name}>" can\'t stand in an article']


def test_what_is_inside_is_told_once() -> None:
    assert len(told("<svg><g><path/></g></svg>")) == 1
    assert len(told("<unknown><script></script></unknown>")) == 2


@pytest.mark.parametrize("name", ["onclick", "style", "srcset", "target", "ping", "role", "data-x"])
def test_attributes_are_told(name: str) -> None:
    assert told(f'<a href="x" {name}="y">z</a>') == [f'"{name}" can\'t stand on <a>']


def test_code_that_may_scroll_is_reached_by_keys() -> None:
    assert clean('<pre class="x">a</pre>') == '<pre class="x" tabindex="0">a</pre>'
    assert clean('<pre tabindex="0">a</pre>') == '<pre tabindex="0">a</pre>'


def test_switches_have_no_value() -> None:
    assert clean("<details open>a</details>") == "<details open>a</details>"
    assert clean("<ol reversed start=3><li>a</ol>") == '<ol reversed start="3"><li>a</li></ol>'
