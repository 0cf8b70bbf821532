"""Say what a site is: its settings, and everything it publishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from generator.model.machines import CardSettings
from generator.model.shown import (
    Anchor,
    Asset,
    Card,
    Group,
    Page,
    Post,
    Redirect,
    Translation,
)
from generator.model.words import Words

FORMATS = ("rss", "atom", "json")
# Who can keep comments; the latter do so on a server of theirs.
PROVIDERS = ("none", "email", "files", "isso", "mastodon")
REMOTE = ("isso", "mastodon")


@dataclass(frozen=True, slots=True)
class Profile:
    """Say what site.toml says of one tag or author, under its slug."""

    slug: str
    name: str
    description: str = ""
    links: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentSettings:
    """Hold [comments]: whether readers may comment at all, where, and where they can write instead.

    `provider` is one of PROVIDERS; `host` is the address of the server that keeps the comments,
    without a slash at its end.
    """

    enabled: bool = True
    email: str = ""
    provider: str = "none"
    host: str = ""

    @property
    def is_remote(self) -> bool:
        """Tell whether comments are asked for at another host, once a reader wants them."""
        return self.enabled and self.provider in REMOTE

    @property
    def are_files(self) -> bool:
        """Tell whether comments are published that lie in content/."""
        return self.enabled and self.provider == "files"

    @property
    def origin(self) -> str:
        """Give scheme and host of the server that keeps the comments; empty for none."""
        return "/".join(self.host.split("/", 3)[:3])


@dataclass(frozen=True, slots=True)
class MarkdownSettings:
    """Hold [markdown]: what the author may switch off; and what else articles are read with.

    From links out, but not to the site's own `origin`, parameters are taken that are known to track
    readers, and those of `tracking`.
    """

    smart: bool = True
    line_numbers: bool = False
    contents_from: int = 4  # headings; a shorter article gets no table of contents
    fast: bool = True  # the same HTML, by quicker twins of Python-Markdown's parts
    tracking: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class PageSettings:
    """Hold [pages]: the pages that a site can do without."""

    archive: bool = True  # /archive/, its years and months
    authors: bool = True  # a page for each author
    feeds: bool = True  # a feed of each tag, author and series
    corrections: bool = True  # /corrections/, all that was wrong
    sources: bool = True  # /sources/, all that articles stand on
    updated: bool = True  # /updated/, what was changed last
    llms: bool = False  # llms.txt


@dataclass(frozen=True, slots=True)
class PrivacySettings:
    """Hold [privacy]: what a site declares, so that the audit of its pages lets it pass.

    `images`, `fonts`, `styles`, `media` and `frames` are origins (`https://pics.example.org`) that
    pages may load from. `scripts` are addresses of pages, from the site's root, that may run the
    site's own scripts. `files` are paths of files that are published as they are, from the site's
    folder. `tracking` are parameters that are taken out of addresses, beside those that are known.
    """

    images: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    tracking: tuple[str, ...] = ()
    report: bool = True  # /privacy/ and /privacy.json
    refuse_ai: bool = False  # robots.txt asks crawlers that feed language models to stay away


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """Hold [feeds]: in which formats there are feeds, and who tells readers of a new entry at once.

    `formats` are of FORMATS. `hub` is the address of a WebSub hub (W3C), or empty.
    """

    formats: tuple[str, ...] = FORMATS
    hub: str = ""


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Hold [search]: whether there is a page on which a script searches the site."""

    enabled: bool = False


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Hold [check]: rules nobody wants to be told of, and private hosts that may be asked."""

    ignore: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """Hold [publish]: a folder, or a host with a path on it, or a branch of a repository."""

    folder: str = ""
    host: str = ""
    path: str = ""
    port: int = 0  # 0 leaves it to ssh and its own settings
    repository: str = ""
    branch: str = "pages"
    history: bool = True  # else the branch has one commit, each time another one
    domain: str = ""  # for hosts of pages that read it in a file CNAME
    keep: int = 5  # releases, with that which readers get


@dataclass(frozen=True, slots=True)
class SecurityText:
    """Hold what /.well-known/security.txt says (RFC 9116)."""

    contact: tuple[str, ...] = ()
    expires: datetime | None = None
    encryption: str = ""
    policy: str = ""
    acknowledgments: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HostingSettings:
    """Hold [hosting]: what servers are to say; `onion` is the origin of the onion service.

    `compress` are kinds of COPIES.
    """

    servers: tuple[str, ...] = ()  # beside _headers, which is always there
    hsts: bool = False
    hsts_preload: bool = False
    onion: str = ""
    compress: tuple[str, ...] = ()
    security: SecurityText | None = None


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """Hold [languages.CODE]: what the edition in another language says in place of the site's."""

    title: str = ""
    description: str = ""
    footer: str = ""
    nav: tuple[Anchor, ...] = ()
    authors: Mapping[str, Profile] = field(default_factory=dict)
    tags: Mapping[str, Profile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold site.toml. `origin` is `https://example.org`, `root` the path of the site on it (`/`).

    `base_url` is both together and ends in `/`. `id` names the publication in feeds' guids. Those
    of an edition in another language differ in what its table under [languages] says, and in
    `prefix`: its pages stand under `home` (`/fr/`).
    """

    title: str
    base_url: str
    description: str = ""
    id: str = ""
    language: str = "en"
    direction: str = "ltr"
    timezone: str = "UTC"
    permalink: str = "/{year}/{month}/{slug}/"
    page_size: int = 10
    feed_size: int = 20
    footer: str = ""
    nav: tuple[Anchor, ...] = ()
    authors: Mapping[str, Profile] = field(default_factory=dict)
    tags: Mapping[str, Profile] = field(default_factory=dict)
    languages: Mapping[str, LanguageSettings] = field(default_factory=dict)
    prefix: str = ""
    comments: CommentSettings = field(default_factory=CommentSettings)
    markdown: MarkdownSettings = field(default_factory=MarkdownSettings)
    pages: PageSettings = field(default_factory=PageSettings)
    feeds: FeedSettings = field(default_factory=FeedSettings)
    privacy: PrivacySettings = field(default_factory=PrivacySettings)
    hosting: HostingSettings = field(default_factory=HostingSettings)
    cards: CardSettings = field(default_factory=CardSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    check: CheckSettings = field(default_factory=CheckSettings)
    publish: PublishSettings = field(default_factory=PublishSettings)

    @property
    def origin(self) -> str:
        """Give scheme and host: `https://example.org`."""
        return "/".join(self.base_url.split("/", 3)[:3])

    @property
    def navigation(self) -> tuple[Anchor, ...]:
        """Give the menu with addresses ready for a page: `nav` has them from the site's root."""
        return tuple(
            Anchor(one.title, self.root + one.url[1:] if one.url.startswith("/") else one.url)
            for one in self.nav
        )

    @property
    def root(self) -> str:
        """Give the path the site is published under: `/`, or `/news/`."""
        return "/" + self.base_url.split("/", 3)[3]

    @property
    def home(self) -> str:
        """Give the address of the front page: `/`, or `/fr/` in another language's edition."""
        return self.root + self.prefix


@dataclass(frozen=True, slots=True)
class Edition:
    """Hold what the pages of one language are made with; `code` is empty for the site's own.

    `homes` are the front pages of all languages, each with its language's own name; none where
    there is one language.
    """

    code: str
    settings: Settings
    words: Words
    homes: tuple[Translation, ...] = ()
    icon: str = ""  # its address


@dataclass(frozen=True, slots=True)
class Site:
    """Hold everything that is published, in the order it is shown.

    It is that of one language: `editions` are those of the others, each with its own settings. What
    belongs to no language (assets, redirects) stands in the first one alone.
    """

    settings: Settings
    posts: tuple[Post, ...] = ()
    unlisted: tuple[Post, ...] = ()
    pages: tuple[Page, ...] = ()
    tags: tuple[Group, ...] = ()
    authors: tuple[Group, ...] = ()
    series: tuple[Group, ...] = ()
    related: Mapping[str, tuple[Card, ...]] = field(default_factory=dict)
    assets: tuple[Asset, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    untracked: int = 0  # links that were freed of what tracks readers
    files: Mapping[str, str] = field(default_factory=dict)  # addresses of files of the layouts
    code: str = ""  # of the language, in addresses; empty for the site's own
    editions: tuple[Site, ...] = ()
    news: tuple[Card, ...] = ()  # of the last two days

    @property
    def whole(self) -> tuple[Site, ...]:
        """List the editions of all languages, the site's own first."""
        return (self, *self.editions)
