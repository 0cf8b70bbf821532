"""Asking other sites: what their answers mean, and what they are never made to do."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.outside import Answer, UnreachableError, Way, ask, askable, way_of
from tests.elsewhere import Elsewhere, Forwarding, Proxy, running, with_tls

QUICK = Way(pause=0.0, timeout=0.5)
HERE = ("127.0.0.1", "127.0.0.2", "localhost")


@pytest.fixture
def other() -> Iterator[Elsewhere]:
    site = Elsewhere()
    with running(site):
        yield site


def one(address: str, way: Way = QUICK, private: tuple[str, ...] = HERE) -> Answer:
    (answer,) = ask([address], way, private)
    return answer


@pytest.mark.parametrize(
    ("path", "kind", "why"),
    [
        ("/", "good", ""),
        ("/page?q=ä b#part", "good", ""),
        ("/404", "dead", "answers 404 Not Found"),
        ("/410", "dead", "answers 410 Gone"),
        ("/451", "dead", "answers 451 Unavailable For Legal Reasons"),
        ("/403", "unsure", "answers 403 Forbidden"),
        ("/500", "unsure", "answers 500 Internal Server Error"),
        ("/999", "unsure", "answers 999"),
        ("/304", "unsure", "answers 304 Not Modified"),
        ("/301", "unsure", "answers 301 Moved Permanently"),
        ("/302?to=/", "unsure", "leads to a front page now"),
        ("/302?to=mailto:a@example.org", "unsure", "leads to no page of the web now"),
        ("/no-head", "good", ""),
        ("/rude", "good", ""),
        ("/endless", "good", ""),
        ("/garbage", "unsure", "could not be asked: BadStatusLine"),
        ("/drip", "unsure", "gave no answer in time"),
    ],
)  # fmt: skip
def test_an_answer_says_whether_a_page_is_there(
    other: Elsewhere, path: str, kind: str, why: str
) -> None:
    answer = one(other.address + path)
    assert (answer.kind, answer.why, answer.moved) == (kind, why, "")
    assert other.sent < 20_000_000


def test_a_server_learns_nothing_but_the_address(other: Elsewhere) -> None:
    one(other.address + "/a?b=c#secret")
    ((method, path, headers),) = other.asked
    assert (method, path) == ("HEAD", "/a?b=c")
    assert headers == {
        "Host": urlsplit(other.address).netloc,
        "Accept-Encoding": "identity",
        "User-Agent": "hushpress-check",
        "Accept": "*/*",
        "Connection": "close",
    }


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("/301?to=/new", "/new"),
        ("/308?to=new", "/new"),
        ("/301?to=/301?to=/new", "/new"),
        ("/301?to=/302?to=/login", "/302?to=/login"),
        ("/302?to=/301?to=/new", ""),
        ("/301?to=/301", "/301"),
    ],
)
def test_a_page_that_has_moved_for_good_has_a_new_address(
    other: Elsewhere, path: str, moved: str
) -> None:
    answer = one(other.address + path)
    assert answer.moved == (other.address + moved if moved and answer.kind == "good" else "")
    assert answer.kind == ("unsure" if moved == "/301" else "good")


def test_redirects_end_after_five(other: Elsewhere) -> None:
    far = "/301?to=" * 6 + "/new"
    assert one(other.address + far).why == "leads from address to address more than 5 times"
    assert len(other.asked) == 6
    assert one(other.address + "/301?to=" * 5 + "/new").moved == other.address + "/new"


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://2130706433:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://127.1:{port}/", "http://printer.local:{port}/"],
)  # fmt: skip
def test_private_networks_are_never_asked(other: Elsewhere, address: str) -> None:
    port = other.server_port
    assert one(address.format(port=port), private=()).kind == "private"
    assert other.asked == []


def test_a_public_name_with_a_private_number_is_not_asked(
    other: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda _, *rest, **given: real("127.0.0.1", *rest, **given)
    )
    answer = one(f"http://rebound.example.org:{other.server_port}/", private=())
    assert (answer.kind, answer.why) == ("private", "leads into a private network")
    assert other.asked == []


def test_a_redirect_into_a_private_network_is_not_followed(other: Elsewhere) -> None:
    inner = Elsewhere("127.0.0.2")
    with running(inner):
        address = f"{other.address}/302?to={inner.address}/"
        assert one(address, private=("127.0.0.1",)).kind == "private"
        assert inner.asked == []
        assert one(f"{address}x").kind == "good"


def test_a_host_is_asked_one_thing_at_a_time_with_pauses(other: Elsewhere) -> None:
    addresses = [f"{other.address}/{number}x" for number in range(4)]
    assert {answer.kind for answer in ask(addresses, Way(pause=0.1, timeout=5.0), HERE)} == {"good"}
    gaps = [after - before for before, after in zip(other.times, other.times[1:], strict=False)]
    assert min(gaps) >= 0.09


def test_a_host_that_asks_for_patience_is_left_alone(other: Elsewhere) -> None:
    addresses = [f"{other.address}/{name}" for name in ("a", "429", "b", "c")]
    told = {urlsplit(one.address).path: one.why for one in ask(addresses, QUICK, HERE)}
    assert told["/429"] == "answers 429 Too Many Requests"
    assert told["/b"] == told["/c"] == "is on a host that asks for patience"
    assert [path for _, path, _ in other.asked] == ["/a", "/429"]


def test_a_host_that_takes_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert one(f"http://127.0.0.1:{port}/").why == "is on a host that takes no connection"


@pytest.mark.parametrize(
    "address", ["http://[/", "https://a.example:99999/", "http://" + "a" * 70 + ".ü/"]
)
def test_no_address_is_too_strange(address: str) -> None:
    try:
        (answer,) = ask([address], QUICK, ())
    except UnreachableError:
        raise AssertionError("one strange address is not the net") from None
    assert answer.kind in ("unsure", "dead", "private")


def test_certificates_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Elsewhere()
    certificate = with_tls(site, tmp_path)
    with running(site):
        answer = one(f"{site.address}/x")
        assert answer.kind == "dead"
        assert answer.why.startswith("has a certificate of no worth: self")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert one(f"{site.address}/x").kind == "good"
        assert one(f"{site.address}/404").kind == "dead"


def test_names_are_looked_up_by_the_proxy_alone(other: Elsewhere) -> None:
    proxy = Proxy(("127.0.0.1", other.server_port))
    with running(proxy):
        way = Way({"https": f"socks5h://{proxy.address}"}, pause=0.0, timeout=5.0)
        onion = f"http://{'a' * 56}.onion/404"
        assert one("http://news.example.org/x", way, ()).kind == "good"
        assert one(onion, way, ()).kind == "dead"
        assert one("http://unreachable.example.org/", way, ()).why.startswith(
            "could not be reached by the proxy: "
        )
        assert one("http://127.0.0.1/", way, ()).kind == "private"
    assert list(dict.fromkeys(name for name, _ in proxy.asked)) == [
        "news.example.org",
        f"{'a' * 56}.onion",
        "unreachable.example.org",
    ]
    assert other.asked[0][2]["Host"] == "news.example.org"


def test_a_proxy_of_http_is_given_the_whole_address() -> None:
    proxy = Proxy(("127.0.0.1", 1), Forwarding)
    with running(proxy):
        way = Way({"http": f"http://me:s%20t@{proxy.address}"}, pause=0.0, timeout=5.0)
        assert one("http://news.example.org/x?y=z", way, ()).kind == "good"
        assert one("http://news.example.org/gone", way, ()).kind == "dead"
        assert one("https://news.example.org/x", way, ()).kind == "unsure"
    assert proxy.asked[0] == ("http://news.example.org/x?y=z", "Basic bWU6cyB0")
    assert proxy.asked[-1][0] == "news.example.org:443"


@pytest.mark.parametrize("scheme", ["http", "socks5h"])
@pytest.mark.parametrize("target", ["http", "https"])
def test_nothing_goes_past_a_proxy_that_is_away(other: Elsewhere, scheme: str, target: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    way = Way({"https": f"{scheme}://me:secret@127.0.0.1:{port}"}, pause=0.0, timeout=0.5)
    with pytest.raises(UnreachableError) as told:
        list(ask([f"{target}://127.0.0.1:{other.server_port}/"], way, HERE))
    assert str(told.value) == (
        f"the proxy {scheme}://127.0.0.1:{port} does not answer, and nobody was asked without it"
    )
    assert other.asked == []


def test_a_machine_that_is_not_online_declares_nobody_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    addresses = [f"https://{name}.example.org/" for name in "abcd"]
    with pytest.raises(UnreachableError, match="this machine may not be online"):
        list(ask(addresses, QUICK))
    assert [one.kind for one in ask(addresses[:1], QUICK)] == ["unsure"]


def test_onion_services_need_a_proxy() -> None:
    onion = f"http://{'a' * 56}.onion/"
    assert not askable(onion, QUICK)
    assert askable(onion, Way({"https": "socks5h://127.0.0.1:9050"}))
    assert not askable("http://[/", QUICK)


@pytest.mark.parametrize(
    ("environ", "proxies"),
    [
        ({}, {}),
        ({"HTTPS_PROXY": ""}, {}),
        ({"NO_PROXY": "*", "HTTPS_PROXY": "http://p:1"}, dict.fromkeys(("https", "http"), "http://p:1")),
        ({"all_proxy": "socks5h://p:1"}, dict.fromkeys(("https", "http"), "socks5h://p:1")),
        ({"http_proxy": "p:1", "HTTPS_PROXY": "http://q:2"}, {"https": "http://q:2", "http": "http://p:1"}),
    ],
)  # fmt: skip
def test_the_environment_names_proxies(environ: dict[str, str], proxies: dict[str, str]) -> None:
    assert dict(way_of(environ).proxies) == proxies


@pytest.mark.parametrize(
    "proxy", ["ftp://p:1", "https://p:1", "http://p", "socks5h://:1", "http://p:x"]
)
def test_a_proxy_that_can_not_be_used_is_refused(proxy: str) -> None:
    with pytest.raises(UnreachableError, match="a proxy is named that can't be used"):
        way_of({"ALL_PROXY": proxy})
