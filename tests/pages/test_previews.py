"""Pictures of headlines: drawn once, never with a box in them, the same on every build."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from generator import headlines, sources
from generator.digests import digest
from generator.headlines import FONTS, Drawing, drawing, line, words
from generator.images import headline as images
from generator.model import CardSettings, Settings
from tests.kit import SETTINGS, Site

ON = SETTINGS + "[cards]\n"
IMAGE = re.compile(
    r'<meta property="og:image" content="https://example\.org/(assets/cards/[^"]+)">'
)
FILES = {font.digest: (sources.PACKAGE / "fonts" / font.file).read_bytes() for font in FONTS}
SITE = Settings("The Record", "https://example.org/", cards=CardSettings(enabled=True))


def drawn(title: str) -> Image.Image:
    made = drawing(title, SITE)
    assert made
    name = (made.name.text, FILES[made.name.font]) if made.name else None
    data = images.draw((made.headline.text, FILES[made.headline.font]), name)
    assert len(data) < 60_000
    picture = Image.open(io.BytesIO(data))
    assert picture.size == (headlines.WIDTH, headlines.HEIGHT)
    return picture.convert("L")


def test_an_article_has_a_picture_of_its_headline_and_other_pages_share_one(site: Site) -> None:
    site.write("site.toml", ON).post("a", title="Police bought faces").post("b").build()
    found = {}
    for page in ("2026/02/a/index.html", "2026/02/b/index.html", "index.html", "tags/index.html"):
        html = site.page(page)
        (found[page],) = IMAGE.findall(html)
        assert '<meta property="og:image:width" content="1200">' in html
        assert '<meta property="og:image:height" content="630">' in html
        assert '<meta name="twitter:card" content="summary_large_image">' in html
        with Image.open(site.output / found[page]) as picture:
            assert picture.size == (1200, 630)
            assert picture.format == "PNG"
    assert len(set(found.values())) == 3
    assert found["index.html"] == found["tags/index.html"]
    assert '<meta property="og:image:alt" content="Police bought faces">' in site.page(
        "2026/02/a/index.html"
    )
    cards = {path for path in site.files() if path.startswith("assets/cards/")}
    assert cards == set(found.values())


def test_without_the_setting_there_is_none(site: Site) -> None:
    site.post("a").build()
    assert "og:image" not in site.page("2026/02/a/index.html")
    assert not {path for path in site.files() if "cards" in path}


def test_a_cover_comes_first(site: Site) -> None:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "PNG")
    site.write("content/posts/p.png", file.getvalue()).write("site.toml", ON)
    site.post("a", cover="{image: p.png, alt: Red}").build()
    html = site.page("2026/02/a/index.html")
    assert not IMAGE.findall(html)
    assert '<meta property="og:image:alt" content="Red">' in html
    assert len([path for path in site.files() if path.startswith("assets/cards/")]) == 1


def test_a_new_title_has_a_new_picture_and_the_old_one_goes(site: Site) -> None:
    site.write("site.toml", ON).post("a", title="One").post("b").build()
    (old,) = IMAGE.findall(site.page("2026/02/a/index.html"))
    before = site.times()
    site.post("a", title="Two", slug="a").build()
    (new,) = IMAGE.findall(site.page("2026/02/a/index.html"))
    assert new != old
    assert old not in site.files()
    kept = [path for path in site.files() if path.startswith("assets/cards/") and path != new]
    assert all(site.times()[path] == before[path] for path in kept)


def test_what_site_toml_says_beside_the_title_draws_none_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("site.toml", ON).post("a").build()
    before = site.tree()
    monkeypatch.setattr(images, "draw", lambda *words: pytest.fail("drawn again"))
    monkeypatch.setattr(sys.modules["generator.pages.previews"], "draw", images.draw)
    site.write("site.toml", ON.replace("[cards]", 'footer = "New"\n[cards]')).build()
    after = site.tree()
    assert after["index.html"] != before["index.html"]
    assert {path: data for path, data in after.items() if "cards" in path} == {
        path: data for path, data in before.items() if "cards" in path
    }


def test_articles_of_one_title_share_a_picture(site: Site) -> None:
    site.write("site.toml", ON).post("a", title="Same").post("b", title="Same").build()
    assert len([path for path in site.files() if path.startswith("assets/cards/")]) == 2


HOSTILE = [
    "Short", "A " * 200, "W" * 400, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Η επιτροπή εξέδωσε απόφαση", "Суд запретил распознавание лиц", "Tiếng Việt có dấu", "x" * 60 + " y", "“Quoted” — and so on …",
]  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_every_headline_stays_on_the_paper(title: str) -> None:
    made = drawing(title, SITE)
    assert made
    assert made.headline.text == words(title)
    picture = drawn(title)
    paper = picture.getpixel((0, 0))
    edges = [
        picture.crop((0, 0, images.MARGIN - 8, 520)), picture.crop((1200 - images.MARGIN + 12, 0, 1200, 520)),
        picture.crop((0, 0, 1200, 30)), picture.crop((0, 500, 1200, 520)),
    ]  # fmt: skip
    assert all(edge.getextrema() == (paper, paper) for edge in edges)
    assert picture.crop((0, 60, 1200, 500)).getextrema()[0] < 40, "the headline is there"


@pytest.mark.parametrize(
    "title",
    [
        "مراقبة جماعية",
        "监控与隐私",
        "निगरानी",
        "מעקב",
        "Half العربية",
        "a\u0301\u0302\u0303\u0330",
        "\U0001f575",
    ],
)
def test_where_no_font_has_a_sign_the_name_stands_alone(title: str) -> None:
    made = drawing(title, SITE)
    assert made == Drawing(line_of("The Record"), None)


def line_of(text: str) -> headlines.Line:
    found = line(text)
    assert found
    return found


def test_pictures_among_words_are_left_out() -> None:
    assert words("\U0001f6a8 Breaking: they\u200d know \U0001f441\ufe0f") == "Breaking: they know"
    assert line("Cafe\u0301").text == "Café"


def test_a_site_whose_name_no_font_has_needs_no_picture() -> None:
    site = Settings("監視", "https://example.org/", cards=CardSettings(enabled=True))
    assert drawing("監視", site) is None
    made = drawing("A headline", site)
    assert made
    assert made.name is None


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.file)
def test_each_font_is_the_one_that_is_known_and_has_all_its_signs(font: headlines.Font) -> None:
    data = FILES[font.digest]
    assert digest(data) == font.digest
    face = ImageFont.truetype(io.BytesIO(data), 24, layout_engine=ImageFont.Layout.BASIC)
    box = bytes(face.getmask("\ufffe"))
    for sign in font.signs - {" ", "\u00a0"}:
        assert bytes(face.getmask(sign)) != box, f"U+{ord(sign):04X}"


def test_the_licence_stands_beside_the_fonts() -> None:
    text = (Path(sources.PACKAGE) / "fonts/LICENSE").read_text()
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert all(font.file in text for font in FONTS)
