from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator import sources
from tests.kit import SETTINGS, Site


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> dict[str, OSError]:
    """Make the machine refuse some files, as no test that runs as root can by their modes."""
    refused: dict[str, OSError] = {}
    load = sources.load_bytes

    def loaded(root: Path, path: str) -> bytes:
        if path in refused:
            raise refused[path]
        return load(root, path)

    monkeypatch.setattr(sources, "load_bytes", loaded)
    return refused


def test_a_file_that_goes_away_while_it_is_looked_for_is_gone(
    site: Site, trouble: dict[str, OSError]
) -> None:
    trouble["content/posts/a.md"] = FileNotFoundError()
    assert "2026/02/a/index.html" not in site.post("a").post("b").build().files()


def test_a_file_that_can_not_be_read_is_told(site: Site, trouble: dict[str, OSError]) -> None:
    trouble["content/posts/a.md"] = PermissionError(13, "Permission denied")
    assert site.post("a").post("b", "[a](a.md)").refused() == [
        "content/posts/a.md:1:1: the file can't be read: permission denied"
        " (give yourself the right to read it, or take it away)"
    ]


def test_settings_that_change_what_is_read_read_everything_anew(site: Site) -> None:
    site.post("a", 'Some "quotes".').build()
    assert "“quotes”" in site.page("2026/02/a/index.html")
    site.write("site.toml", SETTINGS + "[markdown]\nsmart = false\n").build()
    assert "“quotes”" not in site.page("2026/02/a/index.html")


def test_a_post_of_another_zone_is_told_in_the_sites(site: Site) -> None:
    site.write("site.toml", SETTINGS + 'timezone = "Europe/Brussels"\n')
    site.post("a", date="2026-02-28T23:30:00-05:00").build()
    assert "2026-03-01T05:30:00+01:00" in site.page("2026/03/a/index.html")


def test_what_was_remembered_makes_the_same_site_as_what_was_read(site: Site) -> None:
    site.post("a", date="2026-02-28T23:30:00-05:00", tags="[x]", updated="2026-03-02").build()
    site.write("site.toml", SETTINGS + 'footer = "New."\n').build()
    changed = site.tree()
    from generator.store.file import forget

    forget(site.root)
    assert site.build().tree() == changed


def test_a_site_without_its_articles_is_told(site: Site) -> None:
    site.build()
    assert site.told() == [
        "content:1:1: warning: there is no such folder here"
        " (hushpress new begins an article in content/posts/)"
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_takes_for_ever_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr("generator.fresh.PATIENCE", 0.3)
    site.post("slow", "[a](" * 10_000 + "https://example.org/)")
    for number in range(60):
        site.post(f"p{number}")
    assert site.refused(pool=jobs) == [
        "content/posts/slow.md:1:1: this article takes longer than 0 s to read (look for thousands"
        " of brackets, tabs or rows, and take them out or split it)"
    ]
    monkeypatch.undo()
    site.post("slow", "[a](" * 10 + "https://example.org/)").build(pool=jobs)


def test_a_slow_machine_is_not_remembered(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("generator.fresh.PATIENCE", 0.01)
        site.post("a", "[a](" * 2000 + "https://example.org/)")
        time.sleep(0.06)
        assert site.refused()
    site.build()
