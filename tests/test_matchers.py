"""What editors and CI make of the lines of a check, by the expressions in the docs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.cli import main
from tests.kit import SETTINGS, Site

ROOT = Path(__file__).parent.parent
DOCS = (ROOT / "docs/checks.md").read_text("utf-8")
# What Vim's errorformat means here (its help: error-file-format).
VIM = {
    "%f": r"(?P<f>.+?)",
    "%l": r"(?P<l>\d+)",
    "%c": r"(?P<c>\d+)",
    "%m": r"(?P<m>.+)",
    "%t": r"(?P<t>.)",
}


@pytest.fixture
def lines(site: Site, capsys: pytest.CaptureFixture[str]) -> list[str]:
    site.write("site.toml", SETTINGS + '[check]\nignore = ["summary-missing"]\n')
    site.post("a b", "[x](none.md)", tags="[Ünique]").post("c", "the the")
    assert main(["check", "--site", str(site.root)]) == 1
    return capsys.readouterr().err.splitlines()


def expected() -> list[tuple[str, str, str, str]]:
    return [
        ("content/posts/a b.md", "4", "8", "note"),
        ("content/posts/a b.md", "7", "5", ""),
        ("content/posts/c.md", "6", "1", "warning"),
    ]


def test_the_pattern_for_visual_studio_code(lines: list[str]) -> None:
    (snippet,) = re.findall(r"```json\n(\{.*?\})\n```", DOCS, re.DOTALL)
    (task,) = json.loads(snippet)["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    found = [match for line in lines if (match := re.search(pattern["regexp"], line))]
    names = ("file", "line", "column", "severity")
    told = [tuple(match[pattern[name]] or "" for name in names) for match in found]
    assert told == expected()
    assert [match[pattern["code"]] for match in found] == ["tag-once", None, "word-twice"]
    assert found[2][pattern["message"]] == '"the the" stands here (take one out)'


def test_the_format_for_vim(lines: list[str]) -> None:
    (written,) = re.findall(r"^set errorformat=(.*)$", DOCS, re.MULTILINE)
    *formats, rest = written.replace("\\ ", " ").split(",")
    assert rest == "%-G%.%#"
    patterns = [
        re.compile("".join(VIM.get(part, re.escape(part)) for part in re.split(r"(%\w)", one)))
        for one in formats
    ]
    told = []
    for line in lines:
        match = next((found for one in patterns if (found := one.fullmatch(line))), None)
        if match:
            kind = {"w": "warning", "n": "note"}.get(match.groupdict().get("t", ""), "")
            told.append((match["f"], match["l"], match["c"], kind))
    assert told == expected()


def test_the_commands_in_the_docs_are_understood(site: Site) -> None:
    from generator.cli import parser

    for line in re.findall(
        r"^(?:\S+=\S+ |- run: )?hushpress (check.*?)(?: +#.*)?$", DOCS, re.MULTILINE
    ):
        assert parser().parse_args(line.split())
