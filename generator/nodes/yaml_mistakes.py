"""Explain what YAML does not allow, in an author's words.

Invariant: every explanation points at the place where something has to be changed; none repeats
the parser's own words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.nodes import QUOTED, quoted

if TYPE_CHECKING:
    from yaml.events import Event

LINE = re.compile(r"(?P<label>[ ]*(?:- +)*(?:[\w-]+[ ]*:|-(?= ))|[ ]*-(?= ))[ ]+(?P<value>.*\S)")
TIGHT = re.compile(r"(?P<label>[ ]*[A-Za-z_]\w*):(?P<value>[^ \t:/].*)")
INDENT = re.compile(r"[ ]*\t")
COMMENT = re.compile(r"\s#.*")
LATER = "put quotes around the text, or mend the line above"


@dataclass(frozen=True, slots=True)
class Mistake:
    """Hold what is wrong at an offset of the head."""

    offset: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """Hold a complaint of the parser, and the line it is about."""

    text: str
    problem: str
    context: str
    at: int
    begun: int
    last: int

    @property
    def start(self) -> int:
        """Give the offset at which the line begins."""
        return self.text.rfind("\n", 0, self.at) + 1

    def value(self, at: int) -> tuple[str, str, int]:
        """Split the line of an offset into label and value, and say where the value begins."""
        start = self.text.rfind("\n", 0, at) + 1
        found = LINE.match(_line(self.text, start))
        if not found:
            return "", _line(self.text, at).strip(), at
        label = found["label"].strip()
        value = found["value"]
        bare = value if value[0] in "\"'" else COMMENT.sub("", value)
        return label, bare, start + found.start("value")


def unwanted(event: Event, text: str) -> Mistake | None:
    """Find what YAML allows and front matter does not: copies, anchors, tags, documents."""
    at = offset_of(event)
    if getattr(event, "anchor", None) or getattr(event, "tag", None):
        return _begins(text, at)
    if type(event).__name__ == "DocumentStartEvent" and getattr(event, "explicit", False):
        if text[at] == "%":
            return Mistake(at, f'{quoted(_line(text, at))} is not "name: value"', "take it out")
        return Mistake(at, '"---" begins a second document here', "take the line out")
    return None


def offset_of(event: Event) -> int:
    """Say where in the text an event begins."""
    return event.start_mark.index if event.start_mark else 0


def explained(text: str, error: ValueError, last: int) -> Mistake:
    """Turn the parser's complaint into a mistake; `last` is where its last value began."""
    cause: Any = error.__cause__
    mark, context = getattr(cause, "problem_mark", None), getattr(cause, "context_mark", None)
    at = min(mark.index if mark else last, len(text))
    begun = min(context.index if context else at, len(text))
    words = str(getattr(cause, "problem", "") or ""), str(getattr(cause, "context", "") or "")
    scene = _Scene(text, *words, at, begun, last)
    for explain in EXPLANATIONS:
        mistake = explain(scene)
        if mistake:
            return mistake
    return Mistake(at, f"{quoted(_line(text, scene.start).strip())} can't be read here", LATER)


def _tab(scene: _Scene) -> Mistake | None:
    """Explain a tab before the first word of a line."""
    found = INDENT.match(_line(scene.text, scene.start))
    if not found:
        return None
    return Mistake(scene.start + found.end() - 1, "a tab can't indent here", "write spaces")


def _unclosed_quote(scene: _Scene) -> Mistake | None:
    """Explain a quote that is still open at the end of the head."""
    if "quoted scalar" not in scene.context or "escape" in scene.problem:
        return None
    if "hexdecimal" in scene.problem or "unknown" in scene.problem:
        return None
    label, value, at = scene.value(scene.begun)
    sign = scene.text[scene.begun]
    begun = scene.begun if at > scene.begun or not label else at
    whole = value[1:] if value.startswith(sign) else value
    return Mistake(begun, f"{_before(label)}the quote {sign} is never closed", _quote(label, whole))


def _escape(scene: _Scene) -> Mistake | None:
    """Explain a backslash in double quotes."""
    if "quoted scalar" not in scene.context:
        return None
    at = scene.text.rfind("\\", 0, scene.at + 1)
    shown = scene.text[at : at + 2].strip()
    message = f"{quoted(shown)} means nothing between these quotes"
    return Mistake(max(at, 0), message, "write \\\\ for a backslash, or use single quotes")


def _tight(scene: _Scene) -> Mistake | None:
    """Explain `title:Foo`, on this line or on the one above."""
    above = scene.text.rfind("\n", 0, max(0, scene.start - 1)) + 1
    for start in dict.fromkeys((above, scene.start)):
        found = TIGHT.match(_line(scene.text, start))
        if found:
            name, value = found["label"].strip(), found["value"].strip()
            at = start + found.start("value")
            message = f"{quoted(f'{name}:{value}')} has no blank after the colon"
            return Mistake(at, message, f"write {_shown(f'{name}: {value}')}")
    return None


def _colon(scene: _Scene) -> Mistake | None:
    """Explain a second colon in a line."""
    if "mapping values" not in scene.problem:
        return None
    label, value, at = scene.value(scene.at)
    if label and scene.at >= at:
        message = f"{_before(label)}{quoted(value)} holds a colon"
        return Mistake(at, message, _quote(label, value))
    above = scene.text.rfind("\n", 0, max(0, scene.start - 1)) + 1
    line = _line(scene.text, above).strip()
    if line and ":" not in line and not line.startswith("-"):
        return Mistake(above, f'{quoted(line)} is not "name: value"', "put a colon after the name")
    indent = len(_line(scene.text, scene.start)) - len(_line(scene.text, scene.start).lstrip(" "))
    name = scene.text[scene.start : scene.at].strip()
    message = f"{quoted(name)} can't stand below a line that has a value of its own"
    return Mistake(scene.start + indent, message, "begin both in the same column")


def _sign(scene: _Scene) -> Mistake | None:
    """Explain a value that begins with a sign of YAML's own."""
    at = scene.begun if scene.context.endswith(("an alias", "an anchor", "a tag")) else scene.at
    if "block scalar" in scene.context:
        at = scene.begun
    sign = scene.text[at : at + 1]
    signs = "@`%*&!|>]},?" if "list" not in scene.problem else ""
    if not sign or sign not in signs:
        return None
    return _begins(scene.text, at)


def _list_in_line(scene: _Scene) -> Mistake | None:
    """Explain `tags: - law`."""
    if "block sequence" not in scene.problem:
        return None
    label, value, at = scene.value(scene.at)
    hint = f"put it on a line of its own, or {_quote(label, value)}"
    return Mistake(at, f"{_before(label)}{quoted(value)} begins with a hyphen", hint)


def _after_quote(scene: _Scene) -> Mistake | None:
    """Explain text after a closing quote or bracket: `'it's'`, `"Foo" bar`, `[Update] Foo`."""
    if "expected key" not in scene.problem and "document start" not in scene.problem:
        return None
    label, value, at = scene.value(scene.at)
    if scene.at < at or not label or value[0] not in "\"'[{":
        return None
    sign = {"[": "]", "{": "}"}.get(value[0], value[0])
    inner = value
    if value[0] in "\"'" and value[-1] == value[0]:
        inner = value[1:-1]
    return Mistake(
        scene.at, f"{_before(label)}text follows the closing {sign}", _quote(label, inner)
    )


def _quote_over_lines(scene: _Scene) -> Mistake | None:
    """Explain a quote that was closed by the next one, lines below."""
    sign = scene.text[scene.last : scene.last + 1]
    if "expected key" not in scene.problem or sign not in ('"', "'"):
        return None
    if "\n" not in scene.text[scene.last : scene.at]:
        return None
    label, value, _ = scene.value(scene.last)
    message = f"{_before(label)}the quote {sign} is not closed on its line"
    return Mistake(scene.last, message, _quote(label, value.strip(sign)))


def _flow(scene: _Scene) -> Mistake | None:
    """Explain a list or table in brackets that is not closed, or lacks a comma."""
    if "flow" not in scene.context:
        return None
    begun = max(scene.text.rfind(sign, 0, scene.at + 1) for sign in "[{")
    begun = scene.begun if scene.text[scene.begun : scene.begun + 1] in {"[", "{"} else begun
    if begun < 0:
        return None
    opened = scene.text[begun]
    closing = "]" if opened == "[" else "}"
    end = scene.text.find("\n", begun)
    line = scene.text[begun : end if end >= 0 else len(scene.text)]
    if closing in line and scene.at <= begun + line.rfind(closing):
        return Mistake(scene.at, f'a comma or "{closing}" is missing before this', LATER)
    label, _, _ = scene.value(begun)
    message = f'{_before(label)}the bracket "{opened}" is never closed'
    return Mistake(begun, message, f"write {closing} at its end")


def _no_colon(scene: _Scene) -> Mistake | None:
    """Explain a line that is no pair of name and value."""
    if "':'" not in scene.problem:
        return None
    line = _line(scene.text, scene.begun).strip()
    return Mistake(
        scene.begun, f'{quoted(line)} is not "name: value"', "write a name and a colon before it"
    )


def _column(scene: _Scene) -> Mistake | None:
    """Explain a line that begins in a column of its own."""
    if not any(word in scene.problem for word in ("expected key", "indicator", "document start")):
        return None
    line = _line(scene.text, scene.at).strip()
    if line.startswith(":"):
        return Mistake(scene.at, 'a name is missing before ":"', "write title: Foo")
    message = f"{quoted(line)} begins in another column than the lines it belongs to"
    return Mistake(scene.at, message, "begin all of them in the same column")


EXPLANATIONS: tuple[Callable[[_Scene], Mistake | None], ...] = (
    _tab,
    _unclosed_quote,
    _escape,
    _quote_over_lines,
    _after_quote,
    _tight,
    _colon,
    _list_in_line,
    _flow,
    _sign,
    _no_colon,
    _column,
)


def _begins(text: str, at: int) -> Mistake:
    """Say that a value begins with a sign that means something else in YAML."""
    label, value, start = _Scene(text, "", "", at, at, at).value(at)
    if start != at:  # within brackets, where the value ends is anybody's guess
        label, value = "", re.split(r"[,\]}\n]", text[at:], maxsplit=1)[0].strip()
    message = f'{_before(label)}{quoted(value)} begins with "{text[at : at + 1]}"'
    return Mistake(at, message, _quote(label, value))


def _line(text: str, start: int) -> str:
    """Give the rest of a line, not more of it than anybody reads."""
    end = text.find("\n", start)
    return text[start : min(end if end >= 0 else len(text), start + 1000)]


def _before(label: str) -> str:
    """Begin a message with the name of the value it is about."""
    name = label.strip("- :")
    return f"{name}: " if name else ""


def _quote(label: str, value: str) -> str:
    """Show how a value is written in quotes."""
    value = value.strip()
    if '"' in value and not re.search(r"['\n]", value):
        whole = f"'{value}'"
    else:
        whole = json.dumps(value, ensure_ascii=False)
    return (
        f"write {_shown(f'{label} {whole}'.strip())}"
        if len(whole) <= 2 * QUOTED
        else "put quotes around it"
    )


def _shown(text: str) -> str:
    """Keep a hint short."""
    return text if len(text) <= 3 * QUOTED else text[: 3 * QUOTED] + "…"
