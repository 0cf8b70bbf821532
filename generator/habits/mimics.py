"""Find the letters and signs that pass for others: those of other scripts, of formulas, of print.

Invariant: what is told has one plain reading; a mixture that deceives nobody is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.habits.scripts import (
    ACCENTS,
    ALIKE,
    ARMENIAN,
    CYRILLIC,
    GREEK,
    LATIN,
    MATHS,
    PLAIN,
    SCRIPTS,
    WIDE,
)

Mimic = tuple[int, str]  # where it stands, and what it passes for
NEAR = 500  # letters before and after a word that say what it is written in
OTHERS = f"{CYRILLIC}{GREEK}{ARMENIAN}"
MIXED = re.compile(
    rf"[{OTHERS}](?:(?<=[{LATIN}{ACCENTS}].)|(?=[{ACCENTS}]*[{LATIN}])"
    rf"|(?<=[{CYRILLIC}][{GREEK}])|(?<=[{GREEK}][{CYRILLIC}]))"
)
WORD = re.compile(rf"(?:[^\W\d_][{ACCENTS}]*)+")
RUN = re.compile(r"[^\W_]+")
# One or two letters are a formula, as is d𝑥; none is set in sans-serif or typewriter letters.
FAKE = re.compile(rf"(?![dD])[{LATIN}]|[{MATHS}]{{3}}|[\U0001d5a0-\U0001d6a3\U0001d7e2-\U0001d7ff]")
CALLS = "sin|cos|tan|cot|sec|log|ln|lg|exp|max|min|lim|det|dim|ker|arg|sup|inf|mod"
FORMULA = re.compile(
    rf"(?:{CALLS}|[dD]|\d)*(?:[\U0001d400-\U0001d59f\U0001d6a4-\U0001d7e1]"
    rf"(?:d|\d|{CALLS})*){{1,2}}(?:th|st|nd|rd|s)?"
)
SOLVED = re.compile(r"\s?[-=<>+*/^\xb7\xd7\u2190-\u21ff\u2200-\u22ff]")  # after a formula
SOLVING = re.compile(r"[-=<>+*/^\xb7\xd7\u2190-\u21ff\u2200-\u22ff]\s?\Z")  # before one
FORMULAIC = "vapiku"  # their Greek twins stand in formulas and names: hν, TNFα, NFκB
DECLINED = re.compile(r"[A-Z]{2,}[а-яіїєё]+")  # a Russian ending on an acronym is no disguise
# Words of Latin alone, which no other word looks like by chance; one letter, if it is a word.
ALONE = frozenset("aeiouywAEIOUY")
SYMBOLS = frozenset("aeiuywEUY")  # of Greek, one letter alone is most often a sign
RARE = frozenset("ѕԁԛԝһӏ")  # in no word of a larger language that holds only such letters
COMMON = frozenset(
    "a about after all also an and any are as at back be been but by can case cases close "  # noqa: SIM905
    "code court did do does each else for from had has have he held her hide him his how i if "
    "in into is it its jail just law lead leak less life like made may me memo more most my no "
    "not now of on one only or other our out over pay people place police said say school secret "
    "see she show side so social source space speech such than that the their them then there "
    "these they this to up us use was we were what when which who whole why will with would yes "
    "you your als am auf aus bei das dass dem den der des die ein er es ich im ist je mit nach "
    "sich sie und von vor was wie wo zu ce ces dans de du elle en est et il je la le les mais ne "
    "ou par pas pour que qui sa se ses son sur un une y con como el esa eso ese hay lo los las "
    "mas mi o para pero por si su sus".split()
)
TWINS = "".join(PLAIN)
LONE = re.compile(rf"(?<![\w{ACCENTS}])(?:[{TWINS}])+(?![\w{ACCENTS}])")
TWIN_ONLY = re.compile(f"[{TWINS}]+")
# Letters of phonetics, and small capitals, that are told from plain ones by few readers.
SOUNDS = {"ɑ": "a", "ɡ": "g", "ᴄ": "c", "ᴏ": "o", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z"}
SOUND = re.compile("[" + "".join(SOUNDS) + "]")
SPOKEN = re.compile(rf"(?![{''.join(SOUNDS)}])[\u0250-\u02ff\u1d00-\u1dbf]")
# Ligatures and numerals within words, the sign of Kelvin; a leader that is no full stop, a Greek
# question mark that is no semicolon; dashes in place of hyphens.
SIGN = re.compile(
    rf"[\ufb00-\ufb06]|[\u2170-\u217f](?:(?<=[A-Za-z].)|(?=[A-Za-z]))"
    rf"|[\u2160-\u216f](?:(?<=[a-z].)|(?=[a-z]))|\u212a(?:(?<=[A-Za-z].)|(?=[A-Za-z]))"
    rf"|(?<![{ARMENIAN}])\u2024|(?<![{GREEK}{ACCENTS})\]\xbb\"\u201d*_`])\u037e"
    rf"|\u2012(?:(?<=[^\W\d_].)|(?=[^\W\d_])|(?<=\s.)(?=\s))"
    rf"|(?<=[^\W\d_])\u2010(?=[^\W\d_])|(?<=[^\W\d_]{{2}})\u2011(?=[^\W\d_]{{2}})"
)
LOOK = re.compile(rf"{SIGN.pattern}|{SOUND.pattern}|{LONE.pattern}|{MIXED.pattern}")


def mimics(text: str, start: int, end: int) -> Iterator[Mimic]:
    """Find all letters and signs of a paragraph that pass for others, but those of formulas."""
    if MIXED.search(text, start, end):
        yield from mixed(text, start, end)
    if LONE.search(text, start, end):
        yield from lone(text, start, end)
    if SOUND.search(text, start, end):
        yield from sounds(text, start, end)
    yield from signs(text, start, end)


def styled(text: str, start: int, end: int, *, wide: bool) -> Iterator[Mimic]:
    """Find letters of formulas and of East Asian typesetting that stand in for Latin ones."""
    spaced = "" if wide else WIDE
    for run in RUN.finditer(text, start, end):
        maths = MATHS if FAKE.search(run[0]) and not _is_formula(text, run) else ""
        for found in re.finditer(f"[{spaced}{maths}]", run[0]) if spaced or maths else ():
            plain = unicodedata.normalize("NFKC", found[0])
            if plain != found[0]:  # a gap in the tables of Unicode stays itself
                yield run.start() + found.start(), plain


def _is_formula(text: str, run: re.Match[str]) -> bool:
    """Tell whether letters are of a formula: called, counted, or beside a sign of reckoning."""
    if FORMULA.fullmatch(run[0]):
        return True
    if not re.fullmatch(r"[\U0001d434-\U0001d49b]+", run[0]):
        return False  # products are set in italics
    before = text[max(run.start() - 2, 0) : run.start()]
    return bool(SOLVED.match(text, run.end()) or SOLVING.search(before))


def twin(word: str, index: int, own: str) -> str:
    """Give the letter of the word's own script that a foreign one looks like, or nothing."""
    letter = word[index]
    plain = PLAIN.get(letter, letter)
    before, after = word[max(index - 1, 0) : index], word[index + 1 : index + 2]
    greek = own == "Greek" or SCRIPTS["Greek"].match(letter)
    inside = word[3:] and before.islower() and after.islower()  # not the v of αvβ3
    formula = greek and plain in FORMULAIC and not inside
    if formula and not (own == "Latin" and _reading(word).lower() in COMMON):
        return ""
    if letter == "I" and before.islower():  # I is the palochka of Chechen and Avar
        return ""
    return PLAIN.get(letter, "") if own == "Latin" else ALIKE[own].get(plain, "")


def _reading(word: str) -> str:
    """Read a word as if all its letters were Latin."""
    return "".join(PLAIN.get(letter, letter) for letter in word)


def mixed(text: str, start: int, end: int) -> Iterator[Mimic]:
    """Find letters of one script that pass for those of another, all through a word."""
    for word in WORD.finditer(text, start, end):
        if not MIXED.search(word[0]) or DECLINED.fullmatch(word[0]):
            continue
        # The neighbours decide on a word that is half and half.
        near = (max(start, word.start() - NEAR), min(end, word.end() + NEAR))
        counts = {
            name: (len(one.findall(word[0])), len(one.findall(text, *near)))
            for name, one in SCRIPTS.items()
        }
        own = max(counts, key=counts.__getitem__)
        others = [letters for name, letters in SCRIPTS.items() if name != own]
        places = sorted(one.start() for letters in others for one in letters.finditer(word[0]))
        twins = [(word.start() + at, twin(word[0], at, own)) for at in places]
        if all(plain for _, plain in twins):  # a letter that deceives nobody: an honest mixture
            yield from twins


def lone(text: str, start: int, end: int) -> Iterator[Mimic]:
    """Find words in letters of another script alone that read as common words of Latin.

    Where that script is written nearby, with letters of its own, they are words of it.
    """
    for word in LONE.finditer(text, start, end):
        script = next(one for one in SCRIPTS.values() if one.match(word[0]))
        near = text[max(start, word.start() - NEAR) : min(end, word.end() + NEAR)]
        letters = script.findall(near)
        is_latin = len(SCRIPTS["Latin"].findall(near)) > len(letters)
        if is_latin and TWIN_ONLY.fullmatch("".join(letters)) and _deceives(word[0]):
            yield from ((word.start() + at, PLAIN[sign]) for at, sign in enumerate(word[0]))


def _deceives(word: str) -> bool:
    """Tell whether a word of twins alone reads as a Latin one."""
    plain = _reading(word)
    if len(word) == 1:
        return plain in (ALONE - SYMBOLS if SCRIPTS["Greek"].match(word) else ALONE)
    return not RARE.isdisjoint(word) or (plain.lower() in COMMON and not plain.isupper())


def sounds(text: str, start: int, end: int) -> Iterator[Mimic]:
    """Find letters of phonetics in plain words; where sounds are written nearby, they are such."""
    for word in WORD.finditer(text, start, end):
        found = list(SOUND.finditer(word[0]))
        around = text[word.start() - 1 : word.start()] + text[word.end() : word.end() + 1]
        if not found or around in ("[]", "//", "\u27e8\u27e9"):
            continue
        near = text[max(start, word.start() - NEAR) : min(end, word.end() + NEAR)]
        if re.search("[A-Za-z]", word[0]) and not SPOKEN.search(near):
            yield from ((word.start() + one.start(), SOUNDS[one[0]]) for one in found)


def signs(text: str, start: int, end: int) -> Iterator[Mimic]:
    """Find signs of print that pass for others; a hyphen only if the others nearby are plain."""
    for found in SIGN.finditer(text, start, end):
        sign, at = found[0], found.start()
        if sign in "\u2010\u2011":
            near = text[max(start, at - NEAR) : min(end, at + NEAR)]
            if len(re.findall(r"\w-(?=\w)", near)) > len(re.findall(rf"\w{sign}(?=\w)", near)):
                yield at, "-"
        elif sign == "\u2012":
            yield at, "\u2013" if text[at - 1 : at].isspace() else "-"
        else:
            yield at, unicodedata.normalize("NFKC", sign)
