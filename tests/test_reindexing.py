"""An edited text is found by its new words the short way, and as after a clean build."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.pages.search import place, shelves
from generator.pages.search.shelves import read_shelf
from tests.kit import SETTINGS, Site
from tests.test_edits import edit, is_short, settle

A = "content/posts/a.md"
SEARCHED = SETTINGS + "[search]\nenabled = true\n"


def newsroom(root: Path, settings: str = SEARCHED) -> Site:
    site = Site(root, settings)
    for number, name in enumerate("abcdefgh"):
        site.post(name, f"First.\n\nZebras of {name}.", date=f"2026-02-{number + 10}", tags="[x]")
    return settle(site)


def found(site: Site, word: str, folder: str = "search") -> list[list[int] | int]:
    number = int(site.page(f"{folder}/index.txt").split()[2])
    text = site.page(f"{folder}/words/{place(word, number)}.txt")
    return [
        list(one) if not isinstance(one, int) else one for one in read_shelf(text).get(word, ())
    ]


def test_words_come_and_go_with_an_edited_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(tmp_path)
    assert found(site, "zebras") == [[], [], list(range(8))]
    edit(A, "Zebras", "Walruses and zebras")(site)
    edit("content/posts/c.md", "Zebras", "Walruses")(site)
    assert is_short(site, monkeypatch)
    assert found(site, "walruses") == [[], [], [0, 2]]
    assert found(site, "zebras") == [[], [], [0, 1, 3, 4, 5, 6, 7]]


def test_the_newest_article_may_be_the_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = newsroom(tmp_path)
    edit("content/posts/h.md", "Zebras", "Walruses")(site)
    assert is_short(site, monkeypatch)
    edit("content/posts/h.md", "Walruses", "Zebras")(site)
    assert is_short(settle(site), monkeypatch)


def test_where_a_list_was_too_long_to_be_told_all_is_planned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "LIMITS", (0, 400, 7))
    site = newsroom(tmp_path)
    assert found(site, "zebras") == [[], [], 8]
    edit(A, "Zebras", "Walruses")(site)
    assert not is_short(site, monkeypatch)
    assert found(site, "zebras") == [[], [], list(range(1, 8))]
    edit(A, "Walruses", "Zebras")(site)
    assert is_short(settle(site), monkeypatch)
    assert found(site, "zebras") == [[], [], 8]


def test_a_file_that_somebody_altered_is_planned_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(tmp_path)
    for file in site.output.glob("search/words/*.txt"):
        before = file.stat()
        file.write_bytes(b"x" * before.st_size)
        import os

        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    edit(A, "Zebras", "Walruses")(site)
    assert not is_short(site, monkeypatch)


def test_each_language_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(tmp_path, f'{SEARCHED}[languages.fr]\ntitle = "Le Journal"\n')
    site.post("a", "First.\n\nZebras.")
    for number, name in enumerate("ab"):
        head = f"title: {name}\ndate: 2026-02-1{number}\nslug: {name}"
        site.write(f"content/posts/x{name}.fr.md", f"---\n{head}\n---\n\nUn.\n\nDes zèbres.\n")
    settle(site)
    edit("content/posts/xb.fr.md", "zèbres", "éléphants")(site)
    assert is_short(site, monkeypatch)
    assert found(site, "elephants", "fr/search") == [[], [], [1]]
    assert not found(site, "elephants")
