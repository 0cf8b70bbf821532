"""Asking other sites about the links of a whole site: what is told, remembered and kept back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from generator.checks import check
from generator.cli import main
from generator.outside import Way
from tests.elsewhere import Elsewhere, running
from tests.kit import NOW, SETTINGS, Site

QUICK = Way(pause=0.0, timeout=5.0)
DECLARED = (
    SETTINGS
    + '[check]\nprivate = ["127.0.0.1"]\nignore = ["link-insecure", "link-unarchived", "summary-missing"]\n'
)


@pytest.fixture
def other() -> Iterator[Elsewhere]:
    site = Elsewhere()
    with running(site):
        yield site


def told(site: Site, days: float = 0, way: Way = QUICK) -> list[str]:
    request = site.request(now=NOW + timedelta(days=days))
    return [f"{one} [{one.rule}]" for one in check(request, way)]


def test_answers_are_told_at_their_links(site: Site, other: Elsewhere) -> None:
    base = other.address
    site.write("site.toml", DECLARED + f'[[nav]]\ntitle = "T"\nurl = "{base}/410"\n')
    body = f"Text\n\n[a]({base}/404?utm_source=b) [b]({base}/301?to=/new#part)\n\n`{base}/404`"
    site.post("a", body, sources=f"[{{title: T, url: '{base}/ok', archived: '{base}/500'}}]")
    assert told(site) == [
        f'content/posts/a.md:4:{44 + len(base)}: note: "{base}/500" answers 500 Internal Server Error'
        " (look at it in a browser) [link-unsure]",
        f'content/posts/a.md:9:5: warning: "{base}/404" answers 404 Not Found'
        " (link to where it is now, or to an archived copy) [link-dead]",
        f'content/posts/a.md:9:{28 + len(base)}: warning: "{base}/301?to=/new#part" has moved for good'
        f" (write {base}/new#part) [link-moved]",
        f'site.toml:8:8: warning: "{base}/410" answers 410 Gone'
        " (link to where it is now, or to an archived copy) [link-dead]",
    ]


def test_nobody_is_asked_without_the_option(site: Site, other: Elsewhere) -> None:
    site.write("site.toml", DECLARED).post("a", f"[a]({other.address}/404)")
    assert site.checked() == []
    site.build()
    assert main(["check", "--strict", "--site", str(site.root)]) == 0
    assert other.asked == []


def test_answers_are_believed_for_a_week_and_bad_ones_for_a_day(
    site: Site, other: Elsewhere
) -> None:
    site.write("site.toml", DECLARED)
    site.post(
        "a", f"[a]({other.address}/404) [b]({other.address}/good) [c]({other.address}/good#x)"
    )

    def asked(days: float) -> list[str]:
        other.asked.clear()
        assert len(told(site, days)) == 1
        return sorted({path for _, path, _ in other.asked})

    assert asked(0) == ["/404", "/good"]
    assert asked(0.9) == []
    assert asked(1.1) == ["/404"]
    assert asked(7.1) == ["/404", "/good"]
    assert asked(-1) == ["/404", "/good"], "a clock that was wrong must not keep answers for ever"


def test_drafts_are_not_betrayed(site: Site, other: Elsewhere) -> None:
    site.write("site.toml", DECLARED).post("a", f"[a]({other.address}/404)", draft="true")
    site.post("b", f"[a]({other.address}/404)", date="2030-01-01")
    assert told(site) == []
    assert other.asked == []


def test_what_is_silenced_is_not_told(site: Site, other: Elsewhere) -> None:
    site.write("site.toml", DECLARED).post("a", f"[a]({other.address}/404)", ignore="link-dead")
    assert told(site) == []


def test_private_addresses_are_told_and_never_asked(site: Site, other: Elsewhere) -> None:
    body = f"[a]({other.address}/x) [b](http://localhost:8000/) [c](http://wiki.local/x)"
    site.post("a", body, summary="S.", ignore="link-insecure")
    assert [one.partition("warning: ")[2] for one in told(site)] == [
        f'"{other.address}/x" leads into a private network (link to where readers find it) [link-private]',
        '"http://localhost:8000/" leads into a private network (link to where readers find it) [link-private]',
        '"http://wiki.local/x" leads into a private network (link to where readers find it) [link-private]',
    ]
    assert other.asked == []


def test_own_addresses_are_not_asked(site: Site) -> None:
    site.post("a", "[a](https://example.org/2026/02/a/)", summary="S.", ignore="link-own")
    assert told(site) == []


def test_a_proxy_that_is_away_is_one_error_and_the_rest_is_told(site: Site) -> None:
    way = Way({"https": "http://127.0.0.1:9"}, pause=0.0, timeout=0.5)
    site.post("a", "[a](https://news.example.com/) the the", ignore="[summary-missing]")
    assert told(site, way=way) == [
        "--external:1:1: the proxy http://127.0.0.1:9 does not answer, and nobody was asked without"
        " it (try again when it is, or check without --external) [external]",
        'content/posts/a.md:7:32: warning: "the the" stands here (take one out) [word-twice]',
    ]


def test_what_was_learnt_before_the_end_is_kept(site: Site, other: Elsewhere) -> None:
    site.write("site.toml", DECLARED).post("a", f"[a]({other.address}/404)")
    told(site)
    other.asked.clear()
    site.post("b", f"[a]({other.address}/410)")
    assert len(told(site)) == 2
    assert {path for _, path, _ in other.asked} == {"/410"}


def test_the_option_asks(site: Site, other: Elsewhere, monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    site.write("site.toml", DECLARED).post("a", f"[a]({other.address}/404)")
    arguments = ["check", "--external", "--site", str(site.root)]
    assert main(arguments) == 0
    assert "answers 404 Not Found" in capsys.readouterr().err
    assert main([*arguments, "--strict"]) == 1
    monkeypatch.setenv("ALL_PROXY", "ftp://127.0.0.1:1")
    assert main(arguments) == 2
    assert capsys.readouterr().err.endswith(
        "hushpress: a proxy is named that can't be used (write it as socks5h://127.0.0.1:9050)\n"
    )
