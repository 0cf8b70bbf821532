"""See the sample publication as readers do: in Chromium, with scripts and without."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.kit import Site

KINDS = ("index.html", "404.html", "tags/index.html", "archive/index.html", "about/index.html")

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(output: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def pages(output: Path) -> list[str]:
    found = [file.relative_to(output).as_posix() for file in output.rglob("*.html")]
    return sorted(path for path in found if 'http-equiv="refresh"' not in
                  (output / path).read_text("utf-8"))  # fmt: skip


def address_of(address: str, path: str) -> str:
    return address + path.removesuffix("index.html")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("waiting", "Comments are not open yet."),
        ("loading", "Loading comments…"),
        ("failed", "The comments could not be loaded."),
        ("ready", ""),
    ],
)
def test_the_place_for_comments_says_what_is_going_on(
    browser: Browser, address: str, state: str, words: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}2026/02/cbp-clearview/")
    own = page.locator("#comments")
    assert own.get_attribute("data-state") == "waiting"
    own.evaluate("(element, state) => { element.dataset.state = state }", state)
    shown = own.locator("[data-when]:visible").all_inner_texts()
    assert [text[: len(words)] for text in shown] == ([words] if words else [])
    page.close()


def test_no_page_scrolls_sideways(browser: Browser, address: str, pages: list[str]) -> None:
    page = browser.new_page()
    for path in pages:
        page.goto(address_of(address, path))
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    page.close()


def test_hostile_words_do_not_scroll_sideways_either(
    browser: Browser, tmp_path: Path, address: str, output: Path
) -> None:
    word = "w" * 300
    site = Site(tmp_path / "site")
    site.post("a", f"# {word}\n\n`{word}` {word} https://example.org/{word}\n\n    {word}\n\n"
              f"|{word}|b|\n|-|-|\n|{word}|{word}|\n", title=word, tags=f"[{word}]",
              summary=word).build()  # fmt: skip
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    for file in site.output.rglob("*.html"):
        page.set_content(_with_style(file, site.output))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, file
    context.close()


def _with_style(file: Path, output: Path) -> str:
    """Put the style sheet into the page, which here has no server to ask for it.

    The page's own policy would not let it stand there.
    """
    (style,) = output.glob("assets/style.*.css")
    html = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", file.read_text("utf-8"))
    return html.replace("</head>", f"<style>{style.read_text('utf-8')}</style></head>")


def test_the_first_stop_of_the_keyboard_is_the_way_to_the_content(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target
    assert target.startswith("#")
    assert page.locator(target).count() == 1
    assert page.evaluate("document.activeElement.getBoundingClientRect().width") > 1
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_text_has_contrast(browser: Browser, address: str, path: str, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address_of(address, path))
    assert _worst_contrast(page) >= 4.5
    page.close()


def test_an_articles_text_has_contrast_in_code_too(
    browser: Browser, address: str, output: Path, pages: list[str]
) -> None:
    articles = [output / path for path in pages if re.match(r"(?:fr/)?20\d\d/", path)]
    assert articles
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        for file in articles:
            page.goto(address_of(address, file.relative_to(output).as_posix()))
            assert _worst_contrast(page) >= 4.5, file
        page.close()


def _worst_contrast(page: Page) -> float:
    """Measure the lowest contrast (WCAG 2.2, 1.4.3) of any visible text with its background."""
    worst: float = page.evaluate(
        """() => {
        const lum = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92
            : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
        const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
        const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
        const behind = (element) => { for (; element; element = element.parentElement) {
            const colour = rgba(getComputedStyle(element).backgroundColor);
            if (colour[3] === 255) return colour; } return [255, 255, 255, 255]; };
        let worst = 21;
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node; node = walker.nextNode();) {
            const element = node.parentElement;
            if (!node.data.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
            const box = element.getBoundingClientRect();
            if (box.width < 2 || box.height < 2 || element.closest('noscript')) continue;
            const [a, b] = [rgba(getComputedStyle(element).color), behind(element)].map(lum);
            worst = Math.min(worst, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
        }
        return worst; }"""
    )
    return worst


@pytest.mark.parametrize("scripts", [True, False])
def test_readers_choose_colours_and_nothing_keeps_it(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    context = browser.new_context(color_scheme="light", java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address)
    paper = "getComputedStyle(document.documentElement).backgroundColor"

    def shot() -> bytes:
        return page.screenshot(clip={"x": 0, "y": 600, "width": 200, "height": 100})

    light = shot()
    page.locator(".colours summary").click()
    page.get_by_label("Dark").check()
    page.locator(".colours summary").click()
    assert shot() != light
    if scripts:
        assert page.evaluate(paper) == "rgb(19, 22, 27)"
    page.locator(".colours summary").click()
    page.get_by_label("As your system").check()
    page.locator(".colours summary").click()
    assert shot() == light
    assert not context.cookies()
    if scripts:
        kept = "localStorage.length + sessionStorage.length + document.cookie.length"
        assert page.evaluate(kept) == 0
    context.close()


@pytest.mark.parametrize("path", KINDS)
def test_zoomed_to_twice_its_size_a_page_scrolls_down_alone(
    browser: Browser, address: str, path: str
) -> None:
    page = browser.new_page(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page.goto(address_of(address, path))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    page.close()


def test_forced_colours_leave_every_word_and_border(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    style = "(name) => getComputedStyle(document.querySelector(name))"
    assert page.evaluate(f"({style})('.masthead .lining').borderTopStyle") == "double"
    line = page.evaluate(f"({style})('.bar [aria-current]').textDecorationLine")
    assert line == "underline"
    context.close()


def test_what_is_read_from_right_to_left_is_mirrored(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUSHPRESS_CACHE", str(tmp_path / "cache"))
    site = Site(
        tmp_path / "site", 'language = "ar"\ntitle = "السجل"\nbase_url = "https://example.org/"\n'
    )
    site.post("a", "نص طويل " * 80, title="عقد جديد للتعرف على الوجوه", slug="aqd").build()
    handler = functools.partial(Quiet, directory=str(site.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"http://127.0.0.1:{server.server_port}/2026/02/aqd/")
    left = "(name) => document.querySelector(name).getBoundingClientRect().left"
    assert page.evaluate(f"({left})('.byline')") > page.evaluate(f"({left})('h1')")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    page.close()
    server.shutdown()
    server.server_close()


def test_paper_has_addresses_and_no_menus(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}2026/02/cbp-clearview/")
    page.emulate_media(media="print")
    link = page.locator('article a[rel~="noreferrer"]').first
    shown = link.evaluate("(one) => getComputedStyle(one, '::after').content")
    assert str(link.get_attribute("href")) in shown or "attr(href)" in shown
    for name in (".bar", ".foot", ".contents", ".neighbours"):
        assert not page.locator(name).is_visible()
    assert page.locator("h1").is_visible()
    page.close()


@pytest.mark.parametrize(("wanted", "shown"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_moves_for_those_who_asked_for_it(
    browser: Browser, address: str, wanted: Literal["reduce", "no-preference"], shown: str
) -> None:
    page = browser.new_page(reduced_motion=wanted)
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == shown
    assert page.evaluate("document.getAnimations().length") == 0
    page.close()


@pytest.mark.parametrize(("file", "entry"), [("feed.xml", "item"), ("atom.xml", "entry")])
def test_a_feed_that_is_opened_looks_like_one(
    browser: Browser, address: str, file: str, entry: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{address}{file}")
    style = "(name, part) => getComputedStyle(document.querySelector(name), part)"
    assert "This is a feed" in page.evaluate(f"({style})(':root', '::before').content")
    assert page.evaluate(f"({style})('{entry}').display") == "block"
    size = f"parseFloat(({style})('{entry} > title').fontSize)"
    assert page.evaluate(size) > page.evaluate(f"parseFloat(({style})(':root').fontSize)")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    page.close()
