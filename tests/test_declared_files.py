"""A file that can't be cleaned is published when site.toml names it, and never otherwise."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.kit import Site

SETTINGS = 'title = "T"\nbase_url = "https://example.org/"\n[privacy]\nfiles = [{}]\n'
PDF = b"%PDF-1.4\n1 0 obj <</Author (J. Doe) /Producer (Writer)>> endobj\ntrailer <</Info 1 0 R>>\n%%EOF\n"
LINK = "The [ruling](ruling.pdf)."


def site(root: Path, *files: str) -> Site:
    made = Site(root, SETTINGS.format(", ".join(f'"{file}"' for file in files)))
    return made.post("a", LINK).write("content/posts/ruling.pdf", PDF)


def documents(made: Site) -> list[str]:
    return [file.name for file in made.output.glob("assets/*.pdf")]


def test_a_file_that_is_not_declared_is_refused_with_what_to_do(tmp_path: Path) -> None:
    assert site(tmp_path).refused() == [
        'content/posts/a.md:6:14: "ruling.pdf" is a file that can\'t be freed of what it says of its makers'
        ' (save it as a picture, or declare [privacy] files = ["content/posts/ruling.pdf"])'
    ]


def test_a_declared_file_is_published_as_it_is_and_reported(tmp_path: Path) -> None:
    made = site(tmp_path, "content/posts/ruling.pdf").build()
    (name,) = documents(made)
    assert (made.output / "assets" / name).read_bytes() == PDF
    assert f'<a href="/assets/{name}">ruling</a>' in made.page("2026/02/a/index.html")
    (told,) = json.loads(made.page("privacy.json"))["documents"]
    assert told["url"] == f"/assets/{name}"
    assert told["metadata"]["author"] == "J. Doe"
    assert "author J. Doe" in made.page("privacy/index.html")


def test_a_file_that_nobody_links_to_is_not_published(tmp_path: Path) -> None:
    made = site(tmp_path, "content/posts/ruling.pdf").post("a", "No link.").build()
    assert documents(made) == []
    assert (
        made.report.states["content/posts/ruling.pdf"].reason == "no published article links to it"
    )


def test_a_file_goes_when_it_is_no_longer_declared_or_its_article_is_a_draft(
    tmp_path: Path,
) -> None:
    made = site(tmp_path, "content/posts/ruling.pdf").build()
    made.post("a", LINK, draft="true").build()
    assert documents(made) == []
    made.post("a", LINK).build()
    made.write("site.toml", SETTINGS.format("")).refused()
    made.post("a", "No link.").build()
    assert documents(made) == []


def test_texts_of_a_site_with_such_files_still_go_the_short_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.test_edits import is_short

    made = site(tmp_path, "content/posts/ruling.pdf").post("b", summary="S")
    time.sleep(0.06)  # a file touched just now is not believed to be as it was
    made.build()
    made.post("b", "Another text.", summary="S")
    assert is_short(made, monkeypatch)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("content/posts/none.pdf", "there is no such file"),
        ("content/posts/a.md", "articles and pictures need not be declared"),
        ("content/posts/a.png", "articles and pictures need not be declared"),
        ("content/posts/out.pdf", "a link that leads out of content/"),
    ],
)
def test_what_can_not_be_declared(tmp_path: Path, path: str, why: str) -> None:
    made = site(tmp_path, "content/posts/ruling.pdf", path)
    (made.root / "content/posts/out.pdf").symlink_to("/etc/hostname")
    (problem,) = made.refused()
    assert f'"{path}" can\'t be published as it is: {why} (take it out of files)' in problem
    assert problem.startswith("site.toml:4:")


@pytest.mark.parametrize(
    "name", ["a.html", "a.JS", "a.pem", "id_rsa", ".env", "a.svgz", "b/.hidden"]
)
def test_what_a_browser_would_run_or_opens_doors_is_never_declared(
    tmp_path: Path, name: str
) -> None:
    made = site(tmp_path, f"content/posts/{name}")
    assert any(
        f'files: "content/posts/{name}" is a kind of file that is never published as it is' in one
        for one in made.refused()
    )


def test_a_private_key_is_never_published_whatever_its_name(tmp_path: Path) -> None:
    made = site(tmp_path, "content/posts/ruling.pdf")
    made.write("content/posts/ruling.pdf", b"-----BEGIN OPENSSH PRIVATE KEY-----\n")
    assert "the file holds a private key" in made.refused()[0]


def test_a_document_is_no_picture(tmp_path: Path) -> None:
    made = site(tmp_path, "content/posts/ruling.pdf").post("a", "![x](ruling.pdf)")
    assert "is a file of a kind that is not shown as a picture" in made.refused()[0]
