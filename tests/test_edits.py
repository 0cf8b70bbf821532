"""An edited text is published the short way, and the site is the one a clean build makes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from generator.build import clean
from tests.kit import NOW, SETTINGS, Site
from tests.newsroom import picture

LONG = "Text.\n\nSecond.\n\n## Part\n\n[to b](/posts/b.md) ![Dot](/images/p.png)"


def newsroom(root: Path) -> Site:
    """Build a site in which everything hangs together, and let it settle."""
    site = Site(root)
    site.write("content/images/p.png", picture(1))
    for number, name in enumerate("abcdefgh"):
        site.post(
            name, f"{LONG}\n\nBy {name}.", date=f"2026-02-{number + 10}", tags="[x, y]", series="S"
        )
    site.post("old", f"{LONG}\n\nOld.", date="2020-01-01", tags="[z]").post("w", LONG, draft="true")
    site.write("content/pages/about.md", f"---\ntitle: About\n---\n\n{LONG}\n\nWe.\n")
    return settle(site)


def settle(site: Site) -> Site:
    """Build as if the files had been there for long."""
    import time

    time.sleep(0.06)
    return site.build()


def is_short(site: Site, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Build, and tell whether the site was not put together for it; compare with a clean build."""
    calls = []
    from generator import build as module

    def counted(*arguments: object) -> object:
        calls.append(1)
        return whole(*arguments)  # type: ignore[arg-type]

    whole = module._build
    with monkeypatch.context() as patch:
        patch.setattr(module, "_build", counted)
        report = site.build().report
        tree, is_whole = site.tree(), bool(calls)
        again = site.build().report
    assert report
    assert again
    assert (again.rendered, again.written) == (0, 0)
    clean(site.root, site.output)
    fresh = site.build().report
    assert site.tree() == tree
    assert fresh
    assert (fresh.pages, fresh.states) == (report.pages, report.states)
    assert fresh.problems == report.problems
    assert fresh.states == report.states
    return not is_whole


def edit(path: str, old: str, new: str) -> Callable[[Site], object]:
    """Change some words of a file."""

    def change(site: Site) -> None:
        file = site.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return change


A = "content/posts/a.md"
SHORT: dict[str, Callable[[Site], object]] = {
    "a body": edit(A, "Second", "Third"),
    "the newest": edit("content/posts/h.md", "Second", "Third"),
    "an old one": edit("content/posts/old.md", "Second", "Third"),
    "a draft": edit("content/posts/w.md", "Second", "Third"),
    "a page": edit("content/pages/about.md", "Second", "Third"),
    "a new part": edit(A, "Second.", "## New\n\nSecond."),
    "a comment in the head": edit(A, "---\n\nText", "# why\n---\n\nText"),
    "a touch": lambda site: (site.root / A).touch(),
    "nothing that shows": edit(A, "Second.", "Second.\n"),
    "two at once": lambda site: (
        edit(A, "Second", "2")(site), edit("content/posts/b.md", "Second", "3")(site)
    ),
    "a text that another article has, too": lambda site: (
        site.post("b", f"{LONG}\n\nBy a.", date="2026-02-11", tags="[x, y]", series="S").build(),
        edit(A, "Second", "Third")(site),
    ),
    "an editor's own file": lambda site: (
        site.write("content/posts/.a.md.swp", "x").build(),
        site.write("content/posts/.a.md.swp", "y"),
        edit(A, "Second", "Third")(site),
    ),
}  # fmt: skip
WHOLE: dict[str, Callable[[Site], object]] = {
    "the first paragraph": edit(A, "Text.", "Test."),
    "a title": edit(A, "title: A", "title: B"),
    "a tag": edit(A, "[x, y]", "[x]"),
    "a part less": edit(A, "## Part", "Part"),
    "another link": edit(A, "/b.md", "/c.md"),
    "a link less": edit(A, "[to b](/posts/b.md)", ""),
    "a draft no more": edit("content/posts/w.md", "draft: true", "draft: false"),
    "a warning": edit(A, "Second", "```nolanguage\nx\n```"),
    "a new article": lambda site: site.post("z"),
    "a file that is not read": lambda site: (
        site.write("content/a.md", "x"), edit(A, "Second", "Third")(site)
    ),
    "a link that became a file": lambda site: (
        (site.root / "content/posts/z.md").symlink_to("/nowhere"),
        site.build(),
        (site.root / "content/posts/z.md").unlink(),
        site.post("z"),
    ),
    "a picture": lambda site: site.write("content/images/p.png", picture(2)),
    "a page altered": lambda site: (
        site.write("output/index.html", "mine"), edit(A, "Second", "Third")(site)
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", SHORT)
def test_texts_go_the_short_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    site = newsroom(tmp_path)
    SHORT[change](site)
    assert is_short(site, monkeypatch)


@pytest.mark.parametrize("path", [A, "content/posts/a.fr.md", "content/posts/c.fr.md"])
def test_translated_texts_go_the_short_way(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(tmp_path)
    text = SETTINGS + '[languages.fr]\ntitle = "Le Registre"\n'
    site.write("site.toml", text)
    for name in ("a.fr", "b.fr", "c.fr"):  # b is one that the others link to
        site.post(name, LONG, title=f"En français, {name}", date="2026-02-11")
    site.post("c/index", LONG, title="C", date="2026-02-11")
    (site.root / "content/posts/c.md").unlink()
    settle(site)
    edit(path, "Second", "Third")(site)
    assert is_short(site, monkeypatch)


def test_a_new_part_of_a_translation_goes_the_whole_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path, SETTINGS + "[languages.fr]\n").post("a", "## Part").post("a.fr", "Texte.")
    settle(site.post("b.fr", "[x](a.md#part)"))
    assert 'href="/2026/02/a/#part"' in site.page("fr/2026/02/b/index.html")
    edit("content/posts/a.fr.md", "Texte.", "## Part")(site)
    assert not is_short(site, monkeypatch)
    assert 'href="/fr/2026/02/a/#part"' in site.page("fr/2026/02/b/index.html")


@pytest.mark.parametrize("change", WHOLE)
def test_all_else_goes_the_whole_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    site = newsroom(tmp_path)
    WHOLE[change](site)
    assert not is_short(site, monkeypatch)


def test_the_next_edit_goes_the_short_way_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(tmp_path)
    for number in range(3):
        edit(A, "Second", f"Second {number}")(site)
        assert site.build().report
        assert site.report
        assert site.report.rendered == 1
    assert "Second 2 1 0" in site.page("2026/02/a/index.html")


def test_a_file_complained_of_goes_the_whole_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(tmp_path)
    edit(A, "Second", "```nolanguage\nx\n```\n\nSecond")(site)
    settle(site)
    edit(A, "Second", "Third")(site)
    assert not is_short(site, monkeypatch)


def test_a_build_that_failed_is_not_built_upon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(tmp_path)
    edit(A, "Second", "Third")(site)
    site.post("b", f"{LONG}\n\nBy b.", date="32 Feb").refused()
    site.post("b", f"{LONG}\n\nBy b.", date="2026-02-11", tags="[x, y]", series="S")
    is_short(site, monkeypatch)


def test_an_output_folder_elsewhere_has_its_own_past(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(tmp_path)
    edit(A, "Second", "Third")(site)
    site.build(output=tmp_path / "other")
    assert not is_short(site, monkeypatch)


def test_the_clock_goes_the_whole_way(tmp_path: Path) -> None:
    site = newsroom(tmp_path)
    site.post("s", date="2026-11-23 13:00")
    settle(site)
    edit(A, "Second", "Third")(site)
    site.build(now=NOW + timedelta(hours=2))
    assert "2026/11/s/index.html" in site.files()
    assert "Third" in site.page("2026/02/a/index.html")


def test_a_body_that_was_edited_is_not_kept(tmp_path: Path) -> None:
    from generator.store import opened

    site = newsroom(tmp_path)
    edit(A, "Second", "Secret")(site)
    site.build()
    edit(A, "Secret", "Third")(site)
    site.build()
    with opened(site.root) as store:
        rows = store._rows("select data from blob")
    assert not any(b"Secret" in bytes(data) for (data,) in rows)


def test_a_body_that_another_article_has_too_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(tmp_path)
    site.post("twin", f"{LONG}\n\nBy c.")
    settle(site)
    edit("content/posts/twin.md", "By c.", "By nobody.")(site)
    settle(site)
    edit("content/posts/d.md", "By d.", "By somebody.")(site)
    assert is_short(site, monkeypatch)


def test_a_text_is_in_no_page_but_its_own(tmp_path: Path) -> None:
    """What `holders` relies on when it looks for a text in few files."""
    from generator.store import opened

    site = newsroom(tmp_path)
    with opened(site.root) as store:
        rows = store._rows("select path, told from reason where path like '%.html'")
        bodies = store._rows("select path, blob from source")
    told = {path: dict(json.loads(text)) for path, text in rows}
    texts = {one["post"]: path for path, one in told.items() if "post" in one}
    assert len(texts) == 9
    for page, one in told.items():
        assert {texts[value] for value in one.values() if value in texts} <= {page}
        shown = {path for path, body in bodies if body in one.values()}
        assert shown == ({"content/pages/about.md"} if page == "about/index.html" else set())
