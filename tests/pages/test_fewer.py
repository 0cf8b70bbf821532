"""A site can do without some kinds of pages, and nothing leads to them then."""

from __future__ import annotations

import re

import pytest

from tests.kit import SETTINGS, Site

GONE = {
    "archive": ["archive/index.html", "archive/2026/index.html", "archive/2026/02/index.html"],
    "authors": ["authors/index.html", "authors/ana/index.html", "authors/ana/feed.xml"],
    "feeds": ["tags/x/feed.xml", "authors/ana/feed.xml", "series/s/feed.xml"],
}


def dead(site: Site) -> set[str]:
    """List the own addresses in pages that lead nowhere."""
    files = site.files()
    found = set()
    for path in files:
        if path.endswith((".html", ".xml")):
            for url in re.findall(
                r'(?:href="|<loc>https://example.org)(/[^"#<]*)', site.page(path)
            ):
                name = url[1:] + "index.html" if url.endswith("/") else url[1:]
                found |= {url} - {url if name in files else ""}
    return found


@pytest.mark.parametrize("off", [(), ("archive",), ("authors",), ("feeds",), tuple(GONE)])
def test_pages_left_out_are_missed_by_nobody(site: Site, off: tuple[str, ...]) -> None:
    lines = "".join(f"{name} = false\n" for name in off)
    site.write("site.toml", f"{SETTINGS}\n[pages]\n{lines}")
    site.post("a", tags="[x]", authors="[Ana]", series="S").build()
    gone = {path for name in off for path in GONE[name]}
    assert not gone & site.files()
    assert {path for paths in GONE.values() for path in paths} - gone <= site.files()
    assert not dead(site)
    assert "Ana" in site.page("2026/02/a/index.html")


def test_a_menu_may_not_lead_to_a_page_that_is_left_out(site: Site) -> None:
    menu = '[[nav]]\ntitle = "All"\nurl = "/archive/"\n'
    site.write("site.toml", f"{SETTINGS}\n{menu}[pages]\narchive = false\n").post("a")
    assert '"/archive/"' in site.build().problems[0].message
