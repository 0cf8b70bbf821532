"""A site of Pelican is carried over: metadata, states, addresses and its own kinds of links."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports.kit import Old, carried, picture

CONFIG = """
import os
AUTHOR = "Ana"
SITEURL = "https://old.example.org"
TIMEZONE = "Europe/Rome"
ARTICLE_URL = "posts/{date:%Y}/{slug}/"
STATIC_PATHS = ["images"]
open("RAN", "w").write("x")
"""


@pytest.fixture
def old(tmp_path: Path) -> Old:
    old = Old(tmp_path / "old").write("pelicanconf.py", CONFIG)
    old.write(
        "content/law/first.md",
        """\
        Title: First: a post
        Date: 2019-10-11 12:13
        Modified: 2019-11-01
        Category: Courts
        Tags: privacy, cameras
        Slug: first
        Authors: Ana; Ben
        Summary: What it says,
            and more of it.
        Template: wide

        Read [the second]({filename}second.md#part), [the page]({filename}/pages/about.md),
        [the same](|filename|/law/second.md), [a tag]({tag}cameras) and [all]({index}).

        ![Map]({static}/images/map.png) and ![Map]({attach}../images/map.png)

        `{filename}code.md`
        """,
    )
    old.write(
        "content/law/second.md",
        "---\ntitle: Second\ndate: 2019-12-01\nstatus: hidden\n---\n\n## Part\n\nText.\n",
    )
    old.write("content/2019-12-24-third.md", "Title: Third\nStatus: draft\n\nText.\n")
    old.write("content/pages/about.md", "Title: About\n\nWho we are.\n").write(
        "content/old.rst", "Old\n###\n"
    )
    return old.write("content/images/map.png", picture())


def test_what_is_carried_over_builds(old: Old, tmp_path: Path) -> None:
    done = carried("pelican", old, tmp_path)
    assert set(done.site.posts()) == {
        "2019-10-11-first.md",
        "2019-12-01-second.md",
        "2019-12-24-third.md",
    }
    text = done.site.text("content/posts/2019-10-11-first.md")
    for line in (
        'title: "First: a post"', "date: 2019-10-11 12:13:00+0200", "updated: 2019-11-01",
        'tags: ["Courts", "privacy", "cameras"]', 'authors: ["Ana", "Ben"]', 'summary: "What it says, and more of it."',
        'aliases: ["/posts/2019/first/"]',
    ):  # fmt: skip
        assert f"\n{line}\n" in text, line
    assert "[the second](2019-12-01-second.md#part), [the page](../pages/about.md)" in text
    assert "[the same](2019-12-01-second.md), [a tag](/tags/cameras/) and [all](/)" in text
    assert text.count("](/images/map.png)") == 2
    assert "`{filename}code.md`" in text
    assert "unlisted: true" in done.site.text("content/posts/2019-12-01-second.md")
    assert "draft: true" in done.site.text("content/posts/2019-12-24-third.md")
    site = done.site.build()
    assert (site.output / "posts/2019/first/index.html").is_file()
    assert (site.output / "pages/about.html").is_file()
    assert site.page("2019/10/first/index.html").count("<img") == 2


@pytest.mark.parametrize(
    ("config", "head", "address"),
    [
        ("", "Title: Ein Tag: Über", "/ein-tag-uber.html"),
        ("", "Title: X\nSlug: My_Slug", "/My_Slug.html"),
        ('ARTICLE_URL = "{category}/{slug}/"', "Title: X", "/misc/x/"),
        ('ARTICLE_URL = "{date:%Y}/{date:%b}/{slug}.html"', "Title: X", "/2020/Feb/x.html"),
        ("", "Title: X\nUrl: my/own/", "/my/own/"),
    ],
)
def test_the_old_address_is_what_pelican_made_of_it(
    config: str, head: str, address: str, tmp_path: Path
) -> None:
    old = Old(tmp_path / "old").write("pelicanconf.py", config + "\n")
    old.write("content/x.md", f"{head}\nDate: 2020-02-01\n\nText.\n")
    site = carried("pelican", old, tmp_path).site.build()
    wanted = address.strip("/") + ("" if address.endswith(".html") else "/index.html")
    assert (site.output / wanted).is_file()


def test_an_address_that_can_t_be_known_is_told(tmp_path: Path) -> None:
    old = Old(tmp_path / "old").write("content/x.md", "Title: 中文\nDate: 2020-02-01\n\nText.\n")
    told = carried("pelican", old, tmp_path).err
    assert "content/x.md:1:1: warning: its old address can't be known" in told


def test_its_settings_are_read_and_not_run(
    old: Old, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old.write("publishconf.py", "SITEURL = os.environ['URL']\nARTICLE_URL = f'{x}'\n")
    done = carried("pelican", old, tmp_path)
    assert not list(tmp_path.rglob("RAN"))
    assert "publishconf.py:2:1: warning: ARTICLE_URL is no plain value" in done.err


def test_what_is_not_carried_over_is_told(old: Old, tmp_path: Path) -> None:
    done = carried("pelican", old, tmp_path)
    assert "content/old.rst:1:1: warning: only Markdown is carried over" in done.err
    old.write("pelicanconf.py", "def (:\n")
    assert "these settings can't be read as Python" in carried("pelican", old, tmp_path).err
