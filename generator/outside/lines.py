"""Open connections to other sites: checked against private networks, and bounded in time.

Invariants: a connection goes to a number that was looked at itself, not to a name that may mean
another one a moment later; through a proxy, names are never looked up here.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote

from generator.networks import is_private_name, is_private_number
from generator.outside.ways import SOCKS, UnreachableError, Way

PORTS = {"http": 80, "https": 443}


class LineError(Exception):
    """Say that there will be no connection."""


class PrivateError(LineError):
    """Say that a host is on a private network."""


class RefusedError(LineError):
    """Say that the proxy could not, or would not, reach a host."""


@dataclass(frozen=True, slots=True)
class Host:
    """Name whom to ask: an address' scheme, host and port."""

    scheme: str
    name: str
    port: int


def connected(host: Host, way: Way, private: frozenset[str]) -> socket.socket:
    """Connect to a host, through the proxy if there is one; raise OSError and the errors above."""
    is_declared = host.name in private
    if not is_declared and is_private_name(host.name):
        raise PrivateError
    proxy = way.proxy(host.scheme)
    if not proxy:
        return _direct(host, way, is_declared=is_declared)
    if proxy.scheme not in SOCKS and host.scheme == "http":
        return _to_proxy(proxy, way)  # it is given the whole address
    return _through(proxy, host, way)


def secured(line: socket.socket, host: Host, context: ssl.SSLContext) -> socket.socket:
    """Speak TLS on a connection where the address asks for it."""
    if host.scheme != "https":
        return line
    try:
        return context.wrap_socket(line, server_hostname=host.name)
    except BaseException:
        line.close()
        raise


def _direct(host: Host, way: Way, *, is_declared: bool) -> socket.socket:
    """Connect to the first public number of a host that answers."""
    found = socket.getaddrinfo(host.name, host.port, type=socket.SOCK_STREAM)
    public = [one for one in found if is_declared or not is_private_number(str(one[4][0]))]
    if not public:
        raise PrivateError
    last: OSError | None = None
    for family, kind, protocol, _, address in public[:3]:
        line = socket.socket(family, kind, protocol)
        line.settimeout(way.timeout)
        try:
            line.connect(address)
        except OSError as error:
            line.close()
            last = error
        else:
            return line
    assert last
    raise last


def _to_proxy(proxy: SplitResult, way: Way) -> socket.socket:
    """Connect to the proxy itself."""
    assert proxy.hostname
    assert proxy.port
    try:
        return socket.create_connection((proxy.hostname, proxy.port), way.timeout)
    except OSError as error:
        raise unreachable(proxy) from error


def _through(proxy: SplitResult, host: Host, way: Way) -> socket.socket:
    """Let the proxy connect to a host: by SOCKS 5, or by CONNECT of HTTP."""
    try:
        from python_socks import ProxyConnectionError, ProxyError, ProxyType
        from python_socks.sync import Proxy
    except ModuleNotFoundError:
        hint = 'pip install "hushpress[external]"'
        raise UnreachableError(f"the package that speaks to proxies is missing ({hint})") from None

    kind = ProxyType.SOCKS5 if proxy.scheme in SOCKS else ProxyType.HTTP
    assert proxy.hostname
    assert proxy.port
    name, word = (unquote(one) if one else None for one in (proxy.username, proxy.password))
    door = Proxy(kind, proxy.hostname, proxy.port, name, word, rdns=True)
    try:
        line = door.connect(host.name, host.port, timeout=way.timeout)
    except ProxyConnectionError as error:
        raise unreachable(proxy) from error
    except ProxyError as error:
        raise RefusedError(str(error)) from error
    line.settimeout(way.timeout)
    return line


def unreachable(proxy: SplitResult) -> UnreachableError:
    """Say that a proxy does not answer, without its password."""
    where = f"{proxy.scheme}://{proxy.hostname}:{proxy.port}"
    return UnreachableError(f"the proxy {where} does not answer, and nobody was asked without it")


@contextlib.contextmanager
def bounded(line: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """End a connection after so many seconds: timeouts begin anew with each byte that comes."""
    late, spare = threading.Event(), line.dup()

    def end() -> None:
        late.set()
        with contextlib.suppress(OSError):
            spare.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        spare.close()
