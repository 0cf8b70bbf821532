"""Make a figure of a picture that stands alone, and ask for words where it has none.

Invariant: every picture loads late and without holding up the page.
"""

from __future__ import annotations

import re

from generator.markup import ATTRIBUTE, attributes

ALONE = re.compile(r"<p>\s*(<a\b[^>]*>)?\s*(<img\b[^>]*>)\s*(</a>)?\s*</p>")


def figures(html: str) -> str:
    """Turn each paragraph that holds nothing but a picture into a figure."""
    return ALONE.sub(_figure, html)


def _figure(found: re.Match[str]) -> str:
    """Make one figure; the picture's title becomes its caption, its class the figure's."""
    before, picture, after = found[1] or "", found[2], found[3] or ""
    if bool(before) != bool(after):
        return found[0]
    # Values stay as nh3 wrote them, so they need no escaping again.
    written = {key: value for key, value in ATTRIBUTE.findall(picture)}  # noqa: C416 - of tuples
    caption = written.pop("title", "")
    kind = written.pop("class", "")
    picture = "<img" + "".join(f' {key}="{value}"' for key, value in written.items()) + ">"
    label = f' class="{kind}"' if kind else ""
    words = attributes(f'<i title="{caption}">').get("title", "").strip()
    text = f"<figcaption>{caption}</figcaption>" if words else ""
    return f"<figure{label}>{before}{picture}{after}{text}</figure>"
