"""Whatever is done to a site, and in whatever order: a build gives what a clean one gives.

`make steps` does the same for longer, and with other steps each time.
"""

from __future__ import annotations

import pytest

from tests.steps import Steps, run


@pytest.mark.timeout(600)  # a hundred clean builds
def test_after_any_step_a_build_equals_a_clean_one() -> None:
    before = Steps.done
    run(6, 20, is_same=True)
    assert Steps.done - before >= 100
