"""Find out which files of the search's index edited texts change, from the files as they are.

Invariant: what comes of it is what a whole build would plan; where a file is not known to be what
the last build planned, it is left to the whole build.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.digests import digest
from generator.holders import Holders
from generator.model import Card, Entry, Output, Site
from generator.pages.search import HANDFUL, counted, folder_of, place, text_file
from generator.pages.search.shelves import with_text
from generator.reasons import named
from generator.render import Renderer

CARDS = "cards."


@dataclass
class Index:
    """Own the files of one language's index that are changed."""

    holders: Holders
    making: Renderer
    site: Site
    texts: dict[str, str] = field(default_factory=dict)

    def old(self, path: str) -> str | None:
        """Read a file if it is what was planned last."""
        known = self.holders.published.get(path)
        try:
            data = (self.holders.request.output / path).read_bytes()
        except OSError:
            return None
        if not known or digest(data) != known.digest:
            return None
        text = data.decode("utf-8", "replace")
        return text if self.making.key(self.output(path, text)) == known.key else None

    def output(self, path: str, text: str) -> Output:
        """Plan a file."""
        return text_file(self.site, path, text)

    def number(self, card: Card, articles: int) -> int | None:
        """Find the number of an article: by what was told of the file that shows it."""
        folder = folder_of(self.site)
        files = range(-(-articles // HANDFUL))
        paths = {f"{folder}articles/{number}.txt": number for number in files}
        rows = self.holders.store.telling(self.holders.request.output, paths, named(card))
        for path, row in rows.items():
            for name, told in json.loads(row):
                if name.startswith(CARDS) and told == named(card):
                    return paths[path] * HANDFUL + int(name.removeprefix(CARDS))
        return None

    def put(self, card: Card, old: Entry, new: Entry) -> bool:
        """Let an article have the words of its text as it is; tell whether that can be known."""
        before, after = old.words.split("\n"), new.words.split("\n")
        start = self.old(f"{folder_of(self.site)}index.txt")
        if before[:-1] != after[:-1] or start is None:
            return False
        articles, size, chain = counted(start)
        number = self.number(card, articles)
        if number is None:
            return False
        gone, come = set(before[-1].split()), set(after[-1].split())
        changes: dict[str, dict[str, tuple[int, bool]]] = {}
        for word in gone ^ come:
            path = f"{folder_of(self.site)}words/{place(word, size.words)}.txt"
            changes.setdefault(path, {})[word] = number, word in come
        for path, some in changes.items():
            text = self.texts.get(path) or self.old(path)
            changed = text and with_text(text, some, chain)
            if not changed:
                return False
            self.texts[path] = changed
        return True


def reindexed(
    holders: Holders,
    making: Renderer,
    small: Site,
    before: Mapping[str, Entry],
    after: Mapping[str, Entry],
) -> dict[str, Output] | None:
    """Plan the files of the index in which edited texts are; None where that can't be known.

    `small` is a site with these articles, as they were.
    """
    found: dict[str, Output] = {}
    for site in small.whole if small.settings.search.enabled else ():
        index = Index(holders, making, site)
        for post in site.posts:
            card = post.card
            old, new = before.get(card.path), after.get(card.path)
            is_other = old and new and old.words != new.words and card.state == "published"
            if old and new and is_other and not index.put(card, old, new):
                return None
        found |= {path: index.output(path, text) for path, text in index.texts.items()}
    return found
