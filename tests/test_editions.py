"""Publish in more than one language: homes, tags, feeds, translations, links among them."""

from __future__ import annotations

import re
from html import unescape

import pytest

from generator.editions import edition_of, editions
from generator.model import Anchor, LanguageSettings, Profile, Settings
from tests.kit import SETTINGS, Site

FRENCH = SETTINGS + '[languages.fr]\ntitle = "Le Registre"\n'


@pytest.fixture
def both(site: Site) -> Site:
    return site.write("site.toml", FRENCH)


def links(page: str, kind: str = "alternate") -> list[tuple[str, str]]:
    return re.findall(rf'<link rel="{kind}" hreflang="([\w-]+)" href="([^"]+)">', page)


def test_a_file_beside_another_is_its_translation(both: Site) -> None:
    both.post("deal", title="The deal").post("deal.fr", title="L’accord").build()
    first, second = both.page("2026/02/deal/index.html"), both.page("fr/2026/02/deal/index.html")
    expected = [
        ("en", "https://example.org/2026/02/deal/"),
        ("fr", "https://example.org/fr/2026/02/deal/"),
        ("x-default", "https://example.org/2026/02/deal/"),
    ]
    assert links(first) == links(second) == expected
    assert '<html lang="fr" dir="ltr">' in second
    assert '<a href="/fr/2026/02/deal/" lang="fr" hreflang="fr">Français</a>' in first
    assert "<title>L’accord — Le Registre</title>" in second


def test_each_language_has_its_own_home_tags_and_feeds(both: Site) -> None:
    both.post("a", tags="[law]").post("b.fr", tags="[law]", title="Bien").build()
    assert "Bien" not in both.page("index.html")
    assert "Bien" in both.page("fr/index.html")
    assert links(both.page("tags/law/index.html")) == [
        ("en", "https://example.org/tags/law/"),
        ("fr", "https://example.org/fr/tags/law/"),
        ("x-default", "https://example.org/tags/law/"),
    ]
    assert "<title>Bien</title>" in both.page("fr/feed.xml")
    assert "<language>fr</language>" in both.page("fr/feed.xml")
    assert "Bien" not in both.page("feed.xml")
    for path in ("fr/archive/2026/02/", "fr/tags/", "fr/privacy/"):
        assert f"{path}index.html" in both.files()
    assert "https://example.org/fr/2026/02/b/" in both.page("sitemap.xml")


def test_an_article_in_a_language_of_the_site_belongs_to_its_edition(both: Site) -> None:
    both.post("seul", language="fr").post("regional", language="fr-CA").post("ander", language="de")
    both.build()
    assert {"fr/2026/02/seul/index.html", "fr/2026/02/regional/index.html"} <= both.files()
    page = both.page("2026/02/ander/index.html")
    assert '<html lang="de"' in page
    assert links(page) == []


def test_links_lead_to_the_translation(both: Site) -> None:
    both.post("a", "## Part\n\nText.").post("a.fr", "## Partie\n\nTexte.").post("only", "Text.")
    both.post("b.fr", "[a](a.md) [partie](a.fr.md#partie) [only](only.md)")
    both.post("c.fr", "[a](a.md) [part](a.md#part)").build()
    page = both.page("fr/2026/02/b/index.html")
    assert '<a href="/fr/2026/02/a/">a</a>' in page
    assert '<a href="/fr/2026/02/a/#partie">partie</a>' in page
    assert '<a href="/2026/02/only/">only</a>' in page
    # The French text has no such part.
    page = both.page("fr/2026/02/c/index.html")
    assert '<a href="/2026/02/a/">a</a> <a href="/2026/02/a/#part">part</a>' in page


def test_notes_without_a_title_are_named_in_the_language_of_their_page(both: Site) -> None:
    notes = '> [!NOTE]\n> A\n\n!!! caution\n    B\n\n!!! note "Note"\n    C\n'
    both.post("a", notes).post("a.fr", notes).build()
    title = re.compile('<p class="admonition-title">(.*?)</p>')
    assert title.findall(both.page("2026/02/a/index.html")) == ["Note", "Caution", "Note"]
    expected = ["Remarque", "Attention", "Note"]
    for path in ("2026/02/a/index.html", "feed.xml", "atom.xml"):
        assert title.findall(unescape(both.page(f"fr/{path}"))) == expected
    assert "\0" not in "".join(both.page(path) for path in both.files() if path.endswith("html"))
    both.write("layouts/words/fr.toml", 'aside_note = "À savoir"\n').build()
    assert title.findall(both.page("fr/2026/02/a/index.html"))[0] == "À savoir"


def test_what_is_not_there_is_said_in_each_language(both: Site) -> None:
    both.post("a").post("b.fr", title="Bien").build()
    page = both.page("fr/404.html")
    assert '<html lang="fr"' in page
    assert "Bien" in page
    assert 'href="/fr/tags/"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Bien" not in both.page("404.html")


def test_pages_and_folders_are_translated_too(both: Site) -> None:
    both.write("content/pages/about.md", "# About\n").write(
        "content/pages/about.fr.md", "# À propos\n"
    )
    both.write("content/posts/x/index.md", "---\ntitle: X\ndate: 2026-02-12\n---\n")
    both.write(
        "content/posts/x/index.fr.md", "---\ntitle: X, en français\ndate: 2026-02-12\n---\n"
    ).build()
    assert links(both.page("fr/about/index.html"))[1] == ("fr", "https://example.org/fr/about/")
    assert links(both.page("2026/02/x/index.html"))[1] == (
        "fr",
        "https://example.org/fr/2026/02/x/",
    )


def test_what_is_not_out_is_no_translation(both: Site) -> None:
    both.post("a").post("a.fr", draft="true").post("b").post("b.fr", unlisted="true").build()
    assert links(both.page("2026/02/a/index.html")) == []
    assert links(both.page("2026/02/b/index.html")) == []
    assert links(both.page("fr/2026/02/b/index.html")) == []


def test_a_translation_keeps_its_identity_apart(both: Site) -> None:
    both.post("a").post("a.fr").build()
    first, second = (
        re.findall("<guid[^>]*>([^<]+)", both.page(f)) for f in ("feed.xml", "fr/feed.xml")
    )
    assert first != second
    assert 'data-page-id="posts/a.fr"' in both.page("fr/2026/02/a/index.html")


def test_a_name_in_no_language_of_the_site_is_a_name(site: Site) -> None:
    site.post("version-1.2").post("a.fr").build()
    assert {"2026/02/version-1-2/index.html", "2026/02/a-fr/index.html"} <= site.files()


def test_name_and_front_matter_must_mean_one_language(both: Site) -> None:
    both.post("a.fr", language="en")
    assert both.refused() == [
        'content/posts/a.fr.md:4:11: language: "en" is another one than that of the file\'s name, "fr"'
        " (write one of them in both places)"
    ]


def test_a_new_language_moves_what_it_takes_over_and_incremental_is_clean(site: Site) -> None:
    site.post("a").post("a.fr").post("c", "[a](a.md)", language="fr").build()
    assert "2026/02/c/index.html" in site.files()
    site.write("site.toml", FRENCH).build()
    assert "2026/02/c/index.html" not in site.files()
    assert '<a href="/fr/2026/02/a/">' in site.page("fr/2026/02/c/index.html")
    site.post("a.fr", "Edited.").build()
    site.post("a.fr", title="Another title").build()
    tree = site.tree()
    assert "Another title" not in tree["2026/02/a/index.html"].decode()
    site.build(output=site.root / "clean", is_anew=True)
    clean = {p: (site.root / "clean" / p).read_bytes() for p in tree}
    assert clean == tree


def test_a_title_of_a_translation_is_no_part_of_the_other_page_but_its_address_is(
    both: Site,
) -> None:
    both.post("a").post("a.fr").build()
    both.post("a.fr", slug="autre").build()
    assert links(both.page("2026/02/a/index.html"))[1] == (
        "fr",
        "https://example.org/fr/2026/02/autre/",
    )


def test_what_is_said_in_one_language_is_not_shown_in_another() -> None:
    own = Settings(
        "T", "https://example.org/", "About.", footer="Foot.", nav=(Anchor("Home", "/"),),
        authors={"ana": Profile("ana", "Ana", "Ana writes.", (Anchor("Web", "https://ana.example.org/"),))},
        tags={"law": Profile("law", "Law", "On law."), "ai": Profile("ai", "AI", "On AI.")},
        languages={"fr-CA": LanguageSettings(
            tags={"law": Profile("law", "Droit", "Le droit.")}, authors={"ana": Profile("ana", "", "Ana écrit.")})},
    )  # fmt: skip
    made = editions(own)
    assert list(made) == ["", "fr-ca"]
    french = made["fr-ca"]
    assert (french.title, french.description, french.footer, french.nav) == ("T", "", "", ())
    assert french.home == "/fr-ca/"
    assert french.tags == {"law": Profile("law", "Droit", "Le droit."), "ai": Profile("ai", "AI")}
    assert french.authors["ana"].description == "Ana écrit."
    assert french.authors["ana"].name == "Ana"
    assert french.authors["ana"].links
    assert edition_of("fr-ca", own) == "fr-ca"
    assert edition_of("en-GB", own) == ""
    assert edition_of("de", own) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('languages = "fr"', '3:13: languages: "fr" is not a table (write [languages.fr])'),
        ("[languages.en]", '3:1: languages: "en" is the site\'s own language'
         " (take it out: what is said of it stands at the top)"),
        ("[languages.french]", '3:1: languages: "french" is not the code of a language (write [languages.fr])'),
        ("[languages.fr]\n[languages.FR]", '4:1: languages: "FR" stands here twice (take one out)'),
        ('[languages.fr]\ntitel = "x"', '4:1: languages.fr: "titel" is not a setting (did you mean "title"?)'),
        ('[languages.fr.authors]\nana = "x"',
         '4:7: authors.ana: "x" is not a table (write [authors.ana] and its lines below)'),
    ],
)  # fmt: skip
def test_mistakes_in_languages_are_told(site: Site, text: str, told: str) -> None:
    site.write("site.toml", SETTINGS + text + "\n")
    assert site.refused() == [f"site.toml:{told}"]


def test_a_right_to_left_edition_reads_from_the_right(site: Site) -> None:
    site.write("site.toml", SETTINGS + "[languages.ar]\n").post("a.ar").build()
    assert '<html lang="ar" dir="rtl">' in site.page("ar/index.html")


def test_an_old_address_speaks_the_language_of_its_article(site: Site) -> None:
    site.write("site.toml", SETTINGS + "[languages.fr]\n")
    site.write(
        "content/posts/a.fr.md",
        "---\ntitle: A\ndate: 2026-02-12\naliases: [/fr/vieux/]\n---\n\nMots.\n",
    )
    assert '<html lang="fr"' in site.build().page("fr/vieux/index.html")


def test_an_author_is_known_to_all_languages_or_to_none(site: Site) -> None:
    site.write("site.toml", SETTINGS + '[languages.fr.authors.ana]\ndescription = "X"\n')
    (told,) = site.refused()
    assert "languages.fr.authors.ana: there is no [authors.ana]" in told


def test_a_menu_of_a_language_that_leads_nowhere_is_told(site: Site) -> None:
    menu = '[[languages.fr.nav]]\ntitle = "A"\nurl = "/fr/rien/"\n'
    site.write("site.toml", FRENCH + menu).post("a")
    told = [
        'site.toml:7:8: warning: no page of this site has the address "/fr/rien/"'
        ' (did you mean "/fr/archive/"?)'
    ]
    assert site.checked("link-nowhere") == told
    assert site.build().told() == told


def test_an_article_written_the_other_way_is_mirrored(site: Site) -> None:
    site.post("a", language="he", authors="[Ann, Bo]").post("b").build()
    page = site.page("2026/02/a/index.html")
    assert '<article dir="rtl">' in page
    assert '<div class="byline" lang="en" dir="ltr">' in page
    assert "<bdi>Ann</bdi>" in page
    assert "<article>" in site.page("2026/02/b/index.html")
    assert '<h2 lang="he" dir="rtl">' in site.page("index.html")
