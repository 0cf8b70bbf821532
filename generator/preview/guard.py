"""Decide which requests the preview answers: this machine's own browser's, and no stranger's.

A page of another site, open in the same browser, can ask for any address of this machine. What it
may not do follows the Fetch Metadata Request Headers (W3C), the Fetch Standard (Origin), and what
is known of DNS rebinding: a stranger's name that leads here.
Invariant: in doubt a request is refused; nothing here looks at a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import unquote_to_bytes

METHODS = ("GET", "HEAD")
LONGEST = 4096  # characters of an address
NAMES = ("localhost", "127.0.0.1", "[::1]")
ABSOLUTE = re.compile(r"http://([^/?#]*)(/[^#]*|)", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")
PORT = re.compile(r"[0-9]{1,5}")
OWN = ("same-origin", "none")  # Sec-Fetch-Site: a page of ours asks, or the person at the keyboard


@dataclass(frozen=True, slots=True)
class Own:
    """Say under which names the preview is reached: by this port, on this machine, or beyond.

    `host` is what --host told, or empty: then nothing beyond this machine may ask.
    """

    port: int
    host: str = ""

    def knows(self, authority: str) -> bool:
        """Tell whether a Host header names this preview."""
        name, port = _split(authority)
        if port != self.port:
            return False
        if name in NAMES or (self.host and name == self.host.lower()):
            return True
        # An address in numbers can't be rebound: no name server is asked.
        return bool(self.host) and _is_address(name)


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold a request as it came: `target` is what stands in its first line."""

    method: str
    target: str
    headers: Mapping[str, tuple[str, ...]]

    def only(self, name: str) -> str | None:
        """Give a header that must not stand there twice; None if it is not there."""
        values = self.headers.get(name, ())
        if len(values) > 1:
            raise ValueError(name)
        return values[0] if values else None


@dataclass(frozen=True, slots=True)
class Refused:
    """Say why a request is not answered: the status of HTTP (RFC 9110), and words."""

    status: int
    why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold what a request that is answered wants: a path with its signs read, and its query."""

    path: str
    query: str
    host: str


def admitted(asked: Asked, own: Own) -> Wanted | Refused:
    """Say what a request wants, or why it gets nothing."""
    if asked.method not in METHODS:
        return Refused(405, "This server answers GET and HEAD only.")
    try:
        host = asked.only("host")
        origin, site = asked.only("origin"), asked.only("sec-fetch-site")
    except ValueError as error:
        return Refused(400, f"The header {error} stands there twice.")
    if host is None or not own.knows(host):
        return Refused(421, "This is a preview for its author, and has another name.")
    if origin is not None and origin != f"http://{host}":
        return Refused(403, "A page of another site may not ask for this.")
    if site is not None and site not in OWN:
        return Refused(403, "Another site led here. Open the address yourself.")
    return _wanted(asked.target, host, own)


def _wanted(target: str, host: str, own: Own) -> Wanted | Refused:
    """Read the target of a request (RFC 9112, section 3.2)."""
    found = ABSOLUTE.fullmatch(target)
    if found:
        if not own.knows(found[1]):
            return Refused(421, "This is a preview for its author, and no proxy.")
        target = found[2] or "/"
    if not target.startswith("/"):
        return Refused(400, "The address has to begin with a slash.")
    if len(target) > LONGEST:
        return Refused(414, "The address is too long.")
    written, _, query = target.partition("?")
    try:
        path = unquote_to_bytes(written).decode("utf-8")
    except UnicodeDecodeError:
        return Refused(400, "The address is not UTF-8.")
    if CONTROL.search(path):
        return Refused(400, "No page has such an address.")
    return Wanted(path, query, host)


def _split(authority: str) -> tuple[str, int]:
    """Take a Host header apart; what is no such thing has the port -1."""
    name, colon, port = authority.lower().rpartition(":")
    if not colon or authority.endswith("]"):
        return authority.lower(), 80
    return name, int(port) if PORT.fullmatch(port) else -1


def _is_address(name: str) -> bool:
    """Tell whether a name is an address in numbers, as RFC 3986 writes it."""
    is_bracketed = name.startswith("[") and name.endswith("]")
    try:
        return ip_address(name.strip("[]")).version == (6 if is_bracketed else 4)
    except ValueError:
        return False
