"""Let others' tools judge a site.

python -m tests.judges OUTPUT            a folder that Hushpress built
python -m tests.judges sites             the sample and what is beside it (tests/judges/sites.py)
    --judge NAME                         only these: nu, html-validate, axe, lighthouse, feeds, w3c
    --validator DIR                      a checkout of the W3C feed validator, for w3c
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from tests.judges.access import axe
from tests.judges.markup import html_validate, nu
from tests.judges.pages import is_article, median_article, pages, telling
from tests.judges.readers import differences
from tests.judges.sites import SITES
from tests.judges.speed import complaints, floor, lighthouse

Judge = Callable[[Path], list[str]]


def _axe(output: Path) -> list[str]:
    return axe(output, telling(output))


def _lighthouse(output: Path) -> list[str]:
    """Load the home page, an article of median size, and the first page of a tag."""
    if not (output / "_hosting/nginx.conf").is_file():
        return ['nothing says how to serve it (write servers = ["nginx"] under [hosting])']
    found = pages(output)
    tags = [path for path in found if path.startswith("tags/") and path.count("/") == 2]
    articles = [median_article(output)] if any(map(is_article, found.values())) else []
    told = []
    with tempfile.TemporaryDirectory() as folder:
        print(f"    a bare page is painted after {floor(Path(folder))} ms on this machine")
    for load in lighthouse(output, ["index.html", *articles, *tags[:1]]):
        print(
            f"    {load.path}: {load.marks}, {load.first_paint} ms, {load.requests} requests, {load.bytes} bytes"
        )
        told += complaints(load)
    return told


JUDGES: MappingProxyType[str, Judge] = MappingProxyType(
    {
        "nu": nu,
        "html-validate": html_validate,
        "axe": _axe,
        "lighthouse": _lighthouse,
        "feeds": differences,
    }
)


def judged(name: str, output: Path, judges: dict[str, Judge]) -> int:
    """Show a site to judges; print what each says, and give how much that is."""
    count = 0
    for judge, ask in judges.items():
        began = time.monotonic()
        told = ask(output)
        count += len(told)
        print(
            f"{name:10} {judge:14} {len(told):4} messages  {time.monotonic() - began:5.0f} s",
            flush=True,
        )
        for one in told:
            print(f"    {one}", flush=True)
    return count


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.judges")
    parser.add_argument("output", help='a folder, or "sites"')
    parser.add_argument("--judge", action="append", choices=[*JUDGES, "w3c"])
    parser.add_argument("--validator", type=Path)
    given = parser.parse_args()
    judges = dict(JUDGES)
    if given.validator:
        from tests.judges.w3c import validator

        judges["w3c"] = validator(given.validator)
    judges = {name: judges[name] for name in given.judge or judges}
    if given.output != "sites":
        return judged("", Path(given.output).resolve(), judges) > 0
    count = 0
    for name, build in SITES.items():
        # Performance is that of a site as readers know it, and not of one made to be hard to read.
        asked = {
            judge: ask for judge, ask in judges.items() if judge != "lighthouse" or name == "sample"
        }
        with tempfile.TemporaryDirectory() as folder:
            count += judged(name, build(Path(folder).resolve()), asked)
    return count > 0


if __name__ == "__main__":
    sys.exit(main())
