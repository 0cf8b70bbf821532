"""Telling a hub of changed feeds: only what changed, only after it is out, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from generator.cli import main
from tests.elsewhere import Elsewhere, running
from tests.kit import SETTINGS, Site


@pytest.fixture
def hub() -> Iterator[Elsewhere]:
    server = Elsewhere()
    with running(server):
        yield server


def site_with(tmp_path: Path, hub: str) -> Site:
    site = Site(tmp_path / "site")
    publish = (
        f'[publish]\nfolder = "../www"\n[feeds]\nhub = "{hub}"\n[check]\nprivate = ["127.0.0.1"]\n'
    )
    return site.write("site.toml", SETTINGS + publish).post("a", tags="[ä]").post("b")


def publish(site: Site, *more: str) -> int:
    return main(["publish", "--site", str(site.root), *more])


def told(hub: Elsewhere) -> list[set[str]]:
    for form in hub.forms:
        assert dict(parse_qsl(form))["hub.mode"] == "publish"
    return [{value for name, value in parse_qsl(form) if name == "hub.url"} for form in hub.forms]


def test_a_hub_is_told_which_feeds_changed(tmp_path: Path, hub: Elsewhere) -> None:
    site = site_with(tmp_path, f"{hub.address}/")
    assert publish(site) == 0
    (first,) = told(hub)
    assert {"https://example.org/feed.xml", "https://example.org/tags/%C3%A4/atom.xml"} <= first
    assert all(".html" not in one for one in first)
    assert publish(site) == 0
    assert len(told(hub)) == 1
    site.post("b", "Other words.")
    assert publish(site) == 0
    names = {"feed.xml", "atom.xml", "feed.json"}
    assert told(hub)[1] == {f"https://example.org/{name}" for name in names}


def test_a_hub_is_not_told_of_trials(tmp_path: Path, hub: Elsewhere) -> None:
    site = site_with(tmp_path, f"{hub.address}/")
    assert publish(site, "--dry-run") == 0
    assert publish(site, "--to", str(tmp_path / "elsewhere")) == 0
    assert not hub.forms


@pytest.mark.parametrize(
    ("path", "why"),
    [("/500", "answers 500"), ("/302?to=/", "answers 302"), ("/garbage", "BadStatusLine")],
)
def test_a_hub_that_fails_stops_nothing(
    tmp_path: Path, hub: Elsewhere, path: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site = site_with(tmp_path, hub.address + path)
    assert publish(site) == 0
    assert why in capsys.readouterr().err
    assert (tmp_path / "www/current/index.html").is_file()


def test_a_hub_on_a_private_network_is_not_asked(
    tmp_path: Path, hub: Elsewhere, capsys: pytest.CaptureFixture[str]
) -> None:
    site = site_with(tmp_path, f"{hub.address}/")
    text = (site.root / "site.toml").read_text()
    site.write("site.toml", text.replace('private = ["127.0.0.1"]', "private = []"))
    assert publish(site) == 0
    assert "private network" in capsys.readouterr().err
    assert not hub.asked
