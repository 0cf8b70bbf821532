"""Read the site: its settings, its articles and its pictures, and put it together."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from generator import copies, fresh, sources
from generator.assemble import Assembly, Parts, assemble
from generator.cautions import blocked_files
from generator.current import Inputs
from generator.digests import digest
from generator.dressing import headline_fonts, layout_files, program, theme_of
from generator.model import Card, Cleaned, CommentSource, Entry, Settings, Site, State
from generator.problems import ERROR, WARNING, Finding, Place, Problem, Stop, errors, ruled
from generator.related import related
from generator.request import Progress, Request, silent
from generator.settings import read_settings, with_base_url
from generator.sources.themes import Theme
from generator.states import Showing, states, until
from generator.store import Remembered, Store, blob_of
from generator.telling import located
from generator.threads import folder_of

Noun = TypeVar("Noun")
STALE = "security-txt-stale"  # a rule
HIDDEN = "its article is not published, or takes no comments"
NOTICE = timedelta(days=30)
YEAR = timedelta(days=366)  # RFC 9116, 2.5.5 advises an end within a year


@dataclass(frozen=True, slots=True)
class Survey:
    """Hold all that is known of a site before anything is planned.

    `until` is the next moment at which the clock changes it, in the site's zone; `blobs` are the
    digests of all bytes in the store that it needs.
    """

    settings: Settings
    theme: Theme
    assembly: Assembly
    states: Mapping[str, State]
    problems: tuple[Problem, ...]
    until: datetime
    blobs: frozenset[str]

    def planned(self) -> Survey:
        """Let go of the entries: what pages are made from is in the plan then.

        They are half of the memory that each process would hold in vain.
        """
        return replace(self, assembly=replace(self.assembly, entries=(), site=Site(self.settings)))


def survey(request: Request, store: Store, inputs: Inputs, progress: Progress = silent) -> Survey:
    """Read what is new, and put the site together; problems are told, not raised."""
    settings = site_settings(request)
    store.begin(program())
    declared = settings.privacy.files
    seen = sources.scan(request.root, inputs.since, inputs.content, inputs.stamps, declared)
    entries = fresh.made(fresh.articles(settings, seen), request, store, seen, progress)
    pictures = fresh.made(fresh.pictures(seen, declared), request, store, seen, progress)
    remarks = fresh.made(fresh.comments(settings, seen), request, store, seen, progress)
    theme = theme_of(request.root, store)
    fonts = list(headline_fonts(settings))
    store.keep((digest(data), data) for data in theme.assets.values())
    store.keep(fonts)
    now = request.now.astimezone(ZoneInfo(settings.timezone))
    files = {path: _only(one.value, Cleaned) for path, one in pictures.items()}
    assembly = assemble(
        {path: _only(one.value, Entry) for path, one in entries.items()},
        Parts(
            {**_undeclared(seen), **files},
            {path: _only(one.value, CommentSource) for path, one in remarks.items()},
            layout_files(theme, settings),
        ),
        settings,
        Showing(now, drafts=request.drafts, future=request.future),
    )
    assembly = replace(assembly, site=_with_related(assembly.site, store))
    every_one = (*entries.values(), *remarks.values(), *pictures.values())
    wrong = [problem for one in every_one for problem in one.problems]
    wrong += located(request.root, assembly.findings)
    wrong += _homeless(request.root)
    wrong += located(request.root, _absent(settings, seen))
    cautious = [*_expiring(settings, now), *blocked_files(assembly.site.assets)]
    wrong += located(request.root, [*cautious, *copies.missing(settings)])
    read = [one.value for one in entries.values() if isinstance(one.value, Entry)]
    every = states(read, wrong, {**seen.ignored, **_unused(seen, assembly, remarks)}, now)
    every = dict(sorted((_others(seen, remarks, assembly) | every).items()))
    made = (one.value for one in every_one if one.value)
    blobs = frozenset([*map(blob_of, made), *map(digest, theme.assets.values()), *dict(fonts)])
    ends = min([until(read, now), *(one for one in _ends(settings) if one > now)])
    return Survey(settings, theme, assembly, every, tuple(wrong), ends, blobs)


def _homeless(root: Path) -> Iterable[Problem]:
    """Say that there is no folder for articles: the site may lie elsewhere."""
    if not (root / sources.CONTENT).is_dir():
        hint = "hushpress new begins an article in content/posts/"
        message = "there is no such folder here"
        yield Problem(Place(sources.CONTENT), message, hint, WARNING, rule="file")


def _ends(settings: Settings) -> tuple[datetime, ...]:
    """Say when security.txt ends soon enough, when it is to be renewed, and when it has ended."""
    ends = settings.hosting.security and settings.hosting.security.expires
    return (_before(ends, YEAR), _before(ends, NOTICE), ends) if ends else ()


def _before(moment: datetime, span: timedelta) -> datetime:
    """Count back, but not beyond the calendar."""
    return moment - span if moment.year > 1 + span.days // 365 else moment


def _expiring(settings: Settings, now: datetime) -> Iterable[Finding]:
    """Find a security.txt that ends soon, or has ended, or ends in years: nobody looks after it."""
    ends = _ends(settings)
    if not ends:
        return
    far, near, over = (moment <= now for moment in ends)
    day = f"{ends[-1]:%Y-%m-%d}"
    if not far:
        message = f"security.txt expires on {day}, more than a year from now"
        latest = f"{now + YEAR:%Y-%m-%d}"
        hint = f"write a day before {latest}, so that somebody looks at it each year (RFC 9116)"
        yield Finding(sources.SETTINGS, 0, message, hint, WARNING, "expires", STALE)
    elif near:
        message = f"security.txt {'has expired' if over else 'expires'} on {day}"
        hint = "look whether its contacts are still right, and write a later day"
        level = ERROR if over else WARNING
        yield Finding(sources.SETTINGS, 0, message, hint, level, "expires", STALE)


def _undeclared(seen: sources.Seen) -> Mapping[str, Cleaned]:
    """List the files that could be published as they are, if site.toml declared them."""
    return {path: Cleaned("", ()) for path, why in seen.ignored.items() if why == sources.UNKNOWN}


def _absent(settings: Settings, seen: sources.Seen) -> Iterable[Finding]:
    """Find files that are declared and can't be published as they are."""
    for path in settings.privacy.files:
        why = seen.ignored.get(path, "" if path in seen.files else "there is no such file")
        if path.lower().endswith((*sources.PICTURE, *sources.ARTICLE)):
            why = "articles and pictures need not be declared"
        if why:
            message = f'"{path}" can\'t be published as it is: {why}'
            hint = "take it out of files"
            yield Finding(sources.SETTINGS, 0, message, hint, quote=path, rule="settings")


def _with_related(site: Site, store: Store) -> Site:
    """Find out which posts are related, in each language."""
    others = tuple(replace(one, related=_related(one, store)) for one in site.editions)
    return replace(site, related=_related(site, store), editions=others)


def _related(site: Site, store: Store) -> Mapping[str, tuple[Card, ...]]:
    """Find out which posts are related, unless they are the same as at the last build."""
    cards = [post.card for post in site.posts]
    told = "\n".join(f"{card.id}\0{' '.join([tag.slug for tag in card.tags])}" for card in cards)
    name = digest(told.encode("utf-8", "surrogatepass"))
    title = f"related {site.code}".strip()
    with contextlib.suppress(ValueError, TypeError, IndexError):  # somebody else wrote there
        return _near(cards, store.recalled(title, name))
    places = related([tuple([tag.slug for tag in card.tags]) for card in cards])
    store.recall(title, name, places)
    return _near(cards, places)


def _near(cards: list[Card], places: list[list[int]]) -> dict[str, tuple[Card, ...]]:
    """Put the cards that are meant in place of their numbers."""
    pairs = zip(cards, places, strict=True)
    return {card.id: tuple([cards[place] for place in near]) for card, near in pairs}


def _only(value: object, noun: type[Noun]) -> Noun | None:
    """Take what was made of a file if it is of this kind."""
    return value if isinstance(value, noun) else None


def _others(
    seen: sources.Seen, remarks: Mapping[str, Remembered], assembly: Assembly
) -> dict[str, State]:
    """Give the states of what is no article, where nothing else is known of it."""
    found = dict.fromkeys((*seen.pictures(), *seen.documents()), State("published"))
    open_ones = (one for one in assembly.entries if one.fields.comments) if remarks else ()
    folders = {folder_of(one) for one in open_ones}
    for path, one in remarks.items():
        if isinstance(one.value, CommentSource):
            is_out = one.value.post in folders
            found[path] = State("published") if is_out else State("ignored", HIDDEN)
            if one.value.draft:
                found[path] = State("draft", "draft: true in its front matter")
    return found


def _unused(
    seen: sources.Seen, assembly: Assembly, remarks: Mapping[str, Remembered]
) -> dict[str, str]:
    """Name the pictures and comments that nothing shows: they are not published."""
    unread = (path for path in seen.comments() if path not in remarks)
    apart = dict.fromkeys(unread, 'comments are not read (provider = "files" under [comments])')
    return apart | _unshown(seen, assembly)


def _unshown(seen: sources.Seen, assembly: Assembly) -> dict[str, str]:
    """Name the pictures and documents that nothing shows."""
    used = {asset.cause for asset in assembly.site.assets}
    found = {path: "no published article shows it" for path in seen.pictures() if path not in used}
    documents = (path for path in seen.documents() if path not in used)
    return found | dict.fromkeys(documents, "no published article links to it")


def site_settings(request: Request) -> Settings:
    """Read site.toml; raise Stop with every mistake in it."""
    try:
        data = sources.load_bytes(request.root, sources.SETTINGS)
    except FileNotFoundError:
        hint = "hushpress init . begins a publication, and --site DIR names one that lies elsewhere"
        place = Place(sources.SETTINGS)
        told = Problem(place, "there is no such file here", hint, rule="settings")
        raise Stop([told]) from None
    source = sources.load(sources.SETTINGS, data)
    if isinstance(source, Problem):
        raise Stop(ruled([source], "settings"))
    settings, problems = read_settings(source)
    if settings and request.base_url:
        settings, wrong = with_base_url(settings, request.base_url)
        problems = (*problems, *wrong)
    if settings is None or errors(problems):
        raise Stop(ruled(problems, "settings"))
    return settings
