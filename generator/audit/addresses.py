r"""Read an address as a browser does, and tell whether it leads off the site.

The rules are those of the URL Standard (url.spec.whatwg.org, "basic URL parser"): white space at
the ends and tabs and line ends anywhere are dropped, `\` is a slash, schemes know no case.
Invariant: what can't be read for certain leads elsewhere.
"""

from __future__ import annotations

import re

from generator.model import Settings

IGNORED = re.compile(r"[\t\n\r]")
EDGES = "".join(map(chr, range(33)))
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
HOST = re.compile(r"https?:[\\/]{2}[A-Za-z0-9._:\[\]-]+(?=[\\/?#]|$)", re.IGNORECASE)
DESCRIPTOR = re.compile(r"[0-9.eE+-]+[wxh]")
# What a layout can say and no browser fetches: nothing leaves for these.
STILL = frozenset({"about"})


def folded(address: str) -> str:
    """Give an address without what browsers drop, its backslashes turned."""
    bare = IGNORED.sub("", address).strip(EDGES)
    head, mark, rest = bare.partition("?")
    path, hash_mark, fragment = head.partition("#")
    return path.replace("\\", "/") + hash_mark + fragment + mark + rest


def scheme(address: str) -> str:
    """Give the scheme in small letters, or nothing if there is none."""
    found = SCHEME.match(folded(address))
    return found[1].lower() if found else ""


def is_own(address: str, settings: Settings) -> bool:
    """Tell whether an address stays on the site."""
    bare = folded(address)
    if SCHEME.match(bare):
        return scheme(bare) in STILL or origin(bare) == settings.origin.lower()
    return not bare.startswith("//") or origin("https:" + bare) == settings.origin.lower()


def origin(address: str) -> str:
    """Give scheme and host in small letters; the whole address if no host is sure."""
    bare = folded(address)
    if bare.startswith("//"):
        bare = "https:" + bare
    found = HOST.match(bare)
    return found[0].lower().replace("\\", "/") if found else bare


def candidates(srcset: str) -> list[str]:
    """List every address that a srcset may hold, and rather too many than one too few."""
    found = [piece for word in srcset.split() for piece in (word.rstrip(","), *word.split(","))]
    return [one for one in dict.fromkeys(found) if one and not DESCRIPTOR.fullmatch(one)]
