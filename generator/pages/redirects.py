"""Plan the pages that lead from old addresses to new ones."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.model import Edition, Output, Site
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
        path = page_path(url, site.settings.root)
        data = {"target": redirect.target}
        yield Output(
            path,
            "redirect.html",
            data,
            redirect.cause,
            redirect.offset,
            _of_redirect,
            edition=redirect.edition,
        )


def _of_redirect(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head of a page that leads elsewhere."""
    top = head(edition, edition.words.text("moved"), data["target"])
    return {"head": replace(top, is_indexed=False, feeds=())}
