"""Say what browsers may do with the pages: one policy for all of them, and its exceptions.

The values follow Content Security Policy Level 3, Referrer Policy, Permissions Policy, and the HTML
Standard (COOP, COEP) and Fetch Standard (CORP).
Invariant: nothing is allowed that a setting does not declare; every server is told the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from generator.model import Settings

POLICY, RESOURCES = "Content-Security-Policy", "Cross-Origin-Resource-Policy"
# What pages could ask browsers for is switched off, as far as browsers know the names: of others
# they complain.
FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get",
    "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
TWO_YEARS = 63_072_000  # seconds


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold the headers of some files, in place of what all files have.

    `kind` is "all", "folder" (`path` is its address, which ends in a slash), "name" (`path` is the
    name of a file in any folder) or "page" (`path` is an address that ends in a slash, or a file).
    """

    kind: str
    path: str
    headers: tuple[tuple[str, str], ...]


def content_security(settings: Settings, *, runs: bool = False) -> str:
    """Give the policy of a page; `runs` says that the site's own scripts run on it."""
    declared = settings.privacy
    sources = [
        ("img-src", ("'self'", *declared.images)),
        ("style-src", ("'self'", *declared.styles)),
        ("font-src", ("'self'", *declared.fonts)),
        ("media-src", ("'self'", *declared.media)),
        ("manifest-src", ("'self'",)),
    ]
    sources += [("frame-src", declared.frames)] if declared.frames else []
    # A script may ask for files of the site: a search its index, comments their thread.
    sources += [("script-src", ("'self'",)), ("connect-src", ("'self'",))] if runs else []
    told = [f"{name} {' '.join(hosts)}" for name, hosts in sources]
    return "; ".join(["default-src 'none'", *told, "base-uri 'none'", "form-action 'none'"])


def in_page(settings: Settings, url: str) -> str:
    """Give the policy as a page itself can tell it (HTML 4.2.5.3): not who may frame it."""
    address = "/" + url.removeprefix(settings.root)
    return content_security(settings, runs=address in settings.privacy.scripts)


def rules(settings: Settings) -> tuple[Rule, ...]:
    """List what servers say of all files, and then of some in its place."""
    root, crossing = settings.root, ((RESOURCES, "cross-origin"),)
    lasting = (("Cache-Control", "public, max-age=31536000, immutable"),)
    found = [
        Rule("all", root, _of_all(settings)),
        # Pictures and feeds are shown by feed readers, which are other sites.
        Rule("folder", f"{root}assets/", (*crossing, *lasting)),
        Rule("name", "feed.xml", crossing),
    ]
    for page in settings.privacy.scripts:
        told = _framed(content_security(settings, runs=True))
        found.append(Rule("page", root + page.removeprefix("/"), ((POLICY, told),)))
    if root == "/":
        plain = (("Content-Type", "application/json"), ("Access-Control-Allow-Origin", "*"))
        found.append(Rule("page", "/.well-known/gpc.json", plain))
    return tuple(found)


def headers(settings: Settings, address: str) -> dict[str, str]:
    """Give the headers of one file, as a server says them: by its address, as links write it.

    The rules come in an order: what a later one says of a header stands in an earlier one's place.
    """
    told: dict[str, str] = {}
    for rule in rules(settings):
        if _holds(rule, address):
            told |= rule.headers
    return told


def _holds(rule: Rule, address: str) -> bool:
    """Tell whether a rule is meant for an address."""
    if rule.kind == "folder":
        return address.startswith(rule.path)
    if rule.kind == "name":
        return address.rpartition("/")[2] == rule.path
    return rule.kind == "all" or address == rule.path


def _of_all(settings: Settings) -> tuple[tuple[str, str], ...]:
    """List the headers of every file."""
    hosts = settings.privacy
    is_alone = not any((hosts.images, hosts.fonts, hosts.styles, hosts.media))
    features = ", ".join(f"{name}=()" for name in FEATURES)
    told = [
        (POLICY, _framed(content_security(settings))),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", features),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("X-DNS-Prefetch-Control", "off"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        (RESOURCES, "same-origin"),
    ]
    if not hosts.frames:  # a frame of another host may not come under such a policy
        # Other hosts' files come without leave, so they are fetched without cookies.
        embedding = "require-corp" if is_alone else "credentialless"
        told.append(("Cross-Origin-Embedder-Policy", embedding))
    if settings.hosting.hsts:
        preload = "; preload" if settings.hosting.hsts_preload else ""
        age = f"max-age={TWO_YEARS}; includeSubDomains{preload}"
        told.append(("Strict-Transport-Security", age))
    return tuple(told)


def _framed(policy: str) -> str:
    """Add who may show the pages in a frame: nobody."""
    return f"{policy}; frame-ancestors 'none'"


def gpc() -> bytes:
    """Say that the site honours Global Privacy Control (W3C): it has nothing to sell or share."""
    return (json.dumps({"gpc": True}) + "\n").encode()
