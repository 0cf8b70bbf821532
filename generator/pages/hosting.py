"""Plan what servers read: the same headers for each of them, in its own words.

`_headers` is read by Netlify and by Cloudflare Pages. Where two rules meet, Netlify takes the later
one; Cloudflare joins both with a comma unless `! Name` takes the first away, a line that Netlify
leaves alone.
Invariant: every server is told what `policy.rules` says, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from urllib.parse import unquote

from generator.copies import TEXTS
from generator.editions import editions
from generator.model import Kit, Output, Settings, Site
from generator.policy import Rule, rules, shape
from generator.problems import WARNING, Finding

MOST, LONGEST = 100, 2_000  # rules, and signs of a line
HOSTS = ("images", "fonts", "styles", "media", "frames")
NOTE = "# Written by Hushpress from site.toml: what is changed here is lost at the next build.\n"


def hosting(site: Site) -> Iterator[Output]:
    """Plan `_headers`, and a file for each server that site.toml names."""
    yield Output("_headers", headers_view, {}, "site.toml")
    for server in site.settings.hosting.servers:
        path, view = SERVERS[server]
        yield Output(path, view, {}, "site.toml")


def limits(site: Site) -> Iterator[Finding]:
    """Find a `_headers` with more than Cloudflare Pages reads, as its documentation says."""
    found = rules(site.settings)
    number = sum(len(_patterns(rule, site.settings)) for rule in found)
    if number > MOST:
        message = f"_headers has {number} rules, and Cloudflare reads {MOST}"
        hint = "let fewer pages run scripts"
        yield Finding("site.toml", 0, message, hint, quote="scripts", rule="settings")
    long = max(len(f"  {name}: {value}") for rule in found for name, value in rule.headers)
    if long > LONGEST:
        message = f"_headers has a line of {long:,} characters, and Cloudflare reads {LONGEST:,}"
        kind = max(HOSTS, key=lambda one: len("".join(getattr(site.settings.privacy, one))))
        hint = f"declare fewer {kind}"
        yield Finding("site.toml", 0, message, hint, quote=kind, rule="settings")


def unknown_pages(site: Site, planned: Container[str]) -> Iterator[Finding]:
    """Find pages that may run scripts, says site.toml, and are not there."""
    for page in site.settings.privacy.scripts:
        path = unquote(page.removeprefix("/"))
        path += "index.html" if path.endswith("/") or not path else ""
        if path not in planned:
            message = f'scripts: no page of this site has the address "{page}"'
            hint = "take it out, or correct it"
            yield Finding("site.toml", 0, message, hint, WARNING, page, "link-nowhere")


def headers_view(kit: Kit) -> bytes:
    """Write the headers for Netlify and Cloudflare Pages."""
    first, *others = rules(kit.settings)
    lines = [f"{first.path}*", *(f"  {name}: {value}" for name, value in first.headers)]
    known = {name for name, _ in first.headers}
    for rule in others:
        for pattern in _patterns(rule, kit.settings):
            lines.append(pattern)
            for name, value in rule.headers:
                lines += [f"  ! {name}"] if name in known else []
                lines.append(f"  {name}: {value}")
    return "\n".join([*lines, ""]).encode()


def _patterns(rule: Rule, settings: Settings) -> tuple[str, ...]:
    """Say which files a rule is for, as `_headers` does."""
    if rule.kind == "folder":
        return (f"{rule.path}*",)
    if rule.kind == "shape":
        return (re.sub(r"\{([a-z]+)\}", r":\1", rule.path),)
    if rule.kind == "name":
        return (settings.root + rule.path, f"{settings.root}*/{rule.path}")
    return (rule.path,)


def _matching(rule: Rule) -> str:
    """Say which files a rule is for, as a regular expression.

    Servers compare it with addresses whose percent signs they have read already.
    """
    if rule.kind == "shape":
        return f"^{shape(unquote(rule.path))}(index[.]html)?$"
    path = re.escape(unquote(rule.path))
    if rule.kind == "folder":
        return f"^{path}"
    if rule.kind == "name":
        return f"/{path}$"
    # A server may look at a folder's address or at the file that it stands for.
    return f"^{path}{'(index[.]html)?' * rule.path.endswith('/')}$"


def _kept_back(settings: Settings) -> str:
    """Say, as a regular expression, what a host reads and nobody else needs to."""
    return f"^{re.escape(unquote(settings.root))}(_headers|_hosting|[.]ht)"


def nginx_view(kit: Kit) -> bytes:
    """Write the headers for nginx, to be included in a server block.

    nginx forgets the headers of a server in a location that adds its own, so each is added once,
    with a value that depends on the address; one without a value is not sent.
    """
    first, *others = rules(kit.settings)
    values = dict(first.headers)
    names = dict.fromkeys([*values, *(name for rule in others for name, _ in rule.headers)])
    special = {name for rule in others for name, _ in rule.headers}
    lines = [NOTE + "charset utf-8;", *_missing(kit.settings)]
    lines += [
        f'set ${_variable(name)} "{values.get(name, "")}";' for name in names if name in special
    ]
    for rule in others:
        for name, value in rule.headers:
            if name != "Content-Type":
                test = f'if ($uri ~ "{_matching(rule)}")'
                lines.append(f'{test} {{ set ${_variable(name)} "{value}"; }}')
    for name in names:
        value = f"${_variable(name)}" if name in special else f'"{values[name]}"'
        lines += [f"add_header {name} {value} always;"] if name != "Content-Type" else []
    # Every nginx has gzip_static; one that has other modules, too, can be told so beside this file.
    lines += ["gzip_static on;", "gzip_vary on;"] * ("gz" in kit.settings.hosting.compress)
    lines.append(f'location ~ "{_kept_back(kit.settings)}" {{ return 404; }}')
    return "\n".join([*lines, ""]).encode()


def _missing(settings: Settings) -> Iterator[str]:
    """Name the page for what is not there; nginx knows no way to write a dollar sign."""
    if "$" in settings.root:
        return
    if not settings.languages:
        yield f'error_page 404 "{unquote(settings.root)}404.html";'
        return
    yield f'set $hushpress_missing "{unquote(settings.root)}404.html";'
    for home in _homes(settings):
        folder = unquote(home)
        test = f'if ($uri ~ "^{re.escape(folder)}")'
        yield f'{test} {{ set $hushpress_missing "{folder}404.html"; }}'
    yield "error_page 404 $hushpress_missing;"


def _homes(settings: Settings) -> list[str]:
    """List the folders of other languages, each with a page of its own for what is not there."""
    return [one.home for code, one in editions(settings).items() if code]


def _variable(name: str) -> str:
    """Name nginx's variable for a header."""
    return "hushpress_" + name.lower().replace("-", "_")


def apache_view(kit: Kit) -> bytes:
    """Write the headers for Apache, where .htaccess is read (AllowOverride All)."""
    first, *others = rules(kit.settings)
    root = kit.settings.root
    lines = [NOTE + "Options -Indexes", f"ErrorDocument 404 {root}404.html"]
    for home in _homes(kit.settings):
        lines += [f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(unquote(home))}#">']
        lines += [f"  ErrorDocument 404 {home}404.html", "</If>"]
    lines += ["AddDefaultCharset utf-8", "AddCharset utf-8 .xml .json .css"]
    lines += [f'Header always set {name} "{value}"' for name, value in first.headers]
    lines += _apache_copies(kit.settings)
    # A copy that is handed out in a file's place is asked for under its own name.
    end = "([.](br|gz|zst))?$" if kit.settings.hosting.compress else "$"
    for rule in others:
        pattern = re.sub(r"\$$", lambda _: end, _matching(rule))
        lines.append(f'<If "%{{REQUEST_URI}} =~ m#{pattern}#">')
        for name, value in rule.headers:
            # What is not there must not be kept: only what is found is told how long it lasts.
            always = "" if name == "Cache-Control" else "always "
            word = "ForceType" if name == "Content-Type" else f"Header {always}set {name}"
            lines.append(f'  {word} "{value}"')
        lines.append("</If>")
    lines.append(f'<If "%{{REQUEST_URI}} =~ m#{_kept_back(kit.settings)}#">')
    return "\n".join([*lines, "  Require all denied", "</If>", ""]).encode()


def _apache_copies(settings: Settings) -> Iterator[str]:
    """Let Apache hand out compressed copies to browsers that can read them (mod_rewrite)."""
    kinds = settings.hosting.compress
    if not kinds:
        return
    yield "<IfModule mod_rewrite.c>"
    yield "RewriteEngine On"
    for kind, coding in (("br", "br"), ("zst", "zstd"), ("gz", "gzip")):
        if kind in kinds:
            yield f'RewriteCond %{{HTTP:Accept-Encoding}} "(^|[ ,]){coding}([ ,;]|$)"'
            yield f"RewriteCond %{{REQUEST_FILENAME}}.{kind} -f"
            yield f'RewriteRule "^.+$" "%{{REQUEST_URI}}.{kind}" [L]'
    yield "</IfModule>"
    texts = "|".join(sorted(TEXTS))
    for kind, coding in (("br", "br"), ("zst", "zstd"), ("gz", "gzip")):
        if kind in kinds:  # else .br is Breton, and .gz a type of its own; an archive stays one
            yield f'<FilesMatch "[.]({texts})[.]{kind}$">'
            yield f"  RemoveLanguage .{kind}"
            yield f"  RemoveType .{kind}"
            yield f"  AddEncoding {coding} .{kind}"
            yield "</FilesMatch>"
    yield f'<FilesMatch "[.]({texts})([.](br|gz|zst))?$">'
    yield '  Header merge Vary "Accept-Encoding"'
    yield "</FilesMatch>"


def caddy_view(kit: Kit) -> bytes:
    """Write the headers for Caddy, to be imported in a site block; a route keeps their order."""
    first, *others = rules(kit.settings)
    lines = [NOTE + "route {", "  header {"]
    lines += [f'    {name} "{value}"' for name, value in first.headers]
    lines.append("  }")
    for number, rule in enumerate(others, 1):
        lines.append(f'  @hushpress{number} path_regexp "{_matching(rule)}"')
        lines.append(f"  header @hushpress{number} {{")
        lines += [f'    {name} "{value}"' for name, value in rule.headers]
        lines.append("  }")
    hidden = _kept_back(kit.settings)
    lines += [
        f'  @hushpress path_regexp "{hidden}"',
        "  error @hushpress 404",
        "}",
        "handle_errors {",
    ]
    # What is not there yet may be there in a minute.
    lines.append("  header -Cache-Control")
    root, homes = unquote(kit.settings.root), [unquote(home) for home in _homes(kit.settings)]
    if homes:
        patterns = " ".join(f'"{home}*"' for home in homes)
        lines.append(f"  @hushpress_home not path {patterns}")
    for number, home in enumerate(homes, 1):
        lines.append(f'  @hushpress_home{number} path "{home}*"')
        lines.append(f'  rewrite @hushpress_home{number} "{home}404.html"')
    lines.append(f'  rewrite {"@hushpress_home" if homes else "*"} "{root}404.html"')
    lines += ["  file_server", "}", ""]
    return "\n".join(lines).encode()


SERVERS: dict[str, tuple[str, Callable[[Kit], bytes]]] = {
    "nginx": ("_hosting/nginx.conf", nginx_view),
    "apache": (".htaccess", apache_view),
    "caddy": ("_hosting/Caddyfile", caddy_view),
}
