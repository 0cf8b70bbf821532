"""Open all that the sample publishes in Chromium, and see that it asks and keeps nothing.

What a page may do is watched from outside it: each request, each word in the console, each breach
of the policy, and what is stored afterwards. Nothing leaves this machine while these tests run.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from selectolax.lexbor import LexborHTMLParser

from generator import policy
from tests.servers import serving

LISTENER = """
window.breaches = [];
addEventListener('securitypolicyviolation',
    breach => window.breaches.push(`${breach.effectiveDirective} ${breach.blockedURI}`), true);
"""
STORED = """async () => [document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length]"""
SETTLED = 300  # thousandths of a second in which a page may still try something
NOTHING_STORED = ["", 0, 0, 0, 0, 0]
# Pictures are loaded when they come into sight, so each is looked at.
PICTURES = """async () => { const widths = [];
    for (const picture of document.images) { picture.scrollIntoView();
        await picture.decode().catch(() => {}); widths.push(picture.naturalWidth); }
    return widths; }"""

pytestmark = pytest.mark.browser


@dataclass
class Watch:
    """Write down what a context of the browser does; let it ask nobody but one address."""

    address: str
    asked: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)  # stopped on its way out
    failed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    referrers: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        def ask(request) -> None:
            self.asked.append(request.url)
            self.referrers.extend({request.headers.get("referer")} - {None})

        def fail(request) -> None:
            # An icon that is still on its way when the next page is opened is let go: no failure.
            if request.failure != "net::ERR_ABORTED":
                self.failed.append(f"{request.url} {request.failure}")

        def stop(route) -> None:
            self.outside.append(route.request.url)
            route.abort()

        context.on("request", ask)
        context.on("requestfailed", fail)
        context.on("response", lambda one: self.failed.extend([f"{one.url} {one.status}"]
                                                              * (one.status >= 400)))  # fmt: skip
        context.on("console", lambda one: self.told.append(f"{one.page.url if one.page else ''} {one.type}: {one.text}"))  # fmt: skip
        context.on("weberror", lambda one: self.told.append(str(one.error)))
        context.route(re.compile(rf"^(?!{re.escape(self.address)})"), stop)

    def strangers(self) -> list[str]:
        return [url for url in self.asked if not url.startswith(self.address)]


@pytest.fixture(scope="module")
def address(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving("nginx", output, tmp_path_factory.mktemp("nginx") / "run") as port:
        yield f"http://127.0.0.1:{port}/"


@contextlib.contextmanager
def watched(
    browser: Browser, address: str, *, runs: bool = True
) -> Iterator[tuple[Page, Watch, BrowserContext]]:
    """Open a page in a context that has nothing yet, and watch it."""
    context = browser.new_context(java_script_enabled=runs)
    context.add_init_script(LISTENER)
    watch = Watch(address)
    watch.over(context)
    yield context.new_page(), watch, context
    context.close()


def all_pages(output: Path) -> dict[str, str]:
    """Give the address of each page, and where it leads if it leads on."""
    found = {}
    for file in sorted(output.rglob("*.html")):
        onward = re.search(r'http-equiv="refresh" content="0; url=/([^"]*)"', file.read_text())
        path = file.relative_to(output).as_posix().removesuffix("index.html")
        found[path] = onward[1] if onward else path
    return found


def visit(page: Page, address: str, path: str, onward: str) -> None:
    page.goto(address + path, wait_until="load")
    if onward != path:
        page.wait_for_url(address + onward, wait_until="load")


@dataclass
class Run:
    """Hold what came of a visit to all pages."""

    watch: Watch
    texts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, list[int]] = field(default_factory=dict)
    breaches: dict[str, list[str]] = field(default_factory=dict)
    stored: list[object] = field(default_factory=list)
    isolated: set[bool] = field(default_factory=set)
    kept: object = None


def visit_all(browser: Browser, address: str, output: Path, *, runs: bool) -> Run:
    with watched(browser, address, runs=runs) as (page, watch, context):
        run = Run(watch)
        for path, onward in all_pages(output).items():
            visit(page, address, path, onward)
            run.texts[path] = page.locator("body").inner_text()
            run.pictures[path] = page.evaluate(PICTURES)
            if runs:
                run.breaches[path] = page.evaluate("breaches")
                run.stored.append(page.evaluate(STORED))
                run.isolated.add(page.evaluate("crossOriginIsolated"))
        run.kept = context.storage_state(indexed_db=True) if runs else context.cookies()
    return run


@pytest.fixture(scope="module")
def with_scripts(browser: Browser, address: str, output: Path) -> Run:
    return visit_all(browser, address, output, runs=True)


@pytest.fixture(scope="module")
def without_scripts(browser: Browser, address: str, output: Path) -> Run:
    return visit_all(browser, address, output, runs=False)


@pytest.fixture(params=["with_scripts", "without_scripts"])
def run(request: pytest.FixtureRequest) -> Run:
    return request.getfixturevalue(request.param)


def test_all_pages_are_there(output: Path, run: Run) -> None:
    pages = all_pages(output)
    assert len(run.texts) == len(pages) > 50
    assert {"", "404.html", "tags/", "archive/", "about/", "privacy/"} <= pages.keys()
    assert [path for path, onward in pages.items() if path != onward]
    assert all(run.texts.values())


def test_no_page_asks_anybody_else(run: Run) -> None:
    assert len(run.watch.asked) > 100
    assert run.watch.strangers() == run.watch.outside == []
    assert run.watch.referrers == []


def test_nothing_fails_and_the_browser_has_nothing_to_say(run: Run) -> None:
    assert run.watch.failed == []
    assert run.watch.told == []


def test_nothing_is_stored(with_scripts: Run, without_scripts: Run) -> None:
    assert with_scripts.kept == {"cookies": [], "origins": []}
    assert without_scripts.kept == []
    assert with_scripts.stored == [NOTHING_STORED] * len(with_scripts.texts)


def test_no_page_breaks_its_policy(with_scripts: Run) -> None:
    assert not any(with_scripts.breaches.values())


def test_pages_are_isolated_from_other_sites(with_scripts: Run) -> None:
    assert with_scripts.isolated == {True}


def test_pages_are_the_same_without_scripts(with_scripts: Run, without_scripts: Run) -> None:
    # The search alone says without scripts what leads to articles then.
    texts = [
        {path: text for path, text in run.texts.items() if "/search/" not in f"/{path}"}
        for run in (with_scripts, without_scripts)
    ]
    assert texts[0] == texts[1]
    assert not [path for path, text in texts[1].items() if "Loading" in text]
    assert with_scripts.pictures == without_scripts.pictures


def test_pictures_are_shown(run: Run) -> None:
    widths = [width for page in run.pictures.values() for width in page]
    assert len(widths) > 5
    assert min(widths) > 0


def test_no_page_has_anything_inline(output: Path) -> None:
    for path in output.rglob("*.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        # Data about the page is a script by name only: browsers don't run it.
        scripts = tree.css('script:not([type="application/ld+json"])')
        assert len(scripts) == (path.parent.name == "search"), path
        assert all(one.attributes.get("integrity") and not one.text() for one in scripts), path
        assert not tree.css("style"), path
        for node in tree.css("*"):
            names = node.attributes.keys()
            assert not [name for name in names if name.startswith("on") or name == "style"], path
            assert not (node.attributes.get("href") or "").lower().startswith("javascript:"), path


def test_a_page_that_is_not_there_is_told_of_and_nothing_else(
    browser: Browser, address: str
) -> None:
    with watched(browser, address) as (page, watch, context):
        page.goto(f"{address}nothing/")
        assert "There is no page at this address" in page.locator("body").inner_text()
        assert page.evaluate("breaches") == []
        assert page.evaluate(STORED) == NOTHING_STORED
        assert context.cookies() == []
    assert watch.failed == [f"{address}nothing/ 404"]
    assert [text for text in watch.told if "404 (Not Found)" not in text] == []
    assert watch.strangers() == watch.outside == []


OWN_VIEW = re.compile(r"\.(xml|png|webp) error: Applying inline style violates")


def test_files_that_are_no_pages_ask_nobody_either(
    browser: Browser, address: str, output: Path
) -> None:
    files = [file.relative_to(output).as_posix() for file in sorted(output.rglob("*"))]
    kinds = (".xml", ".txt", ".json", ".css", ".png", ".webp")
    shown = [file for file in files if file.endswith(kinds)]
    assert {Path(file).suffix for file in shown} == set(kinds)
    with watched(browser, address) as (page, watch, context):
        for file in shown:
            page.goto(address + file)
            if file.endswith((".png", ".webp")):
                assert page.evaluate(PICTURES)[0] > 0, file
        assert context.cookies() == []
    assert watch.strangers() == watch.outside == []
    assert watch.failed == []
    # Chromium's own way to show pictures and XML has styles in it, which the policy stops.
    assert [text for text in watch.told if not OWN_VIEW.search(text)] == []


def test_what_pages_could_ask_for_is_switched_off(browser: Browser, address: str) -> None:
    with watched(browser, address) as (page, _, _):
        page.goto(address)
        known = set(page.evaluate("document.featurePolicy.features()"))
        allowed = set(page.evaluate("document.featurePolicy.allowedFeatures()"))
    assert {"camera", "microphone", "geolocation"} <= known & set(policy.FEATURES)
    assert not allowed & set(policy.FEATURES)


def test_a_link_does_not_say_where_it_was(browser: Browser, address: str) -> None:
    with watched(browser, address) as (page, watch, _):
        page.goto(address)
        page.get_by_role("link", name="About", exact=True).first.click()
        page.wait_for_url(f"{address}about/")
        assert page.evaluate("document.referrer") == ""
    assert watch.referrers == []


# What somebody could try who can write into a page, and the directive that stops it.
ELSEWHERE = "https://elsewhere.example/"
TRIES = {
    "script-src-elem inline": "<script>document.title = 'taken'; document.cookie = 'a=b'</script>",
    "script-src-elem ": f"<script src={ELSEWHERE}a.js></script>",
    "script-src-attr inline": "<p onclick=\"document.title = 'taken'\" id=try>Click</p>",
    "style-src-elem inline": "<style>#try { letter-spacing: 99px }</style>",
    "style-src-attr inline": '<p style="letter-spacing: 99px">Styled</p>',
    "style-src-elem ": f"<link rel=stylesheet href={ELSEWHERE}a.css>",
    "img-src ": f"<img src={ELSEWHERE}a.png alt=''>",
    "media-src ": f"<video src={ELSEWHERE}a.webm autoplay></video>",
    "frame-src ": f"<iframe src={ELSEWHERE}></iframe>",
    "object-src ": f"<object data={ELSEWHERE}a.pdf></object>",
    "base-uri ": f"<base href={ELSEWHERE}>",
    "form-action ": f"<form action={ELSEWHERE}><button id=send>Send</button></form>",
}
META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@dataclass
class Attack:
    """Hold what came of a page with all the tries in it."""

    watch: Watch
    breaches: list[str]
    title: str
    spacing: str
    cookies: list[object]


def attacked(browser: Browser, address: str) -> Attack:
    with watched(browser, address) as (page, watch, context):
        page.goto(f"{address}about/", wait_until="load")
        page.locator("#try").click()
        spacing = page.locator("#try").evaluate("one => getComputedStyle(one).letterSpacing")
        title = page.title()
        page.locator("#send").click(no_wait_after=True)
        page.wait_for_timeout(SETTLED)
        breaches = page.evaluate("window.breaches || []")
        return Attack(watch, breaches, title, spacing, list(context.cookies()))


@pytest.mark.parametrize("guard", ["headers", "page", "nothing"])
def test_a_page_with_something_written_into_it_is_stopped(
    guard: str, browser: Browser, output: Path, tmp_path: Path
) -> None:
    """The headers stop it, and so does the page itself; without both, all of this is seen."""
    copy = tmp_path / "output"
    shutil.copytree(output, copy)
    html = (copy / "about/index.html").read_text("utf-8")
    assert META.search(html)
    if guard != "page":
        html = META.sub("", html)
    if guard != "headers":
        (copy / "_hosting/nginx.conf").write_text("charset utf-8;\n")
    html = html.replace("</body>", "".join(TRIES.values()) + "</body>")
    (copy / "about/index.html").write_text(html, "utf-8")
    with serving("nginx", copy, tmp_path / "nginx" / "run") as port:
        result = attacked(browser, f"http://127.0.0.1:{port}/")
    if guard == "nothing":
        assert result.title == "taken"
        assert result.spacing == "99px"
        assert result.cookies
        names = ("a.js", "a.css", "a.png", "a.webm", "a.pdf")
        assert {ELSEWHERE + name for name in names} <= set(result.watch.outside)
        assert result.breaches == []
        return
    assert result.watch.outside == []
    assert result.cookies == []
    assert result.title != "taken"
    assert result.spacing == "normal"
    missed = [one for one in TRIES if not any(told.startswith(one) for told in result.breaches)]
    assert missed == []
    assert any("Content Security Policy" in text for text in result.watch.told)


DRAWING = f"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="document.title='b'">
<script>document.documentElement.setAttribute('taken', '')</script>
<image href="{ELSEWHERE}a.png" width="9" height="9"/><rect width="9" height="9"/></svg>"""


def test_a_drawing_that_is_opened_runs_nothing(
    browser: Browser, output: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "output"
    shutil.copytree(output, copy)
    (copy / "assets/a.svg").write_text(DRAWING)
    with serving("nginx", copy, tmp_path / "nginx" / "run") as port:
        address = f"http://127.0.0.1:{port}/"
        with watched(browser, address) as (page, watch, _):
            answer = page.goto(f"{address}assets/a.svg")
            assert answer
            assert answer.headers["content-type"] == "image/svg+xml"
            assert page.evaluate("document.documentElement.hasAttribute('taken')") is False
            breaches = page.evaluate("breaches")
    assert watch.outside == []
    assert {one.split()[0] for one in breaches} == {"script-src-elem", "script-src-attr", "img-src"}
