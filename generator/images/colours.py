"""Turn pictures upright, and their colours into those of sRGB."""

from __future__ import annotations

import io
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

ORIENTATION = 0x0112  # a tag of EXIF
# What has to be done, by what the tag says (EXIF 2.32, 4.6.4): numbers of Image.Transpose.
TURNS = MappingProxyType({2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2})


def turned(picture: Image) -> int | None:
    """Say how a picture has to be turned, if it has to."""
    return TURNS.get(picture.getexif().get(ORIENTATION, 1))


def upright(picture: Image, turn: int | None) -> Image:
    """Turn a picture; one that stands upright is given back itself."""
    from PIL.Image import Transpose

    return picture if turn is None else picture.transpose(Transpose(turn))


def in_srgb(picture: Image, profile: bytes | None) -> Image:
    """Turn colours that follow a profile of their own into those of sRGB."""
    from PIL import ImageCms

    if not profile or picture.mode not in ("L", "RGB", "RGBA", "CMYK"):
        return picture
    wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(picture, source, target, outputMode=wanted)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture.convert(wanted)  # a broken profile says nothing of the colours
    return changed or picture
