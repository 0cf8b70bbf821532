"""Say what pages are before they are files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from generator.model.shown import Body, Card, Comment, FeedLink, Picture, Post, Term, Translation
from generator.model.site import Edition, Settings
from generator.model.written import Correction, Reference


@dataclass(frozen=True, slots=True)
class Leave:
    """Say what a page may do beside being read: run the site's own scripts, and ask other hosts.

    `hosts` are origins (`https://comments.example.org`).
    """

    scripts: bool = False
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what the head of a page says of it, for browsers, search engines and feed readers."""

    title: str
    url: str
    description: str = ""
    kind: str = "website"  # or "article", as in Open Graph
    language: str = ""
    image: Picture | None = None
    image_alt: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    translations: tuple[Translation, ...] = ()
    is_indexed: bool = True
    leave: Leave = Leave()
    structured: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pager:
    """Place a page of a list: its number, and the neighbours' addresses ("" for none).

    Numbers count from the oldest page, so that a new post changes the newest page alone. The
    first page a reader sees (the front page, a tag's page) has the number 0. A list that
    `is_forward` begins with the oldest.
    """

    number: int
    newer: str
    older: str
    is_forward: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """Hold a line of an index of tags, authors or series."""

    term: Term
    description: str
    count: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """Hold a line of the register of corrections: one correction, and the article it is of."""

    card: Card
    correction: Correction


@dataclass(frozen=True, slots=True)
class Cited:
    """Hold a line of the register of sources: one source, and who stands on it.

    `host` is empty for a source without an address. `cards` are the newest articles that have it,
    `count` is the number of all.
    """

    source: Reference
    host: str
    cards: tuple[Card, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Period:
    """Hold a year or a month of the archive: its address and number of posts.

    `month` is 1 to 12, and 0 for a year.
    """

    year: int
    month: int
    url: str
    count: int
    months: tuple[Period, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesPart:
    """Place a post in its series: the parts around it, oldest first, and which of all it is.

    `number` and `first`, that of the first of `parts`, count from 1; `total` is that of all.
    """

    term: Term
    parts: tuple[Card, ...]
    number: int
    first: int
    total: int


@dataclass(frozen=True, slots=True)
class Feed:
    """Hold what a feed is of and what is in it, in whatever format it is written.

    `code` is the edition's. `kind` is "site", "tag", "author" or "series", `name` the term's, empty
    for the site. `page` is the address of what it is a feed of, beside which the feeds stand.
    `identity` is a URN that outlives the site's address. `icon` and `style` are addresses of files
    of the layouts, empty for none; `style` shows the feed in a browser.
    """

    code: str
    kind: str
    name: str
    description: str
    page: str
    identity: str
    icon: str
    style: str
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold what was proved of all files before they were published.

    `pages` and `files` count those that were audited, `pictures` those made anew, `drawings` those
    written anew, `links` those freed of what tracks readers. `scripts` are addresses and hashes
    (Subresource Integrity), `running` the pages that may run them, `hosts` those that pages may
    load from, by the kind of what is loaded; `documents` are files published as they are, with what
    they say of their makers. On `commented` articles a script asks `comments` (an origin) for their
    comments once a reader wants them. `is_known` says that all scripts come with the program, which
    are known to store nothing.
    """

    pages: int
    files: int
    pictures: int
    drawings: int
    links: int
    scripts: tuple[tuple[str, str], ...]
    running: tuple[str, ...]
    hosts: Mapping[str, tuple[str, ...]]
    documents: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    policy: str
    running_policy: str = ""
    commented: int = 0
    comments: str = ""
    commented_policy: str = ""
    is_known: bool = True

    @property
    def is_still(self) -> bool:
        """Tell whether nothing runs in pages that could set a cookie or store anything."""
        return self.is_known and "frames" not in self.hosts


@dataclass(frozen=True, slots=True)
class Comments:
    """Hold the place for comments below a post. `state` is "closed" or "waiting".

    `provider` is who keeps them, `server` the address of theirs and `host` its name, as readers are
    told it; `thread` is the address of a thread that can be read there, `thread_id` what the server
    calls it. `replies` are those that are kept in content/, `count` is how many these are, and
    `feed` the address of their feed.
    """

    state: str
    page_id: str
    page_url: str
    page_title: str
    page_language: str
    email: str
    provider: str = "none"
    server: str = ""
    host: str = ""
    thread: str = ""
    thread_id: str = ""
    replies: tuple[Comment, ...] = ()
    count: int = 0
    feed: str = ""


class Kit(Protocol):
    """Offer a view what is not in a page's data: the settings and the store's bytes."""

    settings: Settings

    def edition(self, code: str) -> Edition:
        """Give the settings and the words of a language's edition."""

    def blob(self, digest: str) -> bytes:
        """Give back the bytes with this digest."""

    def body(self, body: Body, *, base: str = "") -> str:
        """Give back a body's HTML, its addresses full ones where `base` is the page's own."""

    def once(self, name: str, make: Callable[[], str]) -> str:
        """Make a text, or give it back if it was made under this name before."""


# A function of a module, never a lambda: its name is part of a page's key.
View = Callable[..., bytes]
# Names for a layout that follow from the page's data, the settings and the words: made when it is
# rendered.
More = Callable[[Edition, Mapping[str, Any]], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Output:
    """Plan a page: where it goes, the layout or view that makes it, and all it is made from.

    `path` is the file in output/ (`2026/02/cbp/index.html`), never percent-encoded; `view` is the
    name of a layout (`post.html`) or a pure function of a module; `more` makes what follows from
    the data; `cause` is the source a problem in this page points at, and `offset` the place in it;
    `edition` is the code of the language that it is made in, empty for the site's own; `leave` is
    what the page may do that others may not. One that `is_alone` is made from its data and nothing
    else, whatever site.toml says.
    """

    path: str
    view: str | View
    data: Mapping[str, object]
    cause: str
    offset: int = 0
    more: More | None = None
    edition: str = ""
    leave: Leave = Leave()
    is_alone: bool = False
