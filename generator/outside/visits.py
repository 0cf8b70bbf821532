"""Ask one address whether it is there: by HEAD, then by GET, along its redirects.

Invariants: of a body nothing is read; each redirect is judged like an address of its own; whatever
goes wrong is an answer.
"""

from __future__ import annotations

import base64
import http.client
import re
import socket
import ssl
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from generator.model import Answer
from generator.outside.lines import (
    PORTS,
    Host,
    LineError,
    PrivateError,
    RefusedError,
    bounded,
    connected,
    secured,
)
from generator.outside.ways import SOCKS, Way

NAME = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+(?:%\w+)?")
HOPS = 5  # redirects
SAFE = "%:/?@!$&'()*+,;=-._~"  # what may stand in a path or a query as it is (RFC 3986)
HEADERS = {"User-Agent": "hushpress-check", "Accept": "*/*", "Connection": "close"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FOR_GOOD = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
FOR_NOW = (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT)
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS)
BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
UNKNOWN = "names no host that is known"
UNFOUND = "names a host that was not found now"
GOOD, OTHER, BAD = 200, 300, 400  # the first status that is good, that leads away, that is bad


@dataclass(frozen=True)
class Visitor:
    """Hold how addresses are asked: the way, the private hosts that may be, what TLS asks for."""

    way: Way
    private: frozenset[str]
    context: ssl.SSLContext

    def visit(self, address: str) -> Answer:
        """Ask an address; whatever happens is an answer, but not that the proxy is away."""
        try:
            return self._followed(address)
        except (OSError, http.client.HTTPException, ValueError, LineError) as error:
            kind, why = failed(error)
            return Answer(address, kind, why)

    def _followed(self, address: str) -> Answer:
        """Ask an address, and those that it leads to."""
        here, moved, is_for_good = address, "", True
        for _ in range(HOPS + 1):
            status, target = self._asked(here)
            if status not in (*FOR_GOOD, *FOR_NOW) or not target:
                return _judged(address, status, here, moved)
            here = urljoin(here, target)
            if urlsplit(here).scheme not in PORTS:
                return Answer(address, "unsure", "leads to no page of the web now")
            is_as_safe = here.startswith("https:") or not address.startswith("https:")
            is_for_good = is_for_good and status in FOR_GOOD and is_as_safe
            moved = here if is_for_good else moved
        return Answer(address, "unsure", f"leads from address to address more than {HOPS} times")

    def _asked(self, address: str) -> tuple[int, str]:
        """Ask without wanting the page; a server that can't do that is asked for it."""
        try:
            status, target = self.answer("HEAD", address)
        except (http.client.HTTPException, ConnectionResetError, BrokenPipeError):
            status, target = BAD, ""
        return (
            self.answer("GET", address)
            if status >= BAD and status not in BUSY
            else (status, target)
        )

    def answer(self, method: str, address: str, form: bytes | None = None) -> tuple[int, str]:
        """Send one request, or a form; give the answer's status and where it leads.

        Raise OSError, HTTPException, ValueError or LineError where there is no answer.
        """
        parts = urlsplit(address)
        host = host_of(parts)
        line = connected(host, self.way, self.private)
        with bounded(line, self.way.timeout * 2) as late:
            try:
                line = secured(line, host, self.context)
                talk = http.client.HTTPConnection(host.name, host.port)
                talk.default_port = PORTS[host.scheme]
                talk.sock = line
                proxy = self.way.proxy(host.scheme)
                target, headers = _target(parts, host, proxy)
                headers |= FORM if form is not None else {}
                talk.request(method, target, form, HEADERS | headers)
                answer = talk.getresponse()
                if late.is_set():  # the answer ended where it was cut off
                    raise TimeoutError
            except (OSError, http.client.HTTPException) as error:
                if late.is_set():
                    raise TimeoutError from error
                raise
            finally:
                line.close()
        return answer.status, answer.headers.get("Location", "")


def host_of(parts: SplitResult) -> Host:
    """Name whom an address asks; raise ValueError if there can't be such a host."""
    name = (parts.hostname or "").rstrip(".")
    name = name if name.isascii() else name.encode("idna").decode("ascii")
    if not NAME.fullmatch(name):
        raise ValueError("no host")
    return Host(parts.scheme, name, parts.port or PORTS[parts.scheme])


def _target(
    parts: SplitResult, host: Host, proxy: SplitResult | None
) -> tuple[str, dict[str, str]]:
    """Say what a request names: a path, or to a proxy of HTTP the whole address."""
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    path = quote(parts.path or "/", safe=SAFE) + query
    if not proxy or proxy.scheme in SOCKS or host.scheme == "https":
        return path, {}
    port = "" if host.port == PORTS["http"] else f":{host.port}"
    name = f"[{host.name}]" if ":" in host.name else host.name
    headers = {}
    if proxy.username:
        known = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}".encode()
        headers["Proxy-Authorization"] = f"Basic {base64.b64encode(known).decode()}"
    return f"http://{name}{port}{path}", headers


def failed(error: Exception) -> tuple[str, str]:
    """Say what a failure means: whether the page is gone, and why one thinks so."""
    if isinstance(error, socket.gaierror):
        is_gone = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None))
        return ("dead", UNKNOWN) if is_gone else ("unsure", UNFOUND)
    if isinstance(error, ssl.SSLCertVerificationError):
        return "dead", f"has a certificate of no worth: {error.verify_message}"
    kinds: tuple[tuple[type[Exception], str, str], ...] = (
        (PrivateError, "private", "leads into a private network"),
        (RefusedError, "unsure", f"could not be reached by the proxy: {error}"),
        (TimeoutError, "unsure", "gave no answer in time"),
        (ConnectionRefusedError, "dead", "is on a host that takes no connection"),
    )
    for kind, told, why in kinds:
        if isinstance(error, kind):
            return told, why
    words = getattr(error, "strerror", None) or type(error).__name__
    return "unsure", f"could not be asked: {words}"


def _judged(address: str, status: int, here: str, moved: str) -> Answer:
    """Say what a status means for readers."""
    told = f"{status} {http.client.responses.get(status, '')}".strip()
    if status in GONE:
        return Answer(address, "dead", f"answers {told}")
    if not GOOD <= status < OTHER:
        return Answer(address, "unsure", f"answers {told}")
    if urlsplit(here).path in ("", "/") and urlsplit(address).path not in ("", "/"):
        return Answer(address, "unsure", "leads to a front page now")
    part = urlsplit(address).fragment
    if moved and part and not urlsplit(moved).fragment:
        moved = f"{moved}#{part}"
    return Answer(address, "good", moved=moved if moved != address else "")
