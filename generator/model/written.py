"""Say what an author wrote: front matter, body, and one file as read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold a heading of a body: level 2 to 6, the id of its anchor, its text without markup."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Hold an own link or picture as an author wrote it in a body.

    `target` is the file meant, from the site's folder (`content/posts/other.md`), or an address
    from the site's root (`/tags/law/`); it is never percent-encoded. `fragment` is what follows
    `#`, or empty; `offset` is the link's place in the source. In the body the address is the
    text `kind:target` between two NULs, followed by `#fragment` if there is one.
    """

    kind: str  # "link" or "picture"
    target: str
    fragment: str
    offset: int


@dataclass(frozen=True, slots=True)
class Correction:
    """Say what was wrong in an article, and when that was mended."""

    date: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Name a document that an article stands on; `archived` is the address of a kept copy."""

    title: str
    url: str = ""
    archived: str = ""


@dataclass(frozen=True, slots=True)
class CoverSource:
    """Hold a post's `cover` as written: `image` is a path as in the front matter."""

    image: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class AudioSource:
    """Hold a post's `audio` as written: `file` is a path as in the front matter.

    `seconds` is how long it is, 0 if that is not said.
    """

    file: str
    title: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Fields:
    """Hold the front matter of one file, each value checked and of its own type.

    `places` says at which offset of the source a field's value stands (`"date"`; for a member
    of a list `"tags.0"`; for a member of a table `"cover.image"`), so that what is found wrong
    later still points at the word. A field that is absent has its default and no place.
    """

    title: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    summary: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    slug: str = ""
    id: str = ""
    draft: bool = False
    unlisted: bool = False
    aliases: tuple[str, ...] = ()
    series: str = ""
    language: str = ""
    comments: bool = True
    thread: str = ""
    cover: CoverSource | None = None
    audio: AudioSource | None = None
    key_points: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sources: tuple[Reference, ...] = ()
    ignore: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prose:
    """Hold a body after Markdown: safe HTML, and what the rest of the program asks about it.

    In `html` the address of an own link or picture is a mark between two NULs (see `Link`), so
    that the body stays the same when the page it points at moves. `title` is the first level-1
    heading if the body began with it (it is not in `html` then). `anchors` are all ids in the
    body; `excerpt` is plain text for lists: what stands before `<!-- more -->`, else the first
    paragraph, shortened; `minutes` is the reading time; `untracked` counts the links out that were
    freed of what tracks readers.
    """

    html: str
    title: str = ""
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    excerpt: str = ""
    minutes: int = 1
    problems: tuple[Problem, ...] = ()
    untracked: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one file of content/ as read, before anything is known of the others.

    `kind` is "post" or "page"; `slug` is the author's, or made from the file's name; `title` is the
    field or the body's first heading; `body` is the digest of the HTML in the store. A date in the
    file's name stands in `fields.date` when the front matter has none. `text` is the digest of the
    file as read, `face` of what other pages than its own may come to show of it. `edition` is the
    language among the site's others that it belongs to, empty for the site's own; files that are
    one another's translations have the same `work`. `words` are those under which a search finds it
    (see `tokens.record`), empty where the site has none.
    """

    path: str
    kind: str
    id: str
    slug: str
    title: str
    fields: Fields
    body: str
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    excerpt: str = ""
    minutes: int = 1
    text: str = ""
    face: str = ""
    untracked: int = 0
    edition: str = ""
    work: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class CommentSource:
    """Hold one comment in content/comments/ as read, before anything is known of the others.

    `post` is the folder that it lies in, which is the id of its article without "posts/"; `name` is
    its file's without the suffix, and `reply_to` that of the comment it answers. `body` is the
    digest of the HTML in the store; `places` are as in Fields.
    """

    path: str
    post: str
    name: str
    author: str
    date: datetime
    body: str
    url: str = ""
    reply_to: str = ""
    draft: bool = False
    untracked: int = 0
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Copy:
    """Hold one file made of a picture: the digest of its bytes, its kind, its size in pixels.

    Its bytes stand from `begin` to `end` in those of the picture in the store.
    """

    digest: str
    suffix: str
    width: int
    height: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Hold a picture made anew, under the digest of all its bytes in the store.

    `copies` are the picture in its own kind and size, then what is smaller, in WebP. They are kept
    together, for they come and go together. A document is published as it is: its one copy is
    itself, and `told` what it says of its makers. One that is not declared has no copies.
    """

    digest: str
    copies: tuple[Copy, ...]
    is_document: bool = False
    told: tuple[tuple[str, str], ...] = ()
