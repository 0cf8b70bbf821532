"""Read the text of a drawing, and do away with its document type.

Invariant: what is given back holds no document type and no entity but XML's own five. Entities
that are plain words, as Illustrator writes them, are put in their places; all others are refused,
for they can name files, and grow without end.
"""

from __future__ import annotations

import re
from html import escape

LARGEST = 5_000_000  # bytes of a drawing, and signs of its text without entities
MOST = 100  # entities
QUOTED = r"(?:\"[^\"]*\"|'[^']*')"
DOCTYPE = re.compile(
    rf"(\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*)<!DOCTYPE\s+[\w:.-]+\s*"
    rf"(?:(?:SYSTEM|PUBLIC)\s+{QUOTED}\s*{QUOTED}?\s*)?(?:\[(.*?)\]\s*)?>",
    re.DOTALL,
)
ENTITY = re.compile(r"<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:\"([^\"&%<]*)\"|'([^'&%<]*)')\s*>")
NAMED = re.compile(r"&([A-Za-z_][\w.-]*);")
HINT = "save it as plain SVG, in Illustrator without its editing capabilities"


def text_of(data: bytes) -> str:
    """Give the text of a drawing, without its document type.

    What is looked for must not hide in another encoding.
    """
    if len(data) > LARGEST:
        raise ValueError("the drawing has more than 5 MB (save it as PNG)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("the drawing is not UTF-8 text (save it in this encoding)") from None
    found = re.match(r"\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", text)
    if found and found[1].lower() not in ("utf-8", "us-ascii"):
        raise ValueError(f'the drawing is in the encoding "{found[1][:40]}" (save it in UTF-8)')
    return _untyped(text)


def _untyped(text: str) -> str:
    """Take the document type out; put the words of its entities in their places."""
    found = DOCTYPE.match(text)
    if found:
        words = _entities(found[2] or "")
        text = found[1] + text[found.end() :]
        named = [words[name] for name in NAMED.findall(text) if name in words]
        if len(text) + sum(map(len, named)) > LARGEST:
            raise ValueError(f"the drawing's entities are longer than 5 MB ({HINT})")
        text = NAMED.sub(lambda one: words.get(one[1], one[0]), text)
    if re.search(r"<!(?:ENTITY|DOCTYPE|ATTLIST|ELEMENT)", text):
        raise ValueError(f"the drawing has a document type that can't be read ({HINT})")
    return text


def _entities(subset: str) -> dict[str, str]:
    """Read the entities that a document type defines: the first of a name counts (XML 4.2)."""
    found: dict[str, str] = {}
    for name, one, other in ENTITY.findall(subset):
        found.setdefault(name, escape(one or other))
    rest = re.sub(r"<!--.*?-->", "", ENTITY.sub("", subset), flags=re.DOTALL)
    if rest.strip() or len(found) > MOST:
        raise ValueError(f"the drawing defines entities that are more than words ({HINT})")
    return found
