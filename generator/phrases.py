"""Say something in the words of a language: counts, dates, lists, texts with places in them.

Plural rules, dates and the names of months are those of the Unicode CLDR, which Babel brings.
Invariant: whatever is put into a text is escaped, unless it is HTML already.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.dates import MONTHS
from generator.model import Forms, Words

if TYPE_CHECKING:
    from babel import Locale

PLACE = re.compile(r"\{([a-z_]+)\}")
ENGLISH = "en"
KEPT = 4096  # days
PLAIN = ("d MMMM y", "MMMM y")  # English patterns that need no Babel: to load it takes 25 ms


def fill(text: str, **values: object) -> Markup:
    """Put values into the places of a text."""
    pieces = _pieces(text)
    return Markup().join(
        [escape(values[piece]) if number % 2 else piece for number, piece in enumerate(pieces)]
    )


def plain_fill(text: str, **values: object) -> str:
    """Put values into the places of a text that is no HTML."""
    return PLACE.sub(lambda found: str(values[found[1]]), text)


@lru_cache(maxsize=KEPT)
def _pieces(text: str) -> tuple[Markup | str, ...]:
    """Cut a text at its places: words, a name, words, a name, words."""
    found = PLACE.split(text)
    return tuple(name if number % 2 else escape(name) for number, name in enumerate(found))


def counted(number: int, forms: Forms) -> Markup:
    """Say how many: "1 article", "2 articles"."""
    category = _category(number, forms.language)
    text = forms.texts.get(category) or forms.texts["other"]
    return fill(text, number=number)


@lru_cache(maxsize=KEPT)
def _category(number: int, language: str) -> str:
    """Give the plural category of a number."""
    if language == ENGLISH:
        return "one" if number == 1 else "other"
    return locale(language).plural_form(number)


def long_date(words: Words, moment: datetime) -> str:
    """Write a moment's day: 12 February 2026."""
    return _day(words.language, words.text("date"), moment.date())


def month_name(words: Words, year: int, month: int) -> str:
    """Write a month of a year: February 2026."""
    return _month(words.language, words.text("month"), year, month)


@lru_cache(maxsize=KEPT)
def _day(language: str, pattern: str, day: date) -> str:
    if language == ENGLISH and pattern == PLAIN[0]:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    from babel.dates import format_date

    return format_date(day, pattern or "long", locale=locale(language))


@lru_cache(maxsize=KEPT)
def _month(language: str, pattern: str, year: int, month: int) -> str:
    if language == ENGLISH and pattern == PLAIN[1]:
        return f"{MONTHS[month - 1]} {year}"
    from babel.dates import format_date, format_skeleton

    first = date(year, month, 1)
    if pattern:
        return format_date(first, pattern, locale=locale(language))
    return format_skeleton("yMMMM", first, locale=locale(language))


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Find what the CLDR knows of a language; English where it knows nothing."""
    from babel import Locale, UnknownLocaleError

    for code in (language, language.partition("-")[0]):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(ENGLISH)


def own_name(language: str) -> str:
    """Name a language in itself, as the CLDR does; by its code where it knows none."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:]
