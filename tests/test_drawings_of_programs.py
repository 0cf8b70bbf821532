"""Drawings are published as the common programs save them; what is left out is said."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.audit import audit
from generator.drawings import Drawing, clean
from generator.model import Settings
from tests.kit import Site

FOLDER = Path(__file__).parent / "cases/drawings"
SVG = "{http://www.w3.org/2000/svg}"
NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
LEFT = {
    "drawio": ("formatted text, for which its plain text stands",),
    "excalidraw": ("the font Excalifont",),
    "graphviz": ('the link "https://example.org/ruling"',),
    "illustrator": (),
    "inkscape": (),
    "matplotlib": (),
    "mermaid": ("movement",),
}
LOOKS = {
    "drawio": ("rect[2]", {"fill": "#ffffff", "stroke": "rgb(0, 0, 0)"}),
    "excalidraw": ("text[1]", {"white-space": "pre", "font-size": "20px"}),
    "graphviz": ("ellipse[1]", {"fill": "none", "stroke": "black"}),
    "illustrator": ("path[1]", {"clip-path": "url(#SVGID_2_)", "stroke": "#000000"}),
    "inkscape": ("text[1]", {"font-size": "40px", "fill": "#000000", "white-space": "pre"}),
    "matplotlib": ("path[3]", {"stroke-linejoin": "round", "stroke-linecap": "square"}),
    "mermaid": ("rect[2]", {"fill": "#ECECFF", "stroke-width": "1px"}),
}


def of(program: str) -> Drawing:
    return clean((FOLDER / f"{program}.svg").read_bytes())


def drawn(inside: str, attributes: str = 'width="4" height="3"') -> tuple[str, tuple[str, ...]]:
    done = clean(f"<svg {NS} {attributes}>{inside}</svg>".encode())
    return done.data.decode().partition(">")[2].removesuffix("</svg>"), done.left


def test_each_program_has_a_drawing_here() -> None:
    assert {file.stem for file in FOLDER.glob("*.svg")} == set(LEFT) == set(LOOKS)


@pytest.mark.parametrize("program", sorted(LEFT))
def test_it_is_shown_and_what_is_left_out_is_said(program: str) -> None:
    done = of(program)
    assert done.left == LEFT[program]
    assert b"CANARY" not in done.data
    assert audit("assets/b.svg", done.data, Settings("T", "https://example.org/")) == ()


@pytest.mark.parametrize("program", sorted(LOOKS))
def test_it_looks_as_it_did(program: str) -> None:
    where, looks = LOOKS[program]
    name, number = re.findall(r"\w+", where)
    node = list(ET.fromstring(of(program).data).iter(SVG + name))[int(number) - 1]
    assert {key: node.get(key) for key in looks} == looks


def test_sizes_are_those_of_browsers() -> None:
    assert {program: of(program)[2:4] for program in LEFT} == {
        "drawio": (122, 62), "excalidraw": (120, 60), "graphviz": (83, 59), "illustrator": (100, 60),
        "inkscape": (794, 1123), "matplotlib": (614, 461), "mermaid": (200, 80),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="80" viewBox="0 0 40 20"', (80, 40)), ('height="10" viewBox="0 0 40 20"', (20, 10)),
        ('width="100%" height="10" viewBox="0 0 40 20"', (20, 10)), ('width="80"', (80, 150)),
        ('height="80"', (300, 80)), ('width="80" viewBox="0 0 0 0"', (80, 150)),
    ],
)  # fmt: skip
def test_the_view_box_says_the_side_that_is_missing(attributes: str, size: tuple[int, int]) -> None:
    assert clean(f"<svg {NS} {attributes}/>".encode())[2:4] == size


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ("<style>#a{fill:red}.b{fill:blue}path{fill:green}</style><path id='a' class='b'/>", "red"),
        ("<style>.b{fill:blue}path{fill:green}</style><path class='b'/>", "blue"),
        ("<style>.b{fill:blue}.a{fill:green}</style><path class='a b'/>", "green"),
        ("<style>.b{fill:blue !important}#a{fill:red}</style><path id='a' class='b'/>", "blue"),
        ("<style>.b{fill:blue!important}</style><path class='b' style='fill:red'/>", "blue"),
        ("<style>*{fill:red}</style><path fill='blue'/>", "red"),
        ("<style>g path{fill:red}</style><g><g><path/></g></g>", "red"),
        ("<style>g>path{fill:red}svg g path{fill:blue}</style><g><path/></g>", "blue"),
        ("<style>svg > g > path{fill:red}</style><g><g><path/></g></g>", None),
        ("<style>.a .b > .c{fill:red}</style><g class='a'><g class='b'><path class='c'/></g></g>", "red"),
        ("<style>.a.b{fill:red}.b{fill:blue}</style><path class='a b'/>", "red"),
        ("<style>path[data-x='1']{fill:red}</style><path data-x='1'/>", "red"),
        ("<style>:root{--c:red}path{fill:var(--c)}</style><path/>", "red"),
        ("<style>svg{--c:var(--c)}path{fill:var(--c, blue)}</style><path fill='red'/>", "red"),
        ("<style>path{fill:var(--d, blue)}</style><path/>", "blue"),
        ("<style>@media screen{path{fill:red}}</style><path/>", "red"),
        ("<style>path{fill:RED;fill:url(//v.example/a)}</style><path fill='blue'/>", "blue"),
    ],
)  # fmt: skip
def test_styles_count_as_in_browsers(inside: str, left: str | None) -> None:
    done = clean(f"<svg {NS}>{inside}</svg>".encode())
    assert next(ET.fromstring(done.data).iter(f"{SVG}path")).get("fill") == left


@pytest.mark.parametrize(
    ("inside", "shown", "left"),
    [
        ('<a href="https://example.org/"><path/></a>', "<g><path /></g>", ('the link "https://example.org/"',)),
        ("<text><a>b</a></text>", "<text><tspan>b</tspan></text>", ("a link",)),
        ('<style media="print">path{fill:red}</style><path/>', "<path />", ('the styles for "print"',)),
        ("<style>@media print{path{fill:red}}</style><path/>", "<path />", ('the styles for "print"',)),
        ("<style>path:hover{fill:red}</style><path/>", "<path />", ('the styles for "path:hover"',)),
        ('<path style="clip:rect(0)"/>', "<path />", ('the style "clip"',)),
        ('<path style="mix-blend-mode:multiply;isolation:isolate"/>', "<path />", ('the style "mix-blend-mode"',)),
        ('<path style="r:5px;cursor:pointer;-x-y:1"/>', '<path r="5px" />', ()),
        ('<path style="font:bold 12px/1.2 A, serif"/>', '<path font-weight="bold" font-size="12px" font-family="A, serif" />', ()),
        ('<path style="marker:url(#a)"/>', '<path marker-start="url(#a)" marker-mid="url(#a)" marker-end="url(#a)" />', ()),
        ('<use href="b.svg#a"/>', "<use />", ('"b.svg#a"',)),
        ('<path fill="url(https://v.example/a)"/>', "<path />", ('"https://v.example/a"',)),
        ('<path onclick="a()"/>', "<path />", ('the program in "onclick"',)),
        ("<hatch/>", "", ("<hatch>",)),
        ('<text systemLanguage="de">a</text>', '<text systemLanguage="de">a</text>', ()),
        ('<g requiredExtensions="urn:b"><path/></g>', "", ()),
        ('<switch><text systemLanguage="de">a</text><text>b</text><text>c</text></switch>',
         '<switch><text systemLanguage="de">a</text><text>b</text></switch>', ()),
        ('<path style="transform:translate(10px, 5px) rotate(.5turn)"/>', '<path transform="translate(10 5) rotate(180)" />', ()),
        ('<path style="transform:scaleX(2);transform-origin:4px 5px"/>', '<path transform="translate(4 5) scale(2 1) translate(-4 -5)" />', ()),
        ('<path transform="rotate(9)" transform-origin="1 2"/>', '<path transform="translate(1 2) rotate(9) translate(-1 -2)" />', ()),
        ('<path style="transform:none" transform="scale(2)"/>', '<path transform="translate(0)" />', ()),
        ('<path style="transform-origin:50% 50%"/>', "<path />", ()),
        ("<flowRoot><flowPara> </flowPara></flowRoot>", "", ()),
    ],
)  # fmt: skip
def test_what_is_left_out_is_named(inside: str, shown: str, left: tuple[str, ...]) -> None:
    assert drawn(inside) == (shown, left)


def test_a_background_becomes_a_shape() -> None:
    ground = '<rect x="-1" y="-2" width="8" height="9" fill="white" stroke="none" />'
    assert drawn("", 'viewBox="-1 -2 8 9" style="background:white"') == (ground, ())
    assert drawn("", 'style="background:url(//v.example/a)"') == ("", ("its background",))


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<flowRoot><flowPara>a</flowPara></flowRoot>",
         'the drawing holds <flowRoot>, which is not shown (choose "Convert to Text" from the menu "Text" of Inkscape)'),
        ("<switch><foreignObject><p>a</p></foreignObject></switch>", "the drawing holds <foreignObject>"),
        ('<switch><foreignObject/><image href="data:image/png,"/></switch>', "the drawing holds <image>"),
        ("<style>a + b{fill:red}</style>", 'the drawing\'s style sheet has "a + b" (save it with presentation attributes, or as PNG)'),
        ("<style>a:not(.b){display:none}</style>", 'the drawing\'s style sheet has "a:not(.b)"'),
        ("<style>@import 'a';</style>", "the drawing's style sheet is more than shapes need (take out @import)"),
        ("<style>g{fill:red; path{fill:blue}}</style>", "the drawing's style sheet has styles in each other"),
        ('<path style="transform:rotate(9deg);transform-origin:center"/>',
         'the drawing has the style "transform: rotate(9deg); transform-origin: center" (write it as the attribute transform'),
        ('<path style="transform:rotate3d(1,1,1,9deg)"/>', 'the drawing has the style "transform: rotate3d(1,1,1,9deg)"'),
        ('<path style="transform:scale(2);transform-box:fill-box"/>', 'the drawing has the style "transform: scale(2)"'),
    ],
)  # fmt: skip
def test_what_can_not_be_done_without_is_refused(inside: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        drawn(inside)


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % a "b">', '<!ENTITY a "&b;">', '<!ENTITY a "<g/>">',
        '<!ENTITY a "&#60;">', "<!ATTLIST svg onload CDATA 'a()'>", '<!ENTITY a PUBLIC "b" "c">', "%a;",
        "".join(f'<!ENTITY a{number} "b">' for number in range(101)),
    ],
)  # fmt: skip
def test_entities_that_are_more_than_words_are_refused(subset: str) -> None:
    data = f"<!DOCTYPE svg [{subset}]><svg {NS}><text>&a;</text></svg>".encode()
    with pytest.raises(ValueError, match=r"document type|entities .* \(save it as plain SVG"):
        clean(data)


def test_entities_are_put_in_their_places_and_break_out_of_none() -> None:
    data = f"""<!DOCTYPE svg [<!ENTITY a 'b" onload="c'> <!-- d --> <!ENTITY a "no">]>
        <svg {NS} width="1" height="1"><path id="&a;"/><text>&a;&amp;</text></svg>"""
    done = clean(data.encode()).data.decode()
    assert '<path id="b&quot; onload=&quot;c" />' in done
    assert '<text>b" onload="c&amp;</text>' in done


def test_entities_do_not_grow_without_end() -> None:
    data = (
        f'<!DOCTYPE svg [<!ENTITY a "{"b" * 10_000}">]><svg {NS}><text>{"&a;" * 1_000}</text></svg>'
    )
    with pytest.raises(ValueError, match="entities are longer than 5 MB"):
        clean(data.encode())


def test_styles_and_shapes_without_number_are_refused() -> None:
    styles = "".join(f".a{number} .b *{{fill:red}}" for number in range(5_000))
    with pytest.raises(ValueError, match=r"the drawing has 5000 styles"):
        drawn(f"<style>{styles}</style>{'<path/>' * 5_000}")


def test_an_author_is_told_once_and_with_one_hint(tmp_path: Path) -> None:
    site = Site(tmp_path).post("a", "![b](b.svg)")
    site.write("content/posts/b.svg", (FOLDER / "graphviz.svg").read_bytes()).build()
    told = [
        'content/posts/b.svg:1:1: warning: the drawing is shown without the link "https://example.org/ruling"'
        " (look at it on the page, or save it as PNG)"
    ]
    assert site.told() == told
    assert site.post("c").build().told() == told
    site.write("content/posts/b.svg", f"<svg {NS}><image/></svg>")
    assert site.refused() == [
        "content/posts/b.svg:1:1: the drawing holds <image>, which is not shown"
        " (save the picture beside the drawing, or the drawing as PNG)"
    ]
    inside = "".join(f"<a href='/{number}'/>" for number in range(10))
    site.write("content/posts/b.svg", f"<svg {NS}>{inside}</svg>").build()
    assert site.told()[0].endswith(
        'the link "/7" and 2 more (look at it on the page, or save it as PNG)'
    )
