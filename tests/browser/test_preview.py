"""Write, see, break and mend an article with the preview open in Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.kit import Site
from tests.previews import Preview, eventually, preview

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]
# Let tests see into the preview's own box, which pages can't.
OPENED = """
const closed = Element.prototype.attachShadow;
Element.prototype.attachShadow = function () { return closed.call(this, { mode: "open" }); };
"""
NEAR = 50  # pixels
LONG = "\n\n".join(f"Paragraph {number} of a long text." for number in range(200))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).post("mail", f"The first text.\n\n{LONG}").post("other", "Another one.")


@pytest.fixture
def desk(site: Site) -> Iterator[Preview]:
    with preview(site.root) as running:
        yield running


@pytest.fixture
def page(browser: Browser, desk: Preview) -> Iterator[Page]:
    """Open the article; whatever a policy forbids, or a script does wrong, fails the test."""
    context = browser.new_context(viewport={"width": 900, "height": 700})
    context.add_init_script(OPENED)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: said.append(str(one)))
    page.goto(f"{desk.address}2026/02/mail/")
    yield page
    told = [one for one in said if "500 (" not in one]  # the status of a page of mistakes
    context.close()
    assert not told


def test_an_edit_is_seen(site: Site, page: Page) -> None:
    site.post("mail", "A better text.")
    expect(page.locator("main")).to_contain_text("A better text.")


def test_a_mistake_is_shown_with_its_line_and_goes_away(site: Site, page: Page) -> None:
    site.post("mail", "A text.", author="[unclosed")
    expect(page.locator(".here")).to_contain_text("[unclosed")
    expect(page.locator(".place").first).to_contain_text("content/posts/mail.md:")
    site.post("mail", "All is well again.")
    expect(page.locator("main")).to_contain_text("All is well again.")


def test_the_scroll_place_is_kept(site: Site, page: Page) -> None:
    page.evaluate("scrollTo(0, 1500)")
    before = page.evaluate("scrollY")
    site.post("mail", f"The changed text.\n\n{LONG}")
    expect(page.locator("main")).to_contain_text("The changed text.")
    eventually(lambda: abs(page.evaluate("scrollY") - before) < NEAR)
    assert page.evaluate("history.state") is None
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_styles_are_swapped_without_loading_the_page_again(site: Site, page: Page) -> None:
    page.evaluate("window.kept = true")
    style = (Path(__file__).parents[2] / "layouts/assets/style.css").read_text("utf-8")
    site.write("layouts/assets/style.css", f"{style}\nbody {{ background: rgb(1, 2, 3); }}\n")
    expect(page.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")
    expect(page.locator("link[rel~=stylesheet]")).to_have_count(1)
    assert page.evaluate("window.kept")
    site.write("layouts/assets/style.css", f"{style}\nbody {{ background: rgb(3, 2, 1); }}\n")
    expect(page.locator("body")).to_have_css("background-color", "rgb(3, 2, 1)")
    assert page.evaluate("window.kept")


def test_the_page_offers_to_follow_the_author(site: Site, page: Page) -> None:
    site.post("other", "Another one, with more in it.")
    page.get_by_role("status").get_by_role("link", name="Other").click()
    page.wait_for_url("**/2026/02/other/")
    expect(page.locator("main")).to_contain_text("with more in it")


def test_a_mistake_elsewhere_is_told_on_the_page(site: Site, page: Page) -> None:
    site.post("other", "Text.", date="tomorrow")
    page.get_by_role("status").get_by_role("link", name="content/posts/other.md:").click()
    expect(page.locator(".here")).to_contain_text("tomorrow")
    site.post("other", "Text.")
    expect(page.locator("body")).to_contain_text("Nothing is wrong.")


def test_a_draft_and_a_scheduled_article_are_shown_and_marked(
    site: Site, desk: Preview, page: Page
) -> None:
    site.post("secret", "Not yet.", draft="true").post("later", "Later.", date="2099-01-01")
    eventually(lambda: desk.get("/2099/01/later/")[0] == 200)
    page = page.context.new_page()
    page.goto(f"{desk.address}2026/02/secret/")
    expect(page.locator("body")).to_contain_text("Draft: not published")
    page.goto(f"{desk.address}2099/01/later/")
    expect(page.locator("body")).to_contain_text("Scheduled: not published")


def test_an_edit_loads_nothing_again_and_keeps_what_is_open(site: Site, page: Page) -> None:
    page.evaluate("window.is_the_same = true")
    for text in ("A better text.", "The best text."):
        site.post("mail", text, title="Another title")
        expect(page.locator("main")).to_contain_text(text)
    expect(page).to_have_title(re.compile("Another title"))
    assert page.evaluate("window.is_the_same")
