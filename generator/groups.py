"""Gather the posts of each tag, author and series.

Invariant: groups stand in the order of their names, the posts of each newest first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.model import Group, Post, Profile, Site, Term, Translation

NEAR = 6  # related tags of a tag


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
        near = _near(term, members) if kind == "tag" else ()
        held = tuple(members[term])
        found.append(Group(term, profile.description, profile.links, held, related=near))
    return tuple(found)


def _near(term: Term, members: Mapping[Term, Sequence[Post]]) -> tuple[Term, ...]:
    """Find the tags that stand on many of the same posts, by the cosine of the two sets."""
    shared = Counter(tag for post in members[term] for tag in post.card.tags if tag != term)
    ranked = sorted(
        (-count * count / len(members[tag]), tag.name.casefold(), tag.slug, tag)
        for tag, count in shared.items()
    )
    return tuple(tag for *_, tag in ranked[:NEAR])


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
