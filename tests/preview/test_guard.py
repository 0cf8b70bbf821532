"""Nobody but this machine's own browser is answered, and nothing outside the site is ever given."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.preview.guard import Asked, Own, Refused, Wanted, admitted
from tests.kit import SETTINGS, Site
from tests.previews import Preview, preview

SECRET = b"what must not be read"
LOCAL, BEYOND = Own(4000), Own(4000, "192.0.2.7")

# Host, Origin, Sec-Fetch-Site, and the status that comes of it; None where nothing is sent.
STRANGERS: list[tuple[str | None, str | None, str | None, int]] = [
    ("evil.example.org", None, None, 421),
    ("evil.example.org:4000", None, None, 421),
    ("localhost.evil.example.org:4000", None, None, 421),
    ("evil.example.org.localhost:4000", None, None, 421),
    ("127.0.0.1.evil.example.org:4000", None, None, 421),
    ("localhost:4001", None, None, 421),
    ("localhost", None, None, 421),
    ("localhost:", None, None, 421),
    ("localhost:04000x", None, None, 421),
    ("localhost:4000:4000", None, None, 421),
    ("localhost:4000@evil.example.org", None, None, 421),
    ("user@localhost:4000", None, None, 421),
    ("127.0.0.2:4000", None, None, 421),
    ("127.1:4000", None, None, 421),
    ("2130706433:4000", None, None, 421),
    ("0x7f000001:4000", None, None, 421),
    ("0.0.0.0:4000", None, None, 421),
    ("192.0.2.7:4000", None, None, 421),
    ("[::]:4000", None, None, 421),
    ("[::ffff:127.0.0.1]:4000", None, None, 421),
    ("::1:4000", None, None, 421),
    ("", None, None, 421),
    (None, None, None, 421),
    ("localhost.:4000", None, None, 421),
    ("localhost:4000", "http://evil.example.org", None, 403),
    ("localhost:4000", "https://localhost:4000", None, 403),
    ("localhost:4000", "http://localhost:4001", None, 403),
    ("localhost:4000", "http://127.0.0.1:4000", None, 403),
    ("localhost:4000", "http://localhost", None, 403),
    ("localhost:4000", "null", None, 403),
    ("localhost:4000", "", None, 403),
    ("localhost:4000", None, "cross-site", 403),
    ("localhost:4000", None, "same-site", 403),
    ("localhost:4000", None, "", 403),
    ("localhost:4000", None, "same-origin, cross-site", 403),
    ("localhost:4000", "http://localhost:4000", "cross-site", 403),
    ("evil.example.org:4000", "http://evil.example.org:4000", "same-origin", 421),
]
FRIENDS: list[tuple[str, str | None, str | None]] = [
    ("localhost:4000", None, None),
    ("LOCALHOST:4000", None, "none"),
    ("127.0.0.1:4000", None, "same-origin"),
    ("[::1]:4000", None, None),
    ("localhost:4000", "http://localhost:4000", "same-origin"),
]


def asked(
    host: str | None, origin: str | None = None, site: str | None = None, target: str = "/"
) -> Asked:
    given = {"host": host, "origin": origin, "sec-fetch-site": site}
    return Asked(
        "GET", target, {name: (value,) for name, value in given.items() if value is not None}
    )


@pytest.mark.parametrize(("host", "origin", "site", "status"), STRANGERS)
def test_a_stranger_is_refused(
    host: str | None, origin: str | None, site: str | None, status: int
) -> None:
    found = admitted(asked(host, origin, site), LOCAL)
    assert isinstance(found, Refused)
    assert found.status == status


@pytest.mark.parametrize(("host", "origin", "site"), FRIENDS)
def test_the_own_browser_is_answered(host: str, origin: str | None, site: str | None) -> None:
    assert isinstance(admitted(asked(host, origin, site), LOCAL), Wanted)


@pytest.mark.parametrize("name", ["host", "origin", "sec-fetch-site"])
def test_a_header_that_stands_there_twice_is_refused(name: str) -> None:
    headers = {"host": ("localhost:4000",), name: ("localhost:4000", "localhost:4000")}
    found = admitted(Asked("GET", "/", headers), LOCAL)
    assert isinstance(found, Refused)
    assert found.status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get"])
def test_only_get_and_head_are_answered(method: str) -> None:
    found = admitted(Asked(method, "/", {"host": ("localhost:4000",)}), LOCAL)
    assert isinstance(found, Refused)
    assert found.status == 405


@pytest.mark.parametrize(
    ("host", "is_known"),
    [
        ("192.0.2.7:4000", True),
        ("192.0.2.8:4000", True),  # an address in numbers can't be rebound
        ("[2001:db8::1]:4000", True),
        ("localhost:4000", True),
        ("evil.example.org:4000", False),
        ("2001:db8::1:4000", False),
        ("192.0.2.7:80", False),
    ],
)
def test_beyond_this_machine_only_addresses_are_known(host: str, is_known: bool) -> None:
    assert BEYOND.knows(host) is is_known


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        ("/", "/", ""),
        ("/a%20b/?x=%20y", "/a b/", "x=%20y"),
        ("http://localhost:4000/a/", "/a/", ""),
        ("HTTP://LocalHost:4000", "/", ""),
        ("/caf%C3%A9/", "/café/", ""),
        ("/a?b?c", "/a", "b?c"),
        ("/..%2f", "/../", ""),
    ],
)
def test_a_target_is_read(target: str, path: str, query: str) -> None:
    found = admitted(asked("localhost:4000", target=target), LOCAL)
    assert found == Wanted(path, query, "localhost:4000")


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("*", 400),
        ("", 400),
        ("a", 400),
        ("localhost:4000", 400),
        ("http://evil.example.org/", 421),
        ("http://localhost:4000@evil.example.org/", 421),
        ("https://localhost:4000/", 400),
        ("//", None),
        ("/%00", 400),
        ("/%5c..%5c", 400),
        ("/%0d%0aX: y", 400),
        ("/%ff", 400),
        ("/%7f", 400),
        ("/" + "a" * 5000, 414),
    ],
)
def test_no_other_target_is_read(target: str, status: int | None) -> None:
    found = admitted(asked("localhost:4000", target=target), LOCAL)
    assert (found.status if isinstance(found, Refused) else None) == status


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Show a site with secrets in it, beside it, and behind a symlink in it."""
    folder = tmp_path_factory.mktemp("preview")
    patch = pytest.MonkeyPatch()
    patch.setenv("HUSHPRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
    site = Site(folder / "site", SETTINGS).post("mail")
    (folder / "secret.txt").write_bytes(SECRET)
    site.write("secret.txt", SECRET).write("content/.secret.txt", SECRET)
    site.write("content/secret.txt", SECRET).write("output/secret.txt", SECRET)
    (site.root / "content/posts/link.md").symlink_to(folder / "secret.txt")
    (site.root / "content/images").symlink_to(folder)
    (site.root / "layouts").mkdir()
    (site.root / "layouts/assets").symlink_to(folder)
    with preview(site.root) as running:
        yield running
    patch.undo()


def targets() -> list[bytes]:
    """Write what people send who look for a way out, and what fuzzers send."""
    ways = ["..", "%2e%2e", "..%2f", "..%5c", "%2e%2e%5c", ".%2e", "%252e%252e", "..;", "..%00"]
    ways += ["..%c0%af", "%c0%ae%c0%ae", "..\\", "....//", "%u002e%u002e", "．．", "..%ef%bc%8f"]
    names = ["secret.txt", "site.toml", "content/posts/mail.md", "content/secret.txt"]
    names += ["output/secret.txt", "etc/passwd", ".git/config"]
    found = [f"{base}{'/'.join([way] * deep)}/{name}" for way in ways for deep in (1, 3)
             for base in ("/", "/2026/02/mail/") for name in names[:3]]  # fmt: skip
    found += [f"{before}{name}" for name in names for before in ("/", "//", "/./", "///", "/~/")]
    found += ["//evil.example.org/", "//evil.example.org/%2e%2e", "/\\evil.example.org/"]
    found += [
        f"http://{host}/secret.txt" for host in ("evil.example.org", "[::1", "", "a@b", "x:y")
    ]
    found += ["file:///etc/passwd", "/images/secret.txt", "/assets/secret.txt", "/_headers"]
    found += ["/_hosting/nginx.conf", "/.htaccess", "/_hushpress/", "/_hushpress/../secret.txt"]
    found += ["/_hushpress/events", "/_hushpress/events?token=", "/content/images/secret.txt"]
    found += ["/?" + "x" * 4000, "/" + "../" * 1300, "/" + "a" * 65536, "*", "", "?", "#", "a b"]
    found += ["/%", "/%2", "/%zz", "/\x00", "/\x7f", "/\x80", "/%80", "/%ED%A0%80", "/con", "/C:/"]
    chance = random.Random(1)
    signs = "./\\%2e5cfF0~;:?#&=@ \t\x00é"
    found += ["/" + "".join(chance.choices(signs, k=chance.randrange(60))) for _ in range(60)]
    return [one.encode("utf-8", "surrogateescape") for one in found]


def test_no_target_leads_out(desk: Preview) -> None:
    """Send more than 300 targets as they are; nothing from outside comes back, and it goes on."""
    wanted = targets()
    assert len(wanted) >= 300
    for target in wanted:
        for line in (b"GET %s HTTP/1.1", b"GET %s HTTP/1.0"):
            head = line % target + b"\r\nHost: localhost:%d\r\n\r\n" % desk.port
            answer = desk.raw(head)
            assert SECRET not in answer, target
            assert b"base_url" not in answer, target
            assert b"root:" not in answer, target
            assert not answer or answer.startswith(b"HTTP/1.1 "), target
            assert b"HTTP/1.1 500" not in answer, target
    assert desk.get("/2026/02/mail/")[0] == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n",
        b"GET  /  HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\nHost: localhost\n\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 10_000 + b"\r\n",
        b"A" * 200_000,
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x00" * 1000,
    ],
)
def test_what_is_no_request_ends_no_server(desk: Preview, sent: bytes) -> None:
    answer = desk.raw(sent)
    assert not answer or answer.startswith(b"HTTP/1.1 4"), answer[:100]
    assert desk.get("/")[0] == 200


def test_a_stranger_gets_no_word_of_the_site(desk: Preview) -> None:
    """Ask as each stranger does, over the wire: not even the title is told."""
    for host, origin, site, status in STRANGERS:
        lines = [f"{name}: {value.replace('4000', str(desk.port))}"
                 for name, value in (("Host", host), ("Origin", origin), ("Sec-Fetch-Site", site))
                 if value is not None]  # fmt: skip
        answer = desk.raw("\r\n".join(["GET / HTTP/1.1", *lines, "", ""]).encode())
        # h11 itself refuses what is no Host at all.
        assert answer[:12].decode() in (f"HTTP/1.1 {status}", "HTTP/1.1 400"), (host, origin, site)
        assert b"The Record" not in answer
        assert b"Access-Control" not in answer


def test_the_stream_of_events_wants_the_token_of_this_run(desk: Preview) -> None:
    for query in ("", "?token=", "?token=x", "?page=index.html&face=x", "?token=%00"):
        assert desk.get(f"/_hushpress/events{query}")[0] == 403


def test_only_this_machine_is_listened_to(desk: Preview) -> None:
    found = set()
    for table, width in (("tcp", 8), ("tcp6", 32)):
        for line in Path(f"/proc/{desk.process.pid}/net/{table}").read_text().splitlines()[1:]:
            address, port = line.split()[1].split(":")
            if int(port, 16) == desk.port and line.split()[3] == "0A":  # it listens
                assert len(address) == width
                found.add(address)
    assert found <= {"0100007F", "00000000000000000000000001000000"}
    assert "0100007F" in found
