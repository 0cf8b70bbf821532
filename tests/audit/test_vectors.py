"""The audit sees every way of the specifications in which a page may load from elsewhere."""

from __future__ import annotations

import pytest

from generator.audit import audit
from generator.audit.html import sights
from generator.audit.verdict import fault
from generator.model import PrivacySettings, Settings
from tests.audit.vectors import FILES, PAGES
from tests.kit import Site

SETTINGS = Settings("The Record", "https://example.org/")
RUNNING = {"script module", "script inline", "speculation rules", "import map", "event attribute"}


def test_there_are_enough_vectors() -> None:
    assert len(PAGES) >= 48
    assert len(FILES) >= 20


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_loads_from_elsewhere_is_refused(name: str) -> None:
    found = audit("a/index.html", PAGES[name].encode(), SETTINGS)
    assert found
    if name not in RUNNING:
        assert any("v.example" in one.needle + one.message for one in found)


@pytest.mark.parametrize("key", FILES, ids=" ".join)
def test_a_file_that_loads_from_elsewhere_is_refused(key: tuple[str, str]) -> None:
    assert audit(key[0], FILES[key].encode(), SETTINGS)


@pytest.mark.parametrize(
    "page",
    [
        '<p title="https://v.example/">https://v.example/ &lt;img src=https://v.example/&gt;</p>',
        '<a href="https://v.example/" rel="noreferrer noopener">a</a>',
        '<a rel="nofollow noreferrer" href="https://v.example/?a=1&amp;b=2#c">a</a>',
        '<a href="https://example.org/">our own</a><a href="//example.org/">too</a>',
        '<img src="/a.png" srcset="/a.png 480w, /b.png 960w" alt="https://v.example/">',
        '<img src="https://example.org/a.png"><img src="a.png"><img src="../a.png?b#c">',
        '<link rel="canonical" href="https://v.example/"><link rel="license" href="//v.example/">',
        '<blockquote cite="https://v.example/">a</blockquote><q cite="//v.example">b</q>',
        '<script type="application/ld+json">{"url": "https://v.example/"}</script>',
        '<meta property="og:image" content="https://v.example/a.png">',
        '<math><mi href="https://v.example/">x</mi></math>',
        '<svg><a href="https://v.example/" rel="noreferrer"><path fill="url(#a)"/></a></svg>',
        '<template><p>a</p></template><noscript><p>a <a href="/b/">b</a></p></noscript>',
        '<meta http-equiv="refresh" content="0; url=/new/">',
        "<code>url(https://v.example/)</code>",
        '<details open name="a"><summary>a</summary></details>',
        '<a href="mailto:a@v.example">a</a><a href="tel:1">b</a><a href="#c">c</a>',
    ],
)
def test_what_loads_nothing_from_elsewhere_passes(page: str) -> None:
    assert audit("a/index.html", page.encode(), SETTINGS) == ()


@pytest.mark.parametrize(
    "css",
    [
        'a[href^="https://"]::after { content: " (" attr(href) ")" }',
        '@namespace svg "http://www.w3.org/2000/svg"; p { color: red }',
        "@namespace url(http://www.w3.org/1999/xhtml);",
        "@font-face { src: local(a), url(/a.woff2) } p { background: url('b.png') }",
        "/* https://v.example/ url(//v.example) */ p::before { content: 'a // b' }",
        '@import "own.css";',
    ],
)
def test_a_style_sheet_that_loads_nothing_from_elsewhere_passes(css: str) -> None:
    assert audit("assets/a.css", css.encode(), SETTINGS) == ()


DECLARED = {
    "images": '<img src="https://v.example/a.png">',
    "media": '<video src="https://v.example/a.mp4"></video>',
    "styles": '<link rel="stylesheet" href="https://v.example/a.css">',
    "frames": '<iframe src="https://v.example/"></iframe>',
}


@pytest.mark.parametrize("kind", DECLARED)
def test_what_is_declared_passes_and_nothing_else(kind: str) -> None:
    for other, page in DECLARED.items():
        privacy = PrivacySettings(**{kind: ("https://v.example",)})
        settings = Settings("The Record", "https://example.org/", privacy=privacy)
        assert bool(audit("a.html", page.encode(), settings)) == (other != kind)


def test_scripts_run_on_the_pages_that_are_declared() -> None:
    page = b'<script src="/assets/a.js"></script>'
    privacy = PrivacySettings(scripts=("/search/",))
    settings = Settings("The Record", "https://example.org/", privacy=privacy)
    assert audit("search/index.html", page, settings) == ()
    (found,) = audit("a/index.html", page, settings)
    assert found.hint == 'take it out, or declare [privacy] scripts = ["/a/"]'
    assert audit("search/index.html", b"<script>a()</script>", settings)


HIDDEN = {
    "a.css in UTF-16": ("a.css", "p { background: url(//v.example/a) }".encode("utf-16")),
    "a.css with its charset": ("a.css", b'@charset "utf-7"; p {}'),
    "a.svg in UTF-16": ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16")),
    "a page in UTF-16": ("a.html", "<img src=//v.example/a>".encode("utf-16")),
    "a page in UTF-7": ("a.html", b"<meta charset=utf-7>+ADw-img src=//v.example/a+AD4-"),
    "a page in UTF-7 too": (
        "a.html",
        b'<meta http-equiv="Content-Type" content="text/html; charset=utf-7">',
    ),
    "bytes of no text": ("a.html", b"<p>\xff\xfe</p>"),
    "a page as XML": ("a.xhtml", b"<x/>"),
    "a packed drawing": ("a.SVGZ", b"\x1f\x8b"),
    "a deep style": ("a.css", b"(" * 200_000),
    "deep JSON": ("a.json", b"[" * 200_000),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_browsers_may_read_in_another_way_is_refused(name: str) -> None:
    assert audit(*HIDDEN[name], SETTINGS)


WRONG = {
    '<a href="https://v.example/">a</a>': '<a href> to "https://v.example/" has no rel="noreferrer"',
    '<a href="javascript:a()">a</a>': '<a href> would run "javascript:a()" in the reader\'s browser',
    '<a href="java&Tab;script:a()">a</a>': '<a href> would run "java\tscript:a()" in the reader\'s browser',
    '<img src="data:image/png;base64,AA==">': '<img src> holds "data:image/png;base64,AA=="',
    "<!-- note -->": "a comment would be published",
    '<p style="color: red">a</p>': "<p style> is a style in the page",
    '<a href="/" target="_blank">a</a>': '<a target="_blank"> can\'t stand in a page',
    '<a href="/" referrerpolicy="unsafe-url">a</a>': '<a referrerpolicy="unsafe-url"> can\'t stand in a page',
    '<meta name="referrer" content="origin">': '<meta name="referrer" content="origin"> can\'t stand in a page',
    '<meta http-equiv="Set-Cookie" content="a=b">': '<meta http-equiv="set-cookie"> can\'t stand in a page',
    "<script>a()</script>": "<script> would run a program that stands in the page",
}


@pytest.mark.parametrize("page", WRONG)
def test_what_breaks_another_promise_is_refused(page: str) -> None:
    (found,) = audit("a/index.html", page.encode(), SETTINGS)
    assert found.message == WRONG[page]
    assert found.hint


def test_templates_in_each_other_have_an_end() -> None:
    page = "<template>" * 500 + "<img src=//v.example/>"
    assert audit("a.html", page.encode(), SETTINGS)


def test_the_quick_look_lets_nothing_pass_that_the_whole_parser_sees() -> None:
    for page in PAGES.values():
        seen = [fault(one, SETTINGS, "/a/") for one in sights(page)]
        assert any(seen)


def test_a_fault_in_a_layout_names_its_line(tmp_path) -> None:
    site = Site(tmp_path).post("a")
    layout = '{% extends "!post.html" %}\n{% block main %}\n<img src="https://v.example/a.png">{{ super() }}\n{% endblock %}\n'
    site.write("layouts/post.html", layout)
    assert site.refused() == [
        'layouts/post.html:3:11: <img src> would load "https://v.example/a.png" from elsewhere'
        ' (save it on this site, or declare [privacy] images = ["https://v.example"])'
    ]
    assert not site.output.exists()


def test_a_fault_in_a_style_sheet_names_its_line(tmp_path) -> None:
    site = (
        Site(tmp_path)
        .post("a")
        .write("layouts/assets/own.css", "p {}\n@import '//v.example/a.css';\n")
    )
    (told,) = site.refused()
    assert told.startswith(
        'layouts/assets/own.css:2:10: url() would load "//v.example/a.css" from elsewhere'
    )


def test_declared_hosts_pass_a_build(tmp_path) -> None:
    site = Site(tmp_path).post("a")
    site.write("layouts/partials/footer.html", '<img src="https://v.example/a.png" alt="">')
    site.write(
        "site.toml",
        'title = "T"\nbase_url = "https://example.org/"\n[privacy]\nimages = ["https://v.example/"]\n',
    )
    site.build()
