"""Plan the files that are published as they are: style sheets, icons, cleaned pictures."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Kit, Output, Site


def assets(site: Site) -> Iterator[Output]:
    """Plan each asset under its name with its digest, so that a new one has a new address."""
    for asset in site.assets:
        data = {"digest": asset.digest, "span": asset.span}
        yield Output(asset.path, raw, data, asset.cause)


def raw(kit: Kit, digest: str, span: tuple[int, ...]) -> bytes:
    """Give back the bytes as they are, or the part of them that is meant."""
    return kit.blob(digest)[slice(*span)] if span else kit.blob(digest)
