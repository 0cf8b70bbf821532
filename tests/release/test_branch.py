"""A branch of a real repository gets the files as they are, and no word of who published them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator import programs
from generator.cli import main
from generator.release.branch import Git
from tests.kit import SETTINGS, Site
from tests.release.test_folder import files

# Settings of git that would change what is published, or run something.
HOSTILE = """
[user]
    name = Jane Doe
    email = jane@host.example
[commit]
    gpgSign = true
[core]
    autocrlf = true
    excludesFile = {folder}/ignored
    hooksPath = {folder}/hooks
[init]
    templateDir = {folder}/template
    defaultBranch = trunk
[push]
    gpgSign = true
    followTags = true
"""


def git(where: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(where), *words], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Make the repository of a host of pages."""
    folder = tmp_path / "pages.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(folder)], check=True)
    return folder


@pytest.fixture
def site(tmp_path: Path, pages: Path) -> Site:
    site = Site(tmp_path / "site", f'{SETTINGS}[publish]\nrepository = "{pages}"\n')
    return (
        site.post("one")
        .post("two")
        .write("content/posts/ça.md", "---\ntitle: Ç\ndate: 2026-02-12\n---\nText.\n")
    )


def publish(site: Site, *more: str) -> int:
    return main(["publish", "--site", str(site.root), *more])


def shown(pages: Path, folder: Path, branch: str = "pages") -> dict[str, bytes]:
    """Give the files of a branch as a host would check them out."""
    subprocess.run(["git", "-c", "core.autocrlf=false", "clone", "--quiet", "-b", branch, str(pages), str(folder)], check=True)  # fmt: skip
    return {path: data for path, data in files(folder).items() if not path.startswith(".git/")}


def test_the_branch_has_what_was_built(
    site: Site, pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write(
        "site.toml", site.root.joinpath("site.toml").read_text() + 'domain = "News.example.org"\n'
    )
    assert publish(site) == 0
    assert "published to " in capsys.readouterr().out
    wanted = {**files(site.output), ".nojekyll": b"", "CNAME": b"news.example.org\n"}
    assert shown(pages, tmp_path / "clone") == wanted
    assert publish(site) == 0
    assert capsys.readouterr().out == "nothing changes: readers have this already\n"


def test_it_says_what_changes_and_keeps_history(
    site: Site, pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(site)
    first = git(pages, "rev-parse", "pages").strip()
    site.post("new").post("one", "Other words.")
    (site.root / "content/posts/two.md").unlink()
    capsys.readouterr()
    assert publish(site, "--dry-run") == 0
    told = capsys.readouterr().out.splitlines()
    assert {
        "+ 2026/02/new/index.html",
        "~ 2026/02/one/index.html",
        "- 2026/02/two/index.html",
    } < set(told)
    assert git(pages, "rev-parse", "pages").strip() == first
    assert publish(site) == 0
    assert shown(pages, tmp_path / "clone") == {**files(site.output), ".nojekyll": b""}
    assert git(pages, "rev-list", "--count", "pages").strip() == "2"
    assert git(pages, "log", "-1", "--format=%s", "pages").strip() == f"Publish: {told[0]}"


def test_without_history_there_is_one_commit(site: Site, pages: Path) -> None:
    site.write("site.toml", site.root.joinpath("site.toml").read_text() + "history = false\n")
    publish(site)
    site.post("new")
    assert publish(site) == 0
    assert git(pages, "rev-list", "--count", "pages").strip() == "1"


def test_settings_and_hooks_of_git_have_no_say(
    site: Site, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "home"
    for name in ("hooks/pre-push", "template/hooks/pre-push"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"#!/bin/sh\ntouch {folder}/ran\nexit 1\n", "utf-8")
        (folder / name).chmod(0o755)
    (folder / "ignored").write_text("*.html\n", "utf-8")
    (folder / ".gitconfig").write_text(HOSTILE.format(folder=folder), "utf-8")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("GIT_DIR", str(folder / "nowhere"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Jane Doe")
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    site.build()
    (site.output / ".gitignore").write_text("*\n", "utf-8")
    (site.output / ".gitattributes").write_text("* text eol=crlf\n", "utf-8")
    (site.output / "lines.txt").write_bytes(b"a\r\nb\n")
    assert publish(site) == 0
    assert not (folder / "ran").exists()
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_AUTHOR_NAME")
    told = git(pages, "cat-file", "commit", "pages")
    assert "Jane" not in told
    assert "+0000" in told
    assert "gpgsig" not in told
    listed = git(pages, "ls-tree", "-r", "--name-only", "-z", "pages").split("\0")
    assert {*listed} - {""} == {*files(site.output), ".nojekyll"}
    done = subprocess.run(["git", "-C", str(pages), "cat-file", "blob", "pages:lines.txt"], capture_output=True, check=True)  # fmt: skip
    assert done.stdout == b"a\r\nb\n"


def test_the_author_s_own_repository_is_left_alone(site: Site, pages: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(site.root)], check=True)
    git(site.root, "add", "content")
    before = files(site.root / ".git")
    assert publish(site) == 0
    assert files(site.root / ".git") == before
    assert os.listdir(pages / "refs/heads") == ["pages"]  # noqa: PTH208


def test_what_somebody_else_has_pushed_is_not_lost(
    site: Site,
    pages: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publish(site)
    shown(pages, tmp_path / "clone")
    site.post("new")
    push = Git.push

    def meanwhile(self: Git, *words: str) -> None:
        (tmp_path / "clone/theirs.txt").write_text("theirs", "utf-8")
        git(tmp_path / "clone", "add", "theirs.txt")
        git(
            tmp_path / "clone",
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b.example",
            "commit",
            "-q",
            "-m",
            "Theirs",
        )
        git(tmp_path / "clone", "push", "-q", "origin", "pages")
        push(self, *words)

    monkeypatch.setattr(Git, "push", meanwhile)
    assert publish(site) == 3
    assert "git failed" in capsys.readouterr().err
    assert git(pages, "log", "-1", "--format=%s", "pages").strip() == "Theirs"


def test_a_repository_that_is_not_there_is_told(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("site.toml", f'{SETTINGS}[publish]\nrepository = "{tmp_path}/nothing.git"\n')
    assert publish(site) == 3
    assert "nothing.git" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--releases"], ["--rollback"]])
def test_a_branch_has_no_releases(
    site: Site, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(site, *words) == 2
    assert "git log" in capsys.readouterr().err


def test_no_helper_that_runs_commands_is_asked(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="ext"):
        Git(tmp_path).run("ls-remote", "--", f"ext::touch {tmp_path}/ran")
    assert not (tmp_path / "ran").exists()
    assert not programs.is_watched()
