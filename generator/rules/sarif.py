"""Write problems as SARIF 2.1.0, which editors and CI services read (an OASIS standard).

Invariants: addresses of files are relative and percent-encoded; no path of the machine is told.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable
from urllib.parse import quote

from generator import __version__
from generator.problems import Problem
from generator.rules import OTHER, RULES
from generator.rules.forms import is_file, words

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
BASE = "%SRCROOT%"
SETTINGS = "site.toml"  # where a problem of the command line is told
SAFE = "/-._~!$&'()*+,;=@"  # what may stand in a path; a colon in its first part would be a scheme


def as_sarif(problems: Iterable[Problem], folder: str) -> str:
    """Write a run of the check; `folder` is the site's, as seen from the repository's root."""
    numbers = {name: number for number, name in enumerate(RULES)}
    driver = {"name": "Hushpress", "version": __version__, "rules": _rules()}
    results = []
    for one in problems:
        rule = one.rule if one.rule in numbers else OTHER
        result = {
            "ruleId": rule,
            "ruleIndex": numbers[rule],
            "level": one.level,
            "message": {"text": words(one)},
        }
        results.append(result | _locations(one, folder))
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            BASE: {"description": {"text": "The root of the repository that holds the site."}}
        },
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rules() -> list[dict[str, object]]:
    """Describe the rules."""
    return [
        {
            "id": name,
            "shortDescription": {"text": rule.help},
            "defaultConfiguration": {"level": rule.levels[0]},
        }
        for name, rule in RULES.items()
    ]


def _locations(one: Problem, folder: str) -> dict[str, object]:
    """Say where a problem stands; code scanning takes none without a place."""
    name = one.place.path if is_file(one) else SETTINGS
    path = quote(posixpath.join(folder, name), safe=SAFE, errors="replace")
    region: dict[str, object] = {"startLine": one.place.line, "startColumn": one.place.column}
    if one.excerpt:
        region["snippet"] = {"text": one.excerpt}
    file = {"uri": path, "uriBaseId": BASE}
    return {"locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}]}
