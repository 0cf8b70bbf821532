"""Keep a site in memory as new as its files, and answer what other threads ask of it.

Invariants: one thread owns the desk and the store, that which runs `run`; whatever goes wrong there
is told as a problem, and the next save is looked at all the same.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from generator import sources
from generator.preview.desk import Desk
from generator.preview.listeners import Listeners
from generator.preview.storms import Storm
from generator.preview.watching import FOLDERS, Watching, stamps
from generator.problems import Place, Problem

AFTER, IDLE, POLL = 1.0, 30.0, 1.0  # seconds from one look at all stamps to the next
SHARE = 20  # such a look may take a twentieth of the time where nothing tells of changes
LATE = 2.0  # seconds within which a notice has to come

T = TypeVar("T")
Act = Callable[[], object]
Tell = Callable[[tuple[Problem, ...]], None]
Note = Callable[[str], None]


class Session:
    """Own the desk while a preview runs.

    `tell` is told all problems when they are others than before, `note` what else an author should
    know.
    """

    def __init__(self, desk: Desk, tell: Tell, note: Note) -> None:
        self.desk = desk
        self.listeners = Listeners(desk)
        self._tell = tell
        self._note = note
        self._told: tuple[Problem, ...] = ()
        self._coming: queue.SimpleQueue[str | tuple[Act, Future[object]]] = queue.SimpleQueue()
        self._storm = Storm()
        self._stamps: dict[str, sources.Stamp] = {}
        self._watching: Watching | None = None
        self._scan_at = 0.0
        self._until: datetime | None = None

    # What other threads may call.

    def touch(self, path: str) -> None:
        """Say that something was done to a path of the site."""
        self._coming.put(path)

    def ask(self, act: Callable[[], T]) -> Future[T]:
        """Have something done in the thread that owns the desk."""
        future: Future[T] = Future()
        self._coming.put((act, future))  # type: ignore[arg-type]
        return future

    # What the owning thread does.

    def begin(self) -> None:
        """Read the site, before any other thread asks for it."""
        self._stamps = stamps(self.desk.request.root)
        self._guarded(self.desk.look)
        self.desk.request = replace(self.desk.request, pool=1)
        self._say()

    def watch(self, why_not: str = "") -> None:
        """Begin to notice what is saved; say so where that can't be, or is not wanted."""
        self._watching = Watching(self.desk.request.root, self.touch, why_not)
        self._say_polling()
        self._scan_at = time.monotonic() + AFTER

    def run(self) -> None:
        """Go on until somebody interrupts."""
        try:
            while True:
                self.step()
        finally:
            if self._watching:
                self._watching.stop()

    def step(self) -> None:
        """Wait for one thing, and do it."""
        due = self._due()
        try:
            came = self._coming.get(timeout=max(0.0, due - time.monotonic()))
        except queue.Empty:
            self._act()
            return
        if isinstance(came, str):
            self._storm.add(came, time.monotonic())
            return
        act, future = came
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(act())
        except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
            future.set_exception(error)

    def refresh(self) -> None:
        """Look again if another process, or the clock, has changed the site."""
        if self.desk.is_stale or self._is_time():
            self._look(())

    def _due(self) -> float:
        """Say when something is to be done even if nothing comes (s of the monotonic clock)."""
        over = self._storm.over(self._is_missing)
        due = self._scan_at if over is None else over
        until = self.desk.until
        if until is None or until == self._until:
            return due
        return min(due, time.monotonic() + (until - self.desk.clock()).total_seconds())

    def _act(self) -> None:
        """Do what is due."""
        now = time.monotonic()
        over = self._storm.over(self._is_missing)
        if over is not None and over <= now:
            self.take(self._storm.take())
            if not self._polls:
                self._scan_at = time.monotonic() + AFTER
        elif self._scan_at <= now:
            self._scan()
        elif self._is_time():
            self._look(())

    def take(self, touched: tuple[str, ...]) -> None:
        """Bring the site up to what was touched."""
        if any(path.rstrip("/") in FOLDERS for path in touched) and self._watching:
            self._watching.renew()
            self._say_polling()
        wanted = tuple(path for path in touched if self._matters(path))
        if not wanted:
            return
        root = self.desk.request.root
        if all(path in self._stamps and _is_article(path) for path in wanted):
            self._stamps |= {path: sources.stamp(root / path) for path in wanted}
            if self._guarded(lambda: self.desk.edit(wanted)):
                self._told_all(wanted)
                return
        self._look(wanted)

    def _look(self, saved: tuple[str, ...]) -> None:
        """Look at the whole site."""
        self._stamps = stamps(self.desk.request.root)
        self._until = self.desk.until  # what it changes is seen now, or refused
        self._guarded(self.desk.look)
        self._told_all(saved)

    def _told_all(self, saved: tuple[str, ...]) -> None:
        """Tell the author, and the pages that are open."""
        self._say()
        self.listeners.tell(path for path in saved if _is_article(path))

    def _scan(self) -> None:
        """Look for what no notice told of."""
        started = time.monotonic()
        now = stamps(self.desk.request.root)
        took = time.monotonic() - started
        before = self._stamps
        changed = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
        self._scan_at = time.monotonic() + (max(POLL, SHARE * took) if self._polls else IDLE)
        if not changed:
            return
        oldest = time.time_ns() - int(LATE * 1e9)
        late = [path for path in changed if path in now and 0 < now[path].ctime_ns < oldest]
        if late and not self._polls and self._watching:
            self._watching.why = f"nothing told of {min(late)}"
            self._say_polling()
        self._look(tuple(sorted(changed)))

    @property
    def _polls(self) -> bool:
        return bool(self._watching and self._watching.why)

    def _is_time(self) -> bool:
        """Tell whether the clock has changed the site."""
        until = self.desk.until
        return until is not None and until != self._until and until <= self.desk.clock()

    def _is_missing(self, path: str) -> bool:
        """Tell whether a file that was there is gone or empty: it may be on its way back."""
        known = self._stamps.get(path)
        return bool(known and known.size > 0) and sources.stamp(self._file(path)).size <= 0

    def _matters(self, path: str) -> bool:
        """Tell whether a path is one that a build looks at; a folder is, always."""
        if path.endswith("/") or path in self._stamps or path == sources.SETTINGS:
            return True
        if not path.startswith(f"{sources.CONTENT}/"):
            return path in FOLDERS or self._file(path).exists()
        declared = self.desk.settings.privacy.files if self.desk.settings else ()
        kinds = (*sources.ARTICLE, *sources.PICTURE)
        return self._file(path).exists() and (path.lower().endswith(kinds) or path in declared)

    def _file(self, path: str) -> Path:
        return self.desk.request.root / path

    def _guarded(self, act: Callable[[], T]) -> T | None:
        """Do something to the desk; what goes wrong there is told as a problem."""
        try:
            return act()
        except Exception as error:  # noqa: BLE001 - the preview outlives whatever a save brings
            why = f"the site can't be read now: {type(error).__name__}: {error}"
            self.desk.fail(Problem(Place(str(self.desk.request.root)), why, "save again"))
            return None

    def _say(self) -> None:
        """Tell problems that are others than before."""
        if self.desk.problems != self._told:
            self._told = self.desk.problems
            self._tell(self._told)

    def _say_polling(self) -> None:
        """Say once that nothing tells of changes, and how they are found."""
        if self._polls and self._watching:
            self._note(f"changes are looked for every second or so: {self._watching.why}")


def _is_article(path: str) -> bool:
    return path.startswith(sources.HOMES) and path.endswith(sources.ARTICLE)
