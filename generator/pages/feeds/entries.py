"""Write what an entry of a feed holds: the whole article, with full addresses.

Invariant: whatever the article's own page shows of it stands here too, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Cover, Kit, Post, Words
from generator.pages.xml import text
from generator.phrases import fill, long_date


def content(kit: Kit, code: str, post: Post) -> str:
    """Give an article as HTML; `code` is the edition whose words stand around it."""
    return kit.once(f"{code} {post.fingerprint}", lambda: "".join(_parts(kit, code, post)))


def _parts(kit: Kit, code: str, post: Post) -> Iterator[str]:
    words = kit.edition(code).words
    origin = kit.settings.origin
    if post.card.cover:
        yield _cover(post.card.cover, origin)
    if post.corrections:
        newest = max(correction.date for correction in post.corrections)
        told = fill(words.text("corrected"), date=long_date(words, newest))
        yield f"<p><em>{told}</em></p>\n"
    if post.key_points:
        points = "".join(f"<li>{text(point)}</li>\n" for point in post.key_points)
        title = text(words.text("key_points"))
        yield f"<p><strong>{title}</strong></p>\n<ul>\n{points}</ul>\n"
    yield kit.body(post.body, base=origin + post.card.url)
    yield from _after(post, words)


def _cover(cover: Cover, origin: str) -> str:
    """Show the lead picture above the text."""
    picture = cover.picture
    said = " ".join(filter(None, (cover.caption, cover.credit)))
    caption = f"<figcaption>{text(said)}</figcaption>" if said else ""
    return (
        f'<figure><img src="{text(origin + picture.url)}" alt="{text(cover.alt)}"'
        f' width="{picture.width}" height="{picture.height}">{caption}</figure>\n'
    )


def _after(post: Post, words: Words) -> Iterator[str]:
    """Write what stands below the text: corrections and sources."""
    if post.corrections:
        yield f"<h2>{text(words.text('corrections'))}</h2>\n<ul>\n"
        for correction in post.corrections:
            day = text(long_date(words, correction.date))
            yield f"<li>{day}: {text(correction.text)}</li>\n"
        yield "</ul>\n"
    if post.sources:
        yield f"<h2>{text(words.text('sources'))}</h2>\n<ul>\n"
        for source in post.sources:
            title = _link(source.url, source.title) if source.url else text(source.title)
            kept = ""
            if source.archived:
                kept = f" ({_link(source.archived, words.text('archived_copy'))})"
            yield f"<li>{title}{kept}</li>\n"
        yield "</ul>\n"


def _link(url: str, words: str) -> str:
    """Lead out without telling where from."""
    return f'<a href="{text(url)}" rel="noreferrer noopener">{text(words)}</a>'
