"""Notices name files as the site does; where there can be none, that is known beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest
from watchdog.events import (
    DirMovedEvent,
    FileClosedNoWriteEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
)

from generator.preview import watching
from generator.preview.watching import Notices, remote, stamps
from tests.kit import Site


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (FileMovedEvent("/s/content/b.md", "/s/content/a.md"), ["b.md", "a.md"]),
        (DirMovedEvent("/s/content/old", "/s/content/new"), ["old/", "new/"]),
        (FileOpenedEvent("/s/content/a.md"), []),
        (FileClosedNoWriteEvent("/s/content/a.md"), []),
        (FileMovedEvent("/s/content/a.md.tmp", "/s/content/a.md"), ["a.md"]),
        (FileMovedEvent("/s/content/.git/x", "/s/content/.git/y"), []),
        (FileMovedEvent("/s/content/a.md", "/elsewhere/a.md"), ["a.md"]),
    ],
    ids=repr,
)
def test_a_notice_names_what_a_build_would_look_at(event: FileSystemEvent, told: list[str]) -> None:
    heard: list[str] = []
    Notices(Path("/s/content"), "content", heard.append).on_any_event(event)
    assert heard == [f"content/{path}" for path in told]


def test_in_the_site_s_own_folder_only_its_settings_and_folders_matter() -> None:
    heard: list[str] = []
    notices = Notices(Path("/s"), "", heard.append)
    for name in ("site.toml", "notes.txt", "output", "content", "layouts"):
        notices.on_any_event(FileMovedEvent("", f"/s/{name}"))
    assert heard == ["site.toml", "content", "layouts"]


@pytest.mark.parametrize(
    ("mounts", "why"),
    [
        ("/dev/sda1 / ext4 rw 0 0\n", ""),
        ("/dev/sda1 / ext4 rw 0 0\nhost:/x {root} nfs4 rw 0 0\n", "nfs4"),
        ("host:/ / nfs rw 0 0\ntmpfs {root} tmpfs rw 0 0\n", ""),
        ("/dev/sda1 / ext4 rw 0 0\nhost:/x {root}-other nfs4 rw 0 0\n", ""),
        ("", ""),
        ("\x00 odd\n", ""),
    ],
)
def test_a_disk_of_another_machine_is_known(
    mounts: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mounts"
    file.write_text(mounts.replace("{root}", str(tmp_path / "site")), "utf-8")
    monkeypatch.setattr(watching, "MOUNTS", file)
    found = remote(tmp_path / "site")
    assert found == (f"the disk is another machine's ({why})" if why else "")


def test_where_mounts_are_not_told_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOUNTS", Path("/nowhere"))
    assert remote(Path("/")) == ""


def test_stamps_are_taken_of_what_an_author_may_change(tmp_path: Path) -> None:
    site = Site(tmp_path).post("a")
    for path in ("content/.secret.md", "layouts/post.html", "notes.txt", "output/index.html"):
        site.write(path, "x")
    assert stamps(tmp_path).keys() == {"site.toml", "content/posts/a.md", "layouts/post.html"}
