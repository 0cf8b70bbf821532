"""Deleted text is found without going back and forth."""

from __future__ import annotations

from generator.model import MarkdownSettings, Source
from generator.prose import prose


def html(text: str) -> str:
    return prose(Source("content/posts/a.md", text), 0, MarkdownSettings()).html


def test_deleted_text_is_quick_to_find() -> None:
    assert html("~~" + "a ~" * 5000).count("<del>") == 0
