"""Read an export file of WordPress: posts and pages, their states, authors, tags and pictures.

What is nobody's business stays behind: mail addresses, comments and who wrote them, numbers of
posts, guids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator import sources
from generator.dates import parse_moment
from generator.imports import wxr
from generator.imports.blocks import KEPT, lost, plain_html
from generator.imports.found import PAGE, POST, Found, Text
from generator.imports.wxr import Part
from generator.model import Source
from generator.problems import WARNING, Place, Problem, Stop
from generator.slugs import slugify

KINDS = {"post": POST, "page": PAGE}
# What is a part of a theme or of WordPress itself, and nothing an author wrote.
PASSED = re.compile(
    r"attachment|nav_menu_item|revision|wp_.*|custom_css|customize_changeset|oembed_cache"
)
UPLOADS = re.compile(
    r"(?:https?:)?//[^\s\"'<>()/]+(?:/[^\s\"'<>()/]+)*?/wp-content/uploads/([^\s\"'<>()?#]+)"
)
SIZE = re.compile(r"-\d+x\d+(?=\.\w+\Z)|-scaled(?=\.\w+\Z)")
HOME = "uploads"  # below content/
HELD = ("draft", "pending", "private", "auto-draft")
NO_DATE = "0000"
TAGS = re.compile(r"<[^>]*>")
BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Piece(Source):
    """Hold a text that begins on a line of a file."""

    line: int = 1

    def place(self, offset: int) -> Place:
        """Turn an offset into a place of the whole file."""
        inner = Source.place(self, offset)
        return Place(inner.path, inner.line + self.line - 1, inner.column)


@dataclass(slots=True)
class Blog:
    """Own what an export says of the whole site."""

    file: Path
    uploads: Path | None
    found: Found
    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)  # number: address, alt
    missing: dict[str, tuple[Piece, int]] = field(default_factory=dict)
    comments: int = 0

    def upload(self, path: str, source: Piece, at: int) -> str:
        """Give the new address of an uploaded file, and carry it over if it is there."""
        path = unquote(path)
        whole = SIZE.sub("", path)
        for one in (whole, path):
            file = self.uploads / one if self.uploads and ".." not in one.split("/") else None
            if file and file.is_file() and file.resolve().is_relative_to(self.uploads.resolve()):  # type: ignore[union-attr]
                self.found.files[f"{sources.CONTENT}/{HOME}/{one}"] = file
                return f"/{HOME}/{one}"
        self.missing.setdefault(whole, (source, at))
        return f"/{HOME}/{whole}"


def wordpress(file: Path, uploads: Path | None, found: Found) -> str:
    """Find all texts and pictures of an export; return the blog's own address."""
    if not file.is_file():
        message = "there is no such file"
        raise Stop(
            [Problem(Place(str(file)), message, "name the file that Tools, Export gives you")]
        )
    parts = list(wxr.read(file))
    blog = Blog(file, uploads, found)
    items = [one for one in parts if one.name == "item"]
    for part in parts:
        if part.name == "wp:author":
            name = part.get("wp:author_display_name") or part.get("wp:author_login")
            blog.authors[part.get("wp:author_login")] = name
    for item in items:
        if item.get("wp:post_type") == "attachment":
            alt = _meta(item).get("_wp_attachment_image_alt", "")
            blog.pictures[item.get("wp:post_id")] = (item.get("wp:attachment_url"), alt)
    if not items:
        place = Place(str(file))
        raise Stop([Problem(place, "there is nothing in this export", "export all content")])
    for item in items:
        _item(item, blog)
    _rest(blog)
    return next((one.text for one in parts if one.name in ("wp:base_blog_url", "link")), "")


def _rest(blog: Blog) -> None:
    """Tell what concerns the whole export."""
    for path, (source, at) in blog.missing.items():
        hint = (
            "name the folder with --uploads" if not blog.uploads else f"put it into content/{HOME}/"
        )
        blog.found.tell(source, at, f'the file "{path}" is missing', hint)
    if blog.comments:
        message = f"{blog.comments} comments are not carried over"
        blog.found.problems.append(Problem(Place(str(blog.file)), message, "", WARNING))


def _item(item: Part, blog: Blog) -> None:
    """Read one post or page."""
    blog.comments += sum(one.get("wp:comment_approved") == "1" for one in item.all("wp:comment"))
    kind, status = item.get("wp:post_type"), item.get("wp:status")
    content = Piece(str(blog.file), item.get("content:encoded"), item.line_of("content:encoded"))
    if kind not in KINDS:
        if not PASSED.fullmatch(kind):
            message = f'"{item.get("title")[:60]}" is of the kind "{kind}": it is not carried over'
            blog.found.tell(Piece(str(blog.file), "", item.line), 0, message)
        return
    if status in ("trash", "inherit"):
        return
    title = " ".join(unescape(item.get("title")).split())
    slug = slugify(unquote(item.get("wp:post_name"))) or slugify(title)
    date = _moment(item, "wp:post_date")
    fields = {"title": title or slug or "Untitled", **_fields(item, blog, date, content)}
    if status in HELD or item.get("wp:post_password"):
        fields["draft"] = True
    if item.get("wp:post_password") or status == "private":
        why = "is private" if status == "private" else "had a password"
        blog.found.tell(content, 0, f'"{title[:60]}" {why}: it is a draft now')
    address = urlsplit(item.get("link"))
    addresses = (address.path,) if address.path.strip("/") and not address.query else ()
    body = _body(content, blog)
    stem = slug or "untitled"
    text = Text(content, 0, KINDS[kind], stem, fields, body, date, addresses)
    blog.found.texts.append(text)


def _fields(item: Part, blog: Blog, date: datetime | None, source: Piece) -> dict[str, object]:
    """Give the front matter of a post, but its title."""
    is_post = item.get("wp:post_type") == "post"
    updated = _moment(item, "wp:post_modified")
    is_later = date and updated and updated.date() > date.date()
    login = item.get("dc:creator")
    excerpt = TAGS.sub(" ", unescape(item.get("excerpt:encoded")))
    cover = blog.pictures.get(_meta(item).get("_thumbnail_id", ""))
    path = UPLOADS.search(cover[0]) if cover else None
    given: dict[str, object] = {
        "date": f"{date:%Y-%m-%d %H:%M:%S%z}" if date and is_post else "",
        "updated": f"{updated:%Y-%m-%d %H:%M:%S%z}" if updated and is_later else "",
        "summary": " ".join(excerpt.split()),
        "tags": list(_tags(item)),
        "authors": [blog.authors.get(login, login)] if login and is_post else [],
        "cover": blog.upload(path[1], source, 0) if path else "",
    }
    return {name: value for name, value in given.items() if value}


def _tags(item: Part) -> Iterable[str]:
    """List tags and categories, each once."""
    names = (
        unescape(one.text).strip()
        for one in item.all("category")
        if one.attributes.get("domain") in ("category", "post_tag")
        and one.attributes.get("nicename") != "uncategorized"
    )
    return dict.fromkeys(name for name in names if name)


def _meta(item: Part) -> dict[str, str]:
    """Give what plugins and WordPress keep beside a post."""
    return {one.get("wp:meta_key"): one.get("wp:meta_value") for one in item.all("wp:postmeta")}


def _moment(item: Part, name: str) -> datetime | None:
    """Read a moment, which stands there in UTC, and in the blog's zone for drafts."""
    for one in (f"{name}_gmt", name):
        text = item.get(one)
        if text and not text.startswith(NO_DATE):
            return parse_moment(text, UTC)
    return None


def _body(source: Piece, blog: Blog) -> str:
    """Turn the text of a post into Markdown."""

    def picture(number: str) -> str:
        url, alt = blog.pictures.get(number, ("", ""))
        return f'<img src="{url}" alt="{alt}">' if url else ""

    lost(source.text, lambda at, message, hint: blog.found.tell(source, at, message, hint))
    html = plain_html(source.text, picture)
    # A picture that is named twice, as it is and as a link to itself, is one.
    html = UPLOADS.sub(
        lambda one: blog.upload(one[1], source, max(source.text.find(one[0]), 0)), html
    )
    made = _convert(html).replace(KEPT, "<!--more-->")
    return BLANKS.sub("\n\n", made).strip()


def _convert(html: str) -> str:
    """Turn HTML into Markdown; raise Stop where the library for it is not installed."""
    try:
        from generator.imports.converter import convert
    except ImportError:
        hint = "pip install 'hushpress[wordpress]'"
        message = "to read WordPress' HTML, another library is needed"
        raise Stop([Problem(Place("import"), message, hint)]) from None
    return convert(html)
