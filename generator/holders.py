"""Plan the pages that hold a few articles, from a small site of all that these pages show.

Invariant: a page is planned with the old articles first, and only if its key is then that of the
last build is it planned with the new ones: a small site that differs from the real one in what the
page shows gives another key, and no page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from generator.assemble import Parts, assemble
from generator.dressing import layout_files
from generator.model import Card, Cleaned, CommentSource, Entry, Output, Published, Settings, Site
from generator.pages import plan
from generator.pages.search import is_index
from generator.reasons import named
from generator.render import Renderer
from generator.request import Request
from generator.sources.themes import Theme
from generator.states import Showing
from generator.store import Store
from generator.translations import siblings

NAMED = re.compile(r"(content/.+) [0-9a-f]{12}")
RELATED = re.compile(r"related\.\d+")
Told = dict[str, str]  # what a page was made from, by its place in the page's data
Entries = dict[str, Entry | None]


@dataclass(frozen=True)
class Holders:
    """Own what small sites are put together from: a few articles, with all else of the real one."""

    request: Request
    store: Store
    settings: Settings
    theme: Theme
    published: Mapping[str, Published]

    def planned(
        self, before: Mapping[str, Entry], after: Mapping[str, Entry], making: Renderer
    ) -> dict[str, Output] | None:
        """Plan the pages that hold these articles; give None where a small site has other ones."""
        entries = self.with_targets(before)
        told = self._told(self.site(entries, []), before)
        if told is None:
            return None
        entries |= self.with_targets(self._entries(_named_in(told.values())))
        old, _ = plan(self.site(entries, told.values()))
        new, _ = plan(self.site({**entries, **after}, told.values()))
        for path in told:
            is_known = path in old and path in new and path in self.published
            if not is_known or making.key(old[path]) != self.published[path].key:
                return None
        return {path: new[path] for path in told}

    def _told(self, site: Site, before: Mapping[str, Entry]) -> dict[str, Told] | None:
        """Find what was told of the pages that hold these articles; None if one has no page.

        A text is on the article's own page, and in files that are no pages. Lists have cards.
        """
        found: dict[str, Told] = {}
        others = (path for path in self.published if not path.endswith(".html"))
        places = [path for path in others if not is_index(path)]
        places += [path for path in plan(site)[0] if path.endswith(".html")]
        marks: dict[str, str] = {}
        for one in site.whole:
            marks |= {post.card.path: named(post) for post in (*one.posts, *one.unlisted)}
            marks |= {page.path: page.body.digest for page in one.pages}
        for path, entry in before.items():
            if path not in marks:
                continue  # it is not shown
            rows = self.store.telling(self.request.output, places, marks[path], entry.body)
            told = {page: dict(json.loads(row)) for page, row in rows.items()}
            if not any(marks[path] in one.values() for one in told.values()):
                return None
            found |= told
        return found

    def site(self, entries: Entries, holders: Iterable[Told]) -> Site:
        """Put a small site together; what is related to a post is as the real site has it."""
        now = self.request.now.astimezone(ZoneInfo(self.settings.timezone))
        showing = Showing(now, drafts=self.request.drafts, future=self.request.future)
        assets = layout_files(self.theme, self.settings)
        parts = Parts(self._pictures, self._comments, assets)
        site = assemble(entries, parts, self.settings, showing).site
        posts = [post for one in site.whole for post in (*one.posts, *one.unlisted)]
        cards = {post.card.path: post.card for post in posts}
        related: dict[str, tuple[Card, ...]] = {}
        for told in holders:
            near = {place: one for place, one in told.items() if RELATED.fullmatch(place)}
            for own in _named_in([{"post": told.get("post", "")}]):
                related[cards[own].id] = tuple(cards[path] for path in _named_in([near]))
        others = tuple(replace(one, related=related) for one in site.editions)
        return replace(site, related=related, editions=others)

    @cached_property
    def _pictures(self) -> dict[str, Cleaned | None]:
        known = self.store.remembered("picture")
        return {
            path: one.value if isinstance(one.value, Cleaned) else None
            for path, one in known.items()
        }

    @cached_property
    def _comments(self) -> dict[str, CommentSource | None]:
        known = self.store.remembered("comment") if self.settings.comments.are_files else {}
        return {
            path: one.value if isinstance(one.value, CommentSource) else None
            for path, one in known.items()
        }

    def with_targets(self, entries: Mapping[str, Entry | None]) -> Entries:
        """Add the articles that these link to, and the translations of all of them."""
        paths = {link.target for entry in entries.values() if entry for link in entry.links}
        paths |= entries.keys()
        if self.settings.languages:
            paths |= siblings(paths, self.store.stamps(), self.settings)
        return {**self._entries(paths - entries.keys()), **entries}

    def _entries(self, paths: Iterable[str]) -> Entries:
        """Load what is remembered of articles."""
        known = self.store.remembered("source", only=paths)
        return {
            path: one.value if isinstance(one.value, Entry) else None for path, one in known.items()
        }


def _named_in(holders: Iterable[Told]) -> list[str]:
    """List the articles whose cards pages show, in the order in which that was told."""
    found = (NAMED.fullmatch(value) for told in holders for value in told.values())
    return list(dict.fromkeys(one[1] for one in found if one))
