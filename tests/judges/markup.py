"""Let the Nu HTML checker and html-validate judge every page, and the former every style sheet."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from tests.judges.pages import address, pages
from tests.judges.serving import serving
from tests.judges.tools import HERE, package, program, run

AT_ONCE = 400
DATA = '<script type="application/ld+json">'
ALLOWED = "-Dnu.validator.servlet.allow-forbidden-hosts=true"


def nu(output: Path) -> list[str]:
    """Ask the Nu HTML checker of pages as they are served: it holds them to their own policy."""
    java, jar = program("java"), str(package("vnu-jar/build/dist/vnu.jar"))
    styles = sorted(file.relative_to(output).as_posix() for file in output.rglob("*.css"))
    paths = [*pages(output), *styles]
    told = []
    with serving(output) as port:
        for start in range(0, len(paths), AT_ONCE):
            asked = [
                f"http://127.0.0.1:{port}{_served(path)}" for path in paths[start : start + AT_ONCE]
            ]
            command = [
                java,
                "-Xss1m",
                ALLOWED,
                "-jar",
                jar,
                "--format",
                "json",
                "--stdout",
                "--exit-zero-always",
            ]
            told += json.loads(run([*command, "--also-check-css", *asked]))["messages"]
    return [
        f"{unquote(urlsplit(one.get('url', '')).path)}:{one.get('lastLine', 0)}: {one['message']}"
        for one in told
        if not _is_mistaken(one)
    ]


def _is_mistaken(one: dict[str, Any]) -> bool:
    """Tell where it takes JSON-LD for a script, which a policy stops: no browser runs a data block.

    HTML, 4.12.1.1, "prepare the script element", step 13: nothing is asked of the policy then.
    """
    return DATA in one.get("extract", "") and one["message"].startswith("Inline script violates")


def _served(path: str) -> str:
    return quote(address(path))


def html_validate(output: Path) -> list[str]:
    """Ask html-validate of every page, by its recommended, document and a11y rules.

    What htmlvalidate.json sets differently: `<!doctype html>` is written small, as HTML allows and
    compresses best; ids may hold any sign but a space, as HTML allows and footnotes do ("fnref:a").
    Integrity is wanted of files from elsewhere only: one's own stand and fall with the page. A
    frame that lets a table scroll is a region but no section: there's no heading in it. Off are
    long-title (headlines are the authors') and unique-landmark: an aside in an article is no
    landmark without a name (HTML-AAM), which axe's rule of the same name knows.
    """
    tool = str(package("html-validate/bin/html-validate.mjs"))
    config = str(HERE / "htmlvalidate.json")
    with tempfile.TemporaryDirectory() as folder:
        # Through a file: what Node writes to a pipe is cut where it ends before the pipe is read.
        found = Path(folder) / "found.json"
        wanted = ["-f", f"text,json={found}", f"{output}/**/*.html"]
        run([program("node"), tool, "--config", config, *wanted])
        told = json.loads(found.read_text("utf-8"))
    assert len(pages(output)) > 0
    return [
        f"{Path(file['filePath']).relative_to(output)}:{one['line']}:{one['column']}: {one['message']} [{one['ruleId']}]"
        for file in told
        for one in file["messages"]
    ]
