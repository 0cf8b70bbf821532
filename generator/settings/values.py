"""Read the values of site.toml, each in its own shape.

Invariants: types are strict, for TOML has them: a number in quotes is no number; a reader gives a
value of the setting's type, or None when there is none to use, and notes every mistake.
"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, available_timezones

from generator import addresses
from generator.fields import shapes
from generator.nodes import Node, Notes, Scalar, kind, near, quoted

PLACEHOLDER = re.compile(r"\{[^{}]*\}?|\}")
PLACEHOLDERS = ("{year}", "{month}", "{day}", "{slug}")
NUMBER = re.compile(r"[+-]?[0-9][0-9_]{0,18}")
EMAIL = re.compile(r"[^\s@<>\"'(),:;\\]+@[^\s@<>\"'(),:;\\]+\.[^\s@<>\"'(),:;\\.]+")
ZONE = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,3}")
# These mean another thing on each machine, or count leap seconds.
OWN_ZONES = re.compile(r"localtime|posixrules|Factory|(?:posix|right)/.*")


def text(node: Node, name: str, notes: Notes) -> str | None:
    """Read text, folded to one line."""
    if isinstance(node, Scalar) and node.is_quoted:
        return node.line
    example = node.line if isinstance(node, Scalar) else "…"
    _wrong(node, name, notes, "a text in quotes", f'"{example}"')
    return None


def filled(node: Node, name: str, notes: Notes) -> str | None:
    """Read text that must not be empty."""
    if isinstance(node, Scalar) and node.is_quoted and node.is_empty:
        notes.error(node.offset, f"{name} is empty", f'write {name} = "…"')
        return None
    return text(node, name, notes)


def flag(node: Node, name: str, notes: Notes) -> bool | None:
    """Read true or false."""
    if isinstance(node, Scalar) and not node.is_quoted and node.text in {"true", "false"}:
        return node.text == "true"
    word = node.line.lower() if isinstance(node, Scalar) else ""
    example = "false" if word in {"false", "no", "off", "0"} else "true"
    notes.error(
        node.offset, f"{name}: {kind(node)} is neither true nor false", _write(name, example)
    )
    return None


def size(node: Node, name: str, notes: Notes) -> int | None:
    """Read how many articles a page or a feed holds."""
    return number(node, name, notes, (1, 500, 10 if name == "page_size" else 20))


def headings(node: Node, name: str, notes: Notes) -> int | None:
    """Read from how many headings on an article gets a table of contents."""
    return number(node, name, notes, (0, 1000, 4))


def base_url(node: Node, name: str, notes: Notes) -> str | None:
    """Read the site's own address."""
    found = filled(node, name, notes)
    if found is None:
        return None
    whole, wrong, likely = addresses.base_url(found)
    if wrong:
        notes.error(node.offset, f"{name}: {quoted(found)} {wrong}", _write(name, f'"{likely}"'))
    return whole or None


def language(node: Node, name: str, notes: Notes) -> str | None:
    """Read the site's language."""
    return shapes.language(node, name, notes) if filled(node, name, notes) else None


def timezone(node: Node, name: str, notes: Notes) -> str | None:
    """Read the name of a time zone."""
    found = filled(node, name, notes)
    if found is None or is_zone(found):
        return found
    zones = sorted(zone for zone in available_timezones() if not OWN_ZONES.fullmatch(zone))
    city = found.rpartition("/")[2].replace(" ", "_").casefold()
    same = [zone for zone in zones if zone.rpartition("/")[2].casefold() == city]
    likely = same[0] if same and city else near(found.replace(" ", "_"), zones)
    hint = _write(name, f'"{likely or "Europe/Brussels"}"')
    notes.error(node.offset, f"{name}: {quoted(found)} is not a time zone", hint)
    return None


def is_zone(name: str) -> bool:
    """Tell whether a time zone is known by a name, and means the same on every machine."""
    if not ZONE.fullmatch(name) or OWN_ZONES.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def permalink(node: Node, name: str, notes: Notes) -> str | None:
    """Read the shape of articles' addresses."""
    found = filled(node, name, notes)
    if found is None:
        return None
    unknown = next((one for one in PLACEHOLDER.findall(found) if one not in PLACEHOLDERS), "")
    bare = PLACEHOLDER.sub("x", found)
    wrong = addresses.own_path(bare)[1] or ('holds "%"' if "%" in bare else "")
    message, hint = "", 'write permalink = "/{year}/{month}/{slug}/"'
    if unknown:
        message = f"has {quoted(unknown)} in it, which stands for nothing"
        hint = f"known are {', '.join(PLACEHOLDERS)}"
    elif "//" in found or (wrong and found.startswith("/")):
        message = wrong or 'holds "//"'
    elif not found.startswith("/") or not found.endswith("/"):
        message = 'does not begin and end with "/"'
        hint = _write(name, f'"/{found.strip("/")}/"')
    elif "{slug}" not in found:
        message = "has no {slug}: two articles would have one address"
        hint = _write(name, f'"{found}{{slug}}/"')
    if not message:
        return found
    notes.error(node.offset, f"{name}: {quoted(found)} {message}", hint)
    return None


def email(node: Node, name: str, notes: Notes) -> str | None:
    """Read an e-mail address; an empty one is none."""
    found = text(node, name, notes)
    if not found or EMAIL.fullmatch(found):
        return found
    hint = _write(name, '"letters@example.org"')
    notes.error(node.offset, f"{name}: {quoted(found)} is not an e-mail address", hint)
    return None


def link(node: Node, name: str, notes: Notes) -> str | None:
    """Read an address on the web."""
    found = filled(node, name, notes)
    if found is None or addresses.is_web_address(found):
        return found
    hint = _write(name, '"https://example.org/"')
    notes.error(node.offset, f"{name}: {quoted(found)} is not a web address", hint)
    return None


def target(node: Node, name: str, notes: Notes) -> str | None:
    """Read an address of this site, from its root, or one on the web."""
    found = filled(node, name, notes)
    if found is None or addresses.is_web_address(found) or found == "/":
        return found
    path = found.partition("#")[0].partition("?")[0]
    if path == "/" or (path and not addresses.own_path(path)[1]):
        return found
    message = f"{name}: {quoted(found)} is neither an address of this site nor of the web"
    notes.error(node.offset, message, f'write {name} = "/about/" or "https://example.org/"')
    return None


def number(node: Node, name: str, notes: Notes, bounds: tuple[int, int, int]) -> int | None:
    """Read a whole number between two others; the third is the example to give."""
    least, most, example = bounds
    typed = node.text if isinstance(node, Scalar) and not node.is_quoted else ""
    if not NUMBER.fullmatch(typed):
        _wrong(node, name, notes, "a whole number", str(example))
        return None
    number = int(typed)
    if not least <= number <= most:
        message = f"{name}: {quoted(typed)} is not between {least} and {most}"
        notes.error(node.offset, message, _write(name, str(example)))
        return None
    return number


def _wrong(node: Node, name: str, notes: Notes, expected: str, example: str) -> None:
    """Note a value of another type than its setting has."""
    notes.error(node.offset, f"{name}: {kind(node)} is not {expected}", _write(name, example))


def _write(name: str, value: str) -> str:
    """Give a setting as a hint."""
    return f"write {name} = {value}"
