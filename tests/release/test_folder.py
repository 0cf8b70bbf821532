"""A folder of releases: readers meet a whole one at every moment, and nothing of others is lost."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator.cli import main
from generator.release import folder
from generator.release.folder import NAME, Folder
from tests.kit import Site

POSTS = 40
KILLS = int(os.environ.get("KILLS", "12"))  # `make kills` does more


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    for number in range(POSTS):
        site.post(f"post-{number}", "Text of state 0.")
    return site


@pytest.fixture
def www(tmp_path: Path) -> Path:
    return tmp_path / "srv/www"


def publish(site: Site, www: Path, *more: str) -> int:
    return main(["publish", "--site", str(site.root), "--to", str(www), *more])


def files(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file()
    }


def half(www: Path) -> list[Path]:
    """List what is no whole release."""
    return [one for one in (www / "releases").iterdir() if not NAME.fullmatch(one.name)]


def change(site: Site, state: int) -> None:
    """Change all posts."""
    for number in range(POSTS):
        site.post(f"post-{number}", f"Text of state {state}.")


def test_readers_get_what_was_built(
    site: Site, www: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(site, www) == 0
    assert files(www / "current") == files(site.output)
    assert "pages" in capsys.readouterr().out
    (www / "current").resolve().relative_to(www.resolve())
    for entry in (www / "current/").rglob("*"):
        assert entry.stat().st_mode & 0o777 == (0o755 if entry.is_dir() else 0o644)
        if entry.is_file():
            built = site.output / entry.relative_to(www / "current")
            assert entry.stat().st_mtime_ns == built.stat().st_mtime_ns
            assert entry.stat().st_ino != built.stat().st_ino


def test_it_says_what_changes_before_it_does(
    site: Site, www: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(site, www)
    site.post("new").post("post-1", "Other words.")
    (site.root / "content/posts/post-2.md").unlink()
    capsys.readouterr()
    before = files(www)
    assert publish(site, www, "--dry-run") == 0
    told = capsys.readouterr().out.splitlines()
    assert files(www) == before
    assert told[0].startswith("+1 ~")
    assert " -1 pages" in told[0]
    assert "+ 2026/02/new/index.html" in told
    assert "~ 2026/02/post-1/index.html" in told
    assert "- 2026/02/post-2/index.html" in told
    assert publish(site, www) == 0
    assert capsys.readouterr().out.splitlines()[0] == told[0]
    assert files(www / "current") == files(site.output)
    assert publish(site, www) == 0
    assert capsys.readouterr().out == "nothing changes: readers have this already\n"


def test_what_stays_is_stored_once(site: Site, www: Path) -> None:
    publish(site, www)
    site.post("post-1", "Other words.")
    publish(site, www)
    first, second = Folder(www, 5).names()
    same = "2026/02/post-9/index.html"
    old, new = (www / "releases" / name / "site" for name in (first, second))
    assert (old / same).stat().st_ino == (new / same).stat().st_ino
    assert "state 0" in (old / "2026/02/post-1/index.html").read_text("utf-8")
    assert "Other words" in (new / "2026/02/post-1/index.html").read_text("utf-8")


def test_a_release_that_was_tampered_with_is_not_passed_on(site: Site, www: Path) -> None:
    publish(site, www)
    page = www / "current/2026/02/post-9/index.html"
    page.write_text("Other words, by somebody else", "utf-8")
    (www / "current/2026/02/post-8/index.html").unlink()
    site.post("post-1", "Other words.")
    publish(site, www)
    assert files(www / "current") == files(site.output)


def test_an_older_release_can_be_brought_back(
    site: Site, www: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = []
    for state in range(3):
        change(site, state)
        publish(site, www)
        kept.append(files(www / "current"))
    names = Folder(www, 5).names()
    assert publish(site, www, "--rollback") == 0
    assert files(www / "current") == kept[1]
    assert publish(site, www, "--rollback", names[0]) == 0
    assert files(www / "current") == kept[0]
    assert publish(site, www, "--rollback") == 1
    assert publish(site, www, "--rollback", "nothing") == 1
    assert "there is no release" in capsys.readouterr().err
    assert publish(site, www, "--releases") == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [f"{names[0]} (current)", names[1], names[2]]
    assert publish(site, www) == 0
    assert files(www / "current") == kept[2]


def test_old_releases_are_deleted_but_never_the_current_one(site: Site, www: Path) -> None:
    for state in range(4):
        change(site, state)
        publish(site, www, "--keep", "2")
    assert len(Folder(www, 2).names()) == 2
    publish(site, www, "--rollback")
    current = Folder(www, 1).current()
    assert Folder(www, 1).prune(1)
    assert Folder(www, 1).names() == (current,)
    assert not half(www)


def test_what_a_build_refuses_is_not_published(
    site: Site, www: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(site, www)
    before = files(www)
    site.post("broken", "[nowhere](nothing.md)")
    assert publish(site, www) == 1
    assert "nothing was published" in capsys.readouterr().err
    assert files(www) == before


@pytest.mark.parametrize(
    "where", [".", "..", "content", "content/new", "output", "layouts/a", ".git"]
)
def test_no_file_of_the_author_is_in_danger(site: Site, where: str) -> None:
    site.build()
    before = files(site.root)
    assert publish(site, site.root / where) == 1
    assert files(site.root) == before


@pytest.mark.parametrize("name", ["index.html", "current/index.html", "notes/a.txt"])
def test_what_others_have_put_there_stays(
    site: Site, www: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (www / name).parent.mkdir(parents=True)
    (www / name).write_text("mine", "utf-8")
    assert publish(site, www) == 1
    assert "in this folder" in capsys.readouterr().err
    assert files(www) == {name: b"mine"}


def test_a_file_stands_where_the_folder_should_be(site: Site, www: Path) -> None:
    www.parent.mkdir(parents=True)
    www.write_text("mine", "utf-8")
    assert publish(site, www) == 1


def test_a_link_in_the_output_is_not_followed(
    site: Site, www: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build()
    (site.output / "secret.txt").symlink_to("/etc/hostname")
    assert publish(site, www) == 1
    assert "secret.txt" in capsys.readouterr().err
    assert not (www / "current").exists()


def test_a_full_disk_leaves_the_old_site(
    site: Site, www: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(site, www)
    before = files(www / "current")
    change(site, 1)
    copied = 0

    def full(source: Path, target: Path) -> None:
        nonlocal copied
        copied += 1
        if copied > POSTS // 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        target.write_bytes(source.read_bytes())

    with monkeypatch.context() as patched:
        patched.setattr(folder.shutil, "copyfile", full)
        assert publish(site, www) == 3
    assert "No space left on device" in capsys.readouterr().err
    assert files(www / "current") == before
    assert publish(site, www) == 0
    assert files(www / "current") == files(site.output)
    assert not half(www)


def test_two_at_once_do_not_mix(site: Site, www: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with folder.opened(www, site.root, 5):
        assert publish(site, www) == 3
    assert "another process publishes" in capsys.readouterr().err


def test_readers_meet_no_mixture(site: Site, www: Path) -> None:
    """Read page after page, in one look at the folder each, while releases are switched."""
    publish(site, www)
    wrong: list[str] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            root = (www / "current").resolve()
            states = {
                text[text.index("of state") :][:11] for text in map(_page, root.glob("2026/02/*/"))
            }
            if len(states) != 1:
                wrong.append(f"{root.parent.name}: {states}")

    reader = threading.Thread(target=read)
    reader.start()
    for state in range(1, 6):
        change(site, state)
        assert publish(site, www) == 0
    is_over.set()
    reader.join()
    assert not wrong


def _page(folder: Path) -> str:
    return (folder / "index.html").read_text("utf-8")


def test_whenever_it_is_killed_readers_have_a_whole_site(site: Site, www: Path) -> None:
    publish(site, www)
    whole = [files(www / "current")]
    command = [sys.executable, "-m", "generator", "publish"]
    command += ["--site", str(site.root), "--to", str(www)]
    for turn in range(KILLS):
        change(site, turn % 2)
        site.build()
        if turn < 2:
            whole.append(files(site.output))
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert process.stdout
        process.stdout.readline()  # it says what will change, and begins
        time.sleep(0.003 * turn)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert files(www / "current") in whole, turn
    assert publish(site, www) == 0
    assert files(www / "current") == files(site.output)
    assert not half(www)
