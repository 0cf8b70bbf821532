"""Build the sites that are judged, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.judges import sites


def _built(name: str, factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUSHPRESS_CACHE", str(factory.mktemp("cache")))
        return sites.SITES[name](factory.mktemp(name))


@pytest.fixture(scope="session", params=["sample", "empty", "new", "arabic"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "sample":
        return request.getfixturevalue("sample").output
    return _built(request.param, tmp_path_factory)
