"""A frame that the settings declare is shown, any other is not, and neither learns of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.test_privacy import SETTLED, STORED, Watch, watched
from tests.kit import ROOT, SETTINGS, Site
from tests.servers import serving

pytestmark = pytest.mark.browser

MAP, OTHER = "https://maps.example/", "https://other.example/"
DECLARED = f'{SETTINGS}[privacy]\nframes = ["{MAP}"]\n[hosting]\nservers = ["nginx"]\n'
FRAME = '<iframe src="{}" title="Where it was" loading="eager"></iframe>'
# What stands in the frame tries to learn where it is, and to change it.
WITHIN = """<!doctype html><title>Map</title><p id=told></p><script>
    let reached = 'no';
    try { reached = parent.document.title } catch { }
    try { top.location = 'https://other.example/taken' } catch { }
    document.getElementById('told').textContent = `referrer "${document.referrer}", page ${reached}`;
</script>"""


@dataclass
class Shown:
    """Hold what came of a page with two frames."""

    watch: Watch
    texts: dict[str, str]
    breaches: list[str]
    url: str
    stored: list[object]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("framed")
    layout = (ROOT / "layouts/post.html").read_text("utf-8")
    site = Site(root, DECLARED)
    for file in (ROOT / "layouts").rglob("*"):
        if file.is_file():
            site.write(
                f"layouts/{file.relative_to(ROOT / 'layouts').as_posix()}", file.read_bytes()
            )
    assert layout.count("</article>") == 1
    site.write("layouts/post.html", layout.replace("</article>", FRAME.format(MAP) + "</article>"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUSHPRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield site.post("a").build().output


def show(browser, output: Path, where: Path) -> Shown:
    """Open the page; the declared host answers, all others are stopped on their way."""
    with serving("nginx", output, where / "run") as port:
        address = f"http://127.0.0.1:{port}/"
        with watched(browser, address) as (page, watch, context):
            asked = []

            def answer(route) -> None:
                asked.append(route.request.headers.get("referer"))
                route.fulfill(content_type="text/html", body=WITHIN)

            context.route(f"{MAP}**", answer)
            page.goto(f"{address}2026/02/a/", wait_until="load")
            page.wait_for_timeout(SETTLED)
            assert set(asked) <= {None}, "the frame's host is not told of the page"
            texts = {
                frame.url: frame.locator("body").inner_text()
                for frame in page.frames[1:]
                if frame.url.startswith("https:")
            }
            stored = page.evaluate(STORED)
            return Shown(watch, texts, page.evaluate("breaches"), page.url, stored)


def test_a_declared_frame_is_shown_and_learns_nothing(
    browser, output: Path, tmp_path: Path
) -> None:
    shown = show(browser, output, tmp_path)
    assert shown.texts == {MAP: 'referrer "", page no'}
    assert shown.breaches == []
    assert shown.watch.outside == []
    assert shown.url.endswith("/2026/02/a/"), "a frame can't lead the reader away without a click"
    assert shown.stored == ["", 0, 0, 0, 0, 0]


def test_any_other_frame_is_not(browser, output: Path, tmp_path: Path) -> None:
    page = output / "2026/02/a/index.html"
    html = page.read_text("utf-8")
    page.write_text(html.replace("</article>", FRAME.format(OTHER) + "</article>"), "utf-8")
    try:
        shown = show(browser, output, tmp_path)
    finally:
        page.write_text(html, "utf-8")
    assert shown.texts.keys() == {MAP}
    assert shown.watch.outside == []
    assert any(one.startswith(f"frame-src {OTHER[:-1]}") for one in shown.breaches)


def test_what_is_not_declared_is_refused_before(tmp_path: Path) -> None:
    layout = "<!doctype html><title>A</title>" + FRAME.format(OTHER)
    site = Site(tmp_path, DECLARED).write("layouts/post.html", layout).post("a")
    assert any(f'would load "{OTHER}" from elsewhere' in one for one in site.refused())
