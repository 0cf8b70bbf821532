"""Say how old a published file looks: as old as what it shows, never as old as the build.

The day is that of the newest article on it, in the site's time zone. The time of that day is drawn
from the file's bytes: so it says nothing of anybody's hours, is the same wherever the site is
built, and differs when a text was mended on the same day, which servers and rsync go by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from generator.model import Card, Cited, Comment, Corrected, Feed, Output, Page, Period, Post

DAY = 86_400  # seconds
# Of what shows no article: style sheets, pictures, what servers read.
TIMELESS = datetime(2000, 1, 1, tzinfo=UTC)
FIRST, LAST = 1980, 2099  # years that every disk and archive knows
NANOSECONDS = 1_000_000_000
# Where nouns hold others.
WITHIN: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        Post: ("card",),
        Feed: ("posts",),
        Period: ("cards", "months"),
        Cited: ("cards",),
        Comment: ("replies",),
    }
)


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
    is_alone = isinstance(own, Post) or (isinstance(own, Page) and "pager" not in data)
    for value in (own,) if is_alone else data.values():
        yield from _in(value)


def _in(value: object) -> Iterator[datetime]:
    """List the moments of one value and of what is in it."""
    if isinstance(value, Card):
        yield value.updated or value.published
    elif isinstance(value, Page):
        yield value.updated or TIMELESS
    elif isinstance(value, Comment):
        yield value.date
    elif isinstance(value, Corrected):
        yield value.correction.date
    members = (getattr(value, name) for name in WITHIN.get(type(value), ()))
    for member in value if isinstance(value, tuple) else members:
        yield from _in(member)
