from __future__ import annotations

import re

import pytest

from tests.kit import SETTINGS, Site


def posts(site: Site, number: int) -> Site:
    for day in range(1, number + 1):
        site.post(f"p{day:02}", date=f"2026-01-{day:02}", tags="[one]")
    return site


def shown(html: str) -> list[str]:
    """List the posts a page shows, in its order."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return list(dict.fromkeys(re.findall(r"/2026/01/(p\d+)/", main)))


@pytest.mark.parametrize(("number", "pages"), [(0, 0), (1, 0), (3, 0), (4, 2), (6, 2), (7, 3)])
def test_the_number_of_pages(site: Site, number: int, pages: int) -> None:
    site.write("site.toml", SETTINGS + "page_size = 3\n")
    posts(site, number).build()
    found = [path for path in site.files() if re.match(r"page/\d+/", path)]
    assert len(found) == pages


def test_pages_are_numbered_from_the_oldest(site: Site) -> None:
    site.write("site.toml", SETTINGS + "page_size = 3\n")
    posts(site, 7).build()
    assert shown(site.page("index.html")) == ["p07", "p06", "p05"]
    assert shown(site.page("page/1/index.html")) == ["p03", "p02", "p01"]
    assert shown(site.page("page/2/index.html")) == ["p06", "p05", "p04"]
    assert shown(site.page("page/3/index.html")) == ["p07"]


def test_following_older_from_the_front_page_meets_every_post(site: Site) -> None:
    site.write("site.toml", SETTINGS + "page_size = 3\n")
    posts(site, 11).build()
    for start in ("", "tags/one/"):
        seen, path = [], f"{start}index.html"
        while path:
            page = site.page(path)
            seen += [post for post in shown(page) if post not in seen]
            older = re.search(
                rf'href="/({start}page/\d+/)"[^>]*rel="(?:prev|next)"[^>]*>\s*Older', page
            )
            older = older or re.search(
                rf'<a[^>]*href="/({start}page/\d+/)"[^>]*>[^<]*[Oo]lder', page
            )
            path = f"{older[1]}index.html" if older else ""
        assert seen == [f"p{day:02}" for day in range(11, 0, -1)]


def test_a_new_post_leaves_full_pages_alone(site: Site) -> None:
    site.write("site.toml", SETTINGS + "page_size = 3\n")
    posts(site, 9).build()
    before = site.tree()
    site.post("p10", date="2026-01-10").build()
    changed = {path for path, data in site.tree().items() if before.get(path) != data}
    assert "page/1/index.html" not in changed
    assert "page/2/index.html" not in changed


def test_an_empty_site_is_a_site(site: Site) -> None:
    site.build()
    assert {
        "index.html",
        "feed.xml",
        "sitemap.xml",
        "404.html",
        "archive/index.html",
    } <= site.files()


def test_posts_of_one_moment_have_one_order(site: Site) -> None:
    site.post("b").post("a").post("c").build()
    found = re.findall(r"/2026/02/(\w)/", site.page("index.html").partition("<main")[2])
    assert list(dict.fromkeys(found)) == ["a", "b", "c"]
