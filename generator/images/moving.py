"""Clean a picture that moves: its frames, how long each is shown, and how often.

Invariant: frames go through memory one at a time, where the kind of file allows it: a minute of a
screen has 500 million pixels.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.images.colours import in_srgb, turned, upright

if TYPE_CHECKING:
    from PIL.Image import Image

# Pixels of all frames: of a GIF, each takes one byte of memory until it is written; of an animated
# PNG, eight; those of a WebP are written at once, and take time.
MOST = MappingProxyType({"GIF": 500_000_000, "WEBP": 500_000_000, "PNG": 80_000_000})
OPAQUE = 255
HELD = 80_000_000  # of a WebP whose frames have to be turned, or have colours of their own


@dataclass(frozen=True, slots=True)
class Film:
    """Hold what is known of all frames before any is written."""

    first: int  # of an APNG, one picture may stand before the first, for programs that know none
    durations: tuple[int, ...]  # thousandths of a second
    is_opaque: bool
    turn: int | None
    profile: bytes | None


def most(picture: Image, kind: str) -> int:
    """Say how many pixels all frames may have together."""
    is_held = turned(picture) is not None or "icc_profile" in picture.info
    return HELD if kind == "WEBP" and is_held else MOST[kind]


def film(picture: Image, how: dict[str, Any], kind: str) -> tuple[bytes, int, int]:
    """Write a picture that moves anew; give its bytes and its size."""
    told = _looked_through(picture)
    out = io.BytesIO()
    # A GIF that says nothing of loops is shown once.
    loops = {"loop": int(picture.info["loop"])} if "loop" in picture.info else {}
    options = {"save_all": True, "duration": list(told.durations), **loops, **how}
    frames = _frames(picture, told)
    if kind == "WEBP" and told.turn is None and not told.profile:
        # The file itself is read frame by frame; of what stands beside them nothing is taken.
        picture.info = {}
        picture.save(out, kind, exif=b"", xmp=b"", icc_profile=b"", **options)
        return out.getvalue(), picture.width, picture.height
    first = next(frames)
    if kind == "GIF":
        # Where nothing is see-through, a frame stays, and the next one holds what has changed.
        options |= {"disposal": 1, "optimize": True} if told.is_opaque else {"disposal": 2}
        first.save(out, kind, append_images=frames, **options)
    else:
        first.save(out, kind, append_images=list(frames), **options)
    return out.getvalue(), first.width, first.height


def _looked_through(picture: Image) -> Film:
    """Read all frames once; only then are their own durations known."""
    first = 1 if picture.info.get("default_image") else 0
    turn, profile = turned(picture), picture.info.get("icc_profile")
    durations, is_opaque = [], True
    for number in range(first, picture.n_frames):  # type: ignore[attr-defined]
        picture.seek(number)
        picture.load()
        durations.append(int(picture.info.get("duration", 100)))
        is_opaque = is_opaque and (
            not picture.has_transparency_data
            or picture.convert("RGBA").getchannel("A").getextrema()[0] == OPAQUE
        )
    return Film(first, tuple(durations), is_opaque, turn, profile)


def _frames(picture: Image, told: Film) -> Iterator[Image]:
    """Give the frames one after the other: pixels and nothing else."""
    for number in range(told.first, picture.n_frames):  # type: ignore[attr-defined]
        picture.seek(number)
        picture.load()
        mode = "RGB" if told.is_opaque else "RGBA"
        frame = in_srgb(upright(picture.convert(mode), told.turn), told.profile)
        frame.info = {}
        yield frame
