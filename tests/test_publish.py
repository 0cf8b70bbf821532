from __future__ import annotations

from pathlib import Path

import pytest

from generator import publish
from generator.digests import digest
from generator.model import Published


def staged(output: Path, **files: str) -> list[str]:
    paths = []
    for name, text in files.items():
        path = name.replace("__", "/").replace("_", ".")
        publish.stage(output, path, text.encode())
        paths.append(path)
    return paths


def test_files_appear_whole_and_staging_disappears(tmp_path: Path) -> None:
    output = tmp_path / "output"
    times = publish.publish(output, staged(output, a__index_html="A", feed_xml="F"), ())
    assert (output / "a/index.html").read_text() == "A"
    assert set(times) == {"a/index.html", "feed.xml"}
    assert not publish.staging(output).exists()


def test_files_wait_inside_where_nothing_can_be_written_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    assert publish.staging(output) == tmp_path / ".output.staging"
    output.mkdir()
    monkeypatch.setattr("os.access", lambda path, mode: path != tmp_path)
    publish.publish(output, staged(output, a_html="A"), ())
    assert [path.name for path in output.iterdir()] == ["a.html"]


def test_a_link_to_the_output_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere/real").mkdir(parents=True)
    output = tmp_path / "output"
    output.symlink_to(tmp_path / "elsewhere/real")
    publish.publish(output, staged(output, a_html="A"), ())
    assert (tmp_path / "elsewhere/real/a.html").read_text() == "A"
    assert output.is_symlink()


def test_only_what_is_named_is_removed_and_empty_folders_go(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish.publish(output, staged(output, a__b__index_html="A", a__c_html="C"), ())
    (output / "CNAME").write_text("example.org")
    publish.publish(output, (), ["a/b/index.html", "never/was.html"])
    assert sorted(path.name for path in output.rglob("*")) == ["CNAME", "a", "c.html"]


def test_a_page_may_become_a_folder_and_back(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish.publish(output, staged(output, a_html="file"), ())
    publish.publish(output, staged(output, a_html__index_html="folder"), ["a.html"])
    assert (output / "a.html/index.html").read_text() == "folder"
    publish.publish(output, staged(output, a_html="file"), ["a.html/index.html"])
    assert (output / "a.html").read_text() == "file"


def test_what_pages_need_comes_before_them() -> None:
    paths = ["feed.xml", "index.html", "a/index.html", "assets/x.css"]
    assert sorted(paths, key=publish._turn) == [
        "assets/x.css", "a/index.html", "index.html", "feed.xml",
    ]  # fmt: skip


def test_altered_and_missing_files_are_seen(tmp_path: Path) -> None:
    output = tmp_path / "output"
    times = publish.publish(output, staged(output, a_html="A", b_html="B", c_html="C"), ())
    known = {
        path: Published("k", digest(text.encode()), 1, times[path])
        for path, text in (("a.html", "A"), ("b.html", "B"), ("c.html", "C"))
    }
    (output / "a.html").write_text("X")
    (output / "b.html").unlink()
    (output / "c.html").touch()
    assert publish.changed(output, known) == {"a.html", "b.html"}


def test_foreign_files_are_named(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish.publish(output, staged(output, a_html="A"), ())
    (output / "CNAME").write_text("x")
    assert publish.foreign(output, ["a.html"]) == ("CNAME",)
