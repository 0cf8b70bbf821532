"""Build the site, doing only what is new.

Invariants: output/ changes only after everything is known to be right; this is the only module
that knows a page can be skipped.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import copies, current, publish, refusals, workers
from generator.current import Before, Inputs
from generator.digests import digest
from generator.model import Made, Published, Said, Standing, Step
from generator.problems import Problem, Stop, errors, ruled
from generator.request import Progress, Report, Request, silent
from generator.store import Store, opened
from generator.store.file import forget

# What reads and renders is loaded where it is used: to find that nothing changed takes none of it.
if TYPE_CHECKING:
    from datetime import datetime

    from generator.model import Output
    from generator.render import Renderer
    from generator.survey import Survey

FEW = 0.1  # of all pages


def build(request: Request, progress: Progress = silent) -> Report:
    """Make output/ be the site; raise Stop, with output/ as it was, when something is wrong."""
    refusals.misplaced(request)
    with workers.hurried(), opened(request.root) as store:
        inputs = current.inputs(request)
        before = current.before(request, store, inputs)
        if before and current.is_same(before, inputs):
            return current.report(request, before)
        with publish.locked(request.output):
            if before and store.version() != before.version:
                before = None  # another build was at work in between
            _recover(request.output, store)
            done = before and _edit(request, store, inputs, before, progress)
            return done or _build(request, store, inputs, progress)


def _build(request: Request, store: Store, inputs: Inputs, progress: Progress) -> Report:
    """Go all five steps, doing in each only what is new."""
    from generator import links
    from generator.pages import plan
    from generator.survey import survey
    from generator.telling import told

    started = time.monotonic()
    if request.is_anew:
        store.forget_made()
    known = survey(request, store, inputs, progress)
    planned, findings = plan(known.assembly.site)
    findings += links.unplanned(known.assembly.entries, known.settings, planned)
    problems = told(request.root, known, findings)
    known = known.planned()
    if errors(problems):
        raise Stop(problems)
    is_first = not request.output.exists()
    done = _publish(request, known, planned, store, progress)
    report = Report(
        pages=sum(path.endswith(".html") for path in planned),
        seconds=time.monotonic() - started,
        states=known.states,
        problems=problems,
        unknown=() if is_first else _foreign(request, planned, done["written"], store),
        **done,
    )
    standing = _standing(inputs, request, known.until, store)
    store.remember_standing(request.output, standing, _said(report))
    return report


def _foreign(
    request: Request, planned: Mapping[str, Output], written: int, store: Store
) -> tuple[str, ...]:
    """List what others put into output/; after small changes only beside the pages and as known.

    To look into each folder takes as long as all else that a small change asks for.
    """
    last, ours = store.said(request.output), store.published(request.output)
    if last and written < len(planned) * FEW:
        return publish.still_foreign(request.output, ours, last.unknown)
    return publish.foreign(request.output, ours)


def _publish(
    request: Request,
    known: Survey,
    planned: Mapping[str, Output],
    store: Store,
    progress: Progress,
) -> dict[str, Any]:
    """Render what is stale and put it in place; give the report's fields about it."""
    from generator.dressing import renderer

    last = store.published(request.output)
    altered = current.altered(request.output, store, last)
    edited = tuple(sorted(path for path in altered if (request.output / path).is_file()))
    # What was altered is made anew, whatever its key; so is what a copy that was altered is of.
    intact = last | {path: last[path]._replace(key="", digest="") for path in altered}
    whole = {copies.original(path) for path in altered if copies.is_copy(last[path])} - altered
    intact |= {path: last[path]._replace(key="") for path in whole if path in last}
    making = renderer(known.settings, known.theme, store)
    with _clearing(request.output):
        made = _render(request, making, planned, intact, progress)
        refusals.broken(known.problems, made)
        refusals.strangers(request, planned.keys() | made.keys(), made, last)
    gone = copies.orphans(last, planned.keys()) | copies.leaving(last, made)
    steps = _steps(made, intact, gone)
    done = _put(request.output, store, made, steps, last)
    store.forget_blobs(known.blobs)
    return done | {"mended": edited}


def _edit(
    request: Request, store: Store, inputs: Inputs, before: Before, progress: Progress
) -> Report | None:
    """Publish edited texts if nothing else has changed; else give None, with nothing done."""
    from generator.edits import edit

    found = edit(request, store, inputs, before)
    if found is None:
        return None
    known = before.published
    with _clearing(request.output):
        made = _render(request, found.renderer, found.planned, known, progress)
        refusals.broken(before.said.problems, made)
    done = _put(
        request.output, store, made, _steps(made, known, copies.leaving(known, made)), known
    )
    store.settle(request.output, found.rows, found.dropped, found.standing)
    return replace(current.report(request, before), **done)


@contextlib.contextmanager
def _clearing(output: Path) -> Iterator[None]:
    """Take away what waits if something goes wrong while pages are made."""
    try:
        yield
    except BaseException:
        publish.clear(output)
        raise


def _put(
    output: Path,
    store: Store,
    made: Mapping[str, Made],
    steps: list[Step],
    last: Mapping[str, Published],
) -> dict[str, Any]:
    """Put pages that were made in place; give the report's fields about it."""
    store.tell(output, {path: one.told for path, one in made.items() if one.told})
    _place(output, store, steps, last)
    acts = Counter(step.act for step in steps)
    rendered = sum(path.endswith(".html") for path in made)
    return {"rendered": rendered, "written": acts["put"], "removed": acts["remove"]}


def _steps(made: Mapping[str, Made], intact: Mapping[str, Published], gone: set[str]) -> list[Step]:
    """Say what has to be done to output/: a page that came out the same keeps its file."""
    steps = [Step(path, "remove") for path in sorted(gone)]
    for path, one in made.items():
        before = intact.get(path)
        if before and before.digest == one.digest:
            steps.append(Step(path, "keep", one.key, one.digest, one.size, before.mtime))
        else:
            steps.append(Step(path, "put", one.key, one.digest, one.size, one.mtime))
    return steps


def _place(
    output: Path, store: Store, steps: Iterable[Step], known: Mapping[str, Published]
) -> None:
    """Make output/ be the new site; when that fails, or is interrupted, make it the old one."""
    placing = publish.Placing(output, steps, known)
    try:
        store.intend(output, steps)
        store.fulfil(output, placing.carry_out())
    except (Exception, KeyboardInterrupt):
        if placing.take_back():
            store.abandon(output)
            publish.clear(output)
        raise
    publish.clear(output)


def _recover(output: Path, store: Store) -> None:
    """Carry out what a build was at that was interrupted."""
    steps = store.intended(output)
    if steps:
        placing = publish.Placing(output, steps, store.published(output))
        store.fulfil(output, placing.carry_out())
    publish.clear(output)


def _standing(inputs: Inputs, request: Request, until: datetime, store: Store) -> Standing:
    """Keep what a next build will find if nothing changes."""
    return Standing(inputs.articles, inputs.others, store.turn(), request.now, until)


def _said(report: Report) -> Said:
    """Keep what a next build will say then."""
    return Said(
        pages=report.pages,
        published=tuple(path for path, state in report.states.items() if state == current.OUT),
        hidden={path: one for path, one in report.states.items() if one != current.OUT},
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
        _place(output, store, [Step(path, "remove") for path in last], last)
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
    last: Mapping[str, Published],
    progress: Progress,
) -> dict[str, Made]:
    """Make the pages whose key differs from the last build's, and put them into staging."""
    is_copied = bool(renderer.settings.hosting.compress)
    jobs = [
        (path, output, name, path not in last, copies.of(path, last) if is_copied else {})
        for path, output in planned.items()
        # A page that has no key yet is given one where it is rendered.
        if not (name := renderer.key(output) if path in last and last[path].key else "")
        or last[path].key != name
    ]
    job = partial(_make, renderer, request.root, publish.prepare(request.output))
    made: dict[str, Made] = {}
    for number, (_, done) in enumerate(workers.each(job, jobs, request.pool), 1):
        made |= {one.path: one for one in (done, *done.copies)}
        progress("rendering", number, len(jobs))
    return made


def _make(renderer: Renderer, root: Path, folder: Path, job: tuple[Any, ...]) -> Made:
    """Render one page into staging and audit it, in whatever process this is."""
    from generator.ages import time_of
    from generator.audit import audit

    path, output, name, is_new, known = job  # known are copies that it had
    data = renderer.render(output)
    if isinstance(data, Problem):
        return Made(path, "", "", 0, problems=ruled([data], "layout"))
    faults = audit(path, data, renderer.settings, output.leave)
    if faults:
        from generator.blame import blamed

        return Made(path, "", "", 0, problems=blamed(root, renderer, output, faults))
    named = digest(data)
    mtime = publish.stage(folder, path, data, time_of(output, named), is_new=is_new)
    told = json.dumps(renderer.told(output), ensure_ascii=False).encode("utf-8", "replace")
    made = Made(path, name or renderer.key(output), named, len(data), mtime, told)
    packed = copies.copied(data, made, renderer.settings, renderer.program, known)
    return made._replace(copies=publish.stage_copies(folder, packed, known))
