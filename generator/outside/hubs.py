"""Tell a WebSub hub which feeds have changed, so that it tells those who subscribed there.

The W3C recommendation leaves open how; hubs take what PubSubHubbub 0.4 asked for.
"""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Sequence
from urllib.parse import urlencode

from generator.outside.lines import LineError
from generator.outside.visits import GOOD, OTHER, Visitor, failed
from generator.outside.ways import Way


def notify(hub: str, feeds: Sequence[str], way: Way, private: Sequence[str] = ()) -> str:
    """Name the changed feeds to a hub by their addresses; give why it was in vain, or nothing."""
    told = urlencode([("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)])
    visitor = Visitor(way, frozenset(private), ssl.create_default_context())
    try:
        status, _ = visitor.answer("POST", hub, told.encode("ascii"))
    except (OSError, http.client.HTTPException, ValueError, LineError) as error:
        return failed(error)[1]
    said = http.client.responses.get(status, "")
    return "" if GOOD <= status < OTHER else f"answers {status} {said}".strip()
