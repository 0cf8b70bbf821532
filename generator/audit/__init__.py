"""Read finished files as a suspicious browser would.

Invariant: what is audited is the bytes that will be published, not what we believe we wrote; a
file of a kind that is not known here is none of those that browsers read for addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.audit import data as data_sights
from generator.audit import quick
from generator.audit.html import sights as html_sights
from generator.audit.sights import Sight
from generator.audit.verdict import Audited, Fault, fault
from generator.model import Leave, Settings

NOTHING = Leave()
__all__ = ["Fault", "audit", "sights"]

READERS: Mapping[str, Callable[[str], Iterator[Sight]]] = {
    "html": html_sights,
    "htm": html_sights,
    "css": data_sights.stylesheet,
    "svg": data_sights.xml,
    "xml": data_sights.xml,
    "json": data_sights.json_data,
    "rss": data_sights.xml,
    "atom": data_sights.xml,
    "rdf": data_sights.xml,
    "webmanifest": data_sights.json_data,
}
# What browsers, or old ones, read as pages and programs, in ways that are not followed here.
UNREAD = frozenset("xhtml xht shtml mht mhtml svgz xsl xslt swf hta htc jar eml".split())  # noqa: SIM905


def sights(path: str, data: bytes, leave: Leave = NOTHING) -> Iterator[Sight]:
    """See what a file of output/ makes a browser or a feed reader do, but what it has leave to."""
    suffix = path.rpartition(".")[2].lower()
    if suffix not in READERS:
        found = Sight("forbidden", f"a file of the kind .{suffix}") if suffix in UNREAD else None
        return iter((found,) if found else ())
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or text.startswith("\ufeff"):  # a browser may read it in another encoding
        return iter((Sight("forbidden", "text that is not plain UTF-8"),))
    if READERS[suffix] is html_sights and quick.is_plain(text, may_run=leave.scripts):
        return iter(())
    return READERS[suffix](text)


def audit(path: str, data: bytes, settings: Settings, leave: Leave = NOTHING) -> tuple[Fault, ...]:
    """Find what the readers of a file were not promised; `path` is its place in output/."""
    page = Audited("/" + path.removesuffix("index.html"), leave)
    try:
        found = [fault(sight, settings, page) for sight in sights(path, data, leave)]
    except RecursionError:
        deep = Sight("forbidden", "what stands so deep in each other")
        found = [fault(deep, settings, page)]
    return tuple(dict.fromkeys(one for one in found if one))
