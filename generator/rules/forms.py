"""Write problems down as programs read them: JSON, and the commands of GitHub's workflows.

Invariant: whatever stands in a message, it is one value of JSON, or one line.
"""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.problems import ERROR, NOTE, WARNING, Problem
from generator.rules import OTHER

VERSION = 1  # of the shape of the JSON: a field may be added to it, none is taken away
COMMANDS = ((ERROR, "error"), (WARNING, "warning"), (NOTE, "notice"))
DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
PROPERTY = (*DATA, (":", "%3A"), (",", "%2C"))


def as_json(problems: Iterable[Problem]) -> str:
    """Write problems as JSON; docs/checks.md says what its fields are."""
    problems = tuple(problems)
    counts = Counter(one.level for one in problems)
    told = {
        "version": VERSION,
        "errors": counts[ERROR],
        "warnings": counts[WARNING],
        "notes": counts[NOTE],
        "problems": [_fields(one) for one in problems],
    }
    return json.dumps(told, indent=2)  # ASCII alone: no terminal can break it


def _fields(one: Problem) -> dict[str, object]:
    """Give what is known of one problem."""
    return {
        "path": one.place.path,
        "line": one.place.line,
        "column": one.place.column,
        "level": one.level,
        "rule": one.rule or OTHER,
        "message": one.message,
        "hint": one.hint,
        "excerpt": one.excerpt,
    }


def as_commands(problems: Iterable[Problem], folder: str) -> Iterator[str]:
    """Write each problem as a line that GitHub shows beside the changed file.

    `folder` is the site's, as seen from the root of the repository.
    """
    commands = dict(COMMANDS)
    for one in problems:
        place = {"line": str(one.place.line), "col": str(one.place.column)}
        where = {"file": posixpath.join(folder, one.place.path), **place}
        told = {**(where if is_file(one) else {}), "title": one.rule or OTHER}
        values = ",".join(f"{name}={_escaped(value, PROPERTY)}" for name, value in told.items())
        yield f"::{commands[one.level]} {values}::{_escaped(words(one), DATA)}"


def words(one: Problem) -> str:
    """Give message and hint as one line of text."""
    told = f"{one.message} ({one.hint})" if one.hint else one.message
    return "".join(sign if sign.isprintable() else " " for sign in told)


def is_file(one: Problem) -> bool:
    """Tell whether a problem stands in a file, and not in the command line."""
    return not one.place.path.startswith("--")


def _escaped(text: str, signs: Iterable[tuple[str, str]]) -> str:
    """Write signs that mean something else there in another way; `%` comes first."""
    for sign, written in signs:
        text = text.replace(sign, written)
    return text
