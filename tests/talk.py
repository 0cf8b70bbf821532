"""Run what comments are tested with: the published pages under their headers, Isso, a false Mastodon.

All of it on loopback, and ended by whoever began it.
"""

from __future__ import annotations

import functools
import http.server
import json
import re
import socket
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ISSO = Path(__file__).parent.parent / ".venv/isso/bin/isso"
Answer = tuple[int, bytes]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Send files with the headers that output/_headers tells hosts to send."""

    def log_message(self, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        path = urllib.parse.urlsplit(self.path).path
        for name, value in headers(Path(self.directory) / "_headers", path).items():
            self.send_header(name, value)
        super().end_headers()


def headers(file: Path, path: str) -> dict[str, str]:
    """Read _headers as Netlify and Cloudflare do: later rules stand beside, or after `!` in place."""
    told: dict[str, str] = {}
    holds = False
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith(" "):
            pattern = re.sub(r":[a-z]+", "[^/]+", re.escape(line).replace(r"\*", ".*"))
            holds = re.fullmatch(pattern, path) is not None
        elif holds and line.startswith("  ! "):
            told.pop(line[4:].strip(), None)
        elif holds:
            name, _, value = line.strip().partition(": ")
            told[name] = f"{told[name]}, {value}" if name in told else value
    return told


@contextmanager
def served(
    handler: Callable[..., http.server.BaseHTTPRequestHandler], port: int = 0
) -> Iterator[str]:
    """Serve on loopback, and give the address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def pages(output: Path, port: int) -> contextmanager:  # type: ignore[valid-type]
    """Serve what was published."""
    return served(functools.partial(Quiet, directory=str(output)), port)


def free() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def isso(folder: Path, site: str, *, moderated: bool = False) -> Iterator[str]:
    """Run a real Isso for a site, and give its address."""
    assert ISSO.exists(), "there is no Isso to test with (make tools)"
    folder.mkdir(parents=True)
    port = free()
    (folder / "isso.cfg").write_text(
        f"[general]\ndbpath = {folder}/comments.db\nhost = {site}\nnotify =\n"
        f"[moderation]\nenabled = {str(moderated).lower()}\n"
        f"[server]\nlisten = http://127.0.0.1:{port}/\n"
        "[guard]\nratelimit = 100\ndirect-reply = 100\nreply-to-self = true\n"
        "[markup]\nrenderer = mistune\n"
    )
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([ISSO, "-c", folder / "isso.cfg", "run"], stdout=log, stderr=log)
    try:
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


@dataclass
class Stand:
    """Stand in for a server that keeps comments: answer as it is told to, and note what is asked.

    `answer` gives a status and bytes; one that is `silent` answers when it is closed.
    """

    answer: Callable[[str], Answer]
    silent: bool = False
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[str]:
        """Answer on loopback, and give the address."""
        stand, closed = self, threading.Event()

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                stand.asked.append((self.path, dict(self.headers)))
                if stand.silent:
                    closed.wait()
                status, data = stand.answer(self.path)
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json; charset=utf-8")
                    self.send_header("Access-Control-Allow-Origin", "*")
                    self.send_header("Set-Cookie", "seen=1")
                    self.end_headers()
                    self.wfile.write(data)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # nobody waits for it any more

        with served(Handler) as address:
            try:
                yield address
            finally:
                closed.set()


def status(number: str, html: str = "<p>Words.</p>", **more: object) -> dict[str, object]:
    """Write a post as Mastodon's interface does (docs.joinmastodon.org/entities/Status)."""
    name = str(more.pop("name", f"Reader {number}"))
    return {
        "id": number,
        "created_at": f"2026-02-13T10:0{number[-1]}:00.000Z",
        "in_reply_to_id": "100",
        "sensitive": False,
        "spoiler_text": "",
        "visibility": "public",
        "language": "en",
        "url": f"https://social.example.org/@r/{number}",
        "content": html,
        "account": {
            "acct": f"r{number}",
            "display_name": name,
            "url": f"https://social.example.org/@r{number}",
            "avatar": "https://files.example.org/avatar.png",
        },
        "media_attachments": [{"type": "image", "url": "https://files.example.org/picture.png"}],
        **more,
    }


def context(*descendants: object) -> Answer:
    """Write a thread as Mastodon's interface does (docs.joinmastodon.org/entities/Context)."""
    return 200, json.dumps({"ancestors": [], "descendants": list(descendants)}).encode()
