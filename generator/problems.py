"""Say what is wrong, and where.

Invariant: a problem is a value; making one never prints and never stops the program.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

ERROR = "error"
WARNING = "warning"
NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Name a spot in a file: `path` as the author wrote it, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one mistake: where it is, what was found, and what to write instead.

    `rule` is the name under which docs/checks.md explains it.
    """

    place: Place
    message: str
    hint: str = ""
    level: str = ERROR
    excerpt: str = ""
    rule: str = ""

    def __str__(self) -> str:
        kind = "" if self.level == ERROR else f"{self.level}: "
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {kind}{self.message}{hint}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold a mistake found where the text is no longer at hand: by file and offset.

    With `quote` the place is where these words stand first, from the offset on.
    """

    path: str
    offset: int
    message: str
    hint: str = ""
    level: str = ERROR
    quote: str = ""
    rule: str = ""


class Stop(Exception):  # noqa: N818 - the end of a run is no error of the program
    """End the run and tell these problems: the only exception that crosses modules."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by file, line and column, and drop what is said twice."""
    unique = {(str(problem), problem.level): problem for problem in problems}
    return tuple(sorted(unique.values(), key=lambda problem: (problem.place, problem.message)))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep the problems that stop a build."""
    return tuple(problem for problem in problems if problem.level == ERROR)


def as_warnings(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Say the same without stopping a build."""
    return tuple(replace(problem, level=WARNING) for problem in problems)


def ruled(problems: Iterable[Problem], rule: str) -> tuple[Problem, ...]:
    """Name the rule of those problems that have none yet."""
    return tuple(one if one.rule else replace(one, rule=rule) for one in problems)


def unsilenced(problems: Iterable[Problem], rules: Collection[str]) -> tuple[Problem, ...]:
    """Drop what an author does not want to be told of; what stops a build is always told."""
    kept = (one for one in problems if one.level == ERROR or one.rule not in rules)
    return tuple(kept)
