from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from generator import sources
from generator.model import Source
from generator.problems import Problem
from generator.sources.themes import load_theme
from tests.kit import Site


def scanned(root: Path) -> sources.Seen:
    """Look at the files of a site that were left alone for a while."""
    content = sources.walk(root / sources.CONTENT, sources.CONTENT)
    return sources.scan(root, time.time_ns(), content, dict(sources.stamps(content)))


def files(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")


def test_articles_and_pictures_are_found_in_the_order_of_their_paths(tmp_path: Path) -> None:
    files(tmp_path, "content/posts/b.md", "content/posts/a/index.md", "content/posts/a/x.PNG")
    seen = scanned(tmp_path)
    assert seen.articles() == ("content/posts/a/index.md", "content/posts/b.md")
    assert seen.pictures() == ("content/posts/a/x.PNG",)


@pytest.mark.parametrize(
    "name",
    [".#a.md", "a.md~", ".a.md.swp", "#a.md#", "4913", "a.bak", ".DS_Store", "Thumbs.db",
     "desktop.ini", ".git/config", "a.md.orig", ".env"],
)  # fmt: skip
def test_what_editors_and_systems_leave_behind_is_ignored(tmp_path: Path, name: str) -> None:
    files(tmp_path, f"content/posts/{name}")
    seen = scanned(tmp_path)
    assert not seen.files
    assert list(seen.ignored.values()) == ["hidden, or left behind by an editor or the system"]


def test_other_files_are_ignored_with_a_reason(tmp_path: Path) -> None:
    files(tmp_path, "content/posts/a.pdf", "content/b.md")
    assert scanned(tmp_path).ignored == {
        "content/b.md": "an article outside content/posts/ and content/pages/ (move it there)",
        "content/posts/a.pdf": "neither an article (.md) nor a picture (.png .jpg .gif .webp .svg)",
    }


def test_no_link_leads_out_of_content(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    site = tmp_path / "site"
    files(site, "content/posts/a.md", "site.toml")
    posts = site / "content/posts"
    (posts / "out.md").symlink_to(secret)
    (posts / "chain.md").symlink_to(posts / "out.md")
    (posts / "up.md").symlink_to("../../site.toml")
    (posts / "folder").symlink_to(tmp_path)
    (posts / "nowhere.md").symlink_to("missing.md")
    (posts / "loop.md").symlink_to("loop.md")
    (posts / "inside.md").symlink_to("a.md")
    seen = scanned(site)
    assert seen.articles() == ("content/posts/a.md", "content/posts/inside.md")
    assert set(seen.ignored) == {
        f"content/posts/{name}"
        for name in ("out.md", "chain.md", "up.md", "folder", "nowhere.md", "loop.md")
    }


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "content/posts").mkdir(parents=True)
    os.mkfifo(tmp_path / "content/posts/a.md")
    assert scanned(tmp_path).ignored == {"content/posts/a.md": "not a file"}


def test_a_site_without_content_is_empty(tmp_path: Path) -> None:
    assert not scanned(tmp_path).files


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_marks_make_no_difference(ends: str) -> None:
    data = b"\xef\xbb\xbf" + ends.join(["ä", "b", ""]).encode()
    assert sources.load("a.md", data) == Source("a.md", "ä\nb\n")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"one\ntw\xff", "a.md:2:3: byte 0xff is not UTF-8 text (save the file in the encoding UTF-8)"),
        ("ä".encode("utf-16"), "a.md:1:1: byte 0xff is not UTF-8 text (save the file in the encoding UTF-8)"),
        (b"a\0b", "a.md:1:2: a NUL character can't stand in a text (delete it)"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told_at_its_place(data: bytes, told: str) -> None:
    problem = sources.load("a.md", data)
    assert isinstance(problem, Problem)
    assert str(problem) == told


def test_a_sites_own_layouts_replace_the_defaults_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/404.html").write_text("mine")
    theme = load_theme(tmp_path)
    assert theme.layouts["404.html"] == "mine"
    assert "post.html" in theme.layouts
    assert "style.css" in theme.assets
    assert not [name for name in theme.layouts if name.endswith(".md")]


def test_a_folder_that_python_names_so_is_one_like_any_other(tmp_path: Path) -> None:
    files(tmp_path, "content/posts/__pycache__/a.md")
    assert scanned(tmp_path).articles() == ("content/posts/__pycache__/a.md",)


@pytest.mark.parametrize("name", ["id_rsa", "server.KEY", "a.txt"])
def test_keys_beside_the_layouts_are_never_published(tmp_path, name):
    site = Site(tmp_path).post("a")
    site.write(
        f"layouts/assets/{name}", b"-----BEGIN RSA PRIVATE KEY-----\n" if name == "a.txt" else b"x"
    )
    assert site.refused() == [
        f"layouts/assets/{name}:1:1: this file may hold what opens doors, and would be published (take it away)"
    ]
