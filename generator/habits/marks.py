"""Find the invisible and look-alike characters that betray who passed a document on.

Invariant: what a script, an emoji or a typographer needs is never a mark; `clean` is idempotent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from generator.habits.beyond import beyond_english
from generator.habits.mimics import LOOK, mimics, styled
from generator.habits.scripts import (
    ARABIC,
    EASTERN,
    IDEOGRAPHS,
    MATHS,
    SCRIPTS,
    WIDE,
)

JOINING = (
    r"\u0620-\u0dff\u0f00-\u109f\u1780-\u17b3\u17b6-\u180d\u180f-\u194f\u1a20-\u1cff\ua800-\uabff"
    r"\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
VIRAMAS = r"\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u103a\u17d2"
UNSPACED = r"\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1b7f\ua980-\ua9ff\uaa60-\uaadf"
MONGOLIAN = r"\u1800-\u180a\u1810-\u18aa"
EMOJI = (
    r"\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    r"\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
SPACES = r"\x0b\x0c\x85\u1680\u2000-\u200a\u2028\u2029\u205f\u3000\u2800"
TURNS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
HIDDEN = (
    rf"{SPACES}{TURNS}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5"
    r"\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff9-\ufffc\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
QUOTES = (
    r"\u2010-\u2015\u2018-\u201f\u2212\u2026\u2039\u203a\xab\xbb'\"/=+\xd7\xb1"
    r"<>*\xb7\xf7~|\u2190-\u21ff\u2200-\u22ff"
)
# What is legitimate comes first, so that the odd character in the last brackets is none of it:
# flags of regions; emoji; joined letters, an old chillu, an Arabic letter shown in its joined form,
# a Persian ending on PDF; breaks where no spaces are; variants; fillers; spaces of typographers.
TOKEN = re.compile(
    rf"""(?=[{HIDDEN}\xa0\u202f\U0001f3f4])(?:  # for speed: most characters are none of these
    \U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{3,6}}\U000e007f
    |(?<=[{EMOJI}\ufe0f])\u200d(?=[{EMOJI}])
    |(?<=[{EMOJI}])[\ufe0e\ufe0f]|(?<=[0-9\#*])[\ufe0e\ufe0f](?=\u20e3)
    |(?<=[{JOINING}])[\u200c\u200d](?=[\u200c\u200d*_`\[]*[{JOINING}])
    |(?<=[{VIRAMAS}])[\u200c\u200d](?![\u200c\u200d])
    |(?<=[{ARABIC}])\u200d(?!\u200d)|(?<!\u200d)\u200d(?=[{ARABIC}])
    |(?<=[\w\xbb)\]\u201d\u2019"*_`])\u200c(?=[{ARABIC}])|(?<=[{ARABIC}])\u200c(?![\u200c\u200d])
    |(?<=[{UNSPACED}])\u200b(?!\u200b)|(?<=[^\s\u200b])\u200b(?=[{UNSPACED}])
    |(?<=[{IDEOGRAPHS}\u3001\u3002\uff01-\uff1f\u2200-\u22ff\u2a00-\u2aff])[\ufe00-\ufe02]
    |(?<=[\u1000-\u109f\uaa60-\uaa7f\ua840-\ua877])\ufe00|(?<=[{IDEOGRAPHS}])[\U000e0100-\U000e01ef]
    |(?<=[{MONGOLIAN}])[\u180b-\u180d\u180f]
    |(?<=[{MONGOLIAN}\u180b-\u180d\u180f])\u180e(?=[{MONGOLIAN}])
    |(?<=[\u1100-\u115e])\u1160|(?:\u115f\u1160?|\u1160)(?=[\u1161-\u11ff\ud7b0-\ud7fb])
    |(?<=[\u1681-\u169c])\u1680|(?<=[\u2801-\u28ff])\u2800|(?<=[\u3131-\u3163])\u3164
    |\u3164(?=[\u3131-\u3163])|(?<=[\uffa1-\uffdc])\uffa0|\uffa0(?=[\uffa1-\uffdc])
    |(?<=\d)[\u2007\u2009\u200a](?=\d)|(?<=\d)[\u2009\u200a](?=[^\W_]|[%\xb0\u2030\u20ac])
    |(?<=\b[^\W\d_]\.)[\u2009\u200a](?=[^\W\d_])|(?<=[\u0591-\u05f2])\u034f(?=[\u0591-\u05f2])
    |(?<=[{QUOTES}\xa7])[\u2009\u200a]|[\u2009\u200a](?=[{QUOTES};:!?])
    |(?<=&[lg]t;)[\u2009\u200a]|[\u2009\u200a](?=&[lg]t;)
    |(?<![ \t\xa0\u202f{SPACES}])[\xa0\u202f](?![ \t])|\A\ufeff|([{HIDDEN}\xa0\u202f]))""",
    re.VERBOSE,
)
# What nearly all texts in Latin letters consist of: among these signs, no mark can be.
UNUSUAL = re.compile(
    r"[^\t\n\r -~\xa1-\xac\xae-\u024f\u2013\u2014\u2018-\u201f\u2022\u2026\u20ac\u2190-\u2193]"
)
# Three quick looks at a text in which there is, as a rule, nothing to find.
ODD = re.compile(f"[{HIDDEN}{WIDE}{MATHS}]")
BESIDE = re.compile(r"[\xa0\u202f](?:(?<=[ \t\xa0\u202f].)|(?=[ \t]))")
# A part of a word before a soft hyphen, and those after it; a word of ten letters may be parted,
# in a text that says so by words of its own.
SYLLABLE = re.compile(r"(?:[^\W\d_]+\xad)*[^\W\d_]{3,}\Z")
SYLLABLES = re.compile(r"\xad[^\W\d_]{3,}(?:\xad[^\W\d_]+)*")
COMPOUND, LONGEST, NEAR = 10, 80, 500
COMPOUNDING = re.compile(
    r"\b(?:und|der|das|ist|nicht|ein|eine|von|mit|auf|f\xfcr|dem|den|im|zu|het|een|niet|voor|zijn|"
    r"och|att|inte|som|til|og|ikke)\b",
    re.IGNORECASE,
)
BLANK = re.compile(r"\n[ \t\r]*\n")
TURN = re.compile(f"[{TURNS}\n]")
RIGHTWARD = re.compile(r"[\u05d0-\u05f2\u0620-\u08ff\U00010800-\U00010fff\U0001e800-\U0001efff]")
EAST = re.compile(f"[{EASTERN}]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A character that does not belong where it stands, and what `clean` writes there."""

    start: int
    end: int
    name: str
    replacement: str


def mark(text: str, position: int, replacement: str) -> Mark:
    """Name the character at a position for the author."""
    sign = text[position]
    name = unicodedata.name(sign, "control character").lower()
    return Mark(position, position + 1, f"{name} (U+{ord(sign):04X})", replacement)


def turning(text: str, start: int, end: int) -> set[int]:
    """List where signs of direction may stand in a right-to-left text: closed in their line."""
    fine: set[int] = set()
    opened: list[int] = []
    for found in TURN.finditer(text, start, end):
        if found[0] == "\n":
            opened.clear()
        elif found[0] in "\u061c\u200e\u200f":
            fine.add(found.start())
        elif found[0] in "\u202a\u202b\u2066\u2067\u2068":
            opened.append(found.start())
        elif opened and found[0] == ("\u2069" if text[opened[-1]] >= "\u2066" else "\u202c"):
            fine |= {opened.pop(), found.start()}  # an override is never opened, nor excused
    return fine


def gap(text: str, position: int) -> str:
    """Choose what replaces an odd character: a space if it alone keeps two words apart."""
    sign, before = text[position], text[position - 1 : position]
    after = text[position + 1 : position + 2]
    if not before or before.isspace() or after in " \t\r\n":  # also nothing, at the end
        return ""
    return " " if sign.isspace() or sign == "\u2800" else ""


def syllabled(text: str, position: int) -> bool:
    """Tell whether a soft hyphen parts a long German, Dutch or Swedish word, as printers do."""
    before = SYLLABLE.search(text, max(position - LONGEST, 0), position)
    after = SYLLABLES.match(text, position)
    if not before or not after:
        return False
    letters = len(before[0].replace("\xad", "")) + len(after[0].replace("\xad", ""))
    near = text[max(position - NEAR, 0) : position + NEAR]
    return letters >= COMPOUND and bool(COMPOUNDING.search(near))


def hidden(text: str, start: int, end: int, *, wide: bool) -> Iterator[Mark]:
    """Find what cannot be seen, or looks like an ordinary space, in a paragraph."""
    fine = turning(text, start, end) if RIGHTWARD.search(text, start, end) else ()
    for found in TOKEN.finditer(text, start, end):
        if found[1] == "\xad" and syllabled(text, found.start()):
            continue
        if found[1] and found.start() not in fine and not (wide and found[1] == "\u3000"):
            yield mark(text, found.start(), gap(text, found.start()))


def runs(text: str) -> Iterator[tuple[Mark, int]]:
    """Find the marks of a text, those side by side as one: the first, and how many there are."""
    first: Mark | None = None
    number = 0
    for one in marks(text):
        if first and one.start == first.start + number:
            number += 1
            continue
        if first:
            yield first, number
        first, number = one, 1
    if first:
        yield first, number


def suspicious(text: str, start: int, end: int) -> bool:
    """Say quickly whether a closer look is worth its time."""
    return any(look.search(text, start, end) for look in (ODD, LOOK, BESIDE))


def marks(text: str) -> tuple[Mark, ...]:
    """Find the marks in a text, in their order; none overlaps another."""
    if not UNUSUAL.search(beyond_english(text)) or not suspicious(text, 0, len(text)):
        return ()
    edges = [0, *(edge for blank in BLANK.finditer(text) for edge in blank.span()), len(text)]
    asian = EAST.search(text)
    found: list[Mark] = []
    for part in zip(edges[::2], edges[1::2], strict=True):
        if suspicious(text, *part):
            # A heading without Latin letters amid East Asian paragraphs is like them.
            like = EAST.search(text, *part) or not SCRIPTS["Latin"].search(text, *part)
            wide = bool(asian and like)
            found += hidden(text, *part, wide=wide)
            others = (*styled(text, *part, wide=wide), *mimics(text, *part))
            found += (mark(text, at, plain) for at, plain in others)
    return tuple(sorted(found, key=attrgetter("start")))


def clean(text: str) -> str:
    """Remove the marks from a text, and those that come to light once others are gone."""
    while found := marks(text):
        signs = list(text)  # each mark is one character
        for one in found:
            signs[one.start] = one.replacement
        text = "".join(signs)
    return text
