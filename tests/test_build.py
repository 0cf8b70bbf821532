from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import clean
from generator.problems import Stop
from tests.kit import NOW, SETTINGS, Site


def test_nothing_changed_renders_nothing_and_writes_nothing(site: Site) -> None:
    site.post("a", tags="[x]").post("b").build()
    times = {path: (site.output / path).stat().st_mtime_ns for path in site.files()}
    report = site.build().report
    assert report is not None
    assert (report.rendered, report.written, report.removed) == (0, 0, 0)
    assert times == {path: (site.output / path).stat().st_mtime_ns for path in site.files()}


def test_an_edited_body_changes_its_page_and_the_feeds_only(site: Site) -> None:
    site.post("a", tags="[x]", summary="S").post("b").build()
    before = site.tree()
    site.post("a", "Other text.", tags="[x]", summary="S").build()
    changed = {path for path, data in site.tree().items() if before[path] != data}
    assert changed == {"2026/02/a/index.html", "feed.xml", "tags/x/feed.xml"}


def test_what_somebody_deleted_or_altered_is_put_back(site: Site) -> None:
    site.post("a").build()
    before = site.tree()
    (site.output / "2026/02/a/index.html").unlink()
    (site.output / "index.html").write_text("altered")
    assert site.build().tree() == before


def test_foreign_files_stay_and_are_named(site: Site) -> None:
    site.post("a").build()
    (site.output / "CNAME").write_text("example.org")
    (site.output / "2026/02/a/mine.txt").write_text("mine")
    site.post("a", draft="true").build()
    assert site.report is not None
    assert site.report.unknown == ("2026/02/a/mine.txt", "CNAME")
    assert (site.output / "CNAME").read_text() == "example.org"


def test_a_mistake_leaves_the_output_as_it_was(site: Site) -> None:
    site.post("a").build()
    before = site.tree()
    site.post("a", "Changed.").post("b", date="32 Feb").refused()
    assert site.tree() == before


def test_what_an_interrupted_build_left_is_taken_away(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("a").build()

    def interrupted(output: Path, path: str) -> None:
        raise KeyboardInterrupt

    site.post("a", draft="true").post("b")
    with monkeypatch.context() as patch:
        patch.setattr("generator.publish._remove", interrupted)
        with pytest.raises(KeyboardInterrupt):
            site.build()
    assert {"2026/02/a/index.html", "2026/02/b/index.html"} <= site.files()
    site.post("b", draft="true").build()
    assert not {"2026/02/a/index.html", "2026/02/b/index.html"} & site.files()
    assert site.report is not None
    assert not site.report.unknown


def test_a_broken_layout_is_told_at_its_line_and_leaves_the_output_as_it_was(site: Site) -> None:
    site.post("a").build()
    before = site.tree()
    site.write("layouts/post.html", "<p>\n{{ post.crad.title }}\n")
    assert site.refused()[0].startswith("layouts/post.html:2:1: ")
    site.write("layouts/post.html", "<p>\n\n{% if %}\n")
    assert site.refused()[0].startswith("layouts/post.html:3:1: ")
    site.write("layouts/post.html", '{% include "none.html" %}')
    assert site.refused() == [
        'layouts/post.html:1:1: there is no layout "none.html" (add it under layouts/)'
    ]
    assert site.tree() == before


def test_a_sites_own_layout_is_used(site: Site) -> None:
    site.post("a").write("layouts/post.html", "<h1>Mine: {{ post.card.title }}</h1>").build()
    assert site.page("2026/02/a/index.html") == "<h1>Mine: A</h1>\n"
    (site.root / "layouts/post.html").unlink()
    assert "Mine" not in site.build().page("2026/02/a/index.html")


def test_a_sites_own_layout_can_build_on_the_default_one(site: Site) -> None:
    site.post("a").write("layouts/base.html", '{% extends "!base.html" %}').build()
    site.write("layouts/404.html", '{% extends "!404.html" %}{% block main %}Gone.{% endblock %}')
    assert "Gone." in site.build().page("404.html")
    assert "<title>" in site.page("404.html")


def test_layouts_can_not_reach_the_machine(site: Site) -> None:
    for code in ("''.__class__.__mro__", "settings.__init__.__globals__", "range(3)", "lipsum()"):
        site.post("a").write("layouts/post.html", "{{ " + code + " }}")
        assert site.refused()


def test_article_text_is_never_a_template(site: Site) -> None:
    site.post("a", "Sum: {{ 7*7 }} {% for %}").build()
    assert "{{ 7*7 }} {% for %}" in site.page("2026/02/a/index.html")


@pytest.mark.parametrize("jobs", [1, 3])
def test_any_number_of_processes_gives_the_same_site(tmp_path: Path, jobs: int) -> None:
    sites = []
    for number in (1, jobs):
        site = Site(tmp_path / f"{number}-{len(sites)}")
        for day in range(1, 29):
            site.post(f"p{day}", date=f"2026-01-{day:02}", tags=f"[t{day % 5}]")
        sites.append(site.build(jobs=number).tree())
    assert sites[0] == sites[1]


def test_the_same_site_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    trees = []
    for number, zone in enumerate(("UTC", "Pacific/Kiritimati", "America/Anchorage")):
        site = Site(tmp_path / f"somewhere-{number}", SETTINGS + 'timezone = "Europe/Brussels"\n')
        site.post("a", date="2026-02-12", tags="[x]", updated="2026-02-13 00:30")
        os.environ["TZ"] = zone
        trees.append(site.build(now=NOW + timedelta(days=number)).tree())
    os.environ.pop("TZ")
    assert trees[0] == trees[1] == trees[2]


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["body", "title", "date", "tags", "slug", "draft", "delete", "layout",
                         "settings", "picture", "link", "touch", "spoil"]),
        st.sampled_from(["a", "b", "c"]),
        st.integers(0, 3),
    ),
    max_size=8,
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(EDITS)
def test_after_any_edits_an_incremental_build_equals_a_clean_one(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, int]]
) -> None:
    root = tmp_path_factory.mktemp("site")
    site = (
        Site(root).post("a").post("b", tags="[x]").post("c", "[to b](b.md)", draft="true").build()
    )
    fields: dict[str, dict[str, str]] = {"a": {}, "b": {"tags": "[x]"}, "c": {"draft": "true"}}
    for kind, name, number in edits:
        edit(site, fields[name], kind, name, number)
    twin = Site(tmp_path_factory.mktemp("twin"))
    subprocess.run(["cp", "-a", *(str(root / part) for part in ("content", "site.toml")),
                    str(twin.root)], check=True)  # fmt: skip
    if (root / "layouts").exists():
        subprocess.run(["cp", "-a", str(root / "layouts"), str(twin.root)], check=True)
    try:
        tree = site.build().tree()
    except Stop as stop:
        assert twin.refused() == [str(p) for p in stop.problems if p.level == "error"]
    else:
        assert tree == twin.build().tree()


def edit(site: Site, fields: dict[str, str], kind: str, name: str, number: int) -> None:
    values = {
        "title": {"title": f"Title {number}"}, "date": {"date": f"2026-0{number + 1}-03"},
        "tags": {"tags": f"[t{number}, x]"}, "slug": {"slug": f"slug-{number}"},
        "draft": {"draft": "true" if number % 2 else "false"},
    }  # fmt: skip
    if kind == "delete":
        (site.root / f"content/posts/{name}.md").unlink(missing_ok=True)
        return
    if kind == "layout":
        site.write("layouts/page.html", f"{number}").write("layouts/404.html", f"<p>{number}</p>")
    if kind == "settings":
        site.write("site.toml", SETTINGS + f'page_size = {number + 1}\nfooter = "{number}"\n')
    if kind == "touch":
        (site.root / "site.toml").touch()
    if kind == "spoil":
        for file in list(site.output.rglob("*.html"))[: number + 1]:
            file.write_text("spoilt")
    fields |= values.get(kind, {})
    body = {"body": f"Body {number}", "link": "[to a](a.md)", "picture": "![x](/images/p.png)"}
    if kind == "picture":
        from tests.test_links import PNG

        site.write("content/images/p.png", PNG)
    site.post(name, body.get(kind, "Text."), **fields)


def test_clean_removes_what_was_built_and_nothing_else(site: Site) -> None:
    site.post("a").build()
    (site.output / "CNAME").write_text("x")
    number = len(site.files()) - 1
    assert clean(site.root, site.output) == number
    assert site.files() == {"CNAME"}


def test_a_lost_store_costs_time_only(site: Site) -> None:
    from generator.store import forget

    before = site.post("a").build().tree()
    forget(site.root)
    assert site.build().tree() == before


@pytest.mark.parametrize("folder", [".", "..", "content", "content/posts", "layouts/x", "/"])
def test_dangerous_output_folders_are_refused(site: Site, folder: str) -> None:
    (told,) = site.post("a").refused(output=site.root / folder)
    assert "the output folder" in told


def test_another_address_reaches_every_page_and_feed(site: Site) -> None:
    site.post("a", tags="[x]").build(base_url="https://staging.example.org/sub")
    for path in ("index.html", "2026/02/a/index.html", "feed.xml", "sitemap.xml", "robots.txt"):
        text = site.page(path)
        assert "https://example.org" not in text
        assert "https://staging.example.org/sub/" in text
    assert 'href="/sub/2026/02/a/"' in site.page("index.html")


def test_two_posts_at_one_address_are_told_with_both_files(site: Site) -> None:
    site.post("a", slug="same").post("b", slug="same")
    assert site.refused() == [
        'content/posts/b.md:1:1: the address "/2026/02/same/" is already that of content/posts/a.md'
        " (give this one another slug, date or alias)"
    ]


@pytest.mark.parametrize(
    ("path", "address"),
    [("tags", "/tags/"), ("archive", "/archive/"), ("authors", None), ("Tags", "/Tags/")],
)
def test_a_page_may_not_take_the_place_of_ours(site: Site, path: str, address: str | None) -> None:
    site.post("a").write(f"content/pages/{path}.md", "---\ntitle: X\n---\n")
    if address is None:
        site.build()
        return
    (told,) = site.refused()
    assert told.startswith(f"content/pages/{path}.md:1:1: the address ")


def test_an_alias_leads_to_the_new_address(site: Site) -> None:
    site.post("a", aliases="[/old/a/, /old.html, /älter]").build()
    for path in ("old/a/index.html", "old.html", "älter/index.html"):
        page = site.page(path)
        assert 'href="/2026/02/a/"' in page or "https://example.org/2026/02/a/" in page
        assert "noindex" in page
    site.post("b", aliases="[/2026/02/a/]")
    assert site.refused() == [
        'content/posts/b.md:1:1: the address "/2026/02/a/" is already that of content/posts/a.md'
        " (give this one another slug, date or alias)"
    ]


def test_no_alias_leads_out_of_the_output(site: Site) -> None:
    for alias in ("/../x/", "/%2e%2e/x/", "/a/../../x", "/a\\\\..\\\\x", "//example.com/x"):
        site.post("a", aliases=f'["{alias}"]')
        assert site.refused(), alias
    assert not (site.root / "x").exists()


def test_the_module_runs_as_a_command(site: Site) -> None:
    site.post("a")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--site", str(site.root)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("built ")
