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
    return Markup(' lang="{}" dir="{}"').format(card.language, direction_of(card.language))


def direction(settings: Settings, head: Head) -> Markup:
    """Mark an article on its own page where it is written the other way than the site."""
    written = direction_of(head.language or settings.language)
    return Markup(' dir="{}"').format(written) if written != settings.direction else Markup()


def tongue(edition: Edition, language: str) -> str:
    """Give what a language calls itself, as far as the site knows it; else its code."""
    homes = {home.language: home.title for home in edition.homes}
    return homes.get(language) or homes.get(language.partition("-")[0], language)
