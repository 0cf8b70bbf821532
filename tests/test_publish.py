from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import publish
from generator.digests import digest
from generator.model import Published, Step
from generator.publish import waiting


def published(output: Path, gone: tuple[str, ...] = (), **files: str) -> dict[str, int]:
    named = {name.replace("__", "/").replace("_", "."): text for name, text in files.items()}
    folder = publish.prepare(output)
    steps = []
    for path, text in named.items():
        mtime = publish.stage(folder, path, text.encode(), 10**18, is_new=True)
        steps.append(Step(path, "put", "k", digest(text.encode()), len(text), mtime))
    placing = publish.Placing(output, [*steps, *(Step(path, "remove") for path in gone)], ())
    assert not placing.carry_out()
    publish.clear(output)
    return {step.path: step.mtime for step in steps}


def test_files_appear_whole_and_staging_disappears(tmp_path: Path) -> None:
    output = tmp_path / "output"
    times = published(output, a__index_html="A", feed_xml="F")
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
    published(output, a_html="A")
    assert [path.name for path in output.iterdir()] == ["a.html"]


def test_a_link_to_the_output_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere/real").mkdir(parents=True)
    output = tmp_path / "output"
    output.symlink_to(tmp_path / "elsewhere/real")
    published(output, a_html="A")
    assert (tmp_path / "elsewhere/real/a.html").read_text() == "A"
    assert output.is_symlink()


def test_only_what_is_named_is_removed_and_empty_folders_go(tmp_path: Path) -> None:
    output = tmp_path / "output"
    published(output, a__b__index_html="A", a__c_html="C")
    (output / "CNAME").write_text("example.org")
    published(output, ("a/b/index.html", "never/was.html"))
    assert sorted(path.name for path in output.rglob("*")) == ["CNAME", "a", "c.html"]


def test_a_page_may_become_a_folder_and_back(tmp_path: Path) -> None:
    output = tmp_path / "output"
    published(output, a_html="file")
    published(output, ("a.html",), a_html__index_html="folder")
    assert (output / "a.html/index.html").read_text() == "folder"
    published(output, ("a.html/index.html",), a_html="file")
    assert (output / "a.html").read_text() == "file"


def test_what_pages_need_comes_before_them() -> None:
    paths = ["feed.xml", "index.html", "a/index.html", "b/index.html", "assets/x.css"]
    found = sorted(paths, key=lambda path: waiting.turn(path, is_new=path == "b/index.html"))
    assert found == ["assets/x.css", "b/index.html", "a/index.html", "index.html", "feed.xml"]


def test_the_parts_of_pages_leave_last() -> None:
    paths = ["assets/x.css", "tags/x/index.html", "a.html"]
    steps = [Step(path, "remove") for path in paths]
    placing = publish.Placing(Path("output"), steps, ())
    assert placing._leaving == ["a.html", "tags/x/index.html", "assets/x.css"]


def test_altered_and_missing_files_are_seen(tmp_path: Path) -> None:
    output = tmp_path / "output"
    times = published(output, a_html="A", b_html="B", c_html="C")
    known = {
        path: Published("k", digest(text.encode()), 1, times[path])
        for path, text in (("a.html", "A"), ("b.html", "B"), ("c.html", "C"))
    }
    (output / "a.html").write_text("X")
    (output / "b.html").unlink()
    (output / "c.html").touch()
    touched, altered = publish.compare(output, known)
    assert touched == {"c.html": (output / "c.html").stat().st_mtime_ns}
    assert altered == {"a.html", "b.html"}


def test_foreign_files_are_named(tmp_path: Path) -> None:
    output = tmp_path / "output"
    published(output, a_html="A")
    (output / "CNAME").write_text("x")
    assert publish.foreign(output, ["a.html"]) == ("CNAME",)


def test_everybody_can_read_what_is_published_whatever_the_umask(tmp_path: Path) -> None:
    output = tmp_path / "output"
    before = os.umask(0o077)
    try:
        published(output, a__b_html="A")
    finally:
        os.umask(before)
    modes = [path.stat().st_mode & 0o777 for path in (output, output / "a", output / "a/b.html")]
    assert modes == [0o755, 0o755, 0o644]


def test_a_link_in_place_of_a_page_is_an_altered_page(tmp_path: Path) -> None:
    output = tmp_path / "output"
    times = published(output, a_html="A")
    (tmp_path / "b").write_text("A")
    os.utime(tmp_path / "b", ns=(times["a.html"], times["a.html"]))
    (output / "a.html").unlink()
    (output / "a.html").symlink_to(tmp_path / "b")
    known = {"a.html": Published("k", digest(b"A"), 1, times["a.html"])}
    assert publish.compare(output, known) == ({}, {"a.html"})


def test_what_is_in_the_way_is_found(tmp_path: Path) -> None:
    output = tmp_path / "output"
    new = {
        path: digest(b"new")
        for path in ("a/index.html", "b/x/index.html", "c.xml", "d.xml", "e.xml", "f/g.html")
    }
    published(output, c_xml="other", d_xml="new", a="A file.", f="ours")
    (output / "e.xml").mkdir()
    (output / "e.xml/mine").touch()
    (tmp_path / "elsewhere").mkdir()
    (output / "b").symlink_to(tmp_path / "elsewhere")
    assert [path for path, _ in publish.in_the_way(output, new, ["f"])] == [
        "a",
        "b",
        "c.xml",
        "e.xml",
    ]
    assert not list(publish.in_the_way(tmp_path / "new", new, ()))


def test_a_full_disk_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: int, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.write", full)
    with pytest.raises(OSError, match="No space") as raised:
        publish.stage(publish.prepare(tmp_path / "output"), "a.html", b"A", 10**18, is_new=True)
    assert raised.value.filename.endswith("a.html")
