"""Tell which hosts only a network of its own knows: readers can't reach them, and we must not.

Invariant: in doubt a host is private; names are judged by what they promise, numbers by IANA's
registers.
"""

from __future__ import annotations

import ipaddress
import re

# Names that the public net never has (RFC 2606, 6761, 6762, 8375, ICANN on .internal), and habits.
PRIVATE = (
    *(
        "localhost",
        "local",
        "internal",
        "intranet",
        "private",
        "corp",
        "home",
        "lan",
        "localdomain",
    ),
    *("home.arpa", "in-addr.arpa", "ip6.arpa", "test", "invalid"),
)
EMBEDDED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind a translator (RFC 6052)
NUMBER = re.compile(r"(?:0x[0-9a-f]+|[0-9]+)(?:\.(?:0x[0-9a-f]+|[0-9]+)){0,3}", re.IGNORECASE)


def is_private_name(host: str) -> bool:
    """Tell whether a host of an address, as it is written, is no host of the public net."""
    name = host.strip("[]").rstrip(".").lower()
    if ":" in name:
        return is_private_number(name)
    if NUMBER.fullmatch(name):
        return is_private_number(name)  # 127.1 and 0x7f000001 are spellings of hosts, too
    is_known = any(name == one or name.endswith(f".{one}") for one in PRIVATE)
    return is_known or "." not in name


def is_private_number(number: str) -> bool:
    """Tell whether an address of the network is none of the public net."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return True
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in EMBEDDED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner:
            return is_private_number(str(inner))
    return not address.is_global or address.is_multicast or address.is_reserved
