"""Give each tag, author and series one slug, one name and one address.

Invariant: two names that mean different things never share an address.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model import Entry, Profile, Settings, Term
from generator.problems import Finding
from generator.slugs import slugify, url_path

FOLDERS = {"tag": "tags", "author": "authors", "series": "series"}


@dataclass(frozen=True, slots=True)
class Named:
    """Hold a name as one post wrote it, and where."""

    name: str
    entry: Entry
    place: str

    def finding(self, message: str, hint: str) -> Finding:
        """Say what is wrong with this name."""
        return Finding(self.entry.path, self.entry.fields.places.get(self.place, 0), message, hint)


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold what every name leads to, by kind and by the name as written."""

    known: Mapping[tuple[str, str], Term]

    def of(self, kind: str, names: Iterable[str]) -> tuple[Term, ...]:
        """Look names up, in their order, each term once."""
        found = (self.known.get((kind, name)) for name in names)
        return tuple(dict.fromkeys(term for term in found if term))


def terms(entries: Iterable[Entry], settings: Settings) -> tuple[Terms, tuple[Finding, ...]]:
    """Find the term of every name in these posts."""
    named: dict[str, list[Named]] = {"tag": [], "author": [], "series": []}
    for entry in entries:
        fields = entry.fields
        for number, tag in enumerate(fields.tags):
            named["tag"].append(Named(tag, entry, f"tags.{number}"))
        for number, author in enumerate(fields.authors):
            named["author"].append(Named(author, entry, f"authors.{number}"))
        if fields.series:
            named["series"].append(Named(fields.series, entry, "series"))
    known: dict[tuple[str, str], Term] = {}
    findings: list[Finding] = []
    for kind, profiles in (("tag", settings.tags), ("author", settings.authors), ("series", {})):
        found, wrong = _of_kind(kind, named[kind], profiles, settings.root)
        known |= {(kind, name): term for name, term in found.items()}
        findings += wrong
    return Terms(known), tuple(findings)


def _of_kind(
    kind: str, named: list[Named], profiles: Mapping[str, Profile], root: str
) -> tuple[dict[str, Term], list[Finding]]:
    """Sort the names of one kind by slug, and each slug's names by what they mean."""
    findings: list[Finding] = []
    by_slug: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        slug = _slug(one.name, profiles)
        if slug not in profiles and kind == "author" and profiles:
            findings.append(_unknown_author(one, profiles))
        elif not slug:
            hint = "use at least one letter or number"
            findings.append(one.finding(f'{kind} "{one.name}" has nothing to name it by', hint))
        else:
            by_slug[slug].append(one)
    found: dict[str, Term] = {}
    for slug, same in sorted(by_slug.items()):
        findings += _collisions(kind, slug, same, profiles.get(slug))
        name = profiles[slug].name if slug in profiles else _usual(one.name for one in same)
        term = Term(kind, slug, name, f"{root}{FOLDERS[kind]}/{url_path(slug)}/")
        found |= {one.name: term for one in same}
    return found, findings


def _slug(name: str, profiles: Mapping[str, Profile]) -> str:
    """Choose the slug of a name: what site.toml declares for it, else one made from it."""
    if name in profiles:
        return name
    for profile in profiles.values():
        if _meaning(profile.name) == _meaning(name):
            return profile.slug
    return slugify(name)


def _meaning(name: str) -> str:
    """Fold what makes no difference: case, forms of one letter, blanks and hyphens."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s_-]+", "-", folded).strip("-")


def _usual(names: Iterable[str]) -> str:
    """Choose the spelling most posts use; among equals, the first in the alphabet."""
    counts = Counter(" ".join(name.split()) for name in names)
    return min(counts, key=lambda name: (-counts[name], name))


def _collisions(
    kind: str, slug: str, same: list[Named], profile: Profile | None
) -> Iterable[Finding]:
    """Find names that would share a page though they mean different things."""
    first = same[0]
    meant = {_meaning(profile.name), slug} if profile else {_meaning(first.name)}
    owner = f'"{profile.name}" in site.toml' if profile else f'"{first.name}" in {first.entry.path}'
    hint = f'in site.toml: [{FOLDERS[kind]}.a-slug-of-its-own] with name = "{{}}"'
    if kind == "series":
        hint = "give one of them another name"
    for one in same:
        if _meaning(one.name) not in meant:
            message = f'{kind} "{one.name}" would have the same address as {owner}: "{slug}"'
            yield one.finding(message, hint.format(one.name))


def _unknown_author(one: Named, profiles: Mapping[str, Profile]) -> Finding:
    """Say which author was probably meant."""
    names = {_meaning(profile.name): profile.slug for profile in profiles.values()}
    names |= {slug: slug for slug in profiles}
    near = difflib.get_close_matches(_meaning(one.name), names, 1)
    slug = one.name if not near else names[near[0]]
    hint = f'did you mean "{slug}"?' if near else f"add [authors.{slugify(slug)}] to site.toml"
    return one.finding(f'author "{one.name}" is not in site.toml', hint)
