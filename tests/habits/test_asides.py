"""Both spellings of a note are one."""

from __future__ import annotations

import pytest

from generator.model import MarkdownSettings, Source
from generator.prose import prose


def html(text: str) -> str:
    return prose(Source("content/posts/a.md", text), 0, MarkdownSettings()).html


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
def test_both_spellings_of_a_note_are_the_same(kind: str) -> None:
    assert html(f"> [!{kind}]\n> *x*\n") == html(f"!!! {kind.lower()}\n    *x*\n")
