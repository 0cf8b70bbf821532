from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import clean
from generator.pages.heads import FILES
from generator.problems import Stop
from generator.store import opened
from generator.store.file import forget
from tests.kit import NOW, SETTINGS, Killed, Site
from tests.test_links import PNG


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
    feeds = {f"{where}{name}" for where in ("", "tags/x/") for name in FILES.values()}
    assert changed == {"2026/02/a/index.html", *feeds}


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

    def killed(*_: object) -> None:
        raise Killed

    site.post("a", draft="true").post("b")
    with monkeypatch.context() as patch:
        patch.setattr("generator.publish.Placing._remove", killed)
        with pytest.raises(Killed):
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
        sites.append(site.build(pool=number).tree())
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
        site.write("content/images/p.png", PNG)
    site.post(name, body.get(kind, "Text."), **fields)


def test_clean_removes_what_was_built_and_nothing_else(site: Site) -> None:
    site.post("a").build()
    (site.output / "CNAME").write_text("x")
    number = len(site.files()) - 1
    assert clean(site.root, site.output) == number
    assert site.files() == {"CNAME"}


def test_a_lost_store_costs_time_only(site: Site) -> None:
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
        'content/posts/b.md:4:11: the address "/2026/02/a/" is already that of content/posts/a.md'
        " (give this one another slug, date or alias)"
    ]


def test_no_alias_leads_out_of_the_output(site: Site) -> None:
    for alias in ("/../x/", "/%2e%2e/x/", "/a/../../x", "/a\\\\..\\\\x", "//example.com/x"):
        site.post("a", aliases=f'["{alias}"]')
        assert site.refused(), alias
    assert not (site.root / "x").exists()


@pytest.mark.parametrize("alias", ["/.htaccess", "/_worker.js", "/_headers", "/a/%5Fredirects"])
def test_no_alias_is_a_file_that_servers_read(site: Site, alias: str) -> None:
    site.post("a", aliases=f"[/old/, {alias}]")
    assert site.refused() == [
        f'content/posts/a.md:4:18: alias "{alias}" names a file that servers read as their settings'
        " (take it out)"
    ]


def test_the_module_runs_as_a_command(site: Site) -> None:
    site.post("a")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--site", str(site.root)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("built ")


@pytest.mark.parametrize("alias", ["/feed.xml", "/tags/", "/404.html", "/robots.txt"])
def test_an_alias_that_is_taken_is_told_at_its_line(site: Site, alias: str) -> None:
    site.post("a", tags="[x]", aliases=f"[/old/, {alias}]")
    (told,) = site.refused()
    assert told.startswith(
        f'content/posts/a.md:5:18: the address "{alias}" is already that of a page'
    )


def test_an_alias_of_the_article_itself_is_told_so(site: Site) -> None:
    site.post("a", aliases="[/2026/02/a/]")
    assert site.refused() == [
        'content/posts/a.md:4:11: the address "/2026/02/a/" is already that of this article'
        " (take it out)"
    ]
    site.post("a", aliases="[/b.html]").post("b", aliases="[/b.html/c/]")
    (told,) = site.refused()
    assert told.startswith('content/posts/b.md:4:11: the address "/b.html/c/" can\'t stand beside')


def test_an_article_taken_back_is_not_left_public_when_the_store_is_lost(site: Site) -> None:
    site.post("a", "Secret.").post("b").build()
    forget(site.root)
    before = site.tree()
    site.post("a", "Secret.", draft="true")
    told = site.refused()
    assert len(told) == 1
    assert "2026/02/a/index.html" in told[0]
    assert site.tree() == before
    shutil.rmtree(site.output)
    assert not any(b"Secret" in data for data in site.build().tree().values())


def test_a_folder_is_known_after_another_one_was_cleaned(site: Site) -> None:
    other = site.root / "other"
    site.post("a").build().build(output=other)
    assert clean(site.root, other) == len(site.files())
    site.post("a", draft="true").build()
    assert "2026/02/a/index.html" not in site.files()


def test_to_begin_anew_changes_nothing_before_all_is_right(site: Site) -> None:
    site.post("a").build()
    before = site.tree()
    site.post("b", date="32 Feb").refused(is_anew=True)
    assert site.tree() == before
    site.post("b", date="2026-02-13").build(is_anew=True)
    assert site.report is not None
    assert site.report.rendered == site.report.pages


@pytest.mark.parametrize("path", ["robots.txt", "tags", "2026/02/a"])
def test_what_others_put_into_the_folder_is_not_written_over(site: Site, path: str) -> None:
    site.write(f"output/{path}", "mine").post("a", tags="[x]")
    assert site.refused()[0].startswith(f"{site.output}:1:1: no build on record has made")
    assert site.files() == {path}


@pytest.mark.parametrize("path", ["2026", "2026/02/a/index.html", "2026/02/a"])
def test_nor_is_what_they_put_there_later(site: Site, path: str) -> None:
    site.post("b", date="2025-01-01").build()
    before = site.write(f"output/{path}", "mine").tree()
    told = site.post("a").refused()
    assert [one.partition(": ")[0] for one in told] == [f"{site.output / path}:1:1"]
    assert site.tree() == before


def test_a_folder_where_a_page_must_be_stops_the_build_before_it_publishes(site: Site) -> None:
    site.post("a").write("output/feed.xml/x/y", "mine")
    assert len(site.refused()) == 1
    assert site.files() == {"feed.xml/x/y"}
    assert not list(site.root.glob(".output*"))


def test_a_link_in_the_output_is_not_followed(site: Site) -> None:
    (site.root / "elsewhere").mkdir()
    site.output.mkdir()
    (site.output / "2026").symlink_to(site.root / "elsewhere")
    assert site.post("a").refused()
    assert not list((site.root / "elsewhere").iterdir())


def test_a_changed_style_sheet_reaches_every_page(site: Site) -> None:
    site.post("a").build()
    site.write("layouts/assets/style.css", "body { color: red }").build()
    (name,) = [path for path in site.files() if path.startswith("assets/style.")]
    pages = [page for path, page in site.tree().items() if path.endswith(".html")]
    assert all(name.encode() in page for page in pages)


def test_a_changed_setting_reaches_pages_and_feeds(site: Site) -> None:
    site.post("a").build()
    site.write("site.toml", SETTINGS.replace("The Record", "The Tribune")).build()
    assert "The Tribune" in site.page("feed.xml")
    assert "The Tribune" in site.page("2026/02/a/index.html")


def test_another_version_of_a_package_makes_all_pages_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("a").build()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99")
    site.write("site.toml", SETTINGS).build()
    assert site.report is not None
    assert site.report.rendered == site.report.pages
    assert not site.report.written


def test_a_page_that_comes_out_the_same_keeps_its_file(site: Site) -> None:
    site.post("a").post("b").build()
    before = (site.output / "2026/02/b/index.html").stat()
    site.write("layouts/404.html", "new").build()
    assert (site.output / "2026/02/b/index.html").stat() == before
    assert site.report is not None
    assert (site.report.rendered, site.report.written) == (site.report.pages, 1)


def test_a_picture_that_is_only_linked_to_is_published(site: Site) -> None:
    site.write("content/posts/p.png", PNG).post("a", "[see](p.png)").build()
    assert [path for path in site.files() if path.startswith("assets/p.")]


def test_what_is_gone_leaves_the_store(site: Site) -> None:
    site.post("a", "Secret.").post("b").build()
    (site.root / "content/posts/a.md").unlink()
    site.build()
    with opened(site.root) as store:
        assert list(store.remembered("source")) == ["content/posts/b.md"]
        assert not [row for row in store._rows("select data from blob") if b"Secret" in row[0]]


def test_a_layout_meets_the_same_values_in_every_build(site: Site) -> None:
    site.write("site.toml", SETTINGS + 'timezone = "Europe/Brussels"\n').post("a")
    site.write("layouts/post.html", "{{ post.card.published.strftime('%Z') }}").build()
    first = site.page("2026/02/a/index.html")
    site.write("layouts/404.html", "new").post("b").build()
    assert site.page("2026/02/a/index.html") == first


def test_one_mistake_in_a_layout_is_told_once(site: Site) -> None:
    site.post("a").post("b").write("layouts/post.html", "{{ nope }}")
    assert len(site.refused()) == 1


def test_a_layout_that_is_no_text_or_lies_elsewhere_is_told(site: Site, tmp_path: Path) -> None:
    site.post("a").write("layouts/post.html", b"\xff\xfe")
    (site.root / "layouts/assets").mkdir()
    (site.root / "layouts/assets/x.txt").symlink_to("/etc/hostname")
    told = site.refused()
    assert [one.partition(": ")[0] for one in told] == [
        "layouts/assets/x.txt:1:1",
        "layouts/post.html:1:1",
    ]


def test_an_article_with_a_capital_suffix_is_an_article(site: Site) -> None:
    site.write("content/pages/about/index.MD", "# About").build()
    assert "about/index.html" in site.files()


def many(root: Path) -> Site:
    """Write a site with work enough for several processes."""
    site = Site(root)
    for number in range(60):
        site.post(f"p{number}", f"Text {number}.\n\n```python\nx = {number}\n```", tags="[a, b]")
    return site.write("content/posts/bad.md", "---\ntitle: Bad\ndraft: true\n---\n<b onclick=x>")


def test_processes_that_are_spawned_give_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked = many(tmp_path / "forked").build(pool=2)
    with monkeypatch.context() as patch:
        patch.delattr(os, "fork")
        spawned = many(tmp_path / "spawned").build(pool=2)
    assert spawned.tree() == forked.tree()
    assert spawned.told() == forked.told()


def test_an_executor_gives_the_same_site(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as threads:
        threaded = many(tmp_path / "threads").build(pool=threads)
    assert threaded.tree() == many(tmp_path / "one").build().tree()


def test_a_cluster_gives_the_same_site(tmp_path: Path) -> None:
    import distributed

    options = {"n_workers": 2, "threads_per_worker": 2, "dashboard_address": ":0"}
    with (
        distributed.LocalCluster(host="127.0.0.1", **options) as cluster,
        distributed.Client(cluster) as client,
    ):
        site = many(tmp_path / "cluster").build(pool=client.get_executor())
    assert site.tree() == many(tmp_path / "one").build().tree()
