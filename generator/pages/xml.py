"""Write text into XML 1.0 so that no text an author can type breaks a feed."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Characters that XML 1.0 (5th edition, section 2.2) forbids even as references.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REFERENCE = re.compile("&(?=[#A-Za-z0-9])")  # what may be one
TAG = re.compile("<(?=[A-Za-z/!?])([^<>]*)(>?)")


def text(value: str) -> str:
    """Escape text for an element or an attribute, and drop what XML can't hold."""
    clean = FORBIDDEN.sub("", value)
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        clean = clean.replace(sign, name)
    return clean.replace("\r", "&#13;")


def worded(value: str) -> str:
    """Write `‹b›` where plain words hold `<b>`.

    Feed readers disagree about what a title is: some take such words for HTML and lose them, or
    run them. The W3C's validator warns of them however they are escaped.
    """
    if "<" not in value:
        return value
    value = FORBIDDEN.sub("", value)
    return TAG.sub(lambda found: f"‹{found[1]}{'›' if found[2] else ''}", value)


def described(value: str) -> str:
    """Write plain words as HTML, with as few references as HTML needs.

    A browser shows a feed's text as it stands, references and all.
    """
    words = worded(FORBIDDEN.sub("", value))
    return REFERENCE.sub("&amp;", words).replace("<", "&lt;")


def opened(tag: str, /, **attributes: str) -> str:
    """Begin an element."""
    given = "".join(f' {name}="{text(told)}"' for name, told in attributes.items())
    return f"<{tag}{given}>"


def element(tag: str, value: str = "", /, **attributes: str) -> str:
    """Write one element that holds text alone, or nothing."""
    begin = opened(tag, **attributes)
    return f"{begin}{text(value)}</{tag}>" if value else f"{begin[:-1]}/>"


def label(tag: str, value: str, /, **attributes: str) -> str:
    """Write one element that holds plain words.

    `&` and `<` are written by number, as the RSS Best Practices Profile wants: a feed reader that
    finds their names there may take the words for HTML.
    """
    made = element(tag, worded(value), **attributes)
    return made.replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")


def styled(style: str) -> Iterator[str]:
    """Begin a document, and say which style sheet shows it (W3C, Associating Style Sheets)."""
    yield '<?xml version="1.0" encoding="utf-8"?>'
    if style:
        yield f'<?xml-stylesheet href="{text(style)}" type="text/css"?>'
