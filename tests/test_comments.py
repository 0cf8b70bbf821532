"""Comments that lie in content/: how they are read, put together, shown and fed."""

from __future__ import annotations

import re
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.comments import read_comment
from generator.model import Settings, Source
from tests.kit import SETTINGS, Site

FILES = f'{SETTINGS}[comments]\nprovider = "files"\n'
PAGE = "2026/02/a/index.html"
FEED = "2026/02/a/comments.xml"


def comment(
    site: Site, name: str, text: str = "Words.", post: str = "2026-02-12-a", **more: str
) -> Site:
    given = {"author": name.title(), "date": "2026-02-13", **more}
    head = "".join(f"{key}: {value}\n" for key, value in given.items() if value)
    return site.write(f"content/comments/{post}/{name}.md", f"---\n{head}---\n\n{text}\n")


def publication(root: Path) -> Site:
    return Site(root, FILES).post("2026-02-12-a").post("2026-02-13-b")


def thread(site: Site, path: str = PAGE) -> str:
    """Give what is in the place for comments."""
    page = site.page(path)
    return page[
        page.index('<section id="comments"') : page.index(
            "</section>", page.index('<section id="comments"')
        )
    ]


def order(site: Site) -> list[tuple[int, str]]:
    """List the comments of a page, each with how deep it stands."""
    found, depth = [], 0
    for tag in re.finditer(r'<(/?)ol\b[^>]*>|<li id="comment:([^"]+)"', thread(site)):
        if tag[2]:
            found.append((depth, tag[2]))
        else:
            depth += -1 if tag[1] else 1
    return found


def html(text: str) -> tuple[str, list[str]]:
    source = Source("content/comments/a/jo.md", f"---\nauthor: Jo\ndate: 2026-02-13\n---\n{text}")
    done = read_comment(source, Settings("The Record", "https://example.org/"))
    return done.html, [str(problem) for problem in done.problems]


def test_comments_stand_oldest_first_each_below_what_it_answers(tmp_path: Path) -> None:
    site = publication(tmp_path)
    comment(site, "zoe", date="2026-02-13 09:00")
    comment(site, "adam", date="2026-02-13 10:00")
    comment(site, "ben", date="2026-02-13 12:00", reply_to="zoe")
    comment(site, "cleo", date="2026-02-13 11:00", reply_to="zoe.md")
    comment(site, "dan", date="2026-02-14", reply_to="ben")
    site.build()
    assert order(site) == [(1, "zoe"), (2, "cleo"), (2, "ben"), (3, "dan"), (1, "adam")]
    assert '<h2 id="comments-title">5 comments</h2>' in thread(site)
    assert '<a href="#comment:ben">in reply to Ben</a>' in thread(site)
    assert 'data-state="ready"' in thread(site)
    assert 'data-state="empty"' in thread(site, "2026/02/b/index.html")
    assert "There are no comments yet." in thread(site, "2026/02/b/index.html")
    assert "<script" not in thread(site)


def test_a_long_exchange_stays_within_the_page(tmp_path: Path) -> None:
    site = publication(tmp_path)
    for number in range(60):
        before = f"c{number - 1:02}" if number else ""
        comment(site, f"c{number:02}", reply_to=before, date=f"2026-02-13 10:{number:02}")
    site.build()
    assert max(depth for depth, _ in order(site)) == 4
    assert [name for _, name in order(site)] == [f"c{number:02}" for number in range(60)]


def test_what_is_held_back_is_not_shown_and_neither_are_its_answers(tmp_path: Path) -> None:
    site = publication(tmp_path)
    comment(site, "jo", draft="true", date="2027-01-01")
    comment(site, "ann", reply_to="jo").build()
    assert order(site) == []
    assert FEED not in site.files()
    told = 'content/comments/2026-02-12-a/ann.md:4:11: warning: reply_to: "jo" is a draft, so this comment waits with it'
    assert site.told() == [told]
    assert site.report
    assert site.report.states["content/comments/2026-02-12-a/jo.md"].name == "draft"
    site.build(drafts=True)
    assert order(site) == [(1, "jo"), (2, "ann")]
    assert '<strong class="state">Draft</strong>' in thread(site)


def test_an_article_that_takes_no_comments_shows_none(tmp_path: Path) -> None:
    site = publication(tmp_path).post("2026-02-12-a", comments="false")
    comment(site, "jo").build()
    assert "Comments are closed on this article." in thread(site)
    assert order(site) == []
    assert FEED not in site.files()
    assert site.report
    state = site.report.states["content/comments/2026-02-12-a/jo.md"]
    assert (state.name, state.reason) == (
        "ignored",
        "its article is not published, or takes no comments",
    )


def test_comments_know_their_article_by_its_id(tmp_path: Path) -> None:
    site = Site(tmp_path, f"{FILES}[languages.fr]\ntitle = 'Le Journal'\n")
    site.post("a", id="the-deal").post("deep/b").write(
        "content/posts/c/index.md", "---\ntitle: C\ndate: 2026-02-12\n---\n"
    )
    site.post("d").post("d.fr")
    for folder in ("the-deal", "deep/b", "c", "d.fr"):
        comment(site, "jo", post=folder)
    site.build()
    for page in ("2026/02/a", "2026/02/b", "2026/02/c", "fr/2026/02/d"):
        assert "comment:jo" in site.page(f"{page}/index.html"), page
    assert "comment:jo" not in site.page("2026/02/d/index.html")
    assert "1 commentaire</h2>" in site.page("fr/2026/02/d/index.html")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* **b** `c` ~~d~~", "<p><em>a</em> <strong>b</strong> <code>c</code> <del>d</del></p>"),
        (
            "[a](https://example.net/?utm_source=x)",
            '<p><a href="https://example.net/" rel="nofollow ugc noreferrer noopener">a</a></p>',
        ),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("```python\nx = '<b>'\n```", "<pre><code>x = '&lt;b&gt;'\n</code></pre>"),
        ("2 < 3 & `<b>` <https://example.net/>", '<p>2 &lt; 3 &amp; <code>&lt;b&gt;</code> <a href="https://example.net/" rel="nofollow ugc noreferrer noopener">https://example.net/</a></p>'),
    ],
)  # fmt: skip
def test_what_comments_may_hold(text: str, shown: str) -> None:
    assert html(text) == (shown, [])


PLACE = "content/comments/a/jo.md"
BACKTICKS = "(take it out, or put it between `backticks`)"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a <b>b</b>", [f'{PLACE}:5:3: "<b>" is HTML, which has no place in a comment {BACKTICKS}',
                        f'{PLACE}:5:7: "</b>" is HTML, which has no place in a comment {BACKTICKS}']),
        ("<!-- a -->", [f'{PLACE}:5:1: "<!-- a -->" is HTML, which has no place in a comment {BACKTICKS}']),
        ("a\n\n## B", [f"{PLACE}:7:1: a heading has no place in a comment (write **in bold**)"]),
        ("a ![b](c.png)", [f"{PLACE}:5:3: a picture has no place in a comment (link to it instead)"]),
        ("a ![b](https://example.net/c.png)", [f"{PLACE}:5:3: a picture has no place in a comment (link to it instead)"]),
        ("| a |\n|---|\n| b |", [f"{PLACE}:5:1: a table has no place in a comment (write a list)"]),
        ("a[^1]\n\n[^1]: b", [f"{PLACE}:5:2: a footnote has no place in a comment (write it into the text, in brackets)"]),
        ("[a](/b/)", [f'{PLACE}:5:5: link "/b/" is not a web address (write it in full, as in https://example.org/)']),
        ("[a](b.md)", [f'{PLACE}:5:5: link "b.md" is not a web address (write it in full, as in https://example.org/)']),
        ("[a](javascript:b)", [f'{PLACE}:5:5: link "javascript:b" is not a web address (write it in full, as in https://example.org/)']),
        ("[a](data:text/html,x)", [f'{PLACE}:5:5: link "data:text/html,x" is not a web address (write it in full, as in https://example.org/)']),
        ("<a@example.net>", [f'{PLACE}:5:2: link "mailto:a@example.net" is not a web address (write it in full, as in https://example.org/)']),
    ],
)  # fmt: skip
def test_what_comments_may_not_hold(text: str, told: list[str]) -> None:
    assert html(text) == ("", told)


@pytest.mark.parametrize(
    "text",
    ["[a](javascript:alert(1))", "<script>alert(1)</script>", '!!! video https://example.net/ "V"',
     "a {: #comments .masthead}", "*[HTML]: b\n\nHTML", "<iframe src=x>", "[a][b]\n\n[b]: data:text/html,x"],
)  # fmt: skip
def test_nothing_else_comes_through(text: str) -> None:
    shown, _ = html(text)
    names = set(re.findall(r"<(\w+)", shown))
    assert names <= {"p", "a", "em", "strong", "code"}
    assert not re.search(r' (?!href=|rel=)[\w-]+="', shown)
    assert "javascript" not in shown
    assert "data:" not in shown


@pytest.mark.parametrize(
    ("name", "more", "told"),
    [
        ("jo", {"author": ""}, '1:1: author is missing (write author: "Jo")'),
        ("jo", {"date": ""}, "1:1: date is missing (write date: 2026-02-28 14:30)"),
        ("jo", {"date": "soon"}, '3:7: date: "soon" is not a date (write 2026-02-28)'),
        ("jo", {"date": "2026-12-01"}, "3:7: date: 2026-12-01 00:00 is in the future (write when it was sent, or draft: true to hold it back)"),
        ("jo", {"reply-to": "x"}, '4:1: "reply-to" is not a field of comments (did you mean "reply_to"?)'),
        ("jo", {"mood": "x"}, '4:1: "mood" is not a field of comments (known are author, date, url, reply_to, draft)'),
        ("jo", {"email": "a@b.example"}, '4:1: "email" is not a field of comments (take it out: what readers gave to the editors alone has no place in content/)'),
        ("jo", {"url": "example.net"}, '4:6: url: "example.net" is not a web address (write it in full, as in https://example.org/)'),
        ("jo", {"reply_to": "an"}, '4:11: reply_to: there is no comment "an" in this folder (did you mean "ann"?)'),
        ("jo", {"reply_to": "jo"}, "4:11: reply_to: this comment answers itself (take out one of these lines)"),
        ("Jo B", {}, "1:1: the file's name \"Jo B\" does not fit an address (rename it, as in jo-b.md)"),
        ("jo", {"text": ""}, "1:1: this comment has no text (write one, or delete the file)"),
        ("jo", {"post": "2026-02-12-x"}, '1:1: no article has the id "2026-02-12-x" or "posts/2026-02-12-x" (did you mean content/comments/2026-02-12-a/?)'),
    ],
)  # fmt: skip
def test_mistakes_have_a_place(tmp_path: Path, name: str, more: dict[str, str], told: str) -> None:
    site = publication(tmp_path)
    comment(site, "ann")
    comment(site, name, **more)
    folder = more.get("post", "2026-02-12-a")
    assert site.refused() == [f"content/comments/{folder}/{name}.md:{told}"]


def test_a_circle_is_told_once_and_all_mistakes_in_one_run(tmp_path: Path) -> None:
    site = publication(tmp_path)
    comment(site, "a", reply_to="c")
    comment(site, "b", reply_to="a")
    comment(site, "c", reply_to="b")
    comment(site, "d", reply_to="a")
    site.write("content/comments/e.md", "---\nauthor: E\ndate: 2026-02-13\n---\n\nWords.\n")
    hint = "(take out one of these lines)"
    assert site.refused() == [
        f"content/comments/2026-02-12-a/a.md:4:11: reply_to: a answers c answers b answers a {hint}",
        "content/comments/e.md:1:1: this comment belongs to no article"
        " (move it into a folder, as in content/comments/2026-02-28-a-deal/)",
    ]


def test_an_article_that_cannot_be_read_is_no_mistake_of_its_comments(tmp_path: Path) -> None:
    site = publication(tmp_path).post("2026-02-12-a", title="[a, b]")
    comment(site, "jo")
    assert [one.partition(":")[0] for one in site.refused()] == ["content/posts/2026-02-12-a.md"]


def test_the_feeds_of_comments(tmp_path: Path) -> None:
    site = publication(tmp_path)
    comment(site, "jo", "*Words* & more", date="2026-02-13 10:00")
    comment(site, "ann", reply_to="jo", date="2026-02-14 10:00").build()
    root = ElementTree.fromstring(site.page(FEED))
    assert root.findtext("channel/title") == "Comments: 2026-02-12-A"
    titles = [one.findtext("title") for one in root.iter("item")]
    assert titles == ["Comment by Ann", "Comment by Jo"]
    first = list(root.iter("item"))[1]
    assert first.findtext("link") == "https://example.org/2026/02/a/#comment:jo"
    assert first.findtext("description") == "Words & more"
    encoded = first.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert encoded == "<p><em>Words</em> &amp; more</p>"
    main = ElementTree.fromstring(site.page("feed.xml"))
    items = {one.findtext("link"): one for one in main.iter("item")}
    item = items["https://example.org/2026/02/a/"]
    assert item.findtext("{http://purl.org/rss/1.0/modules/slash/}comments") == "2"
    assert (
        item.findtext("{http://wellformedweb.org/CommentAPI/}commentRss")
        == f"https://example.org/{FEED}"
    )
    assert items["https://example.org/2026/02/b/"].find("comments") is None
    assert (
        f'<link rel="alternate" type="application/rss+xml" title="Comments: 2026-02-12-A" href="https://example.org/{FEED}">'
        in site.page(PAGE)
    )
    assert f'<a href="/{FEED}">Feed of these comments</a>' in thread(site)


def test_a_comment_makes_only_its_page_and_feeds_anew(tmp_path: Path) -> None:
    site = publication(tmp_path)
    comment(site, "jo").build()
    before = site.tree()
    time.sleep(0.06)
    comment(site, "jo", "Other words.").build()
    now = site.tree()
    assert {path for path in now if now[path] != before[path]} == {PAGE, FEED}
    assert site.report
    assert site.report.rendered == 1
    comment(site, "ann").build()
    assert {path for path in now if now[path] != site.tree().get(path)} == {PAGE, FEED, "feed.xml"}
    (tmp_path / "content/comments/2026-02-12-a/jo.md").unlink()
    (tmp_path / "content/comments/2026-02-12-a/ann.md").unlink()
    site.build()
    assert FEED not in site.files()
    assert "slash" not in site.page("feed.xml")


def test_a_text_that_an_article_and_a_comment_share_is_kept(tmp_path: Path) -> None:
    site = publication(tmp_path).post("2026-02-12-a", "Same.")
    comment(site, "jo", "Same.").build()
    time.sleep(0.06)
    site.build().post("2026-02-12-a", "Other.")
    time.sleep(0.06)
    site.build().post("2026-02-12-a", "Third.")
    time.sleep(0.06)
    site.build()
    assert "<p>Same.</p>" in thread(site)


def test_comments_are_read_by_no_other_provider(tmp_path: Path) -> None:
    site = Site(tmp_path).post("2026-02-12-a")
    comment(site, "jo", "<b>").build()
    assert order(site) == []
    assert "Comments are not open yet." in thread(site)
    assert site.report
    state = site.report.states["content/comments/2026-02-12-a/jo.md"]
    assert state.reason == 'comments are not read (provider = "files" under [comments])'


def test_letters_to_the_editors(tmp_path: Path) -> None:
    site = Site(tmp_path, f'{SETTINGS}[comments]\nprovider = "email"\n').post("a", title='"A & B"')
    assert site.refused() == [
        'site.toml:4:12: comments: email needs an address to write to (write email = "letters@example.org")'
    ]
    site.write(
        "site.toml", f'{SETTINGS}[comments]\nprovider = "email"\nemail = "letters@example.org"\n'
    )
    site.build()
    assert "The editors read it" in thread(site)
    assert 'href="mailto:letters@example.org?subject=Re%3A%20A%20%26%20B"' in thread(site)
    assert "<script" not in thread(site)


@pytest.mark.parametrize(
    ("thread_", "told"),
    [
        ("https://other.example.org/@p/1", '4:9: thread: "https://other.example.org/@p/1" is not on https://social.example.org (write the address that the post has there, or another host under [comments])'),
        ("https://social.example.org.evil.example/@p/1", '4:9: thread: "https://social.example.org.evil.example/@p/1" is not on https://social.example.org (write the address that the post has there, or another host under [comments])'),
        ("https://social.example.org/", '4:9: thread: "https://social.example.org/" is not the address of a post (write thread: "https://social.example.org/@paper/1122334455")'),
        ("yes", '4:9: thread: "yes" is not the address of a post (write thread: "https://social.example.org/@paper/1122334455")'),
    ],
)  # fmt: skip
def test_a_thread_is_on_the_server_of_all_comments(tmp_path: Path, thread_: str, told: str) -> None:
    settings = f'{SETTINGS}[comments]\nprovider = "mastodon"\nhost = "https://social.example.org"\n'
    site = Site(tmp_path, settings).post("a", thread=thread_)
    assert site.refused() == [f"content/posts/a.md:{told}"]


def test_what_remote_comments_are_said_to_do(tmp_path: Path) -> None:
    settings = f'{SETTINGS}[comments]\nprovider = "mastodon"\nhost = "https://social.example.org"\n'
    site = Site(tmp_path, settings).post("2026-02-12-a", thread="https://social.example.org/@p/7")
    site.post("2026-02-13-b").build()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', site.page(PAGE))
    assert policy
    assert "connect-src &#39;self&#39; https://social.example.org;" in policy[1]
    for path in site.files() - {PAGE, "_headers", "privacy.json", "privacy/index.html"}:
        if path.endswith(".html"):
            assert "social.example.org" not in site.page(path), path
            assert "script-src" not in site.page(path), path
    assert "On 1 article, a script of this site asks https://social.example.org" in site.page(
        "privacy/index.html"
    )
    assert "No page runs a script." not in site.page("privacy/index.html")
    assert re.search(
        r'<script src="/assets/comments\.[0-9a-f]+\.js" integrity="sha384-[^"]+" defer></script>',
        site.page(PAGE),
    )
