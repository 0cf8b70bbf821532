"""Let the W3C's feed validator judge every feed in RSS and Atom. It is no package: a checkout is given."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from tests.judges.pages import origin
from tests.judges.tools import HERE, run

# It takes a headline in which an end tag is spelled out ("What </b> does") for HTML, however it is
# escaped. All five parsers of tests/judges/readers.py read it as the words that it is.
MISTAKEN = re.compile(r": Contains(?:Undeclared)?HTML \{.*'value': '[a-z]+'")


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
        told = json.loads(run(command, json.dumps(asked), 600, PYTHONPATH=str(source)))
        return [one for one in told if not MISTAKEN.search(one)]

    return judge
