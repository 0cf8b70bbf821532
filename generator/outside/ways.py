"""Say by which way other sites are asked: at once, or through a proxy that the environment names.

Invariant: where a proxy is named, nothing ever goes past it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

SOCKS = ("socks5", "socks5h")  # for both, names are looked up by the proxy: Tor needs that
KNOWN = ("http", *SOCKS)


class UnreachableError(Exception):
    """Say that nobody can be asked: the proxy, or the whole net, does not answer."""


@dataclass(frozen=True, slots=True)
class Way:
    """Say how others are asked: `pause` and `timeout` in seconds, `crowd` is hosts at a time."""

    proxies: Mapping[str, str] = field(default_factory=dict)
    pause: float = 1.0
    timeout: float = 10.0
    crowd: int = 4

    def proxy(self, scheme: str) -> SplitResult | None:
        """Give the proxy for addresses of a scheme; without one of their own, they take another."""
        found = self.proxies.get(scheme) or next(iter(self.proxies.values()), "")
        return urlsplit(found) if found else None


def way_of(environ: Mapping[str, str]) -> Way:
    """Read the variables that curl and others read; raise UnreachableError for one of no use.

    Through a proxy, such as Tor's, an answer may take three times as long.
    """
    orders = {"https": ("https", "all", "http"), "http": ("http", "all", "https")}
    proxies = {}
    for scheme, wanted in orders.items():
        names = (f"{name}_proxy" for name in wanted)
        spelt = [spelling for name in names for spelling in (name, name.upper())]
        found = next((environ[one] for one in spelt if environ.get(one)), "")
        if found:
            proxies[scheme] = _whole(found)
    return Way(proxies, timeout=30.0) if proxies else Way()


def _whole(written: str) -> str:
    """Give a proxy's address in full; curl takes a bare host for one of http."""
    whole = written if "://" in written else f"http://{written}"
    try:
        parts = urlsplit(whole)
        is_fit = parts.scheme.lower() in KNOWN and bool(parts.hostname) and parts.port is not None
    except ValueError:
        is_fit = False
    if not is_fit:
        example = "socks5h://127.0.0.1:9050"
        raise UnreachableError(f"a proxy is named that can't be used (write it as {example})")
    return whole
