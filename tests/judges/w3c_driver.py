"""Run inside a checkout of the W3C's feed validator: feeds and their addresses in, complaints out, as JSON.

What is told for information only ("this is valid RSS") is left out.
"""

import json
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

import feedvalidator  # noqa: E402
from feedvalidator.logging import Error, Warning  # noqa: A004, E402

told = []
for file, address in json.load(sys.stdin):
    events = feedvalidator.validateString(Path(file).read_bytes(), base=address)["loggedEvents"]
    for event in events:
        if isinstance(event, (Error, Warning)):
            known = {
                key: str(value)
                for key, value in event.params.items()
                if not key.startswith("backup")
            }
            told.append(f"{address}: {type(event).__name__} {known}")
json.dump(told, sys.stdout)
