"""Addresses an article stands on: safe on the way, and kept somewhere."""

from __future__ import annotations

import pytest

from tests.kit import Site


def test_addresses_without_a_copy_are_told_once_an_article(site: Site) -> None:
    sources = "[https://a.example/report, {title: T, url: https://b.example/x, archived: https://perma.cc/A}]"
    body = "[x](https://c.example/y?utm_source=z) [y](https://b.example/x#part) [z](b.md)"
    site.post("a", body, sources=sources).post("b")
    assert site.checked("link-unarchived") == [
        'content/posts/a.md:4:11: note: 2 addresses have no archived copy: the first is "https://a.example/report"'
        " (list it under sources, with archived: and the address of a copy)"
    ]


def test_the_place_of_an_address_that_was_freed_of_tracking(site: Site) -> None:
    site.post("a", "Text\n\n[x](https://c.example/y?utm_source=z)")
    assert site.checked("link-unarchived")[0].startswith(
        'content/posts/a.md:8:5: note: 1 address has no archived copy: "https://c.example/y" ('
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://web.archive.org/web/2024/https://a.example/x",
        "https://archive.ph/abc",
        "https://a.example/",
        "https://a.example",
        "https://example.org/2026/02/a/",
        "mailto:a@example.org",
    ],
)
def test_what_needs_no_copy(site: Site, address: str) -> None:
    assert site.post("a", f"[x]({address})").checked("link-unarchived") == []


def test_addresses_that_can_be_altered_on_the_way(site: Site) -> None:
    onion = f"http://{'a' * 56}.onion/x"
    site.post("a", f"[x](http://a.example/) [y]({onion}) [z](https://a.example/)", summary="S.")
    assert site.checked("link-insecure") == [
        'content/posts/a.md:7:5: note: "http://a.example/" can be read and altered on the way'
        " (look whether https:// works too)"
    ]


def test_own_addresses_in_full_are_told(site: Site) -> None:
    body = "Text [x](https://example.org/2026/02/b/) [y](b.md) [z](https://example.org.example/)"
    assert site.post("a", body).post("b").checked("link-own") == [
        'content/posts/a.md:6:10: warning: "https://example.org/2026/02/b/" is an address of this site'
        " (link to the file, as in other.md, or begin with /: then it is checked)"
    ]
