"""A real rsync brings the site to a real sshd: releases there, and the same promises as here."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import main
from tests.kit import SETTINGS, Site
from tests.release.test_folder import files
from tests.sshd import sshd

PUBLISH = '[publish]\nhost = "news.example.org"\npath = "{path}"\nkeep = 3\n'


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with sshd(tmp_path_factory.mktemp("ssh") / "run") as programs:
        yield programs


@pytest.fixture
def www(tmp_path: Path) -> Path:
    return tmp_path / "srv/www"


@pytest.fixture
def site(tmp_path: Path, www: Path, ssh: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("PATH", f"{ssh}:{os.environ['PATH']}")
    site = Site(tmp_path / "site", SETTINGS + PUBLISH.format(path=www))
    for number in range(5):
        site.post(f"post-{number}")
    return site.write(
        "content/posts/çédille “q”.md", "---\ntitle: Ç\ndate: 2026-02-12\n---\nText.\n"
    )


def publish(site: Site, *more: str) -> int:
    return main(["publish", "--site", str(site.root), *more])


def test_readers_get_what_was_built(
    site: Site, www: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(site) == 0
    told = capsys.readouterr().out
    assert re.fullmatch(
        r"\+\d+ ~0 -0 pages, \+\d+ ~0 -0 other files\npublished to news\.example\.org:\S+ → \S+\n",
        told,
    )
    assert files(www / "current") == files(site.output)
    for entry in (www / "current/").rglob("*"):
        assert entry.stat().st_mode & 0o777 == (0o755 if entry.is_dir() else 0o644)


def test_it_says_what_changes_before_it_does(
    site: Site, www: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(site)
    site.post("new").post("post-1", "Other words.")
    (site.root / "content/posts/post-2.md").unlink()
    (site.root / "content/posts/çédille “q”.md").unlink()
    site.write("content/posts/ærø.md", "---\ntitle: Æ\ndate: 2026-02-12\n---\nText.\n")
    before = files(www)
    capsys.readouterr()
    assert publish(site, "--dry-run") == 0
    told = capsys.readouterr().out.splitlines()
    assert files(www) == before
    old, new = files(www / "current"), files(site.output)
    wanted = [f"+ {path}" for path in sorted(new.keys() - old.keys())]
    wanted += [f"~ {path}" for path in sorted(new.keys() & old.keys()) if new[path] != old[path]]
    wanted += [f"- {path}" for path in sorted(old.keys() - new.keys())]
    assert told[1:] == wanted
    assert publish(site) == 0
    assert files(www / "current") == new
    capsys.readouterr()
    assert publish(site) == 0
    assert capsys.readouterr().out == "nothing changes: readers have this already\n"


def test_what_stays_is_stored_once_and_old_releases_go(site: Site, www: Path) -> None:
    for state in range(5):
        site.post("post-1", f"State {state}.")
        assert publish(site) == 0
    kept = sorted((www / "releases").iterdir())
    assert len(kept) == 3
    same = {(one / "site/2026/02/post-3/index.html").stat().st_ino for one in kept}
    assert len(same) == 1


def test_an_older_release_can_be_brought_back(
    site: Site, www: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(site)
    before = files(www / "current")
    site.post("post-1", "Other words.")
    publish(site)
    assert publish(site, "--rollback") == 0
    assert files(www / "current") == before
    capsys.readouterr()
    assert publish(site, "--releases") == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.endswith("(current)") for line in told] == [True, False]


def test_what_others_have_put_there_stays(
    site: Site, www: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    www.mkdir(parents=True)
    (www / "index.html").write_text("mine", "utf-8")
    assert publish(site) == 1
    assert '"index.html"' in capsys.readouterr().err
    assert (www / "index.html").read_text("utf-8") == "mine"
    assert [one.name for one in www.iterdir()] == ["index.html"]


def test_a_host_that_is_not_known_gets_nothing(
    site: Site, www: Path, ssh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = ssh.parent / "known"
    right = known.read_text("utf-8")
    try:
        known.write_text(right.replace("AAAA", "AAAB"), "utf-8")
        assert publish(site) == 3
    finally:
        known.write_text(right, "utf-8")
    assert "ssh failed" in capsys.readouterr().err
    assert not www.exists()


def test_a_missing_program_is_named(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert publish(site) == 3
    assert "ssh is not installed on this machine" in capsys.readouterr().err


@pytest.mark.parametrize("www", [Path("/tmp/x y"), Path("/tmp/$(id)"), Path("-x")])
def test_a_path_that_a_shell_would_take_apart_is_refused(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(site) == 1
    assert "site.toml:5:8: path: " in capsys.readouterr().err
