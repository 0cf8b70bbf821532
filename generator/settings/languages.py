"""Read [languages]: the languages that the site is published in beside its own.

Invariant: a language stands here once, and never the site's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.fields import shapes
from generator.model import LanguageSettings, Profile
from generator.nodes import Node, Notes, Table, kind, quoted
from generator.settings import profiles, values
from generator.settings.keys import Key, Shape
from generator.slugs import slugify

DESCRIBED: Shape = MappingProxyType(
    {"description": Key(values.text, "A sentence for the top of the author's page.")}
)


def described(node: Node, name: str, notes: Notes) -> Mapping[str, Profile]:
    """Read what is said of authors in another language; their names stay as they are."""
    found: dict[str, Profile] = {}
    for slug, table in _tables(node, name, notes).items():
        told = profiles.members(table, f"{name}.{slug}", DESCRIBED, notes) or {}
        found[slug] = Profile(slug, "", told.get("description", ""))
    return found


LANGUAGE: Shape = MappingProxyType(
    {
        "title": Key(values.filled, "The site's name in this language."),
        "description": Key(values.text, "What it is, in a sentence."),
        "footer": Key(values.text, "A line at the end of every page."),
        "nav": Key(profiles.navigation, "The menu.", profiles.NAV),
        "authors": Key(described, "What is said of authors.", DESCRIBED),
        "tags": Key(profiles.tags, "How tags are called, and what is said of them.", profiles.TAG),
    }
)


def languages(node: Node, name: str, notes: Notes) -> Mapping[str, LanguageSettings]:
    """Read [languages.CODE]; none of them may be the site's own, which its caller knows."""
    found: dict[str, LanguageSettings] = {}
    for code, table in _tables(node, name, notes).items():
        if not shapes.LANGUAGE.fullmatch(code):
            message = f"{name}: {quoted(code)} is not the code of a language"
            notes.error(table.offset, message, "write [languages.fr]")
            continue
        told = profiles.members(table, f"{name}.{code}", LANGUAGE, notes)
        if any(slugify(code) == slugify(other) for other in found):
            notes.error(table.offset, f"{name}: {quoted(code)} stands here twice", "take one out")
        elif told is not None:
            notes.places[f"{name}.{code}"] = table.offset
            found[code] = LanguageSettings(**told)
    return found


def _tables(node: Node, name: str, notes: Notes) -> Mapping[str, Table]:
    """Give the tables under a table, by their names."""
    if not isinstance(node, Table):
        example = f"write [{name}.fr]" if name == "languages" else f"write [{name}.ana]"
        notes.error(node.offset, f"{name}: {kind(node)} is not a table", example)
        return {}
    found = {}
    for key, entry in node.entries.items():
        if isinstance(entry.value, Table):
            found[key] = entry.value
        else:
            message = f"{name}.{key}: {kind(entry.value)} is not a table"
            notes.error(entry.value.offset, message, f"write [{name}.{key}] and its lines below")
    return found
