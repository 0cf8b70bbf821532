"""Make each mistake an author can make, and read what is told.

A case is one file: parts begin with `=== path`, the last part `=== told` is everything that is
told. `pytest --accept tests/test_mistakes.py` writes that part anew: read the difference.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks import check
from generator.problems import errors
from generator.rules import RULES
from tests.kit import Site

CASES = sorted((Path(__file__).parent / "cases/mistakes").glob("*.txt"))


def parts(case: Path) -> dict[str, str]:
    pieces = re.split(r"^=== (.+)\n", case.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_is_told_at_its_line_and_publishes_nothing(
    case: Path, site: Site, request: pytest.FixtureRequest
) -> None:
    site.build()
    before = site.tree()
    given = parts(case)
    expected = given.pop("told", "").splitlines()
    make(site, given)
    told = site.refused()
    if request.config.getoption("--accept"):
        body = "".join(f"=== {path}\n{text}" for path, text in given.items())
        case.write_text(body + "=== told\n" + "".join(f"{one}\n" for one in told), "utf-8")
        expected = told
    assert told == expected
    assert {one.rule for one in site.problems} <= RULES.keys()
    assert site.tree() == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_check_calls_an_error_what_stops_a_build(case: Path, site: Site) -> None:
    """So to publish, which builds first, is refused while a check has errors."""
    make(site, {path: text for path, text in parts(case).items() if path != "told"})
    site.refused()
    assert errors(check(site.request())) == errors(site.problems)


def make(site: Site, given: dict[str, str]) -> None:
    """Make the mistakes of a case."""
    for path, text in given.items():
        file = site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # Escapes stand for what no editor shows: control characters and broken bytes.
        file.write_bytes(re.sub(rb"\\x([0-9a-f]{2})", _byte, text.encode()))


def _byte(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])
