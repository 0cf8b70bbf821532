"""What pages tell machines has the shapes that schema.org and those who read it ask for."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import pytest

from tests.kit import SETTINGS, Site

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
AUTHOR = """
[authors.ana]
name = "Ana Kovač"
description = "Writes."
links = [{title = "Site", url = "https://ana.example.net/"}]
[tags.law]
name = "Law"
description = "Rulings."
"""
# Of each type, what it must have, and what it may have.
SHAPES = {
    "NewsArticle": (
        "mainEntityOfPage url headline datePublished dateModified inLanguage publisher",
        "timeRequired isAccessibleForFree description author keywords isPartOf image correction citation",
    ),
    "NewsMediaOrganization": ("name url", "logo"), "Person": ("name", "url sameAs description"),
    "ImageObject": ("url", "width height caption creditText"), "WebPage": ("@id", ""),
    "CorrectionComment": ("text datePublished", ""), "CreativeWork": ("name", "url archivedAt"),
    "CreativeWorkSeries": ("name url", ""), "WebSite": ("name url inLanguage publisher", "description"),
    "CollectionPage": ("name url inLanguage", "description"), "ProfilePage": ("name url inLanguage mainEntity", ""),
    "BreadcrumbList": ("itemListElement", ""), "ListItem": ("position name item", ""),
}  # fmt: skip


def told(site: Site, path: str) -> dict[str, Any]:
    (found,) = DATA.findall(site.page(path))
    data = json.loads(found)
    assert data.pop("@context") == "https://schema.org"
    for one in data.get("@graph", [data]):
        shaped(one)
    return data


def shaped(data: dict[str, Any]) -> None:
    """Hold one thing, and what is in it, to its shape."""
    needed, more = (set(names.split()) for names in SHAPES[data["@type"]])
    names = data.keys() - {"@type"}
    assert needed <= names <= needed | more, data["@type"]
    for name, value in data.items():
        assert value not in ("", [], {}, None), name
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                shaped(one)
            elif name in ("url", "item", "@id", "sameAs"):
                assert str(one).startswith("https://")
            elif name.startswith("date"):
                assert MOMENT.fullmatch(str(one))


def test_an_article_is_told_whole(site: Site) -> None:
    site.write("site.toml", SETTINGS + "[cards]\n" + AUTHOR)
    site.post(
        "a", title="'</script><b>'", author="ana", tags="[law]", series="Deals", summary="Sum.", updated="2026-02-20",
        corrections="[{date: 2026-02-20, text: A number}]",
        sources="[{title: Ruling, url: 'https://court.example.net/1', archived: 'https://archive.example.net/1'}]",
    ).build()  # fmt: skip
    assert site.page("2026/02/a/index.html").count("</script>") == 1
    data = told(site, "2026/02/a/index.html")
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "</script><b>"
    assert data["author"] == [
        {
            "@type": "Person", "name": "Ana Kovač", "url": "https://example.org/authors/ana/",
            "sameAs": ["https://ana.example.net/"],
        }
    ]  # fmt: skip
    assert data["isPartOf"]["url"] == "https://example.org/series/deals/"
    assert data["correction"][0]["text"] == "A number"
    assert data["citation"][0]["archivedAt"] == "https://archive.example.net/1"
    assert data["publisher"]["logo"]["url"].startswith("https://example.org/assets/icon.")
    assert data["image"]["width"] == 1200
    assert (data["keywords"], data["timeRequired"]) == (["Law"], "PT1M")


def test_lists_are_told_with_the_way_to_them(site: Site) -> None:
    site.write("site.toml", SETTINGS + AUTHOR).post("a", author="ana", tags="[law]", series="Deals")
    site.build()
    page, trail = told(site, "tags/law/index.html")["@graph"]
    assert (page["@type"], page["description"]) == ("CollectionPage", "Rulings.")
    assert [one["item"] for one in trail["itemListElement"]] == [
        "https://example.org/", "https://example.org/tags/", "https://example.org/tags/law/",
    ]  # fmt: skip
    assert [one["position"] for one in trail["itemListElement"]] == [1, 2, 3]
    page, _ = told(site, "authors/ana/index.html")["@graph"]
    assert page["@type"] == "ProfilePage"
    assert page["mainEntity"]["sameAs"] == ["https://ana.example.net/"]
    assert told(site, "series/deals/index.html")["@graph"][0]["@type"] == "CollectionPage"
    assert told(site, "index.html")["@type"] == "WebSite"


def test_lists_name_their_own_feeds_first(site: Site) -> None:
    site.write("site.toml", SETTINGS + "page_size = 1\n")
    for number in range(3):
        site.post(f"a{number}", tags="[law]")
    site.build()
    html = site.page("tags/law/page/2/index.html")
    assert '<link rel="next"' not in html, "browsers may load what is named so"
    feeds = re.findall(r'<link rel="alternate" type=[^>]* href="([^"]*)">', html)
    assert feeds[0] == "https://example.org/tags/law/feed.xml"
    assert feeds[3] == "https://example.org/feed.xml"


def test_style_sheets_carry_the_hash_of_what_is_published(site: Site) -> None:
    html = site.post("a").build().page("index.html")
    path, name = re.findall(
        r'<link rel="stylesheet" href="/([^"]*)" integrity="sha384-([^"]*)">', html
    )[0]
    whole = hashlib.sha384((site.output / path).read_bytes()).digest()
    assert base64.b64encode(whole).decode() == name


@pytest.mark.parametrize("code", ["", "fr/"])
def test_llms_txt_names_what_lists_show(site: Site, code: str) -> None:
    settings = SETTINGS + 'description = "News [here]."\n[pages]\nllms = true\n'
    site.write("site.toml", settings + '[languages.fr]\ntitle = "Le Registre"\n')
    end = ".fr" if code else ""
    site.post(f"a{end}", title="A [b](c) title", summary="Sum.", tags="[law]")
    site.post(f"hidden{end}", draft="true").post(f"secret{end}", unlisted="true")
    site.write(f"content/pages/about{end}.md", "---\ntitle: About\n---\n\nText.\n").build()
    text = site.page(f"{code}llms.txt")
    title = "Le Registre" if code else "The Record"
    assert text.startswith(f"# {title}\n")
    assert "\n> News \\[here\\].\n" in text or code
    base = f"https://example.org/{code}"
    assert f"## Articles\n\n- [A \\[b\\](c) title]({base}2026/02/a/): Sum.\n" in text
    assert f"## Tags\n\n- [law]({base}tags/law/)\n" in text
    assert f"## Pages\n\n- [About]({base}about/)" in text
    assert f"- [rss]({base}feed.xml): application/rss+xml\n" in text
    assert "hidden" not in text
    assert "secret" not in text


def test_llms_txt_is_there_by_choice(site: Site) -> None:
    assert "llms.txt" not in site.post("a").build().files()
