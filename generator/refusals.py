"""Refuse to publish where or what would lose, hide or give away something.

Invariant: nothing here changes a file; each refusal says what to do instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator import publish
from generator.problems import Place, Problem, Stop
from generator.request import Request

if TYPE_CHECKING:
    from generator.model import Made, Published

MOST, NAMED = 20, 3  # files in the way: told one by one, told in one line


def misplaced(request: Request) -> None:
    """Refuse to publish where more than a site's output would be lost."""
    root, output = request.root.resolve(), request.output.resolve()
    inside = [root / name for name in ("content", "layouts", "generator", ".git")]
    if output in (_home(), Path(output.anchor)):
        wrong = "is a home folder, or a whole disk"
    elif root.is_relative_to(output):
        wrong = "is the site itself, or above it"
    elif any(output.is_relative_to(folder) for folder in inside):
        wrong = "lies among the site's own sources"
    elif output.exists() and not output.is_dir():
        wrong = "is not a folder"
    else:
        return
    place = Place(str(request.output))
    raise Stop([Problem(place, f"the output folder {wrong}", "use --output with an empty folder")])


def broken(told: Iterable[Problem], made: Mapping[str, Made]) -> None:
    """Refuse pages that could not be made.

    A mistake in a layout is met by every page that it makes: the first one will do.
    """
    found = [problem for one in made.values() for problem in one.problems]
    problems = {problem.place: problem for problem in reversed(found)}
    if problems:
        raise Stop([*told, *problems.values()])


def strangers(
    request: Request,
    planned: Iterable[str],
    made: Mapping[str, Made],
    last: Mapping[str, Published],
) -> None:
    """Refuse to write over what others made, and to leave old pages in a folder nobody knows.

    When the cache was lost or the site has moved, they may be articles taken back since.
    """
    new = {path: one.digest for path, one in made.items() if path not in last}
    ways = dict(publish.in_the_way(request.output, new, last))
    if last:
        hint = "take it away, or use another --output"
        places = ((Place(str(request.output / path)), what) for path, what in ways.items())
        problems = [Problem(place, what, hint) for place, what in places]
    else:
        found = sorted({*ways, *publish.strangers(request.output, planned)})
        message = f"no build on record has made what is in this folder: {', '.join(found[:NAMED])}"
        message += " …" if len(found) > NAMED else ""
        hint = "empty it, or use another --output"
        problems = [Problem(Place(str(request.output)), message, hint)] if found else []
    if problems:
        raise Stop(problems[:MOST])


def _home() -> Path | None:
    """Say where the user's home folder is, if there is one."""
    try:
        return Path.home()
    except RuntimeError:
        return None
