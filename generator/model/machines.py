"""Say what is made for machines beside pages: card pictures, compressed copies."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

# How files may be compressed (RFC 9110, 8.4.1), and what the name of such a copy ends in.
COPIES = MappingProxyType({"br": ".br", "gz": ".gz", "zst": ".zst"})
COPY = "copy "  # how the keys of copies begin; those of pages are hexadecimal


@dataclass(frozen=True, slots=True)
class CardSettings:
    """Hold [cards]: whether articles without a picture have one drawn, for links to them."""

    enabled: bool = False
