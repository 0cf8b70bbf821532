"""The command that shows the site while it is being written: serve."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import console
from generator.commands.common import DONE, TROUBLE, add, now
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.commands.common import Commands
    from generator.preview.session import Session

PORT, TRIES, HIGHEST = 4000, 20, 65535


def register(commands: Commands) -> None:
    """Add this command."""
    serve = add(
        commands,
        _serve,
        "show the site in a browser, as new as its files",
        "hushpress serve --open",
    )
    serve.add_argument("--port", type=_port, metavar="N", help=f"(default: {PORT}, or the next)")
    serve.add_argument("--open", action="store_true", help="open the site in a browser")
    serve.add_argument(
        "--drafts",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="show drafts and scheduled articles, marked (default: yes)",
    )
    serve.add_argument(
        "--poll", action="store_true", help="look for changes, where the system tells of none"
    )
    serve.add_argument(
        "--host", default="", metavar="H", help="an address of this machine that others may ask"
    )


def _port(text: str) -> int:
    """Read the number of a port; 0 takes any that is free."""
    if not text.isdecimal() or int(text) > HIGHEST:
        raise argparse.ArgumentTypeError(f'"{text}" is not the number of a port (write {PORT})')
    return int(text)


def _serve(options: argparse.Namespace) -> int:
    """Show the site until Ctrl-C."""
    from generator.preview.server import listening

    first = options.port if options.port is not None else PORT
    tries = 1 if options.port is not None else TRIES
    try:
        sockets = listening(options.host, range(first, first + tries))
    except OSError as error:
        where = options.host or "localhost"
        hint = "--port takes another one" if not options.host else "--host wants an own address"
        why = os.strerror(error.errno) if error.errno else error
        print(f"hushpress: {where}:{first}: {why} ({hint})", file=sys.stderr)
        return TROUBLE
    port: int = sockets[0].getsockname()[1]
    try:
        with _session(options) as session, contextlib.suppress(KeyboardInterrupt):
            from generator.preview.guard import Own
            from generator.preview.routes import Routes
            from generator.preview.server import Server

            server = Server(sockets, Routes(session, Own(port, options.host)).respond)
            session.begin()  # browsers that come too early wait: the port is open
            gc.enable()
            gc.freeze()  # what is there now stays: it need not be gone through again
            server.start()
            session.watch("--poll was asked for" if options.poll else "")
            _welcome(options, port)
            try:
                session.run()
            finally:
                server.stop()
    finally:
        for one in sockets:
            one.close()
    print("\nstopped")
    return DONE


@contextlib.contextmanager
def _session(options: argparse.Namespace) -> Iterator[Session]:
    """Open the site."""
    from generator.preview.desk import Desk
    from generator.preview.session import Session
    from generator.request import Request
    from generator.store import opened

    request = Request(
        options.site,
        options.site / "output",
        now(),
        drafts=options.drafts,
        future=options.drafts,
        pool=os.cpu_count() or 1,
    )
    with opened(request.root) as store:
        yield Session(Desk(request, store, now), _tell, _note)


def _welcome(options: argparse.Namespace, port: int) -> None:
    """Say where the site is shown."""
    address = f"http://localhost:{port}/"
    print(f"{address} shows the site; Ctrl-C ends it", flush=True)
    if options.host:
        _note(f"everybody who reaches {options.host}:{port} can read it, drafts too")
    if options.open:
        import webbrowser

        webbrowser.open(address)


def _tell(problems: tuple[Problem, ...]) -> None:
    """Tell the problems there are now."""
    console.tell(problems, sys.stderr, end="")
    if not problems:
        print("nothing is wrong any more")
    sys.stderr.flush()


def _note(text: str) -> None:
    print(f"hushpress: {text}", file=sys.stderr, flush=True)
