"""Say what a build is asked for, and what it reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model import State
from generator.problems import Problem

if TYPE_CHECKING:
    from concurrent.futures import Executor

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """Hold what the command line asks for; `now` is taken from the clock once, in cli.

    `pool` is the number of processes, or an executor that takes their place.
    """

    root: Path
    output: Path
    now: datetime
    base_url: str = ""
    drafts: bool = False
    future: bool = False
    is_anew: bool = False
    pool: int | Executor = 1


@dataclass(frozen=True, slots=True)
class Report:
    """Say what a build did. `pages` counts HTML files, `rendered` those made in this run.

    `mended` are files of ours that somebody had edited; `unknown` are files not made by us.
    """

    pages: int
    rendered: int
    written: int
    removed: int
    seconds: float
    states: Mapping[str, State]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]
    mended: tuple[str, ...] = ()


def silent(step: str, done: int, total: int) -> None:
    """Report progress to nobody."""
