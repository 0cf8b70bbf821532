"""Look at all articles together: tags, titles and summaries that are too much alike, pictures.

Invariant: of a pair, the finding stands at the one that was written later, or is used less.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator

from generator.model import Asset, Entry, Group, Post
from generator.nodes import quoted
from generator.problems import Finding
from generator.rules.likeness import alike
from generator.rules.subjects import Whole
from generator.slugs import slugify

BYTES = 500_000  # of the largest copy that a browser may choose
PIXELS = 4_000  # the widest copy for browsers has 2,400; feeds and old browsers get the whole


def title_duplicate(whole: Whole) -> Iterator[Finding]:
    """Find articles in one language that have the same title."""
    yield from _doubles(whole, "title", "the title")


def summary_duplicate(whole: Whole) -> Iterator[Finding]:
    """Find articles that have the same summary."""
    yield from _doubles(whole, "summary", "the summary")


def _doubles(whole: Whole, field: str, words: str) -> Iterator[Finding]:
    """Find what two articles say in the same words; the older one keeps them."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in sorted(whole.entries.values(), key=_age):
        text = entry.title if field == "title" else entry.fields.summary
        if not text:
            continue
        language = entry.fields.language or whole.site.settings.language
        key = (language, " ".join(text.casefold().split()))
        older = first.setdefault(key, entry)
        if older is not entry:
            message = f"{words} is already that of {older.path}"
            yield Finding(entry.path, entry.fields.places.get(field, 0), message, "write another")


def _age(entry: Entry) -> tuple[str, str]:
    """Sort by age, and by path what has no date."""
    return entry.fields.date.isoformat() if entry.fields.date else "", entry.path


def tag_once(whole: Whole) -> Iterator[Finding]:
    """Find tags that one article has, unless site.toml says something of them."""
    for group in whole.site.tags:
        if len(group.posts) == 1 and group.term.slug not in whole.site.settings.tags:
            message = f"no other article has the tag {quoted(group.term.name)}"
            hint = "take one that others have, or say in site.toml what it is about"
            yield _at_tag(whole, group, message, hint)


def tags_alike(whole: Whole) -> Iterator[Finding]:
    """Find tags that look as if they meant the same."""
    groups = {group.term.slug: group for group in whole.site.tags}
    for one, other in alike(list(groups)):
        less, more = sorted((groups[one], groups[other]), key=_use)
        number = "1 article has" if len(more.posts) == 1 else f"{len(more.posts)} articles have"
        names = f"tag {quoted(less.term.name)} looks like {quoted(more.term.name)}"
        yield _at_tag(whole, less, f"{names}, which {number}", "use one of them for both")


def _use(group: Group) -> tuple[int, str]:
    """Sort by how many articles have a tag."""
    return len(group.posts), group.term.slug


def _at_tag(whole: Whole, group: Group, message: str, hint: str) -> Finding:
    """Say something of a tag where the oldest article that has it names it."""
    entry = whole.entries[group.posts[-1].card.path]
    numbers = enumerate(entry.fields.tags)
    slug = group.term.slug
    found = (at for at, tag in numbers if slugify(tag) == slug or tag == group.term.name)
    at = entry.fields.places.get(f"tags.{next(found, 0)}", entry.fields.places.get("tags", 0))
    return Finding(entry.path, at, message, hint)


def picture_large(whole: Whole) -> Iterator[Finding]:
    """Find pictures that take long to come, at the first article that shows them."""
    files: dict[str, list[Asset]] = defaultdict(list)
    causes: dict[str, str] = {}
    for asset in whole.site.assets:
        if asset.span:
            files[asset.cause].append(asset)
            causes[asset.url] = asset.cause
    told = set()
    for path, at, url, size in sorted(_pictures(whole)):
        cause = causes.get(url, "")
        if cause and cause not in told:
            told.add(cause)
            for message, hint in _heavy(files[cause], size):
                name = quoted(posixpath.basename(cause))
                yield Finding(path, at, f"{name} {message}", hint)


def _pictures(whole: Whole) -> Iterator[tuple[str, int, str, tuple[int, int]]]:
    """List where pictures are shown: file, offset, address, size."""
    for shown in whole.shown:
        entry = whole.entries[shown.card.path if isinstance(shown, Post) else shown.path]
        cover = shown.card.cover.picture if isinstance(shown, Post) and shown.card.cover else None
        if cover:
            at = entry.fields.places.get("cover.image", 0)
            yield entry.path, at, cover.url, (cover.width, cover.height)
        for link in entry.links:
            picture = shown.body.pictures.get(link.target)
            if picture and link.kind == "picture":
                yield entry.path, link.offset, picture.url, (picture.width, picture.height)


def _heavy(files: list[Asset], size: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Say what is too much of a picture: the first file is the whole, the others are copies."""
    if any(one.path.endswith(".svg") for one in files):
        size = (0, 0)  # a drawing has no pixels
    if max(size) > PIXELS:
        message = f"is published with {size[0]} × {size[1]} pixels"
        yield message, f"save it with at most {PIXELS} across and down"
        return
    sizes = [one.span[1] - one.span[0] for one in files]
    copies = [one for asset, one in zip(files, sizes, strict=True) if asset.path.endswith(".webp")]
    most = max(copies or sizes)
    if most > BYTES:
        hint = "save it smaller, or cut it to what matters"
        yield f"takes {most / 1_000_000:.1f} MB to show", hint
