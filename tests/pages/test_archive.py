from __future__ import annotations

from tests.kit import SETTINGS, Site, text_of


def test_the_archive_by_year_and_month(site: Site) -> None:
    site.post("a", date="2025-12-31").post("b", date="2026-01-01").post("c", date="2026-03-05")
    site.build()
    pages = {path for path in site.files() if path.startswith("archive/")}
    assert pages == {
        "archive/index.html", "archive/2025/index.html", "archive/2025/12/index.html",
        "archive/2026/index.html", "archive/2026/01/index.html", "archive/2026/03/index.html",
    }  # fmt: skip
    overview = site.page("archive/index.html")
    assert overview.index("/archive/2026/") < overview.index("/archive/2025/")
    year = site.page("archive/2026/index.html")
    assert 'href="/2026/01/b/"' in year
    assert 'href="/2026/03/c/"' in year
    assert "/2025/12/a/" not in year
    month = site.page("archive/2026/01/index.html")
    assert 'href="/archive/2025/12/"' in month
    assert 'href="/archive/2026/03/"' in month
    assert "January 2026" in text_of(month)


def test_a_month_is_that_of_the_sites_zone(site: Site) -> None:
    site.write("site.toml", SETTINGS + 'timezone = "Asia/Tokyo"\n')
    site.post("a", date="2026-01-31T20:00:00Z").build()
    assert "archive/2026/02/index.html" in site.files()
    assert "2026/02/a/index.html" in site.files()


def test_a_title_changes_no_overview(site: Site) -> None:
    site.post("a").build()
    before = site.page("archive/index.html")
    assert site.post("a", title="Other").build().page("archive/index.html") == before
