"""Write the beginning of a new article, so that its author starts with a sentence.

Invariant: a file that is there is never written over.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.problems import Place, Problem, Stop
from generator.request import Request
from generator.slugs import slugify
from generator.survey import site_settings


def new(root: Path, headline: str, tags: tuple[str, ...], now: datetime) -> str:
    """Make a draft in content/posts/, dated now in the site's zone; return its path."""
    settings = site_settings(Request(root=root, output=root / "output", now=now))
    today = now.astimezone(ZoneInfo(settings.timezone))
    # A shell in another encoding than ours hands over bytes that Python keeps as surrogates.
    title = " ".join(os.fsencode(headline).decode("utf-8", "replace").split())
    slug = slugify(title)
    if not slug:
        hint = "use at least one letter or number"
        raise Stop([Problem(Place("new"), f'headline "{headline}" gives no file name', hint)])
    path = f"content/posts/{today:%Y-%m-%d}-{slug}.md"
    text = beginning(title, tags, today).encode("utf-8", "replace")
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("xb") as out:
            out.write(text)
    except FileExistsError:
        hint = "choose another headline, or write on in that file"
        raise Stop([Problem(Place(path), "there is such an article already", hint)]) from None
    return str(root / path)


def beginning(title: str, tags: tuple[str, ...], moment: datetime) -> str:
    """Give the text of a new article: its front matter, and room to write."""
    lines = [
        "---",
        f"title: {_quoted(title)}",
        f"date: {moment:%Y-%m-%d %H:%M}",
        "draft: true  # take this line out to publish",
        f"tags: [{', '.join(map(_quoted, tags))}]",
        'summary: ""  # one or two sentences for lists, feeds and search engines',
        "---",
        "",
        "",
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """Write text so that YAML reads it back unchanged: JSON's strings are YAML's too."""
    return json.dumps(text, ensure_ascii=False)
