"""Try the search on a large site: python -m benchmarks.search [N] [--seed S] [--plain]

An N-post site is built without and with the search; then titles of posts, each with one typo, are
typed into its search page in Chromium, on a page of its own each, under the site's own headers.

hits        how often the post was the first of what was found
bytes       what a browser that has nothing yet loads for one query: script and parts of the index
violations  of the Content Security Policy, errors, and requests to anybody else

Chromium has to be there: make tools. --plain uses titles of few and frequent words alone.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import os
import random
import re
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.corpus import Post
from benchmarks.peers import PEERS
from generator.build import build
from generator.request import Request
from tests.judges.tools import FLAGS

QUERIES = 100
LETTERS = "abcdefghijklmnopqrstuvwxyz"
STARTS = "b br c ch d dr f g gr h j k l m n p pl r s sh st t tr v w z".split()  # noqa: SIM905
VOWELS = "a e i o u ai ea ia o u".split()  # noqa: SIM905
ENDS = ["", "l", "n", "r", "s", "x", "nd", "rt", "m", "ck"]
VERBS = """sues|fines|bans|drops|leaks|tracks|blocks|rejects|investigates|acquires|defends|exposes|
deletes|copies|questions|settles with|warns|overrules|audits|pays""".replace("\n", "").split("|")
THINGS = """location data|face templates|health records|encrypted backups|school tablets|car telemetry|
licence plates|browser fingerprints|phone numbers|payment history|voice recordings|loyalty cards|
smart meters|border searches|genetic tests|tenant screening|hotel registers|message metadata|
newsletter pixels|consent banners|police drones|age checks|bank transfers|job applications|
video doorbells|children's games""".replace("\n", "").split("|")
PLACES = """after audit|in court|for years|without a warrant|despite promise|on appeal|at airports|
before election|in secret|over deadline|across Europe|under new law""".replace("\n", "").split("|")
FRESH = 400  # names that posts of such a site are about, and twenty times as many seldom ones


def name(number: int) -> str:
    """Make up a name."""
    source = random.Random(f"name {number}")
    parts = [source.choice(STARTS) + source.choice(VOWELS) for _ in range(source.choice((2, 2, 3)))]
    return ("".join(parts) + source.choice(ENDS)).capitalize()


def record(seed: int, number: int, *, is_plain: bool) -> dict[str, Any]:
    """Make a post whose title is like a newspaper's, and whose text names some names."""
    made = Post(seed, number).record()
    source = random.Random(f"{seed} title {number}")
    who, whom, *others = (
        name(int(FRESH * source.paretovariate(0.6)) % (20 * FRESH)) for _ in range(12)
    )
    if is_plain:
        who, whom = source.choice(THINGS), source.choice(THINGS)
    words = f"{who} {source.choice(VERBS)} {whom}: {source.choice(THINGS)} {source.choice(PLACES)}"
    made["title"] = words[0].upper() + words[1:]
    made["slug"] = re.sub("[^a-z0-9]+", "-", f"{words.lower()}-{number}").strip("-")
    told = (
        f"{one} said so to {other}." for one, other in zip(others[::2], others[1::2], strict=True)
    )
    made["body"] += f"\n{' '.join(told)}\n"
    return made


def mistyped(title: str, source: random.Random) -> str:
    """Put one typo into a title: a letter too many, too few or wrong, or two that changed places."""
    words = list(re.finditer(r"[^\W\d_]{4,}", title))
    word = source.choice(words)
    at, letter = source.randrange(word.start(), word.end() - 1), source.choice(LETTERS)
    before, after = title[:at], title[at:]
    wrong = source.choice(
        [before + letter + after, before + after[1:], before + letter + after[1:],
         before + after[1] + after[0] + after[2:]]
    )  # fmt: skip
    return wrong if wrong.lower() != title.lower() else mistyped(title, source)


class Hosted(http.server.SimpleHTTPRequestHandler):
    """Serve output/ with the headers of its _headers, as a host does; count what is sent."""

    protocol_version = "HTTP/1.1"
    headers_of: Mapping[str, dict[str, str]]

    def end_headers(self) -> None:
        """Say what _headers says."""
        told: dict[str, str] = {}
        for pattern, some in self.headers_of.items():
            if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), self.path.partition("?")[0]):
                told |= some
        for key, value in told.items():
            self.send_header(key, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def hosted_headers(text: str) -> dict[str, dict[str, str]]:
    """Read _headers: what a later rule says of a header stands in an earlier one's place."""
    found: dict[str, dict[str, str]] = {}
    rule: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith((" ", "\t", "#")):
            rule = found.setdefault(line.strip(), {})
        elif ":" in line and not line.strip().startswith(("#", "!")):
            key, _, value = line.strip().partition(":")
            rule[key] = value.strip()
    return found


@contextlib.contextmanager
def hosted(output: Path) -> Iterator[str]:
    """Serve a folder, and give its address."""
    told = hosted_headers((output / "_headers").read_text("utf-8"))
    handler = type("Handler", (Hosted,), {"headers_of": told})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(output))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def built(root: Path, cache: Path) -> float:
    """Build a site, and give the seconds."""
    os.environ["HUSHPRESS_CACHE"] = str(cache)
    began = time.perf_counter()
    build(Request(root, root / "output", datetime.now(UTC), pool=2))
    return time.perf_counter() - began


def asked(browser: Browser, address: str, query: str) -> tuple[list[str], int, list[str]]:
    """Type a query; give the addresses found, the bytes loaded for it, and what went wrong."""
    context = browser.new_context()
    page = context.new_page()
    bytes_of: list[int] = []
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def answered(answer: Any) -> None:
        path = answer.url.removeprefix(address)
        if path == answer.url:
            wrong.append(answer.url)
        elif path.startswith("/search/") and path != "/search/" or path.endswith(".js"):
            bytes_of.append(len(answer.body()))

    page.on("response", answered)
    page.goto(f"{address}/search/")
    page.fill("#search_input", query)
    page.locator("#search_box:not([aria-busy]) #search_state:not(:empty)").wait_for()
    found = page.eval_on_selector_all("#search_found a", "all => all.map((one) => one.pathname)")
    context.close()
    return found, sum(bytes_of), wrong


def titles(output: Path) -> dict[str, str]:
    """Give the address of each title in the index."""
    files = (file.read_text("utf-8") for file in output.glob("search/articles/*.txt"))
    rows = (line.split("\t") for text in files for line in text.split("\n")[1:-1])
    return {row[3]: f"/{row[0]}" for row in rows}


def tried(root: Path, posts: list[dict[str, Any]], seed: int) -> None:
    """Type titles with a typo, and print how the search did."""
    source = random.Random(seed)
    hits, sizes, wrong = 0, [], []
    url_of = titles(root / "output")
    with hosted(root / "output") as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for post in source.sample(posts, min(QUERIES, len(posts))):
            query = mistyped(post["title"], source)
            found, size, told = asked(browser, address, query)
            is_hit = found[:1] == [url_of[post["title"]]]
            hits += is_hit
            sizes.append(size)
            wrong += told
            if not is_hit:
                print(f"missed: {query} ({post['title']}; found {found[:1]})")
        browser.close()
    print(f"first hits: {hits} of {len(sizes)}")
    print(f"bytes: {statistics.median(sizes):,.0f} median, {max(sizes):,} at most")
    print(f"violations and errors: {len(wrong)}", *wrong[:5])


def main() -> int:
    """Build, search, and print."""
    words = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    words.add_argument("posts", nargs="?", type=int, default=10_000, metavar="N")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--plain", action="store_true")
    words.add_argument("--keep", type=Path, metavar="DIR", help="build there, and keep it")
    options = words.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="search-"))
    try:
        posts = [record(options.seed, i, is_plain=options.plain) for i in range(options.posts)]
        root = folder / "site"
        if not (root / "output").exists():
            PEERS["hushpress"]().write(posts, root)
            settings = (root / "site.toml").read_text("utf-8")
            print(f"built without the search: {built(root, folder / 'cache-0'):.1f} s", flush=True)
            shutil.rmtree(root / "output")
            (root / "site.toml").write_text(f"{settings}\n[search]\nenabled = true\n", "utf-8")
            print(f"built with the search: {built(root, folder / 'cache-1'):.1f} s", flush=True)
        tried(root, posts, options.seed)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
