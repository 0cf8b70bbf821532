"""A page of the preview has the headers that it is published with, and leave for one script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.preview.replies import EVENTS, LEFT_OUT, Live, Reply, event, own, part, with_script
from tests.previews import preview
from tests.test_hosting import expected, made, paths

LIVE = Live("abc", "secret", "localhost:1", "/a/", "a/index.html", "face")
DATA = bytes(range(100))


def test_the_preview_says_what_the_policy_says(tmp_path: Path) -> None:
    site = made(tmp_path)
    with preview(site.root) as desk:
        for path, kind in paths(site).items():
            status, headers, body = desk.get("/" + path)
            assert status == (404 if kind == "missing" else 200), path
            wanted = expected(site, path, kind)
            for name in LEFT_OUT:
                wanted.pop(name.lower(), None)
            policy = "content-security-policy"
            more = re.search(r"'nonce-([\w-]+)'", headers[policy])
            assert bool(more) == (b"</html>" in body), path
            if more:
                added = rf" ?'nonce-{more[1]}'| ?http://localhost:{desk.port}[^ ;]*"
                headers[policy] = re.sub(added, "", headers[policy])
                headers[policy] = re.sub(
                    r"; (?:script|connect-src|script-src)(?=;|$)", "", headers[policy]
                )
                wanted[policy] = wanted[policy].replace("; script-src 'none'", "")
            assert headers["cache-control"] == "no-store"
            assert {name: headers[name] for name in wanted} == wanted, path


def test_the_script_may_ask_for_its_page_and_its_events_alone() -> None:
    rules = own(b"<body></body>", LIVE).headers["Content-Security-Policy"]
    assert f"connect-src http://localhost:1{EVENTS} http://localhost:1/a/;" in rules + ";"
    assert "default-src 'none'" in rules


def test_the_script_stands_before_the_end_and_once() -> None:
    page = with_script(b"<body>a</body>b</body>", LIVE)
    assert page.count(b"<script") == 1
    assert page.endswith(b"</script></body>")
    assert with_script(b"no end", LIVE).startswith(b"no end<script")


@pytest.mark.parametrize(
    ("wanted", "status", "told"),
    [
        (None, 200, DATA),
        ("bytes=0-", 206, DATA),
        ("bytes=10-19", 206, DATA[10:20]),
        ("bytes=90-500", 206, DATA[90:]),
        ("bytes=-10", 206, DATA[90:]),
        ("bytes=-500", 206, DATA),
        ("bytes=100-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=-", 200, DATA),
        ("bytes=5-3", 200, DATA),
        ("bytes=0-1,5-6", 200, DATA),
        ("lines=1-2", 200, DATA),
    ],
)  # fmt: skip
def test_a_player_gets_the_part_it_asks_for(wanted: str | None, status: int, told: bytes) -> None:
    found = part(Reply(200, {}, DATA), wanted)
    assert (found.status, found.data) == (status, told)


@given(st.from_regex(r"bytes=\d{0,15}-\d{0,15}", fullmatch=True), st.binary(max_size=50))
def test_any_part_that_is_given_says_which_it_is(wanted: str, data: bytes) -> None:
    found = part(Reply(200, {}, data), wanted)
    if found.status == 206:
        place = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", found.headers["Content-Range"])
        assert place
        first, last, size = map(int, place.groups())
        assert (found.data, size) == (data[first : last + 1], len(data))
    else:
        assert found.data == (b"" if found.status == 416 else data)


@given(st.text())
def test_no_word_in_an_event_ends_it(text: str) -> None:
    assert event("saved", {"title": text}).count(b"\n") == 3
