"""Give each tag, author and series one slug, one name and one address.

Invariant: two names that mean different things never share an address.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model import Entry, Profile, Settings, Term
from generator.problems import Finding
from generator.slugs import slugify, url_path

FOLDERS = {"tag": "tags", "author": "authors", "series": "series"}


@dataclass(frozen=True, slots=True)
class Named:
    """Hold a name as posts wrote it, and each place where one did: the file's field."""

    name: str
    places: list[tuple[Entry, str]]

    def findings(self, message: str, hint: str) -> Iterator[Finding]:
        """Say at each place what is wrong with this name."""
        for entry, field in self.places:
            at = entry.fields.places.get(field, 0)
            yield Finding(entry.path, at, message, hint, rule="address-taken")


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold what every name leads to, by kind and by the name as written."""

    known: Mapping[str, Mapping[str, Term]]

    def of(self, kind: str, names: Iterable[str]) -> tuple[Term, ...]:
        """Look names up, in their order, each term once."""
        known = self.known[kind]
        return tuple(dict.fromkeys([known[name] for name in names if name in known]))


def terms(entries: Iterable[Entry], settings: Settings) -> tuple[Terms, tuple[Finding, ...]]:
    """Find the term of every name in these posts."""
    tags: dict[str, Named] = {}
    authors: dict[str, Named] = {}
    series: dict[str, Named] = {}
    for entry in entries:
        fields = entry.fields
        for number, tag in enumerate(fields.tags):
            tags.setdefault(tag, Named(tag, [])).places.append((entry, f"tags.{number}"))
        for number, author in enumerate(fields.authors):
            place = (entry, f"authors.{number}")
            authors.setdefault(author, Named(author, [])).places.append(place)
        if fields.series:
            named = series.setdefault(fields.series, Named(fields.series, []))
            named.places.append((entry, "series"))
    known: dict[str, dict[str, Term]] = {}
    findings: list[Finding] = []
    for kind, names, profiles in (
        ("tag", tags, settings.tags),
        ("author", authors, settings.authors),
        ("series", series, {}),
    ):
        has_pages = kind != "author" or settings.pages.authors
        home = settings.home if has_pages else ""
        known[kind], wrong = _of_kind(kind, names.values(), profiles, home)
        findings += wrong
    return Terms(known), tuple(findings)


def _of_kind(
    kind: str, names: Iterable[Named], profiles: Mapping[str, Profile], home: str
) -> tuple[dict[str, Term], list[Finding]]:
    """Sort the names of one kind by slug, and each slug's names by what they mean."""
    findings: list[Finding] = []
    by_slug: dict[str, list[Named]] = defaultdict(list)
    for one in names:
        slug = _slug(one.name, profiles)
        if slug not in profiles and kind == "author" and profiles:
            findings += _unknown_author(one, profiles)
        elif not slug:
            hint = "use at least one letter or number"
            findings += one.findings(f'{kind} "{one.name}" has nothing to name it by', hint)
        else:
            by_slug[slug].append(one)
    found: dict[str, Term] = {}
    for slug, same in sorted(by_slug.items()):
        findings += _collisions(kind, slug, same, profiles.get(slug))
        name = profiles[slug].name if slug in profiles else _usual(same)
        term = Term(kind, slug, name, home and f"{home}{FOLDERS[kind]}/{url_path(slug)}/")
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


def _usual(same: Iterable[Named]) -> str:
    """Choose the spelling most posts use; among equals, the first in the alphabet."""
    counts: Counter[str] = Counter()
    for one in same:
        counts[" ".join(one.name.split())] += len(one.places)
    return min(counts, key=lambda name: (-counts[name], name))


def _collisions(
    kind: str, slug: str, same: list[Named], profile: Profile | None
) -> Iterable[Finding]:
    """Find names that would share a page though they mean different things."""
    first = same[0]
    meant = {_meaning(profile.name), slug} if profile else {_meaning(first.name)}
    owner = (
        f'"{profile.name}" in site.toml'
        if profile
        else f'"{first.name}" in {first.places[0][0].path}'
    )
    hint = f'in site.toml: [{FOLDERS[kind]}.a-slug-of-its-own] with name = "{{}}"'
    if kind == "series":
        hint = "give one of them another name"
    for one in same:
        if _meaning(one.name) not in meant:
            message = f'{kind} "{one.name}" would have the same address as {owner}: "{slug}"'
            yield from one.findings(message, hint.format(one.name))


def _unknown_author(one: Named, profiles: Mapping[str, Profile]) -> Iterator[Finding]:
    """Say which author was probably meant."""
    names = {_meaning(profile.name): profile.slug for profile in profiles.values()}
    names |= {slug: slug for slug in profiles}
    near = difflib.get_close_matches(_meaning(one.name), names, 1)
    slug = one.name if not near else names[near[0]]
    hint = f'did you mean "{slug}"?' if near else f"add [authors.{slugify(slug)}] to site.toml"
    return one.findings(f'author "{one.name}" is not in site.toml', hint)
