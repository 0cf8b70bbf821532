"""Say in HTML what language words have, where a page mixes the site's with an article's."""

from __future__ import annotations

from markupsafe import Markup

from generator.model import Card, Edition, Head, Settings
from generator.settings import direction as direction_of

Languages = Head | Settings  # what else stands around some words


def own(edition: Edition, head: Head) -> Markup:
    """Mark the site's own words, on a page in another language."""
    spoken = edition.words.language
    if not head.language or head.language == spoken:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(spoken, direction_of(spoken))


def foreign(card: Card, around: Languages) -> Markup:
    """Mark an article's words among words in another language."""
    if not card.language or card.language == around.language:
        return Markup()
    return Markup(' lang="{}" dir="auto"').format(card.language)


def direction(settings: Settings, head: Head) -> Markup:
    """Mark an article's words on its own page, whose direction is the site's."""
    is_foreign = head.language and head.language != settings.language
    return Markup(' dir="auto"') if is_foreign else Markup()


def tongue(edition: Edition, language: str) -> str:
    """Give what a language calls itself, as far as the site knows it; else its code."""
    homes = {home.language: home.title for home in edition.homes}
    return homes.get(language) or homes.get(language.partition("-")[0], language)
