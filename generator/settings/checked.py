"""Read [check]: what a check need not tell, and which private hosts it may ask.

Invariant: nothing here makes an error less than an error.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from generator import addresses
from generator.fields import silence
from generator.model import CheckSettings
from generator.nodes import Node, Notes, quoted
from generator.settings import values
from generator.settings.keys import Key, Listed, Shape
from generator.settings.profiles import members

ADDRESS = re.compile(r"[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)


def host(node: Node, name: str, notes: Notes) -> str | None:
    """Read a host's name or number, without a scheme, a port or a path."""
    found = values.filled(node, name, notes)
    if found is None:
        return None
    bare = found.strip("[]").lower()
    known = bare if ADDRESS.fullmatch(bare) else addresses.web_host(found)
    if known:
        return known
    message = f"{name}: {quoted(found)} is not the name of a host"
    notes.error(node.offset, message, f'write {name} = ["wiki.example.org"]')
    return None


CHECK: Shape = MappingProxyType(
    {
        "ignore": Key(silence.rules, "Rules that nobody wants to be told of."),
        "private": Key(Listed(host), "Hosts of private networks that check --external may ask."),
    }
)


def check(node: Node, name: str, notes: Notes) -> CheckSettings | None:
    """Read [check]."""
    found = members(node, name, CHECK, notes)
    return None if found is None else CheckSettings(**found)
