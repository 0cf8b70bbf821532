"""Say what pages show: cards, posts, standing pages, pictures and terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from generator.model.written import Correction, Heading, Reference


@dataclass(frozen=True, slots=True)
class Term:
    """Name what posts are grouped by: `kind` is "tag", "author" or "series"."""

    kind: str
    slug: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Pair words with an address: a link in a menu, a profile or a list."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """Lead to a feed; `format` is "rss", "atom" or "json", `type` the media type of it."""

    title: str
    url: str
    format: str
    type: str


@dataclass(frozen=True, slots=True)
class Translation:
    """Name the same page in another language, its title in that language."""

    language: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Say where a cleaned picture is published, and its size in CSS pixels.

    `webp` lists smaller copies as `srcset` does (HTML 4.8.4.2.1): `/a.webp 480w, /b.webp 960w`.
    `size` is that of the file in bytes.
    """

    url: str
    width: int
    height: int
    webp: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """Name a body without holding it: its digest, and what the marks in its HTML stand for.

    `targets` leads from an own link's target to an address, `pictures` from an own picture's;
    `edition` is the one whose words name its notes.
    """

    digest: str
    targets: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """Hold the lead picture of a post."""

    picture: Picture
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Audio:
    """Hold a post's recording: its address, its size in bytes, its length in seconds (0: unknown).

    `kind` is its media type (`audio/mpeg`).
    """

    url: str
    kind: str
    size: int
    title: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """Hold one comment that is kept in content/, and those that answer it, oldest first.

    `id` is that of its element; `url` is its author's; `answered` is the comment it answers, its id
    and its author, or empty. One that is a draft is there only if a build was asked for drafts.
    """

    id: str
    author: str
    url: str
    date: datetime
    body: Body
    answered: tuple[str, ...] = ()
    is_draft: bool = False
    replies: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """Hold all that other pages may see of a post. It has no body: lists can't depend on one.

    `id` is the post's identity, which no new title, slug or date changes; `guid` is the same for
    feeds; `path` is its source file; `state` is "published", or "draft", "scheduled" or "expired"
    when a build was asked to show such posts; `minutes` is the reading time. `fingerprint`
    stands for all of it in the keys of pages.
    """

    path: str
    id: str
    guid: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime | None
    authors: tuple[Term, ...]
    tags: tuple[Term, ...]
    series: Term | None
    cover: Cover | None
    language: str
    minutes: int
    state: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """Hold an article: its card, and what only its own page and the feeds show.

    `standfirst` is the summary the author wrote; it is empty where the card's was taken from the
    body. One that is not listed has a page, and no other page names it. `extra` is whatever the
    author put there for layouts of the site's own. `thread` is the address of a thread elsewhere
    that its comments are in, `replies` are those kept in content/, and `replied` is how many these
    are. `words` are those under which a search finds it. `fingerprint` stands for all of it in the
    keys of pages, whose settings say the rest.
    """

    card: Card
    body: Body
    standfirst: str
    key_points: tuple[str, ...]
    corrections: tuple[Correction, ...]
    sources: tuple[Reference, ...]
    contents: tuple[Heading, ...]
    comments: bool
    extra: Mapping[str, object]
    audio: Audio | None = None
    translations: tuple[Translation, ...] = ()
    is_listed: bool = True
    thread: str = ""
    replies: tuple[Comment, ...] = ()
    replied: int = 0
    words: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a standing page such as "About": the same body as a post's, but in no list or feed."""

    path: str
    url: str
    title: str
    summary: str
    language: str
    updated: datetime | None
    body: Body
    contents: tuple[Heading, ...]
    extra: Mapping[str, object]
    translations: tuple[Translation, ...] = ()
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the posts of one tag, author or series, newest first, and what is said of it.

    `related` are tags that stand on many of the same posts.
    """

    term: Term
    description: str
    links: tuple[Anchor, ...]
    posts: tuple[Post, ...]
    translations: tuple[Translation, ...] = ()
    related: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """Hold a file published as it is: its address, and the digest of its bytes in the store.

    If it is a part of these bytes, it begins and ends where `span` says. `integrity` is the hash of
    a script (Subresource Integrity); a document is published as it is, and `told` has what it says
    of its makers. What is known comes with the program.
    """

    path: str
    url: str
    digest: str
    cause: str
    span: tuple[int, ...] = ()
    integrity: str = ""
    is_document: bool = False
    told: tuple[tuple[str, str], ...] = ()
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Redirect:
    """Lead from an address a post once had to the one it has now.

    `offset` is where the source, `cause`, names the old one; `edition` is the post's.
    """

    url: str
    target: str
    cause: str
    offset: int
    edition: str = ""
