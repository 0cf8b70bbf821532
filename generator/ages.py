"""Say how old a published file looks: as old as what it shows, never as old as the build.

The day is that of the newest article on it, in the site's time zone. The time of that day is drawn
from the file's bytes: so it says nothing of anybody's hours, is the same wherever the site is
built, and differs when a text was mended on the same day, which servers and rsync go by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from generator.model import Card, Comment, Feed, Output, Page, Period, Post

DAY = 86_400  # seconds
# Of what shows no article: style sheets, pictures, what servers read.
TIMELESS = datetime(2000, 1, 1, tzinfo=UTC)
FIRST, LAST = 1980, 2099  # years that every disk and archive knows
NANOSECONDS = 1_000_000_000


def time_of(output: Output, digest: str) -> int:
    """Give the time of change, in ns since 1970, of a file with this digest."""
    moment = max(_moments(output.data), default=TIMELESS, key=_order)
    year = min(max(moment.year, FIRST), LAST)
    is_odd = year != moment.year and (moment.month, moment.day) == (2, 29)
    day = datetime(year, moment.month, 28 if is_odd else moment.day, tzinfo=UTC)
    return (int(day.timestamp()) + int(digest[:12], 16) % DAY) * NANOSECONDS


def _order(moment: datetime) -> tuple[int, ...]:
    """Sort by the calendar: at its ends, moments can't be compared."""
    return moment.timetuple()[:6]


def _moments(data: Mapping[str, object]) -> Iterator[datetime]:
    """List when what a page shows was published or changed: of an article's, it alone."""
    own = data.get("post", data.get("page"))
    if isinstance(own, Post):
        yield from _in(own.replies)
    for value in (own,) if isinstance(own, Post | Page) else data.values():
        yield from _in(value)


def _in(value: object) -> Iterator[datetime]:
    """List the moments of one value and of what is in it."""
    if isinstance(value, Post):
        value = value.card
    if isinstance(value, Comment):
        yield value.date
        yield from _in(value.replies)
    elif isinstance(value, Card):
        yield value.updated or value.published
    elif isinstance(value, Page):
        yield value.updated or TIMELESS
    elif isinstance(value, Feed):
        yield from _in(value.posts)
    elif isinstance(value, Period):
        yield from _in((*value.cards, *value.months))
    elif isinstance(value, tuple):
        for member in value:
            yield from _in(member)
