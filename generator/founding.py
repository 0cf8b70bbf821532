"""Found a new publication: settings, a first article, a page about it, and what git passes over.

Invariants: a file that is there is never written over; what is written builds, and nothing is
wrong with it.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from generator import new
from generator.problems import Place, Problem, Stop

SETTINGS = """\
# The settings of this publication. Lines that begin with # are notes for you.

# Its name: at the top of each page, and in the feeds.
title = {title}

# The address at which it will be published. It begins with https:// and ends in a slash.
base_url = {address}

# One sentence that says what it is about, for search engines and feed readers.
description = ""

# A short name that never changes, even if the address does: feed readers know articles by it.
id = {id}

# The language most articles are in, and the time zone in which dates are meant.
language = "en"
timezone = "UTC"

# The picture that other sites show for a link to an article that has none: its headline.
[cards]
enabled = true

# The menu, in its order.
[[nav]]
title = "Archive"
url = "/archive/"

[[nav]]
title = "About"
url = "/about/"

# /search/, a page on which a script of this site searches it. No other page runs a script.
[search]
enabled = true
"""
ARTICLE = """\
---
title: "A first article"
date: {date}
summary: "What can be written here, and how. Change this article, or delete it."
---

This is an article. It lies in the folder `content/posts/`, in a file that any text editor opens,
and begins with a few lines that say what it is called and when it was published. Below them is the
text.

An empty line begins a new paragraph. A word can be *stressed*, or **very much so**, and a link can
lead [to another page](../pages/about.md) or to [a part of this one](#lists-and-quotes).[^note]

## Lists and quotes

- A line that begins with a hyphen is one point of a list.
- So is this one.

> What somebody said stands behind a sign that looks like an arrow.

## Pictures

Put a picture into this folder and write `![What it shows](photo.jpg)`. Where and with which camera
it was taken is left out of what readers get: only the picture itself is published.

[^note]: This is a footnote. It stands at the end of the article, and a number leads there and back.
"""
PAGE = """\
---
title: "About"
summary: "Who writes here, and why."
---

Say here who you are, what you write about, and how a reader can reach you.

These pages set no cookies and load nothing from anybody else; only the search runs a script, and
sends nothing anywhere. What is checked each time they are published stands
[on a page of its own](/privacy/).
"""
IGNORED = """\
# What hushpress makes of content/: it can be made again at any time.
/output/
"""


def found(root: Path, title: str, address: str, now: datetime) -> tuple[str, ...]:
    """Write a new publication into a folder; return the paths of what was written.

    The folder may hold other files, such as those of a new git repository; those of these names
    are left as they are. Raise Stop if there is a publication in it already.
    """
    for name in ("site.toml", "content"):
        if (root / name).exists():
            hint = "choose another folder, or write on in that one"
            place = Place(str(root / name))
            raise Stop([Problem(place, "there is a publication here already", hint)])
    name = new.file_name(title) or "publication"
    written = {
        "site.toml": SETTINGS.format(
            title=new.quoted(title), address=new.quoted(address), id=new.quoted(name)
        ),
        f"content/posts/{now:%Y-%m-%d}-a-first-article.md": ARTICLE.format(date=f"{now:%Y-%m-%d}"),
        "content/pages/about.md": PAGE,
        ".gitignore": IGNORED,
    }
    fresh = {path: text for path, text in written.items() if not (root / path).exists()}
    for path, text in fresh.items():
        new.write(root, path, text)
    return tuple(fresh)
