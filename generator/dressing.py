"""Bring layouts, their files and the words together with what pages are made with.

Invariant: of the pictures beside layouts, too, only the pixels are published.
"""

from __future__ import annotations

import contextlib
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha384
from pathlib import Path

from generator import sources
from generator.digests import digest, key
from generator.editions import editions
from generator.headlines import FONTS
from generator.model import Asset, Edition, Settings, Translation, Words
from generator.phrases import own_name
from generator.problems import Place, Problem, Stop, ruled
from generator.render import Renderer, layout_assets
from generator.sources.themes import Theme, load_theme
from generator.store import Store
from generator.wording import wording

SCRIPTS = (".js", ".mjs")
PACKAGES = (
    "babel",
    "jinja2",
    "markdown",
    "markupsafe",
    "nh3",
    "pillow",
    "pygments",
    "pyyaml",
    "selectolax",
    "tinycss2",
    "tzdata",
)
BESIDE = ("brotli", "zstandard")  # that need not be there


def theme_of(root: Path, store: Store) -> Theme:
    """Read the layouts; of the pictures beside them, too, only the pixels are published."""
    theme = load_theme(root)
    assets = {
        name: _pixels(name, data, store) if name.lower().endswith(sources.PHOTO) else data
        for name, data in theme.assets.items()
    }
    return replace(theme, assets=assets)


def _pixels(name: str, data: bytes, store: Store) -> bytes:
    """Clean a picture of the layouts, once."""
    from generator.images import clean

    known = store.recalled(f"asset {name}", digest(data))
    if isinstance(known, str) and store.has_blobs([known]):
        return store.blob(known)
    try:
        fresh = clean(data)[0].data
    except ValueError as error:
        place = Place(f"{sources.LAYOUTS}/assets/{name}")
        told = Problem(place, str(error), "save it anew as PNG, JPEG or WebP", rule="file")
        raise Stop([told]) from None
    store.keep([(digest(fresh), fresh)])
    store.recall(f"asset {name}", digest(data), digest(fresh))
    return fresh


def headline_fonts(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Read the fonts in which headlines are drawn, each under its digest."""
    for font in FONTS if settings.cards.enabled else ():
        yield font.digest, (sources.PACKAGE / "fonts" / font.file).read_bytes()


def layout_files(theme: Theme, settings: Settings) -> tuple[Asset, ...]:
    """List the files of the layouts that are published."""
    used = {name: data for name, data in theme.assets.items() if _is_used(name, theme, settings)}
    named = sorted(layout_assets(used).items())
    return tuple(
        Asset(
            path,
            settings.root + path,
            whole,
            theme.paths[f"assets/{name}"],
            integrity=_integrity(theme.assets[name]) if _is_script(name) else "",
            is_known=name not in theme.own,
        )
        for name, (path, whole) in named
    )


def _is_used(name: str, theme: Theme, settings: Settings) -> bool:
    """Tell whether pages use a file of the layouts: the program's scripts wait until one does."""
    waiting = {"search.js": settings.search.enabled, "comments.js": settings.comments.is_remote}
    return name in theme.own or waiting.get(name, True)


def _is_script(name: str) -> bool:
    return name.endswith(SCRIPTS)


def _integrity(data: bytes) -> str:
    """Give a file's hash as pages and browsers write it (W3C, Subresource Integrity)."""
    return f"sha384-{b64encode(sha384(data).digest()).decode()}"


def renderer(settings: Settings, theme: Theme, store: Store) -> Renderer:
    """Bring together what all pages are made with; raise Stop if the words can't be read."""
    assets = layout_assets(theme.assets)
    return Renderer(
        editions=spoken(settings, theme),
        layouts=theme.layouts,
        paths=theme.paths,
        assets={name: settings.root + path for name, (path, _) in assets.items()},
        blob=store.blob,
        program=store.program(),
        hashes={name: _integrity(data) for name, data in theme.assets.items()},
    )


def spoken(settings: Settings, theme: Theme) -> dict[str, Edition]:
    """Join the settings of each language with its words; raise Stop if those can't be read."""
    found = editions(settings)
    words, problems = wording([one.language for one in found.values()], theme.words)
    if problems:
        raise Stop(ruled(problems, "layout"))
    several = [one for one in found.values() if len(found) > 1]
    names = _names([one.language for one in several], words, theme)
    homes = tuple(Translation(one.language, names[one.language], one.home) for one in several)
    icon = layout_assets(theme.assets).get("icon.png", ("",))[0]
    url = settings.root + icon if icon else ""
    return {
        code: Edition(code, one, words[one.language], homes, url) for code, one in found.items()
    }


def _names(languages: Iterable[str], words: Mapping[str, Words], theme: Theme) -> Mapping[str, str]:
    """Name each language in itself: by its words, else, or where two are alike, by the CLDR."""
    found = {}
    for language in languages:
        code = language.lower()
        is_known = not theme.words.keys().isdisjoint((code, code.partition("-")[0]))
        found[language] = words[language].text("language") if is_known else own_name(language)
    counts = Counter(found.values())
    return {
        language: own_name(language) if counts[name] > 1 else name
        for language, name in found.items()
    }


def program() -> str:
    """Give the digest of the program itself and of the packages that pages depend on."""
    from importlib.metadata import PackageNotFoundError, version

    packages = [sys.version, *map(version, PACKAGES)]
    for name in BESIDE:
        with contextlib.suppress(PackageNotFoundError):
            packages.append(f"{name} {version(name)}")
    return key(*_files(), *packages)


@cache  # what runs is what was loaded, whatever is installed meanwhile
def _files() -> tuple[str, ...]:
    """Give the digests of the program's own files."""
    return tuple(digest(file.read_bytes()) for file in sorted(sources.PACKAGE.rglob("*.py")))
