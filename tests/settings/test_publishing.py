"""What [publish] holds can be given to another program as a word: it is no option and no command."""

from __future__ import annotations

import pytest

from generator.model import PublishSettings, Source
from generator.settings import read_settings
from tests.kit import SETTINGS

HEAD = SETTINGS.count("\n") + 1  # the line of [publish]


def read(*lines: str) -> tuple[PublishSettings | None, list[str]]:
    text = SETTINGS + "[publish]\n" + "".join(f"{line}\n" for line in lines)
    settings, problems = read_settings(Source("site.toml", text))
    return settings and settings.publish, [str(one) for one in problems]


@pytest.mark.parametrize(
    "lines",
    [
        ['folder = "/srv/www"', "keep = 3"],
        ['folder = "../with spaces"'],
        ['host = "www@news.example.org"', 'path = "/srv/www/news"', "port = 2222"],
        ['host = "alias"', 'path = "www/news"'],
        ['host = "192.0.2.1"', 'path = "~/www"'],
        ['repository = "git@example.org:record/pages.git"', 'branch = "gh-pages"', "history = false"],
        ['repository = "https://example.org/record/pages"', 'domain = "news.example.org"'],
        ['repository = "ssh://git@example.org:2222/~/pages.git"', 'branch = "site/v1.2"'],
        ['repository = "../pages.git"'],
    ],
)  # fmt: skip
def test_what_is_fine_is_read(lines: list[str]) -> None:
    settings, problems = read(*lines)
    assert not problems
    assert settings
    for line in lines:
        name, _, value = line.partition(" = ")
        assert str(getattr(settings, name)).lower() == value.strip('"')


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (name, value)
        for name, values in {
            "host": ["-oProxyCommand=x", "a b", "a;b", "$(id)", "a@b@c", "a:b", "a/b", "", "a\\nb", "-a@b", "a@-b"],
            "path": ["-x", "a b", "$(id)", "`id`", "/a/../b", "a\\nb", "~user/x", "", "/a//b", "/a;b", "-/a"],
            "repository": [
                "ext::sh -c id", "--upload-pack=id", "file:///etc", "http://example.org/a", "git://example.org/a",
                "-x:y", "user@-host:path", "https://user:word@example.org/a", "fd::17/foo", "", "https://-a b/c",
                "transport::address", "ssh://-oProxyCommand=x/a",
            ],
            "branch": ["-x", "a..b", "a b", "a/", "a.lock", "a//b", "a/.b", "@{-1}", "a:b", "", "a~1", "refs/*"],
            "domain": ["localhost", "a b.example.org", "https://example.org", "-a.example"],
        }.items()
        for value in values
    ],
)  # fmt: skip
def test_no_option_and_no_command_is_read(name: str, value: str) -> None:
    _, problems = read(f'{name} = "{value}"')
    assert [one for one in problems if one.startswith(f"site.toml:{HEAD + 1}:")], problems


@pytest.mark.parametrize(("name", "value"), [("keep", "0"), ("port", "65536"), ("port", "0"), ("history", '"yes"')])  # fmt: skip
def test_numbers_and_flags_are_what_they_say(name: str, value: str) -> None:
    _, problems = read(f"{name} = {value}")
    assert problems


def test_there_is_one_place() -> None:
    _, problems = read('folder = "/srv/www"', 'host = "a"', 'path = "b"')
    assert '"folder" and "host" both stand here' in problems[0]
    _, problems = read('host = "a"')
    assert "path is missing" in problems[0]
