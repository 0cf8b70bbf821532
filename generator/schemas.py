"""Write JSON Schemas of front matter and of site.toml, for editors that complete and check them.

They are made from the tables that the readers themselves use (`fields.FIELDS`, `settings.KEYS`);
here stands only which values each reader takes, as far as a schema can say it (draft 7, which VS
Code, Zed, Helix and Neovim understand). What it can't say, a build does: whether a picture, an
author or a time zone is there, whether two fields fit together.

Invariant: a text without warnings is right by the schema, too; a reader without a schema is a
KeyError, so that a new one can't be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from generator.fields import FIELDS, records, shapes, silence
from generator.model import Settings
from generator.model.machines import COPIES
from generator.model.site import FORMATS, PROVIDERS
from generator.rules import RULES
from generator.settings import (
    EXAMPLES,
    KEYS,
    checked,
    feeds,
    languages,
    profiles,
    promises,
    publishing,
    values,
)
from generator.settings.keys import Listed, Shape

Json: TypeAlias = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"  # a name, which nobody loads
DAY = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
MAIL = "([A-Za-z]{3} *, *)?[0-9]{1,2} +[A-Za-z]{3} +[0-9]{4} .*"
WEB = "^[Hh][Tt][Tt][Pp][Ss]?://"

# Front matter: in YAML, a title may well be `1984` or `No`, and what is left empty is null.
WORDS = {"type": ["string", "number", "boolean"]}
TEXT = {"type": ["string", "number", "boolean", "null"]}
MOMENT = {"type": "string", "pattern": f"^\\s*({DAY}([Tt ].*)?|{MAIL})\\s*$"}
YES_OR_NO = "^\\s*([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\\s*$"
FLAG = {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": YES_OR_NO}]}
TEXTS = {"type": ["array", "null"], "items": WORDS}
ONE_OR_MORE = {"anyOf": [TEXTS, WORDS]}
SILENT = {"enum": sorted(name for name, rule in RULES.items() if rule.can_be_silenced)}
# site.toml, where texts are in quotes and numbers are not.
STRING = {"type": "string"}
FILLED = {"type": "string", "pattern": "\\S"}
NOTHING = {"type": "string", "maxLength": 0}
BOOLEAN = {"type": "boolean"}
LANGUAGE = {"type": "string", "pattern": f"^{shapes.LANGUAGE.pattern}$"}


def _members(known: Mapping[str, str], needed: tuple[str, ...] = ()) -> Json:
    """Describe a table of front matter; its dates are those of a correction."""
    shown = {
        name: {**(MOMENT if name == "date" else TEXT), "description": about}
        for name, about in known.items()
    }
    return _table(shown, needed)


def _table(shown: Json, needed: tuple[str, ...] = ()) -> Json:
    more = {"required": list(needed)} if needed else {}
    return {"type": "object", "properties": shown, "additionalProperties": False, **more}


def _whole(least: int, most: int) -> Json:
    return {"type": "integer", "minimum": least, "maximum": most}


def _shaped(pattern: str) -> Json:
    return {"type": "string", "pattern": pattern}


FIELD_SCHEMAS: Mapping[Callable[..., object], Json] = MappingProxyType(
    {
        shapes.title: WORDS,
        shapes.text: TEXT,
        shapes.moment: MOMENT,
        shapes.flag: FLAG,
        shapes.tags: ONE_OR_MORE,
        shapes.authors: ONE_OR_MORE,
        shapes.texts: TEXTS,
        shapes.slug: TEXT,
        shapes.identity: TEXT,
        shapes.aliases: ONE_OR_MORE,
        shapes.thread: {"anyOf": [_shaped(f"{WEB}.*/[0-9A-Za-z]+$"), NOTHING, {"type": "null"}]},
        shapes.language: {"anyOf": [LANGUAGE, {"type": "null"}]},
        records.cover: {"anyOf": [_members(records.COVER, ("image",)), TEXT]},
        records.audio: {"anyOf": [_members(records.AUDIO, ("file",)), TEXT]},
        records.corrections: {
            "type": ["array", "null"],
            "items": _members(records.CORRECTION, tuple(records.CORRECTION)),
        },
        records.sources: {
            "type": ["array", "null"],
            "items": {"anyOf": [_members(records.REFERENCE), WORDS]},
        },
        records.extra: {"type": ["object", "null"]},
        silence.rules: {"anyOf": [{"type": "array", "items": SILENT}, SILENT, {"type": "null"}]},
    }
)
KEY_SCHEMAS: Mapping[Callable[..., object], Json] = MappingProxyType(
    {
        values.text: STRING,
        values.filled: FILLED,
        values.flag: BOOLEAN,
        values.size: _whole(1, 500),
        values.headings: _whole(0, 1000),
        values.base_url: _shaped(WEB),
        values.language: LANGUAGE,
        values.timezone: _shaped(f"^{values.ZONE.pattern}$"),
        values.permalink: _shaped(r"^/(.*/)?[^/]*\{slug\}[^/]*/(.*/)?$"),
        values.email: _shaped(f"^$|^{values.EMAIL.pattern}$"),
        values.link: _shaped(WEB),
        values.target: _shaped(f"^/|^#|{WEB}"),
        promises.origin: _shaped("^[Hh][Tt][Tt][Pp][Ss]://[^/]+/?$"),
        promises.page: _shaped("^/"),
        promises.content_file: _shaped("^content/."),
        promises.parameter: _shaped(f"^{promises.PARAMETER.pattern}$"),
        promises.server: {"enum": list(promises.SERVERS)},
        promises.encoding: {"enum": list(COPIES)},
        promises.onion: _shaped(
            r"^$|^[Hh][Tt][Tt][Pp][Ss]?://[a-zA-Z2-7]{56}\.[Oo][Nn][Ii][Oo][Nn]/?$"
        ),
        promises.contact: _shaped("^(mailto:|tel:|[Hh][Tt][Tt][Pp][Ss]://)"),
        promises.expires: _shaped(f"^\\s*({DAY}([Tt ].*)?|{MAIL})\\s*$"),
        promises.safe_link: _shaped("^[Hh][Tt][Tt][Pp][Ss]://"),
        shapes.language: LANGUAGE,
        silence.rules: {"anyOf": [{"type": "array", "items": SILENT}, SILENT, NOTHING]},
        checked.host: FILLED,
        feeds.feed_format: {"enum": list(FORMATS)},
        feeds.hub: _shaped(f"^$|{WEB}"),
        profiles.provider: {"enum": list(PROVIDERS)},
        profiles.host: _shaped(r"^$|^[Hh][Tt][Tt][Pp][Ss]?://"),
        publishing.folder: FILLED,
        publishing.host: _shaped(f"^{publishing.HOST.pattern}$"),
        publishing.path: _shaped(f"^{publishing.PATH.pattern}$"),
        publishing.port: _whole(1, 65535),
        publishing.repository: FILLED,
        publishing.branch: _shaped(f"^{publishing.BRANCH.pattern}$"),
        publishing.domain: FILLED,
        publishing.keep: _whole(1, 1000),
    }
)
# Tables that hold others under names of their own, and lists of tables; what each of them needs.
BY_NAME: Mapping[Callable[..., object], tuple[str, ...]] = MappingProxyType(
    {
        profiles.authors: ("name",),
        profiles.tags: (),
        languages.languages: (),
        languages.described: (),
    }
)
IN_LISTS = (profiles.navigation, profiles.links)


def front_matter() -> Json:
    """Describe the front matter of articles and pages."""
    shown = {
        name: {**FIELD_SCHEMAS[one.read], "description": one.help} for name, one in FIELDS.items()
    }
    about = "What stands before the text of an article."
    return {"$schema": DRAFT, "title": "Front matter", "description": about, **_table(shown)}


def settings() -> Json:
    """Describe site.toml."""
    needed = tuple(name for name, _ in EXAMPLES)
    whole = _keys(KEYS, Settings("", ""), needed)
    about = "The settings of a publication."
    return {"$schema": DRAFT, "title": "site.toml", "description": about, **whole}


def _keys(shape: Shape, defaults: object, needed: tuple[str, ...] = ()) -> Json:
    """Describe a table of settings; `defaults` is what stands for those that are left out."""
    shown: Json = {}
    for name, one in shape.items():
        default = getattr(defaults, name, None)
        shown[name] = {**_value(one.read, one.of, default), "description": one.help}
        if (default and isinstance(default, str | int | tuple)) or default in (False, 0):
            shown[name]["default"] = list(default) if isinstance(default, tuple) else default
    return _table(shown, needed)


def _value(read: Callable[..., object], of: Shape, default: object) -> Json:
    """Describe what a reader takes."""
    if isinstance(read, Listed):
        return {"type": "array", "items": KEY_SCHEMAS[read.read]}
    if read in BY_NAME:
        return {"type": "object", "additionalProperties": _keys(of, None, BY_NAME[read])}
    if read in IN_LISTS:
        return {"type": "array", "items": _keys(of, None, tuple(of))}
    if read is promises.security:
        return _keys(of, None, ("contact", "expires"))
    if read is publishing.publish:
        return {**_keys(of, default), "dependencies": {"host": ["path"]}}
    return _keys(of, default) if of else KEY_SCHEMAS[read]
