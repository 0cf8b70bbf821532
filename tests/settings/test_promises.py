"""What a site declares is read strictly: a mistake is never a weaker promise."""

from __future__ import annotations

import pytest

from generator.model import HostingSettings, PrivacySettings, SecurityText, Source
from generator.settings import read_settings

BASE = 'title = "T"\nbase_url = "https://example.org"\n'


def read(text: str):
    return read_settings(Source("site.toml", BASE + text))


def test_without_a_block_nothing_is_declared() -> None:
    settings, problems = read("")
    assert not problems
    assert settings.privacy == PrivacySettings()
    assert settings.hosting == HostingSettings()
    assert not any(
        getattr(settings.privacy, name) for name in PrivacySettings.__slots__ if name != "report"
    )


def test_all_that_can_be_declared() -> None:
    settings, problems = read(
        '[privacy]\nimages = ["https://Pics.example.org/"]\nscripts = ["/", "/suche/ü/"]\n'
        'files = ["content/a b.pdf"]\ntracking = ["Xyz", "abc_*"]\nreport = false\nrefuse_ai = true\n'
        f'[hosting]\nservers = ["nginx", "nginx"]\nhsts = true\nhsts_preload = true\nonion = "http://{"a" * 56}.onion/"\n'
        '[hosting.security]\ncontact = ["mailto:a@example.org", "https://example.org/x"]\nexpires = 2027-06-30\nlanguages = ["en"]\n'
    )
    assert not problems
    assert settings.privacy == PrivacySettings(
        images=("https://pics.example.org",), scripts=("/", "/suche/%C3%BC/"), files=("content/a b.pdf",),
        tracking=("xyz", "abc_*"), report=False, refuse_ai=True,
    )  # fmt: skip
    security = settings.hosting.security
    assert isinstance(security, SecurityText)
    assert str(security.expires) == "2027-06-30 00:00:00+00:00"
    assert settings.hosting.servers == ("nginx",)
    assert settings.hosting.onion == f"http://{'a' * 56}.onion"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('[privacy]\nimages = "https://a.example"', '4:10: images: "https://a.example" is not a list (write images = ["https://a.example"])'),
        ('[privacy]\nimages = ["a.example"]', '4:11: images: "a.example" is not the address of a host alone (write images = ["https://media.example.org"])'),
        ('[privacy]\nimages = ["https://a.example/b/"]', '4:11: images: "https://a.example/b/" is not the address of a host alone (write images = ["https://a.example"])'),
        ('[privacy]\nimages = ["http://a.example"]', '4:11: images: "http://a.example" is not the address of a host alone (write images = ["https://a.example"])'),
        ('[privacy]\nimages = ["*"]', '4:11: images: "*" is not the address of a host alone (write images = ["https://media.example.org"])'),
        ('[privacy]\nimages = ["https://*.example"]', '4:11: images: "https://*.example" is not the address of a host alone (write images = ["https://media.example.org"])'),
        ('[privacy]\nimages = ["https://a.example; script-src *"]', '4:11: images: "https://a.example; script-src *" is not the address of a host alone (write images = ["https://media.example.org"])'),
        ('[privacy]\nscripts = ["search"]', '4:12: scripts: "search" does not begin with "/" (write scripts = ["/search/"])'),
        ('[privacy]\nfiles = ["/etc/passwd"]', '4:10: files: "/etc/passwd" is not a path under content/ (write files = ["content/files/report.pdf"])'),
        ('[privacy]\nfiles = ["content/../a"]', '4:10: files: "content/../a" is not a path under content/ (write files = ["content/files/report.pdf"])'),
        ('[privacy]\ntracking = ["a=b"]', '4:13: tracking: "a=b" is not the name of a parameter (write tracking = ["campaign_id", "xyz_*"])'),
        ('[privacy]\nreport = "yes"', '4:10: report: "yes" is neither true nor false (write report = true)'),
        ("[privacy]\nimage = []", '4:1: privacy: "image" is not a setting (did you mean "images"?)'),
        ('[hosting]\nservers = ["netlify"]', '4:12: servers: "netlify" is not a server that is known (take it out: _headers, which this host reads, is always written)'),
        ('[hosting]\nservers = ["ngnix"]', '4:12: servers: "ngnix" is not a server that is known (did you mean "nginx"?)'),
        ('[hosting]\nservers = ["iis"]', '4:12: servers: "iis" is not a server that is known (known are nginx, apache, caddy)'),
        ('[hosting]\nonion = "http://abc.onion"', '4:9: onion: "http://abc.onion" is not the address of an onion service of version 3 (write onion = "http://….onion", 56 signs before .onion)'),
        ("[hosting]\nhsts_preload = true", "4:1: hosting: hsts_preload needs hsts (write hsts = true beside it)"),
        ('[hosting.security]\ncontact = ["a@example.org"]\nexpires = 2027-01-01', '4:12: contact: "a@example.org" is not an address (write contact = ["mailto:a@example.org"])'),
        ('[hosting.security]\ncontact = ["http://a.example/"]\nexpires = 2027-01-01', '4:12: contact: "http://a.example/" is not an address (write contact = ["mailto:security@example.org"])'),
        ("[hosting.security]\nexpires = 2027-01-01", '3:1: security: contact is missing (write contact = ["mailto:security@example.org"])'),
        ('[hosting.security]\ncontact = ["tel:+1"]', "3:1: security: expires is missing (write expires = 2027-06-30)"),
        ('[hosting.security]\ncontact = ["tel:+1"]\nexpires = "soon"', '5:11: expires: "soon" is not a date (write expires = 2027-06-30)'),
    ],
)  # fmt: skip
def test_what_can_not_be_declared(line: str, problem: str) -> None:
    assert [str(one) for one in read(line)[1]] == [f"site.toml:{problem}"]
