"""SARIF 2.1.0, held to what its schema asks for."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

from generator.problems import ERROR, NOTE, WARNING, Place, Problem
from generator.rules import RULES
from generator.rules.sarif import as_sarif

# What the schema allows where we write something: names, and which of them are required.
ALLOWED = {
    "log": ({"$schema", "version", "runs"}, {"version", "runs"}),
    "run": ({"tool", "columnKind", "originalUriBaseIds", "results"}, {"tool"}),
    "driver": ({"name", "version", "rules"}, {"name"}),
    "rule": ({"id", "shortDescription", "defaultConfiguration"}, {"id"}),
    "result": ({"ruleId", "ruleIndex", "level", "message", "locations"}, {"message"}),
    "region": ({"startLine", "startColumn", "snippet"}, set[str]()),
}
# RFC 3986: a relative reference without a scheme in its first part.
RELATIVE = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=@/]|%[0-9A-F]{2})+")


def hold(noun: str, value: dict[str, Any]) -> None:
    names, required = ALLOWED[noun]
    assert required <= value.keys() <= names


def validated(text: str) -> dict[str, Any]:
    """Read a log as a strict reader would."""
    log = json.loads(text)
    hold("log", log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    hold("run", run)
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert run["tool"].keys() == {"driver"}
    driver = run["tool"]["driver"]
    hold("driver", driver)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        hold("rule", rule)
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    for result in run["results"]:
        hold("result", result)
        assert result["message"].keys() == {"text"}
        assert result["level"] in ("none", "note", "warning", "error")
        assert ids[result["ruleIndex"]] == result["ruleId"]
        for location in result["locations"]:
            assert location.keys() == {"physicalLocation"}
            physical = location["physicalLocation"]
            hold("region", physical["region"])
            assert physical["region"]["startLine"] >= 1
            assert physical["region"]["startColumn"] >= 1
            file = physical["artifactLocation"]
            assert RELATIVE.fullmatch(file["uri"])
            assert file["uriBaseId"] in run["originalUriBaseIds"]
    return run  # type: ignore[no-any-return]


def test_a_log_of_each_level() -> None:
    problems = [
        Problem(Place("content/posts/é 100%: #1.md", 3, 5), "m", "h", level, "x", "title-long")
        for level in (ERROR, WARNING, NOTE)
    ]
    run = validated(as_sarif(problems, "my site"))
    assert [one["level"] for one in run["results"]] == ["error", "warning", "note"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "my site/content/posts/é 100%: #1.md"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "snippet": {"text": "x"}}
    assert run["results"][0]["message"]["text"] == "m (h)"


def test_columns_count_characters_as_the_log_says(site) -> None:  # type: ignore[no-untyped-def]
    from generator.checks import check

    (problem,) = check(site.post("a", "😀😀 the the", summary="S.").request())
    (result,) = validated(as_sarif([problem], ""))["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 4


def test_what_stands_in_no_file_is_told_at_the_settings() -> None:
    run = validated(as_sarif([Problem(Place("--external"), "m", rule="external")], ""))
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "site.toml"


def test_every_rule_is_described_and_a_strange_one_has_a_general_name() -> None:
    run = validated(as_sarif([Problem(Place("a.md"), "m", rule="no-such-rule")], ""))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    assert run["results"][0]["ruleId"] == "build"
