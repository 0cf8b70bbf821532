"""Run other sites, and proxies, on this machine: real servers that misbehave as real ones do."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Answers(BaseHTTPRequestHandler):
    """Answer as the path says: /404, /301?to=…, /head-405, /slow-headers."""

    server: Elsewhere

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.server.forms.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer()

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        self.server.times.append(time.monotonic())
        name, _, query = self.path.lstrip("/").partition("?")
        if name == "no-head" and self.command == "HEAD":
            self.send_error(405)
        elif name == "rude" and self.command == "HEAD":
            self.close_connection = True
        elif name == "garbage":
            self.wfile.write(b"SSH-2.0-OpenSSH_9.9\r\n")
        elif name == "drip":
            self.drip()
        elif name == "endless":
            self.endless()
        else:
            self.plain(int(name) if name.isdigit() else 200, query.removeprefix("to="))

    def plain(self, status: int, target: str) -> None:
        self.send_response(status)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def drip(self) -> None:
        """Send one byte of a header at a time, for ever: no timeout of a read ever passes."""
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
            while not self.server.is_over.wait(0.05):
                self.wfile.write(b"a")
                self.wfile.flush()

    def endless(self) -> None:
        """Send a body without an end."""
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while not self.server.is_over.is_set():
                self.wfile.write(b"a" * 65536)
                self.server.sent += 65536

    def log_message(self, *_: Any) -> None:
        pass


class Elsewhere(ThreadingHTTPServer):
    """Own another site; `asked` is what it was asked for."""

    daemon_threads = True

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), Answers)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.forms: list[str] = []
        self.times: list[float] = []
        self.sent = 0
        self.is_over = threading.Event()
        self.address = f"http://{host}:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that have gone."""


class Socks(socketserver.StreamRequestHandler):
    """Speak as much SOCKS 5 as Tor does to a client, and lead every name to one place."""

    server: Proxy

    def handle(self) -> None:
        self.rfile.read(1)
        self.rfile.read(self.rfile.read(1)[0])
        self.wfile.write(b"\x05\x00")
        _, _, _, kind = self.rfile.read(4)
        if kind == 3:
            name = self.rfile.read(self.rfile.read(1)[0]).decode()
        else:
            name = socket.inet_ntop(socket.AF_INET, self.rfile.read(4))
        port = int.from_bytes(self.rfile.read(2), "big")
        self.server.asked.append((name, port))
        if "unreachable" in name:
            self.wfile.write(b"\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00")
            return
        self.wfile.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        with socket.create_connection(self.server.target) as other:
            joined(self.connection, other)


class Forwarding(BaseHTTPRequestHandler):
    """Speak as much of a proxy of HTTP as a check needs."""

    server: Proxy

    def do_HEAD(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Proxy-Authorization", "")))
        self.send_response(404 if "gone" in self.path else 200)
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - http.server's names

    def do_CONNECT(self) -> None:
        self.server.asked.append((self.path, ""))
        self.send_response(502)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


class Proxy(socketserver.ThreadingTCPServer):
    """Own a proxy; `asked` are the names that it was asked for."""

    daemon_threads = True

    def __init__(self, target: tuple[str, int], handler: type[Any] = Socks) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.target = target
        self.asked: list[tuple[str, Any]] = []
        self.address = f"127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that have gone."""


def joined(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes between two connections until one of them ends."""

    def carry(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=carry, args=(other, one), daemon=True)
    back.start()
    carry(one, other)
    back.join()


@contextlib.contextmanager
def running(*servers: Any) -> Iterator[None]:
    """Let servers answer, and end them."""
    threads = [threading.Thread(target=one.serve_forever, args=(0.01,)) for one in servers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for one in servers:
            if isinstance(one, Elsewhere):
                one.is_over.set()
            one.shutdown()
            one.server_close()
        for thread in threads:
            thread.join()


def with_tls(server: Elsewhere, folder: Path) -> Path:
    """Let a site speak TLS with a certificate that it made itself; give the certificate."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.address = server.address.replace("http:", "https:")
    return certificate
