"""What tells who sent a reader is taken out of addresses; all else stays, sign for sign."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.tracking import NAMES, is_tracking, untracked
from tests.kit import Site

NAMED = """
fbclid gclid gclsrc dclid gbraid wbraid gad_source srsltid msclkid twclid ttclid li_fat_id igshid
igsh yclid ymclid ysclid _openstat mc_eid mc_cid mkt_tok _hsenc _hsmi __hssc __hstc __hsfp
hsCtaTracking hsa_acc oly_anon_id oly_enc_id vero_id vero_conv s_cid wickedid rb_clickid _ga
_gl ml_subscriber ml_subscriber_hash mtm_cid matomo_campaign pk_cid piwik_kwd utm_source utm_id
utm_whatever at_campaign at_medium at_recipient_id ga_source mibextid _bhlid _kx _ke dm_i et_rid
bsft_clkid cm_mmc elqTrackId irclickid cjevent ss_email_id sc_uid oft_id __s guce_referrer_sig
spMailingID xtor wt_mc dicbo tblci fb_action_ids rdt_cid ScCid trkCampaign nl_eid pf_rd_p
"""
EVERYWHERE = NAMED.split()


@pytest.mark.parametrize("name", EVERYWHERE)
def test_names_that_go_everywhere(name: str) -> None:
    assert untracked(f"https://a.example/b?{name}=1") == "https://a.example/b"
    assert (
        untracked(f"https://a.example/b?a=1&{name.upper()}=x&b=2#c")
        == "https://a.example/b?a=1&b=2#c"
    )
    assert is_tracking(name, "a.example")


CLEANED = [
    ("https://a.example/?utm_source=x", "https://a.example/"),
    ("https://a.example/?utm_source=x#utm_source=y", "https://a.example/#utm_source=y"),
    ("https://a.example/?utm_source&a=", "https://a.example/?a="),
    ("https://a.example/?utm%5Fsource=x&c", "https://a.example/?c"),
    ("https://a.example/?%75tm_source=x&c", "https://a.example/?c"),
    ("//a.example/?gclid=1", "//a.example/"),
    ("http://u:p@a.example:8080/?a=%20+%C3%BC&gclid=1&a", "http://u:p@a.example:8080/?a=%20+%C3%BC&a"),
    ("https://a.example?gclid=1", "https://a.example"),
    ("HTTPS://A.example/?gclid=1", "HTTPS://A.example/"),
    ("https://[2001:db8::1]:81/?gclid=1&a", "https://[2001:db8::1]:81/?a"),
    ("https://münchen.example/?gclid=1&ü=ü", "https://münchen.example/?ü=ü"),
    ("https://xn--mnchen-3ya.example/?a&gclid", "https://xn--mnchen-3ya.example/?a"),
    ("https://a.example/?a=1&&gclid=2&", "https://a.example/?a=1&&"),
    ("https://a.example/?gclid=1&", "https://a.example/"),
    ("https://a.example/?gclid=1&gclid=2&a&a", "https://a.example/?a&a"),
    ("https://a.example/?a=1;utm_source=x;b=2", "https://a.example/?a=1;b=2"),
    ("https://a.example/?utm_source=x;utm_medium=y", "https://a.example/"),
    ("https://a.example/?a=b;c&utm_source=x", "https://a.example/?a=b;c"),
    ("https://a.example/?a=?&fbclid=b?c", "https://a.example/?a=?"),
    ("https://a.example/?b=https://c.example/?utm_source=d&gclid=1", "https://a.example/?b=https://c.example/?utm_source=d"),
    ("https://a.example/?token=1&gclid=2", "https://a.example/?token=1"),
    ("https://a.example/?guce_referrer=a&guce_referrer_sig=b&c=d", "https://a.example/?c=d"),
    ("https://www.youtube.com/watch?v=a&si=b&t=90", "https://www.youtube.com/watch?v=a&t=90"),
    ("https://www.youtube.com/watch?feature=shared&v=a", "https://www.youtube.com/watch?v=a"),
    ("https://youtu.be/a?si=b&t=4", "https://youtu.be/a?t=4"),
    ("https://YOUTU.BE./a?SI=b", "https://YOUTU.BE./a"),
    ("https://open.spotify.com/episode/a?si=b", "https://open.spotify.com/episode/a"),
    ("https://x.com/a/status/1?s=20&t=b", "https://x.com/a/status/1"),
    ("https://mobile.twitter.com/a/status/1?ref_src=a&ref_url=b&lang=de", "https://mobile.twitter.com/a/status/1?lang=de"),
    ("https://www.amazon.co.uk/dp/B0?tag=a-21&linkCode=b&ref=c&th=1", "https://www.amazon.co.uk/dp/B0?th=1"),
    ("https://www.tiktok.com/@a/video/1?is_from_webapp=1&sender_device=pc", "https://www.tiktok.com/@a/video/1"),
    ("https://www.reddit.com/r/a/comments/b/?share_id=c&context=3", "https://www.reddit.com/r/a/comments/b/?context=3"),
    ("https://www.theguardian.com/a?CMP=share_btn_url", "https://www.theguardian.com/a"),
    ("https://www.nytimes.com/a.html?unlocked_article_code=b&smid=url-share", "https://www.nytimes.com/a.html?unlocked_article_code=b"),
    ("https://www.wsj.com/a?st=b&reflink=desktopwebshare_permalink", "https://www.wsj.com/a?st=b"),
    ("https://a.substack.com/p/b?r=1x&q=2", "https://a.substack.com/p/b?q=2"),
    ("https://archive.org/details/a?utm_source=x", "https://archive.org/details/a"),
    ("https://a.example/?awc=1234_1700000000_0123456789abcdef0123&b", "https://a.example/?b"),
    ("https://a.example/?epik=dj0yJnU9a1bc_-&b", "https://a.example/?b"),
    ("https://a.example/?gad=1&gclid=2&b", "https://a.example/?b"),
    ("https://www.bloomberg.com/a?cmpid=b", "https://www.bloomberg.com/a"),
    ("https://techcrunch.com/a?ncid=b", "https://techcrunch.com/a"),
    ("https://aws.amazon.com/a/?sc_channel=b&sc_geo=c&d", "https://aws.amazon.com/a/?d"),
    ("https://www.linkedin.com/a?lipi=b", "https://www.linkedin.com/a"),
    ("https://www.bing.com/search?q=a&form=b&FORM=c", "https://www.bing.com/search?q=a"),
    ("https://www.amazon.de/s?k=a&tag=b-21", "https://www.amazon.de/s?k=a"),
    ("https://notarchive.is/?gclid=1", "https://notarchive.is/"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "left"), CLEANED)
def test_what_is_taken_out(url: str, left: str) -> None:
    assert untracked(url) == left
    assert untracked(left) == left


STAYS = [
    "", "?", "//?", "https://?gclid=1", "https:?gclid=1", "http:///?gclid=1", "?utm_source=x", "#?utm_source=x", "own.md?utm_source=x", "/own?utm_source=x",
    "mailto:a@b.example?utm_source=x", "tel:1?gclid=2", "javascript:?gclid", "ftp://a.example/?gclid=1", "data:text/plain,?gclid=1", "magnet:?xt=urn:btih:a&utm_source=b",
    "https://a.example/", "https://a.example/?", "https://a.example/?#", "https://a.example/?&", "https://a.example/?=", "https://a.example/?a=1&b", "https://a.example/#?utm_source=x",
    "https://a.example/#utm_source=x", "https://a.example/?a#&gclid=1", "https://a.example/utm_source=x", "https://a.example/?x=utm_source", "https://a.example/?my_utm_source=x",
    "https://a.example/?utm=x", "https://a.example/?amp;utm_source=x", "https://a.example/?a=%26utm_source=1", "https://a.example/?a&&b=&=c=&%zz&%", "https://a.example/?a=%2B+%20",
    "https://a.example/?a=1;utm_source", "https://a.example/?utm_source=x;b", "https://a.example/?utm_source=x;b=2&c=3", "https://a.example/?a=1;utm_source=x&gclid=2",
    "https://a.example/?id=1&page=2&ref=b&source=c&cid=3&s=4&t=5&si=6&tag=7&feature=8", "https://a.example/?at=1&at_home=2&pk=3&ga=4&context=5",
    "https://a.example/?gad=1&epik=2&awc=3&cmpid=6&ncid=7&lipi=8&sc_geo=9&sc_content=0", "https://a.example/?awc=1234_1700000000_x&epik=dj0",
    "https://a.example/?tag=a-21&form=b", "https://notbing.com/?form=1", "https://bing.com.example.org/?form=1", "https://amazon.example/?tag=a-21",
    "https://substack.com/app-link/post?publication_id=1&post_id=2",
    "https://notyoutube.com/?si=1", "https://youtube.com.evil.example/?si=1", "https://youtube.com@a.example/?si=1", "https://netflix.com/?t=1&s=2", "https://ax.com/?s=1",
    "https://www.youtube.com/watch?v=abc&t=90", "https://www.youtube.com/playlist?list=a&index=2", "https://youtu.be/a?t=90",
    "https://en.wikipedia.org/w/index.php?title=A&oldid=1", "https://de.wikipedia.org/wiki/Spezial:Suche?search=utm_source&ns0=1", "https://www.wikidata.org/w/index.php?title=Q1&diff=prev&oldid=2",
    "https://web.archive.org/web/2020/https://example.org/?utm_source=x", "https://archive.today/2020/https://a.example/?fbclid=x", "https://archive.is/?url=https://a.example/&fbclid=x",
    "https://archive.ph/2020/https://a.example/?fbclid=x", "https://ghostarchive.org/archive/a?utm_source=b", "https://perma.cc/A?type=image&utm_source=b",
    "https://webcache.googleusercontent.com/search?q=cache:a.example/?utm_source=x&gclid=1",
    "https://curia.europa.eu/juris/liste.jsf?num=C-311/18&language=en", "https://curia.europa.eu/juris/document/document.jsf?text=&docid=228677&pageIndex=0&doclang=en&mode=lst&dir=&occ=first&part=1&cid=1",
    "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32016R0679&qid=1", "https://hudoc.echr.coe.int/eng?i=001-1#{%22itemid%22:[%22001-1%22]}", "https://ecf.example/doc1/1?caseid=2&de_seq_num=3&pdf_header=",
    "https://b.s3.amazonaws.com/a.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=1&utm_source=x", "https://b.s3.amazonaws.com/a?AWSAccessKeyId=a&Expires=1&Signature=b&utm_source=x",
    "https://storage.googleapis.com/a?X-Goog-Algorithm=a&X-Goog-Signature=b&utm_medium=c", "https://storage.googleapis.com/a?GoogleAccessId=a&Expires=1&utm_medium=c",
    "https://d1.cloudfront.net/a?Policy=1&Signature=2&Key-Pair-Id=3&utm_source=x", "https://d1.cloudfront.net/a?Key-Pair-Id=3&utm_source=x", "https://a.blob.core.windows.net/b?sv=1&se=2&sp=r&sig=c&utm_medium=3",
    "https://a.example/?hmac=1&utm_campaign=2", "https://a.example/?%73ig=1&gclid=2", "https://a.b-cdn.example/?token=1&expires=2&utm_source=x", "https://a.example/?hash=1&Expires=2&gclid=3",
    "https://a.example/?oauth_signature=1&utm_source=x", "https://scontent.fbcdn.net/a.jpg?oh=1&oe=2&fbclid=3", "https://www.google.com/url?q=a&usg=b&ved=c",
    "https://münchen.example/?ü=ü", "https://u:p@a.example:8080/?a", "https://[::1]/?a=1", "https://[::1?a=1", "http://a\\b?x", "https://a.example/?\ud800&%ff=\x00",
]  # fmt: skip


@pytest.mark.parametrize("url", STAYS)
def test_what_stays(url: str) -> None:
    assert untracked(url) == url


def test_there_are_enough_cases() -> None:
    assert len(EVERYWHERE) + len(CLEANED) >= 80
    assert len(STAYS) >= 60


def test_names_of_the_sites_own() -> None:
    extra = frozenset({"campaign", "xyz_*"})
    url = "https://a.example/?Campaign=1&xyz_a=2&XYZ%5Fb&xyz=3&campaigns=4&=5"
    assert untracked(url, extra) == "https://a.example/?xyz=3&campaigns=4&=5"
    assert untracked(url) == url
    assert is_tracking("XYZ_", "a.example", extra)
    assert not is_tracking("xyz", "a.example", extra)


def test_a_host_decides() -> None:
    assert is_tracking("SI", "WWW.YouTube.com")
    assert not is_tracking("si", "a.example")


PIECES = st.lists(
    st.sampled_from(["utm_source=1", "gclid", "fbclid=%20", "a=1", "b", "", "c=", "=", "a=1;b=2", "a=1;gclid=2", "%C3%BC=ü", "sig=1", "token=", "exp=1", "si=1"])
    | st.text(alphabet="abu_tm=%;+.é/?", max_size=8),
    max_size=6,
)  # fmt: skip
STARTS = st.sampled_from(["https://a.example/b?", "//youtu.be?", "http://u@x.com:80/?"])
ENDS = st.sampled_from(["", "#", "#a?b", "#utm_source=1&gclid"])


@settings(max_examples=1000, deadline=None)
@given(STARTS, PIECES, st.sampled_from("&;"), ENDS)
def test_only_whole_pieces_go_and_once_is_enough(start: str, pieces: list[str], sign: str, end: str) -> None:  # fmt: skip
    url = start + sign.join(pieces) + end
    left = untracked(url)
    assert untracked(left) == left
    assert left.endswith(end)
    assert left.startswith(start[:-1])
    rest = re.split("[&;]", left.removesuffix(end)[len(start) :])
    others = iter(re.split("[&;]", url.removesuffix(end)[len(start) :]))
    assert rest == [""] or all(piece in others for piece in rest)  # in their order


@settings(max_examples=1000, deadline=None)
@given(
    STARTS, st.lists(st.text(alphabet="abcdef0123456789=%+.-é&;?", max_size=9), max_size=6), ENDS
)
def test_a_clean_address_is_the_same_address(start: str, pieces: list[str], end: str) -> None:
    url = start + "&".join(pieces) + end
    assert untracked(url) is url


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(["", "//", "https://", "http://["]), st.text())
def test_nothing_raises(start: str, text: str) -> None:
    left = untracked(f"{start}{text}?{text}&gclid")
    assert untracked(left) == left


# The parameters that browsers which strip the fewest agree on: one user, one mail, one click.
AGREED = [
    "__hsfp",
    "__hssc",
    "__hstc",
    "__s",
    "_bhlid",
    "_branch_match_id",
    "_branch_referrer",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_kx",
    "_openstat",
    "at_recipient_id",
    "at_recipient_list",
    "bbeml",
    "bsft_clkid",
    "bsft_uid",
    "dclid",
    "et_rid",
    "fb_action_ids",
    "fb_comment_id",
    "fbclid",
    "gbraid",
    "gclid",
    "hsctatracking",
    "hsa_acc",
    "igsh",
    "igshid",
    "irclickid",
    "mc_eid",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "mtm_cid",
    "oft_c",
    "oft_ck",
    "oly_anon_id",
    "oly_enc_id",
    "pk_cid",
    "rb_clickid",
    "s_cid",
    "sc_customer",
    "sc_eh",
    "sc_uid",
    "srsltid",
    "ss_email_id",
    "twclid",
    "unicorn_click_id",
    "vero_conv",
    "vero_id",
    "vgo_ee",
    "wbraid",
    "wickedid",
    "yclid",
    "ymclid",
    "ysclid",
]


@pytest.mark.parametrize("name", AGREED)
def test_what_browsers_take_out_is_taken_out(name: str) -> None:
    assert untracked(f"https://a.example/b?{name}=1") == "https://a.example/b"


def test_there_are_many_names() -> None:
    assert len(NAMES) > 200
    assert all(name == name.lower() for name in NAMES)


BODY = """
See [a](https://a.example/?utm_source=x&b=1#c), https://a.example/?fbclid=2, <https://a.example/d?gclid=3>
and [e](//a.example/?gclid=1 "T"), but [ours](https://example.org/?utm_source=x), [a page](/about/?utm_source=x)
and [signed](https://a.example/?sig=1&utm_source=x). [x](https://a.example/?camp=1)
"""


@pytest.mark.parametrize("fast", ["true", "false"])
def test_articles_link_without_it(tmp_path: Path, fast: str) -> None:
    settings = f'title = "T"\nbase_url = "https://example.org/"\n[markdown]\nfast = {fast}\n[privacy]\ntracking = ["camp"]\n'
    site = Site(tmp_path, settings).write(
        "content/pages/about.md", "---\ntitle: About\n---\n\nA.\n"
    )
    sources = "[{title: S, url: 'https://s.example/?mc_eid=1', archived: 'https://web.archive.org/web/1/https://s.example/?mc_eid=1'}]"
    page = site.post("a", BODY, sources=sources).build().page("2026/02/a/index.html")
    for address in (
        "https://a.example/?b=1#c", "https://a.example/", "https://a.example/d", "https://example.org/?utm_source=x",
        "/about/?utm_source=x", "https://a.example/?sig=1&amp;utm_source=x", "https://s.example/",
        "https://web.archive.org/web/1/https://s.example/?mc_eid=1",
    ):  # fmt: skip
        assert f'href="{address}"' in page, address
    assert ">https://a.example/</a>" in page
    assert "fbclid" not in page + site.page("feed.xml")
    assert "camp" not in page


def test_the_quick_way_takes_the_same_out(tmp_path: Path) -> None:
    text = "Plain words and [a link](https://a.example/?fbclid=1&b=2)."
    assert 'href="https://a.example/?b=2"' in Site(tmp_path).post("a", text).build().page(
        "2026/02/a/index.html"
    )


def test_links_of_authors_are_freed_too(tmp_path: Path) -> None:
    settings = 'title = "T"\nbase_url = "https://example.org/"\n[authors.a]\nname = "A"\nlinks = [{title = "H", url = "https://a.example/?utm_source=x"}]\n'
    page = Site(tmp_path, settings).post("a", author="a").build().page("authors/a/index.html")
    assert 'href="https://a.example/"' in page
