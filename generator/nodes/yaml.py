"""Turn YAML into values that remember their offsets.

Invariants: PyYAML's C parser reads what is more than plain lines, and nothing is ever constructed;
every plain value keeps its text (`no`, `007`, `1:30`); nothing is repeated by reference, so that a
small text can't grow.

The nodes are made here from the parser's events and not by its `compose`: that one overflows the
C stack (a crash, no exception) on some ten thousand `[`, and swallows anchors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.nodes import DEEPEST, Entry, Node, Notes, Scalar, Sequence, Table, quoted
from generator.nodes.yaml_mistakes import Mistake, explained, offset_of, unwanted
from generator.nodes.yaml_plain import plain_table

if TYPE_CHECKING:
    from yaml.events import Event

LARGEST = 1_000_000  # characters: read in half a second; the longest real head has 20,000
BREAKS = {ord(sign): " " for sign in "\r\x85\u2028\u2029"}  # YAML 1.1 would end a line at these
FOREIGN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Open:
    """Hold a list or table whose end has not come yet; `name` is one that waits for its value."""

    offset: int
    is_table: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    name: Scalar | None = None


def yaml_table(text: str, start: int, notes: Notes) -> Table | None:
    """Read the YAML of a head, which begins at an offset of the file; None if it can't be read."""
    if len(text) > LARGEST:
        notes.error(start, f"this front matter has {len(text):,} characters", "keep it short")
        return None
    return plain_table(text, start) or _parsed(text, start, notes)


def _parsed(text: str, start: int, notes: Notes) -> Table | None:
    """Let the parser read a head."""
    text = text.translate(BREAKS)
    foreign = FOREIGN.search(text)
    if foreign:
        message = f"the invisible character U+{ord(foreign[0]):04X} can't stand here"
        notes.error(start + foreign.start(), message, "delete it")
        return None
    found = _root(text, start, notes)
    if isinstance(found, Mistake):
        notes.error(start + found.offset, found.message, found.hint)
        return None
    if isinstance(found, Table):
        return found
    if isinstance(found, Scalar) and not found.text:
        return Table({}, start)
    hint = "write title: Foo" if not isinstance(found, Scalar) else _with_blank(found.text)
    shown = "a list" if isinstance(found, Sequence) else quoted(found.line)
    notes.error(found.offset, f'{shown} is not "name: value"', hint)
    return None


def _with_blank(text: str) -> str:
    """Show `title:Foo` with the blank it needs."""
    name, colon, value = text.partition("\n")[0].partition(":")
    return f"write {name}: {value.strip()}" if colon and name.isidentifier() else "write title: Foo"


def _root(text: str, start: int, notes: Notes) -> Node | Mistake:
    """Follow the parser's events, without recursion, to the one value of a text."""
    stack: list[_Open] = []
    root: Node | None = None
    last = 0
    try:
        for event in _events(text):
            mistake = unwanted(event, text)
            if mistake:
                return mistake
            value, last = _value(event, stack, start), offset_of(event)
            if len(stack) > DEEPEST:
                return Mistake(last, f"lists and tables stand {DEEPEST} deep here", "flatten them")
            if notes.is_full:
                return Mistake(last, "too much is written twice here", "mend the lines above first")
            if value is None:
                continue
            if not stack:
                root = value
                continue
            wrong = _put(value, stack[-1], start, notes)
            if wrong:
                return wrong
    except ValueError as error:
        return explained(text, error, last)
    return root or Scalar("", start)


def _events(text: str) -> Iterator[Event]:
    """Let the C parser read; its complaints become ValueErrors that carry the marks."""
    import yaml

    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ValueError(error) from error


def _value(event: Any, stack: list[_Open], start: int) -> Node | None:
    """Give the value that an event completes, if it does."""
    name = type(event).__name__
    offset = start + offset_of(event)
    if name == "ScalarEvent":
        return Scalar(event.value, offset, bool(event.style))
    if name in {"SequenceStartEvent", "MappingStartEvent"}:
        stack.append(_Open(offset, name == "MappingStartEvent"))
    if name in {"SequenceEndEvent", "MappingEndEvent"}:
        done = stack.pop()
        if done.is_table:
            return Table(done.entries, done.offset)
        return Sequence(tuple(done.items), done.offset)
    return None


def _put(value: Node, into: _Open, start: int, notes: Notes) -> Mistake | None:
    """Add a value to the list or table it stands in."""
    if not into.is_table:
        into.items.append(value)
    elif into.name is not None:
        into.entries.setdefault(into.name.text, Entry(into.name.offset, value))
        into.name = None
    elif not isinstance(value, Scalar):
        kind = "list" if isinstance(value, Sequence) else "table"
        at = value.offset - start
        return Mistake(at, f"a {kind} can't be the name of a value", "put quotes around it")
    elif value.text == "<<":
        return Mistake(value.offset - start, '"<<" can\'t merge fields here', "write them out")
    else:
        if value.text in into.entries:
            _twice(value, into.entries[value.text], notes)
        into.name = value
    return None


def _twice(name: Scalar, first: Entry, notes: Notes) -> None:
    """Note a name that its table already has."""
    line = notes.source.text.count("\n", 0, first.key_offset) + 1 if not notes.is_full else 0
    message = f"{quoted(name.text)} stands here twice"
    notes.error(name.offset, message, f"keep one; the first is in line {line}")
