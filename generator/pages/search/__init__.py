"""Plan the page on which readers search the site, and the index that its script loads parts of.

An index has four kinds of files, in the folder of the page: `index.txt` says how many there are;
`words/N.txt` say in which articles words stand (`shelves`); `near/N.txt` list words that are alike,
for what is mistyped; `articles/N.txt` hold what is shown of articles. A word's file is told by its
CRC-32 (ISO 3309), so a reader's browser asks for a few of them.
Invariant: nothing is in an index that isn't in the feeds: published, listed articles alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

from generator.model import Card, Edition, Kit, Output, Post, Site
from generator.pages.heads import everywhere, head
from generator.pages.paths import page_path
from generator.pages.search.shelves import Lists, chained, link, shelf
from generator.policy import of_search
from generator.tokens import SPACELESS, tokens

INDEX = re.compile(r"(^|/)search/(index|(words|near|articles)/[0-9]+)\.txt$")
VERSION = 1  # of the files' form
FEWEST = 3  # signs of a word that may be mistyped
CUT = 3  # signs by which words are found that are not yet typed to their end
MOST = 1024  # files of words
HANDFUL = 8  # articles in a file
SUMMARY = 110  # signs


@dataclass(frozen=True, slots=True)
class Sizes:
    """Say how many files an index has: of words, and of words that are alike."""

    words: int
    near: int


def search(site: Site) -> Iterator[Output]:
    """Plan `search.html` and the index of each language."""
    if not site.settings.search.enabled:
        return
    for one in site.whole:
        path, leave = f"{folder_of(one)}index.html", of_search(one.settings)
        page = Output(path, "search.html", {}, "site.toml", more=_of_search, leave=leave)
        yield replace(page, edition=one.code)
        yield from _index(one)


def folder_of(site: Site) -> str:
    """Name the folder of one language's page and index, in output/; it ends in a slash."""
    url = f"{site.settings.home}search/"
    return page_path(url, site.settings.root).removesuffix("index.html")


def _of_search(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head of the page."""
    del data
    settings, words = edition.settings, edition.words
    url = f"{settings.home}search/"
    top = head(edition, words.text("search"), url, words.text("search_summary"))
    return {"head": replace(top, translations=everywhere(edition, url), leave=of_search(settings))}


def sizes(number: int) -> Sizes:
    """Say how many files the index of so many articles has: powers of two."""
    words = 1
    while words < min(MOST, number / 4):
        words *= 2
    return Sizes(words, max(1, words // 2))


def is_index(path: str) -> bool:
    """Tell whether a file in output/ is one of an index."""
    return INDEX.search(path) is not None


def _index(site: Site) -> Iterator[Output]:
    """Plan the files of one language's index."""
    folder = folder_of(site)
    posts = [post for post in reversed(site.posts) if post.card.state == "published"]
    cards = tuple(post.card for post in posts)
    chain, size = chained(card.id for card in cards), sizes(len(posts))
    told = "\n".join([f"{VERSION} {len(posts)} {size.words} {size.near}", ",".join(chain), ""])
    yield text_file(site, f"{folder}index.txt", told)
    words = _words(posts)
    for number, text in enumerate(_shelves(words, chain, size)):
        yield text_file(site, f"{folder}words/{number}.txt", text)
    for number, text in enumerate(_near(words, size)):
        yield text_file(site, f"{folder}near/{number}.txt", text)
    for first in range(0, len(cards), HANDFUL):
        some = cards[first : first + HANDFUL]
        sign = link(first + len(some) - 1, chain)
        data = {"cards": some, "home": site.settings.home, "sign": sign}
        path = f"{folder}articles/{first // HANDFUL}.txt"
        yield Output(path, articles, data, some[0].path, edition=site.code)


def text_file(site: Site, path: str, text: str) -> Output:
    """Plan a file of the index that is written already."""
    return Output(path, written, {"text": text}, "site.toml", edition=site.code)


def counted(text: str) -> tuple[int, Sizes, tuple[str, ...]]:
    """Read index.txt: the number of articles, of files, and the chain."""
    first, chain, _ = text.split("\n")
    _, number, words, near = map(int, first.split(" "))
    return number, Sizes(words, near), tuple(chain.split(","))


def written(kit: Kit, text: str) -> bytes:
    """Write a file of the index as it was planned."""
    del kit
    return text.encode("utf-8", "replace")


def articles(kit: Kit, cards: tuple[Card, ...], home: str, sign: str) -> bytes:
    """Write what is shown of articles: address, day, language, title and summary, between tabs."""
    del kit
    lines = [sign]
    for card in cards:
        day = card.published.date().isoformat()
        parts = (card.url.removeprefix(home), day, card.language, card.title, _short(card.summary))
        lines.append("\t".join([" ".join(part.split()) for part in parts]))
    return "\n".join([*lines, ""]).encode("utf-8", "replace")


def _short(text: str) -> str:
    """Cut a summary at a space, if there is one near."""
    if len(text) <= SUMMARY:
        return text
    start, _, _ = text[:SUMMARY].rpartition(" ")
    return f"{start if len(start) > SUMMARY // 2 else text[:SUMMARY]}…"


def _words(posts: Sequence[Post]) -> Mapping[str, Lists]:
    """Say in which articles each word stands."""
    titles: dict[str, list[int]] = defaultdict(list)
    fields: dict[str, list[int]] = defaultdict(list)
    bodies: dict[str, list[int]] = defaultdict(list)
    for number, post in enumerate(posts):
        title, field, body = post.words.split("\n")
        for word in title.split():
            titles[word].append(number)
        for word in {*field.split(), *_of_terms(post.card)}:
            fields[word].append(number)
        for word in body.split():
            bodies[word].append(number)
    return {
        word: (titles.get(word, ()), fields.get(word, ()), bodies.get(word, ()))
        for word in {**titles, **fields, **bodies}
    }


def _of_terms(card: Card) -> set[str]:
    """List the words of an article's tags, authors and series."""
    terms = (*card.tags, *card.authors, *((card.series,) if card.series else ()))
    return {word for term in terms for word in tokens(term.name)}


def place(word: str, number: int) -> int:
    """Say in which of so many files a word is: their number is a power of two."""
    return crc32(word.encode("utf-8", "replace")) & (number - 1)


def _shelves(words: Mapping[str, Lists], chain: Sequence[str], size: Sizes) -> Iterator[str]:
    """Write the files of words."""
    shelves: list[dict[str, Lists]] = [{} for _ in range(size.words)]
    for word, lists in words.items():
        shelves[place(word, size.words)][word] = lists
    for one in shelves:
        yield shelf(one, chain)


def _near(words: Mapping[str, Lists], size: Sizes) -> Iterator[str]:
    """Write the files of words that are alike; behind each, in a letter, how often it is said.

    Words of texts alone are not among them.
    """
    found: list[set[str]] = [set() for _ in range(size.near)]
    for word, (titles, fields, _) in words.items():
        if titles or fields:
            assert not isinstance(titles, int)
            assert not isinstance(fields, int)
            told = word + chr(65 + min((len(titles) + len(fields)).bit_length(), 25))
            for name in keys(word):
                found[place(name, size.near)].add(told)
    for some in found:
        yield "".join(sorted(some)) + "\n"


def keys(word: str) -> set[str]:
    """Name the beginnings and ends under which a word is found if one sign of it is wrong.

    A wrong sign leaves the first or the last signs as they are. Between them is one that neither
    has, so that two signs that changed places don't spoil both. Words that are a sign longer or
    shorter are looked for under keys as long as theirs.
    """
    if SPACELESS.match(word):
        return {f"^{word[0]}"}
    names = {f"^{word[:CUT]}"} if len(word) > CUT else set()
    for long in {(len(word) - 2) // 2, len(word) // 2} if len(word) >= FEWEST else ():
        if long:
            names |= {f"<{word[:long]}", f">{word[-long:]}"}
    return names
