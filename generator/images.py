"""Give back a picture without its metadata, or refuse it.

Invariant: only pixels survive. A picture is decoded and encoded anew, turned upright, in sRGB;
nothing else of the file that an author saved (camera, place, time, thumbnail) can reach a page.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 80_000_000  # about 330 MB decoded; a larger one is a mistake, or a trap
SUFFIX = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}
SAVE: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "PNG": {"compress_level": 7},
    "GIF": {},
    "WEBP": {"quality": 86, "method": 4},
}


def clean(data: bytes) -> tuple[bytes, str, int, int]:
    """Return the picture's new bytes, its file suffix, its width and its height.

    Raise ValueError, with words for the author, for anything that can't be decoded whole.
    """
    from PIL import Image, ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(data), formats=tuple(SUFFIX)) as picture:
            frames = getattr(picture, "n_frames", 1)
            if picture.width * picture.height * frames > MAX_PIXELS:
                size = f"{picture.width} × {picture.height}" + f" × {frames}" * (frames > 1)
                raise ValueError(f"the picture has {size} pixels, more than 80 million")
            kind = str(picture.format)
            if frames > 1:
                return _animation(picture, kind)
            return _still(picture, kind)
    except UnidentifiedImageError:
        raise ValueError("the file is no picture of the kinds PNG, JPEG, GIF or WebP") from None
    except (OSError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise ValueError(f"the picture can't be decoded: {error}") from None


def _still(picture: Image, kind: str) -> tuple[bytes, str, int, int]:
    """Clean a picture of one frame."""
    from PIL import ImageOps

    picture.load()
    upright = _in_srgb(ImageOps.exif_transpose(picture))
    if kind == "JPEG" and upright.mode not in ("L", "RGB"):
        upright = upright.convert("RGB")
    fresh = _pixels_only(upright)
    out = io.BytesIO()
    fresh.save(out, kind, **SAVE[kind])
    return out.getvalue(), SUFFIX[kind], fresh.width, fresh.height


def _pixels_only(picture: Image) -> Image:
    """Copy the pixels, the palette and what is see-through, and nothing else."""
    fresh = picture.copy()
    see_through = picture.info.get("transparency")
    fresh.info = {} if see_through is None else {"transparency": see_through}
    return fresh


def _in_srgb(picture: Image) -> Image:
    """Turn colours that follow a profile of their own into those of sRGB."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("L", "RGB", "RGBA", "CMYK"):
        return picture
    wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, source, target, outputMode=wanted)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture.convert(wanted)  # a broken profile says nothing of the colours
    return turned or picture


def _animation(picture: Image, kind: str) -> tuple[bytes, str, int, int]:
    """Clean a picture that moves: its frames, how long each is shown, and how often."""
    frames, durations = [], []
    for number in range(picture.n_frames):  # type: ignore[attr-defined]
        picture.seek(number)
        durations.append(int(picture.info.get("duration", 100)))
        frames.append(_pixels_only(picture.convert("RGBA")))
    out = io.BytesIO()
    frames[0].save(
        out,
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=int(picture.info.get("loop", 0)),
        **({"disposal": 2} if kind == "GIF" else SAVE[kind] if kind == "WEBP" else {}),
    )
    return out.getvalue(), SUFFIX[kind], picture.width, picture.height
