"""Addresses lead to the web or to one file below the site's root, and nowhere else."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import base_url, configures, has_scheme, is_web_address, own_path, web_host


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org/",
        "HTTPS://Example.org:8080/a?b=c#d",
        "https://bücher.example/ü",
        "https://[::1]:80/",
        "https://example.org./",
        "http://localhost",
    ],
)
def test_web_addresses(text):
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "example.org", "//example.org", "ftp://example.org", "javascript:alert(1)",
        "https://", "https:///a", "https://user@example.org", "https://u:p@example.org/",
        "https://example.org/a b", "https://example.org:99999", "https://exa mple.org",
        "https://example..org", "https://-a.example", "https://example.org\\@evil.example",
        "https://example.org/\n", "java\tscript:x", "https://example.org/<b>", "https://%65xample.org",
    ],
)  # fmt: skip
def test_what_is_no_web_address(text):
    assert not is_web_address(text)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("https://example.org", ("https://example.org/", "", "")),
        ("https://Example.org/News", ("https://example.org/News/", "", "")),
        ("https://example.org:8080/", ("https://example.org:8080/", "", "")),
        ("http://[::1]:80", ("http://[::1]:80/", "", "")),
        ("https://Bücher.example/ü", ("https://xn--bcher-kva.example/%C3%BC/", "", "")),
        ("https://example.org/%C3%BC", ("https://example.org/%C3%BC/", "", "")),
        ("example.org/news", ("", "is not a full web address", "https://example.org/news/")),
        ("//example.org", ("", "is not a full web address", "https://example.org/")),
        ("foo", ("", "is not a full web address", "https://example.org/")),
        ("https://u:p@x.example/", ("", "holds a name or a password", "https://example.org/")),
        (
            "https://a.example/b?c",
            ("", 'holds "?", and a site has no such address', "https://a.example/b/"),
        ),
        (
            "https://a.example/#c",
            ("", 'holds "#", and a site has no such address', "https://a.example/"),
        ),
        ("https://a.example/../b", ("", "has a path that is no folder", "https://a.example/")),
        ("https://a.example//b", ("", "has a path that is no folder", "https://a.example/")),
        ("https://a..b/", ("", "names no host", "https://example.org/")),
        ("https://a.example:70000/", ("", "names no host", "https://example.org/")),
    ],
)
def test_the_address_of_a_site(text, result):
    assert base_url(text) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("/old/name/", ("/old/name/", "")),
        ("/old.html", ("/old.html", "")),
        ("/über/", ("/%C3%BCber/", "")),
        ("/%C3%BCber/", ("/%C3%BCber/", "")),
        ("/", ("", "is the front page")),
        ("", ("", 'does not begin with "/"')),
        ("old", ("", 'does not begin with "/"')),
        ("https://example.org/", ("", "is a full address")),
        ("//example.org", ("", "is a full address")),
        ("/a?b", ("", 'holds "?", which names no page')),
        ("/a#b", ("", 'holds "#", which names no page')),
        ("/a\\b", ("", 'holds "\\", which no file can have in its name')),
        ("/a%5cb", ("", 'holds "\\", which no file can have in its name')),
        ("/a\0b", ("", "holds U+0000, which no file can have in its name")),
        ("/a%00b", ("", "holds U+0000, which no file can have in its name")),
        ("/a\u202eb", ("", "holds U+202E, which no file can have in its name")),
        *(
            (text, ("", "names no file below the site's root"))
            for text in (
                "/..", "/a/../b", "/./a", "/%2e%2e/a", "/%252e%252e/a", "/a//b", "/con/", "/NUL.html",
                "/a./b", "/a /b", "/" + "x" * 300,
            )
        ),
    ],
)  # fmt: skip
def test_addresses_of_our_own(text, result):
    assert own_path(text) == result


@given(st.text(alphabet="/.%2e5c\\aA:?#~ü\0 con"))
def test_an_own_address_never_leaves_the_site(text):
    path, wrong = own_path(text)
    assert bool(path) != bool(wrong)
    if path:
        inside = unquote(unquote(path))
        assert posixpath.normpath("/site" + inside).startswith("/site/")
        assert "\\" not in inside
        assert path.isascii()


@given(st.text(), st.text())
def test_any_text_is_an_address_or_not(text, more):
    for one in (text, "https://" + text, "https://example.org/" + text, text + more):
        whole, wrong, likely = base_url(one)
        assert bool(whole) != bool(wrong and likely)
        if whole:
            assert base_url(whole) == (whole, "", "")
            assert urlsplit(whole).username is None
            assert whole.endswith("/")
            assert whole.isascii()
        if is_web_address(one):
            assert urlsplit(one).scheme in {"http", "https"}


def test_hosts_are_sent_in_ascii():
    assert web_host("Bücher.example") == "xn--bcher-kva.example"
    assert web_host("a" * 64) == ""
    assert web_host("ü" * 100) == ""
    assert web_host("a b") == ""


def test_schemes():
    assert has_scheme("mailto:a@example.org")
    assert has_scheme("javascript:x")
    assert not has_scheme("RFC 9110: HTTP")
    assert not has_scheme("/a:b")


@pytest.mark.parametrize(
    "path",
    [
        "/.htaccess", "/a/.htaccess", "/.htpasswd", "/.user.ini", "/.git/config", "/.env", "/_headers", "/_HEADERS/", "/_redirects",
        "/_worker.js", "/_worker.js/index.js", "/_routes.json", "/_hosting/nginx.conf", "/_hushpress/problems", "/web.config", "/vercel.json", "/CNAME", "/%5fheaders", "/%2Ehtaccess",
    ],
)  # fmt: skip
def test_what_servers_read_is_known(path):
    assert configures(path)


@pytest.mark.parametrize(
    "path",
    ["/a/", "/a.html", "/.well-known/a", "/headers/", "/_posts/a", "/_headers-a/", "/cname.html", "/worker.js", "/a.config"],
)  # fmt: skip
def test_other_names_are_free(path):
    assert not configures(path)
