"""Read and write moments.

Invariants: every moment is aware; no result depends on the machine's zone or language.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EXAMPLE = "2026-02-28"
LONG_MONTH = 31  # days
NOON, DAY, HOUR = 12, 24, 60  # hours, hours, minutes
MIDNIGHT = (24, 0, 0)
LEAP = (59, 60)  # minute and second
LONGEST = 64  # characters; no date is longer

MOMENT = re.compile(
    r"""(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})
    (?:(?:\ *T\ *|\ +)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})
    (?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,20}))?)?
    \ *(?P<zone>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?)?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
MAIL = re.compile(
    r"""(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\ *,\ *)?
    (?P<day>[0-9]{1,2})\ +(?P<name>[a-z]{3})\ +(?P<year>[0-9]{4})\ +
    (?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?
    \ +(?P<zone>[+-][0-9]{4}|Z|UTC?|GMT)""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
NAMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[-_ ]+(.*))?", re.ASCII | re.DOTALL)
CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9.,]+)? *(?P<noon>[ap]m)? *(?P<zone>\S)?",
    re.IGNORECASE,
)
NEARLY = (
    re.compile(
        r"(?P<year>[0-9]{4})[-/. ]?(?P<month>[0-9]{1,2})[-/. ]?(?P<day>[0-9]{1,2})(?![0-9])"
    ),
    re.compile(
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?\ +(?P<name>[a-z]{3,9})\.?,?\ +(?P<year>[0-9]{4})",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<name>[a-z]{3,9})\.?\ +(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\ +(?P<year>[0-9]{4})",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<day>[0-9]{1,2})[.-]\ ?(?P<month>[0-9]{1,2})[.-]\ ?(?P<year>[0-9]{4})"),
    re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})"),
)


def parse_moment(text: str, zone: tzinfo) -> datetime | None:
    """Read a date, or a date and a time, as a moment in a zone; without one it is in that zone.

    A time that the clocks skip in spring is the same moment counted on; a leap second is the
    second before it; 24:00 is the next day's beginning.
    """
    text = text.strip(" \t\n")
    found = (MOMENT.fullmatch(text) or MAIL.fullmatch(text)) if len(text) <= LONGEST else None
    if not found:
        return None
    try:
        return _moment(found.groupdict(), zone)
    except (ValueError, OverflowError):  # 30 February, minute 60, or beyond the years 1 to 9999
        return None


def pinned(moment: datetime) -> datetime:
    """Give the same moment with a bare offset, which is all that is remembered between builds."""
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))


def date_hint(text: str) -> str:
    """Say which date was probably meant, as year-month-day; else give an example."""
    for pattern in NEARLY:
        found = pattern.match(text[:LONGEST].strip())
        if found:
            parts = found.groupdict()
            month = _month(parts["name"]) if "name" in parts else int(parts["month"])
            likely = _likely(int(parts["year"]), month, int(parts["day"]))
            whole = likely + _clock(text[:LONGEST].strip()[found.end() :])
            return whole if likely and parse_moment(whole, UTC) else EXAMPLE
    return EXAMPLE


def _clock(rest: str) -> str:
    """Say which time of day was probably meant by what follows a date."""
    found = CLOCK.search(rest)
    if not found:
        return ""
    hour, minute = int(found["hour"]), int(found["minute"])
    noon = (found["noon"] or "").lower()
    if noon and hour <= NOON:
        hour = hour % NOON + (NOON if noon == "pm" else 0)
    zone = " +01:00" if found["zone"] else ""
    return f" {hour:02}:{minute:02}{zone}" if hour < DAY and minute < HOUR else " 14:30"


def date_from_name(stem: str) -> tuple[str, str]:
    """Split `2026-02-12-slug` into date and rest; a name that is only a date is its own rest."""
    found = NAMED.fullmatch(stem)
    if not found:
        return "", stem
    return found[1], found[2] or found[1]


def rfc822(moment: datetime) -> str:
    """Write a moment as RSS and mail do: Thu, 12 Feb 2026 10:00:00 +0100."""
    moment = _in_minutes(moment)
    if (moment.utcoffset() or timedelta()) % timedelta(minutes=30):
        moment = moment.astimezone(UTC)  # readers know no zone of a quarter of an hour
    day, month = DAYS[moment.weekday()], MONTHS[moment.month - 1][:3]
    clock = f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}"
    return f"{day}, {moment.day:02} {month} {moment.year:04} {clock} {moment:%z}"


def rfc3339(moment: datetime) -> str:
    """Write a moment as Atom and JSON Feed do: 2026-02-12T10:00:00+01:00."""
    return _in_minutes(moment).isoformat(timespec="seconds")


def long_date(moment: datetime) -> str:
    """Write a day for people: 12 February 2026."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _moment(parts: dict[str, str | None], zone: tzinfo) -> datetime:
    """Join the parts of a moment; raise ValueError or OverflowError if there is none such."""
    name = parts.get("name")
    month = _month(name) if name else int(parts["month"] or 0)
    hour, minute, second = (int(parts[part] or 0) for part in ("hour", "minute", "second"))
    if (hour, minute, second) == MIDNIGHT:
        hour, extra = 0, timedelta(days=1)
    else:
        extra = timedelta()
    if (minute, second) == LEAP:
        second -= 1
    micros = int((parts.get("fraction") or "0").ljust(6, "0")[:6])
    year, day = int(parts["year"] or 0), int(parts["day"] or 0)
    local = datetime(year, month, day, hour, minute, second, micros, UTC) + extra
    offset = _offset(parts["zone"])
    # Through UTC and back: a time the clocks skip has no other way to become a real one.
    moment = local.replace(tzinfo=offset or zone).astimezone(UTC).astimezone(zone)
    # A day to each side must exist too, or a reader in another zone could not be told the time.
    _ = moment + timedelta(days=1), moment - timedelta(days=1)
    return moment


def _offset(text: str | None) -> tzinfo | None:
    """Read Z, +02, +0200 or +02:00."""
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    offset = timedelta(hours=hours, minutes=time(hours, minutes).minute)
    return timezone(-offset if text[0] == "-" else offset)


def _month(name: str) -> int:
    """Give the number of a month by its English name or the first letters of it, else 0."""
    lower = name.lower()
    long = [number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(lower)]
    return long[0] if long else 0


def _likely(year: int, month: int, day: int) -> str:
    """Give the nearest real day: day and month may be swapped, or the month may be shorter."""
    if month > len(MONTHS) >= day:
        month, day = day, month
    try:
        last = monthrange(year, month)[1]
        return date(year, month, min(day, last) if day <= LONG_MONTH else 0).isoformat()
    except ValueError:
        return ""


def _in_minutes(moment: datetime) -> datetime:
    """Give the same moment with an offset of whole minutes, which is all these formats can say."""
    offset = moment.utcoffset()
    if offset and (offset.seconds % 60 or offset.microseconds):
        return moment.astimezone(UTC)
    return moment


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Tell a moment in a zone; at the ends of the calendar it keeps its own."""
    try:
        return pinned(moment.astimezone(zone))
    except OverflowError:
        return moment
