"""What tells who sent a reader is taken out of links; all else stays, sign for sign."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.tracking import NAMES, untracked
from tests.kit import Site

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


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("https://a.example/?utm_source=x", "https://a.example/"),
        ("https://a.example/?utm_source=x#part", "https://a.example/#part"),
        ("https://a.example/?a=1&utm_source=x&b=2", "https://a.example/?a=1&b=2"),
        ("https://a.example/?utm_source&a=", "https://a.example/?a="),
        ("https://a.example/?UTM_Source=x&fbclid=y", "https://a.example/"),
        ("https://a.example/?utm%5Fsource=x&c", "https://a.example/?c"),
        ("//a.example/?gclid=1", "//a.example/"),
        (
            "http://u@a.example:8080/?a=%20+%C3%BC&gclid=1&a",
            "http://u@a.example:8080/?a=%20+%C3%BC&a",
        ),
        ("https://a.example?gclid=1", "https://a.example"),
        ("HTTPS://A.example/?gclid=1", "HTTPS://A.example/"),
        ("https://münchen.example/?gclid=1&ü=ü", "https://münchen.example/?ü=ü"),
        ("https://www.youtube.com/watch?v=a&si=b&t=90", "https://www.youtube.com/watch?v=a&t=90"),
        ("https://youtu.be/a?si=b", "https://youtu.be/a"),
        ("https://x.com/a/status/1?s=20&t=b", "https://x.com/a/status/1"),
        ("https://open.spotify.com/episode/a?si=b", "https://open.spotify.com/episode/a"),
        ("https://a.substack.com/p/b?r=1x&q=2", "https://a.substack.com/p/b?q=2"),
        (
            "https://a.example/?b=https://c.example/?utm_source=d&gclid=1",
            "https://a.example/?b=https://c.example/?utm_source=d",
        ),
        ("https://a.example/?a=1&&gclid=2&", "https://a.example/?a=1&&"),
        ("https://a.example/?gclid=1&gclid=2", "https://a.example/"),
    ],
)
def test_what_is_taken_out(url: str, left: str) -> None:
    assert untracked(url) == left
    assert untracked(left) == left


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/", "https://a.example/?", "https://a.example/?#", "https://a.example/?a=1&b", "https://a.example/#?utm_source=x",
        "https://a.example/utm_source=x", "https://a.example/?x=utm_source", "https://a.example/?my_utm_source=x", "mailto:a@b.example?utm_source=x",
        "/own?utm_source=x", "own.md?utm_source=x", "?utm_source=x", "#utm_source", "", "tel:1?gclid=2", "https:?gclid=1", "javascript:?gclid",
        "https://a.example/?a=1;utm_source=x", "https://a.example/?utm_source=x;b=2",
        "https://b.s3.example/a.pdf?X-Amz-Signature=1&utm_source=x", "https://b.example/a?Signature=1&Key-Pair-Id=2&utm_source=x",
        "https://a.example/?sig=1&gclid=2", "https://a.example/?token=1&gclid=2", "https://a.example/?hmac=1&utm_campaign=2",
        "https://storage.example/a?X-Goog-Algorithm=a&X-Goog-Signature=b&utm_medium=c", "https://a.example/?sv=1&se=2&utm_medium=3",
        "https://web.archive.org/web/2020/https://example.org/?utm_source=x", "https://archive.ph/2020/https://a.example/?fbclid=x", "https://perma.cc/A?type=image&utm_source=b",
        "https://en.wikipedia.org/w/index.php?title=A&oldid=1", "https://a.example/?id=1&page=2&ref=b&source=c&cid=3&s=4&t=5&si=6&tag=7&feature=8",
        "https://notyoutube.com/?si=1", "https://youtube.com.evil.example/?si=1", "https://www.youtube.com/watch?v=abc&t=90&list=d&index=2",
        "https://curia.example/juris/liste.jsf?num=C-311/18&language=en", "https://a.example/?a=%26utm_source=1", "https://a.example/?a&&b=&=c&=&%zz",
    ],
)  # fmt: skip
def test_what_stays(url: str) -> None:
    assert untracked(url) is url


def test_names_of_the_sites_own() -> None:
    extra = frozenset({"campaign", "xyz_*"})
    assert (
        untracked("https://a.example/?Campaign=1&xyz_a=2&xyz=3&b=4", extra)
        == "https://a.example/?xyz=3&b=4"
    )


def test_there_are_many_names() -> None:
    assert len(NAMES) > 200
    assert all(name == name.lower() for name in NAMES)


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "utm_source=1",
                "gclid",
                "fbclid=%20",
                "a=1",
                "b",
                "",
                "c=",
                "=",
                "a=1;b",
                "%C3%BC=ü",
                "sig=1",
            ]
        ),
        st.text(alphabet="abu_tm=%;+.é/?", max_size=8),
    ),
    max_size=6,
)


@settings(max_examples=500)
@given(PIECES, st.sampled_from(["", "#", "#a?b", "#utm_source=1"]))
def test_only_whole_pieces_go_and_once_is_enough(pieces: list[str], end: str) -> None:
    url = "https://a.example/b?" + "&".join(pieces) + end
    left = untracked(url)
    assert untracked(left) == left
    assert left.partition("#")[2] == url.partition("#")[2]
    rest = left.partition("#")[0].partition("?")[2].split("&")
    others = iter(url.partition("#")[0].partition("?")[2].split("&"))
    assert rest == [""] or all(piece in others for piece in rest)  # in their order


@settings(max_examples=300)
@given(st.lists(st.text(alphabet="abcdef0123456789=%+.-é", max_size=9), max_size=6))
def test_a_clean_address_is_the_same_address(pieces: list[str]) -> None:
    url = "https://a.example/b?" + "&".join(pieces)
    assert untracked(url) is url


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
