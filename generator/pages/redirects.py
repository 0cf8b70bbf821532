"""Plan the pages that lead from old addresses to new ones."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from generator.model import Output, Site
from generator.pages.heads import head
from generator.pages.paths import page_path


def redirects(site: Site) -> Iterator[Output]:
    """Plan `redirect.html` for each alias. `target`: the address it leads to.

    An alias with no suffix (`/old/name`) becomes a folder, so that every host finds it.
    """
    for redirect in site.redirects:
        url = redirect.url
        if not url.endswith("/") and not posixpath.splitext(url)[1]:
            url += "/"
        top = head(site, "This article has moved", redirect.target)
        data = {"head": replace(top, is_indexed=False, feeds=()), "target": redirect.target}
        path = page_path(url, site.settings.root)
        yield Output(path, "redirect.html", data, redirect.cause, redirect.offset)
