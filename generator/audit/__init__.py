"""Read finished files as a suspicious browser would.

Invariant: what is audited is the bytes that will be published, not what we believe we wrote; a
file of a kind that is not known here is none of those that browsers read for addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit import data as data_sights
from generator.audit import quick
from generator.audit.html import sights as html_sights
from generator.audit.sights import Sight
from generator.audit.verdict import Fault, fault
from generator.model import Settings

__all__ = ["Fault", "audit", "sights"]

READERS = {
    "css": data_sights.stylesheet,
    "svg": data_sights.xml,
    "xml": data_sights.xml,
    "json": data_sights.json_data,
    "webmanifest": data_sights.json_data,
}


def sights(path: str, data: bytes) -> Iterator[Sight]:
    """See what a file of output/ makes a browser or a feed reader do."""
    suffix = path.rpartition(".")[2].lower()
    if suffix in ("html", "htm", "xhtml"):
        text = data.decode("utf-8", "replace")
        return html_sights(text) if not quick.is_plain(text) else iter(())
    if suffix in READERS:
        return READERS[suffix](data.decode("utf-8", "replace"))
    return iter(())


def audit(path: str, data: bytes, settings: Settings) -> tuple[Fault, ...]:
    """Find what the readers of a file were not promised; `path` is its place in output/."""
    page = "/" + path.removesuffix("index.html")
    found = (fault(sight, settings, page) for sight in sights(path, data))
    return tuple(dict.fromkeys(one for one in found if one))
