"""What exiftool finds in published pictures is their size and how they are encoded: nothing else."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.kit import Site
from tests.test_images import noisy, saved

CANARY = "CANARY-91c2e4"
# What follows from the pixels and the way they are written, by exiftool's names.
PLAIN = frozenset(
    [
        "SourceFile",
        "ExifToolVersion",
        "FileName",
        "Directory",
        "FileSize",
        "FileModifyDate",
        "FileAccessDate",
        "FileInodeChangeDate",
        "FilePermissions",
        "FileType",
        "FileTypeExtension",
        "MIMEType",
        "ImageWidth",
        "ImageHeight",
        "ImageSize",
        "Megapixels",
        "EncodingProcess",
        "BitsPerSample",
        "ColorComponents",
        "YCbCrSubSampling",
        "JFIFVersion",
        "ResolutionUnit",
        "XResolution",
        "YResolution",
        "BitDepth",
        "BitsPerPixel",
        "ColorType",
        "Compression",
        "Filter",
        "Interlace",
        "Palette",
        "Transparency",
        "GIFVersion",
        "HasColorMap",
        "ColorResolutionDepth",
        "BackgroundColor",
        "TransparentColor",
        "AnimationIterations",
        "FrameCount",
        "Duration",
        "VP8Version",
        "HorizontalScale",
        "VerticalScale",
        "AlphaIsUsed",
        "WebP_Flags",
        "AnimationLoopCount",
        "AnimationFrames",
        "AnimationPlays",
        "AlphaFilter",
        "AlphaPreprocessing",
        "AlphaCompression",
    ]
)


def exiftool(*arguments: str) -> str:
    done = subprocess.run(["exiftool", *arguments], capture_output=True, check=False, timeout=60)
    assert not done.returncode, done.stderr.decode()
    return done.stdout.decode()


def marked(file: Path, kind: str) -> None:
    """Put all that cameras and programs write into a picture."""
    picture = noisy(1200, 800)
    thumb = file.parent / "thumb.jpg"
    thumb.write_bytes(saved(Image.new("RGB", (16, 16)), "JPEG") + CANARY.encode())
    options: dict[str, object] = {}
    if kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", CANARY)
        notes.add_text("Long", CANARY * 90, zip=True)
        notes.add_itxt("Comment", CANARY)
        options = {"pnginfo": notes}
    if kind == "JPEG":
        options = {"comment": CANARY}
    file.write_bytes(saved(picture, kind, **options))
    tags = [
        "-EXIF:Make",
        "-EXIF:Model",
        "-EXIF:SerialNumber",
        "-EXIF:Artist",
        "-EXIF:UserComment",
        "-XMP:Creator",
        "-XMP:Location",
    ]
    written = [f"{tag}={CANARY}" for tag in tags]
    written += [
        "-EXIF:GPSLatitude=50.8",
        "-EXIF:GPSLatitudeRef=N",
        "-EXIF:DateTimeOriginal=2026:01:02 03:04:05",
    ]
    if kind == "JPEG":
        written += [
            f"-IPTC:Keywords={CANARY}",
            "-EXIF:Orientation#=6",
            f"-ThumbnailImage<={thumb}",
            f"-Photoshop:URL={CANARY}",
        ]
    if kind in ("PNG", "WEBP"):
        written += ["-EXIF:Orientation#=6"]
    exiftool("-q", "-overwrite_original", *written, str(file))
    with file.open("ab") as end:
        end.write(CANARY.encode() + b"\nPK\x03\x04" + CANARY.encode())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    folder = tmp_path / "content/posts/a"
    folder.mkdir(parents=True)
    for kind, suffix in (("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")):
        marked(folder / f"photo-{suffix}.{suffix}", kind)
    frames = [noisy(300, 200).convert("P") for _ in range(3)]
    moving = saved(
        frames[0],
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=80,
        comment=CANARY.encode(),
    )
    (folder / "moving.gif").write_bytes(moving + CANARY.encode())
    frames = [noisy(300, 200) for _ in range(3)]
    moving = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], xmp=CANARY.encode())
    (folder / "moving-too.webp").write_bytes(moving + CANARY.encode())
    names = ("photo-jpg.jpg", "photo-png.png", "photo-webp.webp", "moving.gif", "moving-too.webp")
    text = "".join(f"![{name}]({name})\n\n" for name in names)
    return site.write(
        "content/posts/a/index.md",
        f"---\ntitle: A\ndate: 2026-02-12\ncover:\n  image: photo-jpg.jpg\n  alt: B\n---\n\n{text}",
    )


def pictures(site: Site) -> list[Path]:
    return [
        file
        for file in site.output.rglob("*")
        if file.suffix in (".jpg", ".png", ".gif", ".webp") and "icon" not in file.name
    ]


def test_the_fixture_is_full_of_marks(site: Site) -> None:
    for file in (site.root / "content/posts/a").iterdir():
        if file.suffix != ".md":
            assert CANARY.encode() in file.read_bytes(), file


def test_no_picture_tells_anything(site: Site) -> None:
    site.build()
    files = pictures(site)
    assert len(files) > 9
    told = json.loads(exiftool("-j", "-a", "-u", "-ee", *map(str, files)))
    for one in told:
        assert not one.keys() - PLAIN, (one["FileName"], one.keys() - PLAIN)
    for file in files:
        assert CANARY.encode() not in file.read_bytes()


def test_turned_pictures_are_upright(site: Site) -> None:
    site.build()
    for file in pictures(site):
        with Image.open(file) as picture:
            if file.name.startswith("photo"):
                assert picture.height > picture.width, file.name  # they lay on their side
            frames = getattr(picture, "n_frames", 1)
            assert frames == (3 if file.name.startswith("moving") else 1)


def test_pages_say_how_large_pictures_are_and_offer_copies(site: Site) -> None:
    page = site.build().page("2026/02/a/index.html")
    for tag in re.findall(r"<img [^>]*>", page):
        assert re.search(r' width="\d+" height="\d+"', tag)
    offered = re.findall(
        r'<picture><source type="image/webp" srcset="([^"]*)" sizes="[^"]*"><img [^>]*></picture>',
        page,
    )
    assert len(offered) == 4  # the cover, JPEG, PNG and WebP; what moves has no copies
    for srcset in offered:
        for one in srcset.split(", "):
            address, width = one.split(" ")
            with Image.open(site.output / address.lstrip("/")) as picture:
                assert f"{picture.width}w" == width
    feed = site.page("feed.xml")
    assert "srcset" not in feed
    assert "&lt;picture" not in feed


def test_a_picture_that_is_only_linked_to_has_no_copies(tmp_path: Path) -> None:
    site = Site(tmp_path).post("a", "[see](b.jpg)")
    site.write("content/posts/b.jpg", saved(noisy(1200, 800), "JPEG")).build()
    assert [file.suffix for file in pictures(site)] == [".jpg"]


def test_an_unused_picture_is_not_published(tmp_path: Path) -> None:
    site = (
        Site(tmp_path)
        .post("a")
        .write("content/posts/b.jpg", saved(noisy(1200, 800), "JPEG"))
        .build()
    )
    assert pictures(site) == []


def test_a_broken_picture_names_its_file(tmp_path: Path) -> None:
    site = (
        Site(tmp_path).post("a", "![b](b.jpg)").write("content/posts/b.jpg", b"\xff\xd8 no picture")
    )
    (told,) = site.refused()
    assert told.startswith("content/posts/b.jpg:1:1: ")


def test_copies_stay_while_the_picture_does(site: Site) -> None:
    site.build()
    before = {file: file.stat().st_mtime_ns for file in pictures(site)}
    site.post("b").build()
    assert {file: file.stat().st_mtime_ns for file in pictures(site)} == before


def test_pictures_of_layouts_tell_nothing_either(tmp_path: Path) -> None:
    site = Site(tmp_path).post("a")
    file = tmp_path / "layouts/assets/logo.jpg"
    file.parent.mkdir(parents=True)
    marked(file, "JPEG")
    for _ in range(2):
        site.build()
        (logo,) = site.output.glob("assets/logo.*.jpg")
        assert CANARY.encode() not in logo.read_bytes()
        site.post("a", "Edited.")
    file.write_bytes(b"no picture")
    assert site.refused()[0].startswith("layouts/assets/logo.jpg:1:1: the file is no picture")
