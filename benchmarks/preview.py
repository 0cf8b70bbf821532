"""Time the preview: python -m benchmarks.preview [N] [--rebuilds N]

first    from the start of the process to the whole of the first page: without a cache, and with one
body     from the save of an article to its new words in a browser that has it open (Chromium)
title    the same for its title
rebuilds what memory and open files have grown by after so many rebuilds

Printed are medians. Chromium has to be there: make tools.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.corpus import Post
from benchmarks.peers import PEERS
from tests.judges.tools import FLAGS
from tests.previews import Preview, eventually, preview

EDITS = 50
PAUSE = 0.3  # seconds between saves: a person's, and long enough for one page to be done


def main() -> int:
    """Measure, and print."""
    words = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    words.add_argument("posts", nargs="?", type=int, default=10_000, metavar="N")
    words.add_argument("--rebuilds", type=int, default=1000, metavar="N")
    options = words.parse_args()
    with site(options.posts) as (root, post):
        for name in ("no cache", "cache", "cache"):
            print(f"first page, {name}: {first(root):.2f} s", flush=True)
        with preview(root) as running:
            file = root / f"content/posts/{post['slug']}.md"
            path = f"/{post['date'][:4]}/{post['date'][5:7]}/{post['slug']}/"
            assert running.get(path)[0] == 200, path
            print(f"body edit: {edits(running, file, path, body):.0f} ms", flush=True)
            print(f"title edit: {edits(running, file, path, title):.0f} ms", flush=True)
            rebuilds(running, file, path, options.rebuilds)
    return 0


@contextlib.contextmanager
def site(number: int) -> Iterator[tuple[Path, dict[str, str]]]:
    """Write a site of so many posts; give its folder, and the post in its middle."""
    folder = Path(tempfile.mkdtemp(prefix="preview-"))
    os.environ["HUSHPRESS_CACHE"] = str(folder / "cache")
    try:
        posts = [Post(1, i).record() for i in range(number)]
        PEERS["hushpress"]().write(posts, folder / "site")
        yield folder / "site", posts[number // 2]
    finally:
        shutil.rmtree(folder)


def first(root: Path) -> float:
    """Time a start, up to the last byte of the home page."""
    started = time.perf_counter()
    with preview(root) as running:
        assert running.get("/")[0] == 200
        return time.perf_counter() - started


def body(text: str, number: int) -> tuple[str, str]:
    """Add a sentence to an article's text."""
    words = f"Sentence {number} was added."
    return f"{text}\n{words}\n", words


def title(text: str, number: int) -> tuple[str, str]:
    """Give an article another title."""
    words = f"Title {number}"
    return re.sub(r"(?m)^title:.*$", f"title: {words}", text, count=1), words


def edits(
    running: Preview, file: Path, path: str, edit: Callable[[str, int], tuple[str, str]]
) -> float:
    """Time saves until a browser shows them: the median, in milliseconds."""
    before = file.read_text("utf-8")
    took = []
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.goto(running.address.rstrip("/") + path)
        for number in range(EDITS):
            time.sleep(PAUSE)
            text, words = edit(before, number)
            started = time.perf_counter()
            file.write_text(text, "utf-8")
            page.get_by_text(words).first.wait_for()
            took.append(1000 * (time.perf_counter() - started))
        browser.close()
    file.write_text(before, "utf-8")
    return statistics.median(took)


def rebuilds(running: Preview, file: Path, path: str, number: int) -> None:
    """Save so often, each time another text, and look at what the process holds."""
    before = file.read_text("utf-8")
    held: list[tuple[int, int]] = []
    for turn in range(-20, number):  # the first ones warm it up
        if turn in (0, number - 1):
            held.append((running.memory(), running.open_files()))
        text, words = (title if turn % 2 else body)(before, turn + 1000)
        file.write_text(text, "utf-8")
        eventually(lambda words=words: words in running.text(path))  # type: ignore[misc]
    (memory, files), (memory_after, files_after) = held
    grown = 100 * (memory_after - memory) / memory
    print(f"{number} rebuilds: memory {grown:+.1f} % of {memory // 1024} MB,"
          f" open files {files_after - files:+}")  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
