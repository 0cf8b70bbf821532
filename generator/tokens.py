"""Cut a text into the words under which it is found: no case, no accents, any script.

Invariant: layouts/assets/search.js cuts what readers type by the same rules; tests compare the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from types import MappingProxyType

from generator.markup import plain

# Points and accents that readers leave out. Vowel signs of Indian scripts are no such marks.
MARKS = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)
# Letters that Unicode takes no accent from, as readers without their keys type them.
LETTERS = MappingProxyType(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ħ": "h", "ı": "i", "ĸ": "k", "ŋ": "n", "ŧ": "t", "ς": "σ",
    }
)  # fmt: skip
LETTER = re.compile(f"[{''.join(LETTERS)}]")
# Letters and digits; in these scripts the signs of a word are marks, too.
WORD = re.compile(
    "(?:[^\\W_]|[\u0900-\u0963\u0966-\u0df3\u0e31-\u0e4e\u0eb1-\u0ece\u0f71-\u0f84\u0f90-\u0fbc"
    "\u102b-\u103e\u1056-\u109d\u17b4-\u17d3\u1a17-\u1a7f\u1b00-\u1b44\u3099\u309a])+"
)
PLAIN = re.compile("[a-z0-9]+")
# Scripts that put no spaces between words are found by each two signs that follow one another.
SPACELESS = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\U00020000-\U000323af]+)"
)
LONGEST = 32  # signs of a word
SHORTEST = 3  # signs of a word of a text
MOST = 80  # words of a text beside those of its title and summary
BLOCK = re.compile(r"<pre\b[^>]*>.*?</pre>|\0word:\w+\0", re.DOTALL)


def folded(text: str) -> str:
    """Take case, accents and what else readers leave out from a text."""
    if text.isascii():
        return text.lower()
    bare = MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()
    if LETTER.search(bare):
        bare = LETTER.sub(lambda found: LETTERS[found[0]], bare)
    return unicodedata.normalize("NFC", bare)


def tokens(text: str) -> list[str]:
    """List the words of a text in their order; each two signs where there are no spaces."""
    found: list[str] = []
    for piece in text.split():
        found += _cut(piece)
    return found


@lru_cache(maxsize=65_536)  # to look up a piece takes a twentieth of cutting it
def _cut(piece: str) -> tuple[str, ...]:
    """Cut what stands between two spaces."""
    words = folded(piece)
    if words.isascii():
        return tuple([word[:LONGEST] for word in PLAIN.findall(words) if _counts(word)])
    found: list[str] = []
    for word in WORD.findall(words):
        for number, part in enumerate(SPACELESS.split(word)):
            if number % 2:
                found += [part[at : at + 2] for at in range(max(1, len(part) - 1))]
            elif part and _counts(part):
                found.append(part[:LONGEST])
    return tuple(found)


def _counts(word: str) -> bool:
    """Tell whether a word says anything: a lone letter doesn't."""
    return len(word) > 1 or not word.isalpha()


def record(title: str, fields: Iterable[str], headings: Iterable[str], html: str) -> str:
    """Write down the words under which an article is found, each once.

    They stand in three lines: those of its title; of `fields`, what else its author says of it;
    and of its headings and text, where only the most telling are kept.
    """
    first = set(tokens(title))
    second = {word for text in fields for word in tokens(text)} - first
    third = {word for text in headings for word in tokens(text)} - first - second
    third.update(_telling(html, first | second | third))
    return "\n".join([" ".join(sorted(some)) for some in (first, second, third)])


def _telling(html: str, known: set[str]) -> list[str]:
    """Choose words of a text: names and numbers, what is said more than once, long words."""
    counts: dict[str, int] = {}
    common: set[str] = set()
    if "<pre" in html or "\0word" in html:
        html = BLOCK.sub(" ", html)
    for piece, count in Counter(plain(html).split()).items():
        words = _cut(piece)
        for word in words:
            counts[word] = counts.get(word, 0) + count
        if piece[0].islower():
            common.update(words)
    # A name weighs as much as forty letters, and being said once more as much as four.
    ranks: dict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if word not in known and (len(word) >= SHORTEST or not word.isascii()):
            ranks[(0 if word in common else 40) + 4 * count + len(word)].append(word)
    chosen: list[str] = []
    for rank in sorted(ranks, reverse=True):
        chosen += sorted(ranks[rank])
        if len(chosen) >= MOST:
            break
    return chosen[:MOST]
