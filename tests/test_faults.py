"""Wherever a build fails or is killed: files are whole, and the next build makes the site.

`make faults` tries every system call that changes a file; here it is every fiftieth.
"""

from __future__ import annotations

from tests.faults import run


def test_a_build_that_fails_at_a_system_call_leaves_whole_files() -> None:
    number, found = run(50)
    assert number >= 12
    assert found == []
