"""Read [privacy] and [hosting]: what a site declares, and what its servers are to say.

Invariant: what is declared here is all that the audit lets pass; a value that can't be used is an
error and never a weaker promise.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from generator import addresses, dates
from generator.fields import shapes
from generator.model import HostingSettings, PrivacySettings, SecurityText
from generator.model.machines import COPIES
from generator.nodes import Node, Notes, Scalar, Table, kind, meant, quoted
from generator.settings import values
from generator.settings.keys import Key, Listed, Shape
from generator.settings.profiles import members

SERVERS = ("nginx", "apache", "caddy")
ORIGIN = re.compile(r"https://[^\s/?#@\"'<>;,*]+")
# Version 3 onion services (Tor's rend-spec-v3, section 6): 56 signs of base 32.
ONION = re.compile(r"https?://[a-z2-7]{56}\.onion")
# What a browser or a server would run, and what opens doors.
RUNNING = (
    ".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".xml", ".xsl", ".xslt", ".svgz",
    ".js", ".mjs", ".css", ".swf", ".jar", ".php", ".cgi", ".pl", ".py", ".sh", ".exe", ".bat",
    ".pem", ".key", ".p12", ".pfx", ".jks", ".kdbx", ".ppk", ".sqlite", ".db", ".env",
)  # fmt: skip
SECRET = ("id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".")
CONTACT = re.compile(r"mailto:[^\s@]+@[^\s@]+\.[^\s@]+|tel:[+0-9][0-9().-]+")
PARAMETER = re.compile(r"[^\s&=#?*]+\*?")


def origin(node: Node, name: str, notes: Notes) -> str | None:
    """Read scheme and host, without a path: what a policy can name."""
    found = values.filled(node, name, notes)
    if found is None:
        return None
    bare = found.removesuffix("/").lower()
    if ORIGIN.fullmatch(bare) and addresses.is_web_address(bare):
        return bare
    host = addresses.web_host(found.partition("//")[2].partition("/")[0]) or "media.example.org"
    message = f"{name}: {quoted(found)} is not the address of a host alone"
    notes.error(node.offset, message, f'write {name} = ["https://{host}"]')
    return None


def page(node: Node, name: str, notes: Notes) -> str | None:
    """Read the address of a page of this site."""
    found = values.filled(node, name, notes)
    if found is None or found == "/":
        return found
    path, wrong = addresses.own_path(found)
    if wrong:
        notes.error(node.offset, f"{name}: {quoted(found)} {wrong}", f'write {name} = ["/search/"]')
        return None
    return path


def content_file(node: Node, name: str, notes: Notes) -> str | None:
    """Read the path of a file under content/, by its own name: no patterns."""
    found = values.filled(node, name, notes)
    if found is None:
        return None
    parts = found.split("/")
    if found.lower().endswith(RUNNING) or parts[-1].lower().startswith(SECRET):
        message = f"{name}: {quoted(found)} is a kind of file that is never published as it is"
        notes.error(node.offset, message, "take it out")
        return None
    if parts[0] == "content" and len(parts) > 1 and not {"", ".", ".."} & set(parts):
        return found
    message = f"{name}: {quoted(found)} is not a path under content/"
    notes.error(node.offset, message, f'write {name} = ["content/files/report.pdf"]')
    return None


def parameter(node: Node, name: str, notes: Notes) -> str | None:
    """Read the name of a parameter, or its beginning and a star."""
    found = values.filled(node, name, notes)
    if found is None or PARAMETER.fullmatch(found):
        return found and found.lower()
    message = f"{name}: {quoted(found)} is not the name of a parameter"
    notes.error(node.offset, message, f'write {name} = ["campaign_id", "xyz_*"]')
    return None


def server(node: Node, name: str, notes: Notes) -> str | None:
    """Read the name of a server that Hushpress can write the headers for."""
    found = values.filled(node, name, notes)
    if found is None or found in SERVERS:
        return found
    hint = meant(found, SERVERS)
    if found in ("netlify", "cloudflare"):
        hint = "take it out: _headers, which this host reads, is always written"
    notes.error(node.offset, f"{name}: {quoted(found)} is not a server that is known", hint)
    return None


def encoding(node: Node, name: str, notes: Notes) -> str | None:
    """Read how files are compressed."""
    found = values.filled(node, name, notes)
    if found is None or found in COPIES:
        return found
    known = {"gzip": "gz", "brotli": "br", "zstd": "zst", "zstandard": "zst"}
    hint = meant(found, COPIES, known.get(found.lower(), ""))
    notes.error(node.offset, f"{name}: {quoted(found)} is no kind of compression", hint)
    return None


def onion(node: Node, name: str, notes: Notes) -> str | None:
    """Read the address of the site's onion service."""
    found = values.text(node, name, notes)
    if not found:
        return found
    bare = found.removesuffix("/").lower()
    if ONION.fullmatch(bare):
        return bare
    message = f"{name}: {quoted(found)} is not the address of an onion service of version 3"
    notes.error(node.offset, message, f'write {name} = "http://….onion", 56 signs before .onion')
    return None


def contact(node: Node, name: str, notes: Notes) -> str | None:
    """Read where weaknesses can be told: a web address, mailto: or tel:."""
    found = values.filled(node, name, notes)
    is_safe = (found or "").lower().startswith("https://")  # RFC 9116, 2.5.3
    is_address = found and (
        CONTACT.fullmatch(found) or (is_safe and addresses.is_web_address(found))
    )
    if found is None or is_address:
        return found
    likely = f"mailto:{found}" if values.EMAIL.fullmatch(found) else "mailto:security@example.org"
    message = f"{name}: {quoted(found)} is not an address"
    notes.error(node.offset, message, f'write {name} = ["{likely}"]')
    return None


def expires(node: Node, name: str, notes: Notes) -> datetime | None:
    """Read the day, or the moment, at which security.txt is no longer to be believed."""
    written = node.text if isinstance(node, Scalar) else ""
    found = dates.parse_moment(written, UTC)
    if found is None:
        notes.error(
            node.offset, f"{name}: {kind(node)} is not a date", f"write {name} = 2027-06-30"
        )
    return found


def safe_link(node: Node, name: str, notes: Notes) -> str | None:
    """Read an address on the web that nobody on the way can change (RFC 9116, 2.5)."""
    found = values.link(node, name, notes)
    if not found or found.lower().startswith("https://"):
        return found
    likely = "https" + found[4:]
    notes.error(node.offset, f"{name}: {quoted(found)} is not https", f'write {name} = "{likely}"')
    return None


SECURITY: Shape = MappingProxyType(
    {
        "contact": Key(Listed(contact), "Where weaknesses can be told."),
        "expires": Key(expires, "The day from which the file is no longer to be believed."),
        "encryption": Key(safe_link, "Where a public key is."),
        "policy": Key(safe_link, "What happens with what is told."),
        "acknowledgments": Key(safe_link, "Who is thanked."),
        "languages": Key(Listed(shapes.language), "The languages in which letters are understood."),
    }
)


def security(node: Node, name: str, notes: Notes) -> SecurityText | None:
    """Read [hosting.security]; RFC 9116 asks for a contact and an end."""
    found = members(node, name, SECURITY, notes)
    if found is None or not isinstance(node, Table):
        return None
    for key, example in (("contact", '["mailto:security@example.org"]'), ("expires", "2027-06-30")):
        if key not in node.entries:
            notes.error(node.offset, f"{name}: {key} is missing", f"write {key} = {example}")
    return SecurityText(**found)


PRIVACY: Shape = MappingProxyType(
    {
        "images": Key(Listed(origin), "Hosts that pages may load pictures from."),
        "fonts": Key(Listed(origin), "Hosts that pages may load fonts from."),
        "styles": Key(Listed(origin), "Hosts that pages may load styles from."),
        "media": Key(Listed(origin), "Hosts that pages may load sounds and films from."),
        "frames": Key(Listed(origin), "Hosts whose pages may be shown in a frame."),
        "scripts": Key(Listed(page), "Pages that may run scripts of this site."),
        "files": Key(Listed(content_file), "Files that are published as they are."),
        "tracking": Key(
            Listed(parameter), "More parameters to take out of links: campaign, xyz_*."
        ),
        "report": Key(values.flag, "Whether /privacy/ says what was checked."),
        "refuse_ai": Key(
            values.flag, "Whether crawlers that feed language models are asked to stay away."
        ),
    }
)
HOSTING: Shape = MappingProxyType(
    {
        "servers": Key(
            Listed(server), "Servers that headers are written for: nginx, apache, caddy."
        ),
        "hsts": Key(
            values.flag, "Whether browsers use nothing but https from now on, for two years."
        ),
        "hsts_preload": Key(
            values.flag, "Whether the site asks to be on the list that browsers come with."
        ),
        "onion": Key(onion, "The address of the site's onion service."),
        "compress": Key(Listed(encoding), "Kinds of compressed copies beside files: br, gz, zst."),
        "security": Key(security, "What /.well-known/security.txt says.", SECURITY),
    }
)


def privacy(node: Node, name: str, notes: Notes) -> PrivacySettings | None:
    """Read [privacy]."""
    found = members(node, name, PRIVACY, notes)
    return None if found is None else PrivacySettings(**found)


def hosting(node: Node, name: str, notes: Notes) -> HostingSettings | None:
    """Read [hosting]; a browser's list of sites takes none that is not on https alone."""
    found: dict[str, Any] | None = members(node, name, HOSTING, notes)
    if found is None or not isinstance(node, Table):
        return None
    if found.get("hsts_preload") and not found.get("hsts"):
        at = node.entries["hsts_preload"].key_offset
        notes.error(at, f"{name}: hsts_preload needs hsts", "write hsts = true beside it")
    return HostingSettings(**found)
