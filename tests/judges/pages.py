"""Choose from a site's pages those that show every kind there is, and everything a page may hold."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median_low

TAG = re.compile(r"<[a-z][\w-]*(?: [^<>]*?\bclass=\"[^\"]*\")?(?: role=\"[^\"]*\")?")
ADDRESS = re.compile(r'<link rel="canonical" href="(https?://[^/"]+)')


def pages(output: Path) -> dict[str, str]:
    """Read every page: what it holds, by its path."""
    found = (file.relative_to(output).as_posix() for file in output.rglob("*.html"))
    return {path: (output / path).read_text("utf-8") for path in sorted(found)}


def is_redirect(text: str) -> bool:
    return 'http-equiv="refresh"' in text


def is_article(text: str) -> bool:
    return '<meta property="og:type" content="article">' in text


def kind(path: str, text: str) -> str:
    """Name the kind of a page by its address: /archive/2026/02/ is "archive/#/#"."""
    if is_article(text):
        return re.sub(r"^(?:[a-z]{2}/)?.*", "article", path)
    return re.sub(r"\b(tags|authors|series)/[^/]+/", r"\1/*/", re.sub(r"\d+", "#", path))


def telling(output: Path) -> list[str]:
    """Choose a page of each kind, and each that holds an element or a class not seen before."""
    kinds: set[str] = set()
    seen: set[str] = set()
    chosen = []
    for path, text in sorted(pages(output).items(), key=lambda one: (-len(one[1]), one[0])):
        if is_redirect(text):
            continue
        holds = set(TAG.findall(text))
        if kind(path, text) not in kinds or holds - seen:
            chosen.append(path)
        kinds.add(kind(path, text))
        seen |= holds
    return sorted(chosen)


def median_article(output: Path) -> str:
    """Give the article of median size."""
    sizes = {path: len(text) for path, text in pages(output).items() if is_article(text)}
    middle = median_low(sizes.values())
    return min(path for path, size in sizes.items() if size == middle)


def origin(output: Path) -> str:
    """Give the address a site is published at."""
    found = ADDRESS.search((output / "index.html").read_text("utf-8"))
    assert found, "the home page doesn't name its address"
    return found[1]


def address(path: str) -> str:
    """Give the address of a page, from its path."""
    return "/" + re.sub(r"(?:^|(?<=/))index\.html$", "", path)
