"""Compare a whole site, every byte of it, with what it was when somebody last read it.

`pytest --accept tests/test_golden.py` writes the expectation anew: read the difference.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.kit import Site

GOLDEN = Path(__file__).parent / "golden"


def test_a_whole_site(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shutil.copytree(GOLDEN / "site", tmp_path / "site")
    site = Site(tmp_path / "site", (GOLDEN / "site/site.toml").read_text("utf-8")).build()
    tree = site.tree()
    if request.config.getoption("--accept"):
        shutil.rmtree(GOLDEN / "expected", ignore_errors=True)
        shutil.copytree(site.output, GOLDEN / "expected")
    expected = {
        file.relative_to(GOLDEN / "expected").as_posix(): file.read_bytes()
        for file in (GOLDEN / "expected").rglob("*")
        if file.is_file()
    }
    assert sorted(tree) == sorted(expected)
    for path, data in tree.items():
        assert data == expected[path], path
