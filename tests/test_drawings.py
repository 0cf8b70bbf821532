"""A drawing is written anew: shapes and words stay, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.audit import audit
from generator.drawings import clean
from generator.model import Settings
from tests.kit import Site

NS = 'xmlns="http://www.w3.org/2000/svg"'


def drawn(inside: str, attributes: str = 'width="4" height="3"') -> str:
    return clean(f"<svg {NS} {attributes}>{inside}</svg>".encode())[0].decode()


def body(inside: str) -> str:
    return drawn(inside).partition(">")[2].removesuffix("</svg>")


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ('<path d="M0 0L1 1" fill="red"/>', '<path fill="red" d="M0 0L1 1" />'),
        (
            '<g style="fill:#fff;stroke:url(#a);behavior:x"><circle r="1"/></g>',
            '<g fill="#fff" stroke="url(#a)"><circle r="1" /></g>',
        ),
        (
            "<style>.a,b{fill:red}#c{stroke:blue}</style><path class='a' id='c'/>",
            '<path fill="red" stroke="blue" class="a" id="c" />',
        ),
        (
            '<use href="#a"/><use xlink:href="#b" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
            '<use href="#a" /><use href="#b" />',
        ),
        ('<use href="other.svg#a"/>', "<use />"),
        ('<path fill="url(https://v.example/a)"/>', "<path />"),
        ('<path fill="u\\72l(//v.example/a)" stroke="image(\'//v.example\')"/>', "<path />"),
        (
            '<path fill="url(https://v.example/a" stroke="url(  http://v.example" filter="IMAGE(\'//v.example\')" mask="cross-fade(\'//v.example\')"/>',
            "<path />",
        ),
        (
            '<path fill="rgb(1, 2, 3)" transform="matrix(1 0 0 1 2 3)"/>',
            '<path fill="rgb(1, 2, 3)" transform="matrix(1 0 0 1 2 3)" />',
        ),
        ('<path onclick="a()" data-a="b" style="background:url(//v.example/a)"/>', "<path />"),
        ("<!-- who --><title>A</title><metadata><a>J. Doe</a></metadata>", "<title>A</title>"),
        ('<text x="1">a<tspan>b</tspan>c</text>', '<text x="1">a<tspan>b</tspan>c</text>'),
        ('<text xml:space="preserve"> a  b</text>', '<text xml:space="preserve"> a  b</text>'),
        ('<p:namedview xmlns:p="urn:p" export="/home/doe/a.svg"/>after', "after"),
        ("<text>a &lt;b&gt; &amp;</text>", "<text>a &lt;b&gt; &amp;</text>"),
    ],
)
def test_what_stays(inside: str, left: str) -> None:
    assert body(inside) == left


def test_names_of_programs_and_people_go() -> None:
    fresh = drawn(
        "<g/>",
        'width="1" height="1" xmlns:i="urn:i" i:docname="CANARY" i:export-filename="/home/CANARY"',
    )
    assert "CANARY" not in fresh


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ('<image href="a.png"/>', "the drawing holds <image>, which is not shown"),
        ("<foreignObject/>", "the drawing holds <foreignObject>, which is not shown"),
        ("<script>a()</script>", "the drawing holds <script>, which is not shown"),
        (
            '<path><animate attributeName="d"/></path>',
            "the drawing holds <animate>, which is not shown",
        ),
        ("<style>a ~ b {fill:red}</style>", 'the drawing\'s style sheet has "a ~ b"'),
        ("<style>@import 'a';</style>", "the drawing's style sheet is more than shapes need"),
        ("<g>" * 300 + "</g>" * 300, "the drawing's elements stand too deep in each other"),
        ("<g>", "the drawing is not well-formed"),
    ],
)
def test_what_readers_would_miss_is_refused(inside: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        drawn(inside)


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'.encode("utf-16"),
        b"<svg/>", b"<html/>", b"", b"\xff\xfe", b"<svg" * 9, b" " * 6_000_000,
        b'<?xml version="1.0" encoding="nonsense"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="drawing"):
        clean(data)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="4" height="3"', (4, 3)), ('width="96px" height="1in"', (96, 96)), ('width="1cm" height="10mm"', (38, 38)),
        ('viewBox="0 0 40 20"', (40, 20)), ('width="100%" height="50%" viewBox="0,0,40.4,20.6"', (40, 21)), ("", (300, 150)),
        ('width="0" height="0"', (1, 1)), ('viewBox="0 0 1E2 1e1"', (100, 10)),
    ],
)  # fmt: skip
def test_how_large_it_is(attributes: str, size: tuple[int, int]) -> None:
    assert clean(f"<svg {NS} {attributes}/>".encode())[2:4] == size


def test_the_common_document_type_is_no_obstacle() -> None:
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    assert b"DOCTYPE" not in clean(head + f"<svg {NS}/>".encode())[0]


def test_a_drawing_is_published_as_it_was_written_anew(tmp_path: Path) -> None:
    site = Site(tmp_path).post("a", "![lines](b.svg)")
    site.write(
        "content/posts/b.svg",
        f'<svg {NS} width="4" height="3"><!-- J. Doe --><path d="M0 0" onclick="a()"/></svg>',
    )
    (tag,) = [
        line for line in site.build().page("2026/02/a/index.html").splitlines() if "<img" in line
    ]
    assert 'width="4" height="3"' in tag
    (file,) = site.output.glob("assets/b.*.svg")
    data = file.read_bytes()
    assert b"Doe" not in data
    assert b"onclick" not in data
    assert audit("assets/b.svg", data, Settings("T", "https://example.org/")) == ()


@pytest.mark.parametrize(
    "attributes",
    ['width="%s" height="1"' % ("9" * 400), 'viewBox="0 0 9e999 1"', 'viewBox="0 0 1 999999999"'],
)
def test_a_size_beyond_all_measure_is_no_size_or_refused(attributes: str) -> None:
    data = f"<svg {NS} {attributes}/>".encode()
    if attributes.startswith("width"):
        assert clean(data)[2:4] == (300, 1)
    else:
        with pytest.raises(ValueError, match="larger than 100000 pixels"):
            clean(data)
