"""Know which pages are open in browsers, and tell them what is new to them.

Invariant: a page is told to load again when, and only when, it would be another one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.digests import key
from generator.preview.desk import ALL, Desk, Face
from generator.preview.replies import PROBLEMS, event
from generator.problems import errors

RECENT = 30.0  # seconds during which a page that is opened is told what was saved last


@dataclass(eq=False, slots=True)
class Listener:
    """Own what one open page is still to be told; `told` are its last words of problems."""

    page: str
    face: Face
    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue[bytes] = field(default_factory=asyncio.Queue)
    told: object = None

    def tell(self, name: str, data: object) -> None:
        """Send an event, from any thread."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.queue.put_nowait, event(name, data))


@dataclass(frozen=True, slots=True)
class Saved:
    """Hold what an author saved last: address, title, and when (s of the monotonic clock)."""

    url: str
    title: str
    at: float


class Listeners:
    """Own the open pages, in the thread that owns the desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._open: set[Listener] = set()
        self._saved: Saved | None = None

    def __len__(self) -> int:
        return len(self._open)

    def add(self, listener: Listener, face: str) -> None:
        """Listen from now on; `face` is that of the page as the browser has it."""
        listener.face = self.desk.face(listener.page)
        if signature(listener.face) != face:
            listener.tell("reload", None)
            return
        self._open.add(listener)
        self._tell_problems(listener)
        if self._saved and time.monotonic() - self._saved.at < RECENT:
            self._tell_saved(listener, self._saved)

    def remove(self, listener: Listener) -> None:
        """Listen no longer."""
        self._open.discard(listener)

    def tell(self, saved: Iterable[str]) -> None:
        """Tell each page what changed for it; and where the author is, if one article was saved."""
        shown = [found for found in map(self.desk.shown, saved) if found]
        if len(shown) == 1:
            self._saved = Saved(*shown[0], time.monotonic())
        for listener in tuple(self._open):
            if self._renew(listener):
                continue
            self._tell_problems(listener)
            if len(shown) == 1 and self._saved:
                self._tell_saved(listener, self._saved)

    def _renew(self, listener: Listener) -> bool:
        """Tell a page to load again if it is another one; new styles alone are put in."""
        before, now = listener.face, self.desk.face(listener.page)
        if before == now:
            return False
        listener.face = now
        old, new = dict(before.styles), dict(now.styles)
        if before.page != now.page or old.keys() != new.keys():
            self._open.discard(listener)
            listener.tell("reload", None)
            return True
        changed = [(old[name], new[name]) for name in old if old[name] != new[name]]
        listener.tell("styles", {"face": signature(now), "pairs": changed})
        return False

    def _tell_problems(self, listener: Listener) -> None:
        """Say that there are mistakes elsewhere, or no longer."""
        own = self.desk.problems if listener.page == ALL else self.desk.wrong(listener.page)
        wrong = [one for one in errors(self.desk.problems) if one not in own]
        told = {"count": len(wrong), "first": str(wrong[0]) if wrong else "", "url": PROBLEMS}
        if told != listener.told and (wrong or listener.told):
            listener.tell("problems", told)
        listener.told = told

    def _tell_saved(self, listener: Listener, saved: Saved) -> None:
        """Offer to follow the author to another article."""
        file = saved.url.removeprefix(self.desk.settings.root if self.desk.settings else "/")
        if listener.page not in (file, f"{file}index.html"):
            listener.tell("saved", {"url": saved.url, "title": saved.title})


def signature(face: Face) -> str:
    """Write a face as a page knows it."""
    return key(face.page, *(f"{name} {url}" for name, url in face.styles))
