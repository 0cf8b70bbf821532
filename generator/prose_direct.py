"""Turn plain articles into HTML without Markdown's detours.

Most articles are paragraphs, headings, flat lists, quotes, tables, code and footnotes. Those are
read here, block by block; a text with anything else, or anything unclear, is left whole to
Python-Markdown.

Invariants: what is made here is what `prose` makes of the same text the long way, byte for byte;
it holds no tag but those that `GATE` lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from generator.direct_inline import Line, UnclearError, inline
from generator.habits.beyond import beyond_english
from generator.habits.excerpt import shortened
from generator.habits.headings import RESERVED, Names, slug
from generator.habits.notes import Notes
from generator.habits.reading_time import reading_time
from generator.markup import ARROW, Addressed, addressed, plain
from generator.model import Heading, MarkdownSettings, Prose

# The signs come first, as in direct_inline: then `re` looks for them before it tries the whole.
FENCE = re.compile(
    r"```(?:(?<=\n\n```)|(?<![\s\S]```))([^`\t\n]*)\n((?:(?! *```).*\n)*?)```(?=\n\n|\n?\Z)"
)
# Raw HTML, escapes, attribute lists, and white space that pages don't have as it stands.
FORBIDDEN = ("<", "\\", "{", "\t", " \n", "```", "~~")
SPACES = re.compile(r"[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# A line that begins no list, quote, table, note, rule, definition or heading.
LINE = (
    r"(?:[^\W\d_]|[\"'“‘„«(—–…€$£§`]|\*(?![\s\[*])|\*\*(?![\s*])|\[(?![^\]\n]*\]:)"
    r"|\d+(?:[^\d.\n]|\.\S))"
)
PARAGRAPH = re.compile(rf"{LINE}.*(?:\n{LINE}.*)*")
HEADING = re.compile(r"(#{2,6}) ([^\s#](?:[^\n#]*[^\s#])?)")
BULLETS = re.compile(rf"- {LINE}.*(?:\n- {LINE}.*)*")
NUMBERS = re.compile(rf"1\. {LINE}.*(?:\n\d{{1,9}}\. {LINE}.*)*")
NUMBER = re.compile(r"(?:^|\n)\d+\. ")
QUOTE = re.compile(r">(?: .*)?(?:\n>(?: .*)?)*")
NOTE = re.compile(r"\[\^([A-Za-z0-9-]+)\]: (\S.*)")
TABLE = re.compile(r"\|.*\|\n\|(?: *:?-+:? *\|)+(?:\n\|.*\|)+")
PRE = re.compile(r"<pre\b[^>]*>.*?</pre>", re.DOTALL)
TASK = re.compile(r"\[[ xX]\]")
SIDES = {(True, True): "center", (True, False): "left", (False, True): "right"}
# Blocks that may be one though an empty line is between them.
MERGED = frozenset({"--", "11", "-1", "1-", ">>", "||"})
SUP = re.compile(r'<sup id="fnref[^"]*">.*?</sup>')
# Everything that a body made here may hold: the allow-list of this way.
GATE = re.compile(
    r"(?:[^<>&]+|&(?:amp|lt|gt|quot|nbsp|\#x27);"
    r"|</?(?:p|em|strong|code|ul|ol|li|blockquote|table|thead|tbody|tr|td|th|h[2-6]|sup|a|div|pre"
    r"|span|figure|figcaption)>|<hr>"
    r'|<h[2-6] id="[\w-]+">|<a class="anchor" href="\#[\w-]+" aria-label="[^"<>]*">'
    r'|<a href="https?://[^"<>\s]+"(?: title="[^"<>]*")? rel="noreferrer noopener">'
    r'|<a href="(?:\0link:[^"<>\0]*\0(?:\#[^"<>\s]*)?|\#[^"<>\s]*|mailto:[^"<>\s]+)"'
    r'(?: title="[^"<>]*")?>'
    r'|<t[hd](?: class="(?:left|right|center)")?(?: scope="col")?>'
    r'|<div class="table"(?: role="region" aria-label="[^"<>]*")? tabindex="0">'
    r'|<(?:div|figure) class="code(?: linenos)?">|<pre tabindex="0">'
    r'|<code class="language-[\w.+\#-]+">'
    r'|<span class="[\w -]+"(?: data-line="\d+")?>'
    r'|<sup id="fnref:[\w-]+">|<a class="footnote-ref" href="\#fn:[\w-]+" role="doc-noteref">'
    r'|<div class="footnotes" role="doc-endnotes">|<li id="fn:[\w-]+">'
    rf'|<a aria-label="{ARROW} \d+" class="footnote-backref" href="\#fnref:[\w-]+"'
    r' role="doc-backlink">)*+'
)


@dataclass
class Text:
    """Collect what a body is made of while it is read."""

    line: Line
    pieces: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    names: Names = field(default_factory=lambda: Names(RESERVED))
    first: str = ""  # the first paragraph, as HTML
    written: dict[str, str] = field(default_factory=dict)  # the footnotes, by their labels

    def paragraph(self, text: str, *, may_refer: bool) -> str:
        """Read a paragraph; the first one is where the excerpt comes from."""
        before = len(self.line.met)
        html = inline(text, self.line, may_refer=may_refer)
        self.anchors += [f"fnref:{label}" for label in self.line.met[before:]]
        self.first = self.first or html
        return f"<p>{html}</p>"


def direct(notes: Notes, settings: MarkdownSettings) -> Prose | None:
    """Make the HTML of a plain body; give None for any other."""
    if notes.problems:
        return None
    try:
        # The long way, should it be gone after this one, begins with notes of its own.
        return _prose(Notes(notes.source, notes.start, settings, notes.text), settings)
    except UnclearError:
        return None


def _prose(notes: Notes, settings: MarkdownSettings) -> Prose:
    """Read a body block by block."""
    text = Text(Line(settings))
    code: list[str] = []
    written = notes.text
    if "```" in written:
        written = FENCE.sub(lambda found: _kept(found, settings, notes, code), written)
    _refuse(written)
    before = ""
    for block in _blocks(written):
        kind = block[0]
        if kind + before in MERGED:
            raise UnclearError
        html = code.pop(0) if kind == "\0" else _block(text, block, kind)
        if html:  # a footnote leaves nothing where it is written
            text.pieces.append(html)
            before = kind
    if text.line.met or text.written:
        text.pieces.append(_footnotes(text))
        text.anchors += [f"fn:{label}" for label in text.line.met]
    html = "\n".join(text.pieces)
    found = addressed(html, notes) if text.line.has_own else Addressed(html, (), ())
    if notes.problems or not text.first or not GATE.fullmatch(found.html):
        raise UnclearError
    return Prose(
        html=found.html,
        headings=tuple(text.headings),
        anchors=tuple(text.anchors),
        links=found.links,
        excerpt=shortened(plain(SUP.sub("", text.first))),
        minutes=reading_time(PRE.sub(" ", html) if "<pre" in html else html),
    )


def _blocks(text: str) -> list[str]:
    """Part a text where lines are empty; `re` would take ten times as long."""
    text = text.strip("\n")
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.split("\n\n")


def _refuse(written: str) -> None:
    """Refuse a text, freed of its code, in which signs stand that plain articles don't have."""
    if any(sign in written for sign in FORBIDDEN) or not written.strip("\n"):
        raise UnclearError
    if written[-1] == " " or SPACES.search(beyond_english(written)):
        raise UnclearError


def _kept(found: re.Match[str], settings: MarkdownSettings, notes: Notes, code: list[str]) -> str:
    """Put a block of code aside; a blank sign stands for it."""
    from generator.habits.highlighting import highlighted

    if "\xa0" in found[0]:
        raise UnclearError
    notes.code.append(found.span())
    html = highlighted(found[2] or "\n", found[1], settings, notes, found.start())
    # What the allow-list makes of it, for it holds nothing to be taken out.
    code.append(html.replace("&#39;", "'").replace("&#x27;", "'").replace("&quot;", '"'))
    return "\0"


def _block(text: Text, block: str, kind: str) -> str:
    """Make the HTML of one block, as its first sign tells."""
    html = None
    if PARAGRAPH.fullmatch(block) and "|" not in block:
        html = text.paragraph(block, may_refer=True)
    elif kind == "#" and (found := HEADING.fullmatch(block)):
        html = _heading(text, len(found[1]), found[2])
    elif kind == "-" and BULLETS.fullmatch(block):
        html = _list(text, "ul", block[2:].split("\n- "))
    elif kind == "1" and NUMBERS.fullmatch(block):
        html = _list(text, "ol", NUMBER.split(block)[1:])
    elif kind == ">" and QUOTE.fullmatch(block):
        html = _quote(text, block)
    elif kind == "|" and TABLE.fullmatch(block):
        html = _table(text, block.split("\n"))
    elif kind == "[" and (found := NOTE.fullmatch(block)):
        html = _note(text, found[1], found[2])
    if html is None:
        raise UnclearError
    return html


def _note(text: Text, label: str, words: str) -> str:
    """Keep a footnote for the section of them, which ends the body."""
    if label in text.written or not PARAGRAPH.fullmatch(words) or "|" in words:
        raise UnclearError
    if words[-1] in "'\"":
        raise UnclearError  # the link back follows it
    text.written[label] = inline(words, text.line)
    return ""


def _heading(text: Text, level: int, words: str) -> str:
    """Make a heading with its id and the link to itself."""
    inner = inline(words, text.line)
    name = plain(inner)
    if not name:
        raise UnclearError
    heading = Heading(level, text.names.unique(slug(name)), name)
    text.headings.append(heading)
    text.anchors.append(heading.id)
    label = escape(f"# {name}")
    link = f'<a class="anchor" href="#{heading.id}" aria-label="{label}">#</a>'
    return f'<h{level} id="{heading.id}">{inner} {link}</h{level}>'


def _list(text: Text, tag: str, items: list[str]) -> str:
    """Make a list of items of a line each."""
    if any(TASK.match(item) or "|" in item for item in items):
        raise UnclearError
    inner = "\n".join([f"<li>{inline(item, text.line)}</li>" for item in items])
    return f"<{tag}>\n{inner}\n</{tag}>"


def _quote(text: Text, block: str) -> str:
    """Make a quote of paragraphs."""
    inner = "\n".join([line[2:] for line in block.split("\n")])
    blocks = _blocks(inner)
    if any(not PARAGRAPH.fullmatch(one) or "|" in one for one in blocks):
        raise UnclearError
    inner = "\n".join([text.paragraph(one, may_refer=False) for one in blocks])
    return f"<blockquote>\n{inner}\n</blockquote>"


def _table(text: Text, lines: list[str]) -> str:
    """Make a table in which each row has as many cells as the head."""
    head, between, *body = [line[1:-1].split("|") for line in lines]
    marks = [cell.strip() for cell in between]
    sides = [SIDES.get((mark[0] == ":", mark[-1] == ":"), "") for mark in marks]
    classes = [f' class="{side}"' if side else "" for side in sides]
    if any(len(row) != len(head) for row in (between, *body)) or "`" in "".join(lines):
        raise UnclearError
    names = [inline(cell.strip(), text.line) for cell in head]
    label = ", ".join(filter(None, map(plain, names)))
    named = f' role="region" aria-label="{escape(label)}"' if label else ""
    html = [f'<div class="table"{named} tabindex="0"><table>\n<thead>\n<tr>']
    html += [
        f'<th{kind} scope="col">{name}</th>' for kind, name in zip(classes, names, strict=True)
    ]
    html.append("</tr>\n</thead>\n<tbody>")
    for row in body:
        html.append("<tr>")
        cells = zip(classes, row, strict=True)
        html += [f"<td{kind}>{inline(cell.strip(), text.line)}</td>" for kind, cell in cells]
        html.append("</tr>")
    return "\n".join([*html, "</tbody>\n</table></div>"])


def _footnotes(text: Text) -> str:
    """Make the section of the footnotes: each one is referred to, and once."""
    if set(text.line.met) != set(text.written):
        raise UnclearError
    items = []
    for number, label in enumerate(text.line.met, 1):
        back = (
            f'<a aria-label="{ARROW} {number}" class="footnote-backref" href="#fnref:{label}"'
            f' role="doc-backlink">{ARROW}</a>'
        )
        items.append(f'<li id="fn:{label}">\n<p>{text.written[label]}&nbsp;{back}</p>\n</li>')
    return "\n".join(
        ['<div class="footnotes" role="doc-endnotes">\n<hr>\n<ol>', *items, "</ol>\n</div>"]
    )
