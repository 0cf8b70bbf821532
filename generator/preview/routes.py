"""Answer requests: guard first, then the preview's own addresses, then the site's.

Invariant: an address of the site is looked up among its planned pages, and never on the disk.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from functools import partial
from urllib.parse import parse_qs, quote

from generator.model import Leave
from generator.preview import replies
from generator.preview.desk import ALL, Answer, Face
from generator.preview.guard import Asked, Own, Refused, Wanted, admitted
from generator.preview.listeners import Listener, signature
from generator.preview.mistakes import mistakes
from generator.preview.replies import EVENTS, OWN, PROBLEMS, SCRIPT, Live, Reply
from generator.preview.server import Streaming
from generator.preview.session import Session
from generator.problems import errors
from generator.slugs import url_path

INDEX = "index.html"
PAGE = ".html"


class Routes:
    """Know where requests lead. `token` is this run's secret: who has it has seen a page."""

    def __init__(self, session: Session, own: Own) -> None:
        self.session = session
        self.own = own
        self.token = secrets.token_urlsafe(16)

    async def respond(self, asked: Asked) -> Reply | Streaming:
        """Answer a request."""
        wanted = admitted(asked, self.own)
        if isinstance(wanted, Refused):
            return replies.refusal(wanted.status, wanted.why, f"http://localhost:{self.own.port}/")
        if wanted.path == SCRIPT:
            return replies.script()
        if wanted.path == EVENTS:
            return self._events(wanted, asked)
        act = partial(self._problems if wanted.path == PROBLEMS else self._page, wanted)
        reply = await asyncio.wrap_future(self.session.ask(act))
        return replies.part(reply, asked.only("range"))

    def _events(self, wanted: Wanted, asked: Asked) -> Reply | Streaming:
        """Open a stream of events to a page of ours."""
        query = parse_qs(wanted.query)
        token, page, face = (query.get(name, [""])[0] for name in ("token", "page", "face"))
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return replies.refusal(403, "This stream is for the preview's own pages.")
        if asked.method == "HEAD":
            return Reply(replies.OK, replies.streaming())
        listener = Listener(page, Face(""), asyncio.get_running_loop())
        listeners, ask = self.session.listeners, self.session.ask
        ask(partial(listeners.add, listener, face))
        gone = partial(ask, partial(listeners.remove, listener))
        return Streaming(replies.streaming(), listener.queue, gone)

    # What follows runs in the thread that owns the desk.

    def _live(self, wanted: Wanted, page: str) -> Live:
        """Say what the script in a page needs to know."""
        face = signature(self.session.desk.face(page))
        address = quote(wanted.path, safe="/")
        return Live(secrets.token_urlsafe(16), self.token, wanted.host, address, page, face)

    def _problems(self, wanted: Wanted) -> Reply:
        """Show all mistakes and warnings."""
        desk = self.session.desk
        live = self._live(wanted, ALL)
        told = mistakes("What is wrong", desk.problems, desk.request.root, live.nonce)
        return replies.own(told, live, replies.OK)

    def _page(self, wanted: Wanted) -> Reply:
        """Show a file of the site."""
        self.session.refresh()
        desk = self.session.desk
        root = desk.settings.root if desk.settings else "/"
        if wanted.path.startswith(OWN):
            return replies.refusal(404, "The preview has no such page.", root)
        if root != "/" and wanted.path in ("/", root[:-1]):
            return replies.elsewhere(root, wanted.query)
        inside = wanted.path.removeprefix(root)
        if not wanted.path.startswith(root):
            inside = wanted.path  # no file's path begins with a slash: it is not there
        file = inside + INDEX if inside.endswith("/") or not inside else inside
        if file not in desk.planned and f"{file}/{INDEX}" in desk.planned:
            return replies.elsewhere(url_path(wanted.path) + "/", wanted.query)
        return self._answered(wanted, file, desk.answer(file))

    def _answered(self, wanted: Wanted, file: str, answer: Answer) -> Reply:
        """Write an answer of the desk."""
        desk = self.session.desk
        if answer.problems:
            live = self._live(wanted, file)
            number = len(errors(answer.problems))
            title = "A mistake" if number == 1 else f"{number} mistakes"
            told = mistakes(title, answer.problems, desk.request.root, live.nonce)
            return replies.own(told, live, answer.status)
        address = url_path(wanted.path)
        if not answer.path.endswith(PAGE):
            return replies.published(desk.settings, address, answer.data, answer.status)
        if not answer.data:
            return replies.refusal(answer.status, "There is no such page.", "/")
        live = self._live(wanted, file)
        leave = desk.planned[file].leave if file in desk.planned else Leave()
        return replies.page(desk.settings, address, (answer.status, answer.data), live, leave)
