"""Search the sample publication as readers do, under the headers that a host sends."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.search import asked, hosted, mistyped, titles
from generator.tokens import tokens
from tests.kit import ROOT

STATE = "#search_box:not([aria-busy]) #search_state:not(:empty)"
ALPHABETS = ("abcxyzßæøÅÉñçžşİıĞΣσςΆέЁйЇ", "بِسمأآكـ١٢שָלום", "क़ाीहिন্দতাமிழ்", "日本語の監視税ガｶﾞ한국ไทยกำ", "0９½²'’-_/.,;:!?\u00ad\u200d\u200b ")  # fmt: skip
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def address(output: Path) -> Iterator[str]:
    with hosted(output) as found:
        yield found


def test_titles_with_a_typo_are_found(browser: Browser, address: str, output: Path) -> None:
    source = random.Random(1)
    for title, url in titles(output).items():
        query = mistyped(title, source)
        found, size, wrong = asked(browser, address, query)
        assert not wrong
        assert found[:1] == [url], query
        assert size < 50_000


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    found = context.new_page()
    found.goto(f"{address}/search/")
    yield found
    context.close()


def test_words_of_texts_accents_and_beginnings(page: Page) -> None:
    for query in ("afganistan", "GÉNÈVA", "clearv", "fourth"):
        page.fill("#search_input", query)
        page.wait_for_timeout(250)
        page.locator(STATE).wait_for()
    page.fill("#search_input", "Cléàrview")
    page.locator("#search_found a").first.wait_for()
    assert "Clearview" in page.inner_text("#search_found")


def test_keys_alone_will_do(page: Page) -> None:
    assert page.evaluate("document.activeElement.id") == "search_input"
    page.keyboard.type("clearview")
    page.wait_for_url("**/search/#q=clearview")
    page.locator(STATE).wait_for()
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.href")
    assert first
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") not in (first, None)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search_input"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search_input"
    page.keyboard.press("Enter")
    page.locator("#search_found a:focus").wait_for()
    page.keyboard.press("Escape")
    assert page.input_value("#search_input") == ""
    assert not page.locator("#search_found a").count()
    assert "#" not in page.url


@pytest.mark.parametrize(("query", "kept"), [("clearview rulings", True), ("qqqqqqqq", False)])
def test_results_that_come_late_leave_the_keyboard_where_it_is(
    page: Page, query: str, *, kept: bool
) -> None:
    page.keyboard.type("clearview")
    page.wait_for_url("**#q=clearview")
    page.locator(STATE).wait_for()
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.href")
    page.evaluate(
        """query => { const input = document.getElementById("search_input");
        input.value = query; input.dispatchEvent(new Event("input", {bubbles: true})); }""",
        query,
    )
    page.wait_for_url(f"**#q={query.replace(' ', '%20')}")
    page.locator(STATE).wait_for()
    held = page.evaluate("document.activeElement.href || document.activeElement.id")
    assert held == (first if kept else "search_input")


def test_a_link_to_a_search_searches(page: Page, address: str) -> None:
    page.goto(f"{address}/search/#q=clearview%20rulings")
    page.locator(STATE).wait_for()
    assert page.input_value("#search_input") == "clearview rulings"
    assert re.search(r"Articles found: \d+", page.inner_text("#search_state"))
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.goto(f"{address}/search/#q=qqqqqqqq")
    page.locator(STATE, has_text="Nothing was found.").wait_for()


def test_what_is_typed_is_never_read_as_html(page: Page) -> None:
    page.fill("#search_input", "<img src=x onerror=alert(1)> clearview")
    page.locator("#search_found a").first.wait_for()
    assert not page.locator("#search_box img").count()


def test_an_index_that_is_being_published_is_not_believed(page: Page) -> None:
    page.route("**/words/*", lambda route: route.fulfill(body="5 abc\nclearview b.B\n"))
    page.fill("#search_input", "clearview")
    page.locator(STATE, has_text="could not be loaded").wait_for()
    assert not page.locator("#search_found a").count()
    page.unroute("**/words/*")
    page.keyboard.press("Enter")
    page.locator("#search_found a").first.wait_for()


def test_without_scripts_tags_and_the_archive_stand_in(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/search/")
    assert not page.locator("#search_input").is_visible()
    shown = page.locator("#search_without a").all()
    assert {one.get_attribute("href") for one in shown} == {"/archive/", "/tags/", "/"}
    assert all(one.is_visible() for one in shown)
    context.close()


def test_the_script_cuts_words_as_the_program_does(page: Page) -> None:
    script = (ROOT / "layouts/assets/search.js").read_text("utf-8")
    rules = script[script.index("const MARKS") : script.index("const crc32")]
    cutting = f"(texts) => {{ {rules} return texts.map(tokens) }}"
    source = random.Random(1)
    texts = ["".join(source.choice(source.choice(ALPHABETS)) for _ in range(source.randrange(1, 30)))
             for _ in range(4_000)]  # fmt: skip
    texts += [file.read_text("utf-8") for file in sorted((ROOT / "content").rglob("*.md"))]
    # Signs that this Python does not know yet, a newer browser may.
    signs = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    known = (
        page.evaluate("(all) => all.map((one) => /\\p{Age=14.0}/u.test(one))", ["a"]) if 0 else []
    )
    assert not known
    texts += [f"a{sign}b {sign}{sign}" for sign in signs]
    pairs = zip(texts, page.evaluate(cutting, texts), strict=True)
    different = [(text, tokens(text), theirs) for text, theirs in pairs if tokens(text) != theirs]
    assert not [one for one in different if len(one[0]) != 6]
    old = [one for one in different if unicodedata.category(one[0][1]) != "Cn"]
    assert not old, old[:20]
