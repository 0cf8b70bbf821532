"""Tell from a file's name which language it is in, and what it is a translation of.

`deal.fr.md` is the French `deal.md`, if French is one of the site's languages; else the name means
nothing but itself.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.dates import date_from_name
from generator.editions import edition_of
from generator.model import Fields, Settings, Source
from generator.nodes import quoted
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Named:
    """Hold what a file's name says: `stem` names it without date, language and suffix.

    `date` is the day that it begins with, as it stands there, or empty. `work` is the same for all
    translations of a text: the path without language, suffix and `/index`. `language` is empty
    where the name has none.
    """

    date: str
    stem: str
    work: str
    language: str


def named(path: str, settings: Settings) -> Named:
    """Read the name of a file; an index.md has its folder's name."""
    inside, _ = posixpath.splitext(path.removeprefix("content/"))
    bare, language = posixpath.splitext(inside)
    language = language.removeprefix(".")
    if not settings.languages or not language or edition_of(language, settings) is None:
        bare, language = inside, ""
    folder, name = posixpath.split(bare)
    if name.lower() == "index":
        bare, name = folder, posixpath.basename(folder)
    return Named(*date_from_name(name), bare, language)


def siblings(paths: Iterable[str], known: Iterable[str], settings: Settings) -> set[str]:
    """List the files, of those known, that hold the same texts as these, in whatever language."""
    works = {named(path, settings).work for path in paths}
    beginnings = tuple(f"content/{work}" for work in works)
    near = (path for path in known if path.startswith(beginnings))
    return {path for path in near if named(path, settings).work in works}


def spoken(source: Source, fields: Fields, settings: Settings) -> tuple[str, tuple[Problem, ...]]:
    """Give the language of a text, as its front matter or its name says; empty for the site's.

    Where both say something, they must mean one edition.
    """
    by_name = named(source.path, settings).language
    if not by_name or not fields.language:
        return fields.language or by_name, ()
    if edition_of(by_name, settings) == edition_of(fields.language, settings):
        return fields.language, ()
    message = (
        f"language: {quoted(fields.language)} is another one than that of the file's name, "
        f"{quoted(by_name)}"
    )
    place = fields.places.get("language", 0)
    return fields.language, (source.problem(place, message, "write one of them in both places"),)


def identity(name: Named, edition: str) -> str:
    """Say who a text is when its author did not: its path, which no new title changes.

    A text that becomes a folder of its own keeps its identity, and so does one that gets
    translations.
    """
    return f"{name.work}.{edition}" if edition and name.language else name.work


def languages(settings: Settings) -> Mapping[str, object]:
    """Give the settings that the meaning of a name depends on."""
    return {"language": settings.language, "others": tuple(settings.languages)}
