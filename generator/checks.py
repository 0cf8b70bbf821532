"""Look at a site or at what is published of it, without publishing anything.

Invariant: output/ is never written; of the author's files, only those that hold marks are, and only
when that was asked for.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator import copies, current, links, sources, workers
from generator.audit import audit as audited
from generator.blame import blamed
from generator.digests import digest
from generator.dressing import renderer
from generator.frontmatter import split
from generator.habits import marks
from generator.model import Entry, Leave, Output, Settings
from generator.nodes import Notes
from generator.pages import plan
from generator.pages.report import DATA
from generator.problems import Finding, Place, Problem, Stop, errors, in_order, ruled
from generator.render import Renderer
from generator.request import Progress, Request, silent
from generator.rules.looking import look, look_together
from generator.rules.subjects import Article, Whole
from generator.store import Store, opened
from generator.survey import Survey, survey
from generator.telling import told

if TYPE_CHECKING:
    from generator.outside import Way

FEEDS = (".xml", ".json")  # the ends of files that hold many articles


def check(
    request: Request, way: Way | None = None, progress: Progress = silent
) -> tuple[Problem, ...]:
    """Find all that a build would find, pages included, and what it only dislikes.

    With a way to other sites they are asked whether what is linked to is there.
    """
    with opened(request.root) as store:
        try:
            known = survey(request, store, current.inputs(request))
        except Stop as stop:
            return stop.problems
        site, entries = known.assembly.site, known.assembly.entries
        planned, findings = plan(site)
        findings += links.unplanned(entries, known.settings, planned)
        findings += look_together(Whole(site, {entry.path: entry for entry in entries}))
        elsewhere, alone = _outside(request, known, store, way, progress) if way else ((), ())
        problems = [*told(request.root, known, (*findings, *elsewhere)), *alone]
        look_at = partial(_disliked, request.root, known.settings, store)
        for _, some in workers.each(look_at, entries, request.pool):
            problems += some
        broken = {problem.place.path for problem in errors(problems)}
        whole = [one for one in planned.values() if not _is_broken(one, broken)]
        problems += _faults(request, known, store, whole)
    return in_order(problems)


def _is_broken(output: Output, broken: Collection[str]) -> bool:
    """Tell whether a page can't be made: its text has errors, or that of any article in a feed."""
    return output.cause in broken or (bool(broken) and output.path.endswith(FEEDS))


def _faults(
    request: Request, known: Survey, store: Store, planned: Sequence[Output]
) -> Iterable[Problem]:
    """Render all pages, and say what is wrong; a mistake in a layout is told once."""
    job = partial(_wrong, request.root, renderer(known.settings, known.theme, store))
    found: dict[Place, Problem] = {}
    for _, wrong in workers.each(job, planned, request.pool):
        found |= {problem.place: problem for problem in wrong if problem.place not in found}
    return found.values()


def _outside(
    request: Request, known: Survey, store: Store, way: Way, progress: Progress
) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """Ask other sites; give what was found at its place, and why nobody could be asked."""
    from generator.asking import Memory, asked, listed

    found = (seen(request.root, known.settings, store, one) for one in known.assembly.entries)
    places = listed((one for one in found if one), known.settings)
    memory = Memory(store, int(request.now.timestamp()))
    findings, wrong = asked(places, known.settings, way, memory, progress)
    return tuple(findings), wrong


def _disliked(root: Path, settings: Settings, store: Store, entry: Entry) -> tuple[Problem, ...]:
    """Read one article as a careful reader would, and say what a build does not."""
    article = seen(root, settings, store, entry)
    return tuple(map(article.source.told, look(article))) if article else ()


def seen(root: Path, settings: Settings, store: Store, entry: Entry) -> Article | None:
    """Bring an article together for its rules; None if it has changed in this moment."""
    try:
        source = sources.load(entry.path, sources.load_bytes(root, entry.path))
    except OSError:
        return None
    if isinstance(source, Problem):
        return None
    html = store.blob(entry.body).decode("utf-8", "surrogatepass")
    return Article(entry, source, split(source, Notes(source)).body, html, settings)


def _wrong(root: Path, making: Renderer, output: Output) -> tuple[Problem, ...]:
    """Render one page, and say what is wrong with it."""
    data = making.render(output)
    if isinstance(data, Problem):
        return ruled([data], "layout")
    faults = audited(output.path, data, making.settings, output.leave)
    return blamed(root, making, output, faults) if faults else ()


def audit(request: Request) -> tuple[tuple[Problem, ...], Mapping[str, object] | None]:
    """Read every published file as it is on the disk; say what is wrong, and what is proved.

    Nothing is proved where nothing was built, or the report is switched off.
    """
    with opened(request.root) as store:
        known = survey(request, store, current.inputs(request))
        published = store.published(request.output)
    planned, _ = plan(known.assembly.site)
    problems = []
    if not published:
        hint = "hushpress build builds the site"
        problems.append(Problem(Place(str(request.output)), "nothing was published here", hint))
    for path, one in published.items():
        place = Place(str(request.output / path))
        try:
            data = (request.output / path).read_bytes()
        except OSError as error:
            problems.append(_unread(place, error))
            continue
        if digest(data) != one.digest:
            hint = "hushpress build makes it anew"
            problems.append(Problem(place, "somebody has altered this file", hint))
        if copies.is_copy(one):
            problems += _untrue(request.output, path, data)
            continue
        leave = planned[path].leave if path in planned else Leave()
        faults = audited(path, data, known.settings, leave)
        problems += [Problem(place, fault.message, fault.hint) for fault in faults]
    told = None
    with contextlib.suppress(OSError, ValueError):
        told = json.loads((request.output / DATA).read_bytes())
    return in_order(problems), told


def _untrue(output: Path, path: str, data: bytes) -> Iterator[Problem]:
    """Say that a compressed copy is not one of the file beside it."""
    file = output / copies.original(path)
    try:
        is_true = file.is_file() and copies.unpacked(path, data) == file.read_bytes()
    except (OSError, ValueError):
        is_true = False
    if not is_true:
        message = f"this is no copy of {file.name}"
        yield Problem(Place(str(output / path)), message, "hushpress build makes it anew")


def _unread(place: Place, error: OSError) -> Problem:
    """Say that a published file is gone, or that the machine would not let it be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        hint = "hushpress build makes it anew"
        return Problem(place, "somebody has deleted this file", hint)
    reason = (error.strerror or str(error)).lower()
    return Problem(place, f"the file can't be read: {reason}", "give yourself the right to read it")


def fix_marks(root: Path) -> Iterator[tuple[str, int]]:
    """Take the marks out of articles' files; give the path and their number, file by file."""
    content = sources.walk(root / sources.CONTENT, sources.CONTENT)
    seen = sources.scan(root, 0, content, dict(sources.stamps(content)))
    for path in seen.articles():
        data = sources.load_bytes(root, path)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            continue  # the check says so
        clean = marks.clean(text)
        if clean != text:
            _replace(root / path, clean.encode("utf-8"))
            yield path, len(marks.marks(text))


def _replace(file: Path, data: bytes) -> None:
    """Put new bytes in a file's place as a whole, with the rights it had."""
    target = file.resolve()  # a link within content/ stays a link
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as fresh:
        fresh.write(data)
        fresh.flush()
        os.fchmod(fresh.fileno(), target.stat().st_mode & 0o777)
    Path(fresh.name).replace(target)
