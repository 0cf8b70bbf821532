"""However an editor saves, and whatever else moves files: the preview shows what is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kit import Site
from tests.previews import Preview, eventually, preview

SAVES = int(os.environ.get("SAVES", "15"))  # of each way; `make saves` does 200


def write(file: Path, text: str) -> None:
    """Write over the file, as nano does."""
    file.write_text(text, "utf-8")


def rename(file: Path, text: str) -> None:
    """Write another file and rename it over the first, as Vim, gedit and most others do."""
    fresh = file.with_name(f".{file.name}.swp")
    fresh.write_text(text, "utf-8")
    fresh.replace(file)


def swap(file: Path, text: str) -> None:
    """Keep the old file as a backup, and write a new one, as Emacs does."""
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text, "utf-8")


def delete(file: Path, text: str) -> None:
    """Delete the file, and create it anew, as some sync tools do."""
    file.unlink()
    file.write_text(text, "utf-8")


def slowly(file: Path, text: str) -> None:
    """Write piece by piece."""
    with file.open("w", encoding="utf-8") as target:
        for start in range(0, len(text), 10):
            target.write(text[start : start + 10])
            target.flush()
            os.fsync(target.fileno())


WAYS = [write, rename, swap, delete, slowly]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    for name in ("mail", "other", "third"):
        site.post(name)
    return site


@pytest.fixture
def desk(site: Site) -> Iterator[Preview]:
    with preview(site.root) as running:
        yield running


def text(number: int) -> str:
    return f"---\ntitle: Mail\ndate: 2026-02-12\n---\n\nThis is text {number}, and its end.\n"


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_save_is_missed(site: Site, desk: Preview, way: Callable[[Path, str], None]) -> None:
    with desk.events("/2026/02/mail/") as heard:
        way(site.root / "content/posts/mail.md", text(0))
        eventually(lambda: any(one.startswith("reload") for one in heard))
    for number in range(1, SAVES):
        way(site.root / "content/posts/mail.md", text(number))
        eventually(lambda number=number: f"text {number}," in desk.text("/2026/02/mail/"))
    eventually(lambda: "Nothing is wrong." in desk.text("/_hushpress/problems"))
    # A machine may halt for a while between two pieces: what is told of one half is taken back.
    assert way is slowly or "wrong" not in desk.said()


def test_a_folder_is_renamed(site: Site, desk: Preview) -> None:
    site.write("content/posts/2025/old.md", "---\ntitle: Old\ndate: 2025-03-04\n---\nText.\n")
    eventually(lambda: desk.get("/2025/03/old/")[0] == 200)
    (site.root / "content/posts/2025").rename(site.root / "content/posts/years")
    site.write("content/posts/years/old.md", "---\ntitle: Old\ndate: 2025-03-04\n---\nNew text.\n")
    eventually(lambda: "New text." in desk.text("/2025/03/old/"))
    shutil.rmtree(site.root / "content/posts/years")
    eventually(lambda: desk.get("/2025/03/old/")[0] == 404)


def test_many_files_are_checked_out_at_once(site: Site, desk: Preview) -> None:
    other = site.root / "branch"
    shutil.copytree(site.root / "content", other)
    for number in range(60):
        Site(site.root).post(f"post-{number}", "Text.")
    eventually(lambda: desk.get("/2026/02/post-59/")[0] == 200)
    shutil.rmtree(site.root / "content")
    other.rename(site.root / "content")
    eventually(lambda: desk.get("/2026/02/post-59/")[0] == 404)
    site.post("mail", "After the checkout.")
    eventually(lambda: "After the checkout." in desk.text("/2026/02/mail/"))


def test_a_file_is_broken_deleted_and_brought_back(site: Site, desk: Preview) -> None:
    file = site.root / "content/posts/mail.md"
    file.write_text("---\ntitle: [\n---\n", "utf-8")
    eventually(lambda: desk.get("/2026/02/mail/")[0] == 500)
    assert "content/posts/mail.md:2" in desk.text("/2026/02/mail/")
    assert desk.get("/2026/02/other/")[0] == 200
    file.unlink()
    eventually(lambda: desk.get("/2026/02/mail/")[0] == 404)
    file.write_bytes(b"\xff\xfe")
    eventually(lambda: "not UTF-8" in desk.said())
    file.write_text(text(7), "utf-8")
    eventually(lambda: "text 7," in desk.text("/2026/02/mail/"))
    eventually(lambda: "nothing is wrong any more" in desk.said())


def test_settings_and_layouts_are_broken_and_mended(site: Site, desk: Preview) -> None:
    before = (site.root / "site.toml").read_text("utf-8")
    site.write("site.toml", "title = \n")
    eventually(lambda: "site.toml:1" in desk.text("/"))
    site.write("site.toml", before.replace("The Record", "The New Record"))
    eventually(lambda: "The New Record" in desk.text("/"))
    site.write("layouts/post.html", "{% if %}")
    eventually(lambda: desk.get("/2026/02/mail/")[0] == 500)
    site.write("layouts/post.html", '{% extends "!post.html" %}')
    eventually(lambda: desk.get("/2026/02/mail/")[0] == 200)


def test_another_process_builds_and_cleans(site: Site, desk: Preview) -> None:
    site.build()
    assert desk.get("/2026/02/mail/")[0] == 200
    shutil.rmtree(site.output)
    site.post("mail", "Edited after a build.")
    eventually(lambda: "Edited after a build." in desk.text("/2026/02/mail/"))
    assert not site.output.exists(), "the preview writes nothing there"


# What a system says whose watches are used up (inotify(7)).
LIMITS = ["inotify_add_watch:error=ENOSPC", "inotify_init1,inotify_init:error=EMFILE"]


@pytest.mark.parametrize("limit", [*LIMITS, ""])
def test_where_nothing_tells_of_changes_they_are_looked_for(site: Site, limit: str) -> None:
    under = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={limit}"] if limit else []
    with preview(site.root, *([] if limit else ["--poll"]), under=under) as desk:
        assert desk.said().count("changes are looked for") == 1
        for number in range(2):
            write(site.root / "content/posts/mail.md", text(number))
            eventually(lambda number=number: f"text {number}," in desk.text("/2026/02/mail/"))
        assert desk.said().count("changes are looked for") == 1
