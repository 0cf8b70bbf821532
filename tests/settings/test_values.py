"""Each value of site.toml has its own shape, and its own message."""

from __future__ import annotations

import pytest

from generator.model import Source
from generator.settings import read_settings
from generator.settings.values import is_zone

BASE = 'title = "T"\nbase_url = "https://example.org"\n'
SHAPE = 'write permalink = "/{year}/{month}/{slug}/"'
NAMES = "known are {year}, {month}, {day}, {slug}"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("page_size = 0", '13: page_size: "0" is not between 1 and 500 (write page_size = 10)'),
        ("page_size = 501", '13: page_size: "501" is not between 1 and 500 (write page_size = 10)'),
        ('page_size = "10"', '13: page_size: "10" is not a whole number (write page_size = 10)'),
        ("page_size = 1.5", '13: page_size: "1.5" is not a whole number (write page_size = 10)'),
        ("feed_size = [1]", "13: feed_size: a list is not a whole number (write feed_size = 20)"),
        ("feed_size = true", '13: feed_size: "true" is not a whole number (write feed_size = 20)'),
        ("footer = 5", '10: footer: "5" is not a text in quotes (write footer = "5")'),
        ("footer = {}", '10: footer: a table is not a text in quotes (write footer = "…")'),
        ('id = " "', '6: id is empty (write id = "…")'),
        ('language = "English"', '12: language: "English" is not the code of a language (write language = "en")'),
        ('timezone = "brussels"', '12: timezone: "brussels" is not a time zone (write timezone = "Europe/Brussels")'),
        ('timezone = "Europe/Bruxelles"', '12: timezone: "Europe/Bruxelles" is not a time zone (write timezone = "Europe/Brussels")'),
        ('timezone = "New York"', '12: timezone: "New York" is not a time zone (write timezone = "America/New_York")'),
        ('timezone = "../../etc"', '12: timezone: "../../etc" is not a time zone (write timezone = "Europe/Brussels")'),
        ('permalink = "{slug}"', '13: permalink: "{slug}" does not begin and end with "/" (write permalink = "/{slug}/")'),
        ('permalink = "/{slug}.html"', '13: permalink: "/{slug}.html" does not begin and end with "/" (write permalink = "/{slug}.html/")'),
        ('permalink = "/{year}/"', '13: permalink: "/{year}/" has no {slug}: two articles would have one address (write permalink = "/{year}/{slug}/")'),
        ('permalink = "/{yaer}/{slug}/"', f'13: permalink: "/{{yaer}}/{{slug}}/" has "{{yaer}}" in it, which stands for nothing ({NAMES})'),
        ('permalink = "/{slug}/}/"', f'13: permalink: "/{{slug}}/}}/" has "}}" in it, which stands for nothing ({NAMES})'),
        ('permalink = "/{slug!r}/"', f'13: permalink: "/{{slug!r}}/" has "{{slug!r}}" in it, which stands for nothing ({NAMES})'),
        ('permalink = "/../{slug}/"', f'13: permalink: "/../{{slug}}/" names no file below the site\'s root ({SHAPE})'),
        ('permalink = "/a//{slug}/"', f'13: permalink: "/a//{{slug}}/" names no file below the site\'s root ({SHAPE})'),
        ('permalink = "/{slug}/?a/"', f'13: permalink: "/{{slug}}/?a/" holds "?", which names no page ({SHAPE})'),
        ('permalink = "/%61/{slug}/"', f'13: permalink: "/%61/{{slug}}/" holds "%" ({SHAPE})'),
    ],
)  # fmt: skip
def test_what_a_value_can_not_be(line, problem):
    settings, problems = read_settings(Source("site.toml", BASE + line + "\n"))
    assert settings is not None
    assert [str(one) for one in problems] == [f"site.toml:3:{problem}"]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ('"example.org"', '"example.org" is not a full web address (write base_url = "https://example.org/")'),
        ('"ftp://example.org"', '"ftp://example.org" is not a full web address (write base_url = "https://example.org/")'),
        ('"https://u:p@a.example/"', '"https://u:p@a.example/" holds a name or a password (write base_url = "https://example.org/")'),
        ('"https://a.example/?b"', '"https://a.example/?b" holds "?", and a site has no such address (write base_url = "https://a.example/")'),
        ("5", '"5" is not a text in quotes (write base_url = "5")'),
    ],
)  # fmt: skip
def test_what_an_address_can_not_be(value, problem):
    text = f'title = "T"\nbase_url = {value}\n'
    settings, problems = read_settings(Source("site.toml", text))
    assert settings is None
    assert [str(one) for one in problems] == [f"site.toml:2:12: base_url: {problem}"]


@pytest.mark.parametrize(
    "name", ["UTC", "Europe/Brussels", "America/Argentina/Ushuaia", "Etc/GMT+5"]
)
def test_zones(name):
    assert is_zone(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "America",
        "localtime",
        "posixrules",
        "right/UTC",
        "posix/UTC",
        "../x",
        "/etc/passwd",
        "a\0b",
        "x" * 999,
        "ü",
    ],
)
def test_what_is_no_zone_on_every_machine(name):
    assert not is_zone(name)
