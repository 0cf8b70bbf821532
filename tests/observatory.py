"""Score a page as MDN HTTP Observatory 1.6 does: twelve tests, a result and points for each.

Written down from what the scanner documents and does, as far as a static site can get there. What
a page alone doesn't show is told by whoever asks: the way from http to https, and whether browsers
come with the name of the host. Bonuses count only when there are less than eleven penalty points,
so 150 is the most that headers can give: CSP, COEP, COOP and CORP ten each, Referrer-Policy and
framing five. Beyond that are being preloaded, and integrity of scripts, for sites that have some.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

BEST_BY_HEADERS = 150
MINIMUM_FOR_BONUS = 90
SIX_MONTHS = 15_552_000  # 180 days: the scanner rounds down
POINTS = {
    "csp-implemented-with-no-unsafe-default-src-none": 10,
    "csp-implemented-with-no-unsafe": 5,
    "csp-implemented-with-unsafe-inline-in-style-src-only": 0,
    "csp-implemented-with-insecure-scheme-in-passive-content-only": -10,
    "csp-implemented-with-unsafe-eval": -10,
    "csp-implemented-with-unsafe-inline": -20,
    "csp-implemented-with-insecure-scheme": -20,
    "csp-header-invalid": -25,
    "csp-not-implemented": -25,
    "csp-not-implemented-but-reporting-enabled": -25,
    "cookies-secure-with-httponly-sessions-and-samesite": 5,
    "cookies-secure-with-httponly-sessions": 0,
    "cookies-not-found": 0,
    "cookies-without-secure-flag-but-protected-by-hsts": -5,
    "cookies-without-secure-flag": -20,
    "cookies-session-without-httponly-flag": -30,
    "coep-implemented-with-require-corp": 10,
    "coep-implemented-with-credentialless": 10,
    "coep-implemented-with-unsafe-none": 0,
    "coep-not-implemented": 0,
    "coep-header-invalid": -5,
    "coop-implemented-with-same-origin": 10,
    "coop-implemented-with-same-origin-allow-popups": 10,
    "coop-implemented-with-noopener-allow-popups": 10,
    "coop-implemented-with-unsafe-none": 0,
    "coop-not-implemented": 0,
    "coop-header-invalid": -5,
    "corp-implemented-with-same-origin": 10,
    "corp-implemented-with-same-site": 10,
    "corp-implemented-with-cross-origin": 0,
    "corp-not-implemented": 0,
    "corp-header-invalid": -5,
    "cross-origin-resource-sharing-not-implemented": 0,
    "cross-origin-resource-sharing-implemented-with-public-access": 0,
    "cross-origin-resource-sharing-implemented-with-restricted-access": 0,
    "cross-origin-resource-sharing-implemented-with-universal-access": -50,
    "redirection-all-redirects-preloaded": 0,
    "redirection-to-https": 0,
    "redirection-not-needed-no-http": 0,
    "redirection-off-host-from-http": -5,
    "redirection-not-to-https-on-initial-redirection": -10,
    "redirection-not-to-https": -20,
    "redirection-missing": -20,
    "referrer-policy-private": 5,
    "referrer-policy-not-implemented": 0,
    "referrer-policy-unsafe": -5,
    "referrer-policy-header-invalid": -5,
    "hsts-preloaded": 5,
    "hsts-implemented-max-age-at-least-six-months": 0,
    "hsts-implemented-max-age-less-than-six-months": -10,
    "hsts-not-implemented": -20,
    "hsts-header-invalid": -20,
    "sri-implemented-and-all-scripts-loaded-securely": 5,
    "sri-implemented-and-external-scripts-loaded-securely": 5,
    "sri-not-implemented-response-not-html": 0,
    "sri-not-implemented-but-no-scripts-loaded": 0,
    "sri-not-implemented-but-all-scripts-loaded-from-secure-origin": 0,
    "sri-not-implemented-but-external-scripts-loaded-securely": -5,
    "sri-implemented-but-external-scripts-not-loaded-securely": -20,
    "sri-not-implemented-and-external-scripts-not-loaded-securely": -50,
    "x-content-type-options-nosniff": 0,
    "x-content-type-options-not-implemented": -5,
    "x-content-type-options-header-invalid": -5,
    "x-frame-options-implemented-via-csp": 5,
    "x-frame-options-sameorigin-or-deny": 5,
    "x-frame-options-allow-from-origin": 0,
    "x-frame-options-not-implemented": -20,
    "x-frame-options-header-invalid": -20,
}
GRADES = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"),
          (50, "C"), (45, "C-"), (40, "D+"), (30, "D"), (25, "D-"), (0, "F"))  # fmt: skip
BROAD = frozenset(("ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*",
                   "https://*.*"))  # fmt: skip
INLINE = frozenset(("'unsafe-inline'", "data:"))
PRIVATE = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
TELLING = ("origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade")
IN_HEADERS_ONLY = ("frame-ancestors", "report-uri", "sandbox")


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold what the scanner sees of a page: its headers have names in small letters.

    `route` is the way that a request over http takes; it is empty when nobody answers there.
    """

    headers: Mapping[str, str]
    body: str = ""
    route: tuple[str, ...] = ("http://example.org/", "https://example.org/")
    is_preloaded: bool = False

    @property
    def is_html(self) -> bool:
        kind = self.headers.get("content-type", "").partition(";")[0].strip()
        return kind in ("text/html", "application/xhtml+xml")

    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.body if self.is_html else "")


@dataclass(frozen=True, slots=True)
class Score:
    """Hold the result of each test, and what comes of all of them."""

    results: Mapping[str, str]

    @property
    def total(self) -> int:
        points = [POINTS[result] for result in self.results.values()]
        plain = 100 + sum(point for point in points if point < 0)
        return max(100 + sum(points) if plain >= MINIMUM_FOR_BONUS else plain, 0)

    @property
    def grade(self) -> str:
        return next(grade for least, grade in GRADES if self.total >= least)


def policies(seen: Seen) -> tuple[list[str], list[str]]:
    """Give the content security policies of the headers, and those of the page itself."""
    header = seen.headers.get("content-security-policy")
    metas = [
        meta.attributes.get("content") or ""
        for meta in seen.tree().css("meta[http-equiv][content]")
        if (meta.attributes["http-equiv"] or "").strip().lower() == "content-security-policy"
    ]
    return ([] if header is None else [header]), [text for text in metas if text]


def parsed(texts: Iterable[str]) -> dict[str, set[str]]:
    """Read policies that hold together; one that is no policy, or repeats itself, is an error.

    A source stays when all of them name it. What only a later one has counts as 'none'. Addresses
    for reports may stand there twice: the scanner takes the ten points for that, here they stay.
    """
    found: dict[str, set[str]] = {}
    for number, text in enumerate(texts):
        if len(text.strip()) < len("img-src") - 1:
            raise ValueError(text)
        own: dict[str, set[str]] = {}
        for words in (part.lower().split() for part in text.split(";")):
            if words and words[0] in own and words[0] not in ("report-uri", "report-to"):
                raise ValueError(words[0])
            if words:
                own.setdefault(words[0], set(words[1:]))
        for name, sources in own.items():
            kept = sources if number == 0 else sources & found.get(name, set())
            found[name] = kept or {"'none'"}
    return found


def content_security_policy(seen: Seen) -> str:
    told, own = policies(seen)
    try:
        policy = parsed(told + own)
    except ValueError:
        return "csp-header-invalid"
    if not told and not set(policy).difference(IN_HEADERS_ONLY):
        reports = "content-security-policy-report-only" in seen.headers
        return "csp-not-implemented" + ("-but-reporting-enabled" if reports else "")
    otherwise = policy.get("default-src", {"*"})
    scripts, objects, styles = (
        _in_effect(policy.get(name, otherwise))
        for name in ("script-src", "object-src", "style-src")
    )
    if "'strict-dynamic'" in scripts and not _names_single_ones(scripts):
        return "csp-header-invalid"
    passive = ("img-src", "media-src")
    active = set().union(*(policy[name] for name in policy.keys() - {*passive, "script-src"}))
    shown = set().union(*(policy.get(name, policy.get("default-src", set())) for name in passive))
    if scripts & (BROAD | INLINE) or objects & BROAD:
        return "csp-implemented-with-unsafe-inline"
    if _is_open(active | scripts):
        return "csp-implemented-with-insecure-scheme"
    if "'unsafe-eval'" in scripts | styles:
        return "csp-implemented-with-unsafe-eval"
    if _is_open(shown):
        return "csp-implemented-with-insecure-scheme-in-passive-content-only"
    if styles & (BROAD | INLINE):
        return "csp-implemented-with-unsafe-inline-in-style-src-only"
    nothing = policy.get("default-src") == {"'none'"}
    return "csp-implemented-with-no-unsafe" + ("-default-src-none" if nothing else "")


def _in_effect(sources: set[str]) -> set[str]:
    """Leave out what browsers ignore beside hashes and nonces."""
    if not _names_single_ones(sources):
        return sources
    is_strict = "'strict-dynamic'" in sources
    ignored = (*BROAD, "'self'", "'unsafe-inline'") if is_strict else ("'unsafe-inline'",)
    return {source for source in sources if not source.startswith(ignored)}


def _names_single_ones(sources: set[str]) -> bool:
    return any(re.match(r"'(sha(256|384|512)|nonce)-", source) for source in sources)


def _is_open(sources: set[str]) -> bool:
    return any(source.startswith(("http:", "ftp:")) for source in sources)


def cookies(seen: Seen) -> str:
    """Judge one cookie: a static site has none, so which of many is worst doesn't matter."""
    cookie = seen.headers.get("set-cookie")
    if cookie is None:
        return "cookies-not-found"
    pair, *flags = (part.strip().lower() for part in cookie.split(";"))
    name = pair.partition("=")[0]
    if ("login" in name or "sess" in name) and "httponly" not in flags:
        return "cookies-session-without-httponly-flag"
    if "secure" not in flags:
        is_held = POINTS[strict_transport_security(seen)] >= 0
        return "cookies-without-secure-flag" + ("-but-protected-by-hsts" if is_held else "")
    is_bound = any(flag.startswith("samesite=") for flag in flags)
    return "cookies-secure-with-httponly-sessions" + ("-and-samesite" if is_bound else "")


def _token(value: str) -> str:
    """Read a structured field (RFC 8941) that is a token, with or without parameters."""
    found = re.fullmatch(
        r"""([a-zA-Z*][^\s;",]*)(?:;\ *[a-z*][a-z0-9_.*-]*(?:=(?:"[^"]*"|[^\s;"]+))?)*""",
        value.strip(),
        re.VERBOSE,
    )
    return found[1] if found else ""


def _isolation(seen: Seen, header: str, short: str, known: tuple[str, ...]) -> str:
    value = seen.headers.get(header)
    if not value:
        return f"{short}-not-implemented"
    token = _token(value)
    return f"{short}-implemented-with-{token}" if token in known else f"{short}-header-invalid"


def cross_origin_embedder_policy(seen: Seen) -> str:
    known = ("require-corp", "credentialless", "unsafe-none")
    return _isolation(seen, "cross-origin-embedder-policy", "coep", known)


def cross_origin_opener_policy(seen: Seen) -> str:
    known = ("same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none")
    return _isolation(seen, "cross-origin-opener-policy", "coop", known)


def cross_origin_resource_policy(seen: Seen) -> str:
    value = seen.headers.get("cross-origin-resource-policy", "").strip().lower()
    if not value:
        return "corp-not-implemented"
    known = value in ("same-origin", "same-site", "cross-origin")
    return f"corp-implemented-with-{value}" if known else "corp-header-invalid"


def cross_origin_resource_sharing(seen: Seen) -> str:
    start = "cross-origin-resource-sharing-"
    origin = seen.headers.get("access-control-allow-origin", "").strip().lower()
    if not origin:
        return f"{start}not-implemented"
    if origin == "*":
        return f"{start}implemented-with-public-access"
    sends = seen.headers.get("access-control-allow-credentials", "").strip().lower() == "true"
    return f"{start}implemented-with-{'universal' if sends else 'restricted'}-access"


def redirection(seen: Seen) -> str:
    if not seen.route:
        return "redirection-not-needed-no-http"
    if seen.is_preloaded:
        return "redirection-all-redirects-preloaded"
    if len(seen.route) == 1:
        return "redirection-missing"
    first, second, last = (urlsplit(seen.route[number]) for number in (0, 1, -1))
    if last.scheme != "https":
        return "redirection-not-to-https"
    if second.scheme != "https":
        return "redirection-not-to-https-on-initial-redirection"
    is_same = first.hostname == second.hostname
    return "redirection-to-https" if is_same else "redirection-off-host-from-http"


def referrer_policy(seen: Seen) -> str:
    """Take the last value that is known; the page's own stands after that of the server."""
    metas = seen.tree().css("meta[name]:not([http-equiv])")
    own = [
        meta.attributes.get("content") or ""
        for meta in metas
        if (meta.attributes["name"] or "").strip().lower() == "referrer"
    ]
    values = [*([seen.headers["referrer-policy"]] if "referrer-policy" in seen.headers else []),
              *own[-1:]]  # fmt: skip
    if not values:
        return "referrer-policy-not-implemented"
    words = [word.strip().lower() for word in ",".join(values).split(",")]
    known = [word for word in words if word in PRIVATE + TELLING]
    if not known:
        return "referrer-policy-header-invalid"
    return f"referrer-policy-{'private' if known[-1] in PRIVATE else 'unsafe'}"


def strict_transport_security(seen: Seen) -> str:
    if seen.is_preloaded:
        return "hsts-preloaded"
    value = seen.headers.get("strict-transport-security")
    if value is None:
        return "hsts-not-implemented"
    ages = [part.strip().lower() for part in value.split(";")]
    found = [re.match(r"max-age=(\d+)", part) for part in ages]
    age = next((int(match[1]) for match in reversed(found) if match), None)
    if "," in value or age is None:
        return "hsts-header-invalid"
    length = "at-least" if age >= SIX_MONTHS else "less-than"
    return f"hsts-implemented-max-age-{length}-six-months"


def subresource_integrity(seen: Seen) -> str:
    """Look at scripts; data in a script element, as JSON-LD, is counted as one of the site's."""
    if not seen.is_html:
        return "sri-not-implemented-response-not-html"
    scripts = seen.tree().css("script")
    if not scripts:
        return "sri-not-implemented-but-no-scripts-loaded"
    own = urlsplit(seen.route[-1]).hostname if seen.route else None
    results = []
    for script in scripts:
        source, has_hash = script.attributes.get("src"), bool(script.attributes.get("integrity"))
        url = urlsplit(source or "")
        if url.netloc and (not url.scheme or url.hostname != own):
            if not url.scheme or url.scheme == "http":
                results.append("sri-implemented-but-external-scripts-not-loaded-securely" if has_hash
                               else "sri-not-implemented-and-external-scripts-not-loaded-securely")  # fmt: skip
            else:
                results.append("sri-implemented-and-external-scripts-loaded-securely" if has_hash
                               else "sri-not-implemented-but-external-scripts-loaded-securely")  # fmt: skip
        elif has_hash:
            results.append("sri-implemented-and-all-scripts-loaded-securely")
    otherwise = "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"
    return min(results, key=POINTS.__getitem__, default=otherwise)


def x_content_type_options(seen: Seen) -> str:
    value = seen.headers.get("x-content-type-options")
    if not value:
        return "x-content-type-options-not-implemented"
    is_known = value.strip().lower() == "nosniff"
    return f"x-content-type-options-{'nosniff' if is_known else 'header-invalid'}"


def x_frame_options(seen: Seen) -> str:
    """Look at both ways to say it: frame-ancestors counts in the header only, as in browsers.

    The scanner lets it count in a page as well; that is more than it is worth.
    """
    try:
        if "frame-ancestors" in parsed(policies(seen)[0]):
            return "x-frame-options-implemented-via-csp"
    except ValueError:
        pass
    value = seen.headers.get("x-frame-options", "").strip().lower()
    if not value:
        return "x-frame-options-not-implemented"
    if value in ("deny", "sameorigin"):
        return "x-frame-options-sameorigin-or-deny"
    allows = value.startswith("allow-from")
    return f"x-frame-options-{'allow-from-origin' if allows else 'header-invalid'}"


TESTS: dict[str, Callable[[Seen], str]] = {
    "content-security-policy": content_security_policy,
    "cookies": cookies,
    "cross-origin-embedder-policy": cross_origin_embedder_policy,
    "cross-origin-opener-policy": cross_origin_opener_policy,
    "cross-origin-resource-sharing": cross_origin_resource_sharing,
    "redirection": redirection,
    "referrer-policy": referrer_policy,
    "strict-transport-security": strict_transport_security,
    "subresource-integrity": subresource_integrity,
    "x-content-type-options": x_content_type_options,
    "x-frame-options": x_frame_options,
    "cross-origin-resource-policy": cross_origin_resource_policy,
}


def score(seen: Seen) -> Score:
    """Run the twelve tests."""
    return Score({name: test(seen) for name, test in TESTS.items()})
