"""Moments are read and written alike on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import (
    EXAMPLE,
    date_from_name,
    date_hint,
    long_date,
    parse_moment,
    rfc822,
    rfc3339,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
ZONES = ["UTC", "Europe/Brussels", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu"]
zones = st.sampled_from(ZONES).map(ZoneInfo)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-02-12", "2026-02-12T00:00:00+01:00"),
        ("2026-2-3", "2026-02-03T00:00:00+01:00"),
        (" 2026-02-12\n", "2026-02-12T00:00:00+01:00"),
        ("2026-02-12 10:00", "2026-02-12T10:00:00+01:00"),
        ("2026-02-12  9:00", "2026-02-12T09:00:00+01:00"),
        ("2026-02-12T10:00", "2026-02-12T10:00:00+01:00"),
        ("2026-07-12t10:00:30", "2026-07-12T10:00:30+02:00"),
        ("2026-02-12T10:00:30.5", "2026-02-12T10:00:30.500000+01:00"),
        ("2026-02-12T10:00:30,1234567", "2026-02-12T10:00:30.123456+01:00"),
        ("2026-02-12T10:00Z", "2026-02-12T11:00:00+01:00"),
        ("2026-02-12T10:00:00z", "2026-02-12T11:00:00+01:00"),
        ("2026-02-12 10:00 UTC", "2026-02-12T11:00:00+01:00"),
        ("2026-02-12 10:00 +0200", "2026-02-12T09:00:00+01:00"),
        ("2026-02-12 10:00+02:00", "2026-02-12T09:00:00+01:00"),
        ("2026-02-12 10:00 -02", "2026-02-12T13:00:00+01:00"),
        ("2026-02-12 10:00 +05:45", "2026-02-12T05:15:00+01:00"),
        ("Thu, 12 Feb 2026 10:00:00 +0100", "2026-02-12T10:00:00+01:00"),
        ("12 feb 2026 10:00 GMT", "2026-02-12T11:00:00+01:00"),
        ("2026-02-12 24:00", "2026-02-13T00:00:00+01:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:59:59+01:00"),
        ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_what_is_a_moment(text, moment):
    found = parse_moment(text, BRUSSELS)
    assert found.isoformat() == moment
    assert found.tzinfo is BRUSSELS


@pytest.mark.parametrize(
    "text",
    [
        "", "32 Feb", "2026", "2026-02", "2026-13-02", "2026-02-30", "2026-00-10", "0000-01-01",
        "2026-02-12Z", "2026-02-12 25:00", "2026-02-12 24:01", "2026-02-12 10:60", "2026-02-12 10:00:60",
        "2026-02-12 10:00 +24:00", "2026-02-12 10:00 +02:60", "2026-02-12 10", "20260212", "26-02-12",
        "2026-02-12 10:00 CET", "２０２６-02-12", "2026-02-12 " + " " * 99 + "10:00", "12 Feb 2026",
        "Thu, 12 Foo 2026 10:00:00 +0100", "9999-12-31 24:00", "0001-01-01", "9999-12-31 10:00 -1200",
        "2026-02-12\n10:00", "-2026-02-12", "2026-02-12 10:00 am", "today",
    ],
)  # fmt: skip
def test_what_is_none(text):
    assert parse_moment(text, BRUSSELS) is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-13-02", "2026-02-13"),
        ("2026-02-30", "2026-02-28"),
        ("2028-02-30", "2028-02-29"),
        ("12.02.2026", "2026-02-12"),
        ("12. 2. 2026", "2026-02-12"),
        ("13-02-2026", "2026-02-13"),
        ("02/12/2026", "2026-02-12"),
        ("31/12/2026", "2026-12-31"),
        ("2026/02/12", "2026-02-12"),
        ("2026.02.12", "2026-02-12"),
        ("20260212", "2026-02-12"),
        ("12 Feb 2026", "2026-02-12"),
        ("12th February 2026", "2026-02-12"),
        ("February 12, 2026", "2026-02-12"),
        ("Feb. 12 2026 10:00", "2026-02-12 10:00"),
        ("2026-02-12 25:00", "2026-02-12 14:30"),
        ("2026-02-12 10:60", "2026-02-12 14:30"),
        ("2026-02-12 10:00 CET", "2026-02-12 10:00 +01:00"),
        ("2026-02-12 10:05 pm", "2026-02-12 22:05"),
        ("2026-02-12 12:05am", "2026-02-12 00:05"),
        ("0001-01-01", EXAMPLE),
        ("9999-12-31T23:59:59-12:00", EXAMPLE),
        ("32 Feb", "2026-02-28"),
        ("12 Foo 2026", "2026-02-28"),
        ("2026-99-99", "2026-02-28"),
        ("0000-01-01", "2026-02-28"),
        ("", "2026-02-28"),
    ],
)
def test_the_date_that_was_probably_meant(text, hint):
    assert date_hint(text) == hint


@pytest.mark.parametrize(
    ("stem", "parts"),
    [
        ("2026-02-12-slug", ("2026-02-12", "slug")),
        ("2026-02-12-a-b-2", ("2026-02-12", "a-b-2")),
        ("2026-02-12_slug", ("2026-02-12", "slug")),
        ("2026-02-12", ("2026-02-12", "2026-02-12")),
        ("2026-02-12-", ("2026-02-12", "2026-02-12")),
        ("2026-99-99-slug", ("2026-99-99", "slug")),
        ("2026-02-123", ("", "2026-02-123")),
        ("slug-2026-02-12", ("", "slug-2026-02-12")),
        ("slug", ("", "slug")),
        ("", ("", "")),
    ],
)
def test_dates_in_names_of_files(stem, parts):
    assert date_from_name(stem) == parts


def test_moments_are_written_without_the_machines_language():
    moment = parse_moment("2026-02-12 10:00", BRUSSELS)
    assert rfc822(moment) == "Thu, 12 Feb 2026 10:00:00 +0100"
    assert rfc3339(moment) == "2026-02-12T10:00:00+01:00"
    assert long_date(moment) == "12 February 2026"


def test_an_offset_with_seconds_is_written_in_utc():
    moment = parse_moment("1850-01-01", BRUSSELS)
    assert rfc3339(moment) == "1849-12-31T23:42:30+00:00"
    assert rfc822(moment) == "Mon, 31 Dec 1849 23:42:30 +0000"


EARLIEST = datetime(1, 1, 3, tzinfo=UTC).replace(tzinfo=None)
LATEST = datetime(9999, 12, 28, tzinfo=UTC).replace(tzinfo=None)
moments = st.datetimes(min_value=EARLIEST, max_value=LATEST, timezones=zones)


@given(moments, zones)
def test_what_is_written_is_read_back(moment, zone):
    whole = moment.astimezone(UTC).replace(microsecond=0)
    local = whole.astimezone(zone)
    # Compared in UTC: Python holds no moment of a repeated hour equal to one of another zone.
    assert parse_moment(rfc3339(local), zone).astimezone(UTC) == whole
    assert parse_moment(rfc822(local), zone).astimezone(UTC) == whole
    if local.year > 99:
        assert parsedate_to_datetime(rfc822(local)).astimezone(UTC) == whole


@given(moments)
def test_mail_dates_are_those_of_the_standard_library(moment):
    offset = moment.utcoffset()
    if offset.total_seconds() % 60 == 0 and 999 < moment.year < 9999:
        told = moment if offset.total_seconds() % 1800 == 0 else moment.astimezone(UTC)
        assert rfc822(moment) == format_datetime(told)


@given(st.text(), zones)
def test_any_text_is_a_moment_or_none(text, zone):
    found = parse_moment(text, zone)
    assert found is None or found.tzinfo is zone
    assert date_hint(text)


@given(
    st.from_regex(
        r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?( ?[+-][0-9]{2}:?[0-9]{2})?)?",
        fullmatch=True,
    ),
    zones,
)
def test_numbers_never_overflow(text, zone):
    found = parse_moment(text, zone)
    if found:
        assert rfc822(found)
        assert rfc3339(found.astimezone(ZoneInfo("Pacific/Kiritimati")))
        assert found - timedelta(days=1) < found < found + timedelta(days=1)
    hint = date_hint(text)
    assert parse_moment(hint, UTC)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def test_the_machines_zone_and_language_change_nothing(zone):
    code = (
        "from generator.dates import *; from zoneinfo import ZoneInfo;"
        "m = parse_moment('2026-02-12 10:00', ZoneInfo('Europe/Brussels'));"
        "print(rfc822(m), rfc3339(m), long_date(m))"
    )
    environment = {**os.environ, "TZ": zone, "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        "Thu, 12 Feb 2026 10:00:00 +0100 2026-02-12T10:00:00+01:00 12 February 2026\n"
    )


def test_zones_of_a_quarter_of_an_hour_are_told_in_utc():
    nepal = timezone(timedelta(hours=5, minutes=45))
    moment = datetime(2026, 4, 25, 10, tzinfo=nepal)
    assert rfc822(moment) == "Sat, 25 Apr 2026 04:15:00 +0000"
