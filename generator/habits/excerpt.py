"""Take a few words from a body, for lists and feeds: plain text, never markup."""

from __future__ import annotations

import re
import unicodedata

from generator.markup import plain

MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
LONGEST = 280
# Words are seldom longer: a cut further back would rather be one inside a word.
WORD = 40
# What readers of a list have no use for: the numbers of footnotes, and what is no prose.
ASIDE = re.compile(
    r'<sup id="fnref[^"]*">.*?</sup>|<div class="footnotes" role.*'
    r'|<a class="anchor".*?</a>|<aside class="pull">.*?</aside>'
    r'|<p class="admonition-title[^"]*">.*?</p>'
    r"|<(pre|figure|figcaption|table|h[1-6])\b[^>]*>.*?</\1>",
    re.DOTALL,
)
PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(.*?)</p>", re.DOTALL)


def excerpt(html: str, *, is_whole: bool) -> str:
    """Give the text of a body's beginning, all of it or of its first paragraph."""
    prose = ASIDE.sub("", html)
    if not is_whole:
        words = (plain(found[1]) for found in PARAGRAPH.finditer(prose))
        first = next(filter(None, words), "")
        if first:
            return shortened(first)
    return shortened(plain(prose))


def shortened(text: str) -> str:
    """Cut a text at a word, or inside one where words have no spaces between them."""
    if len(text) <= LONGEST:
        return text
    end = LONGEST - 1
    space = text.rfind(" ", end - WORD, end + 1)
    if space > 0:
        end = space
    while end > 1 and _joins(text[end - 1], text[end]):
        end -= 1
    return text[:end].rstrip(" ,;:.–—-、。，") + "…"


def _joins(before: str, after: str) -> bool:
    """Ask whether two signs are shown as one."""
    return bool(unicodedata.combining(after)) or "\u200d" in (before, after) or after == "\ufe0f"
