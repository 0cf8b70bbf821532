"""Gather what is touched until it is quiet: a storm of notices is one look.

Invariant: whatever comes, a storm ends two seconds after it began.
"""

from __future__ import annotations

from collections.abc import Callable

QUIET = 0.012  # seconds without a notice after which an editor is done
CALM = 0.1  # the same where much is going on, or a file is gone that may be on its way back
LONGEST = 2.0
MANY = 8  # paths


class Storm:
    """Own the paths that were touched, and since when. Times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self.paths: dict[str, float] = {}
        self._first = self._last = 0.0

    def add(self, path: str, now: float) -> None:
        """Take a notice."""
        if not self.paths:
            self._first = now
        self._last = now
        self.paths[path] = now

    def over(self, is_missing: Callable[[str], bool]) -> float | None:
        """Say when the storm is over, if nothing more comes; None where there is none.

        Some editors delete a file and write it again: what is missing is waited for.
        """
        if not self.paths:
            return None
        is_calm = len(self.paths) < MANY and not any(map(is_missing, self.paths))
        return min(self._last + (QUIET if is_calm else CALM), self._first + LONGEST)

    def take(self) -> tuple[str, ...]:
        """Give the paths, and begin anew."""
        paths = tuple(self.paths)
        self.paths.clear()
        return paths
