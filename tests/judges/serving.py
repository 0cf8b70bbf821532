"""Serve a folder as its host would: compressed, with the headers it asks for.

Bounded: on this machine only, as many requests at once as a browser makes, none longer than 30 s.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

MOST = threading.BoundedSemaphore(32)
TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".png": "image/png",
    ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".webp": "image/webp",
    ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".opml": "text/x-opml", ".woff2": "font/woff2",
}  # fmt: skip
PACKED = {".html", ".css", ".js", ".json", ".xml", ".txt", ".svg", ".opml"}


class Host(http.server.BaseHTTPRequestHandler):
    """Answer for files below a folder, and with 404.html for others."""

    protocol_version = "HTTP/1.1"
    timeout = 30

    def __init__(self, *args: object, folder: Path) -> None:
        self.folder = folder
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        with MOST:
            path = unquote(urlsplit(self.path).path)
            file = (
                self.folder / (path + "index.html" if path.endswith("/") else path).lstrip("/")
            ).resolve()
            found = file.is_file() and file.is_relative_to(self.folder.resolve())
            self._send(200 if found else 404, path, file if found else self.folder / "404.html")

    def _send(self, status: int, path: str, file: Path) -> None:
        data = file.read_bytes() if file.is_file() else b""
        headers = {"Content-Type": TYPES.get(file.suffix, "application/octet-stream")}
        headers |= told(self.folder, path)
        if file.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, 9, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


@functools.lru_cache(256)
def told(folder: Path, path: str) -> dict[str, str]:
    """Read in `_headers` what is sent with a path."""
    file = folder / "_headers"
    found: dict[str, str] = {}
    applies = False
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        if line and not line[0].isspace():
            applies = bool(re.fullmatch(re.escape(line.strip()).replace(r"\*", ".*"), path))
        elif applies and line.strip().startswith("! "):
            found.pop(line.strip()[2:], None)
        elif applies and ":" in line:
            name, _, value = line.strip().partition(":")
            found[name] = value.strip()
    return found


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Serve a folder; give the port."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Host, folder=folder)
    )
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # browsers hang up early
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
