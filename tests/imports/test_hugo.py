"""A site of Hugo is carried over: texts, days, tags, addresses, pictures; the rest is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from tests.imports.kit import Old, carried, picture

CONFIG = """
baseURL = "https://old.example.org/"
title = "Old"
timeZone = "Europe/Brussels"
[languages.en]
[languages.fr]
[permalinks]
    news = "/:year/:month/:slug/"
"""


@pytest.fixture
def old(tmp_path: Path) -> Old:
    """Write a site as people have them."""
    old = Old(tmp_path / "old").write("hugo.toml", CONFIG)
    old.write(
        "content/posts/first.md",
        """\
        ---
        title: "First: a post"
        date: 2023-04-05
        lastmod: 2023-05-01
        tags: [privacy, "face recognition"]
        categories: news
        author: Ana
        description: What it says.
        draft: false
        weight: 3
        mood: grim
        aliases: [/very/old/]
        ---
        Read [the second]({{< ref "second.md" >}}) and [its part]({{< relref "/posts/second#part" >}}),
        or [by its address](/posts/second/), or [in full](https://old.example.org/posts/second/#part).

        {{< figure src="/img/map.png" alt="A map" caption="Where it was" >}}

        ![The same](/img/map.png)

        {{< youtube dQw4w9WgXcQ >}}

        {{< highlight python "linenos=true" >}}
        print("{{< not >}}")
        {{< /highlight >}}

        `{{< code >}}` and {{</* shown */>}} stay.

        {{< chart data="x.csv" >}}
        """,
    )
    old.write(
        "content/posts/second.md",
        '+++\ntitle = "Second"\ndate = 2023-04-06T23:30:00\nslug = "the-second"\ntags = ["privacy"]\n+++\n\n## Part\n\nText.\n',
    )
    old.write(
        "content/posts/json.md",
        '{"title": "JSON", "date": "2023-04-07T10:00:00+02:00", "draft": true}\n\nText.\n',
    )
    old.write(
        "content/news/Bundle Post/index.md",
        "---\ntitle: A bundle\ndate: 2024-01-02\nslug: bundle\nimages: [cover.png]\n---\n![In it](pic.png)\n",
    )
    old.write("content/news/Bundle Post/pic.png", picture()).write(
        "content/news/Bundle Post/cover.png", picture()
    )
    old.write("content/news/Bundle Post/data.csv", "a,b\n")
    old.write("content/about.md", "---\ntitle: About\n---\nWho we are.\n")
    old.write("content/about.fr.md", "---\ntitle: À propos\n---\nQui nous sommes.\n")
    old.write("content/posts/_index.md", "---\ntitle: Posts\n---\nAll of them.\n")
    old.write("content/posts/broken.md", "---\ntitle: [\n---\nText.\n")
    old.write("content/posts/latin.md", "---\ntitle: Caf\u00e9\n---\n".encode("latin-1"))
    old.write("content/posts/nodate.md", "---\ntitle: No day\ndate: 2020-13-40\n---\nText.\n")
    old.write(
        "content/posts/crlf.md",
        b"\xef\xbb\xbf---\r\ntitle: Windows\r\ndate: 2022-01-01\r\n---\r\n\r\nText.\r\n",
    )
    return old.write("static/img/map.png", picture()).write("static/cv.pdf", b"%PDF")


def test_what_is_carried_over_builds(old: Old, tmp_path: Path) -> None:
    done = carried("hugo", old, tmp_path)
    assert set(done.site.posts()) == {
        "2023-04-05-first.md", "2023-04-06-second.md", "2023-04-07-json.md", "2024-01-02-bundle-post/index.md",
        "nodate.md", "2022-01-01-crlf.md",
    }  # fmt: skip
    site = done.site.build()
    first = site.page("2023/04/first/index.html")
    assert 'href="/2023/04/the-second/"' in first
    assert first.count('href="/2023/04/the-second/#part"') == 2
    assert "Where it was</figcaption>" in first
    assert first.count("<img") == 2
    assert "https://www.youtube.com/watch?v=dQw4w9WgXcQ" in first
    assert "<code>{{&lt; code &gt;}}</code>" in first
    assert "{{&lt; shown &gt;}}" in first
    assert site.page("2024/01/bundle/index.html").count("<img") >= 2
    assert site.page("posts/first/index.html").count("/2023/04/first/")
    assert (site.output / "very/old/index.html").is_file()
    assert not (site.output / "2023/04/json").exists(), "a draft stays one"
    assert (site.output / "about/index.html").is_file()


def test_fields_have_their_names_and_zones(old: Old, tmp_path: Path) -> None:
    site = carried("hugo", old, tmp_path).site
    first = site.text("content/posts/2023-04-05-first.md")
    for line in (
        'title: "First: a post"', "date: 2023-04-05", "updated: 2023-05-01",
        'tags: ["privacy", "face recognition", "news"]', 'authors: ["Ana"]', 'summary: "What it says."',
        'aliases: ["/posts/first/", "/very/old/"]',
    ):  # fmt: skip
        assert f"\n{line}\n" in first
    second = site.text("content/posts/2023-04-06-second.md")
    assert "date: 2023-04-06 23:30:00+0200" in second
    assert 'slug: "the-second"' in second
    assert 'language: "fr"' in site.text("content/pages/about-fr.md")


def test_what_is_not_carried_over_is_told(old: Old, tmp_path: Path) -> None:
    done = carried("hugo", old, tmp_path)
    for words in (
        'content/posts/first.md:11:1: warning: "mood" is not carried over',
        'content/posts/first.md:29:1: warning: {{< chart data="x.csv" >}} is Hugo\'s',
        "content/posts/_index.md:4:1: warning: the text of a list is not carried over",
        "content/posts/broken.md:2:8: ",
        "content/posts/latin.md:2:11: byte 0xe9 is not UTF-8 text",
        'content/posts/nodate.md:3:1: warning: date: "2020-13-40" is not a date',
        "content/posts/nodate.md:1:1: warning: it has no date",
        "content/news/Bundle Post/data.csv:1:1: warning: this file is not carried over",
        "static/cv.pdf:1:1: warning: this file is not carried over",
    ):
        assert words in done.err, words
    assert "weight" not in done.err
    assert done.out.startswith("8 texts and 3 pictures carried over; ")


def test_nothing_is_written_over(old: Old, tmp_path: Path) -> None:
    site = carried("hugo", old, tmp_path).site
    before = site.tree()
    done = carried("hugo", old, tmp_path)
    assert done.site.tree() == before
    assert done.out.startswith("0 texts and 0 pictures carried over; ")
    assert "there is such a file already" in done.err


def test_a_dry_run_writes_nothing(old: Old, tmp_path: Path) -> None:
    done = carried("hugo", old, tmp_path, "--dry-run")
    assert done.site.tree() == {"site.toml": done.site.tree()["site.toml"]}
    assert done.out.startswith("8 texts and 3 pictures would be carried over; ")


@pytest.mark.parametrize(
    ("config", "path", "head", "address"),
    [
        ("", "posts/One Two.md", "", "/posts/one-two/"),
        ("", "a/b/c.md", "slug: d", "/a/b/d/"),
        ("", "posts/x.md", "url: /my/own.html", "/my/own.html"),
        ("uglyURLs = true", "posts/x.md", "", "/posts/x.html"),
        ("", "posts/x.md", "aliases: [y, ../z, /w]", "/posts/y/"),
        ("", "posts/x.md", "aliases: [y, ../z, /w]", "/z/"),
        ("", "posts/c.fr.md", "", "/posts/c.fr/"),
        ("[languages.fr]", "posts/c.fr.md", "", "/fr/posts/c/"),
        ('[permalinks]\nposts = "/:section/:year/:title"', "posts/x.md", "title: Ein Tag", "/posts/2020/ein-tag/"),
        ('[permalinks.page]\nposts = "/:year/:yearday/:filename"', "posts/x.md", "", "/2020/32/x/"),
        ('[permalinks]\nposts = "/:sections/:monthname/:slugorfilename"', "posts/sub/x.md", "", "/posts/february/x/"),
    ],
)  # fmt: skip
def test_the_old_address_is_what_hugo_made_of_it(
    config: str, path: str, head: str, address: str, tmp_path: Path
) -> None:
    old = Old(tmp_path / "old").write("config.toml", config + "\n")
    old.write(f"content/{path}", f"---\ndate: 2020-02-01\n{head}\n---\nText.\n")
    site = carried("hugo", old, tmp_path).site.build()
    wanted = address.strip("/") + ("" if address.endswith(".html") else "/index.html")
    assert (site.output / wanted).is_file()


def test_no_link_leads_out(tmp_path: Path) -> None:
    old = (
        Old(tmp_path / "old")
        .write("hugo.toml", "")
        .write("content/posts/a.md", "---\ntitle: A\n---\n")
    )
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n", "utf-8")
    (old.root / "content/posts/b.md").symlink_to(tmp_path / "secret.md")
    (old.root / "content/posts/c.md").symlink_to("c.md")
    (old.root / "content/posts/d.png").symlink_to("/etc/hostname")
    done = carried("hugo", old, tmp_path)
    assert done.err.count("leads out of the site") == 3
    assert "Secret" not in str(done.site.tree())


@pytest.mark.parametrize("program", ["hugo", "jekyll", "pelican", "wordpress"])
def test_what_is_no_site_is_told(
    program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = carried("hugo", Old(tmp_path / "old").write("content/a.md", ""), tmp_path).site
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", "utf-8")
    for name in ("nowhere", "empty", "file"):
        assert main(["import", program, str(tmp_path / name), "--site", str(site.root)]) == 1
        assert "nothing was carried over" in capsys.readouterr().err


def test_odd_names_and_targets_break_nothing(tmp_path: Path) -> None:
    old = Old(tmp_path / "old").write("hugo.toml", "")
    links = (
        "[a](%00.md) [b](<x y.md>) [c](../../../../etc/passwd) ![d]("
        + "x" * 5000
        + ".png) [e](http://[::1)\n"
    )
    (old.root / "content/posts").mkdir(parents=True)
    Path(bytes(old.root / "content/posts").decode() + "/caf\udce9 'q' \"w\" %41.md").write_text(
        f"---\ndate: 2020-01-01\ntags: {{a: b}}\nauthor: [[x]]\n---\n{links}", "utf-8"
    )
    for number in range(300):
        old.write(
            f"content/posts/{number}/same.md", "---\ntitle: Same\ndate: 2020-01-01\n---\nText.\n"
        )
    done = carried("hugo", old, tmp_path)
    assert len(done.site.posts()) == 301
    assert 'link "../../../../etc/passwd" leads out of content/' in done.err
