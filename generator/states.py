"""Say which posts are out, and why the others are not.

Invariant: this is the one place that decides it; what it holds back, no later step can name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from generator.model import Entry, State
from generator.problems import Problem, errors

PUBLISHED = "published"
DRAFT = "draft"
SCHEDULED = "scheduled"
EXPIRED = "expired"
INVALID = "invalid"
IGNORED = "ignored"
NEWS = timedelta(days=2)
NAMES = (PUBLISHED, DRAFT, SCHEDULED, EXPIRED, INVALID, IGNORED)


@dataclass(frozen=True, slots=True)
class Showing:
    """Hold what a build shows: `now` is its moment, taken from the clock once."""

    now: datetime
    drafts: bool = False
    future: bool = False

    def shows(self, state: State) -> bool:
        """Tell whether a file in this state is part of the site."""
        return (
            state.name == PUBLISHED
            or (state.name == DRAFT and self.drafts)
            or (state.name == SCHEDULED and self.future)
        )


def state(entry: Entry, now: datetime) -> State:
    """Say in which state a post or page is at a moment."""
    fields = entry.fields
    if fields.draft:
        return State(DRAFT, "draft: true in its front matter")
    if fields.expires and fields.expires <= now:
        return State(EXPIRED, f"expires: {_short(fields.expires, now)}")
    if fields.date and fields.date > now:
        return State(SCHEDULED, f"until {_short(fields.date, now)}", fields.date)
    return State(PUBLISHED)


def states(
    entries: Iterable[Entry], problems: Iterable[Problem], ignored: Mapping[str, str], now: datetime
) -> dict[str, State]:
    """Give each file under content/ its one state, sorted by path."""
    found = {path: State(IGNORED, reason) for path, reason in ignored.items()}
    found |= {entry.path: state(entry, now) for entry in entries}
    for problem in errors(problems):
        path = problem.place.path
        if found.get(path, State(INVALID)).name != INVALID or path not in found:
            found[path] = State(INVALID, f"line {problem.place.line}: {problem.message}")
    return dict(sorted(found.items()))


def until(entries: Iterable[Entry], now: datetime) -> datetime:
    """Say when the clock may change something: an article comes, goes or is news no longer."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    moments = [one for entry in entries for one in (entry.fields.date, entry.fields.expires)]
    ends = [aged(one) for one in moments if one and is_news(one, now)]
    return min([midnight, *(one for one in moments if one and one > now), *ends])


def is_news(published: datetime, now: datetime) -> bool:
    """Tell whether an article is of the last two days."""
    return timedelta(0) <= now.astimezone(UTC) - published < NEWS


def aged(published: datetime) -> datetime:
    """Say when an article is no longer news; hours are counted, whatever clocks are set to."""
    return published.astimezone(UTC) + NEWS


def _short(moment: datetime, now: datetime) -> str:
    """Write a moment as an author reads it, in the site's zone: 2026-02-12 09:00 Europe/Brussels.

    A remembered moment has its offset, but no zone's name; the build's own moment has it.
    """
    zone = getattr(now.tzinfo, "key", "") or now.strftime("%Z")
    return f"{moment:%Y-%m-%d %H:%M} {zone}"
