"""Open Chromium for the tests that see pages as readers do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.judges.tools import FLAGS, program
from tests.kit import Site

# Names that are no address of this machine are not found: nothing gets out while these tests run.
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program("chromium"), args=[*FLAGS, NOWHERE]
        )
        yield running
        running.close()


@pytest.fixture(scope="module")
def output(sample: Site) -> Path:
    return sample.output
