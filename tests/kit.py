"""Build small sites in a folder, in one chain of calls, as a test reads best.

Site(tmp_path).write("content/posts/a.md", "---\ntitle: A\n…").build().page("a/index.html")
"""

from __future__ import annotations

import re
import textwrap
from datetime import UTC, datetime
from pathlib import Path

from generator.build import build
from generator.checks import check
from generator.dressing import spoken
from generator.model import Edition, Settings
from generator.problems import Problem, Stop, errors
from generator.request import Report, Request
from generator.sources.themes import load_theme

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SETTINGS = 'title = "The Record"\nbase_url = "https://example.org/"\n'


def english(settings: Settings) -> Edition:
    """Join settings with the words of the layouts in English."""
    theme = load_theme(Path("/nowhere"))
    return spoken(settings, theme)[""]


class Killed(BaseException):
    """Stand for the power that fails."""


class Site:
    """Own a folder with a site in it."""

    def __init__(self, root: Path, settings: str = SETTINGS) -> None:
        self.root = root
        self.output = root / "output"
        self.report: Report | None = None
        self.problems: tuple[Problem, ...] = ()
        self.write("site.toml", settings)

    def write(self, path: str, text: str | bytes) -> Site:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            file.write_bytes(text)
        else:
            file.write_text(textwrap.dedent(text), encoding="utf-8")
        return self

    def post(self, name: str, body: str = "Text.", **fields: str) -> Site:
        """Write a post; fields are given as YAML, and a title and date are there without."""
        given = {"title": name.title(), "date": "2026-02-12", **fields}
        head = "".join(f"{key}: {value}\n" for key, value in given.items() if value)
        return self.write(f"content/posts/{name}.md", f"---\n{head}---\n\n{body}\n")

    def request(self, **options: object) -> Request:
        given = {"root": self.root, "output": self.output, "now": NOW, **options}
        return Request(**given)  # type: ignore[arg-type]

    def build(self, **options: object) -> Site:
        """Build, and fail the test if that is refused."""
        self.report = build(self.request(**options))
        self.problems = self.report.problems
        return self

    def refused(self, **options: object) -> list[str]:
        """Build, expect to be refused, and give each error as it is told."""
        try:
            build(self.request(**options))
        except Stop as stop:
            self.problems = stop.problems
            return [str(problem) for problem in errors(stop.problems)]
        raise AssertionError("the build was not refused")

    def checked(self, rule: str = "", **options: object) -> list[str]:
        """Check, and give what is told by a rule, or by all, each with its rule."""
        found = [one for one in check(self.request(**options)) if rule in ("", one.rule)]
        return [f"{one} [{one.rule}]" if not rule else str(one) for one in found]

    def told(self) -> list[str]:
        return [str(problem) for problem in self.problems]

    def page(self, path: str) -> str:
        return (self.output / path).read_text("utf-8")

    def files(self) -> set[str]:
        found = (file for file in self.output.rglob("*") if file.is_file())
        return {file.relative_to(self.output).as_posix() for file in found}

    def tree(self) -> dict[str, bytes]:
        return {path: (self.output / path).read_bytes() for path in sorted(self.files())}

    def times(self) -> dict[str, int]:
        return {path: (self.output / path).stat().st_mtime_ns for path in self.files()}


def text_of(html: str) -> str:
    """Give what a reader sees of a page, roughly: tags out, blanks folded."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
