"""Every footnote has a way there and a way back."""

from __future__ import annotations

import re

from generator.model import MarkdownSettings, Source
from generator.prose import prose


def html(text: str) -> str:
    return prose(Source("content/posts/a.md", text), 0, MarkdownSettings()).html


def test_labels_become_ids_of_their_own() -> None:
    result = html('a[^a b] b[^a-b] c[^"<x>]\n\n[^a b]: 1\n[^a-b]: 2\n[^"<x>]: 3\n')
    assert re.findall(r'<li id="([^"]*)"', result) == ["fn:a-b", "fn:a-b-2", "fn:x"]


def test_every_link_has_its_end() -> None:
    result = html("a[^1] b[^2] c[^1]\n\n[^1]: one[^3]\n[^2]: two\n[^3]: three\n[^4]: four\n")
    assert set(re.findall(r'href="#([^"]*)"', result)) <= set(re.findall(r'id="([^"]*)"', result))
    assert "four" not in result
