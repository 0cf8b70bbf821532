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


def test_an_animation_of_too_many_pixels_is_refused() -> None:
    frames = [Image.new("P", (3000, 3000), number) for number in range(10)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(ValueError, match=r"3000 × 3000 × 10 pixels, more than 80 million"):
        clean(data)


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
    from PIL import ImageCms

    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A profile whose red is blue.
    odd = srgb.replace(b"rXYZ", b"xxxx").replace(b"bXYZ", b"rXYZ").replace(b"xxxx", b"bXYZ")
    data = saved(Image.new("RGB", (4, 4), (200, 100, 50)), "PNG", icc_profile=odd)
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
