"""Say what browsers may do with the pages: one policy for all of them, and its exceptions.

The values follow Content Security Policy Level 3, Referrer Policy, Permissions Policy, and the HTML
Standard (COOP, COEP) and Fetch Standard (CORP).
Invariant: nothing is allowed that a setting does not declare; every server is told the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from generator.editions import editions
from generator.model import Leave, Settings

POLICY, RESOURCES = "Content-Security-Policy", "Cross-Origin-Resource-Policy"
# What pages could ask browsers for is switched off, as far as browsers know the names: of others
# they complain.
FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get",
    "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
FEEDS = ("feed.xml", "atom.xml", "feed.json")
COMMENTS = "comments.xml"  # beside each article that has some in content/
TWO_YEARS = 63_072_000  # seconds
NOTHING = Leave()
# What stands for the parts of an article's address.
SHAPES = MappingProxyType(
    {"{year}": "[0-9]{4}", "{month}": "[0-9]{2}", "{day}": "[0-9]{2}", "{slug}": "[^/]+"}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold the headers of some files, in place of what all files have.

    `kind` is "all", "folder" (`path` is its address, which ends in a slash), "name" (`path` is the
    name of a file in any folder), "page" (`path` is an address that ends in a slash, or a file) or
    "shape" (`path` is a permalink: `/{year}/{month}/{slug}/`).
    """

    kind: str
    path: str
    headers: tuple[tuple[str, str], ...]


def content_security(settings: Settings, leave: Leave = NOTHING) -> str:
    """Give the policy of a page that has this leave."""
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
    sources += [("script-src", ("'self'",))] if leave.scripts else []
    sources += [("connect-src", ("'self'", *leave.hosts))] if leave.scripts else []
    told = [f"{name} {' '.join(hosts)}" for name, hosts in sources]
    return "; ".join(["default-src 'none'", *told, "base-uri 'none'", "form-action 'none'"])


def granted(settings: Settings, url: str, own: Leave) -> Leave:
    """Give the leave of the page at an address: its own, and what site.toml declares of it."""
    address = "/" + url.removeprefix(settings.root)
    return replace(own, scripts=True) if address in settings.privacy.scripts else own


def in_page(settings: Settings, url: str, own: Leave) -> str:
    """Give the policy as a page itself can tell it (HTML 4.2.5.3): not who may frame it."""
    return content_security(settings, granted(settings, url, own))


def of_search(settings: Settings) -> Leave:
    """Give the leave of the search page: its script asks for parts of the index."""
    return Leave(scripts=settings.search.enabled)


def of_comments(settings: Settings) -> Leave:
    """Give the leave of an article whose comments are kept on another host."""
    comments = settings.comments
    return Leave(scripts=True, hosts=(comments.origin,)) if comments.is_remote else NOTHING


def rules(settings: Settings) -> tuple[Rule, ...]:
    """List what servers say of all files, and then of some in its place."""
    root, crossing = settings.root, ((RESOURCES, "cross-origin"),)
    lasting = (("Cache-Control", "public, max-age=31536000, immutable"),)
    found = [
        Rule("all", root, _of_all(settings)),
        # Pictures and feeds are shown by feed readers, which are other sites.
        Rule("folder", f"{root}assets/", (*crossing, *lasting)),
        *(Rule("name", name, crossing) for name in FEEDS),
        *([Rule("name", COMMENTS, crossing)] if settings.comments.are_files else []),
    ]
    found += _opened(settings)
    if root == "/":
        plain = (("Content-Type", "application/json"), ("Access-Control-Allow-Origin", "*"))
        found.append(Rule("page", "/.well-known/gpc.json", plain))
    return tuple(found)


def _opened(settings: Settings) -> Iterator[Rule]:
    """List the rules of pages that run scripts.

    That of articles with comments names the shape of their addresses: a rule for each would be more
    than hosts read. Pages of that shape that have no such leave say so themselves: browsers enforce
    both policies.
    """
    searching = content_security(settings, Leave(scripts=True))
    pages = [settings.root + page.removeprefix("/") for page in settings.privacy.scripts]
    homes = [one.home for one in editions(settings).values()]
    pages += [f"{home}search/" for home in homes] if settings.search.enabled else []
    for page in pages:
        yield Rule("page", page, ((POLICY, _framed(searching)),))
    if settings.comments.is_remote:
        told = _framed(content_security(settings, of_comments(settings)))
        for home in homes:
            yield Rule("shape", home + settings.permalink.lstrip("/"), ((POLICY, told),))


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
    if rule.kind == "shape":
        return re.fullmatch(shape(rule.path), address) is not None
    if rule.kind == "name":
        return address.rpartition("/")[2] == rule.path
    return rule.kind == "all" or address == rule.path


def shape(permalink: str) -> str:
    """Give a regular expression for the addresses of articles, as they are percent-encoded."""
    return "".join(
        SHAPES.get(piece, re.escape(piece)) for piece in re.split(r"(\{[a-z]+\})", permalink)
    )


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
