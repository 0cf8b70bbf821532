"""Plan the archive: all years, each year, each month."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.dates import MONTHS
from generator.model import Anchor, Output, Period, Post, Site
from generator.pages.heads import head
from generator.pages.paths import page_path


def archive(site: Site) -> Iterator[Output]:
    """Plan `archive.html` and a `period.html` for each year and month.

    `archive.html`: `years`: tuple of Period. `period.html`: `heading`: text. `up`: Anchor.
    `months`: tuple of Period. `newer`, `older`: Anchor or None.
    """
    if not site.settings.pages.archive:
        return
    root = site.settings.root
    top = Anchor("Archive", f"{root}archive/")
    years = tuple(_years(site.posts, top.url))
    data = {"head": head(site, top.title, top.url), "years": tuple(map(_without_cards, years))}
    yield Output(page_path(top.url, root), "archive.html", data, "site.toml")
    months = tuple(month for year in years for month in year.months)
    yield from _periods(site, years, top, {})
    ups = {month.url: Anchor(year.name, year.url) for year in years for month in year.months}
    yield from _periods(site, months, top, ups)


def _years(posts: tuple[Post, ...], url: str) -> Iterator[Period]:
    """Gather posts by year and month, newest first."""
    for year, of_year in groupby(posts, key=lambda post: post.card.published.year):
        months = []
        count = 0
        for month, of_month in groupby(of_year, key=lambda post: post.card.published.month):
            cards = tuple(post.card for post in of_month)
            name = f"{MONTHS[month - 1]} {year}"
            address = f"{url}{year:04}/{month:02}/"
            months.append(Period(name, address, len(cards), cards=cards))
            count += len(cards)
        yield Period(str(year), f"{url}{year:04}/", count, tuple(months))


def _without_cards(year: Period) -> Period:
    """Keep names and numbers: the overview of all years must not change with every title."""
    months = tuple(Period(month.name, month.url, month.count) for month in year.months)
    return Period(year.name, year.url, year.count, months)


def _periods(
    site: Site, periods: tuple[Period, ...], top: Anchor, ups: dict[str, Anchor]
) -> Iterator[Output]:
    """Plan the pages of all years, or of all months, each with its neighbours."""
    for number, period in enumerate(periods):
        data = {
            "head": head(site, f"Archive: {period.name}", period.url),
            "heading": period.name,
            "up": ups.get(period.url, top),
            "months": period.months or (period,),
            "newer": _anchor(periods, number - 1),
            "older": _anchor(periods, number + 1),
        }
        yield Output(page_path(period.url, site.settings.root), "period.html", data, "site.toml")


def _anchor(periods: tuple[Period, ...], number: int) -> Anchor | None:
    """Name a neighbour, if there is one."""
    if not 0 <= number < len(periods):
        return None
    return Anchor(periods[number].name, periods[number].url)
