"""Turn site.toml into Settings.

Invariants: settings are data, nothing in them is run; a name that is not known is an error, so
that no mistyped promise is quietly dropped; all mistakes are told in one go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from generator import addresses
from generator.model import Settings, Source
from generator.nodes import Entry, Notes, Table, check_signs, meant, near, quoted
from generator.nodes.toml import toml_table
from generator.problems import Place, Problem
from generator.settings import checked, feeds, languages, profiles, promises, publishing
from generator.settings import values as values_of
from generator.settings.keys import Key, Shape

RIGHT_TO_LEFT = frozenset(
    [
        "ar",
        "arc",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    ]
)
SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"})
SCRIPT = re.compile(r"[a-z]{4}")


KEYS: Shape = MappingProxyType(
    {
        "title": Key(values_of.filled, "The site's name."),
        "base_url": Key(values_of.base_url, "The address it is published at."),
        "description": Key(values_of.text, "What it is, in a sentence."),
        "id": Key(values_of.filled, "What names it in feeds, even if its address changes."),
        "language": Key(values_of.language, "Its language: en, pt-BR."),
        "timezone": Key(values_of.timezone, "Its time zone: Europe/Brussels."),
        "permalink": Key(values_of.permalink, "The shape of articles' addresses."),
        "page_size": Key(values_of.size, "How many articles a page of a list holds."),
        "feed_size": Key(values_of.size, "How many articles a feed holds."),
        "footer": Key(values_of.text, "A line at the end of every page."),
        "nav": Key(profiles.navigation, "The menu.", profiles.NAV),
        "authors": Key(profiles.authors, "Who writes, each under a slug.", profiles.AUTHOR),
        "tags": Key(profiles.tags, "What is said of tags, each under its slug.", profiles.TAG),
        "languages": Key(
            languages.languages, "The languages it is published in, too.", languages.LANGUAGE
        ),
        "comments": Key(profiles.comments, "Whether readers may comment.", profiles.COMMENTS),
        "markdown": Key(profiles.markdown, "How articles are read.", profiles.MARKDOWN),
        "pages": Key(profiles.pages, "Which pages there are.", profiles.PAGES),
        "privacy": Key(promises.privacy, "What pages may do, and the report.", promises.PRIVACY),
        "feeds": Key(feeds.feeds, "How feeds are written.", feeds.FEEDS),
        "cards": Key(profiles.cards, "Pictures that other sites show for links.", profiles.CARDS),
        "search": Key(profiles.search, "Whether the site can be searched.", profiles.SEARCH),
        "publish": Key(publishing.publish, "Where it is published to.", publishing.PUBLISH),
        "check": Key(checked.check, "What a check does.", checked.CHECK),
        "hosting": Key(promises.hosting, "What servers say.", promises.HOSTING),
    }
)
EXAMPLES = (("title", '"The Quiet Gazette"'), ("base_url", '"https://example.org/"'))


def read_settings(source: Source) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Read site.toml; without a title and an address there are no settings."""
    notes = Notes(source, " = ")
    table = toml_table(source.text, 0, notes)
    if table is None:
        return None, notes.problems()
    check_signs(table, notes)
    values: dict[str, Any] = {}
    for name, entry in table.entries.items():
        if name not in KEYS:
            _unknown(name, entry, table, notes)
            continue
        value = KEYS[name].read(entry.value, name, notes)
        if value is not None:
            values[name] = value
    for name, example in EXAMPLES:
        if name not in table.entries:
            notes.error(0, f"{name} is missing", f"write {name} = {example}")
    _one_of_each(values, notes)
    problems = notes.problems()
    if not {"title", "base_url"} <= values.keys():
        return None, problems
    return _settings(values), problems


def with_base_url(settings: Settings, url: str) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Publish a site at another address, as --base-url asks; its id stays what it was."""
    whole, wrong, likely = addresses.base_url(url)
    if wrong:
        place = Place("--base-url")
        return None, (Problem(place, f"{quoted(url)} {wrong}", f"write {likely}"),)
    return _joined(replace(settings, base_url=whole)), ()


def direction(language: str) -> str:
    """Tell in which direction a language is written: `rtl` or `ltr`."""
    first, *rest = language.lower().split("-")
    script = next((part for part in rest if SCRIPT.fullmatch(part)), "")
    if script:
        return "rtl" if script in SCRIPTS else "ltr"
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"


def _one_of_each(values: Mapping[str, Any], notes: Notes) -> None:
    """Find the site's own language among its others, and authors that only others know."""
    own = values.get("language", "en")
    for code in values.get("languages", ()):
        if code.lower() == own.lower():
            message = f"languages: {quoted(code)} is the site's own language"
            at = notes.places[f"languages.{code}"]
            notes.error(at, message, "take it out: what is said of it stands at the top")
    for code, told in values.get("languages", {}).items():
        for slug in told.authors.keys() - values.get("authors", {}).keys():
            name = f"languages.{code}.authors.{slug}"
            at = notes.places.get(name, notes.places[f"languages.{code}"])
            notes.error(at, f"{name}: there is no [authors.{slug}]", "write it first, with a name")


def _settings(values: dict[str, Any]) -> Settings:
    """Make settings of what was read; what follows from it is not asked for."""
    settings = Settings(**values, direction=direction(values.get("language", "en")))
    return _joined(settings)


def _joined(settings: Settings) -> Settings:
    """Let articles be read with what other parts of the settings say of links."""
    known = replace(
        settings.markdown, tracking=settings.privacy.tracking, origin=settings.origin.lower()
    )
    return replace(settings, markdown=known)


def _unknown(name: str, entry: Entry, table: Table, notes: Notes) -> None:
    """Note a name that is no setting."""
    at = entry.key_offset
    if notes.is_full:
        notes.error(at, "")
    elif name == "direction":
        notes.error(at, '"direction" follows from the language', "take it out")
    else:
        likely = near(name, [key for key in KEYS if key not in table.entries])
        notes.error(at, f"{quoted(name)} is not a setting", meant(name, KEYS, likely))
