"""A build that is interrupted anywhere leaves whole pages, and the next one finishes its work."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import publish
from generator.build import build, clean, look
from generator.store import opened
from tests.kit import SETTINGS, Killed, Site


def first(site: Site) -> Site:
    site.write("layouts/assets/style.css", "body { color: black }")
    return site.post("a", tags="[x]").post("b").post("c", aliases="[/old.html]").build()


def second(site: Site) -> Site:
    """Edit, add, withdraw, restyle, and turn a page into a folder."""
    site.write("layouts/assets/style.css", "body { color: blue }")
    site.post("a", "New text.", tags="[x]").post("b", draft="true").post(
        "d", aliases="[/old.html/x/]"
    )
    return site.post("c")


def counted(monkeypatch: pytest.MonkeyPatch, limit: int) -> list[str]:
    """Fail at the operation with this number on the files that are published."""
    done: list[str] = []

    def failing(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Path, *rest: Any, **options: Any) -> Any:
            if "output" in str(path) and not str(path).endswith(".lock"):
                if len(done) == limit:
                    raise Killed
                done.append(str(path))
            return function(path, *rest, **options)

        return call

    monkeypatch.setattr(os, "open", failing(os.open))
    for name in ("replace", "unlink", "rmdir", "mkdir", "chmod"):
        monkeypatch.setattr(Path, name, failing(getattr(Path, name)))
    return done


def check_whole(site: Site, allowed: list[dict[str, bytes]]) -> None:
    tree = site.tree()
    for path, data in tree.items():
        assert data in [one.get(path) for one in allowed], f"{path} is torn"
        if path.endswith(".html"):
            for name in re.findall(rb'(?:href|src)="/(assets/[^"]+)"', data):
                assert name.decode() in tree, f"{path} lacks {name.decode()}"


def test_wherever_a_build_is_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = first(Site(tmp_path / "old")).tree()
    new = second(first(Site(tmp_path / "new"))).build().tree()
    limit, is_done = 0, False
    while not is_done:
        site = second(first(Site(tmp_path / str(limit))))
        with monkeypatch.context() as patch:
            done = counted(patch, limit)
            with contextlib.suppress(Killed):
                site.build()
            is_done = len(done) < limit
        check_whole(site, [old, new])
        assert site.build().tree() == new
        assert not list(site.root.glob(".output*"))
        limit += 2
    assert limit > 40


def test_any_command_finishes_what_was_intended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for finish in (lambda site: look(site.request()), lambda site: clean(site.root, site.output)):
        site = second(first(Site(tmp_path / str(time.time_ns()))))
        with monkeypatch.context() as patch:
            patch.setattr(
                "generator.publish.Placing._remove", lambda *_: (_ for _ in ()).throw(Killed)
            )
            with pytest.raises(Killed):
                site.build()
        assert "2026/02/b/index.html" in site.files()
        finish(site)
        assert "2026/02/b/index.html" not in site.files()


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_when_placing_fails_the_old_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    new = second(first(Site(tmp_path / "new"))).build().tree()
    site = first(Site(tmp_path / "site"))
    old, times = site.tree(), site.times()
    second(site)

    def fail(*_: object) -> None:
        raise failure

    for act in ("_remove", "_put_single", "_make_room"):
        with monkeypatch.context() as patch:
            patch.setattr(f"generator.publish.Placing.{act}", fail)
            with pytest.raises(type(failure)):
                site.build()
        assert (site.tree(), site.times()) == (old, times)
        assert not list(site.root.glob(".output*"))
    assert site.build().tree() == new


def test_a_disk_without_second_names_keeps_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = first(Site(tmp_path / "site"))
    old, times = site.tree(), site.times()
    second(site)

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    with monkeypatch.context() as patch:
        patch.setattr("os.link", fail)
        patch.setattr("generator.store.Store.fulfil", fail)
        with pytest.raises(PermissionError):
            site.build()
    assert (site.tree(), site.times()) == (old, times)


def test_staging_that_was_lost_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = second(first(Site(tmp_path / "new"))).build().tree()
    site = second(first(Site(tmp_path / "site")))
    with monkeypatch.context() as patch:
        patch.setattr(
            "generator.publish.Placing._make_room", lambda *_: (_ for _ in ()).throw(Killed)
        )
        with pytest.raises(Killed):
            site.build()
    publish.clear(site.output)
    assert site.build().tree() == new


def test_two_builds_keep_apart(site: Site) -> None:
    first(site)
    site.post("e")
    with publish.locked(site.output):
        run = [sys.executable, "-m", "generator", "build", "--site", str(site.root)]
        done = subprocess.run(run, capture_output=True, text=True, check=False)
        assert done.returncode == 3
        assert f"another build is at work on {site.output}: process {os.getpid()}" in done.stderr
        assert done.stderr.count("\n") == 1
    site.build()
    assert "2026/02/e/index.html" in site.files()


def test_a_killed_build_leaves_no_lock(site: Site) -> None:
    code = "import os,sys; from pathlib import Path; from generator import publish\n"
    code += "with publish.locked(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(site.output)], check=False)
    assert (site.root / ".output.lock").exists()
    site.post("a").build()


def test_an_edited_file_of_ours_is_replaced_and_named(site: Site) -> None:
    first(site)
    (site.output / "index.html").write_text("mine")
    site.build()
    assert site.report is not None
    assert site.report.mended == ("index.html",)
    assert site.page("index.html") != "mine"


def settled(site: Site) -> Site:
    """Let the clocks of the file system pass what was written."""
    time.sleep(0.06)
    return site.build()


def test_nothing_changed_is_told_by_stat_alone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = settled(first(site)).report
    site.write("output/CNAME", "example.org")

    def never(*_: object) -> None:
        raise AssertionError("something was read")

    monkeypatch.setattr("generator.build._build", never)
    again = site.build().report
    assert before
    assert again
    assert (again.pages, again.states) == (before.pages, before.states)
    assert (again.rendered, again.written, again.unknown) == (0, 0, ("CNAME",))


def test_files_that_were_only_touched_are_read_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(first(site))
    for path in site.files():
        (site.output / path).touch()
    site.build()
    monkeypatch.setattr("generator.publish.placing.digest", None)
    site.build()
    site.post("z").build()


def test_nothing_changed_loads_nothing_heavy(site: Site) -> None:
    settled(first(site))
    code = (
        "import sys; from generator.cli import main; main(sys.argv[1:]);"
        "print(sorted({'markdown', 'jinja2', 'pygments', 'rich', 'nh3', 'PIL', 'yaml',"
        " 'selectolax', 'generator.pages', 'generator.read'} & sys.modules.keys()))"
    )
    run = [sys.executable, "-c", code, "build", "--site", str(site.root)]
    subprocess.run(run, check=True, capture_output=True)  # this one has another clock
    done = subprocess.run(run, check=True, capture_output=True, text=True)
    assert done.stdout.endswith("[]\n")


CHANGES: dict[str, Callable[[Site], object]] = {
    "body": lambda site: site.post("a", "Test."),  # as long as "Text."
    "settings": lambda site: site.write("site.toml", SETTINGS.replace("Record", "Recorf")),
    "layout": lambda site: site.write("layouts/404.html", "x"),
    "asset": lambda site: site.write("layouts/assets/x.txt", "x"),
    "removed": lambda site: (site.root / "content/posts/a.md").unlink(),
    "renamed": lambda site: (site.root / "content/posts/a.md").rename(
        site.root / "content/posts/z.md"
    ),
    "ignored": lambda site: site.write("content/posts/notes.txt", "x"),
    "output": lambda site: (site.output / "feed.xml").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen_even_with_its_time_put_back(site: Site, change: str) -> None:
    file = site.root / "content/posts/a.md"
    site.post("a").build()
    before = file.stat()
    settled(site)
    CHANGES[change](site)
    if file.exists():
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    states = site.build().report
    tree = site.tree()
    clean(site.root, site.output)
    assert site.build().tree() == tree
    assert states
    assert site.report
    assert states.states == site.report.states


@pytest.mark.parametrize("options", [{"drafts": True}, {"base_url": "https://example.net/"}])
def test_other_wishes_are_another_build(site: Site, options: dict[str, Any]) -> None:
    site.post("w", draft="true")
    before = settled(first(site)).tree()
    site.build(**options)
    assert site.tree() != before


def test_the_clock_alone_publishes_and_withdraws(site: Site) -> None:
    from datetime import timedelta

    from tests.kit import NOW

    site.post("s", date="2026-11-23 13:00", expires="2026-11-23 15:00")
    settled(site)
    for hours, is_there in ((0, False), (2, True), (4, False), (1.5, True), (48, False)):
        build(site.request(now=NOW + timedelta(hours=hours)))
        assert ("2026/11/s/index.html" in site.files()) == is_there


def test_a_file_touched_in_the_tick_of_a_build_is_looked_at_again(site: Site) -> None:
    site.post("a").build()
    with opened(site.root) as store:
        standing = store.standing(site.output)
    assert standing
    assert standing.articles == ""


def test_a_folder_on_a_disk_of_its_own_is_built_into(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.output.mkdir()
    monkeypatch.setattr("os.access", lambda path, mode: path != site.root)
    first(site)
    assert site.report is not None
    assert site.report.unknown == ()
    assert not [path for path in site.output.iterdir() if path.name.startswith(".hushpress")]
    second(site).build()
    assert "2026/02/d/index.html" in site.files()
