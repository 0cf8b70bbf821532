"""Sitemaps: what sitemaps.org and Google's schemas ask for, whole, split and of news."""

from __future__ import annotations

import io
import re
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from generator import states
from tests.kit import NOW, SETTINGS, Site

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGES = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def checked(text: str) -> list[str]:
    """Hold a sitemap to the rules of its schemas; give its addresses in their order."""
    assert len(text.encode()) <= 50_000_000
    root = ElementTree.fromstring(text)
    kind = {f"{SPACE}urlset": "url", f"{SPACE}sitemapindex": "sitemap"}[root.tag]
    assert not root.attrib
    assert 1 <= len(root) <= 50_000
    found = []
    for one in root:
        assert one.tag == SPACE + kind
        names = [child.tag for child in one]
        assert names[0] == f"{SPACE}loc"
        own = [name for name in names if name.startswith(SPACE)]
        assert names[: len(own)] == own, "the protocol's elements come before others'"
        assert own in ([f"{SPACE}loc"], [f"{SPACE}loc", f"{SPACE}lastmod"])
        assert all(MOMENT.fullmatch(child.text or "") for child in one.iter(f"{SPACE}lastmod"))
        url = one.findtext(f"{SPACE}loc") or ""
        assert 12 <= len(url) <= 2048
        assert url.startswith("https://example.org/")
        pictures(one)
        news(one)
        found.append(url)
    assert len(set(found)) == len(found)
    return found


def pictures(url: ElementTree.Element) -> None:
    shown = url.findall(f"{IMAGES}image")
    assert len(shown) <= 1000
    for one in shown:
        assert [child.tag for child in one] == [f"{IMAGES}loc"]
        assert (one[0].text or "").startswith("https://example.org/")


def news(url: ElementTree.Element) -> None:
    for one in url.findall(f"{NEWS}news"):
        names = [child.tag.removeprefix(NEWS) for child in one]
        assert names == ["publication", "publication_date", "title"]
        assert [child.tag.removeprefix(NEWS) for child in one[0]] == ["name", "language"]
        assert re.fullmatch(r"[a-z]{2,3}|zh-cn|zh-tw", one[0][1].text or "")
        assert MOMENT.fullmatch(one[1].text or "")


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "PNG")
    return file.getvalue()


def test_pictures_of_an_article_stand_with_it(site: Site) -> None:
    site.write("content/posts/p.png", picture()).write("content/posts/q.png", picture() + b"")
    site.post("a", "![A](q.png)\n\n![B](p.png)", cover="{image: p.png, alt: Red}").post("b").build()
    text = site.page("sitemap.xml")
    checked(text)
    shown = {
        url.findtext(f"{SPACE}loc"): [one.text for one in url.iter(f"{IMAGES}loc")]
        for url in ElementTree.fromstring(text)
    }
    first, second = shown["https://example.org/2026/02/a/"]
    assert "/p." in str(first)
    assert "/q." in str(second)
    assert all(
        (site.output / str(one).removeprefix("https://example.org/")).exists()
        for one in (first, second)
    )
    assert shown["https://example.org/2026/02/b/"] == []


def test_many_pages_are_split_and_a_new_one_changes_the_last_part(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        site.post(f"a{number}", date=f"2026-02-0{number + 1}")
    whole = checked(site.build().page("sitemap.xml"))
    module = sys.modules["generator.pages.sitemaps"]
    most = vars(module)["MOST"]
    monkeypatch.setattr(module, "MOST", 3)
    site.build(is_anew=True)
    index = checked(site.page("sitemap.xml"))
    names = [url.removeprefix("https://example.org/") for url in index]
    assert names[:3] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert all(name.startswith("sitemap-pages-") for name in names[3:])
    parts = [checked(site.page(name)) for name in names]
    assert all(len(part) <= 3 for part in parts)
    found = [url for part in parts for url in part]
    assert sorted(found) == sorted(whole)
    before = {name: site.page(name) for name in names}
    site.post("b", date="2026-02-20").build()
    assert {name for name in names[:3] if site.page(name) != before[name]} == {"sitemap-3.xml"}
    monkeypatch.setattr(module, "MOST", most)
    site.build(is_anew=True)
    assert {path for path in site.files() if "sitemap" in path} == {"sitemap.xml"}


def test_heavy_sitemaps_are_split(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        site.post(f"a{number}")
    monkeypatch.setattr(sys.modules["generator.pages.sitemaps"], "HEAVIEST", 400)
    names = checked(site.build().page("sitemap.xml"))
    assert "https://example.org/sitemap-2.xml" in names


def test_news_are_the_articles_of_two_days(site: Site) -> None:
    site.post("new", title="New & <loud>", date="2026-11-23T08:00:00Z")
    site.post("edge", date="2026-11-21T12:00:01Z").post("old", date="2026-11-21T12:00:00Z")
    site.post("later", date="2026-11-23T12:00:01Z").post("draft", date="2026-11-23", draft="true")
    site.post("secret", date="2026-11-23", unlisted="true").build()
    text = site.page("sitemap-news.xml")
    assert checked(text) == [
        "https://example.org/2026/11/new/",
        "https://example.org/2026/11/edge/",
    ]
    root = ElementTree.fromstring(text)
    assert [one.text for one in root.iter(f"{NEWS}title")] == ["New & <loud>", "Edge"]
    assert {one.text for one in root.iter(f"{NEWS}name")} == {"The Record"}
    assert {one.text for one in root.iter(f"{NEWS}language")} == {"en"}
    assert site.page("robots.txt").endswith(
        "Sitemap: https://example.org/sitemap.xml\nSitemap: https://example.org/sitemap-news.xml\n"
    )


def test_a_build_knows_when_news_are_old(site: Site) -> None:
    """Nothing but the clock has changed: the sitemap of news still does."""
    site.post("a", date="2026-11-23T08:00:00Z").build()
    assert "sitemap-news.xml" in site.files()
    end = datetime(2026, 11, 25, 8, tzinfo=UTC)
    site.build(now=end - timedelta(seconds=1))
    assert "sitemap-news.xml" in site.files()
    site.build(now=end)
    assert "sitemap-news.xml" not in site.files()
    assert "news" not in site.page("robots.txt")


def test_the_same_moment_gives_the_same_bytes(site: Site, tmp_path: Path) -> None:
    site.post("a", date="2026-11-23T08:00:00Z").build(now=NOW - timedelta(hours=1)).build()
    clean = tmp_path / "clean"
    shutil.copytree(site.root / "content", clean / "content")
    assert Site(clean).build().tree() == site.tree()


def test_two_days_are_48_hours_whatever_clocks_are_set_to() -> None:
    zone = ZoneInfo("Europe/Brussels")
    out = datetime(2026, 10, 24, 12, tzinfo=zone)  # on the 25th an hour comes twice
    end = states.aged(out)
    assert end == datetime(2026, 10, 26, 11, tzinfo=zone)
    assert states.is_news(out, (end - timedelta(seconds=1)).astimezone(zone))
    assert not states.is_news(out, end.astimezone(zone))
    assert not states.is_news(out, datetime(2026, 10, 24, 11, 59, tzinfo=zone))


def test_each_language_has_its_name_and_its_code(site: Site) -> None:
    site.write("site.toml", SETTINGS + '[languages.pt-BR]\ntitle = "O Registro"\n')
    site.post("a", date="2026-11-23").post("a.pt-BR", date="2026-11-23", title="Um").build()
    text = site.page("sitemap-news.xml")
    assert len(checked(text)) == 2
    assert "<news:name>O Registro</news:name><news:language>pt</news:language>" in text
