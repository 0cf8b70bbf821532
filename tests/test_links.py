from __future__ import annotations

import pytest

from generator.links import GUESSES
from tests.kit import SETTINGS, Site

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc"
    b"\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("b.md", "/2026/02/b/"),
        ("./b.md", "/2026/02/b/"),
        ("b.md#part", "/2026/02/b/#part"),
        ("../posts/b.md", "/2026/02/b/"),
        ("/posts/b.md", "/2026/02/b/"),
        ("../pages/about.md", "/about/"),
        ("folder/index.md", "/2026/02/folder/"),
        ("/tags/law/", "/tags/law/"),
        ("ümlaut%20x.md", "/2026/02/%C3%BCmlaut-x/"),
    ],
)
@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/news/"])
def test_links_to_files_lead_to_addresses(
    site: Site, written: str, address: str, base: str
) -> None:
    site.write("site.toml", SETTINGS.replace("https://example.org/", base))
    site.post("a", f"[x]({written})").post("b", "## Part", tags="[law]").post("ümlaut x")
    site.write("content/posts/folder/index.md", "---\ntitle: F\ndate: 2026-02-01\n---\n")
    site.write("content/pages/about.md", "# About\n").build()
    root = base.removeprefix("https://example.org")
    assert f'href="{root}{address[1:]}"' in site.page("2026/02/a/index.html")
    assert f'href="{base}{address[1:]}"' in site.page("feed.xml").replace("&quot;", '"')


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[x](c.md)", 'content/posts/a.md:6:5: there is no file "content/posts/c.md" (did you mean "b.md"?)'),
        ("[x](b.md#prat)", 'content/posts/a.md:6:5: "b.md" has no part "#prat" (did you mean "#part"?)'),
        ("[x](draft.md)", 'content/posts/a.md:6:5: "draft.md" is a draft: readers could not follow the link (take the link out until they can)'),
        ("![x](c.png)", 'content/posts/a.md:6:6: there is no picture "content/posts/c.png" (did you mean "b.png"?)'),
        ("![x](c.bmp)", 'content/posts/a.md:6:6: "c.bmp" is a file of a kind that is not shown as a picture (save it as .png, .jpg, .gif, .webp or .svg)'),
    ],
)  # fmt: skip
def test_links_that_lead_nowhere_are_told_at_their_place(site: Site, body: str, told: str) -> None:
    site.post("a", body).post("b", "## Part").post("draft", draft="true")
    assert site.write("content/posts/b.png", PNG).refused() == [told]


def test_a_link_to_an_address_that_no_page_has_is_warned_about(site: Site) -> None:
    site.post("a", "[x](/tags/lwa/)", tags="[law]").build()
    assert site.told() == [
        'content/posts/a.md:7:5: warning: no page of this site has the address "/tags/lwa/"'
        ' (did you mean "/tags/law/"?)'
    ]


def test_the_menu_leads_somewhere_below_the_sites_root(site: Site) -> None:
    menu = '[[nav]]\ntitle = "T"\nurl = "/tgas/"\n[[nav]]\ntitle = "A"\nurl = "/archive/"\n'
    site.post("a").write("site.toml", SETTINGS.replace(".org/", ".org/news/") + menu).build()
    assert 'href="/news/archive/"' in site.page("index.html")
    assert site.told() == [
        'site.toml:5:8: warning: no page of this site has the address "/tgas/"'
        ' (did you mean "/tags/"?)'
    ]


def test_a_picture_has_its_size_and_an_address_that_changes_with_it(site: Site) -> None:
    site.post("a", "![Dot](b.png)").write("content/posts/b.png", PNG).build()
    page = site.page("2026/02/a/index.html")
    (asset,) = (path for path in site.files() if path.endswith(".png") and "/b." in path)
    assert f'src="/{asset}" width="1" height="1"' in page
    assert f'src="https://example.org/{asset}"' in site.page("feed.xml").replace("&quot;", '"')


def test_a_picture_that_nothing_published_shows_is_not_published(site: Site) -> None:
    site.post("a", "![Dot](b.png)", draft="true").write("content/posts/b.png", PNG)
    site.write("content/images/c.png", PNG).build()
    assert not [path for path in site.files() if path.endswith(".png") and "icon" not in path]


def test_a_changed_slug_changes_the_pages_that_link_to_it(site: Site) -> None:
    site.post("a", "[x](b.md)").post("b").build().post("b", slug="new").build()
    assert 'href="/2026/02/new/"' in site.page("2026/02/a/index.html")
    assert "2026/02/b/index.html" not in site.files()


def test_names_in_either_form_of_unicode_are_found(site: Site) -> None:
    name = "e\u0301"
    site.write(f"content/posts/{name}.png", PNG)
    site.post(
        name,
        f"![x]({name}.png) [x](<{name}.md>) [x](\u00e9.md)",
        cover="{image: \u00e9.png, alt: x}",
    )
    site.post("b", f"[x](<{name}.md>)").build()
    assert not site.told()


def test_many_dead_links_are_told_and_not_all_guessed_at(site: Site) -> None:
    for number in range(10):
        site.post(f"p{number}", f"[x](/tags/lwa{number}/) [y](/tags/lwa/)", tags="[law]")
    site.build()
    assert len(site.told()) == 20
    assert sum("did you mean" in one for one in site.told()) == 14
    for number in range(10):
        site.post(f"p{number}", f"[x](p{number}x.md)")
    assert sum("did you mean" in one for one in site.refused()) == GUESSES
