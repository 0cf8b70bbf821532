"""Write text into XML 1.0 so that no text an author can type breaks a feed."""

from __future__ import annotations

import re

# Characters that XML 1.0 (5th edition, section 2.2) forbids even as references.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """Escape text for an element or an attribute, and drop what XML can't hold."""
    clean = FORBIDDEN.sub("", value)
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        clean = clean.replace(sign, name)
    return clean.replace("\r", "&#13;")


def element(tag: str, value: str, /, **attributes: str) -> str:
    """Write one element that holds text alone."""
    given = "".join(f' {name}="{text(told)}"' for name, told in attributes.items())
    return f"<{tag}{given}>{text(value)}</{tag}>"
