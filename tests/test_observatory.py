"""The headers that a build writes get the best score that headers can get, on each page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit import Site
from tests.observatory import BEST_BY_HEADERS, POINTS, TESTS, Score, Seen, score
from tests.servers import COMMANDS, answer, serving

# Two tests have two results that are as good: one for what isn't there, one for what is harmless.
BEST = {
    "content-security-policy": "csp-implemented-with-no-unsafe-default-src-none",
    "cookies": "cookies-not-found",
    "cross-origin-embedder-policy": "coep-implemented-with-require-corp",
    "cross-origin-opener-policy": "coop-implemented-with-same-origin",
    "cross-origin-resource-sharing": "cross-origin-resource-sharing-not-implemented",
    "redirection": "redirection-to-https",
    "referrer-policy": "referrer-policy-private",
    "strict-transport-security": "hsts-implemented-max-age-at-least-six-months",
    "subresource-integrity": "sri-not-implemented-but-no-scripts-loaded",
    "x-content-type-options": "x-content-type-options-nosniff",
    "x-frame-options": "x-frame-options-implemented-via-csp",
    "cross-origin-resource-policy": "corp-implemented-with-same-origin",
}
# Data about the page (JSON-LD) stands in a script element, which the scanner takes for a script.
WITH_DATA = BEST | {
    "subresource-integrity": "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"
}
# The search's own script, by its hash: five points more.
WITH_SCRIPT = BEST | {"subresource-integrity": "sri-implemented-and-all-scripts-loaded-securely"}
SETTINGS = """
title = "The Record"
base_url = "https://example.org/"
{more}
[hosting]
servers = ["nginx", "apache", "caddy"]
hsts = {hsts}
"""


def addresses(output: Path) -> list[str]:
    files = (file.relative_to(output).as_posix() for file in output.rglob("*.html"))
    return sorted("/" + file.removesuffix("index.html") for file in files)


def asked(port: int, path: str) -> Seen:
    _, headers, body = answer(port, path)
    return Seen(headers, body.decode())


@pytest.fixture(scope="module")
def pages(sample: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Seen]]:
    """Give each page of the sample publication as nginx serves it, and one that isn't there."""
    with serving("nginx", sample.output, tmp_path_factory.mktemp("nginx") / "run") as port:
        yield {path: asked(port, path) for path in [*addresses(sample.output), "/nothing/"]}


def test_each_page_of_the_sample_has_the_best_score(pages: dict[str, Seen]) -> None:
    assert len(pages) > 50
    assert {"/", "/404.html", "/nothing/", "/tags/", "/archive/"} <= pages.keys()
    for path, seen in pages.items():
        result = score(seen)
        assert seen.is_html, path
        searches = path.endswith("/search/")
        assert result.results in ([WITH_SCRIPT] if searches else [BEST, WITH_DATA]), path
        total = BEST_BY_HEADERS + 5 * searches
        assert (result.total, result.grade) == (total, "A+"), path


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    ("more", "changed"),
    [
        ("", {}),
        # What a site has to declare costs nothing here either.
        (
            '[privacy]\nscripts = ["/2026/02/a/"]\nimages = ["https://pics.example"]',
            {"cross-origin-embedder-policy": "coep-implemented-with-credentialless"},
        ),
    ],
    ids=["plain", "declares"],
)
def test_a_new_site_has_it_on_each_server(
    name: str, more: str, changed: dict[str, str], tmp_path: Path
) -> None:
    site = Site(tmp_path / "site", SETTINGS.format(more=more, hsts="true")).post("a").build()
    with serving(name, site.output, tmp_path / "run") as port:
        for path in [*addresses(site.output), "/nothing/"]:
            result = score(asked(port, path))
            assert result.results in (BEST | changed, WITH_DATA | changed), path
            assert result.total == BEST_BY_HEADERS, path


def test_without_hsts_a_new_site_stays_at_eighty(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", SETTINGS.format(more="", hsts="false")).post("a").build()
    with serving("nginx", site.output, tmp_path / "run") as port:
        result = score(asked(port, "/"))
    assert result.results["strict-transport-security"] == "hsts-not-implemented"
    assert (result.total, result.grade) == (80, "B+")


def bare(seen: Seen, **headers: str) -> Seen:
    """Keep nothing that a server says but the type; hosts of plain files are like that."""
    return Seen({"content-type": "text/html; charset=utf-8", **headers}, seen.body)


def test_where_nothing_can_be_said_pages_keep_what_they_say_themselves(
    pages: dict[str, Seen],
) -> None:
    """The policy and the referrer count, but not for more than 55: no HSTS, nosniff, framing."""
    for path, seen in pages.items():
        result = score(bare(seen))
        for name in ("content-security-policy", "referrer-policy"):
            assert result.results[name] == BEST[name], path
        lost = {name: POINTS[one] for name, one in result.results.items() if POINTS[one] < 0}
        assert lost == {
            "strict-transport-security": -20, "x-content-type-options": -5, "x-frame-options": -20,
        }, path  # fmt: skip
        assert (result.total, result.grade) == (55, "C"), path


# What is left when a header is lost: with the page, which says two things itself, and without it.
LOST = {
    "content-security-policy": (150, 75),
    "referrer-policy": (150, 145),
    "x-frame-options": (150, 150),
    "x-content-type-options": (145, 145),
    "cross-origin-opener-policy": (140, 140),
    "cross-origin-embedder-policy": (140, 140),
    "cross-origin-resource-policy": (140, 140),
    "strict-transport-security": (80, 80),
}


@pytest.mark.parametrize("name", LOST)
def test_a_header_that_is_lost_is_seen(name: str, pages: dict[str, Seen]) -> None:
    told = {key: value for key, value in pages["/"].headers.items() if key != name}
    assert len(told) == len(pages["/"].headers) - 1
    with_page, without = Seen(told, pages["/"].body), Seen(told)
    assert (score(with_page).total, score(without).total) == LOST[name]


def test_framing_is_forbidden_twice(pages: dict[str, Seen]) -> None:
    """Only when both ways are lost does the score fall, so neither is there for nothing."""
    told = dict(pages["/"].headers)
    policy = told["content-security-policy"]
    told["content-security-policy"] = policy.replace("; frame-ancestors 'none'", "")
    assert score(Seen(told)).results["x-frame-options"] == "x-frame-options-sameorigin-or-deny"
    del told["x-frame-options"]
    assert score(Seen(told)).total == 80


@pytest.mark.parametrize(
    ("name", "value", "result"),
    [
        ("content-security-policy", "default-src 'none'; script-src 'unsafe-inline'", "csp-implemented-with-unsafe-inline"),
        ("content-security-policy", "default-src 'none'; script-src *", "csp-implemented-with-unsafe-inline"),
        ("content-security-policy", "default-src 'none'; script-src data:", "csp-implemented-with-unsafe-inline"),
        ("content-security-policy", "img-src 'self'", "csp-implemented-with-unsafe-inline"),
        ("content-security-policy", "default-src 'none'; object-src https:", "csp-implemented-with-unsafe-inline"),
        ("content-security-policy", "default-src 'none'; script-src 'self' 'unsafe-eval'", "csp-implemented-with-unsafe-eval"),
        ("content-security-policy", "default-src 'none'; font-src http://a.example", "csp-implemented-with-insecure-scheme"),
        ("content-security-policy", "default-src 'none'; img-src http://a.example", "csp-implemented-with-insecure-scheme-in-passive-content-only"),
        ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'", "csp-implemented-with-unsafe-inline-in-style-src-only"),
        ("content-security-policy", "default-src 'self'", "csp-implemented-with-no-unsafe"),
        ("content-security-policy", "default-src 'none'; img-src a; img-src b", "csp-header-invalid"),
        ("content-security-policy", "none", "csp-header-invalid"),
        ("content-security-policy", "default-src 'none'; script-src 'strict-dynamic'", "csp-header-invalid"),
        ("set-cookie", "a=b", "cookies-without-secure-flag-but-protected-by-hsts"),
        ("set-cookie", "session=b; Secure", "cookies-session-without-httponly-flag"),
        ("cross-origin-embedder-policy", "Require-Corp", "coep-header-invalid"),
        ("cross-origin-embedder-policy", "unsafe-none", "coep-implemented-with-unsafe-none"),
        ("cross-origin-opener-policy", '"same-origin"', "coop-header-invalid"),
        ("cross-origin-opener-policy", "same-origin, same-origin", "coop-header-invalid"),
        ("cross-origin-resource-policy", "cross-origin", "corp-implemented-with-cross-origin"),
        ("cross-origin-resource-policy", "none", "corp-header-invalid"),
        ("referrer-policy", "unsafe-url", "referrer-policy-unsafe"),
        ("referrer-policy", "never", "referrer-policy-header-invalid"),
        ("strict-transport-security", "max-age=86400", "hsts-implemented-max-age-less-than-six-months"),
        ("strict-transport-security", "includeSubDomains", "hsts-header-invalid"),
        ("strict-transport-security", "max-age=63072000, max-age=63072000", "hsts-header-invalid"),
        ("x-content-type-options", "no", "x-content-type-options-header-invalid"),
    ],
)  # fmt: skip
def test_a_header_that_is_worse_is_seen(
    name: str, value: str, result: str, pages: dict[str, Seen]
) -> None:
    found = score(Seen({**pages["/"].headers, name: value}))
    assert result in found.results.values()
    assert found.total < BEST_BY_HEADERS


def test_a_page_cannot_loosen_what_its_server_says(pages: dict[str, Seen]) -> None:
    body = "<meta http-equiv=Content-Security-Policy content=\"default-src *; script-src 'unsafe-inline'\">"
    assert score(Seen(pages["/"].headers, body)).total == BEST_BY_HEADERS
    assert score(bare(Seen({}, body))).results["content-security-policy"] == (
        "csp-implemented-with-unsafe-inline"
    )


@pytest.mark.parametrize(
    ("script", "points"),
    [
        ("<script src=/a.js>", 0),
        ("<script src=https://a.example/a.js>", -5),
        ("<script src=https://a.example/a.js integrity=sha384-a>", 5),
        ("<script src=http://a.example/a.js integrity=sha384-a>", -20),
        ("<script src=//a.example/a.js>", -50),
    ],
)
def test_scripts_of_others_are_seen(script: str, points: int, pages: dict[str, Seen]) -> None:
    result = score(Seen(pages["/"].headers, script + "</script>"))
    assert POINTS[result.results["subresource-integrity"]] == points


@pytest.mark.parametrize(
    ("route", "points"),
    [
        ((), 0),
        (("http://a.example/", "https://a.example/"), 0),
        (("http://a.example/", "https://b.example/"), -5),
        (("http://a.example/", "http://b.example/", "https://b.example/"), -10),
        (("http://a.example/", "http://b.example/"), -20),
        (("http://a.example/",), -20),
    ],
)
def test_the_way_to_https_is_seen(route: tuple[str, ...], points: int) -> None:
    assert POINTS[score(Seen({}, route=route)).results["redirection"]] == points


def test_nothing_at_all_is_graded_f_and_a_list_in_browsers_gives_five_more(
    pages: dict[str, Seen],
) -> None:
    result = score(Seen({}, route=("http://a.example/",)))
    assert (result.total, result.grade) == (10, "F")
    assert score(Seen(pages["/"].headers, is_preloaded=True)).total == 155


def test_the_table_is_whole() -> None:
    assert len(TESTS) == len(BEST) == 12
    assert BEST.keys() == TESTS.keys()
    assert Score(BEST).total == Score(WITH_DATA).total == BEST_BY_HEADERS
    assert set(BEST.values()) <= POINTS.keys()
