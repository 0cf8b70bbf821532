"""Show an edited article on the pages as they were planned: put new nouns in the old ones' place.

All pages are planned from the same posts and cards. Where an edit leaves a post at its address, in
its lists and in its order, every page stays as it was planned, but for that post and its card.
Invariant: what comes of it is what a whole look would plan; where anything else may have changed,
nothing is put in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from generator.model import Body, Card, Entry, Output, Page, Picture, Post, Settings, Site, Term

# What holds no post or card, and is large or often there.
LEAVES = (str, int, Body, Card, Picture, Settings, Term)


@dataclass
class Swaps:
    """Own what stands now in the place of nouns that pages were planned from.

    Nouns are known by their identity: the plan holds the very same ones. It keeps them alive, so
    that no other gets their number.
    """

    _now: dict[int, Any] = field(default_factory=dict)

    def put(self, old: Post, new: Post) -> None:
        """Put a post, with its card and body, in the place of the one that was planned."""
        self._now |= {id(old): new, id(old.card): new.card, id(old.body): new.body}

    def now(self, planned: Post) -> Post:
        """Give a post as it is now."""
        current: Post = self._now.get(id(planned), planned)
        return current

    def output(self, planned: Output) -> Output:
        """Give a page as it would be planned now."""
        return replace(planned, data=self._current(planned.data)) if self._now else planned

    def _current(self, value: Any) -> Any:
        """Go through a value; give itself where nothing in it was put in another's place."""
        if id(value) in self._now:
            return self._now[id(value)]
        if isinstance(value, LEAVES):
            return value
        if isinstance(value, tuple):
            members = tuple([self._current(member) for member in value])
            return members if any(map(_differ, members, value)) else value
        if isinstance(value, Mapping):
            named = {name: self._current(member) for name, member in value.items()}
            return named if any(named[name] is not value[name] for name in named) else value
        if is_dataclass(value) and not isinstance(value, type):
            parts = {one.name: getattr(value, one.name) for one in fields(value)}
            now = {name: self._current(part) for name, part in parts.items()}
            new = {name: part for name, part in now.items() if part is not parts[name]}
            return replace(value, **new) if new else value
        return value


def _differ(one: object, other: object) -> bool:
    return one is not other


def is_face(old: Entry, new: Entry) -> bool:
    """Tell whether two readings of a file differ only in what stays on a planned page.

    That is its text, title, summary, key points and sources: not what addresses, lists, the order
    of posts, and other articles' links come from.
    """
    shown = replace(
        new.fields,
        title=old.fields.title,
        summary=old.fields.summary,
        key_points=old.fields.key_points,
        sources=old.fields.sources,
        extra=old.fields.extra,
        places=old.fields.places,
    )
    alike = replace(
        new,
        title=old.title,
        fields=shown,
        body=old.body,
        headings=old.headings,
        links=old.links,
        excerpt=old.excerpt,
        minutes=old.minutes,
        text=old.text,
        face=old.face,
        anchors=old.anchors,
        words=old.words,
    )
    return alike == old and set(old.anchors) <= set(new.anchors) and targets(old) == targets(new)


def targets(entry: Entry) -> set[tuple[str, str, str]]:
    """Say where an article's links lead, and which pictures it shows."""
    return {(one.kind, one.target, one.fragment) for one in entry.links}


def swapped(old: Post, small: Site) -> Post | None:
    """Find a post in a small site made of it, with the terms that the whole site gives it.

    None if it is another post than one that could stand in the old one's place.
    """
    card = old.card
    posts = (post for one in small.whole for post in (*one.posts, *one.unlisted))
    new = next((post for post in posts if post.card.path == card.path), None)
    if new is None:
        return None
    known = replace(new.card, authors=card.authors, tags=card.tags, series=card.series)
    same = (card.url, card.state, card.published, card.updated, old.is_listed)
    if same != (known.url, known.state, known.published, known.updated, new.is_listed):
        return None
    return replace(new, card=known, fingerprint=known.fingerprint + new.fingerprint)


def swapped_page(old: Page, small: Site) -> Page | None:
    """Find a standing page in a small site made of it."""
    pages = (page for one in small.whole for page in one.pages)
    new = next((page for page in pages if page.path == old.path), None)
    return new if new and (new.url, new.is_listed) == (old.url, old.is_listed) else None
