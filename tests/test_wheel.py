from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_wheel_builds_a_site_of_one_post(tmp_path: Path) -> None:
    def run(*arguments: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path / "site", capture_output=True, text=True,
            check=False, env={**os.environ, **environment},
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    posts = tmp_path / "site/content/posts"
    posts.mkdir(parents=True)
    (tmp_path / "site/site.toml").write_text('title = "T"\nbase_url = "https://example.org"\n')
    (posts / "2026-02-12-hello.md").write_text("# Hello\n\nText.\n")
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT))
    (wheel,) = (tmp_path / "dist").glob("hushpress-*-py3-none-any.whl")
    elsewhere = str(tmp_path / "packages")
    run("-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", elsewhere, str(wheel))
    where = run("-c", "import generator; print(generator.__file__)", PYTHONPATH=elsewhere)
    assert where.startswith(elsewhere), "the installed package is tried, not the checkout"
    told = run("-m", "generator", "build", PYTHONPATH=elsewhere)
    assert told.startswith("built ")
    assert "Hello" in (tmp_path / "site/output/2026/02/hello/index.html").read_text("utf-8")
