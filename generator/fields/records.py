"""Read the fields that are tables, or lists of tables: cover, corrections, sources, extra.

Invariants: those of shapes; a name that a table does not have is a warning, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from generator.addresses import has_scheme, is_web_address
from generator.fields.shapes import moment
from generator.model import AudioSource, Correction, CoverSource, Reference
from generator.nodes import (
    Node,
    Notes,
    Scalar,
    Sequence,
    Table,
    is_blank,
    kind,
    meant,
    quoted,
    text_of,
)

# Recordings that browsers play, by the ends of their names, and their media types (IANA).
SOUNDS: Mapping[str, str] = MappingProxyType(
    {
        "mp3": "audio/mpeg",
        "m4a": "audio/mp4",
        "ogg": "audio/ogg",
        "oga": "audio/ogg",
        "opus": "audio/ogg",
        "flac": "audio/flac",
        "wav": "audio/wav",
        "webm": "audio/webm",
    }
)
DURATION = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-5][0-9])", re.ASCII)
# What a table may hold, and what for.
COVER: Mapping[str, str] = MappingProxyType(
    {
        "image": "The picture: a file beside the article, or /images/….",
        "alt": "What it shows, for readers who can't see it.",
        "caption": "Words below it.",
        "credit": "Who made it.",
    }
)
AUDIO: Mapping[str, str] = MappingProxyType(
    {
        "file": "The recording: a file beside the article, which [privacy] files declares.",
        "title": "Words above it.",
        "duration": "How long it is: 12:34, or 1:02:03.",
    }
)
CORRECTION: Mapping[str, str] = MappingProxyType(
    {"date": "When it was put right.", "text": "What was wrong."}
)
REFERENCE: Mapping[str, str] = MappingProxyType(
    {
        "title": "Its title.",
        "url": "Where it is, on the web.",
        "archived": "Where a copy of it is kept.",
    }
)


def cover(node: Node, name: str, notes: Notes) -> CoverSource | None:
    """Read the lead picture: a path, or a table with its path and what is said of it."""
    if is_blank(node):
        return None
    if isinstance(node, Scalar):
        values, image = {"image": node.line}, node.offset
        notes.places[f"{name}.image"] = node.offset
    elif isinstance(node, Table):
        values, image = _members(node, name, COVER, notes), node.offset
    else:
        notes.error(
            node.offset, f"{name}: a list is not a picture", f"write {name}{notes.sign}photo.jpg"
        )
        return None
    image = notes.places.get(f"{name}.image", image)
    path = values.get("image", "")
    if not path:
        notes.error(
            image, f"{name} names no picture", f"write {notes.written('image', 'photo.jpg')}"
        )
        return None
    if has_scheme(path) or path.startswith("//"):
        hint = "put the picture beside the article and write its name"
        notes.error(image, f"{name}: {quoted(path)} is not a file of this site", hint)
        return None
    if "alt" not in values:
        hint = 'write alt under cover: what it shows, or "" if that adds nothing'
        message = f"{name} has no alt text for readers who can't see it"
        notes.warning(image, message, hint, "alt-missing")
    return CoverSource(**values)


def audio(node: Node, name: str, notes: Notes) -> AudioSource | None:
    """Read a recording: a path, or a table with its path and what is said of it."""
    if is_blank(node):
        return None
    if isinstance(node, Scalar):
        values = {"file": node.line}
        notes.places[f"{name}.file"] = node.offset
    elif isinstance(node, Table):
        values = _members(node, name, AUDIO, notes)
    else:
        hint = f"write {name}{notes.sign}talk.mp3"
        notes.error(node.offset, f"{name}: a list is not a recording", hint)
        return None
    at = notes.places.get(f"{name}.file", node.offset)
    path = values.get("file", "")
    if not path:
        notes.error(at, f"{name} names no file", f"write {notes.written('file', 'talk.mp3')}")
        return None
    if has_scheme(path) or path.startswith("//"):
        hint = "put the recording beside the article and write its name"
        notes.error(at, f"{name}: {quoted(path)} is not a file of this site", hint)
        return None
    if path.rpartition(".")[2].lower() not in SOUNDS:
        hint = f"known are {', '.join(SOUNDS)}"
        notes.error(at, f"{name}: {quoted(path)} is no recording that browsers play", hint)
        return None
    return AudioSource(path, values.get("title", ""), _seconds(values, name, notes))


def _seconds(values: Mapping[str, str], name: str, notes: Notes) -> int:
    """Read how long a recording is; 0 where that is not said."""
    written = values.get("duration", "")
    if not written:
        return 0
    found = DURATION.fullmatch(written)
    if not found:
        message = f"{name}: {quoted(written)} is not a duration"
        at = notes.places[f"{name}.duration"]
        notes.error(at, message, f'write duration{notes.sign}"12:34"')
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 60 + minutes) * 60 + seconds


def corrections(node: Node, name: str, notes: Notes) -> tuple[Correction, ...]:
    """Read what was corrected and when: both are needed."""
    found: list[Correction] = []
    for table in _tables(node, name, CORRECTION, notes):
        members = {key: entry.value for key, entry in table.entries.items()}
        for key in CORRECTION:
            if key not in members or (key == "text" and is_blank(members[key])):
                example = notes.written(key, "2026-02-28" if key == "date" else "what was wrong")
                notes.error(table.offset, f"a correction has no {key}", f"write {example}")
        if "date" in members and "text" in members:
            day = moment(members["date"], f"{name}: date", notes)
            said = text_of(members["text"], f"{name}: text", notes)
            if day and said:
                notes.places[f"{name}.{len(found)}"] = table.offset
                found.append(Correction(day, said))
    return tuple(found)


def sources(node: Node, name: str, notes: Notes) -> tuple[Reference, ...]:
    """Read the documents an article stands on: tables, addresses or plain texts."""
    found: list[Reference] = []
    if is_blank(node):
        return ()
    if not isinstance(node, Sequence):
        hint = f'write {name}{notes.sign}["https://example.org/report"]'
        notes.error(node.offset, f"{name}: {kind(node)} is not a list", hint)
        return ()
    for item in node.items:
        reference = _reference(item, f"{name}.{len(found)}", notes)
        if reference:
            notes.places[f"{name}.{len(found)}"] = item.offset
            found.append(reference)
    return tuple(found)


def extra(node: Node, name: str, notes: Notes) -> Mapping[str, object] | None:
    """Read whatever stands there for layouts of the site's own, as text, lists and tables."""
    if is_blank(node):
        return None
    if not isinstance(node, Table):
        hint = "write names and values below it"
        notes.error(node.offset, f"{name}: {kind(node)} is not a table", hint)
        return None
    return {key: _plain(entry.value) for key, entry in node.entries.items()}


def _unknown(key: str, offset: int, known: Collection[str], notes: Notes) -> None:
    """Note a name that its table does not have."""
    if notes.is_full:
        notes.error(offset, "")
        return
    notes.warning(offset, f"{quoted(key)} is not known here", meant(key, known))


def _members(table: Table, name: str, known: Collection[str], notes: Notes) -> dict[str, str]:
    """Read a table of texts."""
    values = {}
    for key, entry in table.entries.items():
        if key not in known:
            _unknown(key, entry.key_offset, known, notes)
        elif isinstance(entry.value, Scalar):
            notes.places[f"{name}.{key}"] = entry.value.offset
            values[key] = entry.value.line
        else:
            text_of(entry.value, f"{name.partition('.')[0]}: {key}", notes)
    return values


def _tables(node: Node, name: str, known: Collection[str], notes: Notes) -> Iterator[Table]:
    """Give the tables of a list of tables."""
    if is_blank(node):
        return
    items = node.items if isinstance(node, Sequence) else (node,)
    for item in items:
        if not isinstance(item, Table) or not isinstance(node, Sequence):
            shape = "{" + ", ".join(f"{key}{notes.sign}…" for key in known) + "}"
            message = f"{name}: {kind(item)} is not a list of tables"
            notes.error(item.offset, message, f"write {name}{notes.sign}[{shape}]")
            continue
        for key, entry in item.entries.items():
            if key not in known:
                _unknown(key, entry.key_offset, known, notes)
        yield item


def _reference(item: Node, place: str, notes: Notes) -> Reference | None:
    """Read one document that an article stands on; `place` is its name among the places."""
    name = place.partition(".")[0]
    if isinstance(item, Scalar):
        if item.is_empty:
            notes.error(item.offset, "a source is empty", "take it out")
            return None
        if not has_scheme(item.line):
            return Reference(item.line)
        return Reference(item.line, item.line) if _address(item, name, notes) else None
    if not isinstance(item, Table):
        notes.error(
            item.offset, f"{name}: a list is not a source", "write its title or its address"
        )
        return None
    values = _members(item, place, REFERENCE, notes)
    shown = values.get("title") or values.get("url", "")
    for key in ("url", "archived"):
        entry = item.entries.get(key)
        if values.get(key) and entry and not _address(entry.value, f"{name}: {key}", notes):
            values[key] = ""
    if not shown:
        hint = f"write {notes.written('title', 'The report')}"
        notes.error(item.offset, "a source has neither title nor url", hint)
        return None
    return Reference(**{**values, "title": shown})


def _address(node: Node, name: str, notes: Notes) -> bool:
    """Check that an address leads to the web and nowhere else."""
    if not isinstance(node, Scalar) or is_web_address(node.line):
        return True
    message = f"{name}: {quoted(node.line)} is not a web address"
    notes.error(node.offset, message, "write it in full, as in https://example.org/report")
    return False


def _plain(node: Node) -> object:
    """Give a tree without its places; its depth is bounded by the reader of the text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(map(_plain, node.items))
    return {key: _plain(entry.value) for key, entry in node.entries.items()}
