"""Bring what was built to where readers get it: a folder, a host, or a branch of a repository.

Invariants: what is published is what was built, no file more and none less; what will change is
known before it does; who publishes at the same moment is refused, or loses nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from generator.model import PublishSettings
from generator.problems import Place, Problem, Stop

if TYPE_CHECKING:
    from generator.release.trees import Changes, Tree


class Destination(Protocol):
    """Say what can be done wherever a site is published."""

    def changes(self, output: Path, site: Tree) -> Changes:
        """Say what would change there."""

    def publish(self, output: Path, site: Tree, now: datetime) -> str:
        """Publish there; say what readers get now."""


@runtime_checkable
class Releases(Destination, Protocol):
    """Say what can be done, besides, where old releases are kept."""

    def names(self) -> tuple[str, ...]:
        """List the releases, the oldest first."""

    def current(self) -> str:
        """Name the release that readers get; nothing if there is none."""

    def switch(self, name: str) -> None:
        """Let readers get another release."""

    def prune(self, keep: int) -> tuple[str, ...]:
        """Delete all releases but the newest, and the current one; return their names."""


@contextmanager
def destination(settings: PublishSettings, root: Path) -> Iterator[Destination]:
    """Open the place that site.toml names, for a site in a folder; raise Stop where it is none."""
    if settings.repository:
        from generator.release import branch

        with branch.opened(settings, root) as place:
            yield place
    elif settings.host:
        from generator.release.host import Host

        yield Host(settings)
    elif settings.folder:
        from generator.release.folder import opened

        where = Path(os.path.abspath(root / Path(settings.folder).expanduser()))  # noqa: PTH100
        with opened(where, root, settings.keep) as folder:
            yield folder
    else:
        hint = 'write folder = "/srv/www/news" under [publish], or use --to DIR'
        raise Stop([Problem(Place("site.toml"), "nothing says where to publish to", hint)])


def roll_back(place: Releases, wanted: str) -> str:
    """Let readers get an older release, by its name or the one before; return its name."""
    names, current = place.names(), place.current()
    before = [name for name in names if name < current]
    name = wanted or (before[-1] if before else "")
    if name in names:
        place.switch(name)
        return name
    message = f'there is no release "{wanted}"' if wanted else "there is no release before this one"
    hint = "hushpress publish --releases lists those that are there"
    raise Stop([Problem(Place("--rollback"), message, hint)])
