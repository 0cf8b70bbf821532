"""What only all articles together show: tags, doubles, pictures."""

from __future__ import annotations

import io
import random

from PIL import Image

from tests.kit import SETTINGS, Site


def picture(width: int, height: int, kind: str = "PNG", *, is_noise: bool = False) -> bytes:
    data = io.BytesIO()
    image = Image.new("RGB", (width, height), "navy")
    if is_noise:
        image = Image.frombytes(
            "RGB", (width, height), random.Random(1).randbytes(width * height * 3)
        )
    image.save(data, kind)
    return data.getvalue()


def test_a_tag_that_one_article_has(site: Site) -> None:
    site.write("site.toml", SETTINGS + '[tags.law]\nname = "Law"\n')
    site.post("a", tags="[law, Spyware, both]").post("b", tags="[both]")
    assert site.checked("tag-once") == [
        'content/posts/a.md:4:13: note: no other article has the tag "Spyware"'
        " (take one that others have, or say in site.toml what it is about)"
    ]


def test_tags_that_look_alike_are_told_where_the_rarer_one_stands(site: Site) -> None:
    site.post("a", tags="[facial-recognition]").post("b", tags="[facial-recognition]")
    site.post("c", tags="[x, face-recognition]")
    assert site.checked("tags-alike") == [
        'content/posts/c.md:4:11: warning: tag "face-recognition" looks like "facial-recognition",'
        " which 2 articles have (use one of them for both)"
    ]


def test_two_articles_with_the_same_words(site: Site) -> None:
    site.post("b", title="One title", summary="The same.", date="2026-01-01")
    site.post("a", title="one  Title", summary="The same.").post(
        "c", title="One title", language="fr"
    )
    assert [one for one in site.checked() if "duplicate" in one] == [
        "content/posts/a.md:2:8: warning: the title is already that of content/posts/b.md"
        " (write another) [title-duplicate]",
        "content/posts/a.md:4:10: warning: the summary is already that of content/posts/b.md"
        " (write another) [summary-duplicate]",
    ]


def test_a_picture_with_too_many_pixels(site: Site) -> None:
    site.write("content/posts/wide.png", picture(4100, 20))
    site.post("a", "Text\n\n![Wide](wide.png)").post("b", "![Wide](wide.png)")
    site.post("c", cover="{image: wide.png, alt: x}")
    assert site.checked("picture-large") == [
        'content/posts/a.md:8:9: warning: "wide.png" is published with 4100 × 20 pixels'
        " (save it with at most 4000 across and down)"
    ]


def test_a_picture_with_too_many_bytes(site: Site) -> None:
    site.write("content/posts/noise.png", picture(700, 700, is_noise=True))
    site.write("content/posts/calm.png", picture(3000, 2000))
    site.post("a", "![Calm](calm.png)", cover="{image: noise.png, alt: x}")
    (told,) = site.checked("picture-large")
    assert told.startswith('content/posts/a.md:4:16: warning: "noise.png" takes ')
    assert told.endswith(" MB to show (save it smaller, or cut it to what matters)")


def test_a_large_drawing_has_no_pixels(site: Site) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="9000"><path d="M0 0h9"/></svg>'
    site.write("content/posts/a.svg", svg).post("a", "![x](a.svg)")
    assert site.checked("picture-large") == []
