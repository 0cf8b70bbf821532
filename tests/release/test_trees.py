"""What changes is counted, pages apart from other files, and listed in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Stop
from generator.release.trees import Changes, changes, tree

TREES = st.dictionaries(st.sampled_from(["a.html", "b/index.html", "c.xml", "d.css"]), st.text("01", min_size=1, max_size=1))  # fmt: skip


@given(TREES, TREES)
def test_a_tree_with_its_changes_is_the_other_one(old: dict[str, str], new: dict[str, str]) -> None:
    found = changes(old, new)
    assert bool(found) == (old != new)
    kept = {path: text for path, text in old.items() if path not in {*found.gone, *found.other}}
    assert kept | {path: new[path] for path in (*found.new, *found.other)} == new
    assert list(found.lines()) == [
        *(f"+ {path}" for path in sorted(found.new)),
        *(f"~ {path}" for path in sorted(found.other)),
        *(f"- {path}" for path in sorted(found.gone)),
    ]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Changes(("a.html", "b.html"), ("c.html",), ("d.html",)), "+2 ~1 -1 pages"),
        (Changes(("a.css",)), "+1 ~0 -0 other files"),
        (Changes((), ("a.html", "feed.xml")), "+0 ~1 -0 pages, +0 ~1 -0 other files"),
        (Changes(), ""),
    ],
)
def test_changes_are_counted(found: Changes, told: str) -> None:
    assert found.summary() == told


def test_all_files_are_read_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.html").write_text("x", "utf-8")
    (tmp_path / ".htaccess").write_text("y", "utf-8")
    found = tree(tmp_path)
    assert list(found) == [".htaccess", "a/b.html"]
    assert found["a/b.html"].size == 1
    for name in (".git", ".DS_Store", "a\nb"):
        (tmp_path / name).write_text("", "utf-8")
    with pytest.raises(Stop) as stop:
        tree(tmp_path)
    assert len(stop.value.problems) == 3
    for name in (".git", ".DS_Store", "a\nb"):
        (tmp_path / name).unlink()
    (tmp_path / "a/link").symlink_to("b.html")
    (tmp_path / "gone").symlink_to("nowhere")
    with pytest.raises(Stop) as stop:
        tree(tmp_path)
    assert len(stop.value.problems) == 2
