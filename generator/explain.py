"""Say why a page was rendered by the last build, and whether the next one will render it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from generator import current, publish
from generator.model import Output, Published
from generator.reasons import difference
from generator.render import Renderer, view_name
from generator.request import Request
from generator.store import Store, opened

NEW = "it was new"


@dataclass(frozen=True, slots=True)
class Explained:
    """Hold what is known of one page: its file in output/, where it comes from, and why.

    `cause` is the source it is made from, `view` the layout or function that makes it; `keys` are
    those of the last build and of now ("" for none); `last` says why a build rendered it, `next`
    what the next build does with it.
    """

    path: str
    cause: str
    view: str
    keys: tuple[str, str]
    last: str
    next: str


def explain(request: Request, address: str) -> Explained:
    """Explain the page at an address; raise LookupError when there is none, and was none."""
    from generator.dressing import renderer
    from generator.pages import plan
    from generator.survey import survey

    with opened(request.root) as store:
        known = survey(request, store, current.inputs(request))
        planned, _ = plan(known.assembly.site)
        published = store.published(request.output)
        path = _path(address, known.settings.base_url, {**published, **planned})
        now, before = store.told(request.output, path)
        last = _why(before, now) if now else ""
        if path not in planned:
            key = published[path].key
            return Explained(path, "", "", (key, ""), last, "take it away: nothing makes it now")
        making = renderer(known.settings, known.theme, store)
        return _explained(request, planned[path], making, store, last)


def _explained(
    request: Request, output: Output, renderer: Renderer, store: Store, last: str
) -> Explained:
    """Explain a page that the site has."""
    path, key = output.path, renderer.key(output)
    before = store.published(request.output).get(path)
    now = json.dumps(renderer.told(output), ensure_ascii=False)
    if before is None:
        coming = "render it: it is new"
    elif before.key == key:
        _, is_altered = publish.compare(request.output, {path: before})
        coming = "render it: its file was altered or deleted" if is_altered else "leave it alone"
    else:
        coming = f"render it: {_why(store.told(request.output, path)[0], now)}"
    keys = (before.key if before else "", key)
    return Explained(path, output.cause, view_name(output), keys, last, coming)


def _why(before: str, now: str) -> str:
    """Name the first difference between what a page was made from and what it is made from."""
    if not before:
        return NEW
    found = difference(json.loads(before), json.loads(now))
    if not found:
        return "its file was altered, or everything was made anew"
    place, old, new = found
    return f"{place} was {old or 'not there'}, is {new or 'not there'}"


def _path(address: str, base_url: str, known: Mapping[str, Output | Published]) -> str:
    """Find the file that an address means: a whole address, one of the site, or the file."""
    path = unquote(address.removeprefix(base_url)).lstrip("/")
    root = "/".join(base_url.split("/")[3:])
    for inside in (path, path.removeprefix(root), path.removeprefix("output/")):
        for name in (inside, f"{inside}index.html", f"{inside}/index.html"):
            if name in known:
                return name
    near = difflib.get_close_matches(path, [name.removesuffix("index.html") for name in known], 1)
    hint = f"did you mean /{near[0]}?" if near else "write it as in /tags/law/"
    raise LookupError(f'this site has no page at "{address}" ({hint})')
