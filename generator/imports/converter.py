"""Turn HTML into Markdown as markdownify does it, with what this program writes in its own way."""

from __future__ import annotations

from typing import Any

from bs4 import Tag
from markdownify import MarkdownConverter

from generator.imports.shortcodes import film


class Converter(MarkdownConverter):
    """Write figures with captions, films as blocks, and code with its language."""

    def convert_figure(self, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Make a picture whose title is its caption; leave any other figure as what is in it."""
        picture, words = element.find("img"), element.find("figcaption")
        if not isinstance(picture, Tag) or element.find("table"):
            return f"\n\n{text.strip()}\n\n"
        caption = " ".join(words.get_text(" ").split()).replace('"', "”") if words else ""
        told = f' "{caption}"' if caption else ""
        alt = str(picture.get("alt") or "").replace("[", "(").replace("]", ")")
        made = f"![{alt}]({picture.get('src') or ''}{told})"
        link = element.find("a")
        if isinstance(link, Tag) and link.find("img") and link.get("href") != picture.get("src"):
            made = f"[{made}]({link.get('href')})"
        return f"\n\n{made}\n\n"

    def convert_div(self, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Make a block of what `blocks` has marked as shown from elsewhere."""
        shown = str(element.get("data-embed") or "")
        kind, _sign, url = shown.partition(" ")
        if url:
            return f'\n\n!!! {kind} {url} "{_title(kind, url)}"\n\n'
        return f"\n\n{text.strip()}\n\n" if text.strip() else ""

    def convert_iframe(self, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Make a block of a film; other frames are told, and left out."""
        url = film(str(element.get("src") or ""))
        return f'\n\n!!! video {url} "{_title("video", url)}"\n\n' if url else ""


def convert(html: str) -> str:
    """Turn HTML into Markdown."""
    options: dict[str, Any] = {
        "heading_style": "ATX",
        "bullets": "-",
        "code_language_callback": _language,
    }
    return str(Converter(**options).convert(html))


def _title(kind: str, url: str) -> str:
    """Say what a block shows, where nothing else says it."""
    host = url.partition("//")[2].partition("/")[0].removeprefix("www.")
    return f"A {'film' if kind == 'video' else 'post'} on {host}"


def _language(element: Tag) -> str:
    """Give the language of a block of code, if its class, or that of what is in it, names it."""
    tags = [element, *element.find_all("code")]
    classes = [name for tag in tags for name in (tag.get("class") or [])]
    found = (name.removeprefix("language-") for name in classes if name.startswith("language-"))
    return next(found, "")
