"""Write what the preview answers: the published headers, and leave for one script of its own.

Invariant: a page may do what it may do when it is published, and besides run this one script,
which listens to this server's events and asks for the same page. Nothing is kept by browsers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

import markupsafe

from generator import policy
from generator.model import Leave, Settings

OK, METHOD_NOT_ALLOWED = 200, 405
OWN = "/_hushpress/"
SCRIPT, EVENTS, PROBLEMS = f"{OWN}live.js", f"{OWN}events", f"{OWN}problems"
LIVE = Path(__file__).with_name("live.js")
TYPES = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
    "json": "application/json", "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "gif": "image/gif",
    "avif": "image/avif", "ico": "image/x-icon", "pdf": "application/pdf", "mp4": "video/mp4",
    "webm": "video/webm", "ogg": "audio/ogg", "mp3": "audio/mpeg", "m4a": "audio/mp4",
    "opus": "audio/ogg", "vtt": "text/vtt; charset=utf-8", "woff2": "font/woff2",
    "woff": "font/woff", "webmanifest": "application/manifest+json",
}  # fmt: skip
UNKNOWN = "application/octet-stream"
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
# What is meant for the published site alone.
LEFT_OUT = ("Strict-Transport-Security", "Cache-Control")
END = b"</body>"


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold an answer: status of HTTP, headers, bytes."""

    status: int
    headers: Mapping[str, str]
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Live:
    """Say what the script in a page needs to know.

    `nonce` lets it run, `token` is this run's secret; `host` and `address` are where the page was
    asked for, `page` is its file in output/, `face` its state.
    """

    nonce: str
    token: str
    host: str
    address: str
    page: str
    face: str


def published(settings: Settings | None, address: str, data: bytes, status: int = 200) -> Reply:
    """Answer with a file as a host would."""
    return Reply(status, _headers(settings, address, _type(address)), data)


def page(
    settings: Settings | None, address: str, reply: tuple[int, bytes], live: Live, leave: Leave
) -> Reply:
    """Answer with a page, and with the script that keeps it new."""
    status, data = reply
    told = _headers(settings, address, TYPES["html"])
    before = told[policy.POLICY]
    told[policy.POLICY] = _opened(before, live)
    if settings:
        inside = policy.in_page(settings, address, leave)
        both = (markupsafe.escape(one).encode() for one in (inside, _opened(inside, live)))
        data = data.replace(next(both), next(both), 1)
    return Reply(status, told, with_script(data, live))


def own(data: bytes, live: Live, status: int = 500) -> Reply:
    """Answer with a page of the preview's own: it has a style and the script, and nothing else."""
    rules = f"default-src 'none'; style-src 'nonce-{live.nonce}'; base-uri 'none'"
    told = _headers(None, "/", TYPES["html"])
    told[policy.POLICY] = _opened(f"{rules}; form-action 'none'; frame-ancestors 'none'", live)
    return Reply(status, told, with_script(data, live))


def script() -> Reply:
    """Answer with the script."""
    return Reply(200, _headers(None, "/", TYPES["js"]), LIVE.read_bytes())


def streaming() -> Mapping[str, str]:
    """Give the headers of a stream of events."""
    return _headers(None, "/", "text/event-stream")


def refusal(status: int, why: str, link: str = "") -> Reply:
    """Say in plain words why nothing is answered; `link` is where one may look instead."""
    told = _headers(None, "/", TYPES["html"])
    told[policy.POLICY] = "default-src 'none'; frame-ancestors 'none'"
    more = f'<p><a href="{escape(link)}">Open the preview</a></p>' if link else ""
    text = f"<!doctype html><html lang=en><title>{status}</title><p>{escape(why)}</p>{more}\n"
    if status == METHOD_NOT_ALLOWED:  # RFC 9110 wants to be told what would be allowed
        told["Allow"] = "GET, HEAD"
    return Reply(status, told, text.encode())


def elsewhere(address: str, query: str) -> Reply:
    """Send on to another address of the site."""
    told = _headers(None, "/", TYPES["txt"])
    told["Location"] = address + (f"?{quote(query, safe='=&%+-._~/?:@!$,;*')}" if query else "")
    return Reply(307, told)


def part(reply: Reply, wanted: str | None) -> Reply:
    """Give the part of a file that a player asks for (RFC 9110, section 14); else all of it."""
    found = RANGE.fullmatch(wanted or "")
    size = len(reply.data)
    if not found or reply.status != OK or found[0] == "bytes=-":
        return reply
    if found[1]:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
        if found[2] and int(found[2]) < first:
            return reply
    else:
        first, last = max(0, size - int(found[2])), size - 1
    if first >= size:
        return Reply(416, {**reply.headers, "Content-Range": f"bytes */{size}"})
    told = {**reply.headers, "Content-Range": f"bytes {first}-{last}/{size}"}
    return Reply(206, told, reply.data[first : last + 1])


def event(name: str, data: object) -> bytes:
    """Write an event as a stream of events has it (HTML 9.2)."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def with_script(data: bytes, live: Live) -> bytes:
    """Put the script before the end of a page; it must not stand in one that has no end."""
    tag = (
        f'<script src="{SCRIPT}" nonce="{live.nonce}" data-token="{live.token}"'
        f' data-page="{escape(live.page)}" data-face="{live.face}" defer></script>'
    )
    before, end, after = data.rpartition(END)
    return before + tag.encode() + end + after if end else data + tag.encode()


def _headers(settings: Settings | None, address: str, kind: str) -> dict[str, str]:
    """Give the headers that the published file has, but for those that would last."""
    told = policy.headers(settings or Settings("", "https://example.org/"), address)
    kept = {name: value for name, value in told.items() if name not in LEFT_OUT}
    return {"Content-Type": kind, **kept, "Cache-Control": "no-store", "Accept-Ranges": "bytes"}


def _type(address: str) -> str:
    """Say of which kind a file is, by the end of its name; an address of a folder is a page."""
    name = address.rpartition("/")[2]
    return TYPES.get(name.rpartition(".")[2].lower(), UNKNOWN) if name else TYPES["html"]


def _opened(rules: str, live: Live) -> str:
    """Let the script run under a policy, and listen to the events and ask for its page; no more."""
    more = {
        "script-src": f"'nonce-{live.nonce}'",
        "connect-src": f"http://{live.host}{EVENTS} http://{live.host}{live.address}",
    }
    parts = rules.split("; ")
    for name, allowed in more.items():
        known = [number for number, one in enumerate(parts) if one.split(" ")[0] == name]
        if known:
            parts[known[0]] += f" {allowed}"
        else:
            parts.append(f"{name} {allowed}")
    return "; ".join(parts)
