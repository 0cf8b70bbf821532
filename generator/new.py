"""Write the beginning of a new article or page, so that its author starts with a sentence.

Invariant: a file that is there is never written over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from generator.fields import FIELDS
from generator.model import Settings
from generator.problems import Place, Problem, Stop
from generator.request import Request
from generator.slugs import slugify
from generator.survey import site_settings

# Fields that few articles need, each as it may be written: they stand there as notes.
RARE: Mapping[str, str] = MappingProxyType(
    {
        "cover": '{image: photo.jpg, alt: "What it shows", caption: "", credit: ""}',
        "audio": '{file: talk.mp3, title: "Listen to this article", duration: "12:34"}',
        "key_points": '["What a reader in a hurry should know"]',
        "sources": '[{title: "The report", url: "https://example.org/report", archived: ""}]',
        "corrections": '[{date: 2026-02-14, text: "What was wrong before."}]',
        "series": '"The name of a series"',
        "updated": "2026-02-14",
        "expires": "2027-02-14",
        "slug": "a-part-of-its-address",
        "aliases": "[/old/address/]",
        "language": "fr",
        "comments": "false",
        "thread": "https://social.example.org/@paper/1122334455",
        "unlisted": "true",
    }
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Say what is begun: an article, or a standing page."""

    headline: str
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    is_page: bool = False


def new(root: Path, wanted: Beginning, now: datetime) -> str:
    """Make a draft in content/, dated now in the site's zone; return its path."""
    settings = site_settings(Request(root=root, output=root / "output", now=now))
    today = now.astimezone(ZoneInfo(settings.timezone))
    # A shell in another encoding than ours hands over bytes that Python keeps as surrogates.
    title = " ".join(os.fsencode(wanted.headline).decode("utf-8", "replace").split())
    slug = file_name(title)
    if not slug:
        hint = "use at least one letter or number"
        message = f'headline "{wanted.headline}" gives no file name'
        raise Stop([Problem(Place("new"), message, hint)])
    path = (
        f"content/pages/{slug}.md"
        if wanted.is_page
        else f"content/posts/{today:%Y-%m-%d}-{slug}.md"
    )
    text = "\n".join(_lines(title, wanted, settings, today))
    write(root, path, text)
    return str(root / path)


def file_name(title: str) -> str:
    """Make a file's name of a headline; nothing if it has no letters or numbers."""
    return slugify(title) if any(map(str.isalnum, title)) else ""


def write(root: Path, path: str, text: str) -> None:
    """Write a new file of a site; raise Stop if there is one."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("xb") as out:
            out.write(text.encode("utf-8", "replace"))
    except FileExistsError:
        hint = "choose another headline, or write on in that file"
        raise Stop([Problem(Place(path), "there is such a file already", hint)]) from None


def _lines(title: str, wanted: Beginning, settings: Settings, today: datetime) -> Iterator[str]:
    """Give the lines of a new text: its front matter, and room to write."""
    names = tuple(settings.authors)
    authors = wanted.authors or (names if len(names) == 1 else ())
    yield "---"
    yield f"title: {quoted(title)}"
    if not wanted.is_page:
        yield f"date: {today:%Y-%m-%d %H:%M}"
    yield "draft: true  # take this line out to publish"
    yield f'summary: ""  # {_first_small(FIELDS["summary"].help)}'
    if not wanted.is_page:
        yield f"tags: [{', '.join(map(quoted, wanted.tags))}]"
        known = f"  # known are {', '.join(names)}" if names and not authors else ""
        yield f"authors: [{', '.join(map(quoted, authors))}]{known}"
        yield "# More fields; take out the # before those that you need."
        for name, example in RARE.items():
            yield f"# {name}: {example}  # {_first_small(FIELDS[name].help)}"
    yield from ("---", "", "")


def _first_small(sentence: str) -> str:
    """Write a sentence as a note beside something."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


def quoted(text: str) -> str:
    """Write text so that YAML and TOML read it back unchanged: JSON's strings are theirs too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
