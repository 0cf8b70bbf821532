"""Find out what edited texts change without putting the whole site together.

Most builds follow the edit of a text. Nothing but the pages that hold the text can change then: its
own, and the feeds it is in. They are planned from the few articles that they show.

Invariant: what comes of it is what a whole build would make; where anything else may have changed,
it is left to the whole build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator import fresh, sources
from generator.current import Before, Inputs
from generator.dressing import renderer, theme_of
from generator.holders import Holders
from generator.model import Entry, Output, Said, Settings, Standing
from generator.read import reading
from generator.reindexing import reindexed
from generator.render import Renderer
from generator.request import Request
from generator.store import Remembered, Row, Store, as_row, read_rows
from generator.survey import site_settings

FEW = 10  # articles edited at once


@dataclass(frozen=True, slots=True)
class Edit:
    """Hold the pages that edited texts change, what makes them, and what to remember then.

    `rows` are the articles as the store keeps them, `dropped` the digests of their old bodies.
    """

    planned: Mapping[str, Output]
    renderer: Renderer
    rows: Mapping[str, Row]
    dropped: tuple[str, ...]
    standing: Standing


@dataclass
class Texts:
    """Read articles that were touched; collect them as they were and as they are.

    Those that have the same bytes after all are in `rows` alone. `may_grow` says that they may have
    new parts: nobody was told that one is missing, and no text has translations.
    """

    request: Request
    store: Store
    task: fresh.Task
    may_grow: bool
    before: dict[str, Entry] = field(default_factory=dict)
    after: dict[str, Entry] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)

    def read(self, paths: Iterable[str], stamps: Mapping[str, str]) -> bool:
        """Read articles; tell whether nothing but their texts has changed."""
        known = self.store.remembered("source", only=paths)
        return all(path in known and self._read(path, known[path], stamps[path]) for path in paths)

    def _read(self, path: str, old: Remembered, stamp: str) -> bool:
        """Read one article."""
        done = fresh.look_at(self.request.root, self.task, (path, old.key))
        if done == "same":
            self.rows[path] = as_row(replace(old, stamp=stamp))
            return True
        blob, row = done or (None, None)
        if not blob or not row:
            return False
        (new,) = read_rows("source", [row])
        if old.problems or new.problems or not self._is_text(old.value, new.value):
            return False
        self.store.keep([blob])
        self.rows[path] = row._replace(stamp=stamp)
        return True

    def _is_text(self, old: object, new: object) -> bool:
        """Tell whether two readings of a file differ only in what its own page and feeds show.

        What other pages show of it is its face.
        """
        if not isinstance(old, Entry) or not isinstance(new, Entry):
            return False
        parts = set(old.anchors), set(new.anchors)
        has_parts = parts[0] <= parts[1] if self.may_grow else parts[0] == parts[1]
        alike = replace(new, body=old.body, text=old.text, headings=old.headings, links=old.links)
        alike = replace(alike, excerpt=old.excerpt, anchors=old.anchors, words=old.words)
        if alike != old or not has_parts or _targets(old) != _targets(new):
            return False
        self.before[old.path], self.after[old.path] = old, new
        return True


def _targets(entry: Entry) -> list[tuple[str, str, str]]:
    """List what an article links to, wherever in its text."""
    return [(one.kind, one.target, one.fragment) for one in entry.links]


def edit(request: Request, store: Store, inputs: Inputs, before: Before) -> Edit | None:
    """Find out what edited texts change; give None if it may be more than pages that hold them."""
    if store.turn() != before.last.turn:
        return None  # what is remembered is not what was published last
    settings = site_settings(request)
    known, stamp = store.stamps(), fresh.stamper(reading(settings), inputs.since)
    found = {path: stamp(one) for path, one in inputs.stamps.items() if path in known}
    stamps = {path: one for path, one in found.items() if not one or one != known[path]}
    # Where a file was complained of, the place of what is wrong in it may be another.
    complained = {problem.place.path for problem in before.said.problems}
    if len(found) < len(known) or len(stamps) > FEW or not complained.isdisjoint(stamps):
        return None
    ignored = _ignored(before.said)
    others = [one for one in inputs.content if one[1] in stamps or one[1] not in known]
    seen = _scanned(request, inputs, others, settings)
    task = fresh.articles(settings, seen)
    # A new part of a translation may be where links to other languages' texts lead now.
    texts = Texts(request, store, task, may_grow=not complained and not settings.languages)
    if seen.ignored.keys() != ignored - seen.files.keys() or set(task.paths) != stamps.keys():
        return None  # some came or went
    if not texts.read(task.paths, stamps):
        return None
    theme = theme_of(request.root, store)
    making = renderer(settings, theme, store)
    holders = Holders(request, store, settings, theme, before.published)
    planned = holders.planned(texts.before, texts.after, making)
    small = holders.site(holders.with_targets(texts.before), ())
    index = reindexed(holders, making, small, texts.before, texts.after)
    if planned is None or index is None:
        return None
    standing = replace(before.last, articles=inputs.articles)
    dropped = tuple(one.body for one in texts.before.values())
    return Edit({**planned, **index}, making, texts.rows, dropped, standing)


def _scanned(
    request: Request, inputs: Inputs, others: list[sources.Entry], settings: Settings
) -> sources.Seen:
    """Say what files are that were touched, or are no articles."""
    declared = settings.privacy.files
    return sources.scan(request.root, inputs.since, others, inputs.stamps, declared)


def _ignored(said: Said) -> set[str]:
    """List the files of content/ that the last build did not read, or did not show."""
    return {path for path, state in said.hidden.items() if state.name == "ignored"}
