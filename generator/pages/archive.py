"""Plan the archive: all years, each year, each month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from generator.model import Edition, Output, Period, Post, Site
from generator.pages.heads import everywhere, head
from generator.pages.paths import page_path
from generator.phrases import month_name, plain_fill


def archive(site: Site) -> Iterator[Output]:
    """Plan `archive.html` and a `period.html` for each year and month.

    `archive.html`: `years`: tuple of Period. `period.html`: `period`: Period. `months`: tuple of
    Period. `newer`, `older`, `up`: Period or None.
    """
    settings = site.settings
    if not settings.pages.archive:
        return
    url = f"{settings.home}archive/"
    years = tuple(_years(site.posts, url))
    data = {"years": tuple(map(_without_cards, years))}
    yield Output(page_path(url, settings.root), "archive.html", data, "site.toml", more=_of_archive)
    months = tuple(month for year in years for month in year.months)
    yield from _periods(site, years, {})
    yield from _periods(site, months, {month.url: year for year in years for month in year.months})


def _years(posts: tuple[Post, ...], url: str) -> Iterator[Period]:
    """Gather posts by year and month, newest first."""
    for year, of_year in groupby(posts, key=lambda post: post.card.published.year):
        months = []
        count = 0
        for month, of_month in groupby(of_year, key=lambda post: post.card.published.month):
            cards = tuple(post.card for post in of_month)
            address = f"{url}{year:04}/{month:02}/"
            months.append(Period(year, month, address, len(cards), cards=cards))
            count += len(cards)
        yield Period(year, 0, f"{url}{year:04}/", count, tuple(months))


def _without_cards(year: Period) -> Period:
    """Keep names and numbers: the overview of all years must not change with every title."""
    return replace(year, months=tuple(replace(month, cards=()) for month in year.months))


def _periods(
    site: Site, periods: tuple[Period, ...], ups: Mapping[str, Period]
) -> Iterator[Output]:
    """Plan the pages of all years, or of all months, each with its neighbours."""
    for number, period in enumerate(periods):
        data = {
            "period": _bare(period),
            "months": period.months or (period,),
            "up": _bare(ups.get(period.url)),
            "newer": _bare(periods[number - 1] if number else None),
            "older": _bare(periods[number + 1] if number + 1 < len(periods) else None),
        }
        path = page_path(period.url, site.settings.root)
        yield Output(path, "period.html", data, "site.toml", more=_of_period)


def _bare(period: Period | None) -> Period | None:
    """Keep the name and the address of a year or month that a page only leads to."""
    return period and Period(period.year, period.month, period.url, 0)


def _of_archive(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head of the archive."""
    del data
    url = f"{edition.settings.home}archive/"
    top = head(edition, edition.words.text("archive"), url)
    return {"head": replace(top, translations=everywhere(edition, url))}


def _of_period(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the head of a year or month, and what it is called."""
    period: Period = data["period"]
    words = edition.words
    name = str(period.year)
    if period.month:
        name = month_name(words, period.year, period.month)
    title = plain_fill(words.text("archive_of"), period=name)
    return {"head": head(edition, title, period.url), "heading": name}
