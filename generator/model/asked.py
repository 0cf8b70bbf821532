"""Say what became of asking another site for a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what was learnt of one address.

    `kind` is "good", "dead", "unsure" or "private"; `why` says so as the end of a sentence;
    `moved` is the address that it has for good now, if another one; `asked` is in seconds since
    1970.
    """

    address: str
    kind: str
    why: str = ""
    moved: str = ""
    asked: int = 0
