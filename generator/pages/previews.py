"""Plan the pictures that other sites show for links to this one, where a page has none of its own.

Pages of the same title share one. Their names stand for all that is in them, and nothing that
site.toml says beside that makes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.headlines import Drawing, Line, drawing, is_shown
from generator.images.headline import draw
from generator.model import Kit, Output, Site


def previews(site: Site) -> Iterator[Output]:
    """Plan a picture for each article without one, and one for all other pages of a language."""
    if not site.settings.cards.enabled:
        return
    wanted: dict[str, tuple[Drawing, str]] = {}
    for one in site.whole:
        titles = [("", "site.toml")]
        posts = (*one.posts, *one.unlisted)
        titles += [
            (post.card.title, post.card.path) for post in posts if not is_shown(post.card.cover)
        ]
        for title, cause in titles:
            drawn = drawing(title, one.settings)
            if drawn:
                wanted.setdefault(drawn.path, (drawn, cause))
    for path, (drawn, cause) in wanted.items():
        data = {"headline": drawn.headline, "name": drawn.name}
        yield Output(path, preview_view, data, cause, is_alone=True)


def preview_view(kit: Kit, headline: Line, name: Line | None) -> bytes:
    """Draw one."""
    below = (name.text, kit.blob(name.font)) if name else None
    return draw((headline.text, kit.blob(headline.font)), below)
