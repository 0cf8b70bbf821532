"""Read the site: its settings, its articles and its pictures, each only if it is new.

Invariant: what is remembered of a file is used only while its bytes, the settings it was read
with and the program are the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from generator import sources, workers
from generator.assemble import Assembly, assemble
from generator.current import is_settled
from generator.digests import digest, key
from generator.model import Asset, Cleaned, Entry, Settings, Source, State
from generator.problems import WARNING, Finding, Place, Problem, Stop, errors
from generator.render import layout_assets
from generator.request import Progress, Request, silent
from generator.settings import read_settings, with_base_url
from generator.states import Showing, states, until
from generator.store import Remembered, Store

Noun = TypeVar("Noun")
Job = tuple[str, str, bytes]
PATIENCE = 10  # seconds for an article, and one more for each megabyte of it
MEGABYTE = 1_000_000
LATE = "late"  # the key of what a quicker machine, or the next build, may well read
BATCH = 200  # blobs in a transaction of the store: each transaction costs about 0.1 ms
PACKAGES = (
    "jinja2",
    "markdown",
    "markupsafe",
    "nh3",
    "pillow",
    "pygments",
    "pyyaml",
    "selectolax",
    "tzdata",
)


@dataclass(frozen=True, slots=True)
class Task:
    """Say how files of one kind become what is remembered of them.

    `salt` is whatever else than a file's bytes the result depends on; `table` is the store's;
    `make` works on a path, a key and bytes; fewer files than `at_least` are not worth a fork.
    """

    step: str
    table: str
    paths: tuple[str, ...]
    salt: str
    make: Callable[[Job], tuple[bytes, Remembered]]
    at_least: int = 50


@dataclass(frozen=True, slots=True)
class Survey:
    """Hold all that is known of a site before anything is planned.

    `until` is the next moment at which the clock changes it, in the site's zone; `blobs` are the
    digests of all bytes in the store that it needs.
    """

    settings: Settings
    theme: sources.Theme
    assembly: Assembly
    states: Mapping[str, State]
    problems: tuple[Problem, ...]
    until: datetime
    blobs: frozenset[str]


def survey(request: Request, store: Store, progress: Progress = silent) -> Survey:
    """Read what is new, and put the site together; problems are told, not raised."""
    settings = site_settings(request)
    store.begin(program())
    seen = sources.scan(request.root)
    entries = _made(_articles(settings, seen), request, store, seen, progress)
    pictures = _made(_pictures(seen), request, store, seen, progress)
    theme = sources.load_theme(request.root)
    store.keep(theme.assets.values())
    now = request.now.astimezone(ZoneInfo(settings.timezone))
    assembly = assemble(
        {path: _only(one.value, Entry) for path, one in entries.items()},
        {path: _only(one.value, Cleaned) for path, one in pictures.items()},
        settings,
        Showing(now, drafts=request.drafts, future=request.future),
        tuple(_assets(theme, settings)),
    )
    wrong = [problem for one in entries.values() for problem in one.problems]
    wrong += [problem for one in pictures.values() for problem in one.problems]
    wrong += located(request.root, assembly.findings)
    if not (request.root / sources.CONTENT).is_dir():
        hint = "hushpress new begins an article in content/posts/"
        missing = Place(sources.CONTENT)
        wrong.append(Problem(missing, "there is no such folder here", hint, WARNING))
    reasons = {**seen.ignored, **_unused(seen, assembly)}
    read = [one.value for one in entries.values() if isinstance(one.value, Entry)]
    found = states(read, wrong, reasons, now)
    shown = {path: State("published") for path in seen.pictures() if path not in found}
    every = dict(sorted((found | shown).items()))
    made = (one.value for one in (*entries.values(), *pictures.values()) if one.value)
    blobs = frozenset([*map(blob_of, made), *map(digest, theme.assets.values())])
    return Survey(settings, theme, assembly, every, tuple(wrong), until(read, now), blobs)


def _only(value: object, noun: type[Noun]) -> Noun | None:
    """Take what was made of a file if it is of this kind."""
    return value if isinstance(value, noun) else None


def _unused(seen: sources.Seen, assembly: Assembly) -> dict[str, str]:
    """Name the pictures that nothing shows: they are not published."""
    used = {asset.cause for asset in assembly.site.assets}
    return {path: "no published article shows it" for path in seen.pictures() if path not in used}


def site_settings(request: Request) -> Settings:
    """Read site.toml; raise Stop with every mistake in it."""
    try:
        data = sources.load_bytes(request.root, sources.SETTINGS)
    except FileNotFoundError:
        hint = 'write one with title = "…" and base_url = "https://example.org/", or use --site DIR'
        raise Stop([Problem(Place(sources.SETTINGS), "there is no such file here", hint)]) from None
    source = sources.load(sources.SETTINGS, data)
    if isinstance(source, Problem):
        raise Stop([source])
    settings, problems = read_settings(source)
    if settings and request.base_url:
        settings, wrong = with_base_url(settings, request.base_url)
        problems = (*problems, *wrong)
    if settings is None or errors(problems):
        raise Stop(problems)
    return settings


def program() -> str:
    """Give the digest of the program itself and of the packages that pages depend on."""
    files = sorted(sources.PACKAGE.rglob("*.py"))
    packages = (sys.version, *map(version, PACKAGES))
    return key(*(digest(file.read_bytes()) for file in files), *packages)


def located(root: Path, findings: Iterable[Finding]) -> list[Problem]:
    """Turn offsets into lines and columns, for which the texts are read once more."""
    texts: dict[str, Source | Problem] = {}
    problems = []
    for one in findings:
        if one.path not in texts:
            try:
                data = sources.load_bytes(root, one.path)
            except OSError:
                data = b""
            texts[one.path] = sources.load(one.path, data)
        text = texts[one.path]
        if isinstance(text, Source):
            offset = max(one.offset, text.text.find(one.quote, one.offset))
            problems.append(text.problem(offset, one.message, one.hint, one.level))
        else:
            problems.append(Problem(Place(one.path), one.message, one.hint, one.level))
    return problems


def _made(
    task: Task, request: Request, store: Store, seen: sources.Seen, progress: Progress
) -> dict[str, Remembered]:
    """Make what is new of a task's files; remember and return what is known of all of them."""
    known = store.remembered(task.table)
    if not store.has_blobs(blob_of(one.value) for one in known.values() if one.value):
        known = {}
    kept, made, fresh = {}, {}, []
    settled = _stamps(task, seen)
    for path in task.paths:
        stamp = settled[path]
        if stamp and path in known and known[path].stamp == stamp:
            kept[path] = known[path]
            continue
        try:
            data = sources.load_bytes(request.root, path)
        except FileNotFoundError:
            continue  # it went away since its folder was listed
        except OSError as error:
            made[path] = Remembered("", None, (_unreadable(path, error),))
            continue
        name = key(digest(data), task.salt)
        if path in known and known[path].key == name:
            made[path] = known[path]
        else:
            fresh.append((path, name, data))
    made |= _fresh(task, fresh, request, store, progress)
    for path, one in made.items():
        made[path] = replace(one, stamp=settled[path] if one.key else "")
    store.remember(task.table, made, known.keys() - kept.keys() - made.keys())
    return kept | made


def _fresh(
    task: Task, fresh: Sequence[Job], request: Request, store: Store, progress: Progress
) -> dict[str, Remembered]:
    """Read or clean files, in several processes if they are many, and keep what comes of it."""
    blobs: list[bytes] = []
    made = {}
    for (path, name, _), (blob, one) in workers.each(task.make, fresh, request.jobs, task.at_least):
        made[path] = replace(one, key="" if one.key == LATE else name)
        blobs.append(blob)
        if len(blobs) == BATCH:
            store.keep(blobs)
            blobs.clear()
        progress(task.step, len(made), len(fresh))
    store.keep(blobs)
    return made


def _stamps(task: Task, seen: sources.Seen) -> dict[str, str]:
    """Say how files look to stat, and how they are read; nothing of one touched just now."""
    salt = digest(task.salt.encode("utf-8", "surrogatepass"))
    return {
        path: f"{stamp} {salt}" if is_settled(stamp.newest, seen.since) else ""
        for path, stamp in ((path, seen.files[path]) for path in task.paths)
    }


def blob_of(value: Entry | Cleaned) -> str:
    """Name the bytes in the store that belong to what was made of a file."""
    return value.body if isinstance(value, Entry) else value.digest


def _unreadable(path: str, error: OSError) -> Problem:
    """Say that the machine would not let a file be read."""
    message = f"the file can't be read: {(error.strerror or str(error)).lower()}"
    return Problem(Place(path), message, "give yourself the right to read it, or take it away")


def _articles(settings: Settings, seen: sources.Seen) -> Task:
    """Say how posts and pages are read."""
    from generator.read import reading

    make = partial(_read, settings)
    return Task("reading", "source", seen.articles(), reading(settings), make)


def _read(settings: Settings, job: Job) -> tuple[bytes, Remembered]:
    """Read one article in whatever process this is."""
    from generator.read import read

    path, _, data = job
    source = sources.load(path, data)
    if isinstance(source, Problem):
        return b"", Remembered("", None, (source,))
    seconds = PATIENCE + len(data) / MEGABYTE
    try:
        with workers.bounded(seconds):
            done = read(source, settings)
    except workers.TooLongError:
        message = f"this article takes longer than {seconds:.0f} s to read"
        hint = "look for thousands of brackets, tabs or rows, and take them out or split it"
        return b"", Remembered(LATE, None, (Problem(Place(path), message, hint),))
    return done.html.encode("utf-8", "surrogatepass"), Remembered("", done.entry, done.problems)


def _pictures(seen: sources.Seen) -> Task:
    """Say how pictures are cleaned; one takes a tenth of a second, so two are worth a fork."""
    return Task("cleaning pictures", "picture", seen.pictures(), "", _clean, at_least=2)


def _clean(job: Job) -> tuple[bytes, Remembered]:
    """Clean one picture in whatever process this is."""
    from generator.images import clean

    path, _, data = job
    try:
        blob, suffix, width, height = clean(data)
    except ValueError as error:
        hint = "save it anew as PNG, JPEG or WebP"
        return b"", Remembered("", None, (Problem(Place(path), str(error), hint),))
    return blob, Remembered("", Cleaned(digest(blob), suffix, width, height))


def _assets(theme: sources.Theme, settings: Settings) -> Iterable[Asset]:
    """List the files of the layouts that are published."""
    for name, (path, whole) in sorted(layout_assets(theme.assets).items()):
        yield Asset(path, settings.root + path, whole, theme.paths[f"assets/{name}"])
