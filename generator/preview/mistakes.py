"""Show mistakes as a page: what is wrong, where, and the lines around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from generator import sources
from generator.model import Source
from generator.problems import ERROR, Problem

AROUND = 4  # lines before and after
LONGEST = 300  # characters of a line
MOST = 50  # problems on a page
STYLE = """
:root{color-scheme:light dark;--ink:light-dark(#1c1917,#e7e5e4);--faint:light-dark(#57534e,#a8a29e);
--paper:light-dark(#fafaf9,#1c1917);--sheet:light-dark(#fff,#292524);--mark:light-dark(#b91c1c,#fca5a5);
--line:light-dark(#fee2e2,#450a0a)}
body{margin:0 auto;max-width:60rem;padding:2rem 1rem 6rem;background:var(--paper);color:var(--ink);
font:1.0625rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.0625rem;margin:2.5rem 0 .25rem}
p{margin:.25rem 0}
.place{font-family:ui-monospace,monospace;font-size:.9375rem;overflow-wrap:anywhere}
.hint,.note{color:var(--faint)}.error{color:var(--mark)}
pre{margin:.75rem 0;padding:.75rem 0;overflow-x:auto;background:var(--sheet);border-radius:.375rem;
font:.9375rem/1.6 ui-monospace,monospace;tab-size:4}
pre span{display:block;padding:0 1rem;white-space:pre}pre i{font-style:normal;color:var(--faint);
user-select:none}pre .here{background:var(--line)}pre b{text-decoration:underline wavy var(--mark)}
a{color:inherit}
"""


def mistakes(title: str, problems: Iterable[Problem], root: Path, nonce: str) -> bytes:
    """Write a page that shows problems."""
    problems = tuple(problems)
    shown = "".join(_problem(one, root) for one in problems[:MOST])
    rest = f'<p class="note">and {len(problems) - MOST} more</p>' if len(problems) > MOST else ""
    nothing = "" if problems else "<p>Nothing is wrong.</p>"
    note = "This page comes back by itself as soon as the file is saved without the mistake."
    text = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><style nonce="{nonce}">{STYLE}</style></head>\n'
        f'<body><h1>{escape(title)}</h1><p class="note">{note if problems else ""}</p>'
        f"{shown}{rest}{nothing}</body></html>\n"
    )
    return text.encode("utf-8", "replace")


def _problem(problem: Problem, root: Path) -> str:
    """Write one problem."""
    hint = f'<p class="hint">{escape(problem.hint)}</p>' if problem.hint else ""
    kind = "error" if problem.level == ERROR else "warning"
    return (
        f'<section><h2 class="{kind}">{escape(problem.message)}</h2>'
        f'<p class="place">{escape(str(problem.place))}</p>'
        f"{hint}{_lines(problem, root)}</section>\n"
    )


def _lines(problem: Problem, root: Path) -> str:
    """Write the lines around a problem, the place itself marked."""
    try:
        source = sources.load(problem.place.path, sources.load_bytes(root, problem.place.path))
    except (OSError, ValueError):
        return ""
    if not isinstance(source, Source):
        return ""
    lines = source.text.split("\n")
    if not 1 <= problem.place.line <= len(lines):
        return ""
    first = max(1, problem.place.line - AROUND)
    some = enumerate(lines[first - 1 : problem.place.line + AROUND], first)
    return f"<pre>{''.join(_numbered(some, problem))}</pre>"


def _numbered(lines: Iterable[tuple[int, str]], problem: Problem) -> Iterator[str]:
    """Write lines with their numbers."""
    for number, line in lines:
        if number != problem.place.line:
            yield f"<span><i>{number:5}  </i>{escape(line[:LONGEST])}\n</span>"
            continue
        column = min(problem.place.column - 1, len(line))
        start = max(0, column - LONGEST // 2)
        before, after = line[start:column], line[column : start + LONGEST]
        here = f"<b>{escape(after[:1] or ' ')}</b>{escape(after[1:])}"
        yield f'<span class="here"><i>{number:5}  </i>{escape(before)}{here}\n</span>'
