"""Quotation marks after words that are marked up close the quotation."""

from __future__ import annotations

import pytest

from generator.markup import plain
from generator.model import MarkdownSettings, Source
from generator.prose import prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"*a*"', "“a”"),
        ("'*a*'", "‘a’"),
        ('"`a`".', "“a”."),
        ('"[a](https://example.org/)", b', "“a”, b"),
        ('"https://example.org/"', "“https://example.org/”"),
        ("*Wired*'s", "Wired’s"),
        ("the *dogs*'", "the dogs’"),
        ('"*a* b"', "“a b”"),
        ('a *b* "c"', "a b “c”"),
        ('*a*"b"', "a“b”"),
        ('a<br>"b"', "a “b”"),
    ],
)
def test_closed(text: str, expected: str) -> None:
    source = Source("content/posts/a.md", text)
    assert plain(prose(source, 0, MarkdownSettings()).html).replace("\n", " ") == expected
    off = prose(source, 0, MarkdownSettings(smart=False)).html
    assert not set("“”‘’") & set(off)
