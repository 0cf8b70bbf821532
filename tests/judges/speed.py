"""Let Lighthouse judge pages as a telephone on slow 4G loads them, from the host the site is meant for."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from tests.judges.pages import address, origin
from tests.judges.serving import serving
from tests.judges.tools import FLAGS, package, program, run

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIRST_PAINT, REQUESTS, BYTES = 800, 3, 30_000


class Load(NamedTuple):
    """Hold what was measured of one page: its marks, milliseconds, and what it asked for."""

    path: str
    marks: dict[str, int]
    first_paint: int
    requests: int
    bytes: int  # over the wire, without pictures
    wrong: list[str]


def lighthouse(output: Path, paths: Iterable[str]) -> list[Load]:
    """Load pages by their published addresses, which this machine alone answers for, over TLS."""
    site = origin(output)
    with tempfile.TemporaryDirectory() as folder, serving(output, Path(folder)) as port:
        flags = [
            *FLAGS,
            "--ignore-certificate-errors",
            f"--host-resolver-rules='MAP * 127.0.0.1:{port}'",
        ]
        report = Path(folder) / "report.json"
        return [_load(f"{site}{address(path)}", path, flags, report) for path in paths]


def _load(url: str, path: str, flags: list[str], report: Path) -> Load:
    tool = str(package("lighthouse/cli/index.js"))
    command = [
        program("node"),
        tool,
        url,
        "--output=json",
        f"--output-path={report}",
        f"--chrome-flags={' '.join(flags)}",
    ]
    report.unlink(missing_ok=True)
    run([*command, "--no-enable-error-reporting"], CHROME_PATH=program("chromium"))
    told = json.loads(report.read_text("utf-8"))
    audits: dict[str, Any] = told["audits"]
    assert "runtimeError" not in told, told.get("runtimeError")
    asked = [
        one
        for one in audits["network-requests"]["details"]["items"]
        if one["url"].startswith("http")
    ]
    return Load(
        path,
        {name: round(100 * (told["categories"][name]["score"] or 0)) for name in CATEGORIES},
        round(audits["first-contentful-paint"]["numericValue"]),
        len([one for one in asked if one.get("resourceType") != "Image"]),
        sum(one.get("transferSize", 0) for one in asked if one.get("resourceType") != "Image"),
        _wrong(told),
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
