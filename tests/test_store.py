from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from generator import store
from generator.digests import digest
from generator.model import Cleaned, Copy, Published, Step
from generator.problems import Place, Problem
from generator.store import Remembered, as_row
from generator.store.file import PAGE


def named(*data: bytes) -> list[tuple[str, bytes]]:
    return [(digest(one), one) for one in data]


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    one = Remembered(
        "key",
        Cleaned("d", (Copy("e", ".png", 3, 4, 0, 9),)),
        (Problem(Place("a.png"), "odd"),),
        "stamp",
    )
    with store.opened(tmp_path) as opened:
        opened.remember("picture", {"a.png": as_row(one)})
    with store.opened(tmp_path) as opened:
        assert opened.remembered("picture") == {"a.png": one}
        opened.remember("picture", {}, gone=["a.png"])
        assert opened.remembered("picture") == {}


def test_bytes_are_kept_under_their_digest(tmp_path: Path) -> None:
    with store.opened(tmp_path) as opened:
        opened.keep(named(b"one", b"two"))
        assert opened.blob(digest(b"one")) == b"one"
        opened.forget_blobs([digest(b"two")])
        with pytest.raises(KeyError):
            opened.blob(digest(b"one"))
        assert opened.has_blobs([digest(b"two")])
        assert not opened.has_blobs([digest(b"one")])


def test_output_folders_are_told_apart(tmp_path: Path) -> None:
    one = Published("k", "d", 1, 2)
    with store.opened(tmp_path) as opened:
        opened.intend(tmp_path / "a", [Step("index.html", "put", "k", "d", 1, 2)])
        opened.fulfil(tmp_path / "a")
        assert opened.published(tmp_path / "a") == {"index.html": one}
        assert opened.published(tmp_path / "b") == {}


def test_another_version_of_the_program_forgets_all_but_what_it_published(tmp_path: Path) -> None:
    with store.opened(tmp_path) as opened:
        opened.begin("1")
        opened.keep(named(b"one"))
        opened.intend(tmp_path, [Step("index.html", "put", "k", "d", 1, 2)])
        opened.fulfil(tmp_path)
        opened.begin("1")
        assert opened.has_blobs([digest(b"one")])
        opened.begin("2")
        assert not opened.has_blobs([digest(b"one")])
        assert opened.published(tmp_path) == {"index.html": Published("", "d", 1, 2)}


def test_nobody_else_can_read_the_store(tmp_path: Path) -> None:
    with store.opened(tmp_path):
        folder = store.cache_folder(tmp_path)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / store.FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_store_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    with store.opened(tmp_path) as opened:
        opened.keep(named(b"one"))
    (store.cache_folder(tmp_path) / store.FILE).write_bytes(damage)
    with store.opened(tmp_path) as opened:
        assert opened.remembered("source") == {}


def test_a_forked_child_reads_for_itself(tmp_path: Path) -> None:
    with store.opened(tmp_path) as opened:
        opened.keep(named(b"one"))
        child = os.fork()
        if not child:
            os._exit(0 if opened.blob(digest(b"one")) == b"one" else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert opened.blob(digest(b"one")) == b"one"


def test_rows_of_another_shape_are_forgotten(tmp_path: Path) -> None:
    with store.opened(tmp_path) as opened:
        row = as_row(Remembered("k", Cleaned("d", ())))
        opened.remember("picture", {"a.png": row})
        with opened._database:
            opened._database.execute("update picture set cleaned = '[1]'")
        assert opened.remembered("picture") == {}


def test_a_store_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    with store.opened(tmp_path) as opened:
        opened.keep(named(b"one"))
        opened.intend(tmp_path, [Step("index.html", "put", "k", "d", 1, 2)])
        opened.fulfil(tmp_path)
        opened._database.execute("pragma user_version = 1")
    with store.opened(tmp_path) as opened:
        assert not opened.has_blobs([digest(b"one")])
        assert opened.published(tmp_path) == {"index.html": Published("", "d", 1, 2)}


def test_a_store_that_breaks_later_is_deleted_and_told(tmp_path: Path) -> None:
    with store.opened(tmp_path) as opened:
        opened.keep(named(*(bytes(1000) + bytes([number]) for number in range(100))))
    file = store.cache_folder(tmp_path) / store.FILE
    data = bytearray(file.read_bytes())
    data[PAGE:] = b"x" * (len(data) - PAGE)
    file.write_bytes(data)
    with pytest.raises(OSError, match="damaged"), store.opened(tmp_path) as opened:
        opened.has_blobs([])
    with store.opened(tmp_path) as opened:
        assert opened.has_blobs([])


def test_without_a_home_folder_the_cache_has_to_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.delenv("HUSHPRESS_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    with pytest.raises(OSError, match="HUSHPRESS_CACHE"):
        store.cache_folder(tmp_path)


def test_bytes_that_were_damaged_are_not_used(tmp_path: Path) -> None:
    with store.opened(tmp_path) as opened, opened._database:
        opened.keep(named(b"one"))
        opened._database.execute("update blob set data = x'00'")
    with pytest.raises(OSError, match="damaged"), store.opened(tmp_path) as opened:
        opened.blob(digest(b"one"))
