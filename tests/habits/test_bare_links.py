"""A sentence keeps its punctuation."""

from __future__ import annotations

import pytest

from generator.habits.bare_links import trimmed
from generator.model import MarkdownSettings, Source
from generator.prose import prose


def html(text: str) -> str:
    return prose(Source("content/posts/a.md", text), 0, MarkdownSettings()).html


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://x.org/a.", "https://x.org/a"),
        ("https://x.org/a).", "https://x.org/a"),
        ("https://x.org/a_(b)", "https://x.org/a_(b)"),
        ("https://x.org/a_(b)))]", "https://x.org/a_(b)"),
        ("https://x.org/?!", "https://x.org/"),
        ("https://x.org/a**", "https://x.org/a"),
    ],
)
def test_trimmed(written: str, url: str) -> None:
    assert trimmed(written) == url


@pytest.mark.parametrize("user", ["user:pw@", "me@", "example.com:x@"])
def test_an_address_with_a_user_name_is_no_link(user: str) -> None:
    assert "<a" not in html(f"https://{user}example.org/secret")


def test_a_quotation_mark_ends_an_address() -> None:
    assert 'href="https://example.org/" ' in html('https://example.org/"onclick="a')
