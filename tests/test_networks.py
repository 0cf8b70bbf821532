"""Which hosts only a network of its own knows."""

from __future__ import annotations

import pytest

from generator.networks import is_private_name, is_private_number

PRIVATE = ["127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "nonsense"]  # fmt: skip
PUBLIC = ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"]


@pytest.mark.parametrize("number", PRIVATE)
def test_private_numbers(number: str) -> None:
    assert is_private_number(number)


@pytest.mark.parametrize("number", PUBLIC)
def test_public_numbers(number: str) -> None:
    assert not is_private_number(number)
    assert not is_private_name(number)


@pytest.mark.parametrize(
    "name",
    ["localhost", "LOCALHOST.", "a.localhost", "printer", "nas.local", "x.internal", "x.home.arpa", "[::1]", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", ""],
)  # fmt: skip
def test_private_names(name: str) -> None:
    assert is_private_name(name)


@pytest.mark.parametrize("name", ["example.org", "localhost.example.org", "xn--bcher-kva.example", "a.onion", "dead.beef.de"])  # fmt: skip
def test_public_names(name: str) -> None:
    assert not is_private_name(name)
