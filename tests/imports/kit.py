"""Write an old site, carry it over, and look at what came of it."""

from __future__ import annotations

import contextlib
import io
import textwrap
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from generator.cli import main
from tests.kit import SETTINGS, Site


class Old:
    """Own the folder of an old site."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def write(self, path: str, text: str | bytes) -> Old:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(textwrap.dedent(text).encode() if isinstance(text, str) else text)
        return self


class New(Site):
    """Own the folder that it is carried over into."""

    def posts(self) -> list[str]:
        home = self.root / "content/posts"
        return [file.relative_to(home).as_posix() for file in home.rglob("*.md")]

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def tree(self) -> dict[str, bytes]:
        files = (file for file in self.root.rglob("*") if file.is_file())
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in files}


@dataclass
class Carried:
    """Hold what an import did and said."""

    site: New
    out: str
    err: str


def carried(program: str, old: Old | Path, tmp_path: Path, *more: str) -> Carried:
    """Carry an old site over into a folder beside it."""
    settings = SETTINGS + 'timezone = "Europe/Brussels"\n'
    site = New(tmp_path / "new", settings)
    path = old.root if isinstance(old, Old) else old
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["import", program, str(path), "--site", str(site.root), *more])
    assert code == 0, err.getvalue()
    return Carried(site, out.getvalue(), err.getvalue())


def picture() -> bytes:
    """Draw a picture."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    return file.getvalue()
