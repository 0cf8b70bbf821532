"""Make names that can stand in an address and name a file on every disk.

Invariants: a slug made from a slug is the same slug; it holds letters, marks and numbers of any
script, hyphens, and an underscore before the names that Windows keeps for itself; never a dot,
a slash, a control, bidi or invisible character; at most 80 bytes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote

LONGEST = 80  # bytes: a file name may have 255, and suffixes follow
DIGEST = 4  # bytes of the digest that keeps two long slugs apart
NAMED = 40  # signs of a text without letters that are called by their names
APOSTROPHES = frozenset("'’‘ʼʻ＇`´\u02b9")
BREAKS = frozenset("\u200b\u200c")  # these stand between words or their parts
# Letters and marks that show nothing (Default_Ignorable_Code_Point, as far as they are L* or M*).
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")
CHARACTERS = "/:@!$&'()*+,;=~-._"  # what RFC 3986 lets stand in a path, beside letters and digits


@lru_cache(maxsize=10_000)
def slugify(text: str) -> str:
    """Turn any text into a slug; the result is empty only when nothing in it has a name.

    `Don't panic!` gives `dont-panic`, `日本の監視` itself, `🔒` gives `lock`.
    """
    slug = _shortened(_stable(text) or _stable(_names(text)))
    return f"_{slug}" if DEVICE.fullmatch(slug) else slug


def url_path(path: str) -> str:
    """Percent-encode a path for href; slashes stay."""
    return quote(path, safe=CHARACTERS, errors="replace")


def collision_key(path: str) -> str:
    """Fold what a disk may take for the same name: case, and two ways to write one letter."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _stable(text: str) -> str:
    """Clean until nothing changes: a sign taken out can bring a letter and its accent together."""
    cleaned = _cleaned(text)
    for _ in range(8):
        text, cleaned = cleaned, _cleaned(cleaned)
        if cleaned == text:
            break
    return cleaned


def _cleaned(text: str) -> str:
    """Fold case and forms; keep letters, marks and numbers; put one hyphen for all else."""
    if text.isascii() and text.isprintable() and "'" not in text and "`" not in text:
        return re.sub("[^0-9a-z]+", "-", text.lower()).strip("-")
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept: list[str] = []
    signs = [sign for sign in unicodedata.normalize("NFC", folded) if not _vanishes(sign)]
    for before, sign, after in zip(["", *signs], signs, [*signs[1:], ""], strict=False):
        category = unicodedata.category(sign)[0]
        if sign in APOSTROPHES and _in_word(before) and _in_word(after):
            continue
        if sign in APOSTROPHES or category not in "LMN":
            kept.append("-")
        elif category != "M" or (kept and kept[-1] != "-"):  # no mark without its letter
            kept.append(sign)
    return unicodedata.normalize("NFC", re.sub("-+", "-", "".join(kept)).strip("-"))


def _vanishes(sign: str) -> bool:
    """Tell whether a character shows nothing and separates nothing."""
    if sign in BREAKS:
        return False
    return unicodedata.category(sign) == "Cf" or bool(UNSEEN.match(sign))


def _in_word(sign: str) -> bool:
    """Tell whether a character is part of a word."""
    return bool(sign) and sign not in APOSTROPHES and unicodedata.category(sign)[0] in "LMN"


def _names(text: str) -> str:
    """Call the signs of a text by their Unicode names, emoji before all."""
    shown = (sign for sign in text[:NAMED] if sign not in BREAKS and not sign.isspace())
    signs = [sign for sign in shown if not _vanishes(sign)]
    return " ".join(unicodedata.name(sign, "") for sign in signs)


def _shortened(slug: str) -> str:
    """Cut a long slug at a hyphen, or else at a letter, and add a digest of the whole."""
    data = slug.encode("utf-8", "replace")
    if len(data) <= LONGEST:
        return slug
    digest = blake2b(data, digest_size=DIGEST).hexdigest()
    room = LONGEST - 1 - len(digest)
    head = data[:room].decode("utf-8", "ignore")
    if unicodedata.category(slug[len(head)])[0] == "M":
        head = _before_marks(head)[:-1] or head
    at_hyphen = head.rpartition("-")[0] if slug[len(head)] != "-" else head
    if len(at_hyphen.encode()) * 2 > room:
        head = at_hyphen
    return f"{head.strip('-')}-{digest}"


def _before_marks(text: str) -> str:
    """Take the marks off the end, for they belong to the letter before."""
    end = len(text)
    while end and unicodedata.category(text[end - 1])[0] == "M":
        end -= 1
    return text[:end]
