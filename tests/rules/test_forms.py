"""Problems in forms that programs read."""

from __future__ import annotations

import json
from dataclasses import replace

from generator.problems import NOTE, WARNING, Place, Problem
from generator.rules.forms import as_commands, as_json

BROKEN = Problem(
    Place("content/posts/a, b: 100%.md", 4, 7),
    "50% of\r\nthis::error:: line\x1b[2J",
    "a: b, c",
    WARNING,
    "x",
    "title-long",
)


def test_json_says_everything() -> None:
    told = as_json([BROKEN, Problem(Place("site.toml"), "ü")])
    assert told.isascii()
    read = json.loads(told)
    problems = read.pop("problems")
    assert read == {"version": 1, "errors": 1, "warnings": 1, "notes": 0}
    assert problems == [
        {
            "path": "content/posts/a, b: 100%.md",
            "line": 4,
            "column": 7,
            "level": "warning",
            "rule": "title-long",
            "message": "50% of\r\nthis::error:: line\x1b[2J",
            "hint": "a: b, c",
            "excerpt": "x",
        },
        {
            "path": "site.toml",
            "line": 1,
            "column": 1,
            "level": "error",
            "rule": "build",
            "message": "ü",
            "hint": "",
            "excerpt": "",
        },
    ]


def test_json_of_nothing() -> None:
    assert json.loads(as_json([]))["problems"] == []


def test_a_command_is_one_line_whatever_stands_in_it() -> None:
    assert list(as_commands([BROKEN], "my-site")) == [
        "::warning file=my-site/content/posts/a%2C b%3A 100%25.md,line=4,col=7,title=title-long"
        "::50%25 of  this::error:: line [2J (a: b, c)"
    ]


def test_commands_have_githubs_names_for_levels() -> None:
    note = replace(BROKEN, level=NOTE, place=Place("a.md"), message="m", hint="")
    outside = replace(note, place=Place("--external"), level="error", rule="external")
    assert list(as_commands([note, outside], "")) == [
        "::notice file=a.md,line=1,col=1,title=title-long::m",
        "::error title=external::m",
    ]
