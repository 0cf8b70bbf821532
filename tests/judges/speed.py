"""Let Lighthouse judge pages as a telephone on slow 4G loads them, from the host the site is meant for."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from tests.judges.pages import address, origin
from tests.judges.serving import serving
from tests.judges.tools import FLAGS, package, program, run
from tests.servers import serving as hosting

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIRST_PAINT, REQUESTS, BYTES = 800, 3, 30_000
TRIES = 3


# What no page can be faster than, on the machine at hand: a style sheet of a line, a page of a word.
BARE = {
    "index.html": '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width"><title>Bare</title><link rel="stylesheet" href="/s.css"><h1>Bare</h1>',
    "s.css": "h1 { font-family: serif }",
    "_hosting/nginx.conf": "",
}


class Load(NamedTuple):
    """Hold what was measured of one page: its marks, milliseconds, and what it asked for."""

    path: str
    marks: dict[str, int]
    first_paint: int
    requests: int
    bytes: int  # over the wire, without pictures
    wrong: list[str]


def lighthouse(output: Path, paths: Iterable[str]) -> list[Load]:
    """Load pages by their published addresses, which nginx on this machine answers for, over TLS.

    Each is loaded until nothing is wrong, and at most as often as TRIES says: whatever else the
    machine does can only make a page slower.
    """
    site = origin(output)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        robots = _robots(output, folder)
        with hosting("nginx", output.resolve(), folder / "nginx", secure=True) as port:
            loads = []
            for path in paths:
                tried = []
                for _ in range(TRIES):
                    told = _asked(f"{site}{address(path)}", folder, _to(port))
                    tried.append(_load(path, told, robots))
                    if not complaints(tried[-1]):
                        break
                loads.append(min(tried, key=lambda load: (len(complaints(load)), load.first_paint)))
            return loads


def floor(folder: Path) -> int:
    """Measure after how many milliseconds a bare page is first painted: the machine's own share."""
    site = folder / "site"
    site.mkdir()
    for name, text in BARE.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text, "utf-8")
    with hosting("nginx", site, folder / "nginx", secure=True) as port:
        tries = [
            _asked("https://example.org/", folder, _to(port), "--only-categories=performance")
            for _ in range(TRIES)
        ]
    return min(round(one["audits"]["first-contentful-paint"]["numericValue"]) for one in tries)


def _to(port: int) -> list[str]:
    """Let this machine answer for all hosts, under a certificate that nobody knows."""
    nowhere = f"--host-resolver-rules='MAP * 127.0.0.1:{port}'"
    return [*FLAGS, "--ignore-certificate-errors", nowhere]


def _asked(url: str, folder: Path, flags: list[str], *more: str) -> dict[str, Any]:
    """Ask Lighthouse of a page."""
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    command = [program("node"), str(package("lighthouse/cli/index.js")), url, *more]
    command += ["--output=json", f"--output-path={report}", "--no-enable-error-reporting"]
    run([*command, f"--chrome-flags={' '.join(flags)}"], CHROME_PATH=program("chromium"))
    told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    assert "runtimeError" not in told, told.get("runtimeError")
    return told


def _robots(output: Path, folder: Path) -> float:
    """Let Lighthouse judge robots.txt from a bare page.

    It asks for the file in the page's name, which our policy forbids ("default-src 'none'", and
    no connect-src): it then says that it could not download it, and takes a mark off.
    """
    bare = folder / "bare"
    bare.mkdir()
    (bare / "index.html").write_text("<!doctype html><title>Bare</title><p>Bare")
    shutil.copy(output / "robots.txt", bare)
    with serving(bare) as port:
        told = _asked(f"http://127.0.0.1:{port}/", folder, FLAGS, "--only-audits=robots-txt")
    return float(told["audits"]["robots-txt"]["score"] or 0)


def _load(path: str, told: dict[str, Any], robots: float) -> Load:
    """Read what matters in a report."""
    audits: dict[str, Any] = told["audits"]
    if "unable to download" in audits["robots-txt"].get("explanation", ""):
        audits["robots-txt"]["score"] = robots
    items = audits["network-requests"]["details"]["items"]
    asked = [one for one in items if one["url"].startswith("http")]
    asked = [one for one in asked if one.get("resourceType") != "Image"]
    return Load(
        path,
        {name: _mark(told, name) for name in CATEGORIES},
        round(audits["first-contentful-paint"]["numericValue"]),
        len(asked),
        sum(one.get("transferSize", 0) for one in asked),
        _wrong(told),
    )


def _mark(told: dict[str, Any], name: str) -> int:
    """Weigh the audits of a category, as Lighthouse does."""
    refs = [
        (ref["weight"], told["audits"][ref["id"]]["score"])
        for ref in told["categories"][name]["auditRefs"]
        if told["audits"][ref["id"]]["score"] is not None
    ]
    return round(
        100 * sum(weight * score for weight, score in refs) / sum(weight for weight, _ in refs)
    )


def _wrong(told: dict[str, Any]) -> list[str]:
    """Name the audits that cost a mark."""
    return sorted(
        f"{ref['id']}: {told['audits'][ref['id']].get('displayValue') or told['audits'][ref['id']]['title']}"
        for name in CATEGORIES
        for ref in told["categories"][name]["auditRefs"]
        if ref["weight"] and (told["audits"][ref["id"]]["score"] or 0) < 1
        and told["audits"][ref["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    )  # fmt: skip


def complaints(load: Load) -> list[str]:
    """Say where a page falls short."""
    told = [f"{load.path}: {name} {mark}" for name, mark in load.marks.items() if mark < 100]
    if load.first_paint > FIRST_PAINT:
        told.append(f"{load.path}: first contentful paint after {load.first_paint} ms")
    if load.requests > REQUESTS:
        told.append(f"{load.path}: {load.requests} requests")
    if load.bytes > BYTES:
        told.append(f"{load.path}: {load.bytes} bytes")
    return [f"{one} ({'; '.join(load.wrong)})" for one in told]
