"""Say what stands on the picture that is drawn for a link to a page, and how its file is called.

Invariant: a sign that no font here has is never drawn, for it would be a box: where the headline
has one, the publication's name stands alone. What has to be shaped (Arabic, Devanagari) or is read
from the right has none either: how that is drawn differs from machine to machine.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from generator.digests import key
from generator.model import Cover, Picture, Settings

WIDTH, HEIGHT = 1200, 630  # pixels, as Open Graph's readers show them
FOLDER = "assets/cards/"
DRAWN = 1  # counts up with each change of how it is drawn: the files have other names then
LONGEST = 300  # signs
# Pictures among the words, and what joins or colours them.
PICTURES = frozenset(("So", "Sk", "Cf", "Co", "Cs"))
VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Font(NamedTuple):
    """Hold a font of the program: its file, the digest of that, and all signs that it has."""

    file: str
    digest: str
    signs: frozenset[str]


def _signs(ranges: str) -> frozenset[str]:
    """List signs by their numbers: `20-7e 2026`."""
    ends = ([int(end, 16) for end in one.split("-")] for one in ranges.split())
    return frozenset(map(chr, chain.from_iterable(range(one[0], one[-1] + 1) for one in ends)))


FONTS = (
    Font(
        "headline.ttf",
        "e7a0b66c69e64c48d099372e67c9de5e",
        _signs(
            "20-7e a0-ac ae-148 14a-24f 2bb-2bc 400-45f 462-463 472-475 48a-52f 1e00-1eff 2010-2015"
            " 2018-201e 2020-2022 2026 2030 2032-2033 2039-203a 2044 20ac 2116 2122 2190-2193 2212"
            " 2248 2260 2264-2265"
        ),
    ),
    Font(
        "headline-greek.ttf",
        "bad90e7780f77e1765c7e31c06872b04",
        _signs(
            "20-7e a0-ac ae-ff 370-377 37a-37f 384-38a 38c 38e-3a1 3a3-3e1 3f0-3ff 1f00-1f15"
            " 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4"
            " 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2010-2015 2018-201e 2020-2022 2026"
            " 2030 2032-2033 2039-203a 2044 20ac 2116 2122"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """Hold words, and the digest of a font that has all their signs."""

    text: str
    font: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Hold what is drawn: a headline, and the publication's name below it, or nothing."""

    headline: Line
    name: Line | None

    @property
    def path(self) -> str:
        """Name the file by all that is in it."""
        return f"{FOLDER}{key(self, DRAWN)[:20]}.png"


def drawing(title: str, settings: Settings) -> Drawing | None:
    """Say what is drawn for a page; None for no picture."""
    if not settings.cards.enabled:
        return None
    name, headline = line(settings.title), line(title)
    if headline and headline != name:
        return Drawing(headline, name)
    return Drawing(name, None) if name else None


def is_shown(cover: Cover | None) -> bool:
    """Tell whether other sites show a lead picture for a link: none of them shows a drawing."""
    return cover is not None and not cover.picture.url.endswith(".svg")


def picture(title: str, settings: Settings) -> tuple[Picture | None, str]:
    """Say where the picture of a page is, and which words are on it."""
    drawn = drawing(title, settings)
    if not drawn:
        return None, ""
    return Picture(settings.root + drawn.path, WIDTH, HEIGHT), drawn.headline.text


def line(text: str) -> Line | None:
    """Find a font for some words; None if none has all of their signs."""
    plain = words(text)
    used = set(plain)
    font = next((font for font in FONTS if used <= font.signs), None) if plain else None
    return Line(plain, font.digest) if font else None


def words(text: str) -> str:
    """Take pictures and signs that are not seen out of a text, and fold blanks."""
    composed = unicodedata.normalize("NFC", VARIANTS.sub("", text))
    if not composed.isascii():
        composed = "".join(sign for sign in composed if not _is_picture(sign))
    return " ".join(composed.split())[:LONGEST]


def _is_picture(sign: str) -> bool:
    """Tell whether a sign is none that is read, and no font has it."""
    return unicodedata.category(sign) in PICTURES and sign not in FONTS[0].signs
