from __future__ import annotations

import pytest

from tests.kit import SETTINGS, Site

AUTHORS = SETTINGS + '[authors.ana]\nname = "Ana Kovač"\n[authors.ben]\nname = "Ben Ode"\n'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AI", "ai"),
        ("Data Law", "data-law"),
        ("café", "cafe\u0301"),
        ("ＡＩ", "AI"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_one_tag_are_one_tag(site: Site, one: str, other: str) -> None:
    site.post("a", tags=f'["{one}"]').post("b", tags=f'["{other}"]').build()
    folders = {path.split("/")[1] for path in site.files() if path.startswith("tags/")}
    assert len(folders) == 2  # the index, and the one tag


def test_a_tag_is_spelt_as_most_posts_spell_it(site: Site) -> None:
    site.post("a", tags="[AI]").post("b", tags="[ai]").post("c", tags="[AI]").build()
    assert "<h1>AI</h1>" in site.page("tags/ai/index.html").replace(' class="', "").replace(
        "\n", ""
    ) or (">AI<" in site.page("tags/ai/index.html"))


def test_tags_that_differ_but_share_an_address_are_told_with_both_files(site: Site) -> None:
    site.post("a", tags="[C]").post("b", tags='["C++"]')
    assert site.refused() == [
        'content/posts/b.md:4:8: tag "C++" would have the same address as "C" in content/posts/a.md:'
        ' "c" (in site.toml: [tags.a-slug-of-its-own] with name = "C++")'
    ]


def test_a_slug_in_the_settings_tells_them_apart(site: Site) -> None:
    site.write("site.toml", SETTINGS + '[tags.cpp]\nname = "C++"\ndescription = "A language."\n')
    site.post("a", tags="[C]").post("b", tags='["C++"]').build()
    assert "C++" in site.page("tags/cpp/index.html")
    assert "A language." in site.page("tags/cpp/index.html")
    assert "tags/c/index.html" in site.files()


def test_a_tag_may_be_named_by_its_slug(site: Site) -> None:
    site.write("site.toml", SETTINGS + '[tags.law]\nname = "Law & courts"\n')
    site.post("a", tags="[law]").build()
    assert "Law &amp; courts" in site.page("tags/law/index.html")


def test_authors_come_from_the_settings_by_id_or_name(site: Site) -> None:
    site.write("site.toml", AUTHORS)
    site.post("a", author="ana").post("b", author="Ana Kovač").build()
    page = site.page("authors/ana/index.html")
    assert "/2026/02/a/" in page
    assert "/2026/02/b/" in page
    assert not [path for path in site.files() if path.startswith("authors/ben/")]


def test_an_unknown_author_is_told_with_the_nearest(site: Site) -> None:
    site.write("site.toml", AUTHORS).post("a", author="anna").post("b", author="Zed")
    assert site.refused() == [
        'content/posts/a.md:4:9: author "anna" is not in site.toml (did you mean "ana"?)',
        'content/posts/b.md:4:9: author "Zed" is not in site.toml (add [authors.zed] to site.toml)',
    ]


def test_without_authors_in_the_settings_a_name_is_enough(site: Site) -> None:
    site.post("a", author="Zoë Łukasz").build()
    assert "Zoë Łukasz" in site.page("authors/zoë-łukasz/index.html")


def test_a_tag_of_a_draft_has_no_page(site: Site) -> None:
    site.post("a", tags="[seen]").post("b", tags="[hidden, seen]", draft="true").build()
    assert not [path for path in site.files() if "hidden" in path]
