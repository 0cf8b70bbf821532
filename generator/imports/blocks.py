"""Make plain HTML of what WordPress keeps of a text: blocks' marks, shortcodes, bare lines.

Rules: wordpress.org, "Shortcode API", "wpautop", "Block grammar".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.imports.shortcodes import film

MARK = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
MORE = re.compile(r"<!--\s*more\b.*?-->", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
KEPT = "\ue000more\ue000"  # where the summary ends, while HTML is read
CAPTION = re.compile(
    r"\[caption\b[^\]]*\]\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)\s*(.*?)\s*\[/caption\]",
    re.DOTALL,
)
EMBED = re.compile(r"\[embed\b[^\]]*\]\s*(https?://[^\s\[\]<>]+)\s*\[/embed\]")
GALLERY = re.compile(r"\[gallery\b[^\]]*?\bids=[\"']?([\d, ]+)[^\]]*\]")
CODE = re.compile(r"\[(code|sourcecode)\b([^\]]*)\](.*?)\[/\1\]", re.DOTALL)
NAMED = re.compile(r"lang(?:uage)?=[\"']?([\w+#-]+)")
# What is no word in brackets: it has values, is closed, or has a name that no word has.
SHORTCODE = re.compile(
    r"\[(?!/?(?:caption|embed|code|sourcecode)\b)(?:[a-z][\w-]*(?:\s+[\w-]+=[^\]\n]*)|/[a-z][\w-]*"
    r"|[a-z]+(?:[_-][a-z0-9]+)+\s*/?)\](?!\()"
)
# A line that is an address alone, in a block or a paragraph of its own or bare.
ALONE = re.compile(r"^[ \t]*(?:<p>\s*)?(https?://[^\s<>\"]+)\s*(?:</p>)?[ \t]*$", re.MULTILINE)
BEGINS = re.compile(
    r"\s*</?(?:address|article|aside|blockquote|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr"
    r"|li|ol|p|pre|section|table|ul)\b",
    re.IGNORECASE,
)
PARTED = re.compile(r"\n\s*\n")
PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL | re.IGNORECASE)
HELD = re.compile(r"<hr data-held='(\d+)'>")
LOST = re.compile(
    r"<(script|style|form|object|embed|iframe|audio|video|canvas|svg|math)\b"
    r"(?:[^>]*?\bsrc\s*=\s*[\"']([^\"']+))?",
    re.IGNORECASE,
)
SHOWN = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter\.com|x\.com|instagram\.com|facebook\.com|[\w.-]+/@\w+)/"
)
Tell = Callable[[int, str, str], None]


def lost(html: str, tell: Tell) -> None:
    """Tell what has no counterpart in Markdown: where it stands, what it is, what to write."""
    for found in LOST.finditer(html):
        if found[1].lower() != "iframe" or not film(found[2] or ""):
            hint = 'show a still and a link, as in !!! video https://example.org/ "A film"'
            tell(found.start(), f"<{found[1].lower()}> is not carried over", hint)
    for found in SHORTCODE.finditer(html):
        if not GALLERY.match(found[0]):
            message = f"{found[0][:60]} is a shortcode: it was left as it is"
            tell(found.start(), message, "write what it stood for")


def plain_html(text: str, picture: Callable[[str], str]) -> str:
    """Make HTML in which nothing is WordPress' own; `picture` gives an attachment by its number."""
    text = MARK.sub("", text.replace("\r\n", "\n"))
    text = COMMENT.sub("", MORE.sub(f"\n\n<p>{KEPT}</p>\n\n", text))
    text = CODE.sub(_code, text)
    text = CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", text)
    text = GALLERY.sub(lambda one: _gallery(one, picture), text)
    text = EMBED.sub(r"\n\n\1\n\n", text)
    return paragraphs(ALONE.sub(_shown, text))


def paragraphs(text: str) -> str:
    """Make paragraphs of what empty lines part, as WordPress does when it shows a text."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\n\n<hr data-held='{len(held) - 1}'>\n\n"

    parts = PARTED.split(PRE.sub(hold, text))
    made = (one if BEGINS.match(one) or not one.strip() else _paragraph(one) for one in parts)
    return HELD.sub(lambda one: held[int(one[1])], "\n\n".join(made))


def _paragraph(text: str) -> str:
    """Make a paragraph whose lines end where the author's did."""
    return f"<p>{text.strip()}</p>".replace("\n", "<br>\n")


def _code(found: re.Match[str]) -> str:
    """Make a block of code of a shortcode."""
    name = NAMED.search(found[2])
    return f'<pre class="language-{name[1] if name else "text"}">{found[3].strip()}</pre>'


def _gallery(found: re.Match[str], picture: Callable[[str], str]) -> str:
    """Put the pictures of a gallery one below the other."""
    return "\n\n" + "\n\n".join(map(picture, re.findall(r"\d+", found[1]))) + "\n\n"


def _shown(found: re.Match[str]) -> str:
    """Mark an address that WordPress shows as what it leads to."""
    url = found[1]
    kind, shown = ("video", film(url)) if film(url) else ("post", url if SHOWN.match(url) else "")
    return f"\n\n<div data-embed='{kind} {shown}'></div>\n\n" if shown else found[0]
