"""Turn TOML into values that remember their offsets.

Invariants: `tomllib` decides what TOML is and means; numbers and times keep the text that was
typed, so that every rule about values is the same as for YAML.
"""

from __future__ import annotations

import re
import tomllib
from collections import deque
from collections.abc import Mapping
from datetime import date, datetime, time

from generator.dates import date_hint
from generator.nodes import Entry, Node, Notes, Scalar, Sequence, Table, quoted
from generator.nodes.toml_places import Path, Places, Spot, TooDeepError, places

LARGEST = 250_000  # characters: tomllib is pure Python and reads about one million in a second
AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
LINE = re.compile(r"[ \t]*(?P<name>[^\s=:#\[][^=:#]*?)[ \t]*(?P<sign>[=:])[ \t]*(?P<value>.*)")
OPENED = re.compile(r"=[ \t]*(\"\"\"|'''|\"|'|\[|\{)")
LONG_NUMBER = re.compile(r"\d{4000,}")
CLOSING = {"[": "]", "{": "}"}


def toml_table(text: str, start: int, notes: Notes) -> Table | None:
    """Read TOML that begins at an offset of the file; None if it can't be read."""
    if len(text) > LARGEST:
        notes.error(start, f"this text has {len(text):,} characters", "keep it short")
        return None
    text = text.replace("\r\n", " \n")  # tomllib would shift its places by one for each
    try:
        found = places(text)
    except TooDeepError as error:
        message = "lists and tables stand too deep in each other here"
        notes.error(start + error.offset, message, "flatten them")
        return None
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        _explain(found, start, str(error), notes)
        return None
    node = _node(data, (), found, start)
    assert isinstance(node, Table)
    return node


def _node(value: object, path: Path, found: Places, start: int) -> Node:
    """Give a value of tomllib its place; the nesting is bounded by now."""
    spot = found.spots.get(path, Spot(0, 0, 0))
    offset = start + spot.begin
    if isinstance(value, Mapping):
        entries = {}
        for name, member in value.items():
            node = _node(member, (*path, name), found, start)
            at = found.spots.get((*path, name), spot).name
            entries[name] = Entry(start + at, node)
        return Table(entries, offset)
    if isinstance(value, list):
        members = enumerate(value)
        items = tuple(_node(member, (*path, number), found, start) for number, member in members)
        return Sequence(items, offset)
    if isinstance(value, str):
        return Scalar(value, offset, is_quoted=True)
    if isinstance(value, datetime | date | time):
        return Scalar(value.isoformat(), offset)
    return Scalar(found.text[spot.begin : spot.end] or str(value), offset)


def _explain(found: Places, start: int, words: str, notes: Notes) -> None:
    """Say in our own words what tomllib refused, at its place or a better one."""
    text = found.text
    at = _offset(text, words)
    line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    begin = text.rfind("\n", 0, at) + 1
    pair = LINE.match(line)
    if any(sign in words for sign in ("Cannot overwrite", "twice", "Duplicate", "Cannot mutate")):
        _twice(found, start, at, notes)
    elif "control character" in words or ("Illegal character" in words and _unseen(text, at)):
        sign = text[at : at + 1]
        message = f"the invisible character U+{ord(sign or ' '):04X} can't stand here"
        notes.error(start + at, message, "delete it")
    elif not AT.search(words) and LONG_NUMBER.search(text):
        notes.error(start + at, "this number has too many digits", "put quotes around it")
    elif _lacks_comma(text, at, words):
        notes.error(start + at, "a comma is missing before this", "put one between two values")
    elif found.opened and "\n" in text[found.opened[0] : at + 1]:
        _explain_unclosed(text, start, found.opened[0], notes)
    elif _unclosed(text, words):
        opened = next(iter(deque(OPENED.finditer(text, 0, at), maxlen=1)), None)
        _explain_unclosed(text, start, opened.start(1) if opened else at, notes)
    elif "scape" in words:
        at = max(0, text.rfind("\\", 0, at))
        message = f"{quoted(text[at : at + 2].strip())} means nothing between these quotes"
        hint = "write \\\\ for a backslash, or use single quotes"
        notes.error(start + at, message, hint)
    elif pair:
        _explain_pair(pair, start + begin, notes)
    elif line.strip().startswith("["):
        message = f"{quoted(line.strip())} does not name a table"
        notes.error(start + begin, message, "write [name] on a line of its own")
    else:
        message = f'{quoted(line.strip())} is not "name = value"'
        notes.error(start + min(at, begin), message, 'write title = "Foo"')


def _offset(text: str, words: str) -> int:
    """Turn tomllib's "at line 3, column 5" into an offset."""
    found = AT.search(words)
    if not found:
        number = LONG_NUMBER.search(text)
        return number.start() if number else 0
    if not found[1]:
        return len(text.rstrip())
    at = 0
    for _ in range(int(found[1]) - 1):
        at = text.find("\n", at) + 1
    return min(at + int(found[2]) - 1, len(text))


def _unseen(text: str, at: int) -> bool:
    """Tell whether a character is one that nobody sees, other than a line's end."""
    sign = text[at : at + 1]
    return bool(sign) and sign != "\n" and not sign.isprintable()


def _twice(found: Places, start: int, at: int, notes: Notes) -> None:
    """Say which name was given twice."""
    if not found.twice:
        notes.error(start + at, "this table or value was written above", "keep one of them")
        return
    name, second, first = found.twice[0]
    line = notes.source.text.count("\n", 0, start + first) + 1
    hint = f"keep one; the first is in line {line}"
    notes.error(start + second, f"{quoted(name)} stands here twice", hint)


def _unclosed(text: str, words: str) -> bool:
    """Tell whether a quote or bracket was left open."""
    if any(sign in words for sign in ("Unterminated", "Unclosed", "Expected \"'", "Expected '\"'")):
        return True
    is_cut = "(at end of document)" in words and not text.rstrip().endswith("=")
    return "Illegal character '\\n'" in words or is_cut


def _lacks_comma(text: str, at: int, words: str) -> bool:
    """Tell whether a list or table in brackets goes on, and ends on its line."""
    rest = text[at:].partition("\n")[0]
    closing = "]" if "Unclosed array" in words else "}"
    return "Unclosed" in words and rest[:1] not in {"", "#", closing} and closing in rest


def _explain_unclosed(text: str, start: int, at: int, notes: Notes) -> None:
    """Say that the quote or bracket at an offset is never closed."""
    sign = text[at : at + 1]
    if sign not in {"[", "{", '"', "'"}:
        notes.error(start + at, "a quote or bracket before this is never closed", "close it")
        return
    sign = 3 * sign if text.startswith(3 * sign, at) else sign
    name = text[text.rfind("\n", 0, at) + 1 : at].rstrip("= \t").strip()
    label = f"{quoted(name)[1:-1]}: " if name else ""
    kind = "bracket" if sign[:1] in CLOSING else "quote"
    sign = sign[:1] if kind == "bracket" else sign
    shown = f'"{sign}"' if kind == "bracket" else sign
    hint = f"write {CLOSING.get(sign, sign)} at the end of it"
    notes.error(start + at, f"{label}the {kind} {shown} is never closed", hint)


def _explain_pair(pair: re.Match[str], begin: int, notes: Notes) -> None:
    """Explain a line of name and value: a colon, no quotes, `True`, a day that is none."""
    name, value = pair["name"].strip(), re.sub(r"\s#.*", "", pair["value"]).strip()
    at = begin + pair.start("value")
    bare = value.strip("\"'")
    if pair["sign"] == ":":
        message = f"{quoted(pair[0].strip())} has a colon where TOML has ="
        notes.error(begin + pair.start("sign"), message, f"write {name} = {_typed(value)}")
    elif re.search(r"\s", name) and name[0] not in "\"'":
        hint = f"write one word, as in {re.sub(r'[^A-Za-z0-9_-]+', '_', name[:60])} = …"
        notes.error(begin + pair.start("name"), f"{quoted(name)} is more than one word", hint)
    elif not value:
        notes.error(at, f"{name}: a value is missing", f'write {name} = "…"')
    elif re.fullmatch(r"\d{4}-\d\d-\d\d[\d:T Z+.-]*", value):
        notes.error(at, f"{name}: {quoted(value)} is not a date", f"write {date_hint(value)}")
    elif value.startswith(('"', "'", "[", "{")):
        message = f"{name}: {quoted(value)} goes on after its end"
        whole = f"'{value[:60]}'" if "'" not in value else f'"{bare[:60]}"'
        notes.error(at, message, f"write {name} = {whole}")
    else:
        message = f"{name}: {quoted(value)} stands without quotes"
        if value.lower() in {"true", "false", "yes", "no"}:
            message = f"{name}: {quoted(value)} is neither true nor false"
        notes.error(at, message, f"write {name} = {_typed(value)}")


def _typed(value: str) -> str:
    """Show how TOML writes what was meant."""
    lower = value.lower()
    if lower in {"true", "yes"}:
        return "true"
    if lower in {"false", "no"}:
        return "false"
    if value.startswith(('"', "'", "[", "{")) or re.fullmatch(r"\d{1,9}|\d{4}-\d\d-\d\d", value):
        return value
    return quoted(value) if '"' not in value else f"'{value[:60]}'"
