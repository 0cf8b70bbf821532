"""An editor is started as its author wrote it, and no shell has a say in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.problems import Stop
from generator.programs import edit

WRITE = "import sys; open(sys.argv[-1], 'a').write(repr(sys.argv[1:-1]))"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give an article whose name a shell would take apart."""
    file = tmp_path / "a; touch $(id) 'b'.md"
    file.write_text("", "utf-8")
    return file


def test_it_gets_its_options_and_the_file(file: Path) -> None:
    assert edit(file, {"EDITOR": f'{sys.executable} -c "{WRITE}" --wait "two words" $HOME'}) == 0
    assert file.read_text("utf-8") == "['--wait', 'two words', '$HOME']"
    assert list(file.parent.iterdir()) == [file]


def test_visual_comes_before_editor(file: Path) -> None:
    assert edit(file, {"VISUAL": f'{sys.executable} -c "{WRITE}"', "EDITOR": "/nowhere"}) == 0
    assert edit(file, {"VISUAL": " ", "EDITOR": f'{sys.executable} -c "{WRITE}"'}) == 0


def test_it_says_how_it_ended(file: Path) -> None:
    assert edit(file, {"EDITOR": f'{sys.executable} -c "import sys; sys.exit(3)"'}) == 3


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({}, "neither VISUAL nor EDITOR"),
        ({"EDITOR": "/nowhere/vi"}, "can't be started: No such file"),
        ({"VISUAL": "vi '"}, "never closed"),
        ({"EDITOR": "a\0b"}, "can't be started"),
    ],
)
def test_what_keeps_it_from_starting_is_told(
    environment: dict[str, str], why: str, file: Path
) -> None:
    with pytest.raises(Stop, match=why):
        edit(file, environment)
