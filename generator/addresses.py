"""Judge the addresses that authors write: on the web, and on this site.

Invariant: only http and https lead out of the site; an address of the site's own names one file
below its root, on every kind of disk.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from generator.slugs import DEVICE, url_path

WEB = re.compile(
    r"""https?://
    (?:(?P<host>[^\s/?\#:@\\\[\]<>"%\x00-\x20\x7f]{1,253})|\[[0-9a-f:.]{2,45}\])
    (?::(?P<port>[0-9]{1,5}))?
    (?P<path>/[^\s?\#<>"\\^`{|}\x00-\x20\x7f]*)?
    (?P<rest>[?\#][^\s<>"\\^`{|}\x00-\x20\x7f]*)?""",
    re.VERBOSE | re.IGNORECASE,
)
# What servers and hosts read themselves, wherever it lies: Apache, PHP, IIS, Netlify, Cloudflare
# Pages, Vercel, Azure, GitHub Pages; and the own preview.
CONFIGURING = re.compile(
    r"\.(?!well-known$).*|_headers|_redirects|_routes\.json|_worker\.(?:js|bundle)|_hosting|_hushpress|_config\.yml"
    r"|web\.config|netlify\.toml|vercel\.json|now\.json|firebase\.json|wrangler\.(?:toml|jsonc?)"
    r"|staticwebapp\.config\.json|cname",
    re.IGNORECASE,
)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S*", re.IGNORECASE)
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
UNFIT = '\\:*"<>|'  # what some disk can't have in a name
PORTS = 65535  # the last one
LONGEST = 200  # bytes of one name: a file name may have 255


def is_web_address(text: str) -> bool:
    """Tell whether a text is a full http or https address without a password in it."""
    found = WEB.fullmatch(text)
    if not found or int(found["port"] or 0) > PORTS:
        return False
    return not found["host"] or bool(web_host(found["host"]))


def has_scheme(text: str) -> bool:
    """Tell whether a text without blanks begins like an address: `mailto:`, `javascript:`."""
    return bool(SCHEME.fullmatch(text))


def web_host(host: str) -> str:
    """Give a host as browsers send it, in ASCII; nothing if there can't be such a host."""
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    labels = name.removesuffix(".").split(".")
    return name.lower() if all(map(LABEL.fullmatch, labels)) else ""


def base_url(text: str) -> tuple[str, str, str]:
    """Give a site's address in its one spelling; else what is wrong with it, and a likely one.

    `https://Bücher.example/news` gives `https://xn--bcher-kva.example/news/`.
    """
    found = WEB.fullmatch(text)
    example = "https://example.org/"
    if not found:
        if re.search(r"//[^/?#]*@", text):
            return "", "holds a name or a password", example
        likely = "https://" + text.removeprefix("//").rstrip("/") + "/"
        is_bare = not has_scheme(text) and "." in text and bool(WEB.fullmatch(likely))
        return "", "is not a full web address", likely if is_bare else example
    host, path = web_host(found["host"] or ""), unquote(found["path"] or "/")
    scheme = text.partition(":")[0].lower()
    if not found["host"]:
        host = text.partition("//")[2].partition("]")[0].lower() + "]"
    if not host or int(found["port"] or 0) > PORTS:
        return "", "names no host", example
    port = f":{found['port']}" if found["port"] else ""
    whole = f"{scheme}://{host}{port}{url_path(path).removesuffix('/')}/"
    names = path.removeprefix("/").removesuffix("/").split("/")
    if found["rest"]:
        return "", f'holds "{found["rest"][0]}", and a site has no such address', whole
    if names != [""] and any(map(_is_unfit, names)):
        return "", "has a path that is no folder", f"{scheme}://{host}{port}/"
    return whole, "", ""


def own_path(text: str) -> tuple[str, str]:
    """Give an address below the site's root in its one spelling, and what is wrong with it.

    `/old/über/` gives `/old/%C3%BCber/`. What is wrong is told as the end of a sentence.
    """
    path = unquote(text)
    wrong = _wrong(text, path)
    return ("", wrong) if wrong else (url_path(path), "")


def configures(path: str) -> bool:
    """Tell whether a path names a file that a server reads as its settings, or one in its place."""
    return any(map(CONFIGURING.fullmatch, unquote(path).strip("/").split("/")))


def _wrong(text: str, path: str) -> str:
    """Say why a text is no address of a file on this site; `path` is the same without %20."""
    unfit = next((sign for sign in path if sign in UNFIT or not _is_shown(sign)), "")
    names = path.removeprefix("/").removesuffix("/").split("/")
    query = next((sign for sign in text if sign in "?#"), "")
    reasons = (
        (has_scheme(text) or text.startswith("//"), "is a full address"),
        (not text.startswith("/"), 'does not begin with "/"'),
        (query, f'holds "{query}", which names no page'),
        (unfit, f"holds {_name(unfit)}, which no file can have in its name"),
        (names == [""], "is the front page"),
        (any(map(_is_unfit, names)), "names no file below the site's root"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _is_shown(sign: str) -> bool:
    """Tell whether people can see a character."""
    return sign.isprintable() and sign != "\ufffd"


def _name(sign: str) -> str:
    """Show a character, or its number if it can't be seen."""
    if not sign:
        return ""
    return f'"{sign}"' if sign.isprintable() and sign != "\ufffd" else f"U+{ord(sign):04X}"


def _is_unfit(name: str) -> bool:
    """Tell whether a folder or file can't have a name: none, dots, a device of Windows."""
    stem = name.partition(".")[0].strip().lower()
    return (
        not name.strip(". ")
        or name[-1] in ". "
        or bool(DEVICE.fullmatch(stem))
        or len(name.encode("utf-8", "replace")) > LONGEST
        or "%" in name
    )
