from __future__ import annotations

from xml.etree import ElementTree

from tests.kit import SETTINGS, Site

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_lists_every_page_to_be_found_and_dates_from_the_content(site: Site) -> None:
    site.post("a", tags="[x]", updated="2026-02-20").post("ä", date="2026-02-11")
    site.post("hidden", draft="true").write("content/pages/about.md", "# About\n").build()
    urls = ElementTree.fromstring(site.page("sitemap.xml"))
    found = {url.findtext(f"{SPACE}loc"): url.findtext(f"{SPACE}lastmod") for url in urls}
    assert found == {
        "https://example.org/": "2026-02-20T00:00:00+00:00",
        "https://example.org/2026/02/a/": "2026-02-20T00:00:00+00:00",
        "https://example.org/2026/02/%C3%A4/": "2026-02-11T00:00:00+00:00",
        "https://example.org/about/": None,
        "https://example.org/tags/x/": "2026-02-20T00:00:00+00:00",
        "https://example.org/archive/": "2026-02-20T00:00:00+00:00",
        "https://example.org/tags/": "2026-02-20T00:00:00+00:00",
        **dict.fromkeys(
            (
                "https://example.org/corrections/",
                "https://example.org/feeds/",
                "https://example.org/sources/",
                "https://example.org/updated/",
                "https://example.org/privacy/",
            ),
            "2026-02-20T00:00:00+00:00",
        ),
    }


def test_robots_may_read_all_and_are_shown_the_sitemap(site: Site) -> None:
    site.write("site.toml", SETTINGS.replace(".org/", ".org/news/")).build()
    assert site.page("robots.txt") == (
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/news/sitemap.xml\n"
    )


def test_drafts_that_are_shown_stay_out_of_the_sitemap(site: Site) -> None:
    site.post("a", draft="true").build(drafts=True)
    assert "/a/" not in site.page("sitemap.xml")
