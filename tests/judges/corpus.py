"""Articles whose words try every way a feed can be misread, and what each must be read as."""

from __future__ import annotations

import json
from typing import NamedTuple

from generator.pages.xml import worded
from tests.kit import Site

SETTINGS = """
title = "The <b>Record</b> & \\"Sons\\" ]]> 🔒"
base_url = "https://example.org/"
description = "News & <i>views</i>."
feed_size = 200
[authors.ana]
name = "Ana Ñuñez & Sons"
[authors.omar]
name = "عمر"
[feeds]
formats = ["rss", "atom", "json"]
[privacy]
files = ["content/posts/all/talk.mp3"]
"""
TITLES = (
    "<b>bold</b> claims", "Fish &amp; chips &#8211; &lt;b&gt;", "Fish & chips & more", "ends ]]> here ]]>", "<![CDATA[x]]>",
    'He said "no" and \'yes\'', "“curly” ‘quotes’ — dashes…", "🔒 👩‍👩‍👧 🏳️‍🌈 emoji", "\u202ertl\u202c override", "a < b > c",
    "<script>alert(1)</script>", "<!-- comment -->", "{{ 7*7 }} {% raw %}", "C++ & C#", "-1 + 1 = @0", "100 % \\ back", "&nbsp;",
    "<img src=x onerror=y>", "a\u00a0b\u200bc\u00add", "x" * 300, "https://example.org/?a=1&b=2", "%3Cb%3E", "AT&T", "&",
)  # fmt: skip
SCRIPTS = (
    "監視についての報道", "监控新闻", "감시에 관한 뉴스", "أخبار المراقبة", "חדשות על מעקב", "Новости о слежке", "Νέα για παρακολούθηση",
    "ข่าวการเฝ้าระวัง", "निगरानी की खबरें", "নজরদারির খবর", "கண்காணிப்பு செய்திகள்", "Թարմ լուրեր", "ახალი ამბები", "የክትትል ዜና", "ព័ត៌មាន",
    "ສະຫຼອດ", "သတင်း", "བོད་ཡིག", "ᏣᎳᎩ", "ᠮᠣᠩᠭᠣᠯ", "ⵜⵉⴼⵉⵏⴰⵖ", "𐌰𐌱𐌲 𝔊𝔬𝔱𝔥", "İstanbul ığüş", "Tiếng Việt", "Å ≠ Å",
)  # fmt: skip
BODY = """
First words with *stress*, `code <b>`, a [link](https://example.net/?a=1&b=2) and a note.[^1]

## A part ]]> of it

| Service | Records |
|---|--:|
| a & b | 1 |

```python
if a < b and c > d: print("]]>")  # &amp; stays
```

![Grey](grey.png)

> Quoted

- one
- two

[^1]: The note.
"""
# What an author pastes and nobody sees: it can't stand in XML.
CONTROLS = ("\x00", "\x08", "\x1b", "\x7f", "\x9f", "\ufffe")


class Told(NamedTuple):
    """Hold what every reader must read of an entry, but for its text."""

    title: str
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def corpus(site: Site) -> dict[str, Told]:
    """Write the site; give what is told of each article, by its address."""
    site.write("site.toml", SETTINGS)
    told = {}
    for number, title in enumerate((*TITLES, *SCRIPTS)):
        name, fields = (
            f"t{number:02}",
            {"title": json.dumps(title, ensure_ascii=False), "author": "ana"},
        )
        site.post(
            name,
            "Text.",
            **fields,
            date=f"2026-02-12 10:{number:02}",
            summary=fields["title"],
            tags=f"[{fields['title']}]",
        )
        told[f"https://example.org/2026/02/{name}/"] = Told(
            worded(title), ("Ana Ñuñez & Sons",), (worded(title).replace("\xa0", " "),)
        )
    return told | _rich(site)


def _rich(site: Site) -> dict[str, Told]:
    """Write articles with everything an entry may hold, and with nothing of it."""
    site.write("content/posts/all/grey.png", _picture()).write(
        "content/posts/all/talk.mp3", b"ID3" + bytes(400)
    )
    site.write("content/posts/all/index.md", f"""\
---
title: Everything
date: 2026-02-14 10:00
updated: 2026-02-20 11:30
authors: [ana, omar]
tags: [{", ".join(f"tag {number}" for number in range(30))}]
summary: Short & <sharp>.
cover: {{image: grey.png, alt: 'Grey & <plain> "]]>"', caption: A caption, credit: Ana & co}}
audio: {{file: talk.mp3, title: The talk, duration: "1:02:03"}}
key_points: ["One & two", "<b>three</b>"]
corrections:
  - {{date: 2026-02-15, text: "It said <b>5</b> & is 6."}}
sources:
  - {{title: "A & B", url: "https://example.net/?a=1&b=2"}}
---
{BODY}""")  # fmt: skip
    site.post("bare", "Text.", title="Bare", date="2026-02-12 11:00")
    site.post("odd", "", title="Nothing at all", date="2026-02-12 11:00")
    site.post("old", "Text.", title="Old", date="1999-12-31 23:59")
    place = "https://example.org"
    return {
        f"{place}/2026/02/all/": Told(
            "Everything", ("Ana Ñuñez & Sons", "عمر"), tuple(f"tag {n}" for n in range(30))
        ),
        f"{place}/2026/02/bare/": Told("Bare"),
        f"{place}/2026/02/odd/": Told("Nothing at all"),
        f"{place}/1999/12/old/": Told("Old"),
    }


def _picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("L", (64, 48), 128).save(file, "PNG")
    return file.getvalue()
