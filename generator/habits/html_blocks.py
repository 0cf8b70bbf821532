"""Read Markdown inside blocks of HTML, such as `<details>`, where an empty line stands before it.

CommonMark (0.31, 4.6) lets an empty line end a block of HTML; Python-Markdown wants the block to
say `markdown="block"`, which is said here for it.

Invariant: a block without an empty line, and one that says what it wants, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.preprocessors import Preprocessor

from generator.habits.notes import Reading

OPENING = re.compile(
    r" {0,3}<(?P<name>aside|blockquote|details|div|figure|section)(?P<attributes>(?: [^<>]*)?)>",
    re.IGNORECASE,
)
CLOSING = re.compile(r"</([a-z]+)", re.IGNORECASE)
TAG = re.compile(
    r"<(/?)([a-z][a-z0-9]*)(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
# Titles of pictures, links and embeds are words: `![a](b.png "c <d> e")`, `!!! map … "a <b>"`.
TITLES = re.compile(
    r"""\]\((?:[^()\n"']|\([^()\n]*\))*(?:"[^"\n]*"|'[^'\n]*')\s*\)"""
    r"""|^ {0,3}\[[^\]\n]+\]:[^\n"']*(?:"[^"\n]*"|'[^'\n]*')[ \t]*$"""
    r"""|^[ \t]*!!! ?(?:video|audio|post|map)\b[^\n"]*"[^\n]*""",
    re.MULTILINE,
)
QUOTE = re.compile("[\"'].*", re.DOTALL)
WISH = re.compile(
    r"(<[a-z][a-z0-9]*\b[^<>]*?) markdown=(?:\"[^\"]*\"|'[^']*'|[^\s>]*)", re.IGNORECASE
)
DEEP = 100
# Elements that never end, and those that may end with what they stand in.
VOID = frozenset({"br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
OPTIONAL = frozenset(
    {"dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"}
)


def html_blocks(md: Markdown, reading: Reading) -> None:
    """Teach Markdown to read on inside blocks of HTML."""
    MarkdownInHtmlExtension().extendMarkdown(md)
    md.preprocessors.register(HtmlBlocks(md, reading), "html_blocks", 28)


class HtmlBlocks(Preprocessor):
    """Mark the blocks that have an empty line before their end."""

    def __init__(self, md: Markdown, reading: Reading) -> None:
        super().__init__(md)
        self.reading = reading

    def run(self, lines: list[str]) -> list[str]:
        """Rewrite the lines that open such a block."""
        notes = self.reading.notes
        if "<" not in notes.text:
            return lines
        lost = list(_lost(notes.visible))
        if not lost:
            return _marked(lines)
        for at, end, name in lost:
            if end and name not in OPTIONAL:
                notes.warning(at, f'"</{name}>" ends nothing', f"remove it, or begin <{name}>")
            elif name not in OPTIONAL:
                notes.warning(at, f'"<{name}>" is never closed', f"end it with </{name}>")
        # Python-Markdown would lose text of blocks that don't end where they should.
        return [WISH.sub(r"\1", line) for line in lines]


def _lost(text: str) -> Iterator[tuple[int, str, str]]:
    """Find the tags that have no partner: place, "/" if it is an end, name."""
    text = TITLES.sub(
        lambda found: QUOTE.sub(lambda title: title[0].replace("<", " "), found[0]), text
    )
    is_open: list[tuple[int, str]] = []
    for found in TAG.finditer(text):
        name = (found[2] or "").lower()
        if not name or name in VOID:
            continue
        if not found[1]:
            is_open.append((found.start(), name))
            continue
        if not any(other == name for _, other in is_open[-DEEP:]):
            yield found.start(), "/", name
            continue
        while is_open[-1][1] != name:
            yield is_open[-1][0], "", is_open.pop()[1]
        is_open.pop()
    yield from ((at, "", name) for at, name in is_open)


def _marked(lines: list[str]) -> list[str]:
    """Say `markdown="block"` where an empty line stands before a block's end."""
    result = list(lines)
    is_apart = False  # an empty line comes below, before the end of any block in `ends`
    ends: set[str] = set()
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if not line:
            is_apart, ends = True, set()
            continue
        ends.update(end.lower() for end in CLOSING.findall(line))
        found = OPENING.match(line)
        if found and is_apart and not _is_settled(found, ends):
            at = found.end("name")
            result[number] = f'{line[:at]} markdown="block"{line[at:]}'
    return result


def _is_settled(found: re.Match[str], ends: set[str]) -> bool:
    """Ask whether a block ends before the next empty line, or says itself what it wants."""
    return found["name"].lower() in ends or " markdown=" in found["attributes"].lower()
