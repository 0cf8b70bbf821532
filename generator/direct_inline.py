"""Read what stands in a line of text, in the forms that leave no doubt.

Invariant: the HTML is what Python-Markdown and the habits make of the same text; whatever is not
surely that raises UnclearError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from generator.habits.notes import without_tracking
from generator.model import MarkdownSettings

# Code, links out, references to footnotes, strong and stressed words that hold no other markup.
MARKED = re.compile(
    r"`(?<!``)(?P<code>[^`\n]+)`(?!`)"
    r"|\[(?P<words>[^\[\]`*_\n]+)\]\((?P<url>https?://[A-Za-z0-9.-]+(?::\d{1,5})?"
    r"(?:[/?#][\w./?=&%#+~,:@-]*)?|(?P<own>(?:mailto:)?[A-Za-z0-9_./?=&%#+~,@-]+))"
    r"(?: \"(?P<title>[^\"&<>\\`*_\[\]\n]+)\")?\)"
    r"|\[\^(?P<note>[A-Za-z0-9-]+)\]"
    r"|\*\*(?<!\*\*\*)(?P<strong>[^\s*`\[\]_](?:[^*`\[\]_]*[^\s*`\[\]_])?)\*\*(?!\*)"
    r"|\*(?<!\*\*)(?P<em>[^\s*`\[\]_](?:[^*`\[\]_]*[^\s*`\[\]_])?)\*(?!\*)"
)
# Each of these begins with signs of its own, never with a set or a group: only then does `re` look
# for the first signs before it tries the whole at each place, which takes a third of the time.
SIGNS = re.compile(r"`|\*|\[|\]|_|&|>|\||'|\"|--|\.\.\.|://")
ROUGH = re.compile(r"'|\"|--|\.\.\.")
# What no piece of text between marks may hold; `_` may stand within a word.
UNCLEAR = re.compile(r"`|\*|\[|\]|\||_(?:(?<!\w_)|(?!\w))|://|&[#\w]+;|----|\.\.\.\.")
# A mark that ends a quotation, or an apostrophe, right after marked words (see habits.quotes).
CLOSING = re.compile(r"""["'](?=[\s"'.,:;?!)\]…—–-]|s\b|$)|'(?=\w)""")
# Marks whose neighbours say what they are, and are no other marks; an empty group says which.
SMART = re.compile(
    r"['\".-](?:"
    r"(?<=\w')(?![\d'\"])(?P<apostrophe>)"
    r"|(?<=')(?:(?<=\s')|(?:(?<![\s\S]')|(?<=[(\[{]'))(?!s\b))(?=[^\W\d_]|\Z)(?P<opened>)"
    r"|(?<=\")(?:(?:(?<![\s\S]\")|(?<=[\s(\[{]\"))(?=[^\W_]|\Z)|(?<=[–—]\")(?=[^\W_]))(?P<opening>)"
    r"|(?<=[^\s\[{(\-'\"]\")(?!['\"\w])(?P<closing>)"
    r"|(?<=-)(?<![-'\"]-)--(?![-'\"])(?P<long>)"
    r"|(?<=-)(?<![-'\"]-)-(?![-'\"])(?P<dash>)"
    r"|(?<=\.)(?<![.'\"]\.)\.\.(?![.'\"])(?P<dots>))"
)
LETTERS = {
    "apostrophe": "’",
    "opened": "‘",
    "opening": "“",
    "closing": "”",
    "long": "—",
    "dash": "–",
    "dots": "…",
}


class UnclearError(Exception):
    """Say that a text has to go the long way."""


@dataclass
class Line:
    """Say how lines are read, and remember what was met in them.

    `met` are the labels of the footnotes referred to; `has_own` says that a link leads elsewhere
    than to another host, and has to be looked up.
    """

    settings: MarkdownSettings
    met: list[str] = field(default_factory=list)
    has_own: bool = False


def inline(text: str, line: Line, *, may_refer: bool = False) -> str:
    """Make the HTML of a line, which may refer to footnotes or not."""
    if not SIGNS.search(text):
        return text
    pieces: list[str] = []
    last = 0
    for found in MARKED.finditer(text):
        begin = found.start()
        if text[begin - 1 : begin] == "!":
            raise UnclearError  # a picture
        if begin > last:
            pieces.append(_plain(text[last:begin], is_smart=line.settings.smart, is_after=last > 0))
        kind = found.lastgroup
        if kind == "note":
            if not may_refer:
                raise UnclearError
            pieces.append(_note(found["note"], line.met))
        else:
            pieces.append(_marked(found, line))
        last = found.end()
    pieces.append(_plain(text[last:], is_smart=line.settings.smart, is_after=last > 0))
    return "".join(pieces)


def _marked(found: re.Match[str], line: Line) -> str:
    """Make one element."""
    code, words = found["code"], found["words"]
    if code:
        if not code.strip():
            raise UnclearError
        return f"<code>{escape(code.strip(), quote=False)}</code>"
    if words:
        title = f' title="{escape(found["title"].strip())}"' if found["title"] else ""
        inner = _plain(words, is_smart=line.settings.smart, is_after=False)
        line.has_own = line.has_own or bool(found["own"])
        rel = "" if found["own"] else ' rel="noreferrer noopener"'
        if "?" in found["url"] and without_tracking(found["url"], line.settings) != found["url"]:
            raise UnclearError
        return f'<a href="{escape(found["url"])}"{title}{rel}>{inner}</a>'
    name = "strong" if found["strong"] else "em"
    return f"<{name}>{_plain(found[name], is_smart=line.settings.smart, is_after=False)}</{name}>"


def _note(label: str, met: list[str]) -> str:
    """Refer to a footnote, for the first time."""
    if label in met:
        raise UnclearError
    met.append(label)
    link = f'<a class="footnote-ref" href="#fn:{label}" role="doc-noteref">{len(met)}</a>'
    return f'<sup id="fnref:{label}">{link}</sup>'


def _plain(text: str, *, is_smart: bool, is_after: bool) -> str:
    """Write text between marks; `is_after` says that marked words stand right before it."""
    if not SIGNS.search(text):
        return text
    if UNCLEAR.search(text):
        raise UnclearError
    if is_smart and ROUGH.search(text):
        closing = CLOSING.match(text) if is_after else None
        if closing:
            text = ("”" if closing[0] == '"' else "’") + text[1:]
        text = SMART.sub(lambda found: LETTERS[found.lastgroup or ""], text)
        if ROUGH.search(text):
            raise UnclearError
    return text.replace("&", "&amp;").replace(">", "&gt;")
