"""Find others' tools, and run them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def package(path: str) -> Path:
    """Find a file of a package of package.json."""
    file = MODULES / path
    assert file.exists(), f"{path} is missing: make tools installs it, or make judges"
    return file


def program(name: str) -> str:
    """Find a program."""
    found = shutil.which(name)
    assert found, f"{name} is missing: make tools installs it, or make judges"
    return found


def run(command: list[str], given: str = "", timeout: int = 300, **more: str) -> str:
    """Run a program, and give what it prints; what it says of itself is shown if it fails."""
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, timeout=timeout, check=False, env={**os.environ, **more}
    )  # fmt: skip
    assert done.stdout or not done.returncode, f"{command[:3]} said nothing: {done.stderr[-2000:]}"
    return done.stdout
