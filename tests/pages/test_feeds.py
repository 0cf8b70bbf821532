from __future__ import annotations

import json
import re
from datetime import timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.pages.xml import element, worded
from tests.kit import NOW, SETTINGS, Site
from tests.newsroom import picture

SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
}
ATOM = f"{{{SPACES['atom']}}}"
MEDIA = "{http://search.yahoo.com/mrss/}"
FILES = ("feed.xml", "atom.xml", "feed.json")
HOSTILE = [
    'Don\'t "quote" <b>me</b> & go', "C++ & C#", "日本の監視", "x" * 300, "]]>", "&nbsp; &amp;",
    "{{ 7*7 }} {% raw %}", "<script>alert(1)</script>", "\u202ertl\u202c", "🔒 locks", "- not a list",
]  # fmt: skip


def feed(site: Site, path: str = "feed.xml") -> ElementTree.Element:
    channel = ElementTree.fromstring(site.page(path)).find("channel")
    assert channel is not None
    return channel


def test_a_feed_holds_whole_articles_with_all_that_readers_need(site: Site) -> None:
    site.write("site.toml", SETTINGS + 'description = "News."\n[authors.ana]\nname = "Ana"\n')
    site.post(
        "a", "First.\n\n## Part\n\nSee [it](#part) and [b](b.md).", author="ana", tags="[Law, AI]",
        summary="In short.", updated="2026-02-14 10:00",
    )  # fmt: skip
    site.post("b", date="2026-02-11").build()
    channel = feed(site)
    assert channel.findtext("title") == "The Record"
    assert channel.findtext("link") == "https://example.org/"
    assert channel.findtext("description") == "News."
    assert channel.findtext("lastBuildDate") == "Sat, 14 Feb 2026 10:00:00 +0000"
    link = channel.find("atom:link", SPACES)
    assert link is not None
    assert link.attrib == {
        "rel": "self", "type": "application/rss+xml", "href": "https://example.org/feed.xml",
    }  # fmt: skip
    first = channel.findall("item")[0]
    assert first.findtext("link") == "https://example.org/2026/02/a/"
    assert first.findtext("description") == "In short."
    assert first.findtext("dc:creator", namespaces=SPACES) == "Ana"
    assert [one.text for one in first.findall("category")] == ["Law", "AI"]
    body = first.findtext("content:encoded", namespaces=SPACES) or ""
    assert 'href="https://example.org/2026/02/a/#part"' in body
    assert 'href="https://example.org/2026/02/b/"' in body
    assert not re.search(r'(?:href|src)="(?!https://)', body)
    assert 'class="anchor"' not in body


def test_each_tag_has_a_feed_of_its_own(site: Site) -> None:
    site.post("a", tags="[law]").post("b", tags="[ai]").build()
    items = feed(site, "tags/law/feed.xml").findall("item")
    assert [item.findtext("title") for item in items] == ["A"]
    assert 'href="https://example.org/tags/law/feed.xml"' in site.page("tags/law/index.html")


def test_an_identity_outlives_title_slug_date_and_domain(site: Site) -> None:
    def guid() -> str | None:
        return feed(site.build()).findtext("item/guid")

    first = guid() if site.post("a").build() else None
    assert first
    assert first.startswith("urn:uuid:")
    site.post("a", title="Other", slug="other", date="2026-03-01")
    assert guid() == first
    site.write("site.toml", SETTINGS.replace("example.org", "example.com"))
    assert guid() == first
    text = (site.root / "content/posts/a.md").read_text()
    (site.root / "content/posts/a.md").unlink()
    site.write("content/posts/a/index.md", text)
    assert guid() == first
    (site.root / "content/posts/a/index.md").unlink()
    site.post("b", id="posts/a")
    assert guid() == first
    assert feed(site).find("item/guid").attrib == {"isPermaLink": "false"}  # type: ignore[union-attr]


def test_two_files_of_one_identity_are_told(site: Site) -> None:
    site.post("a").post("b", id="posts/a")
    assert site.refused() == [
        'content/posts/b.md:4:5: id "posts/a" is already that of content/posts/a.md'
        " (give each post an id of its own)"
    ]


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_is_right_in_page_tag_and_feed(site: Site, title: str) -> None:
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    site.post("a", title=quoted, tags=f"[{quoted}]", summary=quoted, author=quoted).build()
    item = feed(site).find("item")
    assert item is not None
    assert item.findtext("title") == worded(title)
    assert item.findtext("category") == worded(title)
    assert unescape(item.findtext("description") or "") == worded(title)
    tree = html5lib.parse(site.page("2026/02/a/index.html"), namespaceHTMLElements=False)
    assert "".join(tree.find(".//h1").itertext()).strip() == title
    assert tree.find(".//title").text.startswith(title)
    (tag,) = (path for path in site.files() if path.startswith("tags/") and path.count("/") == 2
              and path.endswith("html"))  # fmt: skip
    listed = html5lib.parse(site.page(tag), namespaceHTMLElements=False)
    assert "".join(listed.find(".//h1").itertext()).strip() == title
    assert len(tag.split("/")[1].encode()) <= 80


def test_a_feed_is_as_long_as_asked_and_newest_first(site: Site) -> None:
    site.write("site.toml", SETTINGS + "feed_size = 2\n")
    site.post("a", date="2026-01-01").post("b", date="2026-01-03").post("c", date="2026-01-02")
    titles = [item.findtext("title") for item in feed(site.build()).findall("item")]
    assert titles == ["B", "C"]


def test_a_feed_of_nothing_is_valid(site: Site) -> None:
    channel = feed(site.build())
    assert channel.find("item") is None
    assert channel.find("lastBuildDate") is None


def test_bytes_change_only_when_an_entry_does(site: Site) -> None:
    def feeds(one: Site, folder: str = "") -> list[str]:
        return [one.page(folder + name) for name in FILES]

    site.post("a", tags="[x]").build()
    before, of_tag = feeds(site), feeds(site, "tags/x/")
    again = Site(site.root / "copy").post("a", tags="[x]").build(now=NOW + timedelta(days=400))
    assert feeds(again) == before
    site.post("b").write("content/pages/about.md", "# About\n").build()
    assert feeds(site, "tags/x/") == of_tag
    assert all(new != old for new, old in zip(feeds(site), before, strict=True))


def test_dates_are_rfc_822(site: Site) -> None:
    site.write("site.toml", SETTINGS + 'timezone = "America/New_York"\n')
    site.post("a", date="2026-07-01 08:30").build()
    date = feed(site).findtext("item/pubDate") or ""
    assert date == "Wed, 01 Jul 2026 08:30:00 -0400"
    assert parsedate_to_datetime(date).isoformat() == "2026-07-01T08:30:00-04:00"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None), max_size=40))
def test_no_text_breaks_xml(value: str) -> None:
    document = element("title", value, name=value).encode("utf-8", "replace")
    found = ElementTree.fromstring(document)
    assert found.tag == "title"
    kept = "".join(sign for sign in value if sign in (found.text or ""))
    assert (found.text or "") == kept or "\ufffd" in (found.text or "") or "?" in (found.text or "")


def test_all_formats_hold_the_same_entries_and_name_the_hub(site: Site) -> None:
    site.write("site.toml", SETTINGS + '[feeds]\nhub = "https://hub.example.org/"\n')
    site.post("a", title="One & two", tags="[x]").post("b").build()
    for folder, titles in (("", ["One & two", "B"]), ("tags/x/", ["One & two"])):
        rss = ElementTree.fromstring(site.page(f"{folder}feed.xml"))
        atom = ElementTree.fromstring(site.page(f"{folder}atom.xml"))
        whole = json.loads(site.page(f"{folder}feed.json"))
        assert [one.findtext("title") for one in rss.iter("item")] == titles
        assert [one.findtext(f"{ATOM}title") for one in atom.iter(f"{ATOM}entry")] == titles
        assert [one["title"] for one in whole["items"]] == titles
        for tree in (rss, atom):
            links = {one.get("rel"): one.get("href") for one in tree.iter(f"{ATOM}link")}
            assert links["hub"] == "https://hub.example.org/"
        assert whole["hubs"] == [{"type": "WebSub", "url": "https://hub.example.org/"}]


def test_a_recording_is_an_enclosure_in_every_format(site: Site) -> None:
    site.write("site.toml", SETTINGS + '[privacy]\nfiles = ["content/posts/a.mp3"]\n')
    site.write("content/posts/a.mp3", b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 400)
    site.post("a", audio='{file: a.mp3, duration: "1:01"}').build()
    told = ElementTree.fromstring(site.page("feed.xml")).find("channel/item/enclosure")
    assert told is not None
    url, size = told.get("url", ""), told.get("length")
    assert (site.output / url.removeprefix("https://example.org/")).stat().st_size == int(size or 0)
    assert told.get("type") == "audio/mpeg"
    links = ElementTree.fromstring(site.page("atom.xml")).iter(f"{ATOM}link")
    (link,) = (one for one in links if one.get("rel") == "enclosure")
    assert (link.get("href"), link.get("length")) == (url, size)
    (attached,) = json.loads(site.page("feed.json"))["items"][0]["attachments"]
    assert (attached["url"], attached["duration_in_seconds"]) == (url, 61)


def test_a_lead_picture_has_its_address_and_size_in_every_format(site: Site) -> None:
    site.write("content/posts/p.png", picture("red"))
    site.post("a", cover='{image: p.png, alt: "A red dot", credit: "Ana"}').build()
    told = ElementTree.fromstring(site.page("feed.xml")).find(f"channel/item/{MEDIA}content")
    assert told is not None
    url = told.get("url", "")
    file = site.output / url.removeprefix("https://example.org/")
    with Image.open(file) as image:
        assert (told.get("width"), told.get("height")) == tuple(map(str, image.size))
    assert told.get("fileSize") == str(file.stat().st_size)
    assert (told.get("medium"), told.get("type")) == ("image", "image/png")
    assert told.findtext(f"{MEDIA}description") == "A red dot"
    assert told.findtext(f"{MEDIA}credit") == "Ana"
    atom = ElementTree.fromstring(site.page("atom.xml"))
    assert [one.get("url") for one in atom.iter(f"{MEDIA}content")] == [url]
    assert json.loads(site.page("feed.json"))["items"][0]["image"] == url


def test_one_page_and_one_list_lead_to_all_feeds(site: Site) -> None:
    site.write("site.toml", SETTINGS + '[feeds]\nformats = ["atom", "json"]\n')
    site.post("a", tags="[x]", author="Ana", series="S").build()
    page = site.page("feeds/index.html")
    listed = ElementTree.fromstring(site.page("feeds.opml")).iter("outline")
    found = {one.get("xmlUrl") for one in listed} - {None}
    places = ("", "tags/x/", "authors/ana/", "series/s/")
    assert found == {f"https://example.org/{place}atom.xml" for place in places}
    for place in places:
        assert f'href="/{place}atom.xml" type="application/atom+xml"' in page
    assert "feed.xml" not in page
    assert 'type="application/feed+json"' in site.page("tags/x/index.html")


def test_an_entry_without_text_has_its_words_in_json(site: Site) -> None:
    site.post("a", "", summary='"S <i>y</i>"').post("b", "<bdo>x</bdo>", date="2026-02-13").build()
    newest, other = json.loads(site.page("feed.json"))["items"]
    assert other["content_text"] == other["summary"] == "S ‹i›y‹/i›"
    assert "content_html" not in other
    assert newest["content_html"] == "<p><span>x</span></p>"


def test_two_entries_of_a_day_change_at_moments_of_their_own(site: Site) -> None:
    site.post("a").post("b").build()
    root = ElementTree.fromstring(site.page("atom.xml"))
    moments = [one.findtext(f"{ATOM}updated") or "" for one in root.findall(f"{ATOM}entry")]
    assert len(set(moments)) == 2
    assert root.findtext(f"{ATOM}updated") == max(moments)
    assert {one.findtext(f"{ATOM}published") for one in root.iter(f"{ATOM}entry")} == {
        "2026-02-12T00:00:00+00:00"
    }
