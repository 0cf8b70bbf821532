"""Give every test a site of its own and a store that no other test shares."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit import Site


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUSHPRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write expectations anew: read the difference"
    )
