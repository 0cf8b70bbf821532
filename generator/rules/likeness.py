"""Find tags that look as if they meant the same: plurals, hyphens, order, a slip, one root.

Invariant: few false alarms before many findings; two tags whose numbers differ are never alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

ROOT = 0.6  # of the shorter word: what two words of one root share at their beginning
WHOLE = 0.85  # how much two tags with one word of another form must have in common
LONG = 6  # letters: shorter words that differ in one letter are most often two words
KEPT = 4  # letters of a word that may lose its plural's ending


def alike(slugs: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give each pair of tags that look like one, in order."""
    words = {slug: tuple(_bare(slug).split("-")) for slug in sorted(slugs)}
    found: set[tuple[str, str]] = set()
    for bucket in _buckets(words).values():
        found.update(
            pair
            for pair in combinations(sorted(bucket), 2)
            if pair not in found and _is_pair(words[pair[0]], words[pair[1]])
        )
    yield from sorted(found)


def _buckets(words: dict[str, tuple[str, ...]]) -> dict[object, set[str]]:
    """Bring together tags that can be alike: comparing each with all takes too long."""
    buckets: dict[object, set[str]] = defaultdict(set)
    for slug, parts in words.items():
        stems = tuple(map(stem, parts))
        buckets["".join(stems)].add(slug)
        buckets[tuple(sorted(stems))].add(slug)
        for at, part in enumerate(parts):
            buckets[at, stems[:at], part[:1], stems[at + 1 :]].add(slug)
    return buckets


def _is_pair(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two tags look alike."""
    if re.findall(r"\d+", "-".join(one)) != re.findall(r"\d+", "-".join(other)):
        return False
    stems, others = tuple(map(stem, one)), tuple(map(stem, other))
    if "".join(stems) == "".join(others) or sorted(stems) == sorted(others):
        return True
    differing = [pair for pair in zip(stems, others, strict=False) if pair[0] != pair[1]]
    if len(stems) != len(others) or len(differing) != 1:
        return False
    (first, second) = differing[0]
    return _is_slip(first, second) or (len(stems) > 1 and _is_root(one, other, first, second))


def _is_slip(one: str, other: str) -> bool:
    """Tell whether two long words differ by one letter, or by two that changed places.

    The first and the last letter make other words: `journalism`, `journalist`.
    """
    shorter, longer = sorted((one, other), key=len)
    start = _shared(shorter, longer)
    if len(shorter) < LONG or len(longer) > len(shorter) + 1 or not 0 < start < len(shorter) - 1:
        return False
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    is_swapped = shorter[start : start + 2] == longer[start : start + 2][::-1]
    rest = start + 2 if is_swapped else start + 1
    return shorter[rest:] == longer[rest:]


def _shared(one: str, other: str) -> int:
    """Count the letters with which both words begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_root(one: Sequence[str], other: Sequence[str], first: str, second: str) -> bool:
    """Tell whether the words that differ are forms of one: `facial-recognition`, `face-…`."""
    shared = _shared(first, second)
    if shared < ROOT * min(len(first), len(second)) or shared < LONG // 2:
        return False
    return SequenceMatcher(None, "-".join(one), "-".join(other), autojunk=False).ratio() >= WHOLE


def stem(word: str) -> str:
    """Take the ending of an English plural off a word: `policies`, `breaches`, `trackers`."""
    if word.endswith("ies") and len(word) > KEPT + 1:
        return word[:-3] + "y"
    if re.search(r"(?:s|x|z|ch|sh)es$", word) and len(word) > KEPT + 1:
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) >= KEPT:
        return word[:-1]
    return word


def _bare(slug: str) -> str:
    """Take accents off letters."""
    folded = unicodedata.normalize("NFKD", slug)
    return "".join(sign for sign in folded if not unicodedata.combining(sign))
