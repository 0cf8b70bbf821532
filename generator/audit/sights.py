"""Say what the audit sees in finished files."""

from __future__ import annotations

from typing import NamedTuple


class Sight(NamedTuple):
    """Hold one thing that a browser may do because of a page.

    `act` is "load" (it fetches `address` unasked, as a part of the kind `purpose`), "link" (it goes
    there when asked), "send" (it sends something there), "run" (it runs what stands there), "style"
    (it is told how to look in the page itself) or "forbidden". `what` names the element and its
    attribute as an author knows them; `needle` is what to look for in the sources.
    """

    act: str
    what: str
    address: str = ""
    purpose: str = ""
    needle: str = ""
