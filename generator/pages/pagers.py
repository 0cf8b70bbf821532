"""Cut lists into pages that keep what is on them.

Pages are numbered from the oldest: `/page/1/` holds the first items ever, so that a new one changes
the newest page alone and a link to a page keeps what it leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from generator.model import Edition, Pager
from generator.phrases import plain_fill

Item = TypeVar("Item")


def newest_first(
    items: Sequence[Item], size: int, url: str
) -> list[tuple[tuple[Item, ...], Pager]]:
    """Cut a list, newest first: the page that readers see first, then all, numbered.

    The first page holds the newest items whatever their page; its link to older ones leads to
    the numbered page on which the next item stands.
    """
    if len(items) <= size:
        return [(tuple(items), Pager(0, "", ""))]
    last = -(-len(items) // size)
    next_older = (len(items) - size - 1) // size + 1
    pages = [(tuple(items[:size]), Pager(0, "", f"{url}page/{next_older}/"))]
    for number in range(last, 0, -1):
        end = len(items) - (number - 1) * size
        newer = f"{url}page/{number + 1}/" if number < last else url
        older = f"{url}page/{number - 1}/" if number > 1 else ""
        pages.append((tuple(items[max(0, end - size) : end]), Pager(number, newer, older)))
    return pages


def oldest_first(
    items: Sequence[Item], size: int, url: str
) -> list[tuple[tuple[Item, ...], Pager]]:
    """Cut a list, oldest first, as a book is read: the second page is `/page/2/`."""
    last = max(1, -(-len(items) // size))
    pages = []
    for number in range(1, last + 1):
        older = f"{url}page/{number - 1}/" if number > 2 else url  # noqa: PLR2004 - its neighbour
        pager = Pager(
            number if number > 1 else 0,
            newer=f"{url}page/{number + 1}/" if number < last else "",
            older=older if number > 1 else "",
            is_forward=True,
        )
        pages.append((tuple(items[(number - 1) * size : number * size]), pager))
    return pages


def address(url: str, pager: Pager) -> str:
    """Say where a page of the list at `url` stands."""
    return f"{url}page/{pager.number}/" if pager.number else url


def numbered(edition: Edition, heading: str, pager: Pager) -> str:
    """Name a page of a list; the first one that readers see has no number."""
    if not pager.number:
        return heading
    return plain_fill(edition.words.text("page_number"), heading=heading, number=pager.number)
