"""Write and read the files that say in which articles words stand.

A file is a line of its own, and then a line for each word. Articles are numbered from the oldest.
A line has the word and up to three lists: of articles with the word in their title (`t`), in what
else their authors say of them (`f`), and in their text (`b`). A list is the gaps between numbers,
in signs of five bits each (`.`), or a sign for each six articles (`:`), or only their number (`#`)
where they are too many to tell anybody anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from generator.digests import digest

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
VALUES = MappingProxyType({sign: value for value, sign in enumerate(SIGNS)})
MORE, BITS, WIDTH = 32, 5, 6
KINDS = "tfb"
LIMITS = (0, 400, 300)  # articles in a list; all titles are told
BLOCK = 128  # articles that one link of the chain stands for
SHORT = 3  # signs of a link
Numbers = Sequence[int] | int  # the articles, or how many they are
Lists = tuple[Numbers, Numbers, Numbers]


def chained(names: Iterable[str]) -> tuple[str, ...]:
    """Link the articles' identities together, oldest first: a sign of all articles before a block.

    A file that names articles by numbers says with it which articles it takes for the older ones.
    """
    links, last = [""], ""
    some = list(names)
    for end in range(BLOCK, len(some), BLOCK):
        last = digest("\0".join([last, *some[end - BLOCK : end]]).encode("utf-8", "surrogatepass"))
        links.append("".join(SIGNS[int(last[at : at + 2], 16) % 64] for at in (0, 2, 4)))
    return tuple(links)


def link(number: int, chain: Sequence[str]) -> str:
    """Say which articles a file takes for those before the block of its newest one."""
    return f"{number // BLOCK} {chain[number // BLOCK]}"


def shelf(words: Mapping[str, Lists], chain: Sequence[str]) -> str:
    """Write a file."""
    pairs = (pair for lists in words.values() for pair in zip(lists, LIMITS, strict=True))
    last = max((_last(numbers, limit) for numbers, limit in pairs), default=0)
    lines = [_line(word, words[word]) for word in sorted(words)]
    return "\n".join([link(last, chain), *lines, ""])


def _last(numbers: Numbers, limit: int) -> int:
    """Give the newest article of a list, if the list is written."""
    is_counted = isinstance(numbers, int) or (limit and len(numbers) > limit)
    return 0 if is_counted or not numbers else numbers[-1]  # type: ignore[index]


def _line(word: str, lists: Lists) -> str:
    """Write the line of a word."""
    parts = [word]
    for kind, limit, numbers in zip(KINDS, LIMITS, lists, strict=True):
        if isinstance(numbers, int):
            parts.append(f"{kind}#{numbers}")
        elif limit and len(numbers) > limit:
            parts.append(f"{kind}#{len(numbers)}")
        elif numbers:
            parts.append(kind + _packed(numbers))
    return " ".join(parts)


def _packed(numbers: Sequence[int]) -> str:
    """Write a list the shorter way."""
    if len(numbers) == 1:
        return f".{_gap(numbers[0])}"
    gaps = [numbers[0], *[one - other for one, other in zip(numbers[1:], numbers, strict=False)]]
    told = "".join([SIGNS[gap] if gap < MORE else _gap(gap) for gap in gaps])
    if len(told) <= numbers[-1] // WIDTH + 1:
        return f".{told}"
    flags = [0] * (numbers[-1] // WIDTH + 1)
    for number in numbers:
        flags[number // WIDTH] |= 1 << number % WIDTH
    return ":" + "".join([SIGNS[one] for one in flags])


def _gap(gap: int) -> str:
    """Write a number, its lowest bits first; a sign that is followed by more has the sixth bit."""
    told = ""
    while gap >= MORE:
        told += SIGNS[gap % MORE + MORE]
        gap >>= BITS
    return told + SIGNS[gap]


def read_shelf(text: str) -> dict[str, Lists]:
    """Read a file that `shelf` wrote."""
    found: dict[str, Lists] = {}
    for line in text.split("\n")[1:-1]:
        word, *parts = line.split(" ")
        told = {part[0]: part[1:] for part in parts}
        first, second, third = (_unpacked(told.get(kind, ".")) for kind in KINDS)
        found[word] = first, second, third
    return found


def _unpacked(told: str) -> Numbers:
    """Read a list."""
    how, signs = told[0], told[1:]
    if how == "#":
        return int(signs)
    if how == ":":
        flags = enumerate(VALUES[sign] for sign in signs)
        return [at * WIDTH + bit for at, one in flags for bit in range(WIDTH) if one & 1 << bit]
    numbers, number, gap, shift = [], 0, 0, 0
    for sign in signs:
        value = VALUES[sign]
        gap += (value % MORE) << shift
        shift += BITS
        if value < MORE:
            number += gap
            numbers.append(number)
            gap = shift = 0
    return numbers


def with_text(
    text: str, changes: Mapping[str, tuple[int, bool]], chain: Sequence[str]
) -> str | None:
    """Write a file anew in which articles' texts have other words; None where it can't be known.

    `changes` say of a word which article's text has it now, or has it no more.
    """
    words = read_shelf(text)
    for word, (number, is_there) in changes.items():
        title, fields, body = words.get(word, ((), (), ()))
        changed = _changed(body, number, is_there=is_there)
        if changed is None:
            return None
        words[word] = title, fields, changed
        if not any(words[word]):
            del words[word]
    return shelf(words, chain)


def _changed(numbers: Numbers, number: int, *, is_there: bool) -> Numbers | None:
    """Put an article into a list, or take it out; None if the list would have to be told again."""
    limit = LIMITS[-1]
    if isinstance(numbers, int):
        numbers += 1 if is_there else -1
        return numbers if numbers > limit else None
    some = set(numbers)
    if (number in some) == is_there:
        return None
    return sorted(some | {number} if is_there else some - {number})
