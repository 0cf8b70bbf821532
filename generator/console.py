"""Say things on the terminal, calmly: problems, what a build did, which file is in which state.

Invariants: what is piped has no colours and no bar; NO_COLOR (no-color.org) is obeyed.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from generator.problems import ERROR, NOTE, WARNING, Problem, errors

if TYPE_CHECKING:
    from rich.progress import Progress

    from generator.explain import Explained
    from generator.model import State
    from generator.request import Report

NAMED = 3  # foreign files told by name
PATIENCE = 1.0  # seconds without a bar
ORDER = ("published", "draft", "scheduled", "expired", "invalid", "ignored")
COLOURS = {ERROR: "red", WARNING: "yellow", NOTE: "dim"}
CODES = {"red": "31", "yellow": "33", "green": "32", "dim": "2", "bold": "1"}


def tell(problems: Iterable[Problem], stream: TextIO, end: str = "nothing was published") -> None:
    """Tell problems, each with its line; errors with their number, and what came of them."""
    problems = tuple(problems)
    for problem in problems:
        _tell(problem, str(problem), stream)
    stopping = errors(problems)
    if stopping:
        files = len({problem.place.path for problem in stopping})
        counts = f"{count(len(stopping), 'problem')} in {count(files, 'file')}"
        print(f"{counts}; {end}" if end else counts, file=stream)


def checked(problems: Iterable[Problem], stream: TextIO) -> None:
    """Tell problems with the names of the rules that can be silenced, then their numbers."""
    problems = tuple(problems)
    for problem in problems:
        can_be_silenced = problem.level != ERROR and problem.rule
        rule = f" [{problem.rule}]" if can_be_silenced else ""
        _tell(problem, f"{problem}{rule}", stream)
    counts = Counter(problem.level for problem in problems)
    told = [count(counts[level], level) for level in (ERROR, WARNING, NOTE) if counts[level]]
    if told:
        files = len({problem.place.path for problem in problems})
        print(f"{', '.join(told)} in {count(files, 'file')}", file=stream)
    if not {ERROR, WARNING} & counts.keys():
        print("nothing is wrong")


def _tell(problem: Problem, text: str, stream: TextIO) -> None:
    """Tell one problem, with its line."""
    where, _, what = _harmless(text).partition(": ")
    told = _coloured(what, COLOURS.get(problem.level, "dim"), stream)
    print(f"{_coloured(where, 'bold', stream)}: {told}", file=stream)
    if problem.excerpt.strip():
        _excerpt(problem, stream)


def _harmless(text: str) -> str:
    """Put blanks in place of what moves a terminal's cursor, or ends a line: texts are others'."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _excerpt(problem: Problem, stream: TextIO) -> None:
    """Show the line, and a caret under its column; a long line around the column only."""
    column = problem.place.column - 1
    start = max(0, column - 60)
    line = _harmless(problem.excerpt)
    number = f"{problem.place.line:5} | "
    print(_coloured(number + line[start : start + 100], "dim", stream), file=stream)
    print(_coloured(f"{'| ':>8}{' ' * (column - start)}^", "dim", stream), file=stream)


def report(report: Report, output: Path, *, is_verbose: bool) -> None:
    """Say in one line what a build did, and how the files of content/ stand."""
    print(
        f"built {count(report.pages, 'page')} in {report.seconds:.2f} s → {shown(output)}"
        f" · {_counted(report.states)}"
    )
    if is_verbose:
        print(
            f"rendered {report.rendered}, wrote {count(report.written, 'file')},"
            f" removed {report.removed}"
        )
    if report.mended:
        print(f"somebody had edited files in {shown(output)}, made anew: {_some(report.mended)}")
    if report.unknown:
        number = count(len(report.unknown), "file")
        told = f"{number} not made by Hushpress: {_some(report.unknown)}"
        print(f"{shown(output)} also holds {told}")


def _some(paths: tuple[str, ...]) -> str:
    """Name the first files of many."""
    return ", ".join(paths[:NAMED]) + " …" * (len(paths) > NAMED)


def _counted(states: Mapping[str, State]) -> str:
    """Count the articles by state, with the moment the next scheduled one comes out."""
    counts = Counter(
        state.name for path, state in states.items() if path.lower().endswith(".md") or state.reason
    )
    waiting = [state for state in states.values() if state.until]
    words = []
    for name in ORDER:
        if counts[name]:
            first = min(waiting, key=lambda state: str(state.until)) if waiting else None
            until = f" ({first.reason})" if name == "scheduled" and first else ""
            words.append(f"{counts[name]} {name}{until}")
    return ", ".join(words) or "no articles yet"


def states(states: Mapping[str, State]) -> None:
    """List every file under content/ with its state and the reason."""
    wide = max(map(len, ORDER))
    colours = {"published": "green", "invalid": "red", "ignored": "dim"}
    for path, state in states.items():
        name = _coloured(f"{state.name:{wide}}", colours.get(state.name, "yellow"), sys.stdout)
        reason = f"  {_coloured(state.reason, 'dim', sys.stdout)}" if state.reason else ""
        print(f"{name}  {path}{reason}")
    print(_counted(states))


def explained(page: Explained) -> None:
    """Say what is known of a page, a line for each thing."""
    before, now = page.keys
    lines = {
        "file": page.path,
        "made from": page.cause,
        "made by": page.view,
        "key": before or now if before == now else f"{before or 'none'} → {now or 'none'}",
        "was rendered": page.last and f"because {page.last}",
        "next build": f"will {page.next}",
    }
    for name, text in lines.items():
        if text:
            print(f"{_coloured(f'{name:13}', 'dim', sys.stdout)} {text}")


def proof(facts: Mapping[str, object], *, as_json: bool) -> None:
    """Say what is proved of the published files."""
    if as_json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for name, value in facts.items():
        if name not in ("version", "headers"):
            words = ", ".join(map(_worded, value)) if isinstance(value, list) else str(value)
            words = "not known" if value is None else words or "none"
            label = f"{name.replace('_', ' '):24}"
            print(f"{_coloured(label, 'dim', sys.stdout)} {_harmless(words)}")


def _worded(value: object) -> str:
    """Say one of several facts: of a file its address, and what else is known of it."""
    if not isinstance(value, dict):
        return str(value)
    told = value.get("metadata", {})
    said = "; ".join(f"{name} {words}" for name, words in told.items())
    return f"{value.get('url')}{f' ({said})' if said else ''}"


@contextlib.contextmanager
def bar(clock: Callable[[], float]) -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar on a terminal once a build has taken a second."""
    started = clock()
    with contextlib.ExitStack() as stack:
        visible: list[Progress] = []

        def progress(step: str, done: int, total: int) -> None:
            if not visible and sys.stderr.isatty() and clock() - started > PATIENCE:
                visible.append(stack.enter_context(_bar()))
                visible[0].add_task(step)
            for one in visible:
                one.update(one.task_ids[0], description=step, completed=done, total=total)

        yield progress


def _bar() -> Progress:
    """Make a bar that leaves nothing behind."""
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)


def shown(folder: Path) -> str:
    """Write a folder as people do: `output/`."""
    return f"{folder}/"


def count(number: int, noun: str) -> str:
    """Write a number of things."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _coloured(text: str, name: str, stream: TextIO) -> str:
    """Colour text for a terminal whose user has not said NO_COLOR."""
    if not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[{CODES[name]}m{text}\x1b[0m"
