"""Tasks are text."""

from __future__ import annotations

from generator.model import MarkdownSettings, Source
from generator.prose import prose


def html(text: str) -> str:
    return prose(Source("content/posts/a.md", text), 0, MarkdownSettings()).html


def test_nothing_needs_a_form() -> None:
    assert "<input" not in html("- [x] a\n- [ ] b\n")
