"""Say what is said in each language that the site is published in.

Invariant: what a language does not say of itself is the site's; nothing said in one language is
shown in another, but for names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.model import LanguageSettings, Profile, Settings
from generator.settings import direction
from generator.slugs import slugify


def editions(settings: Settings) -> dict[str, Settings]:
    """Give the settings of each edition by its code: the site's own, "", and then the others."""
    found = {"": settings}
    for language, told in settings.languages.items():
        found[code(language)] = _edition(settings, language, told)
    return found


def code(language: str) -> str:
    """Give what stands for a language in addresses: `pt-br`."""
    return slugify(language)


def edition_of(written: str, settings: Settings) -> str | None:
    """Find the edition that a language belongs to: its own, or that of its first part.

    "" is the site's own, None says that there is none.
    """
    languages = {code(one): code(one) for one in settings.languages} | {code(settings.language): ""}
    for name in (code(written), code(written.partition("-")[0])):
        if name in languages:
            return languages[name]
    return None


def _edition(settings: Settings, language: str, told: LanguageSettings) -> Settings:
    """Put what a language says in the place of what the site says."""
    return replace(
        settings,
        language=language,
        direction=direction(language),
        prefix=f"{code(language)}/",
        title=told.title or settings.title,
        description=told.description,
        footer=told.footer,
        nav=told.nav,
        authors=_profiles(settings.authors, told.authors),
        tags=_profiles(settings.tags, told.tags),
    )


def _profiles(own: Mapping[str, Profile], told: Mapping[str, Profile]) -> Mapping[str, Profile]:
    """Let tags or authors keep their names and links, but nothing that is said of them."""
    found = {slug: replace(one, description="") for slug, one in own.items()}
    for slug, one in told.items():
        known = own.get(slug)
        name = one.name if one.name not in ("", slug) or not known else known.name
        found[slug] = Profile(slug, name, one.description, known.links if known else ())
    return found
