"""Compare the fast reading of Markdown with the plain one, on texts made of snippets.

python -m tests.fuzz SECONDS [SEED]: for that long; the first difference ends it.
"""

from __future__ import annotations

import random
import re
import sys
import time
from dataclasses import replace
from pathlib import Path

from generator.habits.notes import Notes
from generator.model import MarkdownSettings, Source
from generator.prose import prose
from generator.prose_direct import direct

ROOT = Path(__file__).parent.parent
PLAIN = MarkdownSettings(fast=False)
SIGNS = [*"*_`[](){}<>!&\\#-+.:\"'|~^=/ \n\t", "  \n", "\n\n", "    ", "https://", "é", "\u200d"]
WORDS = [
    "word",
    "x",
    "*[CBP]: Border",
    "CBP",
    "[^1]",
    "[^1]: note",
    "[a]: /b",
    "[a]",
    "...",
    "--",
    "1.",
]
SNIPPETS = """
*a* **b** ***c*** _d_ __e__ a_b_c *a **b*** **a *b* c**|`code` ``a`b`` `unclosed|[x](y.md) [x](<y z> "t") [x][a] [a] [a][]
![p](q.png "t") ![p][a] [![p](q.png)](r)|<https://example.org/?a=1&b=2> <a@example.org>|https://example.org/(x). "https://example.org/"
<b>x</b> <br> <!-- c --> <div>\n\n*x*\n\n</div>|&amp; &copy; & &#65; AT&T|~~gone~~ \\~~ \\* \\`|"quoted" 'single' don't '90s "'both'"
# head|## head {#id .c}|head\n====|head\n---|- a\n- b\n  - c\n    - d|1. a\n2. b\n\n   more|- [ ] t\n- [x] u
> quote\n> more|> [!NOTE]\n> x|!!! note "T"\n    x|Term\n:   def|a | b\n--|:-:\n`|` | *c*
```python title="x" {1}\nx = 1\n```|~~~\ny\n~~~|    code|---|* * *|x  \ny|[^1]\n\n[^1]: note *x*
[a]: https://example.org "t"|*[HTML]: Text\n\nHTML here|{: .cls }|text {: #x }|<details>\n<summary>s</summary>\n\n- a\n\n</details>
... -- --- << >>|a*b*c 2*3*4 **a*b**c*|[x](y "z) [x](y(z)) [x[y]](z)|\\[x](y)|![](a.png)|<script>x</script>|<p onclick=x>
""".replace("\n" + "", "\n")


def snippets() -> list[str]:
    """Give markup to join: our own list, and the paragraphs of the fixtures and articles."""
    own = [one.replace("\\n", "\n") for line in SNIPPETS.split("\n") for one in line.split("|")]
    files = [*ROOT.glob("tests/cases/prose/*.md"), *ROOT.glob("content/posts/*.md")]
    texts = (file.read_text("utf-8").split("----\n")[0] for file in sorted(files))
    return own + [block for text in texts for block in re.split(r"\n\n+", text) if len(block) < 600]


# Blocks that the direct way reads.
BLOCKS = [
    'A line of "text" that\'s plain, with *stress* and **strength**.',
    'Two lines\nof `code & "x"` and [a link](https://example.org/a_b?c=1&d=2 "Ti\'tle").',
    '## Heading "one"',
    "### A `code` heading",
    '- one "item"\n- **two**: items\n- [three](https://example.org)',
    "1. first\n2. *second*",
    "> A quote that 'isn't' one\n> of two lines\n>\n> — Somebody",
    "> One",
    '| a | b |\n|---|--:|\n| x | *y* |\n| "z" | 3 |',
    '```python\nx = "1"  # <b>\n```',
    "It's the '90s -- \"really\" --- so... (or \"not\") 'yes'",
    "snake_case AT&T 2 > 1 —",
    '2024 was *long*; 3.5 % of "it", “as” ‘they’ say.',
    "Ünïcödé, 監視, émigré's word",
    '"Open. *"Closed"* "**x**" `\'` \'s and *x*\'s',
    'A "*b*" (\'c\') "d"',
]
NOTES = [
    ["Here is a note.[^1]", "[^1]: The note's text, see [x](https://example.org/)."],
    ["Other *words*.[^b] And [^c].", "[^b]: B.\n\n[^c]: C *c*."],
]
# Signs at which what is plain ends.
EDGES = [
    "*",
    "_",
    "'",
    '"',
    "-",
    ".",
    "`",
    "[",
    "]",
    "(",
    ")",
    "|",
    " ",
    "\n",
    "#",
    ">",
    "1. ",
    "!",
    "&",
    ":",
    "—",
    "0",
    "s",
]


def plain_document(chance: random.Random) -> str:
    """Join blocks that the direct way reads, and now and then change a sign."""
    blocks = [chance.choice(BLOCKS) for _ in range(chance.randint(1, 7))]
    blocks += chance.choice([[], [], [], *NOTES])
    text = "\n\n".join(chance.sample(blocks, len(blocks)))
    for _ in range(chance.choice([0, 0, 1, 1, 2, 4])):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(EDGES) + text[at + chance.choice([0, 0, 1]) :]
    return text


def document(chance: random.Random, parts: list[str]) -> str:
    """Join some snippets, and change some signs of them."""
    joints = ["\n\n", "\n\n", "\n", " ", ""]
    text = "".join(
        chance.choice(parts) + chance.choice(joints) for _ in range(chance.randint(1, 8))
    )
    for _ in range(chance.choice([0, 0, 1, 3, 10])):
        at = chance.randint(0, len(text))
        gone = chance.choice([0, 0, 1, 5])
        new = chance.choice([chance.choice(SIGNS), chance.choice(WORDS), ""])
        text = text[:at] + new + text[at + gone :]
    return text


def differs(text: str, settings: MarkdownSettings = PLAIN) -> bool:
    """Tell whether the two readings differ in anything: HTML, problems, headings, links."""
    source = Source("content/posts/a.md", text)
    return prose(source, 0, settings) != prose(source, 0, replace(settings, fast=True))


def is_direct(text: str) -> bool:
    """Tell whether a text is plain enough to be read the direct way."""
    return direct(Notes(Source("content/posts/a.md", text), 0), MarkdownSettings()) is not None


def fuzz(seconds: float, seed: int) -> str:
    """Compare until the time is over; give the first text that is read in two ways."""
    chance, parts, number, short = random.Random(seed), snippets(), 0, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = document(chance, parts) if number % 2 else plain_document(chance)
        if differs(text):
            return text
        number += 1
        short += is_direct(text)
    print(f"{number} texts, no difference; {short} of them were read the direct way")
    return ""


if __name__ == "__main__":
    found = fuzz(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns())
    sys.exit(f"read in two ways: {found!r}" if found else 0)
