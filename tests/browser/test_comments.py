"""See comments as readers do: from a real Isso, and from a server that stands in for Mastodon."""

from __future__ import annotations

import contextlib
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import talk
from tests.kit import SETTINGS, Site
from tests.previews import eventually

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]
ARTICLE = "2026/02/a/"
ID = "100"


class Reader:
    """Own a browser's page, and note all that it asks for and is told."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.page = context.new_page()
        self.asked: list[str] = []
        self.told: list[str] = []
        self.gave: list[str] = []
        self.page.on("request", self._note)
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(f"error: {error}"))

    def _note(self, request: object) -> None:
        self.asked.append(request.url)  # type: ignore[attr-defined]
        sent = request.headers  # type: ignore[attr-defined]
        self.gave += [name for name in ("cookie", "referer") if sent.get(name)]

    def opened(self, path: str = ARTICLE) -> Page:
        self.page.goto(f"{self.site}/{path}")
        return self.page

    def elsewhere(self) -> list[str]:
        return [url for url in self.asked if not url.startswith(f"{self.site}/")]

    def violations(self) -> list[str]:
        """List what broke the policy, or ended in an error; an answer of 500 is no such thing."""
        harmless = "Failed to load resource: the server responded with a status of "
        lost = ("net::ERR_", "CORS policy")
        return [
            text
            for text in self.told
            if not text.startswith(harmless) and not any(word in text for word in lost)
        ]


@contextlib.contextmanager
def reading(browser: Browser, output: Path, port: int, **options: object) -> Iterator[Reader]:
    with talk.pages(output, port) as address:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(8000)
        reader = Reader(context, address)
        yield reader
        assert not context.cookies()
        assert not reader.gave
        if options.get("java_script_enabled", True):
            assert reader.page.evaluate("localStorage.length + sessionStorage.length") == 0
        context.close()


def published(root: Path, provider: str, host: str, more: str = "", **fields: str) -> Path:
    """Publish two articles; the first has comments."""
    text = f'{SETTINGS}[comments]\nprovider = "{provider}"\nhost = "{host}"\n{more}'
    site = Site(root, text)
    site.post("2026-02-12-a", **fields).post("2026-02-13-b")
    return site.build().output


def load(page: Page) -> None:
    page.get_by_role("button", name="Load the comments").click()


def test_a_comment_is_written_and_read(browser: Browser, tmp_path: Path) -> None:
    port = talk.free()
    with talk.isso(tmp_path / "isso", f"http://127.0.0.1:{port}") as host:
        output = published(tmp_path / "site", "isso", host)
        with reading(browser, output, port) as reader:
            page = reader.opened()
            own = page.locator("#comments")
            expect(own).to_have_attribute("data-state", "waiting")
            expect(own).to_contain_text(f"{host[7:]} keeps the comments on this article.")
            expect(own).not_to_contain_text("has to run a script")
            page.wait_for_timeout(300)
            assert reader.elsewhere() == []

            load(page)
            expect(own).to_have_attribute("data-state", "empty")
            expect(page.get_by_role("status").first).to_have_text("There are no comments yet.")
            page.get_by_label("Name").fill("Jo & <Co>")
            page.get_by_label("Comment", exact=True).fill("First *words*, https://example.net/")
            page.get_by_role("button", name="Send").click()
            expect(page.get_by_text("Your comment is published.")).to_be_visible()
            expect(own.locator(".who").first).to_contain_text("Jo & <Co>")
            expect(own.locator(".said em")).to_have_text("words")
            assert page.evaluate("document.activeElement.name") == "send"

            page.get_by_role("button", name="Answer").click()
            assert page.evaluate("document.activeElement.name") == "text"
            page.get_by_label("Comment", exact=True).fill("An answer.")
            page.get_by_role("button", name="Send").click()
            expect(own.locator(".thread .thread .said")).to_have_text("An answer.")
            page.reload()
            load(page)
            expect(own.locator(".thread .thread .said")).to_have_text("An answer.")
            assert page.evaluate("document.activeElement.getAttribute('tabindex')") == "-1"
            assert {url[: len(host)] for url in reader.elsewhere()} == {host}
            assert "uri=%2Fposts%2F2026-02-12-a" in reader.elsewhere()[0]
            assert reader.violations() == []


def test_a_comment_waits_for_an_editor(browser: Browser, tmp_path: Path) -> None:
    port = talk.free()
    with talk.isso(tmp_path / "isso", f"http://127.0.0.1:{port}", moderated=True) as host:
        output = published(tmp_path / "site", "isso", host)
        with reading(browser, output, port) as reader:
            page = reader.opened()
            load(page)
            page.get_by_label("Comment", exact=True).fill("Words.")
            page.get_by_role("button", name="Send").click()
            expect(page.get_by_text("It waits until an editor has read it.")).to_be_visible()
            expect(page.locator("#comments .said")).to_have_count(0)
            # What the server refuses, it says why.
            page.locator("form textarea").evaluate("one => one.removeAttribute('minlength')")
            page.get_by_label("Comment", exact=True).fill("a")
            page.get_by_role("button", name="Send").click()
            expect(page.locator("form [role=alert]")).to_contain_text("text is too short")
            assert page.get_by_label("Comment", exact=True).input_value() == "a"
            assert reader.violations() == []


def test_what_strangers_write_to_isso_does_nothing(browser: Browser, tmp_path: Path) -> None:
    port = talk.free()
    with talk.isso(tmp_path / "isso", f"http://127.0.0.1:{port}") as host:
        for text in HOSTILE:
            given = {
                "text": f"{text} end",
                "author": text,
                "title": "A",
                "website": "javascript:a.b",
            }
            given = {key: value for key, value in given.items() if key != "website"}
            request = urllib.request.Request(
                f"{host}/new?uri=/posts/2026-02-12-a",
                json.dumps(given).encode(),
                {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{port}"},
            )
            with urllib.request.urlopen(request) as answer:
                assert answer.status == 201
        output = published(tmp_path / "site", "isso", host)
        with reading(browser, output, port) as reader:
            page = reader.opened()
            load(page)
            expect(page.locator("#comments .said")).to_have_count(len(HOSTILE))
            harmless(reader)


HOSTILE = [
    "<script>window.hacked = 1</script>",
    '<img src="https://evil.example.org/x.png" onerror="window.hacked = 1">',
    '<a href="javascript:window.hacked = 1" onclick="window.hacked = 1">a</a>',
    "[b](javascript:window.hacked=1)",
    '<a href="JaVa&#10;Script:window.hacked = 1">c</a>',
    '<svg onload="window.hacked = 1"><script>window.hacked = 1</script></svg>',
    '<iframe src="https://evil.example.org/" srcdoc="<script>top.hacked = 1</script>"></iframe>',
    '<p style="position: fixed; inset: 0" class="masthead" id="page_text">d</p>',
    '<form action="https://evil.example.org/"><input name="x"><button>e</button></form>',
    '<meta http-equiv="refresh" content="0; url=https://evil.example.org/"><base href="https://evil.example.org/">',
    '<link rel="stylesheet" href="https://evil.example.org/x.css"><style>* { display: none }</style>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hacked=1&gt;">',
    "<template><script>window.hacked = 1</script></template><video src=https://evil.example.org/v></video>",
    f"{'<b>' * 3000}deep{'</b>' * 3000}",
]  # fmt: skip
KEPT = ["p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "del", "a", "div"]


def harmless(reader: Reader) -> None:
    """Look at what became of strangers' words: nothing ran, nothing was asked, nothing is left."""
    page = reader.page
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    found = page.locator("#comments .said *").evaluate_all(
        "all => all.map(one => [one.localName, one.getAttributeNames().join(), one.href || ''])"
    )
    assert {name for name, _, _ in found} <= set(KEPT)
    assert {names for name, names, _ in found if name != "a"} <= {""}
    assert all(names == "href,rel" for name, names, _ in found if name == "a")
    assert not [url for _, _, url in found if url and not url.startswith("http")]
    assert not [url for url in reader.asked if "evil" in url]
    assert reader.violations() == []


def test_a_thread_of_mastodon(browser: Browser, tmp_path: Path) -> None:
    stand = talk.Stand(
        lambda path: talk.context(
            talk.status("101", '<p>One <a href="https://example.net/"><span class="invisible">https://</span>example.net</a></p>'),
            talk.status("102", "<p>Two</p>", in_reply_to_id="101"),
            talk.status("103", "<p>Secret</p>", visibility="private"),
            talk.status("104", "<p>Three</p>", in_reply_to_id="103", spoiler_text="About spiders"),
            talk.status("105", "<p>Four</p>", in_reply_to_id="102", visibility="unlisted"),
        )
    )  # fmt: skip
    port = talk.free()
    with stand.running() as host:
        thread = f"{host}/@paper/{ID}"
        output = published(tmp_path / "site", "mastodon", host, thread=thread)
        with reading(browser, output, port) as reader:
            page = reader.opened()
            link = page.get_by_role("link", name="Read and answer on")
            assert link.get_attribute("href") == thread
            assert reader.elsewhere() == []
            assert stand.asked == []
            load(page)
            said = page.locator("#comments .said")
            expect(said).to_have_count(4)
            assert [text.strip() for text in said.all_text_contents()] == [
                "One https://example.net", "Two", "Four", "Three",
            ]  # fmt: skip
            assert page.locator("#comments .thread .thread .thread .said").text_content() == "Four"
            expect(page.get_by_text("Secret")).to_have_count(0)
            expect(page.get_by_text("About spiders")).to_be_visible()
            expect(page.get_by_text("Three")).to_be_hidden()
            times = page.locator("#comments time").evaluate_all(
                "all => all.map(one => one.dateTime)"
            )
            assert times[0] == "2026-02-13T10:01:00.000Z"
            assert [path for path, _ in stand.asked] == [f"/api/v1/statuses/{ID}/context"]
            sent = {name.lower(): value for name, value in stand.asked[0][1].items()}
            assert "cookie" not in sent
            assert "referer" not in sent
            assert set(reader.elsewhere()) == {f"{host}/api/v1/statuses/{ID}/context"}
            assert reader.violations() == []


def test_what_strangers_write_to_mastodon_does_nothing(browser: Browser, tmp_path: Path) -> None:
    some = [
        talk.status(
            str(number + 101), text, name=text, url="javascript:window.hacked=1", spoiler_text=""
        )
        for number, text in enumerate(HOSTILE)
    ]
    some.append(talk.status("900", "x", in_reply_to_id="900"))  # answers itself
    some += [None, 7, {"id": "901", "visibility": "public"}]
    stand = talk.Stand(lambda path: talk.context(*some))
    port = talk.free()
    with stand.running() as host:
        output = published(tmp_path / "site", "mastodon", host, thread=f"{host}/@p/{ID}")
        with reading(browser, output, port) as reader:
            page = reader.opened()
            load(page)
            expect(page.locator("#comments .said")).to_have_count(len(HOSTILE) + 1)
            harmless(reader)


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"{}"),
        (404, b'{"error": "Record not found"}'),
        (200, b"{not json"),
        (200, b"[]"),
        (200, b"null"),
        (200, b'{"descendants": {"a": 1}}'),
        (200, b'{"descendants": [], "x": "' + b"x" * 10_000_000 + b'"}'),
        (302, b""),
    ],
    ids=["500", "404", "broken", "list", "null", "table", "10 MB", "elsewhere"],
)
def test_a_failure_is_told_and_can_be_tried_again(
    browser: Browser, tmp_path: Path, answer: talk.Answer
) -> None:
    stand = talk.Stand(lambda path: answer)
    port = talk.free()
    with stand.running() as host:
        output = published(tmp_path / "site", "mastodon", host, thread=f"{host}/@p/{ID}")
        with reading(browser, output, port) as reader:
            page = reader.opened()
            load(page)
            own = page.locator("#comments")
            expect(own).to_have_attribute("data-state", "failed")
            expect(page.get_by_role("alert")).to_have_text("The comments could not be loaded.")
            again = page.get_by_role("button", name="Try again")
            expect(again).to_be_focused()
            stand.answer = lambda path: talk.context(talk.status("101"))
            page.keyboard.press("Enter")
            expect(own).to_have_attribute("data-state", "ready")
            expect(page.get_by_role("alert")).to_have_text("")
            expect(again).to_have_count(0)
            assert reader.violations() == []


def test_a_server_that_never_answers(browser: Browser, tmp_path: Path) -> None:
    stand = talk.Stand(lambda path: talk.context(), silent=True)
    port = talk.free()
    with stand.running() as host:
        output = published(tmp_path / "site", "mastodon", host, thread=f"{host}/@p/{ID}")
        with reading(browser, output, port) as reader:
            reader.page.clock.install()
            page = reader.opened()
            load(page)
            own = page.locator("#comments")
            expect(own).to_have_attribute("data-state", "loading")
            expect(page.get_by_role("status")).to_have_text("Loading comments…")
            button = page.get_by_role("button")
            expect(button).to_have_attribute("aria-disabled", "true")
            button.click(force=True)
            page.clock.fast_forward(10_001)
            expect(own).to_have_attribute("data-state", "failed")
            eventually(lambda: stand.asked)
            assert len(stand.asked) == 1
            expect(page.get_by_role("button", name="Try again")).to_be_visible()
            assert reader.violations() == []


def test_without_scripts_everything_makes_sense(browser: Browser, tmp_path: Path) -> None:
    more = 'email = "letters@example.org"\n'
    for provider, words in (
        ("isso", "has to run a script of this site"),
        ("mastodon", "Read and answer on social.example.org"),
    ):
        host = "https://social.example.org"
        output = published(tmp_path / provider, provider, host, more, thread=f"{host}/@p/{ID}")
        port = talk.free()
        with reading(browser, output, port, java_script_enabled=False) as reader:
            page = reader.opened()
            own = page.locator("#comments")
            expect(own).to_contain_text(words)
            expect(own).to_contain_text("Write to letters@example.org")
            expect(own).not_to_contain_text("Loading")
            expect(own.locator("button")).to_have_count(0)
            assert reader.elsewhere() == []


def test_no_other_page_may_ask_that_host(browser: Browser, tmp_path: Path) -> None:
    stand = talk.Stand(lambda path: talk.context())
    port = talk.free()
    with stand.running() as host:
        output = published(tmp_path / "site", "mastodon", host, thread=f"{host}/@p/{ID}")
        closed = (output / "2026/02/b/index.html").read_text("utf-8")
        assert "Comments are closed on this article." in closed
        assert "comments.js" not in closed
        assert "<script src" not in closed
        with reading(browser, output, port) as reader:
            for path in ("", "2026/02/b/", "feeds/", "404.html"):
                page = reader.opened(path)
                ask = f"fetch('{host}/').then(() => 'asked', () => 'refused')"
                assert page.evaluate(ask) == "refused", path
                assert any("Content Security Policy" in text for text in reader.told)
                reader.told.clear()
            assert stand.asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_can_be_used_by_everyone(browser: Browser, tmp_path: Path, scheme: str) -> None:
    port = talk.free()
    with talk.isso(tmp_path / "isso", f"http://127.0.0.1:{port}") as host:
        output = published(tmp_path / "site", "isso", host)
        options = {"viewport": {"width": 320, "height": 800}, "color_scheme": scheme}
        with reading(browser, output, port, **options) as reader:
            page = reader.opened()
            button = page.get_by_role("button", name="Load the comments")
            button.focus()
            page.keyboard.press("Space")
            form = page.locator("#comments form")
            expect(form).to_be_visible()
            unnamed = form.locator("input, textarea").evaluate_all(
                "all => all.filter(one => !one.labels.length).map(one => one.name)"
            )
            assert unnamed == []
            small = page.locator("#comments button:visible, #comments input").evaluate_all(
                "all => all.map(one => one.getBoundingClientRect().height).filter(size => size < 24)"
            )
            assert small == []
            ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
            assert len(ids) == len(set(ids))
            assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_script_is_small_and_writes_no_html() -> None:
    text = (Path(__file__).parents[2] / "layouts/assets/comments.js").read_text("utf-8")
    assert len(text.encode()) <= 10_240
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(",
                 "localStorage", "sessionStorage", "document.cookie", "setHTML"):  # fmt: skip
        assert word not in text
