"""Hold a site in memory, and make the pages that are asked for.

Invariants: each page is made as a build makes it, from the same plan, by the same renderer, and
passes the same audit; output/ is neither read nor written.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from generator import current, fresh, links, sources
from generator.audit import audit
from generator.blame import blamed
from generator.digests import key
from generator.dressing import renderer
from generator.holders import Holders
from generator.model import Entry, Output, Page, Post, Settings, Site
from generator.pages import plan
from generator.pages.articles import standing_pages
from generator.pages.search import is_index
from generator.preview.swaps import Swaps, is_face, swapped, swapped_page
from generator.problems import Problem, Stop, errors, in_order
from generator.render import Renderer, view_name
from generator.request import Progress, Request, silent
from generator.store import Remembered, Store, as_row, read_rows
from generator.survey import Survey, survey
from generator.telling import told

OK, NOT_FOUND, WRONG = 200, 404, 500  # statuses of HTTP (RFC 9110)
ALL = ""  # in place of a page's path: the list of all problems
KEPT = 100  # pages that were made, so that they need not be made again
FEEDS = (".xml", ".json")  # the ends of files that hold many articles
FEW = 20  # articles edited at once; for more it is quicker to look at all
KEPT_BACK = ("_headers", "_hosting/", ".ht")  # what a host reads and nobody else


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what a path of output/ leads to: a status of HTTP and bytes, or problems instead."""

    status: int
    path: str = ""
    data: bytes = b""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """Tell one state of a page from another: all but its style sheets, and these by their names."""

    page: str
    styles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """Hold what a look at the whole site found, until the next one."""

    known: Survey
    making: Renderer
    task: fresh.Task
    posts: dict[str, Post]
    pages: dict[str, Page]


class Desk:
    """Own the site as it is now.

    `planned` are the pages by their files in output/, `problems` all that a build would tell;
    `stopped` is why there is no site at all, or empty: what was there before is kept then.
    """

    def __init__(self, request: Request, store: Store, clock: Callable[[], datetime]) -> None:
        self.request = request
        self.store = store
        self.clock = clock
        self.planned: dict[str, Output] = {}
        self.problems: tuple[Problem, ...] = ()
        self.stopped: tuple[Problem, ...] = ()
        self.whole: Whole | None = None
        self._version = store.version()
        self._causes: dict[str, str] = {}
        self._swaps = Swaps()
        self._is_index_old = False
        self._made: OrderedDict[tuple[str, str], Answer] = OrderedDict()

    @property
    def until(self) -> datetime | None:
        """Say when the clock changes the site."""
        return self.whole.known.until if self.whole else None

    @property
    def settings(self) -> Settings | None:
        """Give the settings, if they could be read."""
        return self.whole.known.settings if self.whole else None

    @property
    def is_stale(self) -> bool:
        """Tell whether another process, such as a build, was at work in the store."""
        return self._version != self.store.version()

    def look(self, progress: Progress = silent) -> None:
        """Read what is new, and plan the whole site; keep the old one where that is refused."""
        request = replace(self.request, now=self.clock())
        self._version = self.store.version()
        try:
            known = survey(request, self.store, current.inputs(request), progress)
            planned, findings = plan(known.assembly.site)
        except Stop as stop:
            self.stopped = self.problems = stop.problems
            return
        findings += links.unplanned(known.assembly.entries, known.settings, planned)
        site = known.assembly.site
        self.stopped = ()
        self.problems = told(request.root, known, findings)
        self.planned = planned
        self._causes |= {path: output.cause for path, output in planned.items()}
        self._swaps = Swaps()
        self._is_index_old = False
        self._made.clear()
        self.whole = Whole(
            known.planned(),
            renderer(known.settings, known.theme, self.store),
            fresh.articles(known.settings, sources.Seen({}, {}, 0)),
            {post.card.path: post for one in site.whole for post in (*one.posts, *one.unlisted)},
            {page.path: page for one in site.whole for page in one.pages},
        )
        self.store.forget_blobs(known.blobs)

    def fail(self, problem: Problem) -> None:
        """Show a problem in place of the site until it can be read again."""
        self.stopped = self.problems = (problem,)

    def edit(self, paths: Iterable[str]) -> bool:
        """Read articles that were saved; tell whether that was all, or the whole must be looked at.

        Where it tells that, some of them may be as they are now, and some as they were.
        """
        paths = tuple(paths)
        if not self.whole or self.stopped or self.is_stale or len(paths) > FEW:
            return False
        found = [self._read(path) for path in paths]
        return all(one and self._put(*one) for one in found)

    def _read(self, path: str) -> tuple[Entry, Remembered] | None:
        """Read an article again; give it as it was and as it is, or None if it isn't as simple."""
        assert self.whole
        known = self.store.remembered("source", only=[path]).get(path)
        if not known or not self._is_plain(path, known.problems):
            return None
        done = fresh.look_at(self.request.root, self.whole.task, (path, ""))
        blob, row = done if done and done != "same" else (None, None)
        if not blob or not row:
            return None
        (new,) = read_rows("source", [row])
        old, entry = known.value, new.value
        if errors(new.problems) or not isinstance(old, Entry) or not isinstance(entry, Entry):
            return None
        # What another article misses may be there now, or in the language of its readers.
        is_wanted = errors(self.problems) or (self.whole and self.whole.known.settings.languages)
        is_missed = is_wanted and old.anchors != entry.anchors
        if is_missed or not is_face(old, entry):
            return None
        self.store.keep([blob])
        return old, new

    def _is_plain(self, path: str, known: tuple[Problem, ...]) -> bool:
        """Tell whether a path is a file, and nothing but its own text was ever wrong with it."""
        file = self.request.root / path
        told = {problem for problem in self.problems if problem.place.path == path}
        return file.is_file() and not file.is_symlink() and told == set(known)

    def _put(self, old: Entry, new: Remembered) -> bool:
        """Let an article be as it is now, on every page."""
        assert self.whole
        assert isinstance(new.value, Entry)
        path = old.path
        small = self._small({path: new.value})
        if path in self.whole.posts:
            post = swapped(self.whole.posts[path], small)
            if not post:
                return False
            self._swaps.put(self.whole.posts[path], post)
            self._is_index_old |= old.words != new.value.words
        elif path in self.whole.pages:
            if new.value.edition:
                return False  # its page is planned with another language's settings
            page = swapped_page(self.whole.pages[path], small)
            outputs = list(standing_pages(replace(small, pages=(page,)))) if page else []
            if not outputs:
                return False
            self.planned |= {one.path: one for one in outputs}
        self.store.remember("source", {path: as_row(replace(new, stamp=""))})
        others = (problem for problem in self.problems if problem.place.path != path)
        self.problems = in_order([*others, *new.problems])
        return True

    def _small(self, entries: dict[str, Entry | None]) -> Site:
        """Put a small site together of a few articles and those they link to."""
        assert self.whole
        known = self.whole.known
        request = replace(self.request, now=self.clock())
        holders = Holders(request, self.store, known.settings, known.theme, {})
        return holders.site(holders.with_targets(entries), [])

    def answer(self, path: str) -> Answer:
        """Make the file at a path of output/, or say what a build would say in its place.

        The search's index is planned anew when it is asked for, not at each save.
        """
        if self._is_index_old and is_index(path):
            self.look()
        wrong = self.wrong(path)
        if wrong:
            return Answer(WRONG, path, problems=wrong)
        if path not in self.planned or path.startswith(KEPT_BACK):
            return self._missing(path)
        assert self.whole
        output = self._swaps.output(self.planned[path])
        name = path, self.whole.making.key(output)
        if name not in self._made:
            self._made[name] = self._answer(output)
        self._made.move_to_end(name)
        if len(self._made) > KEPT:
            self._made.popitem(last=False)
        return self._made[name]

    def _answer(self, output: Output) -> Answer:
        """Render a page, and audit it as a build does."""
        assert self.whole
        data = self.whole.making.render(output)
        if isinstance(data, Problem):
            return Answer(WRONG, output.path, problems=(data,))
        faults = audit(output.path, data, self.whole.making.settings, output.leave)
        if faults:
            wrong = blamed(self.request.root, self.whole.making, output, faults)
            return Answer(WRONG, output.path, problems=wrong)
        return Answer(OK, output.path, data)

    def _missing(self, path: str) -> Answer:
        """Give the page for what is not there, in the language of its folder."""
        name = self._nothing(path)
        if name not in self.planned:
            return Answer(NOT_FOUND, name)
        page = self.answer(name)
        return replace(page, status=NOT_FOUND) if page.status == OK else page

    def _nothing(self, path: str) -> str:
        """Name the page for what is not there at a path."""
        own = f"{path.partition('/')[0]}/404.html"
        return own if own in self.planned else "404.html"

    def wrong(self, path: str) -> tuple[Problem, ...]:
        """List the mistakes for which a build would refuse a page: those in its own source.

        A feed has many sources: it waits for all articles to be right.
        """
        if path.endswith(FEEDS):
            return self.stopped or errors(self.problems)
        if not path.endswith(".html"):
            return () if self.planned else self.stopped
        if self.stopped:
            return self.stopped
        cause = self._causes.get(path)
        output = self.planned.get(path)
        cause = output.cause if output else cause
        return tuple(one for one in errors(self.problems) if one.place.path == cause)

    def face(self, path: str) -> Face:
        """Tell the state of a page without making it."""
        wrong = self.problems if path == ALL else self.wrong(path)
        if wrong or path == ALL:
            return Face(key("wrong", *map(str, wrong)))
        output = self.planned.get(path) or self.planned.get(self._nothing(path))
        if not output or not self.whole:
            return Face("")
        making = self.whole.making
        styles = {name: url for name, url in making.assets.items() if name.endswith(".css")}
        others = {name: url for name, url in making.assets.items() if name not in styles}
        data = self._swaps.output(output).data
        page = key(view_name(output), making.layouts, others, making.settings, data)
        return Face(page, tuple(sorted(styles.items())))

    def shown(self, source: str) -> tuple[str, str] | None:
        """Say at which address, and under which title, a file of content/ is shown."""
        if not self.whole:
            return None
        post, page = self.whole.posts.get(source), self.whole.pages.get(source)
        if post:
            card = self._swaps.now(post).card
            return card.url, card.title
        return (page.url, page.title) if page else None
