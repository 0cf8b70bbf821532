"""Info strings say what they can, and never become markup."""

from __future__ import annotations

import pytest

from generator.habits.highlighting import Info, highlighted, read_info
from generator.habits.notes import Notes
from generator.model import MarkdownSettings, Source


@pytest.mark.parametrize(
    ("written", "info"),
    [
        ("", Info()),
        ("python", Info("python")),
        (" .python", Info("python")),
        ('python title="a b.py" linenums hl_lines="2 4-6"', Info("python", "a b.py", 1, "2 4-6")),
        ("{.python hl_lines='2'}", Info("python", "", 0, "2")),
        ("{: .python #id .other key=value linenums=5 }", Info("python", "", 5, unknown=("key",))),
        ("js {1,3-4} title='a'", Info("js", "a", 0, "1,3-4")),
        ("js {2}", Info("js", "", 0, "2")),
        ("js wide", Info("js", unknown=("wide",))),
        ('python{title="x"}', Info("python", "x")),
        ("c++ linenums=false", Info("c++")),
    ],
)
def test_info(written: str, info: Info) -> None:
    assert read_info(written, MarkdownSettings()) == info


@pytest.mark.parametrize(
    "info",
    ['"><script>', "' onclick=x", 'title="<b>"', '{."><b>}', 'x title="\'&quot;" linenums="<"'],
)
def test_hostile_info(info: str) -> None:
    notes = Notes(Source("a.md", ""), 0)
    html = highlighted("x\n", info, MarkdownSettings(), notes, 0)
    for word in ("<script", "<b>", "onclick=", '""'):
        assert word not in html.replace('data-line=""', "")


def test_lines_cannot_be_asked_for_without_end() -> None:
    notes = Notes(Source("a.md", ""), 0)
    highlighted("x\n", 'text hl_lines="1-999999 99999999999 a"', MarkdownSettings(), notes, 0)
    assert len(notes.problems) == 3
