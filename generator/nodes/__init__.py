"""Hold what an author typed as values that remember their offsets.

Invariants: text stays as it was typed; YAML and TOML become the same three nouns, so that every
later rule is written once; what is wrong is noted, never raised.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from typing import TypeAlias

from generator.model import Source
from generator.problems import ERROR, WARNING, Finding, Problem

DEEPEST = 32  # levels: PyYAML's composer and tomllib would overflow the stack beyond some thousands
TOLD = 50  # problems of one text: more help nobody, and finding near names for each takes time
QUOTED = 60  # characters of a value in a message
BLANKS = re.compile(r"[ \t\n\r\f\v]+")  # a no-break space is the author's wish and stays
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
PLAIN = re.compile(r"[^\W_][\w /.()%+'’–—-]*(?<! )")


@dataclass(frozen=True, slots=True)
class Scalar:
    """Hold one piece of text; `is_quoted` tells `"10"` from `10`."""

    text: str
    offset: int
    is_quoted: bool = False

    @property
    def line(self) -> str:
        """Give the text folded to one line."""
        if self.text.isprintable() and "  " not in self.text:
            return self.text.strip(" ")  # it has no blank but single spaces
        return BLANKS.sub(" ", self.text).strip(" ")

    @property
    def is_empty(self) -> bool:
        """Tell whether a reader would see nothing."""
        return not any(sign.isprintable() and not sign.isspace() for sign in self.text)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Hold a list."""

    items: tuple[Node, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one line of a table: where its name stands, and its value."""

    key_offset: int
    value: Node


@dataclass(frozen=True, slots=True)
class Table:
    """Hold names and their values, in the order in which they were typed."""

    entries: Mapping[str, Entry]
    offset: int


Node: TypeAlias = Scalar | Sequence | Table


@dataclass(frozen=True, slots=True)
class Notes:
    """Gather what is found while one text is read: mistakes, and the places of values.

    `sign` stands between a name and its value: `: ` in YAML, ` = ` in TOML.
    """

    source: Source
    sign: str = ": "
    zone: tzinfo = UTC
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        """Tell whether so much is wrong that more need not be looked for."""
        return len(self.findings) > TOLD

    def error(self, offset: int, message: str, hint: str = "") -> None:
        """Note what an author must fix."""
        self._note(Finding(self.source.path, offset, message, hint))

    def warning(self, offset: int, message: str, hint: str = "", rule: str = "") -> None:
        """Note what an author may want to fix."""
        self._note(Finding(self.source.path, offset, message, hint, WARNING, rule=rule))

    def _note(self, found: Finding) -> None:
        at = max(0, min(found.offset, len(self.source.text)))
        self.findings.append(replace(found, offset=at))

    def written(self, name: str, text: str) -> str:
        """Show how a value is written: `title: Foo`, `title: "Foo: bar"`, `title = "Foo"`."""
        is_plain = self.sign == ": " and PLAIN.fullmatch(text)
        return f"{name}{self.sign}{text if is_plain else in_quotes(text)}"

    def problems(self) -> tuple[Problem, ...]:
        """Give the problems in the order of the text, and the number of those left out."""
        self.findings.sort(key=lambda finding: finding.offset)
        told = [self.source.told(finding) for finding in self.findings[:TOLD]]
        rest = self.findings[TOLD:]
        if rest:
            message = f"more is wrong from here on than the {TOLD} lines above tell"
            levels = {finding.level for finding in rest}
            level = ERROR if ERROR in levels else WARNING
            more = Finding(self.source.path, rest[0].offset, message, "mend those first", level)
            told.append(self.source.told(more))
        return tuple(told)


def quoted(text: str) -> str:
    """Quote a value in a message: on one line, not too long, nothing unseen in it."""
    shown = text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"
    return '"' + "".join(map(_visible, shown)) + '"'


def _visible(sign: str) -> str:
    """Show one character, or its number if it can't be seen."""
    if sign.isprintable():
        return sign
    return " " if sign.isspace() else f"\\u{ord(sign):04x}"


def in_quotes(text: str) -> str:
    """Write text so that both YAML and TOML read it back."""
    short = text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"
    if '"' in short and not re.search(r"['\n]", short):
        return f"'{short}'"
    return json.dumps(short, ensure_ascii=False)


def near(name: str, known: Iterable[str]) -> str:
    """Give the known name that was probably meant, or nothing."""
    names = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(name[:QUOTED].casefold(), names, 1, 0.7)
    return names[close[0]] if close else ""


def meant(name: str, known: Iterable[str], likely: str = "") -> str:
    """Say which known name was probably meant, or which there are."""
    names = tuple(known)
    likely = likely or near(name, names)
    return f'did you mean "{likely}"?' if likely else f"known are {', '.join(names)}"


def kind(node: Node) -> str:
    """Say in a word what a value is."""
    if isinstance(node, Scalar):
        return quoted(node.line)
    return "a list" if isinstance(node, Sequence) else "a table"


def is_blank(node: Node) -> bool:
    """Tell whether a field was left empty, as in `summary:`."""
    return isinstance(node, Scalar) and node.is_empty


def text_of(node: Node, name: str, notes: Notes) -> str | None:
    """Read text, folded to one line; an empty one is none."""
    if isinstance(node, Scalar):
        return None if node.is_empty else node.line
    notes.error(node.offset, f"{name}: {kind(node)} is not a text", f'write {name}{notes.sign}"…"')
    return None


def texts_of(node: Node, name: str, notes: Notes) -> tuple[Scalar, ...]:
    """Read a list of texts, each with its place; an empty field is an empty list."""
    if is_blank(node):
        return ()
    if not isinstance(node, Sequence):
        hint = f'write {name}{notes.sign}["…", "…"]'
        notes.error(node.offset, f"{name}: {kind(node)} is not a list", hint)
        return ()
    found = []
    for item in node.items:
        if not isinstance(item, Scalar):
            hint = f'write {name}{notes.sign}["…", "…"]'
            notes.error(item.offset, f"{name}: {kind(item)} is not a text", hint)
        elif item.is_empty:
            notes.error(item.offset, f"{name}: this one is empty", "take it out")
        else:
            found.append(item)
    return tuple(found)


def flag_of(node: Node, name: str, notes: Notes) -> bool | None:
    """Read true or false, yes or no."""
    word = node.line.lower() if isinstance(node, Scalar) else ""
    if word in {"true", "yes"}:
        return True
    if word in {"false", "no"}:
        return False
    hint = f"write {name}{notes.sign}true or {name}{notes.sign}false"
    notes.error(node.offset, f"{name}: {kind(node)} is neither true nor false", hint)
    return None


def check_signs(table: Table, notes: Notes) -> None:
    """Find characters that neither HTML nor feeds can hold, in values and in names."""
    for text, offset in _texts(table):
        unseen = UNSEEN.search(text)
        if unseen:
            message = f"the control character U+{ord(unseen[0]):04X} can't stand in a text"
            notes.error(offset, message, "take it out")


def _texts(table: Table) -> Iterator[tuple[str, int]]:
    """List all names and values of a tree."""
    waiting: list[Node] = [table]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node.text, node.offset
        elif isinstance(node, Sequence):
            waiting += node.items
        else:
            waiting += [entry.value for entry in node.entries.values()]
            yield from ((name, entry.key_offset) for name, entry in node.entries.items())
