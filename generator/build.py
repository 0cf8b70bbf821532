"""Build the site, doing only what is new.

Invariants: output/ changes only after everything is known to be right; this is the only module
that knows a page can be skipped.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import current, publish, workers
from generator.current import Inputs
from generator.digests import digest
from generator.model import Made, Output, Published, Standing, Step
from generator.problems import Place, Problem, Stop, errors, in_order
from generator.request import Progress, Report, Request, silent
from generator.store import Store, opened
from generator.store.file import forget

# What reads and renders is loaded where it is used: to find that nothing changed takes none of it.
if TYPE_CHECKING:
    from generator.render import Renderer
    from generator.survey import Survey

FEW = 0.1  # of all pages
MOST, NAMED = 20, 3  # files in the way: told one by one, told in one line


def build(request: Request, progress: Progress = silent) -> Report:
    """Make output/ be the site; raise Stop, with output/ as it was, when something is wrong."""
    _refuse(request)
    with workers.hurried(), opened(request.root) as store:
        inputs = current.inputs(request)
        done = current.standing(request, store, inputs)
        if done:
            return done
        with publish.locked(request.output):
            _recover(request.output, store)
            return _build(request, store, inputs, progress)


def _build(request: Request, store: Store, inputs: Inputs, progress: Progress) -> Report:
    """Go all five steps, doing in each only what is new."""
    from generator import links
    from generator.pages import plan
    from generator.survey import located, survey

    started = time.monotonic()
    if request.is_anew:
        store.forget_made()
    known = survey(request, store, inputs, progress)
    planned, findings = plan(known.assembly.site)
    findings += links.unplanned(known.assembly.entries, known.settings.nav, planned)
    problems = in_order([*known.problems, *located(request.root, findings)])
    if errors(problems):
        raise Stop(problems)
    done = _publish(request, known, planned, store, progress)
    report = Report(
        pages=sum(path.endswith(".html") for path in planned),
        seconds=time.monotonic() - started,
        states=known.states,
        problems=problems,
        unknown=_foreign(request, planned, done["written"], store),
        **done,
    )
    is_settled = current.is_settled(inputs.newest, inputs.since)
    found = _standing(inputs.digest, request, known, report) if is_settled else None
    store.remember_standing(request.output, found)
    return report


def _foreign(
    request: Request, planned: Mapping[str, Output], written: int, store: Store
) -> tuple[str, ...]:
    """List what others put into output/; after small changes only beside the pages and as known.

    To look into each folder takes as long as all else that a small change asks for.
    """
    last = store.standing(request.output)
    if last and written < len(planned) * FEW:
        return publish.still_foreign(request.output, planned, last.unknown)
    return publish.foreign(request.output, planned)


def _publish(
    request: Request,
    known: Survey,
    planned: Mapping[str, Output],
    store: Store,
    progress: Progress,
) -> dict[str, Any]:
    """Render what is stale and put it in place; give the report's fields about it."""
    last = store.published(request.output)
    altered = publish.changed(request.output, last)
    edited = tuple(sorted(path for path in altered if (request.output / path).is_file()))
    intact = {path: one for path, one in last.items() if path not in altered}
    try:
        made = _render(request, _renderer(known, store), planned, intact, progress)
        _refuse_broken(known, made)
        _refuse_strangers(request, planned, made, last)
    except BaseException:
        publish.clear(request.output)
        raise
    steps = _steps(made, intact, last.keys() - planned.keys())
    store.intend(request.output, steps)
    _recover(request.output, store, last)
    store.forget_blobs(known.blobs)
    acts = Counter(step.act for step in steps)
    rendered = sum(path.endswith(".html") for path in made)
    done = {"rendered": rendered, "written": acts["put"], "removed": acts["remove"]}
    return done | {"mended": edited}


def _steps(made: Mapping[str, Made], intact: Mapping[str, Published], gone: set[str]) -> list[Step]:
    """Say what has to be done to output/: a page that came out the same keeps its file."""
    steps = [Step(path, "remove") for path in sorted(gone)]
    for path, one in made.items():
        is_same = path in intact and intact[path].digest == one.digest
        steps.append(Step(path, "keep" if is_same else "put", one.key, one.digest, one.size))
    return steps


def _recover(output: Path, store: Store, known: Mapping[str, Published] | None = None) -> None:
    """Carry out what is intended: by this build, or by one that was interrupted at it."""
    steps = store.intended(output)
    if steps:
        known = store.published(output) if known is None else known
        times = publish.carry_out(output, steps, known)
        store.fulfil(output, times, known)
    publish.clear(output)


def _standing(inputs: str, request: Request, known: Survey, report: Report) -> Standing:
    """Keep what a next build will find if nothing changes."""
    return Standing(
        inputs=inputs,
        since=request.now,
        until=known.until,
        pages=report.pages,
        states=report.states,
        problems=report.problems,
        unknown=report.unknown,
    )


def look(request: Request) -> Survey:
    """Read the site without building it; finish what an interrupted build had begun to publish."""
    from generator.survey import survey

    with opened(request.root) as store:
        if store.intended(request.output):
            with publish.locked(request.output):
                _recover(request.output, store)
        return survey(request, store, current.inputs(request))


def clean(root: Path, output: Path) -> int:
    """Delete every file that Hushpress made in output/, and what is remembered; return how many.

    What is known of other output folders stays known, so that they can be cleaned too.
    """
    with opened(root) as store, publish.locked(output):
        _recover(output, store)
        last = store.published(output)
        store.intend(output, [Step(path, "remove") for path in last])
        _recover(output, store, last)
        store.forget_published(output)
        store.forget_made()
        is_last = not store.has_published()
    if is_last:
        forget(root)
    return len(last)


def _render(
    request: Request,
    renderer: Renderer,
    planned: Mapping[str, Output],
    intact: Mapping[str, Published],
    progress: Progress,
) -> dict[str, Made]:
    """Make the pages whose key differs from the last build's, and put them into staging."""
    keys = {path: renderer.key(output) for path, output in planned.items()}
    stale = [path for path, name in keys.items() if path not in intact or intact[path].key != name]
    job = partial(_make, renderer, planned, keys, publish.prepare(request.output))
    made: dict[str, Made] = {}
    for path, done in workers.each(job, stale, request.jobs):
        made[path] = done
        progress("rendering", len(made), len(stale))
    return made


def _renderer(known: Survey, store: Store) -> Renderer:
    """Bring together what all pages are made with."""
    from generator.render import Renderer, layout_assets
    from generator.survey import program

    root = known.settings.root
    assets = layout_assets(known.theme.assets)
    return Renderer(
        settings=known.settings,
        layouts=known.theme.layouts,
        paths=known.theme.paths,
        assets={name: root + path for name, (path, _) in assets.items()},
        blob=store.blob,
        program=program(),
    )


def _make(
    renderer: Renderer,
    planned: Mapping[str, Output],
    keys: Mapping[str, str],
    folder: Path,
    path: str,
) -> Made:
    """Render one page into staging, in whatever process this is."""
    data = renderer.render(planned[path])
    if isinstance(data, Problem):
        return Made(path, "", "", 0, (data,))
    publish.stage(folder, path, data)
    return Made(path, keys[path], digest(data), len(data))


def _refuse_broken(known: Survey, made: Mapping[str, Made]) -> None:
    """Refuse pages that could not be made.

    A mistake in a layout is met by every page that it makes: the first one will do.
    """
    found = [problem for one in made.values() for problem in one.problems]
    problems = {problem.place: problem for problem in reversed(found)}
    if problems:
        raise Stop([*known.problems, *problems.values()])


def _refuse_strangers(
    request: Request,
    planned: Mapping[str, Output],
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


def _refuse(request: Request) -> None:
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


def _home() -> Path | None:
    """Say where the user's home folder is, if there is one."""
    try:
        return Path.home()
    except RuntimeError:
        return None
