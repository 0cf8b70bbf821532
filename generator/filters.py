"""Say what a layout can do with a value, beside Jinja2's own filters.

Invariant: a filter is a pure function of its value and of the edition that the page belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from generator import languages, phrases, policy
from generator.dates import rfc3339
from generator.model import Edition, Head, Settings

JSON_SIGNS = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def filters(
    edition: Edition, assets: Mapping[str, str], hashes: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Callable[..., Any]]:
    """List the filters by their names.

    `assets` are the addresses of the files of the layouts, `hashes` those of what is in them.
    """
    settings, words = edition.settings, edition.words
    return {
        "date": partial(phrases.long_date, words),
        "month": lambda period: phrases.month_name(words, period.year, period.month),
        "iso": rfc3339,
        "fill": phrases.fill,
        "plain": phrases.plain_fill,
        "absolute": lambda url: settings.origin + url if url.startswith("/") else url,
        "asset": partial(asset, assets),
        "integrity": partial(asset, hashes),
        "jsonld": json_in_html,
        "count": phrases.counted,
        "own": partial(languages.own, edition),
        "foreign": languages.foreign,
        "direction": partial(languages.direction, settings),
        "tongue": partial(languages.tongue, edition),
        "policy": lambda head: policy.in_page(settings, head.url, head.leave),
        "onion": partial(onion, settings),
    }


def asset(assets: Mapping[str, str], name: str) -> str:
    """Give what is known of a file under layouts/assets/; raise LookupError if there is none."""
    if name not in assets:
        raise LookupError(f'there is no file "layouts/assets/{name}"')
    return assets[name]


def json_in_html(value: object) -> Markup:
    """Write JSON that no text in it can end the script element of (HTML 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False)
    for sign, written in JSON_SIGNS.items():  # a fifth of the time of str.translate
        text = text.replace(sign, written)
    return Markup(text)  # noqa: S704


def onion(settings: Settings, head: Head) -> str:
    """Give a page's address on the onion service, if there is one."""
    return settings.hosting.onion and settings.hosting.onion + head.url
