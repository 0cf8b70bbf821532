from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from generator.habits.asides import KINDS
from generator.model import Forms, Source
from generator.pages.registers import HEADINGS
from generator.phrases import locale
from generator.sources.themes import load_theme
from generator.wording import CATEGORIES, PATTERNS, PLACE, wording
from tests.kit import SETTINGS, Site

ENGLISH = """\
date = "d MMMM y"
month = ""
archive = "Archive"
by = "By {authors}"
[articles]
one = "{number} article"
other = "{number} articles"
"""


def read(**files: str) -> tuple[dict[str, object], list[str]]:
    """Read words of French on top of these files; the program's English is ENGLISH."""
    sources = {code: (Source(f"layouts/words/{code}.toml", text),) for code, text in files.items()}
    sources["en"] = (Source("layouts/words/en.toml", ENGLISH), *sources.get("en", ()))
    made, problems = wording(["fr-CA"], sources)
    return dict(made["fr-CA"].texts), [str(problem) for problem in problems]


def test_a_line_takes_the_place_of_the_english_one() -> None:
    texts, problems = read(fr='archive = "Archives"\n')
    assert not problems
    assert texts["archive"] == "Archives"
    assert texts["by"] == "By {authors}"
    texts, _ = read(
        **{"fr": 'archive = "Archives"\nby = "Par {authors}"', "fr-ca": 'by = "De {authors}"'}
    )
    assert texts["archive"] == "Archives"
    assert texts["by"] == "De {authors}"


def test_a_site_says_it_in_other_words(site: Site) -> None:
    site.write(
        "layouts/words/en.toml", 'further = "Read on"\n[articles]\nother = "{number} pieces"\n'
    )
    site.post("a", tags="[x]").post("b", tags="[x]").build()
    assert "Read on" in site.page("2026/02/a/index.html")
    assert "2 pieces" in site.page("tags/index.html")
    site.write("layouts/words/en.toml", 'further = "Go on"\n').build()
    assert "Go on" in site.page("2026/02/a/index.html")
    assert "2 articles" in site.page("tags/index.html")


def test_own_words_are_for_own_layouts(site: Site) -> None:
    site.write("layouts/words/en.toml", '[own]\nmotto = "Slow news & good"\n')
    site.write("layouts/page.html", "{{ words.motto }}")
    site.write("content/pages/about.md", "# About\n").build()
    assert site.page("about/index.html") == "Slow news &amp; good\n"


def test_a_language_without_words_has_english_ones_and_says_so(site: Site) -> None:
    site.write("site.toml", 'title = "T"\nbase_url = "https://example.org/"\nlanguage = "fi"\n')
    site.post("a").build()
    page = site.page("2026/02/a/index.html")
    assert '<html lang="fi"' in page
    assert '<div class="byline" lang="en" dir="ltr">' in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('archiv = "x"', '1:1: "archiv" is no text of the layouts (did you mean "archive"?)'),
        ('zzz = "x"', '1:1: "zzz" is no text of the layouts (put words of your own under [own])'),
        ('by = "Par"', "1:6: by lacks the place {authors} (write it where it belongs)"),
        ('by = "Par {authors} {x}"', '1:6: by: nothing is put into "{x}" (places of this text: {authors})'),
        ('archive = "{"', '1:11: archive: nothing is put into "{{}" (places of this text: none)'),
        ("archive = 7", ""),
        ('archive = ["x"]', '1:11: archive: a list can\'t stand here (write archive = "…")'),
        ('articles = "x"', '1:12: articles: "x" can\'t stand here (write articles = {one = "…", other = "…"})'),
        ('[articles]\none = "un article"', '1:1: articles has no form "other" (write other = "…")'),
        ('[articles]\nsome = "x"\nother = "{number} x"',
         '2:1: articles: "some" is no form (known are zero, one, two, few, many, other)'),
        ('[articles]\nother = "x {n}"', '2:9: articles: nothing is put into "{n}" (places of this text: {number})'),
        ('archive = "a\\u0000b"', "1:11: the control character U+0000 can't stand in a text (take it out)"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_place(text: str, told: str) -> None:
    _, problems = read(fr=text)
    assert problems == ([f"layouts/words/fr.toml:{told}"] if told else [])


def test_a_mistake_in_words_stops_the_build_and_nothing_is_lost(site: Site) -> None:
    site.post("a").build()
    before = site.tree()
    site.write("layouts/words/en.toml", 'further = "{x}"\n')
    assert site.refused() == [
        'layouts/words/en.toml:1:11: further: nothing is put into "{x}" (places of this text: none)'
    ]
    assert site.tree() == before


THEME = load_theme(Path("/nowhere"))
OTHERS = sorted(THEME.words.keys() - {"en"})


def test_all_words_of_the_layouts_are_there_and_none_besides() -> None:
    words, problems = wording(["en"], THEME.words)
    assert not problems
    layouts = "\n".join(THEME.layouts.values())
    code = "\n".join(
        file.read_text("utf-8")
        for file in (Path(__file__).parent.parent / "generator").rglob("*.py")
    )
    used = set(re.findall(r"\bwords\.([a-z_]+)", layouts))
    used |= set(re.findall(r'words\.(?:text|forms)\("([a-z_]+)"\)', code))
    used |= {"tags", "authors", "series_all", "language"}  # pages.lists.INDEXES, dressing
    used |= {f"{kind}_summary" for kind in HEADINGS}
    used |= {f"aside_{kind}" for kind in KINDS.split("|")}
    assert used == words["en"].texts.keys()


def lines(code: str) -> list[str]:
    """List the names of the texts in a file, in their order."""
    (source,) = THEME.words[code]
    return list(tomllib.loads(source.text))


def places(text: str) -> list[str]:
    return sorted(PLACE.findall(text))


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_that_comes_along_is_whole(language: str) -> None:
    words, problems = wording([language, "en"], THEME.words)
    assert not problems
    assert lines(language) == lines("en")
    told: dict[str, set[int]] = {}
    # Some languages say "a million of articles".
    for number in (*range(1000), 10**6):
        told.setdefault(locale(language).plural_form(number), set()).add(number)
    for name, text in words[language].texts.items():
        english = words["en"].texts[name]
        if isinstance(text, Forms):
            assert isinstance(english, Forms)
            assert list(text.texts) == [one for one in CATEGORIES if one in told], name
            for category, form in text.texts.items():
                known = places(english.texts["other"])
                # A form of one number alone may say it in words: "two articles".
                assert places(form) in ([known] if len(told[category]) > 1 else [known, []]), name
        elif name not in PATTERNS:
            # Where English says "it", another language may have to say the name again.
            assert set(places(text)) == set(places(str(english))), name


def test_each_language_that_comes_along_is_named_and_greets_readers_of_feeds() -> None:
    said = (Path(__file__).parent.parent / "docs/languages.md").read_text("utf-8")
    listed = said.partition("Hushpress brings ")[2].partition(";")[0]
    assert sorted(re.findall(r"\(`(.+?)`\)", listed)) == sorted(THEME.words)
    style = THEME.assets["feed.css"].decode()
    assert sorted(re.findall(r":lang\((.+?)\)::before", style)) == OTHERS


@pytest.mark.parametrize("pattern", ["dddd", "QQ", "xx", "{foo}", "y'", "d MMMM yyyyy"])
def test_what_is_no_pattern_of_a_date_is_told(pattern: str) -> None:
    _, problems = read(fr=f'date = "{pattern}"')
    (problem,) = problems
    assert "is no pattern of a date" in problem


def test_own_words_take_no_texts_place() -> None:
    _, problems = read(fr='[own]\narchive = "X"\nmine = ["a"]\n')
    assert [problem.partition(": ")[2][:40] for problem in problems] == [
        '"archive" is a text of the layouts (writ',
        "mine: a list can't stand here (write min",
    ]


def test_a_language_without_words_is_called_by_its_own_name(site: Site) -> None:
    site.write(
        "site.toml",
        SETTINGS + '[languages.pl]\ntitle = "Zapis"\n[languages.pt-BR]\n[languages.pt]\n',
    )
    home = site.post("a").build().page("index.html")
    names = re.findall(r'hreflang="[\w-]+"[^>]*>([^<]+)</a>', home)
    assert names == ["English", "Polski", "Português (Brasil)", "Português"]
