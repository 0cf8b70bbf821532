"""Let the W3C's feed validator judge every feed in RSS and Atom. It is no package: a checkout is given."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from tests.judges.pages import origin
from tests.judges.tools import HERE, run


def validator(checkout: Path) -> Callable[[Path], list[str]]:
    """Give the judge that a checkout of github.com/w3c/feedvalidator is."""
    source = checkout.resolve() / "src"
    assert (source / "feedvalidator").is_dir(), f"{checkout} is no checkout of w3c/feedvalidator"

    def judge(output: Path) -> list[str]:
        files = sorted((*output.rglob("feed.xml"), *output.rglob("atom.xml")))
        site = origin(output)
        asked = [
            (str(file), f"{site}/{quote(file.relative_to(output).as_posix())}") for file in files
        ]
        command = [sys.executable, str(HERE / "w3c_driver.py")]
        told: list[str] = json.loads(run(command, json.dumps(asked), 600, PYTHONPATH=str(source)))
        return told

    return judge
