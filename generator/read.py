"""Turn one source into an Entry and the HTML of its body, or into problems.

Invariant: the result depends on this one file and on the settings that `reading` names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from generator import dates, frontmatter, translations
from generator.cautions import cautions
from generator.digests import digest, key
from generator.editions import edition_of
from generator.fields import ARTICLES, read_fields
from generator.habits.notes import without_tracking
from generator.model import Entry, Fields, Prose, Settings, Source
from generator.problems import WARNING, Problem, as_warnings, errors, ruled, unsilenced
from generator.prose import prose
from generator.slugs import slugify
from generator.tokens import record
from generator.translations import Named


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what became of one file: its entry unless something stops it, and its body's HTML."""

    entry: Entry | None
    html: str
    problems: tuple[Problem, ...]


def reading(settings: Settings) -> str:
    """Give the digest of the settings that reading a file depends on."""
    languages = translations.languages(settings) if settings.languages else {}
    searched = ("search",) if settings.search.enabled else ()
    return key(settings.timezone, settings.markdown, settings.check.ignore, languages, *searched)


def read(source: Source, settings: Settings) -> Reading:
    """Read one post or standing page."""
    head = frontmatter.read_head(source)
    zone = ZoneInfo(settings.timezone)
    name = translations.named(source.path, settings)
    named = dates.parse_moment(name.date, zone)
    fields, wrong = read_fields(source, head.table, zone, named)
    language, unclear = translations.spoken(source, fields, settings)
    silent = {*settings.check.ignore, *fields.ignore}
    text = prose(source, head.body, settings.markdown, takes_title=not fields.title)
    if errors(head.problems):
        # What is missing may well be there, in a head that could not be read.
        return Reading(None, "", _told(head.problems, text.problems, silent))
    missing = _missing(source, name, fields, text, zone)
    problems = _told((*head.problems, *wrong, *unclear, *missing), text.problems, silent)
    unused = ruled(_unused(source, fields), "field-unused")
    problems += unsilenced((*unused, *cautions(source, text)), silent)
    if fields.draft:
        # Half-written work must not keep the others from publishing.
        problems = as_warnings(problems)
    if errors(problems):
        return Reading(None, "", problems)
    fields = replace(_dated(fields, name, zone), language=language)
    return Reading(_entry(source, name, fields, text, settings), text.html, problems)


def _entry(source: Source, name: Named, fields: Fields, text: Prose, settings: Settings) -> Entry:
    """Bring together what was read of a file."""
    edition = edition_of(fields.language, settings) if fields.language else ""
    identity = fields.id or translations.identity(name, edition or "")
    title = fields.title or text.title or name.stem
    fields, cleaned = _untracked(fields, settings)
    return Entry(
        path=source.path,
        kind=_kind(source),
        id=identity,
        slug=fields.slug or slugify(name.stem) or "untitled",
        title=title,
        fields=fields,
        body=digest(text.html.encode("utf-8", "surrogatepass")),
        headings=text.headings,
        anchors=text.anchors,
        links=text.links,
        excerpt=text.excerpt,
        minutes=text.minutes,
        text=digest(source.text.encode("utf-8", "surrogatepass")),
        face=_face(identity, title, fields, text),
        untracked=text.untracked + cleaned,
        edition=edition or "",
        work=name.work,
        words=_words(source, title, fields, text) if settings.search.enabled else "",
    )


def _words(source: Source, title: str, fields: Fields, text: Prose) -> str:
    """Say under which words a search finds a post; standing pages are in the menu."""
    if _kind(source) != "post":
        return ""
    told = (fields.summary or text.excerpt, *fields.key_points)
    return record(title, told, [one.text for one in text.headings], text.html)


def _kind(source: Source) -> str:
    """Tell a post from a standing page, by its folder."""
    return "post" if source.path.startswith("content/posts/") else "page"


def _told(
    head: Iterable[Problem], text: Iterable[Problem], silent: Collection[str]
) -> tuple[Problem, ...]:
    """Name the rules of what is wrong, and drop what its author does not want to be told of."""
    named = (*ruled(head, "front-matter"), *ruled(text, "markdown"))
    return unsilenced(named, silent)


def _face(identity: str, title: str, fields: Fields, text: Prose) -> str:
    """Give the digest of what lists, feeds and neighbours can show of an entry."""
    dates = (fields.date, fields.updated, *(one.date for one in fields.corrections))
    words = (title, fields.summary or text.excerpt, fields.language)
    return key(identity, text.minutes, dates, words, fields.cover)


def _missing(
    source: Source, name: Named, fields: Fields, text: Prose, zone: ZoneInfo
) -> tuple[Problem, ...]:
    """Say what is missing of title, date and slug."""
    problems = []
    if not fields.title and not text.title and "title" not in fields.places:
        hint = 'write title: "…", or begin the text with # and a headline'
        problems.append(source.problem(0, "title is missing", hint))
    if _kind(source) == "post" and not fields.date and "date" not in fields.places:
        if not name.date:
            hint = "write date: 2026-02-28, or name the file 2026-02-28-slug.md"
            problems.append(source.problem(0, "date is missing", hint))
        elif not dates.parse_moment(name.date, zone):
            message = f'"{name.date}" in the file\'s name is not a date'
            problems.append(source.problem(0, message, "rename it as in 2026-02-28-slug.md"))
    if not fields.slug and "slug" not in fields.places and not slugify(name.stem):
        message = f'the file\'s name "{name.stem}" gives no address'
        problems.append(source.problem(0, message, "write slug: with a few plain words"))
    return tuple(problems)


def _unused(source: Source, fields: Fields) -> Iterator[Problem]:
    """Warn of fields of a standing page that nothing shows."""
    for name in ARTICLES if _kind(source) == "page" else ():
        if name in fields.places:
            hint = "take it out, or move the file to content/posts/ to make it an article"
            yield source.problem(
                fields.places[name], f"a standing page shows no {name}", hint, WARNING
            )


def _dated(fields: Fields, name: Named, zone: ZoneInfo) -> Fields:
    """Take a missing date from the file's name, and tell all moments in the site's zone."""
    date = fields.date or dates.parse_moment(name.date, zone)
    return replace(
        fields,
        date=date and dates.in_zone(date, zone),
        updated=fields.updated and dates.in_zone(fields.updated, zone),
        expires=fields.expires and dates.in_zone(fields.expires, zone),
        corrections=tuple(
            replace(one, date=dates.in_zone(one.date, zone)) for one in fields.corrections
        ),
    )


def _untracked(fields: Fields, settings: Settings) -> tuple[Fields, int]:
    """Free the addresses of sources of what tracks readers; count them."""
    freed = tuple(
        replace(
            one,
            url=without_tracking(one.url, settings.markdown),
            archived=without_tracking(one.archived, settings.markdown),
        )
        for one in fields.sources
    )
    pairs = zip(freed, fields.sources, strict=True)
    number = sum((new.url != old.url) + (new.archived != old.archived) for new, old in pairs)
    return (replace(fields, sources=freed) if number else fields), number
