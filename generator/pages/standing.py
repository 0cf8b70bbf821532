"""Let what a site says itself stand above a page that the program makes at the same address.

A publication that has `content/pages/corrections.md`, its policy, keeps it: all corrections follow.
"""

from __future__ import annotations

from generator.model import Page, Settings, Site


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
