"""Read [feeds]: in which formats there are feeds, and who tells readers of a new entry."""

from __future__ import annotations

from types import MappingProxyType

from generator import addresses
from generator.model import FeedSettings
from generator.model.site import FORMATS
from generator.nodes import Node, Notes, meant, quoted
from generator.settings import values
from generator.settings.keys import Key, Listed, Shape
from generator.settings.profiles import members


def feed_format(node: Node, name: str, notes: Notes) -> str | None:
    """Read the name of a format of feeds."""
    found = values.filled(node, name, notes)
    if found is None or found in FORMATS:
        return found
    message = f"{name}: {quoted(found)} is not a format of feeds"
    notes.error(node.offset, message, meant(found, FORMATS))
    return None


def hub(node: Node, name: str, notes: Notes) -> str | None:
    """Read the address of a WebSub hub; an empty one is none."""
    found = values.text(node, name, notes)
    if not found or addresses.is_web_address(found):
        return found
    hint = f'write {name} = "https://hub.example.org/"'
    notes.error(node.offset, f"{name}: {quoted(found)} is not a web address", hint)
    return None


FEEDS: Shape = MappingProxyType(
    {
        "formats": Key(Listed(feed_format), "The formats of feeds: rss, atom, json."),
        "hub": Key(hub, "The WebSub hub that tells subscribers of new articles at once."),
    }
)


def feeds(node: Node, name: str, notes: Notes) -> FeedSettings | None:
    """Read [feeds]; a site has one format at least."""
    found = members(node, name, FEEDS, notes)
    if found is None:
        return None
    if "formats" in found and not found["formats"]:
        notes.error(node.offset, f"{name}: formats is empty", 'write formats = ["rss"]')
        del found["formats"]
    return FeedSettings(**found)
