"""Let axe judge pages in Chromium: WCAG 2.2 A and AA, and best practice, light and dark, narrow and wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from tests.judges.pages import address
from tests.judges.serving import serving
from tests.judges.tools import FLAGS, package, program

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark")
WIDTHS = (320, 1280)
# Style sheets need no second loading: pages hold none from elsewhere.
ASK = "async tags => (await axe.run({runOnly: tags, preload: false, resultTypes: ['violations']})).violations"


def axe(output: Path, paths: Iterable[str]) -> list[str]:
    """Ask axe of pages, each four times."""
    with sync_playwright() as playwright, serving(output) as port:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=FLAGS)
        told = list(_seen(browser, f"http://127.0.0.1:{port}", list(paths)))
        browser.close()
    return told


def _seen(browser: Browser, site: str, paths: list[str]) -> Iterator[str]:
    source = package("axe-core/axe.min.js").read_text("utf-8")
    page = browser.new_page()
    page.set_default_timeout(60_000)
    for path in paths:
        page.goto(site + quote(address(path)))
        page.evaluate(source)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                for one in page.evaluate(ASK, TAGS):
                    where = ", ".join(str(node["target"]) for node in one["nodes"])
                    yield f"{path} ({scheme}, {width} px): {one['help']} [{one['id']}] at {where}"
