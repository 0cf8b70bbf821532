"""Show code as figures, with its words as classes and never as colours.

Invariant: whatever an info string holds, the HTML has the same elements and attributes.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING

from generator.habits.notes import Notes
from generator.model import MarkdownSettings

if TYPE_CHECKING:
    from pygments.formatter import Formatter
    from pygments.lexer import Lexer

OPTION = re.compile(r"""([\w-]+)=("[^"]*"|'[^']*'|[^\s"']+)|([^\s"']+)""")
BRACED = re.compile(r"\{([\d\s,-]+)\}")
RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none"})
YES = frozenset({"", "true", "yes", "on", "table", "inline", "1"})
NO = frozenset({"false", "no", "off", "0"})


@dataclass(frozen=True, slots=True)
class Info:
    """Hold what an info string asks for; `first` is the first line's number, 0 for none."""

    language: str = ""
    title: str = ""
    first: int = 0
    marked: str = ""
    unknown: tuple[str, ...] = ()


def highlighted(code: str, info: str, settings: MarkdownSettings, notes: Notes, at: int) -> str:
    """Make the HTML of a block of code; `at` is its place in the body."""
    asked = read_info(info, settings)
    name = re.sub(r"[^\w.+#-]", "", asked.language.lower())
    lines = _lines(code, asked.language, notes, at)
    for word in asked.unknown:
        hint = 'there are title="…", linenums and hl_lines="2 4-6"'
        notes.warning(at, f'"{word}" is no option of a code block', hint)
    marked = _marked(asked.marked, len(lines), notes, at)
    body = "".join(
        _line(line, asked.first and asked.first + number - 1, is_marked=number in marked)
        for number, line in enumerate(lines, 1)
    )
    language = f' class="language-{escape(name)}"' if name else ""
    pre = f'<pre tabindex="0"><code{language}>{body}</code></pre>'
    numbered = " linenos" if asked.first else ""
    if asked.title:
        title = f"<figcaption>{escape(asked.title)}</figcaption>"
        return f'<figure class="code{numbered}">{title}{pre}</figure>'
    return f'<div class="code{numbered}">{pre}</div>'


def read_info(info: str, settings: MarkdownSettings) -> Info:
    """Read `python title="x" linenums hl_lines="2"`, with or without braces; `{2}` marks a line."""
    lines = BRACED.search(info)
    words = BRACED.sub(" ", info, count=1).strip()
    if words.startswith("{") and words.endswith("}"):
        words = words[1:-1].removeprefix(":")
    else:
        # ```python{title="x"} as well: the brace only ends the language's name.
        words = re.sub(r"[{}]", " ", words)
    language, options, unknown = "", {"hl_lines": lines[1] if lines else ""}, []
    for key, value, word in OPTION.findall(words):
        if key:
            options[key.lower()] = value[1:-1] if value[0] in "\"'" else value
        elif word.lower() in ("linenums", "linenos"):
            options["linenums"] = ""
        elif not language and not word.startswith("#"):
            language = word.removeprefix(".")
        elif word[0] not in ".#":
            unknown.append(word)
    numbers = options.get("linenums", options.get("linenos"))
    first = int(settings.line_numbers)
    if numbers is not None:
        first = _first(numbers.lower())
    unknown += sorted(options.keys() - {"title", "linenums", "linenos", "hl_lines"})
    return Info(language, options.get("title", ""), first, options["hl_lines"], tuple(unknown))


def _first(value: str) -> int:
    """Say which number the first line has, or 0."""
    if value in YES or value in NO:
        return int(value in YES)
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else 1


def _lines(code: str, language: str, notes: Notes, at: int) -> list[str]:
    """Give each line's HTML; words are marked if the language is known."""
    if language.lower() in PLAIN:
        return escape(code, quote=False)[:-1].split("\n")
    html = _coloured(code, language)
    if html is None:
        message = f'there are no colours for code in "{language}"'
        notes.warning(at, message, _nearest(language))
        return escape(code, quote=False)[:-1].split("\n")
    return html.removesuffix("\n").split("\n")


@lru_cache(maxsize=1000)  # a project's posts often show the same lines
def _coloured(code: str, language: str) -> str | None:
    """Mark the words of code; give None if the language is not known."""
    from pygments import highlight
    from pygments.util import ClassNotFound

    try:
        return str(highlight(code, _lexer(language), _formatter()))
    except ClassNotFound:
        return None


@lru_cache(maxsize=64)  # a lexer keeps nothing of the texts it reads
def _lexer(language: str) -> Lexer:
    """Give the lexer of a language; raise pygments' ClassNotFound if there is none."""
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(language, stripnl=False)


@cache
def _formatter() -> Formatter[str]:
    """Give what writes tokens as HTML: it takes longer to make than to use."""
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True)


def _nearest(language: str) -> str:
    """Name the language whose name comes nearest."""
    from pygments.lexers import get_all_lexers

    names = [name for _, aliases, _, _ in get_all_lexers() for name in aliases]
    near = difflib.get_close_matches(language.lower()[:40], names, 1, 0.6)
    return f'did you mean "{near[0]}"?' if near else "write text for code without colours"


def _marked(written: str, count: int, notes: Notes, at: int) -> frozenset[int]:
    """Read the numbers of the lines that stand out: `2 4-6`."""
    marked: set[int] = set()
    for word in written.replace(",", " ").split():
        found = RANGE.fullmatch(word)
        last = int(found[2] or found[1]) if found else 0
        if not found or not 0 < int(found[1]) <= last <= count:
            message = f'hl_lines "{word}" names no lines of this code block'
            notes.warning(at, message, 'write numbers from 1, as in hl_lines="2 4-6"')
            continue
        marked.update(range(int(found[1]), last + 1))
    return frozenset(marked)


def _line(html: str, number: int, *, is_marked: bool) -> str:
    """Give a line its number, which a style sheet shows, and mark it if it stands out."""
    lineno = f'<span class="lineno" data-line="{number}"></span>' if number else ""
    # The line's end stands inside: a marked line can be a block and still be one line.
    return f'<span class="hll">{lineno}{html}\n</span>' if is_marked else f"{lineno}{html}\n"
