"""Give back a picture without its metadata, and its smaller copies; or refuse it.

Invariant: only pixels survive. A picture is decoded and encoded anew, turned upright, in sRGB;
nothing else of the file that an author saved (camera, place, time, thumbnail) can reach a page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.images.colours import in_srgb, turned, upright
from generator.images.moving import film, most

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 80_000_000  # up to 0.9 GB while it is made anew; a larger one is a mistake, or a trap
SUFFIX = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}
MOVING = frozenset({"GIF", "PNG", "WEBP"})
LARGEST = 16_383  # pixels across or down a WebP
SAVE: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "PNG": {"compress_level": 7},
    "GIF": {},
    "WEBP": {"quality": 86, "method": 4},
}
# What is tried in turn while a picture is larger than its author saved it: it was of that quality.
SMALLER: dict[str, tuple[dict[str, Any], ...]] = {
    "JPEG": ({"quality": 80}, {"quality": 72}, {"quality": 64}),
    "PNG": ({"optimize": True},),
    "GIF": (),
    "WEBP": ({"quality": 78}, {"quality": 70}),
}
QUICK = 20_000_000  # pixels: to pack more of them as tightly as PNG can takes minutes
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
            _bound(picture, 1, MAX_PIXELS)
            frames = getattr(picture, "n_frames", 1) if picture.format in MOVING else 1
            kind = "JPEG" if picture.format == "MPO" else str(picture.format)
            if frames > 1:
                _bound(picture, frames, most(picture, kind))
                return (_animation(picture, kind),)
            return tuple(_still(picture, kind, data))
    except UnidentifiedImageError:
        raise ValueError("the file is no picture of the kinds PNG, JPEG, GIF or WebP") from None
    except (OSError, SyntaxError, EOFError, MemoryError, OverflowError) as error:
        raise ValueError(f"the picture can't be decoded: {error}") from None


def _bound(picture: Image, frames: int, most: int) -> None:
    """Refuse a picture that would fill the memory."""
    if picture.width * picture.height * frames > most:
        size = f"{picture.width} × {picture.height}" + f" × {frames}" * (frames > 1)
        message = f"the picture has {size} pixels, more than {most // 1_000_000} million"
        raise ValueError(message)


def _still(picture: Image, kind: str, data: bytes) -> Iterator[Rendition]:
    """Clean a picture of one frame, and make its copies."""
    fresh = _cleaned(picture, kind)
    picture.close()  # a large one takes hundreds of megabytes, and is there twice now
    is_lossless = kind == "WEBP" and b"VP8L" in data[:64]
    how = {**SHARP, "exact": True} if is_lossless else SAVE[kind]
    found = _saved(fresh, kind, how)
    is_quick = kind != "PNG" or fresh.width * fresh.height <= QUICK
    for other in SMALLER[kind] if is_quick and not is_lossless else ():
        if len(found) <= len(data):
            break
        found = min(found, _saved(fresh, kind, how | other), key=len)
    whole = Rendition(found, SUFFIX[kind], fresh.width, fresh.height)
    yield whole
    yield from _copies(fresh, kind, whole)


def _cleaned(picture: Image, kind: str) -> Image:
    """Give the pixels of a picture, upright and in sRGB."""
    picture.load()
    profile = picture.info.get("icc_profile")
    turn = turned(picture)
    if profile and "transparency" in picture.info:
        picture = picture.convert("RGBA")  # what is see-through would be lost with the colours
    fresh = in_srgb(upright(picture, turn), profile)
    if kind == "JPEG" and fresh.mode not in ("L", "RGB"):
        fresh = fresh.convert("RGB")
    if fresh is picture:
        return _pixels_only(fresh)
    see_through = fresh.info.get("transparency")
    fresh.info = {} if see_through is None else {"transparency": see_through}
    return fresh


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
    if picture.mode == wanted and not picture.info:
        return picture
    if picture.mode.startswith(("I", "F")):  # 16 bits a pixel: WebP has 8
        picture = picture.point(lambda value: value / 256).convert("L")
    plain = picture.convert(wanted)
    plain.info = {}
    return plain


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


def _animation(picture: Image, kind: str) -> Rendition:
    """Clean a picture that moves."""
    data, width, height = film(picture, SAVE["WEBP"] if kind == "WEBP" else {}, kind)
    return Rendition(data, SUFFIX[kind], width, height)
