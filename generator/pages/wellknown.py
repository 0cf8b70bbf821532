"""Plan what machines ask for by a fixed name: robots.txt and .well-known/."""

from __future__ import annotations

from collections.abc import Iterator

from generator import policy
from generator.model import Kit, Output, SecurityText, Site
from generator.pages.crawlers import AI, UNUSUAL


def robots(site: Site) -> Iterator[Output]:
    """Plan robots.txt (RFC 9309): who may read, and where the sitemaps are."""
    names = ("sitemap.xml", "sitemap-news.xml") if _has_news(site) else ("sitemap.xml",)
    data = {"base_url": site.settings.base_url, "names": names}
    yield Output("robots.txt", robots_view, data, "site.toml")


def _has_news(site: Site) -> bool:
    """Tell whether there is a sitemap of news."""
    return any(one.news for one in site.whole)


def robots_view(kit: Kit, base_url: str, names: tuple[str, ...]) -> bytes:
    """Write robots.txt; those that are asked to stay away stand in groups of their own."""
    lines: list[str] = []
    for refused in (AI, UNUSUAL) if kit.settings.privacy.refuse_ai else ():
        lines += [*(f"User-agent: {name}" for name in refused), "Disallow: /", ""]
    lines += ["User-agent: *", "Allow: /", "", *(f"Sitemap: {base_url}{one}" for one in names), ""]
    return "\n".join(lines).encode()


def well_known(site: Site) -> Iterator[Output]:
    """Plan gpc.json and security.txt, which have their places at the top of a host alone."""
    if site.settings.root != "/":
        return
    yield Output(".well-known/gpc.json", gpc_view, {}, "site.toml")
    if site.settings.hosting.security:
        yield Output(".well-known/security.txt", security_view, {}, "site.toml")


def gpc_view(kit: Kit) -> bytes:  # noqa: ARG001 - every view is given a kit
    """Write gpc.json."""
    return policy.gpc()


def security_view(kit: Kit) -> bytes:
    """Write security.txt (RFC 9116); its end comes from site.toml, and nothing puts it off."""
    told = kit.settings.hosting.security or SecurityText()
    lines = [f"Contact: {one}" for one in told.contact]
    lines += [f"Expires: {told.expires:%Y-%m-%dT%H:%M:%SZ}"] if told.expires else []
    lines += [f"Encryption: {told.encryption}"] if told.encryption else []
    lines += [f"Acknowledgments: {told.acknowledgments}"] if told.acknowledgments else []
    lines += [f"Preferred-Languages: {', '.join(told.languages)}"] if told.languages else []
    lines.append(f"Canonical: {kit.settings.base_url}.well-known/security.txt")
    lines += [f"Policy: {told.policy}"] if told.policy else []
    return "\n".join([*lines, ""]).encode()
