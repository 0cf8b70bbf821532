"""Published files are as old as what they show, on every machine."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

from tests.kit import Site


def day(file: Path) -> str:
    return f"{datetime.fromtimestamp(file.stat().st_mtime, UTC):%Y-%m-%d}"


def site(root: Path) -> Site:
    site = Site(
        root, 'title = "T"\nbase_url = "https://example.org/"\ntimezone = "Pacific/Kiritimati"\n'
    )
    site.post("a", date="2026-02-12", tags="[x]").post(
        "b", date="2025-02-03T23:30:00", tags="[x, y]"
    )
    site.post("c", date="2024-02-29", updated="2026-03-01", tags="[y]").post(
        "old", date="0999-01-01"
    )
    site.write("content/pages/about.md", "---\ntitle: About\nupdated: 2023-05-06\n---\n\nA.\n")
    return site.write("content/pages/more.md", "---\ntitle: More\n---\n\nA.\n").build()


def test_files_have_the_day_of_what_they_show(tmp_path: Path) -> None:
    output = site(tmp_path).output
    days = {
        "2026/02/a/index.html": "2026-02-12", "2025/02/b/index.html": "2025-02-03", "2024/02/c/index.html": "2026-03-01",
        "0999/01/old/index.html": "1980-01-01", "index.html": "2026-03-01", "tags/x/index.html": "2026-02-12",
        "tags/y/feed.xml": "2026-03-01", "feed.xml": "2026-03-01", "about/index.html": "2023-05-06", "more/index.html": "2000-01-01",
        "robots.txt": "2000-01-01", "_headers": "2000-01-01", "archive/2025/index.html": "2025-02-03",
    }  # fmt: skip
    assert {path: day(output / path) for path in days} == days


def test_times_and_rights_are_the_same_everywhere(tmp_path: Path, monkeypatch) -> None:
    def told(folder: str) -> dict[str, tuple[int, int, int]]:
        output = site(tmp_path / folder).output
        found = {}
        for file in output.rglob("*"):
            state = file.stat()
            time = 0 if file.is_dir() else state.st_mtime_ns
            found[file.relative_to(output).as_posix()] = (
                time,
                stat.S_IMODE(state.st_mode),
                state.st_mtime_ns % 10**9 if time else 0,
            )
        return found

    before = told("a")
    old = os.umask(0o077)
    try:
        assert told("b") == before
    finally:
        os.umask(old)
    assert {mode for _, mode, _ in before.values()} == {0o644, 0o755}
    assert {rest for _, _, rest in before.values()} == {0}


def test_a_text_mended_on_the_same_day_has_another_time(tmp_path: Path) -> None:
    one = site(tmp_path)
    before = (one.output / "2026/02/a/index.html").stat()
    one.post("a", "Texs.", date="2026-02-12", tags="[x]").build()
    after = (one.output / "2026/02/a/index.html").stat()
    assert before.st_size == after.st_size
    assert before.st_mtime != after.st_mtime
    assert day(one.output / "2026/02/a/index.html") == "2026-02-12"


def test_a_build_with_nothing_to_do_sees_that(tmp_path: Path) -> None:
    one = site(tmp_path)
    assert one.build().report.written == 0
    os.utime(one.output / "index.html")
    report = one.build().report
    assert report.written == 0 or report.mended == ()
