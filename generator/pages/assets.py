"""Plan the files that are published as they are: style sheets, icons, cleaned pictures."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Kit, Output, Site


def assets(site: Site) -> Iterator[Output]:
    """Plan each asset under its name with its digest, so that a new one has a new address."""
    for asset in site.assets:
        yield Output(asset.path, raw, {"digest": asset.digest}, asset.cause)


def raw(kit: Kit, digest: str) -> bytes:
    """Give back the bytes as they are."""
    return kit.blob(digest)
