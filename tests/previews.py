"""Run the real preview as a process of its own, and ask it things, as rawly as a test likes."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

WELCOME = re.compile(r"http://localhost:(\d+)/ shows the site")
PATIENCE = 20.0  # seconds until a test gives up


class Preview:
    """Own a preview that runs. `lines` is what it has said so far."""

    def __init__(self, root: Path, *options: str, under: Sequence[str] = ()) -> None:
        command = [
            *under,
            sys.executable,
            "-m",
            "generator",
            "serve",
            "--site",
            str(root),
            "--port",
            "0",
        ]
        self.process = subprocess.Popen(
            [*command, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        eventually(self._port)
        self.port = self._port()
        self.address = f"http://localhost:{self.port}/"

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def _port(self) -> int:
        found = WELCOME.search("".join(self.lines))
        assert self.process.poll() is None, "".join(self.lines)
        return int(found[1]) if found else 0

    def said(self) -> str:
        return "".join(self.lines)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask as a browser does that was told this address by its user."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Host": f"localhost:{self.port}", **given})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, data

    def text(self, path: str) -> str:
        return self.get(path)[2].decode("utf-8")

    def raw(self, data: bytes) -> bytes:
        """Send bytes, and give all that comes back until the other side ends."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as wire:
            with contextlib.suppress(OSError):  # what is too large is refused before its end
                wire.sendall(data)
                wire.shutdown(socket.SHUT_WR)
            found = b""
            with contextlib.suppress(ConnectionResetError):
                while piece := wire.recv(65536):
                    found += piece
        return found

    @contextlib.contextmanager
    def events(self, path: str) -> Iterator[list[str]]:
        """Listen as a page does; give what comes, as it comes: the events' names and data."""
        page = self.text(path)
        names = ("token", "page", "face")
        token, file, face = (re.findall(f'data-{name}="([^"]*)"', page)[0] for name in names)
        query = f"token={quote(token)}&page={quote(file)}&face={quote(face)}"
        wire = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        head = f"GET /_hushpress/events?{query} HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n"
        wire.sendall(head.encode())
        heard: list[str] = []

        def listen() -> None:
            kept = b""
            with contextlib.suppress(OSError):
                while piece := wire.recv(65536):
                    kept += piece
                    found = re.findall(rb"event: (\w+)\ndata: (.*)\n", kept)
                    heard[:] = [b" ".join(one).decode() for one in found]

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        try:
            yield heard
        finally:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
            wire.close()
            thread.join()

    def open_files(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def memory(self) -> int:
        """Give the memory it holds, in kB (proc(5))."""
        text = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", text)
        assert found
        return int(found[1])

    def stop(self) -> int:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            code = self.process.wait(PATIENCE)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()
        return code


@contextlib.contextmanager
def preview(root: Path, *options: str, under: Sequence[str] = ()) -> Iterator[Preview]:
    """Run a preview; it is still there at the end, and has had no accident."""
    running = Preview(root, *options, under=under)
    try:
        yield running
        assert running.process.poll() is None, running.said()
    finally:
        running.stop()
    assert "Traceback" not in running.said(), running.said()


def eventually(is_so: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < ends, "it never came to be so"
        time.sleep(0.005)
