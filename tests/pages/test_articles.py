from __future__ import annotations

import json
import re

import pytest

from tests.kit import SETTINGS, Site, text_of

SEED = """\
---
title: Border agency signs a contract
date: 2026-02-12 09:30
summary: What the agency bought, in short.
tags: [Privacy, Biometrics]
authors: [Trends Reporter]
key_points:
  - One year
  - Billions of pictures
corrections:
  - {date: 2026-02-14, text: The first version named another agency.}
sources:
  - {title: The report, url: "https://example.org/report", archived: "https://archive.example.org/report"}
---

Body text of the article.
"""


def article(site: Site) -> str:
    return site.write("content/posts/deal.md", SEED).build().page("2026/02/deal/index.html")


def test_every_part_of_an_article_is_there(site: Site) -> None:
    text = text_of(article(site).partition("<main")[2])
    for part in (
        "Privacy", "Border agency signs a contract", "Trends Reporter", "1 min read",
        "What the agency bought, in short.", "Body text of the article.", "Key details", "One year",
        "Billions of pictures", "The first version named another agency.", "12 February 2026",
        "14 February 2026", "The report", "Comments",
    ):  # fmt: skip
        assert part in text, part


def structured(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_machines_are_told_of_authors_dates_corrections_and_sources(site: Site) -> None:
    data = structured(article(site))
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Border agency signs a contract"
    assert data["datePublished"] == "2026-02-12T09:30:00+00:00"
    assert data["dateModified"] == "2026-02-14T00:00:00+00:00"
    assert data["author"] == [
        {"@type": "Person", "name": "Trends Reporter",
         "url": "https://example.org/authors/trends-reporter/"}
    ]  # fmt: skip
    assert data["correction"] == [
        {"@type": "CorrectionComment", "text": "The first version named another agency.",
         "datePublished": "2026-02-14T00:00:00+00:00"}
    ]  # fmt: skip
    assert data["citation"] == [
        {"@type": "CreativeWork", "name": "The report", "url": "https://example.org/report",
         "archivedAt": "https://archive.example.org/report"}
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["</script><b>", "<!--", "a & b", "a\u2028b", 'x"y\\z'])
def test_no_title_breaks_the_data_for_machines(site: Site, title: str) -> None:
    site.post("a", title=json.dumps(title, ensure_ascii=False)).build()
    assert structured(site.page("2026/02/a/index.html"))["headline"] == " ".join(title.split())


def test_browsers_and_search_engines_are_told_where_the_page_belongs(site: Site) -> None:
    page = article(site)
    assert '<link rel="canonical" href="https://example.org/2026/02/deal/">' in page
    for name, value in (
        ("og:type", "article"), ("og:url", "https://example.org/2026/02/deal/"),
        ("og:site_name", "The Record"), ("og:description", "What the agency bought, in short."),
        ("article:published_time", "2026-02-12T09:30:00+00:00"),
    ):  # fmt: skip
        assert f'<meta property="{name}" content="{value}">' in page


def comments(page: str) -> dict[str, str]:
    found = re.search(r'<section id="comments"([^>]*)>', page, re.DOTALL)
    assert found
    return dict(re.findall(r'([\w-]+)="([^"]*)"', found[1]))


def test_the_place_for_comments_keeps_its_promise(site: Site) -> None:
    page = article(site)
    own = comments(page)
    assert own["data-page-id"] == "posts/deal"
    assert own["data-page-url"] == "https://example.org/2026/02/deal/"
    assert own["data-page-title"] == "Border agency signs a contract"
    assert own["data-page-lang"] == "en"
    assert own["data-state"] == "waiting"
    site.write("content/posts/deal.md", SEED.replace("title: Border", "slug: new\ntitle: Other"))
    assert comments(site.build().page("2026/02/new/index.html"))["data-page-id"] == "posts/deal"


def test_comments_close_for_a_post_or_for_the_site(site: Site) -> None:
    site.post("a", comments="false").post("b").build()
    assert comments(site.page("2026/02/a/index.html"))["data-state"] == "closed"
    assert comments(site.page("2026/02/b/index.html"))["data-state"] == "waiting"
    site.write("site.toml", SETTINGS + "[comments]\nenabled = false\n").build()
    assert comments(site.page("2026/02/b/index.html"))["data-state"] == "closed"


def test_neighbours_and_parts_of_a_series_lead_to_each_other(site: Site) -> None:
    for day in (1, 2, 3):
        site.post(f"p{day}", date=f"2026-01-0{day}", series="Borders" if day != 2 else "")
    site.build()
    middle = site.page("2026/01/p2/index.html")
    assert 'href="/2026/01/p1/"' in middle
    assert 'href="/2026/01/p3/"' in middle
    first = text_of(site.page("2026/01/p1/index.html"))
    assert "Borders" in first
    assert re.search(r"[Pp]art 1 of 2", first)
    assert "series/borders/index.html" in site.files()


def test_the_language_of_an_article_is_its_own(site: Site) -> None:
    site.post("a", language="fr").build()
    page = site.page("2026/02/a/index.html")
    assert re.search(r'<(?:html|article)[^>]* lang="fr"', page)


def test_a_first_heading_is_the_title_when_none_is_given(site: Site) -> None:
    site.post("a", "# From the text\n\nMore.", title="").build()
    page = site.page("2026/02/a/index.html")
    assert len(re.findall(r"<h1\b", page)) == 1
    assert "From the text" in page


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/{slug}/", "a/"),
        ("/{year}/{month}/{day}/{slug}/", "2026/02/12/a/"),
        ("/n/{slug}/", "n/a/"),
    ],
)
def test_the_permalink_pattern_is_followed(site: Site, pattern: str, address: str) -> None:
    site.write("site.toml", SETTINGS + f'permalink = "{pattern}"\n')
    assert f"{address}index.html" in site.post("a").build().files()


def test_standing_pages_keep_their_folders(site: Site) -> None:
    for path in ("about", "legal/imprint", "help/index"):
        site.write(f"content/pages/{path}.md", "---\ntitle: X\n---\nText.\n")
    site.build()
    assert {"about/index.html", "legal/imprint/index.html", "help/index.html"} <= site.files()


def test_the_page_for_what_is_not_there(site: Site) -> None:
    page = site.post("a").build().page("404.html")
    assert "noindex" in page
    assert 'href="/2026/02/a/"' in page


def test_a_recording_can_be_heard_and_taken_home(site: Site) -> None:
    site.write("site.toml", SETTINGS + '[privacy]\nfiles = ["content/posts/a.mp3"]\n')
    site.write("content/posts/a.mp3", b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 400)
    site.post("a", audio="{file: a.mp3, title: Read by Ines}").build()
    page = site.page("2026/02/a/index.html")
    (source,) = re.findall(r'<audio controls preload="none" src="([^"]+)"></audio>', page)
    assert (site.output / source.lstrip("/")).is_file()
    assert f'<a href="{source}" download type="audio/mpeg">' in page
    assert "Listen: Read by Ines" in text_of(page)


def test_an_article_says_who_wrote_it_and_what_is_known_of_them(site: Site) -> None:
    known = '[authors.ines]\nname = "Ines"\ndescription = "Ines writes & reads."\n'
    known += 'links = [{ title = "Key", url = "https://ines.example.org/key" }]\n[authors.bo]\nname = "Bo"\n'
    site.write("site.toml", SETTINGS + known)
    site.post("a", authors="[ines, bo]").post("b", authors="[bo]").build()
    told = (
        site.page("2026/02/a/index.html")
        .partition('id="authors_title"')[2]
        .partition("</section>")[0]
    )
    assert "Ines writes &amp; reads." in told
    assert '<a href="https://ines.example.org/key" rel="noreferrer noopener">Key</a>' in told
    assert '<b><a rel="author" href="/authors/bo/">Bo</a></b>' in told
    assert "authors_title" not in site.page("2026/02/b/index.html")
