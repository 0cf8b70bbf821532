"""An export of WordPress is carried over: texts as Markdown, states, people, pictures; the rest told."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from generator.cli import main
from tests.imports.kit import Old, carried, picture
from tests.kit import Site

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
	<title>Old</title>
	<link>https://old.example.org</link>
	<wp:base_blog_url>https://old.example.org</wp:base_blog_url>
	<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[ana]]></wp:author_login>
		<wp:author_email><![CDATA[ana@secret.example]]></wp:author_email>
		<wp:author_display_name><![CDATA[Ana Doe]]></wp:author_display_name></wp:author>
"""
END = "</channel></rss>\n"
GUTENBERG = """<!-- wp:paragraph -->
<p>Words with <strong>weight</strong> and <a href="https://old.example.org/2022/02/second/#part">a link</a>.</p>
<!-- /wp:paragraph -->

<!--more-->

<!-- wp:heading -->
<h2 class="wp-block-heading">A part</h2>
<!-- /wp:heading -->

<!-- wp:image {"id":7} -->
<figure class="wp-block-image"><img src="https://old.example.org/wp-content/uploads/2022/01/map-300x225.png" alt="A map"/><figcaption class="wp-element-caption">Where it was</figcaption></figure>
<!-- /wp:image -->

<!-- wp:embed {"url":"https://youtu.be/dQw4w9WgXcQ"} -->
<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
https://youtu.be/dQw4w9WgXcQ
</div></figure>
<!-- /wp:embed -->

<!-- wp:list -->
<ul><li>One</li><li>Two <em>things</em></li></ul>
<!-- /wp:list -->

<!-- wp:code -->
<pre class="wp-block-code"><code>a = "&lt;b&gt;"

c</code></pre>
<!-- /wp:code -->

<!-- wp:table -->
<figure class="wp-block-table"><table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></figure>
<!-- /wp:table -->"""
CLASSIC = """The first paragraph,
with a second line.

The second, <em>stressed</em>. [sic]

[caption id="attachment_7" align="alignleft" width="300"]<a href="https://old.example.org/wp-content/uploads/2022/01/map.png"><img src="https://old.example.org/wp-content/uploads/2022/01/map-300x225.png" alt="Map" /></a> A caption[/caption]

[gallery ids="7,8"]

[contact-form-7 id="3" title="Contact"]

https://www.youtube.com/watch?v=dQw4w9WgXcQ

<script>alert(1)</script><iframe src="https://maps.example.org/x"></iframe>

[code language="php"]
echo 1;

echo 2;
[/code]"""


def item(kind: str = "post", status: str = "publish", **given: str) -> str:
    """Write one item of an export."""
    slug = given.get("slug", "first")
    parts = {
        "title": given.get("title", "First &amp; best"),
        "link": given.get("link", f"https://old.example.org/2022/02/{slug}/"),
        "guid": "https://old.example.org/?p=4711",
        "dc:creator": "<![CDATA[ana]]>",
        "content:encoded": f"<![CDATA[{given.get('content', 'Text.')}]]>",
        "excerpt:encoded": f"<![CDATA[{given.get('excerpt', '')}]]>",
        "wp:post_id": given.get("id", "4711"),
        "wp:post_date": "<![CDATA[2022-02-03 10:00:00]]>",
        "wp:post_date_gmt": given.get("date", "<![CDATA[2022-02-03 09:00:00]]>"),
        "wp:post_modified_gmt": "<![CDATA[2022-03-01 09:00:00]]>",
        "wp:post_name": f"<![CDATA[{slug}]]>",
        "wp:status": f"<![CDATA[{status}]]>",
        "wp:post_type": f"<![CDATA[{kind}]]>",
        "wp:post_password": f"<![CDATA[{given.get('password', '')}]]>",
    }
    inner = "".join(f"\t\t<{name}>{text}</{name}>\n" for name, text in parts.items())
    return f"\t<item>\n{inner}{given.get('more', '')}\t</item>\n"


ATTACHMENTS = "".join(
    item("attachment", "inherit", slug=name, id=number, more=(
        f"<wp:attachment_url>https://old.example.org/wp-content/uploads/2022/01/{name}.png</wp:attachment_url>"
        "<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Alt</wp:meta_value></wp:postmeta>"
    ))
    for name, number in (("map", "7"), ("lost", "8"))
)  # fmt: skip
TAGS = """<category domain="category" nicename="law"><![CDATA[Law &amp; order]]></category>
<category domain="post_tag" nicename="cameras"><![CDATA[Cameras]]></category>
<category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_approved>1</wp:comment_approved><wp:comment_author_IP>192.0.2.1</wp:comment_author_IP></wp:comment>
"""


@pytest.fixture
def old(tmp_path: Path) -> Old:
    return Old(tmp_path / "old").write("uploads/2022/01/map.png", picture())


def export(old: Old, *items: str) -> Path:
    (old.root / "export.xml").write_text(HEAD + "".join(items) + ATTACHMENTS + END, "utf-8")
    return old.root / "export.xml"


def test_blocks_become_markdown(old: Old, tmp_path: Path) -> None:
    file = export(
        old,
        item(content=GUTENBERG, more=TAGS, excerpt="<p>What it says.</p>"),
        item(slug="second", title="Second", content="<h2>Part</h2>"),
    )
    done = carried("wordpress", file, tmp_path, "--uploads", str(old.root / "uploads"))
    text = done.site.text("content/posts/2022-02-03-first.md")
    assert text == (
        '---\ntitle: "First & best"\ndate: 2022-02-03 09:00:00+0000\nupdated: 2022-03-01 09:00:00+0000\n'
        'summary: "What it says."\ntags: ["Law & order", "Cameras"]\nauthors: ["Ana Doe"]\n'
        'cover: {image: "/uploads/2022/01/map.png"}\n---\n\n'
        "Words with **weight** and [a link](2022-02-03-second.md#part).\n\n<!--more-->\n\n## A part\n\n"
        '![A map](/uploads/2022/01/map.png "Where it was")\n\n'
        '!!! video https://www.youtube.com/watch?v=dQw4w9WgXcQ "A film on youtube.com"\n\n'
        '- One\n- Two *things*\n\n```\na = "<b>"\n\nc\n```\n\n| A |\n| --- |\n| 1 |\n'
    )
    site = done.site.build()
    assert site.page("2022/02/first/index.html").count("<img") == 2
    assert "1 comments are not carried over" in done.err


def test_classic_texts_become_markdown(old: Old, tmp_path: Path) -> None:
    file = export(old, item(content=CLASSIC))
    done = carried("wordpress", file, tmp_path, "--uploads", str(old.root / "uploads"))
    body = done.site.text("content/posts/2022-02-03-first.md").partition("---\n\n")[2]
    assert body.startswith(
        "The first paragraph,  \nwith a second line.\n\nThe second, *stressed*. [sic]\n\n"
    )
    assert '![Map](/uploads/2022/01/map.png "A caption")' in body
    assert "![Alt](/uploads/2022/01/map.png)\n\n![Alt](/uploads/2022/01/lost.png)" in body
    assert "!!! video https://www.youtube.com/watch?v=dQw4w9WgXcQ" in body
    assert "```php\necho 1;\n\necho 2;\n```" in body
    assert "alert" not in body
    for words in (
        "export.xml:26:1: warning: [contact-form-7",
        "export.xml:30:1: warning: <script> is not carried over",
        "export.xml:30:26: warning: <iframe> is not carried over",
        'warning: the file "2022/01/lost.png" is missing',
    ):
        assert words in done.err, words


def test_states_are_kept(old: Old, tmp_path: Path) -> None:
    states = ["publish", "draft", "pending", "private", "future", "trash"]
    items = [item(status=state, slug=state, title=state) for state in states]
    items += [
        item(slug="secret", title="Secret", password="word"),
        item("page", slug="about", title="About", link="https://old.example.org/about/"),
    ]
    items += [item("product", slug="mug", title="A mug"), item("nav_menu_item", slug="menu")]
    done = carried("wordpress", export(old, *items), tmp_path)
    held = {
        name[11:-3]
        for name in done.site.posts()
        if "draft: true" in done.site.text(f"content/posts/{name}")
    }
    assert held == {"draft", "pending", "private", "secret"}
    assert {name[11:-3] for name in done.site.posts()} == {*states, "secret"} - {"trash"}
    assert (done.site.root / "content/pages/about.md").is_file()
    assert '"Secret" had a password' in done.err
    assert '"private" is private' in done.err
    assert '"A mug" is of the kind "product"' in done.err
    assert "menu" not in done.err


def test_nothing_that_is_nobodys_business_is_carried_over(old: Old, tmp_path: Path) -> None:
    done = carried("wordpress", export(old, item(content=GUTENBERG, more=TAGS)), tmp_path)
    whole = b"".join(done.site.tree().values()).decode("utf-8", "replace") + done.err
    for secret in ("secret.example", "192.0.2.1", "4711", "guid"):
        assert secret not in whole


def test_old_addresses_lead_on(old: Old, tmp_path: Path) -> None:
    items = [
        item(
            slug="%e4%b8%ad%e6%96%87",
            title="中文",
            link="https://old.example.org/blog/%e4%b8%ad%e6%96%87/",
        ),
        item(slug="plain", title="Plain", link="https://old.example.org/?p=9"),
        item(slug="same", title="Same", link="https://old.example.org/2022/02/same/"),
    ]
    site = carried("wordpress", export(old, *items), tmp_path).site.build()
    assert (site.output / "blog/中文/index.html").is_file()
    assert (site.output / "2022/02/中文/index.html").is_file()
    assert "aliases" not in site.root.joinpath("content/posts/2022-02-03-plain.md").read_text(
        "utf-8"
    )
    assert "aliases" not in site.root.joinpath("content/posts/2022-02-03-same.md").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "this is no XML"),
        ("<html><body></body></html>", "it begins with <html>"),
        (HEAD, "this is no XML"),
        (HEAD + END, "there is nothing in this export"),
        (
            '<!DOCTYPE rss [<!ENTITY a "aaaa">]>\n' + HEAD.partition("\n")[2] + "&a;" + END,
            "no document type",
        ),
        (HEAD + "<item><title>&nothing;</title></item>" + END, "this is no XML"),
    ],
)
def test_what_is_no_export_is_refused(
    text: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xml").write_text(text, "utf-8")
    site = Site(tmp_path / "new")
    assert main(["import", "wordpress", str(tmp_path / "a.xml"), "--site", str(site.root)]) == 1
    assert why in capsys.readouterr().err
    assert not (site.root / "content").exists()


def test_uploads_from_elsewhere_are_not_reached(old: Old, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    content = '<img src="https://old.example.org/wp-content/uploads/../../secret.png" alt="x">'
    done = carried(
        "wordpress",
        export(old, item(content=content)),
        tmp_path,
        "--uploads",
        str(old.root / "uploads"),
    )
    assert not [path for path in done.site.tree() if path.endswith(".png")]
    assert escape("secret.png") in done.err
