"""Give back a picture without its metadata, and its smaller copies; or refuse it.

Invariant: only pixels survive. A picture is decoded and encoded anew, turned upright, in sRGB;
nothing else of the file that an author saved (camera, place, time, thumbnail) can reach a page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 80_000_000  # about 1.6 GB while it is made anew; a larger one is a mistake, or a trap
SUFFIX = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}
MOVING = frozenset({"GIF", "PNG", "WEBP"})
LARGEST = 16_383  # pixels across or down a WebP
SAVE: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "PNG": {"compress_level": 7},
    "GIF": {},
    "WEBP": {"quality": 86, "method": 4},
}
WORTH = 8_000  # bytes: of a smaller picture, copies would save nobody anything
# What a telephone, a tablet, and a screen with two dots for one ask for: pixels across.
WIDTHS = (480, 960, 1600, 2400)
SMALL = {"quality": 82, "method": 4}
# Drawings and screenshots stay sharp, and are often smaller for it.
SHARP = {"lossless": True, "quality": 60, "method": 4}


class Rendition(NamedTuple):
    """Hold one way to show a picture: its bytes, its file's suffix, its size in pixels."""

    data: bytes
    suffix: str
    width: int
    height: int


def clean(data: bytes) -> tuple[Rendition, ...]:
    """Make a picture anew, in its own kind and size; then its copies in WebP, the smallest first.

    Raise ValueError, with words for the author, for anything that can't be decoded whole.
    """
    from PIL import Image, ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None  # pixels are counted here, before any is decoded
    try:
        with Image.open(io.BytesIO(data), formats=tuple(SUFFIX)) as picture:
            _bound(picture.width * picture.height, picture)
            frames = getattr(picture, "n_frames", 1) if picture.format in MOVING else 1
            _bound(picture.width * picture.height * frames, picture)
            kind = "JPEG" if picture.format == "MPO" else str(picture.format)
            if frames > 1 and kind in MOVING:
                return (_animation(picture, kind),)
            return tuple(_still(picture, kind, data))
    except UnidentifiedImageError:
        raise ValueError("the file is no picture of the kinds PNG, JPEG, GIF or WebP") from None
    except (OSError, SyntaxError, EOFError, MemoryError, OverflowError) as error:
        raise ValueError(f"the picture can't be decoded: {error}") from None


def _bound(pixels: int, picture: Image) -> None:
    """Refuse a picture that would fill the memory."""
    if pixels > MAX_PIXELS:
        frames = pixels // (picture.width * picture.height)
        size = f"{picture.width} × {picture.height}" + f" × {frames}" * (frames > 1)
        raise ValueError(f"the picture has {size} pixels, more than 80 million")


def _still(picture: Image, kind: str, data: bytes) -> Iterator[Rendition]:
    """Clean a picture of one frame, and make its copies."""
    from PIL import ImageOps

    picture.load()
    if "icc_profile" in picture.info and "transparency" in picture.info:
        profile = picture.info["icc_profile"]
        picture = picture.convert("RGBA")  # what is see-through would be lost with the colours
        picture.info["icc_profile"] = profile
    upright = _in_srgb(ImageOps.exif_transpose(picture))
    if kind == "JPEG" and upright.mode not in ("L", "RGB"):
        upright = upright.convert("RGB")
    fresh = _pixels_only(upright)
    how = {**SHARP, "exact": True} if kind == "WEBP" and b"VP8L" in data[:64] else SAVE[kind]
    whole = Rendition(_saved(fresh, kind, how), SUFFIX[kind], fresh.width, fresh.height)
    yield whole
    yield from _copies(fresh, kind, whole)


def _copies(fresh: Image, kind: str, whole: Rendition) -> Iterator[Rendition]:
    """Make the copies that are worth their place: each is smaller than the next larger file."""
    if len(whole.data) < WORTH:
        return
    how = SMALL if kind in ("JPEG", "WEBP") else SHARP
    full = _opaque_or_not(fresh)
    widths = [width for width in WIDTHS if width < fresh.width]
    if kind != "WEBP" and fresh.width <= WIDTHS[-1]:
        widths.append(fresh.width)
    found: list[Rendition] = []
    least = len(whole.data)
    for width in reversed(widths):
        height = max(1, round(fresh.height * width / fresh.width))
        if max(width, height) > LARGEST:
            continue
        small = full if width == fresh.width else full.resize((width, height), reducing_gap=3.0)
        data = _saved(small, "WEBP", how)
        if len(data) < least:
            least = len(data)
            found.append(Rendition(data, ".webp", width, height))
    yield from reversed(found)


def _opaque_or_not(picture: Image) -> Image:
    """Turn palettes and odd modes into what WebP knows."""
    is_clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    wanted = "RGBA" if is_clear else "RGB"
    if picture.mode.startswith(("I", "F")):  # 16 bits a pixel: WebP has 8
        picture = picture.point(lambda value: value / 256).convert("L")
    return _pixels_only(picture.convert(wanted))


def _saved(picture: Image, kind: str, how: dict[str, Any]) -> bytes:
    """Encode a picture."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


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


def _animation(picture: Image, kind: str) -> Rendition:
    """Clean a picture that moves: its frames, how long each is shown, and how often."""
    frames, durations = [], []
    first = 1 if picture.info.get("default_image") else 0  # of an APNG, for programs that know none
    for number in range(first, picture.n_frames):  # type: ignore[attr-defined]
        picture.seek(number)
        picture.load()  # only then are the frame's own duration and pixels known
        durations.append(int(picture.info.get("duration", 100)))
        frames.append(_pixels_only(picture.convert("RGBA")))
    out = io.BytesIO()
    # A GIF that says nothing of loops is shown once.
    loops = {"loop": int(picture.info["loop"])} if "loop" in picture.info else {}
    frames[0].save(
        out,
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        **loops,
        **({"disposal": 2} if kind == "GIF" else SAVE[kind] if kind == "WEBP" else {}),
    )
    return Rendition(out.getvalue(), SUFFIX[kind], picture.width, picture.height)
