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

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIRST_PAINT, REQUESTS, BYTES = 800, 3, 30_000
TRIES = 3


class Load(NamedTuple):
    """Hold what was measured of one page: its marks, milliseconds, and what it asked for."""

    path: str
    marks: dict[str, int]
    first_paint: int
    requests: int
    bytes: int  # over the wire, without pictures
    wrong: list[str]


def lighthouse(output: Path, paths: Iterable[str]) -> list[Load]:
    """Load pages by their published addresses, which this machine alone answers for, over TLS.

    Each is loaded until nothing is wrong, and at most as often as TRIES says: whatever else the
    machine does can only make a page slower.
    """
    site = origin(output)
    with tempfile.TemporaryDirectory() as folder, serving(output, Path(folder)) as port:
        flags = [
            *FLAGS,
            "--ignore-certificate-errors",
            f"--host-resolver-rules='MAP * 127.0.0.1:{port}'",
        ]
        robots = _robots(output, Path(folder))
        loads = []
        for path in paths:
            tried = []
            for _ in range(TRIES):
                told = _asked(f"{site}{address(path)}", Path(folder), flags)
                tried.append(_load(path, told, robots))
                if not complaints(tried[-1]):
                    break
            loads.append(min(tried, key=lambda load: (len(complaints(load)), load.first_paint)))
        return loads


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
