"""A site of Jekyll is carried over: posts, drafts, pages, addresses, Liquid that has an equal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports.kit import Old, carried, picture

CONFIG = """
title: Old
url: "https://old.example.org"
baseurl: ""
timezone: America/New_York
"""


@pytest.fixture
def old(tmp_path: Path) -> Old:
    old = Old(tmp_path / "old").write("_config.yml", CONFIG)
    old.write(
        "_posts/2021-03-04-first-post.md",
        """\
        ---
        layout: post
        title:  "First: it's here"
        date:   2021-03-04 22:10:00 -0500
        categories: news privacy
        tags: [cameras]
        author: Ana
        excerpt: What it says.
        image: /assets/img/map.png
        mood: grim
        redirect_from:
          - /old/first
        ---
        Read [the second]({% post_url 2021-05-06-second %}) and [about]({{ site.baseurl }}/about/).

        ![Map]({{ "/assets/img/map.png" | relative_url }})
        ![Map]({{ site.url }}/assets/img/map.png){: .wide}

        {% highlight ruby %}
        puts "{{ x }}"
        {% endhighlight %}

        {% raw %}Braces: {{ x }}{% endraw %}

        `{% code %}`

        {% include figure.html src="a.png" %}

        <!--more-->
        More of it.
        """,
    )
    old.write("_posts/2021-05-06-second.md", "---\ntitle: Second\npublished: false\n---\nText.\n")
    old.write("law/_posts/2021-06-07-third.markdown", "---\n---\nText without a title.\n")
    old.write("_drafts/idea.md", "---\ntitle: An idea\n---\nText.\n")
    old.write(
        "about.md",
        "---\nlayout: page\ntitle: About\npermalink: /about/\n---\nWho we are. [First](/news/privacy/2021/03/04/first-post.html)\n",
    )
    old.write("index.html", "---\nlayout: home\n---\n").write(
        "404.md", "---\ntitle: Not found\n---\nGone.\n"
    )
    old.write("README.md", "# For developers\n").write("_layouts/post.html", "<html>").write(
        "_site/index.html", "x"
    )
    old.write("feed.html", "---\n---\nAll of it.\n")
    return old.write("assets/img/map.png", picture()).write("assets/paper.pdf", b"%PDF")


def test_what_is_carried_over_builds(old: Old, tmp_path: Path) -> None:
    done = carried("jekyll", old, tmp_path)
    assert set(done.site.posts()) == {
        "2021-03-04-first-post.md",
        "2021-05-06-second.md",
        "2021-06-07-third.md",
        "idea.md",
    }
    text = done.site.text("content/posts/2021-03-04-first-post.md")
    for line in (
        'title: "First: it\'s here"', "date: 2021-03-04 22:10:00-0500", 'tags: ["news", "privacy", "cameras"]',
        'authors: ["Ana"]', 'summary: "What it says."', 'cover: {image: "/assets/img/map.png"}',
        'aliases: ["/old/first", "/news/privacy/2021/03/04/first-post.html"]',
    ):  # fmt: skip
        assert f"\n{line}\n" in text, line
    assert "[the second](2021-05-06-second.md) and [about](../pages/about.md)" in text
    assert text.count("](/assets/img/map.png)") == 2
    assert '```ruby\nputs "{{ x }}"\n```' in text
    assert "Braces: {{ x }}\n" in text
    second = done.site.text("content/posts/2021-05-06-second.md")
    assert "draft: true" in second
    done.site.write("content/posts/2021-05-06-second.md", second.replace("draft: true\n", ""))
    site = done.site.build()
    assert 'href="/2021/03/first-post/"' in site.page("about/index.html")
    assert (site.output / "news/privacy/2021/03/04/first-post.html").is_file()
    assert (site.output / "law/2021/06/07/third.html").is_file()


def test_what_is_not_carried_over_is_told(old: Old, tmp_path: Path) -> None:
    done = carried("jekyll", old, tmp_path)
    for words in (
        '_posts/2021-03-04-first-post.md:10:1: warning: "mood" is not carried over',
        '_posts/2021-03-04-first-post.md:27:1: warning: {% include figure.html src="a.png" %} is Jekyll\'s',
        "404.md:4:1: warning: this page is not carried over",
        "feed.html:3:1: warning: this page is not carried over",
        "assets/paper.pdf:1:1: warning: this file is not carried over",
    ):
        assert words in done.err, words
    assert "README" not in done.err
    assert "{{ x }}" not in done.err
    assert "_config" not in done.err
    assert "_layouts" not in done.err


@pytest.mark.parametrize(
    ("shape", "head", "address"),
    [
        ("date", "categories: [a, b]", "/a/b/2020/02/01/x.html"),
        ("pretty", "category: Ab", "/ab/2020/02/01/x/"),
        ("ordinal", "", "/2020/032/x.html"),
        ("none", "categories: a", "/a/x.html"),
        ("/blog/:year/:i_month/:i_day/:title", "", "/blog/2020/2/1/x/"),
        ("/:short_year/:slug:output_ext", "slug: Ein Tag", "/20/ein-tag.html"),
        ("date", "permalink: /my/own/", "/my/own/"),
        ("date", "permalink: pretty", "/2020/02/01/x/"),
    ],
)
def test_the_old_address_is_what_jekyll_made_of_it(
    shape: str, head: str, address: str, tmp_path: Path
) -> None:
    old = Old(tmp_path / "old").write("_config.yml", f"permalink: {shape}\n")
    old.write("_posts/2020-02-01-x.md", f"---\ntitle: X\n{head}\n---\nText.\n")
    site = carried("jekyll", old, tmp_path).site.build()
    wanted = address.strip("/") + ("" if address.endswith(".html") else "/index.html")
    assert (site.output / wanted).is_file()
