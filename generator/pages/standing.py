"""Let what a site says itself stand above a page that the program makes at the same address.

A publication that has `content/pages/corrections.md`, its policy, keeps it: all corrections follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.model import Edition, Page, Settings, Site
from generator.pages.heads import everywhere, head


def made(settings: Settings) -> frozenset[str]:
    """List the addresses below which a standing page is a part of another page."""
    wanted = {
        "privacy": settings.privacy.report,
        "feeds": True,
        "corrections": settings.pages.corrections,
        "sources": settings.pages.sources,
        "updated": settings.pages.updated,
    }
    return frozenset(f"{settings.home}{name}/" for name, is_made in wanted.items() if is_made)


def above(site: Site, url: str) -> Page | None:
    """Find the standing page that belongs at the top of the page at `url`."""
    return next((page for page in site.pages if page.url == url), None)


def below(
    edition: Edition, url: str, own: Page | None, heading: str, summary: str
) -> Mapping[str, object]:
    """Give the head, the heading and the body above of a page that each language has at `url`.

    `heading` and `summary` are the program's, where the site has no page of its own there.
    """
    heading = own.title if own else heading
    top = head(edition, heading, url, own.summary if own else summary)
    return {
        "head": replace(top, translations=everywhere(edition, url)),
        "heading": heading,
        "content": own.body if own else None,
    }
