"""Read start tags one by one, wherever they stand.

A whole parser knows which tags count, and may be wrong about it: Lexbor drops an `<image>` within a
table, which browsers show. This is the second opinion: each `<name` begins a tag, be it in a text,
in a comment or in another tag's attribute. It sees more than browsers do, never less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

# Elements that do nothing by themselves are left to the parser: they are most of a page.
START = re.compile(
    r"<(?!(?:a|p|li|ul|ol|div|span|h[1-6]|em|strong|b|i|code|pre|br|hr|nav|main|section|article|"
    r"header|footer|time|small|sup|sub|dl|dt|dd|figure|figcaption|blockquote|details|summary|title|"
    r"head|html|aside)[\s/>])([a-z][^\t\n\f\r />]*)",
    re.IGNORECASE,
)
# HTML 13.2.5.32 to 13.2.5.38: names end at `=`, blanks and slashes, values as they began.
ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*([^\t\n\f\r />][^\t\n\f\r />=]*)"
    r"(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\f\r >]*)))?"
)
LONGEST = 200  # attributes of one tag


def tags(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """List the elements that may do something, and their attributes; the first of a name counts."""
    for start in START.finditer(html):
        values: dict[str, str] = {}
        at = start.end()
        for _ in range(LONGEST):
            found = ATTRIBUTE.match(html, at)
            if not found:
                break
            value = found[2] or found[3] or found[4] or ""
            values.setdefault(found[1].lower(), unescape(value) if "&" in value else value)
            at = found.end()
        yield start[1].lower(), values
