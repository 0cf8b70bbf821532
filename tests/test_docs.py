"""The documents say what the program does: each command, option, setting, field and type of it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from generator.cli import main, parser
from generator.fields import read_fields
from generator.frontmatter import read_head
from generator.model import Source
from generator.problems import errors
from generator.settings import read_settings
from generator.sources.themes import load_theme
from generator.wording import wording
from tests import docs
from tests.kit import SETTINGS

ROOT = docs.ROOT
FILES = [
    ROOT / "README.md",
    ROOT / "ARCHITECTURE.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
FENCE = re.compile(r"^(`{3,})(\w*)[^\n]*\n(.*?)^\1 *$", re.MULTILINE | re.DOTALL)
ANY_OPTION = re.compile(r"`(?:hushpress (?P<command>[a-z]+) )?(?P<option>--[a-z][a-z-]*)[^`]*`")


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def fences(kind: str) -> list[tuple[str, str]]:
    """List the blocks of code of a kind, each with its file."""
    return [
        (file.name, found[3])
        for file in FILES
        for found in FENCE.finditer(file.read_text("utf-8"))
        if found[2] == kind
    ]


@pytest.mark.parametrize("name", docs.commands())
def test_each_command_and_option_is_there(name: str) -> None:
    part = text("commands.md").partition(f"## hushpress {name}\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| `")]
    assert rows == list(docs.option_rows(docs.commands()[name]))
    assert part


def test_no_other_command_is_there() -> None:
    assert set(re.findall(r"^## hushpress (\w+)$", text("commands.md"), re.MULTILINE)) == set(
        docs.commands()
    )


def test_each_setting_is_there() -> None:
    found = [line for line in text("settings.md").splitlines() if line.startswith("| `")]
    assert found == [
        row for _, shape, defaults in docs.tables() for row in docs.setting_rows(shape, defaults)
    ]


def test_each_field_is_there() -> None:
    assert "\n".join(docs.field_rows()) in text("writing.md")


def test_each_type_of_the_layouts_is_there() -> None:
    assert "\n".join(docs.noun_rows()) in text("layouts.md")


@pytest.mark.parametrize(("file", "block"), fences("sh"))
def test_each_line_of_a_shell_is_a_command(file: str, block: str) -> None:
    lines = [
        part.strip() for line in block.splitlines() for part in line.partition(" #")[0].split("&&")
    ]
    ours = [line for line in lines if re.match(r"(?:[A-Z_]+=\S+ )*hushpress ", line)]
    for line in ours:
        words = [word for word in shlex.split(line) if not re.match(r"[A-Z_]+=", word)]
        parser().parse_args(words[1:])  # ends the test if there is no such option


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_option_that_is_spoken_of_is_there(file: Path) -> None:
    known = {
        name: {word for one in command._actions for word in one.option_strings}
        for name, command in docs.commands().items()
    }
    every = set().union(*known.values())
    for found in ANY_OPTION.finditer(FENCE.sub("", file.read_text("utf-8"))):
        assert found["option"] in (known[found["command"]] if found["command"] else every)


@pytest.mark.parametrize(("file", "block"), fences("toml"))
def test_each_setting_that_is_shown_can_be_read(file: str, block: str) -> None:
    if "language-server" in block:
        return  # an editor's
    if "[articles]" in block:  # words of the layouts
        english = load_theme(ROOT).words["en"]
        files = {"en": english, "fr": (Source(file, block),)}
        assert not wording(["fr"], files)[1]
        return
    whole = block if re.match(r"[^\[]*^title =", block, re.MULTILINE) else SETTINGS + block
    whole = whole.replace("http://….onion", f"http://{'a' * 56}.onion")
    _, problems = read_settings(Source(file, whole))
    assert not errors(problems)


@pytest.mark.parametrize(("file", "block"), fences("yaml"))
def test_front_matter_that_is_shown_can_be_read(file: str, block: str) -> None:
    if not block.startswith("---"):
        return  # of another program
    from zoneinfo import ZoneInfo

    source = Source(file, block)
    head = read_head(source)
    _, problems = read_fields(source, head.table, ZoneInfo("UTC"))
    assert not (*head.problems, *problems)


def test_hushpress_makes_a_site_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs.site(tmp_path)
    assert main(["build", "--site", str(tmp_path)]) == 0
    assert main(["check", "--site", str(tmp_path)]) == 0
    assert "error" not in capsys.readouterr().err
    for name in ("readme", "writing", "settings", "commands", "architecture", "moving"):
        assert (tmp_path / f"output/{name}/index.html").is_file()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_file_that_is_spoken_of_is_there(file: Path) -> None:
    words = file.read_text("utf-8")
    for path in re.findall(r"`((?:tests|generator|benchmarks|docs|layouts)/[\w./-]+)`", words):
        assert (ROOT / path).exists() or "corrections" in path, path  # an example of a new one
    for path in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", FENCE.sub("", words)):
        if not path.startswith(("still", "van", "/", "2026", "file")):
            assert (file.parent / path).exists(), path
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for target in re.findall(r"`make ([a-z-]+)[^`]*`", words):
        assert target in targets
