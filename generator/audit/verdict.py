"""Tell which of the sights of a page its readers were not promised.

Invariant: what no setting declares is a fault; a fault stops the build.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.audit.addresses import is_own, origin, scheme
from generator.audit.sights import Sight
from generator.model import Leave, Settings

RUNNING = frozenset({"javascript", "vbscript", "data", "livescript", "mocha", "blob", "filesystem"})
KINDS = ("images", "fonts", "styles", "media", "frames")
SHOWN = 80  # signs of an address


class Fault(NamedTuple):
    """Hold what is wrong with a page, and what to look for in the sources to find its place."""

    message: str
    hint: str
    needle: str


class Audited(NamedTuple):
    """Name the page that a sight is on, and what it may do.

    `address` counts from the site's root and begins with a slash.
    """

    address: str
    leave: Leave


def fault(sight: Sight, settings: Settings, page: Audited) -> Fault | None:
    """Judge a sight on a page."""
    judge = {"load": _load, "link": _link, "send": _send, "run": _run}.get(sight.act)
    found = judge(sight, settings, page) if judge else _words(sight)
    return found and Fault(found[0], found[1], sight.needle)


Words = tuple[str, str] | None


def _load(sight: Sight, settings: Settings, page: Audited) -> Words:
    """Let a page load what is the site's own, and what a setting declares."""
    if is_own(sight.address, settings):
        is_program = sight.purpose == "scripts"
        return _run(sight, settings, page) if is_program else None
    kind = sight.purpose
    declared = settings.privacy
    hosts = {name: getattr(declared, name) for name in KINDS}
    # What a style sheet names may be a picture, a font or another sheet.
    kinds = ("styles", "fonts", "images") if kind == "paint" else (kind,)
    host = origin(sight.address)
    if any(host in hosts.get(name, ()) for name in kinds):
        return None
    shown = _short(sight.address)
    if scheme(sight.address) in RUNNING:
        hint = "save it as a file of the site: the site's policy lets nothing else in"
        return f'{sight.what} holds "{shown}"', hint
    message = f'{sight.what} would load "{shown}" from elsewhere'
    if kinds[-1] in KINDS and host.startswith("https://"):
        return message, f'save it on this site, or declare [privacy] {kinds[-1]} = ["{host}"]'
    return message, "save it on this site"


def _link(sight: Sight, settings: Settings, page: Audited) -> Words:
    """Let a link lead where it wants, if it runs nothing and does not say where it comes from."""
    del page
    if scheme(sight.address) in RUNNING:
        message = f'{sight.what} would run "{_short(sight.address)}" in the reader\'s browser'
        return message, "lead to a page"
    leads_out = scheme(sight.address) in ("", "http", "https")
    if sight.purpose == "referrer" and leads_out and not is_own(sight.address, settings):
        message = f'{sight.what} to "{_short(sight.address)}" has no rel="noreferrer"'
        return message, 'write rel="noreferrer noopener" beside the address'
    return None


def _send(sight: Sight, settings: Settings, page: Audited) -> Words:
    """Let nothing be sent: the site's policy allows no form."""
    del settings, page
    message = f'{sight.what} would send something to "{_short(sight.address)}"'
    return message, "take it out, and give an address to write to"


def _run(sight: Sight, settings: Settings, page: Audited) -> Words:
    """Let the site's own scripts run on the pages that have leave to."""
    if sight.address and sight.act == "load":
        if page.leave.scripts or page.address in settings.privacy.scripts:
            return None
        message = f"{sight.what} would run a program on this page"
        return message, f'take it out, or declare [privacy] scripts = ["{page.address}"]'
    hint = "put it into a file under layouts/assets/: the site's policy lets none run in a page"
    return f"{sight.what} would run a program that stands in the page", hint


def _words(sight: Sight) -> Words:
    """Say what can't stand in a page at all."""
    if sight.act == "style":
        return f"{sight.what} is a style in the page", "use class, and layouts/assets/style.css"
    if sight.what == "a comment":
        return "a comment would be published", "write {# … #} in layouts, or take it out"
    return f"{sight.what} can't stand in a page", "take it out"


def _short(address: str) -> str:
    """Cut an address that would fill a screen."""
    return address if len(address) <= SHOWN else address[: SHOWN - 1] + "…"
