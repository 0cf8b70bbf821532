"""Turn a planned page into bytes.

Invariants: a layout sees nothing but its page's data and the settings; every name is escaped
unless it is a body, which was made safe once, when it was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.digests import digest, key
from generator.model import Body, Edition, Output, Picture, Settings
from generator.problems import Place, Problem
from generator.reasons import Told, told

if TYPE_CHECKING:
    from jinja2 import Environment

MARK = "\0"
KEPT = 300  # texts of articles in feeds: some 3 MB
MADE_ANEW = ("_environments", "_kept")
# How wide pictures in texts are shown, in the program's own layouts.
SIZES = "(min-width: 48rem) 44rem, 100vw"
ANCHOR = re.compile(r'<a class="anchor"[^>]*>.*?</a>')
# What only a page has use for, and feed readers take out: the W3C's feed validator warns of it.
ROLE = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
TURNED = re.compile(r"<(/?)bdo\b")
TAG = re.compile(r'<[a-z](?:[^"<>]|"[^"]*")*? (?:role|aria-)(?:[^"<>]|"[^"]*")*>')
FRAGMENT = re.compile(r'(<a\b[^>]*?\shref=")#')


@dataclass
class Renderer:
    """Hold what all pages are made with: layouts, settings, and a way to the store's bytes.

    `editions` hold the settings and words of each language; `layouts` is the text of each layout by
    name, `paths` the file it came from, `assets` the address of each file beside them, `hashes` the
    hash by which a browser knows it (Subresource Integrity).
    """

    editions: Mapping[str, Edition]
    layouts: Mapping[str, str]
    paths: Mapping[str, str]
    assets: Mapping[str, str]
    blob: Callable[[str], bytes]
    program: str
    hashes: Mapping[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """Give the settings of the site's own language."""
        return self.editions[""].settings

    def edition(self, code: str) -> Edition:
        """Give the settings and the words of a language's edition."""
        return self.editions[code]

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what another process makes for itself."""
        return {name: value for name, value in self.__dict__.items() if name not in MADE_ANEW}

    def body(self, body: Body, *, base: str = "") -> str:
        """Put addresses and words into a body's HTML; with `base`, its page, for feeds."""
        origin = self.settings.origin if base else ""
        pieces = self.blob(body.digest).decode("utf-8", "surrogatepass").split(MARK)
        for number in range(1, len(pieces), 2):
            kind, _, target = pieces[number].partition(":")
            if kind == "picture":
                picture = body.pictures[target]
                size = f'width="{picture.width}" height="{picture.height}'
                pieces[number] = f'{_quoted(origin + picture.url)}" {size}'
                if picture.webp and not base:
                    pieces[number - 1 : number + 2] = _chosen(
                        pieces[number - 1 : number + 2], picture
                    )
            elif kind == "word":
                pieces[number] = _quoted(self.editions[body.edition].words.text(f"aside_{target}"))
            else:
                pieces[number] = _quoted(origin + body.targets[target])
        html = "".join(pieces)
        if base:
            html = FRAGMENT.sub(lambda found: found[1] + _quoted(base) + "#", ANCHOR.sub("", html))
            html = TAG.sub(lambda found: ROLE.sub("", found[0]), html)
            # Readers of feeds take out what turns text around: the direction stays.
            html = TURNED.sub(r"<\1span", html)
        return html

    def once(self, name: str, make: Callable[[], str]) -> str:
        """Make a text, or give it back if it was made under this name before.

        An article stands in the feeds of all its tags; only the last few are kept.
        """
        found = self._kept.pop(name, None)
        self._kept[name] = make() if found is None else found
        if len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return self._kept[name]

    @cached_property
    def _kept(self) -> dict[str, str]:
        return {}

    def key(self, output: Output) -> str:
        """Give the digest of all that a page depends on."""
        basis = self._of_layouts if isinstance(output.view, str) else self._of_views
        if output.is_alone:
            return key(view_name(output), self.program, output.data)
        named = (output.edition,) if output.edition else ()
        return key(view_name(output), basis, output.data, *named)

    def told(self, output: Output) -> list[Told]:
        """Tell what a page depends on, so that it can be compared with another time's."""
        basis = {"layouts/": self._layouts, "site.toml": self._settings, "program": self.program}
        if not isinstance(output.view, str):
            del basis["layouts/"]
        if output.is_alone:
            del basis["site.toml"]
        return told({**basis, "view": view_name(output)}) + told(output.data)

    @cached_property
    def _of_layouts(self) -> str:
        return key(self._layouts, self._settings, self.program)

    @cached_property
    def _of_views(self) -> str:
        return key(self._settings, self.program)

    @cached_property
    def _layouts(self) -> str:
        return key(self.layouts, self.assets)

    @cached_property
    def _settings(self) -> str:
        return key(self.editions)

    def render(self, output: Output) -> bytes | Problem:
        """Make a page's bytes, or say what is wrong with its layout."""
        if not isinstance(output.view, str):
            return output.view(self, **output.data)
        try:
            edition = self.editions[output.edition]
            more = output.more(edition, output.data) if output.more else {}
            shown = self._shown({**output.data, **more}, edition)
            template = self._environment(output.edition).get_template(output.view)
            return (template.render(shown) + "\n").encode("utf-8", "replace")
        except Exception as error:  # noqa: BLE001 - a layout can break in any way its author finds
            return self._problem(error, output)

    def _shown(self, data: Mapping[str, object], edition: Edition) -> dict[str, object]:
        """Give a layout the page's data, each body as its HTML."""
        from markupsafe import Markup

        given = {"settings": edition.settings, "words": edition.words, "homes": edition.homes}
        return given | {
            name: Markup(self.body(value)) if isinstance(value, Body) else value  # noqa: S704
            for name, value in data.items()
        }

    @cached_property
    def _environments(self) -> dict[str, Environment]:
        return {}

    def _environment(self, code: str) -> Environment:
        """Make Jinja2 strict: unknown names are errors, every name is escaped."""
        from jinja2 import FunctionLoader, StrictUndefined

        from generator.filters import filters
        from generator.sandbox import Sandbox

        known = self._environments.get(code)
        if known:
            return known
        environment = Sandbox(
            basis=key(code, self._settings, self.assets, self.hashes),
            loader=FunctionLoader(self._load),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.filters |= filters(self.editions[code], self.assets, self.hashes)
        environment.filters["html"] = self._html
        self._environments[code] = environment
        return environment

    def _html(self, body: Body) -> str:
        """Give a layout the HTML of a body, which was made safe when it was read."""
        from markupsafe import Markup

        if not isinstance(body, Body):
            raise TypeError("only a body is HTML")
        return Markup(self.body(body))  # noqa: S704

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Find a layout by its name; `!post.html` is the program's own beneath it."""
        if name not in self.layouts:
            return None
        return self.layouts[name], self.paths[name], lambda: True

    def _problem(self, error: Exception, output: Output) -> Problem:
        """Point at the line of the layout that failed."""
        from jinja2 import TemplateNotFound, TemplateSyntaxError

        view = str(output.view)
        place = Place(self.paths.get(view, f"layouts/{view}"))
        if isinstance(error, TemplateNotFound):
            return Problem(place, f'there is no layout "{error.name}"', "add it under layouts/")
        if isinstance(error, TemplateSyntaxError):
            return Problem(Place(error.filename or place.path, error.lineno), str(error.message))
        trace = error.__traceback__
        while trace:
            name = trace.tb_frame.f_code.co_filename
            if name in self.paths.values():
                place = Place(name, trace.tb_lineno)
            trace = trace.tb_next
        hint = "docs/layouts.md lists what this layout may use"
        return Problem(place, f"{error} (for {output.path})", hint)


def view_name(output: Output) -> str:
    """Name what makes a page: a layout, or a function of the program."""
    if isinstance(output.view, str):
        return output.view
    return f"{output.view.__module__}.{output.view.__qualname__}"


def _quoted(url: str) -> str:
    """Escape an address for an attribute in double quotes."""
    return url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _chosen(around: list[str], picture: Picture) -> list[str]:
    """Let browsers choose among the copies of a picture: put its tag, in three pieces, into one."""
    before, written, after = around
    source = f'<source type="image/webp" srcset="{_quoted(picture.webp)}" sizes="{SIZES}">'
    opened = before.removesuffix('<img src="')
    return [f'{opened}<picture>{source}<img src="', written, after.replace(">", "></picture>", 1)]


def layout_assets(assets: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Name the file and the digest of each asset of the layouts: `style.css` to its HASH name."""
    named = {}
    for name, data in assets.items():
        stem, dot, suffix = name.rpartition(".")
        whole = digest(data)
        named[name] = (f"assets/{stem}.{whole[:10]}{dot}{suffix}", whole)
    return named
