"""Read an export file of WordPress (WXR) into its parts, with the lines where they stand.

Invariant: no entity is expanded and no document type is read, so that no file can grow in memory or
name another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from generator.problems import Place, Problem, Stop

CHUNK = 1 << 16  # bytes
INNER = ("wp:comment", "wp:postmeta", "wp:author")  # what holds parts of its own


@dataclass(slots=True)
class Part:
    """Hold one element: its attributes, its text, the line of its beginning, and what is in it."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    parts: list[Part] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Give the text of the first element of a name."""
        return next((one.text for one in self.parts if one.name == name), "")

    def line_of(self, name: str) -> int:
        """Say on which line the first element of a name stands."""
        return next((one.line for one in self.parts if one.name == name), self.line)

    def all(self, name: str) -> list[Part]:
        """List the elements of a name."""
        return [one for one in self.parts if one.name == name]


class Reader:
    """Own the parser of one file; give each of the channel's elements to somebody."""

    def __init__(self, file: Path, give: Callable[[Part], None]) -> None:
        self._file = file
        self._give = give
        self._open: list[Part] = []
        self._texts: list[list[str]] = []
        self._parser = expat.ParserCreate("utf-8" if _is_plain(file) else None)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._said
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def read(self) -> None:
        """Read the whole file; raise Stop where it is no export of WordPress."""
        try:
            with self._file.open("rb") as source:
                while chunk := source.read(CHUNK):
                    self._parser.Parse(chunk, False)  # noqa: FBT003 - the parser has no names
                self._parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as error:
            why = expat.errors.messages.get(error.code, "it is no XML")
            raise self._stop(f"this is no XML: {why}", error.lineno, error.offset + 1) from None

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open and name != "rss":
            raise self._stop(f"this is no export of WordPress: it begins with <{name}>")
        self._open.append(Part(name, attributes, self._parser.CurrentLineNumber))
        self._texts.append([])

    def _end(self, _: str) -> None:
        part = self._open.pop()
        part.text = "".join(self._texts.pop())
        above = self._open[-1] if self._open else None
        if above and above.name == "channel":
            self._give(part)
        elif above:
            above.parts.append(part)

    def _said(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def _refuse(self, *_: object) -> None:
        raise self._stop("an export of WordPress declares no document type and no entities")

    def _stop(self, message: str, line: int = 0, column: int = 1) -> Stop:
        place = Place(str(self._file), line or self._parser.CurrentLineNumber, column)
        hint = "name the file that Tools, Export gives you"
        return Stop([Problem(place, message, hint)])


def read(file: Path) -> Iterator[Part]:
    """Give the elements of the channel of an export, one after the other."""
    found: list[Part] = []
    Reader(file, found.append).read()
    yield from found


def _is_plain(file: Path) -> bool:
    """Tell whether a file says nothing of its encoding, or says UTF-8."""
    with file.open("rb") as source:
        return b"encoding" not in source.read(200).lower()
