"""A new article is a draft that builds, whatever its headline and whichever notes become fields."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.fields import FIELDS
from generator.new import RARE, Beginning, new
from generator.problems import Stop
from generator.read import read
from generator.sources import load
from generator.survey import site_settings
from tests.kit import NOW, SETTINGS, Site

KEPT_BACK = {"title", "date", "draft", "summary", "tags", "author", "authors"}
NOT_OFFERED = {"id", "ignore", "extra"}  # for machines, and for layouts of one's own


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, SETTINGS + '[authors.ana]\nname = "Ana"\n')


def test_every_field_is_there() -> None:
    assert KEPT_BACK | set(RARE) | NOT_OFFERED == set(FIELDS)


@pytest.mark.parametrize("is_page", [False, True])
def test_it_builds_as_a_draft(site: Site, is_page: bool) -> None:
    site.post("other", author="ana")
    new(site.root, Beginning("Who reads your mail", ("e-mail",), is_page=is_page), NOW)
    site.build(drafts=True)
    assert not site.problems


def test_each_note_is_a_field_that_can_be_read(site: Site) -> None:
    path = new(site.root, Beginning("A headline"), NOW)
    text = Path(path).read_text("utf-8")
    for name in RARE:
        assert f"\n# {name}: " in text
        text = text.replace(f"\n# {name}: ", f"\n{name}: ")
    site.write("content/posts/photo.jpg", b"")
    found = read(
        load(f"content/posts/{Path(path).name}", text.encode()), site_settings(site.request())
    )  # type: ignore[arg-type]
    in_order = [one for one in found.problems if "before date" not in one.message]
    assert not in_order
    assert not [name for name in RARE if name not in found_names(text)]


def found_names(text: str) -> set[str]:
    return {line.partition(":")[0] for line in text.split("---")[1].splitlines() if ":" in line}


@settings(max_examples=200)
@given(headline=st.text(min_size=1), tag=st.text(), author=st.text())
def test_whatever_is_asked_for_is_what_is_read(
    headline: str, tag: str, author: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = Site(tmp_path_factory.mktemp("site"))
    try:
        path = new(site.root, Beginning(headline, (tag,), (author,)), NOW)
    except Stop as stop:
        assert "gives no file name" in str(stop.problems[0])
        return
    found = read(load(path, Path(path).read_bytes()), site_settings(site.request()))  # type: ignore[arg-type]
    wrong = [one.message for one in found.problems]
    if found.entry:
        assert found.entry.title == " ".join(headline.split()) or wrong
        assert found.entry.fields.draft


def test_the_only_author_is_filled_in(site: Site) -> None:
    assert 'authors: ["ana"]' in Path(new(site.root, Beginning("One"), NOW)).read_text("utf-8")
    site.write("site.toml", SETTINGS + '[authors.ana]\nname = "A"\n[authors.ben]\nname = "B"\n')
    text = Path(new(site.root, Beginning("Two"), NOW)).read_text("utf-8")
    assert "authors: []  # known are ana, ben" in text


def test_nothing_is_written_over(site: Site) -> None:
    path = Path(new(site.root, Beginning("One"), NOW))
    path.write_text("mine", "utf-8")
    with pytest.raises(Stop, match="already"):
        new(site.root, Beginning("One"), NOW)
    assert path.read_text("utf-8") == "mine"


def test_it_is_opened_in_an_editor(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = "import sys; open(sys.argv[-1], 'a').write('Edited.')"
    monkeypatch.setenv("VISUAL", f'{sys.executable} -c "{code}"')
    assert main(["new", "A headline", "--edit", "--site", str(site.root)]) == 0
    assert Path(capsys.readouterr().out.strip()).read_text("utf-8").endswith("Edited.")
    monkeypatch.setenv("VISUAL", "/nowhere/vi")
    assert main(["new", "Another headline", "--edit", "--site", str(site.root)]) == 1
    assert "can't be started" in capsys.readouterr().err
