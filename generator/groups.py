"""Gather the posts of each tag, author and series.

Invariant: groups stand in the order of their names, the posts of each newest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.model import Group, Post, Profile, Site, Term, Translation


def groups(posts: Iterable[Post], kind: str, profiles: Mapping[str, Profile]) -> tuple[Group, ...]:
    """Gather the posts of each tag, author or series."""
    members: dict[Term, list[Post]] = defaultdict(list)
    for post in posts:
        card = post.card
        of_kind = {"tag": card.tags, "author": card.authors}
        for term in of_kind.get(kind, (card.series,) if card.series else ()):
            members[term].append(post)
    found = []
    for term in sorted(members, key=lambda term: (term.name.casefold(), term.slug)):
        profile = profiles.get(term.slug, Profile(term.slug, term.name))
        found.append(Group(term, profile.description, profile.links, tuple(members[term])))
    return tuple(found)


def paired(sites: Sequence[Site]) -> list[Site]:
    """Let each group know the same tag or author in other languages, by its slug."""
    if len(sites) == 1:
        return list(sites)
    found: dict[tuple[str, str], list[Translation]] = defaultdict(list)
    for site in sites:
        for group in (*site.tags, *site.authors):
            term = group.term
            told = Translation(site.settings.language, term.name, term.url)
            found[term.kind, term.slug].append(told)

    def known(some: tuple[Group, ...]) -> tuple[Group, ...]:
        pairs = ((one, found[one.term.kind, one.term.slug]) for one in some)
        return tuple(
            replace(one, translations=tuple(others)) if len(others) > 1 else one
            for one, others in pairs
        )

    return [replace(one, tags=known(one.tags), authors=known(one.authors)) for one in sites]
