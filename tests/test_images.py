from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from generator.images import clean

CANARY = b"CANARY-7f3a"


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo() -> Image.Image:
    picture = Image.new("RGB", (40, 20), "red")
    picture.paste("blue", (0, 0, 20, 20))
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = CANARY.decode()
    tags.get_ifd(0x8825)[1] = "N"
    return tags


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_survives(kind: str) -> None:
    data = saved(photo(), kind, exif=exif()) + CANARY
    fresh, suffix, width, height = clean(data)[0]
    assert (width, height) == (40, 20)
    assert suffix == {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}[kind]
    assert CANARY not in fresh
    with Image.open(io.BytesIO(fresh)) as picture:
        assert not picture.getexif()
        assert not set(picture.info) & {"exif", "icc_profile", "comment", "xmp"}


def test_text_in_a_png_is_gone() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", CANARY.decode())
    notes.add_itxt("Comment", CANARY.decode(), zip=True)
    fresh = clean(saved(photo(), "PNG", pnginfo=notes))[0].data
    with Image.open(io.BytesIO(fresh)) as picture:
        assert not picture.text


def test_a_turned_picture_is_upright() -> None:
    fresh, _, width, height = clean(saved(photo(), "JPEG", exif=exif(6), quality=100))[0]
    assert (width, height) == (20, 40)
    with Image.open(io.BytesIO(fresh)) as picture:
        red, _, blue = picture.convert("RGB").getpixel((10, 2))
        assert blue > red


def test_pixels_stay_the_same_where_the_format_keeps_them() -> None:
    for mode in ("RGB", "RGBA", "L", "P", "LA", "1"):
        picture = photo().convert(mode)
        fresh = clean(saved(picture, "PNG"))[0].data
        with Image.open(io.BytesIO(fresh)) as cleaned:
            assert cleaned.convert("RGBA").tobytes() == picture.convert("RGBA").tobytes()


def test_what_is_see_through_stays_so() -> None:
    picture = Image.new("P", (4, 4), 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    picture.putpixel((1, 1), 1)
    fresh = clean(saved(picture, "PNG", transparency=1))[0].data
    with Image.open(io.BytesIO(fresh)) as cleaned:
        assert cleaned.convert("RGBA").getpixel((1, 1))[3] == 0


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_picture_that_moves_keeps_its_frames(kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=70, loop=2)
    fresh = clean(data)[0].data
    with Image.open(io.BytesIO(fresh)) as picture:
        assert picture.n_frames == 3
        colours = []
        for number in range(3):
            picture.seek(number)
            colours.append(picture.convert("RGB").getpixel((4, 4)).index(max(
                picture.convert("RGB").getpixel((4, 4)))))  # fmt: skip
        assert colours == [0, 1, 2]


def test_a_picture_in_cmyk_becomes_srgb() -> None:
    fresh = clean(saved(photo().convert("CMYK"), "JPEG"))[0].data
    with Image.open(io.BytesIO(fresh)) as picture:
        assert picture.mode == "RGB"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"no picture", "the file is no picture of the kinds PNG, JPEG, GIF or WebP"),
        (b"", "the file is no picture of the kinds PNG, JPEG, GIF or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "the file is no picture of the kinds PNG, JPEG, GIF or WebP"),
        (saved(photo(), "TIFF"), "the file is no picture of the kinds PNG, JPEG, GIF or WebP"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        clean(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_half_a_picture_is_refused(kind: str) -> None:
    data = saved(Image.effect_noise((200, 200), 90).convert("RGB"), kind)
    with pytest.raises(ValueError, match=r"can't be decoded|no picture"):
        clean(data[: len(data) // 2])


def test_a_decompression_bomb_is_refused() -> None:
    data = bytearray(saved(Image.new("1", (8, 8)), "PNG"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    with pytest.raises(ValueError, match="60000 × 60000 pixels|can't be decoded"):
        clean(bytes(data))


def noisy(width: int, height: int) -> Image.Image:
    """Make a picture like a photograph: no two rows are alike."""
    rows = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (rows, rows.rotate(180), Image.effect_noise((width, height), 30)))


def test_large_pictures_get_copies_the_smallest_first() -> None:
    whole, *copies = clean(saved(noisy(2000, 1000), "JPEG", quality=95))
    assert (whole.suffix, whole.width, whole.height) == (".jpg", 2000, 1000)
    assert [(one.suffix, one.width, one.height) for one in copies] == [
        (".webp", 480, 240), (".webp", 960, 480), (".webp", 1600, 800), (".webp", 2000, 1000),
    ]  # fmt: skip
    sizes = [len(one.data) for one in copies]
    assert sizes == sorted(sizes)
    assert sizes[-1] < len(whole.data)
    for one in copies:
        with Image.open(io.BytesIO(one.data)) as picture:
            assert picture.size == (one.width, one.height)


def test_a_copy_that_is_no_smaller_is_left_out() -> None:
    assert len(clean(saved(Image.new("RGB", (2, 2)), "PNG"))) == 1


def test_a_copy_keeps_what_is_see_through() -> None:
    picture = noisy(900, 300).convert("RGBA")
    picture.paste((0, 0, 255, 0), (450, 0, 900, 300))
    copies = clean(saved(picture, "PNG", compress_level=0))[1:]
    assert copies
    for one in copies:
        with Image.open(io.BytesIO(one.data)) as copy:
            assert copy.convert("RGBA").getpixel((one.width - 1, 1))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_all_kinds_of_pixels_get_copies(mode: str) -> None:
    picture = Image.new("L", (700, 400), 128) if mode == "I;16" else noisy(700, 400)
    data = saved(
        picture.convert("I").convert("I;16") if mode == "I;16" else picture.convert(mode), "PNG"
    )
    for one in clean(data):
        with Image.open(io.BytesIO(one.data)) as fresh:
            fresh.load()


def test_sixteen_bits_become_eight_in_copies() -> None:
    """A copy has the same grey as the picture: black, a quarter, and white."""
    noise = Image.effect_noise((900, 20), 90).tobytes()
    greys = b"".join(grey.to_bytes(2, "little") * 300 for grey in (0, 0x4080, 0xFFFF))
    rows = b"".join(b"".join(bytes((0, grey)) for grey in noise[at : at + 900]) for at in range(0, 18_000, 900))  # fmt: skip
    picture = Image.frombytes("I;16", (900, 300), rows + greys * 280)
    _, *copies = clean(saved(picture, "PNG", compress_level=0))
    assert copies
    for one in copies:
        with Image.open(io.BytesIO(one.data)) as copy:
            plain = copy.convert("L")
            found = [plain.getpixel((one.width * at // 6, one.height // 2)) for at in (1, 3, 5)]
        assert all(abs(was - wanted) < 3 for was, wanted in zip(found, (0, 64, 255), strict=True))


def test_a_copy_is_smaller_than_the_next_larger_one() -> None:
    """Of a flat picture, a smaller copy may well be larger: it is left out."""
    from generator import images

    for seed in range(6):
        dots = Image.effect_noise((60 + 40 * seed, 40), 200).point(
            lambda value: 255 * (value > 128)
        )
        picture = dots.resize((1700, 1100), Image.Resampling.NEAREST).convert("P")
        whole, *copies = images.clean(saved(picture, "PNG", compress_level=0))
        sizes = [len(one.data) for one in (*copies, whole)]
        assert sizes == sorted(set(sizes)), "each is smaller than the next"
        if len(copies) < 4:
            break
    else:
        raise AssertionError("no copy was left out: the test shows nothing")


def test_a_bomb_is_refused_before_it_is_decoded(recwarn: pytest.WarningsRecorder) -> None:
    for size in ((10_000, 9_000), (60_000, 60_000)):
        header = saved(Image.new("1", (1, 1)), "PNG")
        import struct
        import zlib

        chunk = b"IHDR" + struct.pack(">II", *size) + header[24:29]
        bomb = header[:12] + chunk + struct.pack(">I", zlib.crc32(chunk)) + header[33:]
        with pytest.raises(ValueError, match=r"more than 80 million"):
            clean(bomb)
    assert not recwarn.list


def gif(width: int, height: int, frames: int) -> bytes:
    """Make a GIF whose frames change one dot each: small, however large its screen is."""
    screen = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    frame = bytes.fromhex("21f90400640000002c00000000010001000002024c0100")
    return b"GIF89a" + screen + bytes.fromhex("800000000000ffffff") + frame * frames + b";"


@pytest.mark.parametrize(
    ("kind", "size", "frames", "most"),
    [("PNG", (3000, 3000), 9, "80"), ("WEBP", (3000, 3000), 9, "80"), ("GIF", (8000, 8000), 8, "500")],
)  # fmt: skip
def test_an_animation_of_too_many_pixels_is_refused(
    kind: str, size: tuple[int, int], frames: int, most: str
) -> None:
    if kind == "GIF":
        data = gif(*size, frames)
    else:  # a WebP that has to be turned is held in memory as a whole
        pictures = [Image.new("RGB", size, (number * 25, 0, 0)) for number in range(frames)]
        data = saved(
            pictures[0], kind, save_all=True, append_images=pictures[1:], exif=exif(6), method=0
        )
    told = f"{size[0]} × {size[1]} × {frames} pixels, more than {most} million"
    with pytest.raises(ValueError, match=told):
        clean(data)


def test_a_recording_of_a_screen_is_published() -> None:
    (whole,) = clean(gif(1000, 1000, 90))  # 90 million pixels
    assert (whole.suffix, whole.width, whole.height) == (".gif", 1000, 1000)
    assert len(whole.data) < 10_000


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_nothing_but_pixels_survives_of_what_moves(kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green")]
    told = {"comment": CANARY} if kind == "GIF" else {"exif": exif(), "xmp": CANARY}
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], **told) + CANARY
    assert CANARY in data
    fresh = clean(data)[0].data
    assert CANARY not in fresh
    with Image.open(io.BytesIO(fresh)) as picture:
        assert not picture.getexif()
        assert not set(picture.info) & {"exif", "icc_profile", "comment", "xmp"}


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (0, 0)), (2, (-1, 0)), (3, (-1, -1)), (4, (0, -1)), (5, (0, 0)), (6, (-1, 0)), (7, (-1, -1)), (8, (0, -1))],
)  # fmt: skip
def test_what_moves_is_turned_upright(kind: str, orientation: int, corner: tuple[int, int]) -> None:
    frames = [Image.new("RGB", (40, 20), colour) for colour in ("black", "blue")]
    for one in frames:
        one.paste("red", (0, 0, 20, 10))
    data = saved(
        frames[0], kind, save_all=True, append_images=frames[1:], duration=90, exif=exif(orientation), lossless=True
    )  # fmt: skip
    whole = clean(data)[0]
    assert (whole.width, whole.height) == ((40, 20) if orientation < 5 else (20, 40))
    with Image.open(io.BytesIO(whole.data)) as picture:
        assert picture.size == (whole.width, whole.height)
        assert picture.n_frames == 2
        for number in range(2):
            picture.seek(number)
            frame = picture.convert("RGB")
            red, green, blue = frame.getpixel((corner[0] % whole.width, corner[1] % whole.height))
            assert red > 200 > 50 > max(green, blue)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_pillow_turns_it(orientation: int) -> None:
    from PIL import ImageOps

    data = saved(noisy(40, 30), "PNG", exif=exif(orientation))
    with Image.open(io.BytesIO(data)) as picture, Image.open(io.BytesIO(clean(data)[0].data)) as fresh:  # fmt: skip
        assert ImageOps.exif_transpose(picture).tobytes() == fresh.tobytes()


def odd_profile() -> bytes:
    """Make a profile whose red is blue."""
    from PIL import ImageCms

    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return srgb.replace(b"rXYZ", b"xxxx").replace(b"bXYZ", b"rXYZ").replace(b"xxxx", b"bXYZ")


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_colours_of_what_moves_become_those_of_srgb(kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), (200, green, 50)) for green in (100, 120)]
    data = saved(
        frames[0], kind, save_all=True, append_images=frames[1:], icc_profile=odd_profile()
    )
    with Image.open(io.BytesIO(clean(data)[0].data)) as picture:
        assert "icc_profile" not in picture.info
        for number in range(2):
            picture.seek(number)
            red, _, blue = picture.convert("RGB").getpixel((4, 4))
            assert blue > red


def test_frames_that_are_see_through_stay_so() -> None:
    frames = []
    for at in (0, 10):
        frame = Image.new("RGBA", (20, 10), (0, 0, 0, 0))
        frame.paste((255, 0, 0, 255), (at, 0, at + 10, 10))
        frames.append(frame)
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], disposal=2, duration=90)
    with Image.open(io.BytesIO(clean(data)[0].data)) as picture:
        picture.seek(1)
        second = picture.convert("RGBA")
        assert second.getpixel((5, 5))[3] == 0
        assert second.getpixel((15, 5)) == (255, 0, 0, 255)


def test_frames_that_change_little_stay_small() -> None:
    frames = [noisy(200, 100).quantize(16) for _ in range(1)]
    for number in range(9):
        frame = frames[-1].copy()
        frame.paste(number, (number, 0, number + 4, 4))
        frames.append(frame)
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=90)
    fresh = clean(data)[0].data
    assert len(fresh) < 2 * len(data)
    assert len(fresh) < 4 * len(clean(saved(frames[0], "GIF"))[0].data)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_picture_is_no_larger_than_its_author_saved_it(kind: str) -> None:
    data = saved(noisy(600, 400), kind, quality=75)
    assert len(clean(data)[0].data) <= len(data)


def test_a_packed_picture_is_packed_as_tightly() -> None:
    picture = noisy(300, 200).quantize(64)
    tight = saved(picture, "PNG", optimize=True)
    assert len(clean(tight)[0].data) <= len(tight)


def test_a_large_picture_takes_bounded_memory() -> None:
    import subprocess
    import sys

    code = """
import io, resource
from PIL import Image
from generator.images import clean

def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

out = io.BytesIO()
Image.linear_gradient("L").resize((400, 300)).convert("RGB").resize((4000, 3000)).save(out, "JPEG")
data = out.getvalue()
before = most()
clean(data)
print((most() - before) / 12_000_000)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 9, "bytes for a pixel, beside those of its making: four"


def test_a_picture_of_several_in_one_is_its_first() -> None:
    data = saved(photo(), "MPO", save_all=True, append_images=[Image.new("RGB", (4, 4))])
    (whole,) = clean(data)
    assert (whole.suffix, whole.width, whole.height) == (".jpg", 40, 20)


def test_a_tall_picture_has_no_copy_that_webp_does_not_know() -> None:
    whole, *copies = clean(saved(noisy(700, 17_000), "JPEG", quality=95))
    assert whole.height == 17_000
    assert all(one.height <= 16_383 for one in copies)
    assert copies


def moving(data: bytes) -> tuple[list[int], object]:
    """Give how long each frame is shown, and how often all are."""
    with Image.open(io.BytesIO(data)) as picture:
        durations = []
        for number in range(picture.n_frames):
            picture.seek(number)
            picture.load()
            durations.append(picture.info.get("duration"))
        return durations, picture.info.get("loop")


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
@pytest.mark.parametrize("loop", [None, 0, 3])
def test_what_moves_keeps_its_time(kind: str, loop: int | None) -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "green", "blue")]
    options = {} if loop is None else {"loop": loop}
    data = saved(
        frames[0],
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=[500, 1000, 1500],
        **options,
    )
    durations, loops = moving(clean(data)[0].data)
    assert durations == [500, 1000, 1500]
    assert loops == moving(data)[1]


def test_colours_of_a_profile_become_those_of_srgb() -> None:
    data = saved(Image.new("RGB", (4, 4), (200, 100, 50)), "PNG", icc_profile=odd_profile())
    with Image.open(io.BytesIO(clean(data)[0].data)) as fresh:
        assert "icc_profile" not in fresh.info
        red, _, blue = fresh.convert("RGB").getpixel((0, 0))
        assert blue > red


def test_what_is_see_through_stays_so_with_a_profile() -> None:
    from PIL import ImageCms

    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(
        Image.new("RGB", (4, 4), (255, 0, 0)), "PNG", transparency=(255, 0, 0), icc_profile=srgb
    )
    with Image.open(io.BytesIO(clean(data)[0].data)) as fresh:
        assert fresh.convert("RGBA").getpixel((0, 0))[3] == 0


def test_a_lossless_picture_stays_so() -> None:
    picture = noisy(300, 200)
    data = saved(picture, "WEBP", lossless=True)
    with Image.open(io.BytesIO(clean(data)[0].data)) as fresh:
        assert fresh.convert("RGB").tobytes() == picture.tobytes()
