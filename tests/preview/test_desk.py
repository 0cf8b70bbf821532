"""Whatever is done to a site: each page of the preview is what a clean build publishes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from generator.build import build
from generator.preview.desk import KEPT_BACK, Desk
from generator.preview.session import Session
from generator.preview.watching import stamps
from generator.problems import Stop, errors
from generator.store import opened
from tests.kit import NOW, SETTINGS, Site
from tests.newsroom import Newsroom, told, tree
from tests.steps import NAMES, Steps, run

TEXTS = [
    "Read [this](https://example.org/?utm_source=x).",
    "Read [this](https://example.org/).",
    "A *long* story.\n\n## One\n\nText.\n\n### Two\n\nText.[^1]\n\n[^1]: A note.",
    "Words of [b](b.md) and [c](c.md#part).",
    "```python\nprint(1)\n```",
]
FACES = {
    "title": ["One", '"Two: “three”"', "Four & five <six>"],
    "summary": ["A summary.", "Another one.", ""],
    "key_points": ["[One point]", "[One point, Two points]", ""],
    "language": ["fr", "ar", ""],
    "author": ["Ines", "Tomas", ""],
    "comments": ["false", ""],
    "updated": ["2026-06-01", ""],
}


class Desked(Newsroom):
    """Own a newsroom whose site is held on a desk, and compare that with clean builds."""

    def __init__(self, folder: Any) -> None:
        self.session: Session | None = None
        super().__init__(folder)

    def check(self, *_: object) -> bool:
        """Bring the desk up to what was done, and compare every page of it with a clean build."""
        self.bring_up()
        assert self.session
        desk = self.session.desk
        self.cache("twin/cache")
        twin = self.folder / "twin/output"
        shutil.rmtree(self.folder / "twin", ignore_errors=True)
        try:
            build(self.request(output=twin))
        except Stop as stop:
            self.compare_mistakes(desk, stop)
            return False
        finally:
            self.cache("cache")
        assert not errors(desk.problems)
        made = {path: desk.answer(path) for path in desk.planned if not path.startswith(KEPT_BACK)}
        wanted = {path: data for path, data in tree(twin).items() if not path.startswith(KEPT_BACK)}
        assert made.keys() == wanted.keys()
        for path, answer in made.items():
            assert answer.data == wanted[path], path
            assert (answer.status, answer.path) == (200, path)
        return True

    def bring_up(self) -> None:
        """Tell the desk what was touched; a command line or a clock of its own is a new desk."""
        self.cache("cache")
        asked = replace(self.request(), now=NOW, pool=1)
        if self.session and self.session.desk.request == asked and self.now >= self.last:
            before, now = self.session._stamps, stamps(self.site.root)
            paths = before.keys() | now.keys()
            self.session.take(tuple(path for path in paths if before.get(path) != now.get(path)))
            self.session.refresh()
            self.last = self.now
            return
        self.close()
        self.store = opened(self.site.root)
        self.last = self.now
        desk = Desk(asked, self.store.__enter__(), lambda: self.now)
        self.session = Session(desk, lambda _: None, lambda _: None)
        self.session.begin()

    def close(self) -> None:
        if self.session:
            self.store.__exit__(None, None, None)

    def compare_mistakes(self, desk: Desk, stop: Stop) -> None:
        """A refused build is refused here too, or on the pages where its mistakes are."""
        found = {str(one) for one in errors(desk.problems)}
        for path in desk.planned:
            found |= {str(one) for one in desk.answer(path).problems}
        assert found == set(told(stop))


class Desks(Steps):
    """Do what authors do; what happens to output/ and to the cache is no matter of a desk."""

    def newsroom(self) -> Newsroom:
        return Desked(self.folder)

    def teardown(self) -> None:
        cast("Desked", self.room).close()
        super().teardown()

    @rule(name=NAMES, number=st.integers(0, 4))
    def text(self, name: str, number: int) -> None:
        self.room.edit(name, body=TEXTS[number])
        self.check()

    @rule(name=NAMES, field=st.sampled_from(sorted(FACES)), number=st.integers(0, 1))
    def face(self, name: str, field: str, number: int) -> None:
        self.room.edit(name, **{field: FACES[field][number]})
        self.check()

    damage = alter_output = foreign = edit_while_building = interrupt = go_on = None  # type: ignore[assignment]


@pytest.mark.timeout(600)  # a hundred clean builds
def test_after_any_step_a_desk_shows_what_a_clean_build_publishes() -> None:
    before = Steps.done
    run(6, 20, is_same=True, machine=Desks)
    assert Steps.done - before >= 100


@pytest.mark.parametrize("name", ["a", "a.fr", "c/index", "c.pt-br"])
def test_translations_stay_known_when_a_text_is_edited(name: str, tmp_path: Path) -> None:
    site = Site(tmp_path, SETTINGS + "[languages.fr]\n[languages.pt-BR]\n")
    for one in ("a", "a.fr", "c/index", "c.pt-br", "c.fr"):
        site.post(one, "First.")
    with opened(site.root) as store:
        desk = Desk(replace(site.request(), pool=1), store, lambda: NOW)
        Session(desk, lambda _: None, lambda _: None).begin()
        site.post(name, "Second.")
        assert desk.edit([f"content/posts/{name}.md"])
        shown = {path: desk.answer(path).data for path in desk.planned}
    site.build()
    for path in (path for path in shown if path.endswith(".html")):
        assert shown[path] == (site.output / path).read_bytes(), path


def test_what_is_not_there_is_said_in_the_language_of_its_folder(tmp_path: Path) -> None:
    site = Site(tmp_path, SETTINGS + "[languages.fr]\n").post("a").post("b.fr")
    with opened(site.root) as store:
        desk = Desk(replace(site.request(), pool=1), store, lambda: NOW)
        Session(desk, lambda _: None, lambda _: None).begin()
        for path, language in (("x.html", b"en"), ("fr/x.html", b"fr"), ("frx/index.html", b"en")):
            answer = desk.answer(path)
            assert answer.status == 404
            assert b'<html lang="' + language in (answer.data or b"")
        assert desk.face("fr/x.html") == desk.face("fr/y.html") != desk.face("x.html")
