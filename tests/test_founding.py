"""A new publication is four files, builds at once, and nothing is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from generator.founding import found
from generator.problems import Stop
from tests.kit import NOW

FILES = {
    "site.toml",
    "content/posts/2026-11-23-a-first-article.md",
    "content/pages/about.md",
    ".gitignore",
}


def files(root: Path) -> set[str]:
    return {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    "title", ["The Record", 'The "Record"', "a\\b", "Запись", "記録", "!?", "# a = 'b'", "{title}"]
)
def test_whatever_its_title_it_builds_and_nothing_is_wrong(
    title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "new")
    assert main(["init", folder, "--title", title]) == 0
    assert main(["check", "--site", folder, "--strict"]) == 0
    assert main(["build", "--site", folder]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "nothing is wrong" in told.out
    home = (tmp_path / "new/output/index.html").read_text("utf-8")
    assert "A first article" in home


def test_it_is_four_files(tmp_path: Path) -> None:
    written = found(tmp_path, "The Record", "https://example.org/", NOW)
    assert set(written) == files(tmp_path) == FILES


def test_its_folder_gives_it_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "quiet-record")]) == 0
    assert 'title = "Quiet record"' in (tmp_path / "quiet-record/site.toml").read_text("utf-8")
    assert "hushpress serve --open" in capsys.readouterr().out


def test_its_address_may_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--base-url", "https://news.example.org"]) == 0
    assert "https://news.example.org/" in (tmp_path / "site.toml").read_text("utf-8")
    with pytest.raises(SystemExit):
        main(["init", str(tmp_path / "other"), "--base-url", "news.example.org"])
    assert "https://news.example.org/" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_what_else_lies_there_stays(tmp_path: Path) -> None:
    for name in ("README.md", ".gitignore"):
        (tmp_path / name).write_text("mine", "utf-8")
    written = found(tmp_path, "The Record", "https://example.org/", NOW)
    assert set(written) == FILES - {".gitignore"}
    assert (tmp_path / ".gitignore").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["site.toml", "content/notes.txt"])
def test_no_publication_is_written_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(Stop, match="already"):
        found(tmp_path, "The Record", "https://example.org/", NOW)
    assert files(tmp_path) == {name}
