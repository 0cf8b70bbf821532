from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.build import look
from generator.habits.headings import RESERVED
from generator.model import Heading
from generator.pages import plan
from tests.kit import SETTINGS, Site, english

README = Path(__file__).parent.parent / "docs/layouts.md"


def promised() -> dict[str, set[str]]:
    """Read which names docs/layouts.md promises to which layout."""
    found: dict[str, set[str]] = {}
    for name, text in re.findall(
        r"^## (\S+\.html)\n(.*?)(?=^## )", README.read_text(), re.MULTILINE | re.DOTALL
    ):
        lines = (line.partition(":")[0] for line in text.splitlines() if line.startswith("- "))
        found[name] = {name for line in lines for name in re.findall(r"`(\w+)`", line)}
    return found


def test_layouts_get_exactly_what_their_manual_promises(site: Site) -> None:
    site.write("site.toml", SETTINGS + "[search]\nenabled = true\n")
    site.post("a", tags="[x]", author="Ana", series="S", aliases="[/old/]").post("b")
    site.write("content/pages/about.md", "# About\n")
    whole = look(site.request()).assembly.site
    planned, _ = plan(whole)
    given: dict[str, set[str]] = {}
    for output in planned.values():
        if isinstance(output.view, str):
            more = output.more(english(whole.settings), output.data) if output.more else {}
            names = {*output.data, *more} - {"head"}
            assert given.setdefault(output.view, names) == names
    assert given == promised()


def test_no_part_of_a_body_can_have_the_id_of_a_part_of_the_page(site: Site) -> None:
    layouts = (Path(__file__).parent.parent / "layouts").rglob("*.html")
    own = {name for layout in layouts for name in re.findall(r' id="([\w-]+)"', layout.read_text())}
    assert own == RESERVED
    site.post("a", "## Comments\n").build()
    assert site.page("2026/02/a/index.html").count(' id="comments"') == 1
    for body in ("A part.\n{#comments}", "## A part {#comments}"):
        (told,) = site.post("a", body).refused()
        assert told.endswith('id "comments" is that of a part of every page (choose another one)')


def test_every_default_layout_escapes(site: Site) -> None:
    layouts = (Path(__file__).parent.parent / "layouts").rglob("*.html")
    for layout in layouts:
        assert "|safe" not in layout.read_text().replace(" ", ""), layout


def test_the_sandbox_hands_out_fields_of_nouns_and_nothing_of_the_program() -> None:
    from jinja2.exceptions import SecurityError

    from generator.sandbox import Sandbox

    heading = Heading(2, "x", "X")
    environment = Sandbox(basis="")
    assert environment.from_string("{{ h.id }} {{ h['text'] }}").render(h=heading) == "x X"
    for name in ("__class__", "__init__", "__dataclass_fields__", "__slots__", "nope"):
        assert not environment.from_string(f"{{{{ h.{name} }}}}").render(h=heading)
    with pytest.raises(SecurityError):
        environment.from_string("{{ h.__init__.__globals__ }}").render(h=heading)
    assert not environment.from_string("{{ f.__code__ }}").render(
        f=test_the_sandbox_hands_out_fields_of_nouns_and_nothing_of_the_program
    )


VALUES = st.one_of(st.text(), st.integers(), st.none(), st.text().map(Markup))


@given(VALUES)
def test_what_is_put_out_is_escaped_as_markupsafe_does(value: object) -> None:
    from generator.sandbox import escaped

    assert escaped(value) == escape(value)


def test_two_sites_in_one_process_share_no_layout_that_differs(tmp_path: Path) -> None:
    layout = "{% extends '!post.html' %}{% block main %}<p>{{ 'a.css'|asset }} {{ '/x'|absolute }}{% endblock %}"
    shown = []
    for number in (1, 2):
        text = SETTINGS.replace("example.org", f"{number}.example.org")
        site = Site(tmp_path / str(number), text).write("layouts/post.html", layout)
        site.write("layouts/assets/a.css", f"p {{ margin: {number}px }}").post("a").build()
        shown.append(re.findall("<p>(.*)", site.page("2026/02/a/index.html"))[0])
    assert shown[0] != shown[1]
    assert [f"https://{number}.example.org/x" in one for number, one in enumerate(shown, 1)] == [
        True,
        True,
    ]
