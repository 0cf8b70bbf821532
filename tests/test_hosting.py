"""All servers say the same, as real servers and in the words of hosts that can't be started here."""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator import policy
from generator.copies import unpacked
from tests.kit import Site
from tests.servers import COMMANDS, answer, serving

SETTINGS = """
title = "The Record"
base_url = "https://example.org{root}"
[privacy]
scripts = ["/search/", "/old/a.html", "/süche-me/"]
{more}
[hosting]
servers = ["nginx", "apache", "caddy"]
hsts = true
"""
PATHS = {
    "": "page", "2026/02/a/": "page", "tags/": "page", "tags/law/": "page", "tags/law/feed.xml": "feed",
    "feed.xml": "feed", "s%C3%BCche-me/": "script", "sitemap.xml": "page", "robots.txt": "page", "search/": "script", "nothing/": "missing",
}  # fmt: skip


def made(root: Path, *, folder: str = "/", more: str = "", compress: str = "[]") -> Site:
    settings = f"{SETTINGS.format(root=folder, more=more)}compress = {compress}\n"
    site = Site(root, settings).post("a", tags="[law]")
    site.write("content/pages/search.md", "---\ntitle: Search\n---\n\nA page.\n")
    site.write("content/pages/süche.md", "---\ntitle: Suche\nslug: süche-me\n---\n\nA page.\n")
    return site.build()


def expected(site: Site, path: str, kind: str) -> dict[str, str]:
    """Say what `policy.rules` wants for a file, in the plainest way."""
    from generator.model import HostingSettings, Leave, PrivacySettings, Settings

    text = (site.root / "site.toml").read_text()
    base = re.search(r'base_url = "(.*)"', text)[1]
    images = ("https://pics.example",) if "pics" in text else ()
    settings = Settings(
        "The Record", base, privacy=PrivacySettings(images=images, scripts=("/search/", "/old/a.html", "/s%C3%BCche-me/")),
        hosting=HostingSettings(hsts=True),
    )  # fmt: skip
    headers = dict(policy.rules(settings)[0].headers)
    if kind == "feed" or kind == "asset":
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if kind == "asset":
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if kind == "script":
        headers["Content-Security-Policy"] = (
            policy.content_security(settings, Leave(scripts=True)) + "; frame-ancestors 'none'"
        )
    if kind == "gpc":
        headers |= {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
    return {name.lower(): value for name, value in headers.items()}


def paths(site: Site) -> dict[str, str]:
    asset = next(site.output.glob("assets/style.*.css"))
    found = PATHS | {f"assets/{asset.name}": "asset"}
    return found | (
        {".well-known/gpc.json": "gpc"} if (site.output / ".well-known").exists() else {}
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_a_real_server_says_what_the_policy_says(name: str, tmp_path: Path) -> None:
    site = made(tmp_path / "site")
    with serving(name, site.output, tmp_path / "run") as port:
        for path, kind in paths(site).items():
            status, headers, body = answer(port, "/" + path)
            assert status == (404 if kind == "missing" else 200), path
            wanted = expected(site, path, kind)
            assert {key: value for key, value in headers.items() if key in wanted} == wanted, path
            assert "set-cookie" not in headers
            if kind == "missing":
                assert b"There is no page at this address" in body
            if kind in ("page", "script") and path.endswith("/"):
                assert headers["content-type"].lower().replace(" ", "") == "text/html;charset=utf-8"
        for path in ("/_headers", "/_hosting/nginx.conf", "/_hosting/Caddyfile", "/.htaccess"):
            status, headers, _ = answer(port, path)
            assert status in (403, 404), path
            assert "content-security-policy" in headers
        assert answer(port, "/assets/")[0] in (403, 404)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_site_in_a_folder_is_told_the_same(name: str, tmp_path: Path) -> None:
    site = made(tmp_path / "site", folder="/news/", more='images = ["https://pics.example"]')
    web = tmp_path / "web"
    web.mkdir()
    (web / "news").symlink_to(site.output)
    if name == "apache":
        (web / ".htaccess").write_bytes((site.output / ".htaccess").read_bytes())
        (site.output / ".htaccess").unlink()
    (web / "_hosting").symlink_to(site.output / "_hosting")
    with serving(name, web, tmp_path / "run") as port:
        for path, kind in paths(site).items():
            status, headers, _ = answer(port, "/news/" + path)
            assert status == (404 if kind == "missing" else 200)
            wanted = expected(site, path, kind)
            assert {key: value for key, value in headers.items() if key in wanted} == wanted, path


def told(text: str, path: str, *, joins: bool) -> dict[str, str]:
    """Read `_headers` as Cloudflare Pages documents it (joins), or as Netlify does."""
    found: dict[str, str] = {}
    applies = False
    for line in text.splitlines():
        if not line.startswith(" "):
            applies = fnmatch.fnmatchcase(path, line)
        elif applies and line.strip().startswith("! "):
            if joins:
                found.pop(line.strip()[2:].lower(), None)
        elif applies:
            name, _, value = line.strip().partition(": ")
            before = found.get(name.lower())
            found[name.lower()] = f"{before}, {value}" if joins and before else value
    return found


@pytest.mark.parametrize("joins", [True, False], ids=["cloudflare", "netlify"])
@pytest.mark.parametrize("folder", ["/", "/news/"])
def test_hosts_with_a_headers_file_are_told_the_same(
    joins: bool, folder: str, tmp_path: Path
) -> None:
    site = made(tmp_path, folder=folder)
    text = (site.output / "_headers").read_text()
    for path, kind in paths(site).items():
        assert told(text, folder + path, joins=joins) == expected(site, path, kind), path


def test_a_headers_file_keeps_the_limits_of_its_hosts(tmp_path: Path) -> None:
    pages = ", ".join(f'"/p{number}/"' for number in range(100))
    site = Site(
        tmp_path,
        f'title = "T"\nbase_url = "https://example.org/"\n[privacy]\nscripts = [{pages}]\n',
    )
    (problem,) = site.post("a").refused()
    assert (
        problem
        == "site.toml:4:1: _headers has 109 rules, and Cloudflare reads 100 (let fewer pages run scripts)"
    )


def test_a_line_that_cloudflare_would_not_read_is_refused(tmp_path: Path) -> None:
    names = ", ".join(f'"https://pictures-{number:03}.example"' for number in range(70))
    text = f'title = "T"\nbase_url = "https://example.org/"\n[privacy]\nfonts = ["https://a.example"]\nimages = [{names}]\n'
    (problem,) = Site(tmp_path, text).post("a").refused()
    assert problem == (
        "site.toml:5:1: _headers has a line of 2,244 characters, and Cloudflare reads 2,000"
        " (declare fewer images)"
    )
    shorter = text.replace(names, names[: names.index(", ") * 50 + 98])
    lines = Site(tmp_path / "b", shorter).post("a").build().page("_headers").splitlines()
    assert 1_500 < max(map(len, lines)) <= 2_000


def test_pages_tell_the_policy_themselves(tmp_path: Path) -> None:
    site = made(tmp_path)
    for path in ("index.html", "404.html", "tags/law/index.html", "2026/02/a/index.html"):
        page = (site.output / path).read_text()
        first = page.index("<meta ", page.index("<meta charset") + 1)
        assert page.startswith(
            '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;', first
        )
        assert "frame-ancestors" not in page
        assert "script-src" not in page
        assert "report-uri" not in page
    assert (
        "script-src &#39;self&#39;; connect-src &#39;self&#39;"
        in (site.output / "search/index.html").read_text()
    )


def test_a_redirect_has_the_policy_and_stays_on_its_host(tmp_path: Path) -> None:
    page = Site(tmp_path).post("a", aliases="[/old/]").build().page("old/index.html")
    assert 'http-equiv="Content-Security-Policy"' in page
    assert 'content="0; url=/2026/02/a/"' in page


def test_the_onion_service_is_told_of_on_each_page(tmp_path: Path) -> None:
    onion = f"http://{'a' * 56}.onion"
    site = (
        Site(
            tmp_path,
            f'title = "T"\nbase_url = "https://example.org/"\n[hosting]\nonion = "{onion}"\n',
        )
        .post("a")
        .build()
    )
    assert f'<meta http-equiv="onion-location" content="{onion}/2026/02/a/">' in site.page(
        "2026/02/a/index.html"
    )
    assert "onion-location" not in Site(tmp_path / "b").post("a").build().page(
        "2026/02/a/index.html"
    )


SECURITY = """
title = "T"
base_url = "https://example.org/"
[hosting.security]
contact = ["mailto:a@example.org"]
expires = {day}
"""


def test_security_txt(tmp_path: Path) -> None:
    site = Site(tmp_path, SECURITY.format(day="2027-06-30T12:00:00+02:00")).post("a").build()
    assert site.page(".well-known/security.txt") == (
        "Contact: mailto:a@example.org\nExpires: 2027-06-30T10:00:00Z\n"
        "Canonical: https://example.org/.well-known/security.txt\n"
    )
    assert not site.problems


def test_a_security_txt_that_ends_soon_is_warned_about(tmp_path: Path) -> None:
    site = Site(tmp_path, SECURITY.format(day="2026-12-20")).post("a").build()
    assert [str(one) for one in site.problems] == [
        "site.toml:6:1: warning: security.txt expires on 2026-12-20"
        " (look whether its contacts are still right, and write a later day)"
    ]


def test_a_security_txt_that_ends_in_years_is_warned_about_until_it_does_not(
    tmp_path: Path,
) -> None:
    from datetime import UTC, datetime

    site = Site(tmp_path, SECURITY.format(day="2028-06-30")).post("a").build()
    told = [
        "site.toml:6:1: warning: security.txt expires on 2028-06-30, more than a year from now"
        " (write a day before 2027-11-24, so that somebody looks at it each year (RFC 9116))"
    ]
    assert site.told() == told
    assert site.build().told() == told
    later = datetime(2027, 6, 30, 0, 0, 1, tzinfo=UTC)
    assert site.build(now=later).told() == []
    assert Site(tmp_path / "b", SECURITY.format(day="0001-01-02")).post("a").refused()


def test_a_security_txt_that_has_ended_stops_the_build_even_if_nothing_else_changed(
    tmp_path: Path,
) -> None:
    from datetime import UTC, datetime

    site = Site(tmp_path, SECURITY.format(day="2027-06-30")).post("a").build()
    assert site.refused(now=datetime(2027, 6, 30, 0, 0, 1, tzinfo=UTC)) == [
        "site.toml:6:1: security.txt has expired on 2027-06-30"
        " (look whether its contacts are still right, and write a later day)"
    ]


def test_gpc_and_robots(tmp_path: Path) -> None:
    site = Site(tmp_path).post("a").build()
    assert site.page(".well-known/gpc.json") == '{"gpc": true}\n'
    assert "GPTBot" not in site.page("robots.txt")
    site = Site(
        tmp_path / "b",
        'title = "T"\nbase_url = "https://example.org/"\n[privacy]\nrefuse_ai = true\n',
    )
    robots = site.post("a").build().page("robots.txt")
    group, unusual, rest = robots.split("Disallow: /\n\n")
    assert unusual == "User-agent: AI2Bot\nUser-agent: Ai2Bot-Dolma\n"
    names = [line.removeprefix("User-agent: ").lower() for line in group.splitlines()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z_-]+", name) for name in names), "RFC 9309, 2.2.1"
    assert all(line.startswith("User-agent: ") for line in group.splitlines())
    assert len(group.splitlines()) > 100
    assert rest.startswith("User-agent: *\nAllow: /\n")


def test_a_site_in_a_folder_has_nothing_in_well_known(tmp_path: Path) -> None:
    site = Site(tmp_path, 'title = "T"\nbase_url = "https://example.org/news/"\n').post("a").build()
    assert not (site.output / ".well-known").exists()


def test_a_page_that_may_run_scripts_and_is_not_there_is_told(tmp_path: Path) -> None:
    site = (
        Site(
            tmp_path,
            'title = "T"\nbase_url = "https://example.org/"\n[privacy]\nscripts = ["/", "/nope/"]\n',
        )
        .post("a")
        .build()
    )
    assert [str(one) for one in site.problems] == [
        'site.toml:4:18: warning: scripts: no page of this site has the address "/nope/" (take it out, or correct it)'
    ]


def test_a_file_that_is_not_there_is_not_kept_for_a_year(tmp_path: Path) -> None:
    site = made(tmp_path / "site")
    for name in COMMANDS:
        with serving(name, site.output, tmp_path / f"run-{name}") as port:
            status, headers, _ = answer(port, "/assets/nope.css")
            assert status == 404
            assert "cache-control" not in headers, name


@pytest.mark.parametrize("folder", ["/", "/news/", "/caf%C3%A9/"])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_not_there_is_said_in_the_language_of_its_folder(
    name: str, folder: str, tmp_path: Path
) -> None:
    text = SETTINGS.format(root=folder, more="") + "[languages.fr]\n[languages.pt-BR]\n"
    site = Site(tmp_path / "site", text).post("a").build()
    web = site.output
    if folder != "/":
        web = tmp_path / "web"
        web.mkdir()
        (web / unquote(folder).strip("/")).symlink_to(site.output)
        (web / "_hosting").symlink_to(site.output / "_hosting")
    with serving(name, web, tmp_path / "run") as port:
        for path, language in (
            ("x/", "en"), ("fr/x/", "fr"), ("fr/tags/x/feed.xml", "fr"), ("pt-br/x", "pt-BR"), ("frx/", "en"),
        ):  # fmt: skip
            status, headers, body = answer(port, folder + path)
            assert status == 404
            assert f'<html lang="{language}"'.encode() in body, path
            assert headers["content-security-policy"].startswith("default-src 'none'")


ENCODED = {"nginx": ("gzip",), "caddy": ("br", "zstd", "gzip"), "apache": ("br", "zstd", "gzip")}
ENDS = {"br": "br", "zstd": "zst", "gzip": "gz"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_real_server_hands_out_the_compressed_copies(name: str, tmp_path: Path) -> None:
    """Each file arrives as it was published, with the headers it has without being compressed."""
    site = made(tmp_path / "site", compress='["br", "gz", "zst"]')
    with serving(name, site.output, tmp_path / "run") as port:
        for path, kind in paths(site).items():
            if kind == "missing":
                continue
            status, plain, body = answer(port, "/" + path)
            assert status == 200
            assert "content-encoding" not in plain
            for encoding in ENCODED[name]:
                status, headers, data = answer(port, "/" + path, encoding)
                file = path + "index.html" * (path.endswith("/") or not path)
                copy = site.output / f"{unquote(file)}.{ENDS[encoding]}"
                assert status == 200
                assert headers.get("content-encoding", "") == (encoding if copy.exists() else ""), (
                    path
                )
                if copy.exists():
                    assert data == copy.read_bytes()
                    assert unpacked(copy.name, data) == body
                    assert "accept-encoding" in headers["vary"].lower()
                wanted = expected(site, path, kind)
                assert {key: value for key, value in headers.items() if key in wanted} == wanted, (
                    path
                )
                assert headers["content-type"] == plain["content-type"]
