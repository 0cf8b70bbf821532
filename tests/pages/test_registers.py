from __future__ import annotations

import re
from datetime import UTC, date, datetime

from tests.kit import SETTINGS, Site, text_of

CORRECTED = "[{date: 2026-03-02, text: It was ten.}, {date: 2026-02-20, text: The name was wrong.}]"
RULING = '{title: The ruling, url: "https://www.example.net/ruling"}'


def rows(page: str) -> list[str]:
    """Give what each line of a register says."""
    listed = page.partition('class="lines entries"')[2].partition("</main>")[0]
    return [
        text_of(row)
        for row in re.findall(
            r"<li>\n(?:<time|<span class=\"host).*?(?=<li>\n<|$)", listed, re.DOTALL
        )
    ]


def test_all_corrections_stand_on_one_page_newest_first(site: Site) -> None:
    site.post("a", corrections=CORRECTED)
    site.post("b", corrections="[{date: 2026-02-25, text: 5 < 6.}]").build()
    page = site.page("corrections/index.html")
    assert [row[:17] for row in rows(page)] == [
        "2 March 2026 A It",
        "25 February 2026 ",
        "20 February 2026 ",
    ]
    assert 'href="/2026/02/a/#corrections_title"' in page
    assert "5 &lt; 6." in page


def test_a_register_is_there_before_anything_is_in_it(site: Site) -> None:
    site.post("a").build()
    assert "Nothing has had to be corrected" in site.page("corrections/index.html")
    assert "There is nothing here yet" in site.page("sources/index.html")
    assert "There is nothing here yet" in site.page("updated/index.html")


def test_a_register_that_is_not_wanted_has_no_page_and_no_link(site: Site) -> None:
    site.write(
        "site.toml", SETTINGS + "[pages]\ncorrections = false\nsources = false\nupdated = false\n"
    )
    site.post("a", corrections=CORRECTED).build()
    assert not {"corrections/index.html", "sources/index.html", "updated/index.html"} & site.files()
    assert "/corrections/" not in site.page("index.html")
    assert "/updated/" not in site.page("archive/index.html")
    assert "/sources/" not in site.page("sitemap.xml")


def test_a_source_stands_once_with_all_who_cite_it(site: Site) -> None:
    site.post("a", sources=f"[{RULING}]")
    copy = RULING.replace("}", ', archived: "https://archive.example.org/ruling"}')
    site.post("b", date="2026-02-13", sources=f"[{copy}, {{title: A letter}}]").build()
    page = site.page("sources/index.html")
    letter, ruling = rows(page)
    assert letter == "A letter Cited in 1 article B"
    assert ruling == "example.net The ruling archived copy Cited in 2 articles B A"
    assert page.count('href="https://www.example.net/ruling" rel="noreferrer noopener"') == 1


def test_a_source_of_many_articles_names_the_newest(site: Site) -> None:
    for number in range(10, 18):
        site.post(f"p{number}", date=f"2026-01-{number}", sources=f"[{RULING}]")
    (row,) = rows(site.build().page("sources/index.html"))
    assert (
        row
        == "example.net The ruling Cited in 8 articles P17 P16 P15 P14 P13 and 3 earlier articles"
    )


def test_a_new_source_changes_the_newest_page_alone(site: Site) -> None:
    def cite(number: int) -> None:
        source = f'{{title: S{number}, url: "https://example.net/{number}"}}'
        site.post(
            f"p{number}",
            date=f"2026-01-{number % 28 + 1:02}T{number // 28:02}:00",
            sources=f"[{source}]",
        )

    for number in range(28, 28 + 120):
        cite(number)
    before = site.build().tree()
    site.post("new", sources=f"[{RULING}]").build()
    changed = {path for path, data in site.tree().items() if before.get(path) != data}
    assert {path for path in changed if path.startswith("sources/")} == {
        "sources/index.html",
        "sources/page/3/index.html",
    }


def test_what_was_updated_is_listed_by_its_last_change(site: Site) -> None:
    site.post("a", updated="2026-03-01").post("b", corrections=CORRECTED).post("c").build()
    page = site.page("updated/index.html")
    assert re.findall(r'href="/2026/02/(\w)/"', page) == ["b", "a"]
    assert "First published on" in page


def test_what_a_site_says_itself_stands_above(site: Site) -> None:
    site.post("a", corrections=CORRECTED)
    site.write("content/pages/corrections.md", "# How we correct\n\nWe *tell* you.\n").build()
    page = site.page("corrections/index.html")
    assert "<h1>How we correct</h1>" in page
    assert "<em>tell</em>" in page
    assert "It was ten." in page
    assert site.page("sitemap.xml").count("corrections/") == 1
    site.write("content/pages/corrections.md", "# How we correct\n\nWe *say* so.\n").build()
    assert "<em>say</em>" in site.page("corrections/index.html")


def test_what_is_not_listed_is_in_no_register(site: Site) -> None:
    site.post("a", corrections=CORRECTED, sources=f"[{RULING}]", unlisted="true")
    site.post("b", corrections=CORRECTED, draft="true").build()
    assert not rows(site.page("corrections/index.html"))
    assert "example.net" not in site.page("sources/index.html")


def test_a_series_is_read_from_its_first_part_on(site: Site) -> None:
    site.write("site.toml", "page_size = 2\n" + SETTINGS)
    for number in range(1, 6):
        site.post(f"p{number}", date=f"2026-01-0{number}", series="Borders")
    site.build()
    parts = {
        path: re.findall(r'<h2><a href="/2026/01/(\w+)/"', site.page(path))
        for path in site.files()
        if path.startswith("series/borders") and path.endswith("html")
    }
    assert parts == {
        "series/borders/index.html": ["p1", "p2"],
        "series/borders/page/2/index.html": ["p3", "p4"],
        "series/borders/page/3/index.html": ["p5"],
    }
    second = site.page("series/borders/page/2/index.html")
    assert '<a rel="prev" href="/series/borders/">' in second
    assert '<a rel="next" href="/series/borders/page/3/">' in second
    before = site.tree()
    site.post("p6", date="2026-01-06", series="Borders").build()
    assert site.tree()["series/borders/index.html"] == before["series/borders/index.html"]


def test_a_tag_names_those_that_stand_beside_it_most(site: Site) -> None:
    site.post("a", tags="[law, courts, police]").post("b", tags="[law, courts]")
    site.post("c", tags="[police]").post("d", tags="[police, alone]").build()
    related = site.page("tags/law/index.html").partition("Related tags")[2]
    assert re.findall(r'href="/tags/(\w+)/"', related)[:2] == ["courts", "police"]
    assert "Related tags" not in site.post("e", tags="[solo]").build().page("tags/solo/index.html")


def test_a_long_series_names_the_parts_around_an_article(site: Site) -> None:
    for number in range(1, 41):
        site.post(f"p{number}", date=f"2026-01-01T00:{number:02}", series="Days")
    site.build()
    part = site.page("2026/01/p20/index.html").partition('class="parts"')[2].partition("</ol>")[0]
    assert part.startswith(' start="10">')
    assert re.findall(r"/p(\d+)/", part) == [str(one) for one in range(10, 31) if one != 20]
    assert "Part 20 of 40" in site.page("2026/01/p20/index.html")
    last = site.page("2026/01/p40/index.html").partition('class="parts"')[2].partition("</ol>")[0]
    assert re.findall(r"/p(\d+)/", last) == [str(one) for one in range(20, 40)]


def test_registers_are_as_old_as_what_they_show(site: Site) -> None:
    site.post("a", corrections="[{date: 2026-03-02, text: Ten.}]", sources=f"[{RULING}]")
    site.write("content/pages/corrections.md", "# How we correct\n").build()
    days = {
        path: datetime.fromtimestamp(stamp / 1e9, UTC).date()
        for path, stamp in site.times().items()
    }
    assert days["corrections/index.html"] == date(2026, 3, 2)
    assert days["sources/index.html"] == date(2026, 3, 2)


def test_a_standing_page_of_feeds_stands_above_them(site: Site) -> None:
    site.write("content/pages/feeds.md", "# Follow us\n\nBy *feed*.\n").build()
    page = site.page("feeds/index.html")
    assert "<h1>Follow us</h1>" in page
    assert "<em>feed</em>" in page
    assert "/feed.xml" in page
