"""Plan the report: what was proved of all files before they were published.

Invariant: the report tells only what the build that publishes it has checked, for a file that is at
fault stops the build; what it can't know (the host's logs), it says it does not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from generator.model import Body, Kit, Output, Page, Proof, Settings, Site
from generator.pages.heads import head
from generator.policy import content_security, rules

HTML, DATA = "privacy/index.html", "privacy.json"
KINDS = ("images", "fonts", "styles", "media", "frames")


def report(site: Site, planned: Mapping[str, Output]) -> Iterator[Output]:
    """Plan `privacy.html` and privacy.json, after all other files. `proof`: Proof.

    `page` is the standing page of that address, or None, and `content` its body, or None: what the
    site itself says of privacy stands above what was checked.
    """
    settings = site.settings
    if not settings.privacy.report:
        return
    url = f"{settings.root}privacy/"
    own = next((page for page in site.pages if page.url == url), None)
    proof = _proof(site, planned)
    data = {**_said(site, own, url), "proof": proof}
    yield Output(HTML, "privacy.html", data, own.path if own else "site.toml")
    yield Output(DATA, json_view, {"proof": proof}, "site.toml")


def _said(site: Site, own: Page | None, url: str) -> Mapping[str, object]:
    """Give what the site says of privacy in its own words, and the page's head."""
    title = own.title if own else "Privacy"
    words = own.summary if own else "What was checked before these pages were published."
    content: Body | None = own.body if own else None
    return {"head": head(site, title, url, words), "page": own, "content": content}


def _proof(site: Site, planned: Mapping[str, Output]) -> Proof:
    """Count what is proved; the report's own two files are files like the others."""
    declared, assets = site.settings.privacy, site.assets
    made = [asset for asset in assets if asset.span and not asset.is_document]
    return Proof(
        pages=1 + sum(path.endswith(".html") for path in planned),
        files=2 + len(planned),
        pictures=len({one.digest for one in made if not one.path.endswith(".svg")}),
        drawings=len({one.digest for one in made if one.path.endswith(".svg")}),
        links=site.untracked,
        scripts=tuple((asset.url, asset.integrity) for asset in assets if asset.integrity),
        running=declared.scripts,
        hosts={kind: getattr(declared, kind) for kind in KINDS if getattr(declared, kind)},
        documents=tuple((asset.url, asset.told) for asset in assets if asset.is_document),
        policy=content_security(site.settings),
        running_policy=content_security(site.settings, runs=True) if declared.scripts else "",
    )


def json_view(kit: Kit, proof: Proof) -> bytes:
    """Write privacy.json: the same for programs."""
    told = asdict(proof)
    settings: Settings = kit.settings
    data = {
        "version": 1,
        "site": settings.base_url,
        "files_checked": told["files"],
        "pages_checked": told["pages"],
        "hosts_contacted": sorted({one for hosts in told["hosts"].values() for one in hosts}),
        "cookies": 0 if proof.is_still else None,
        "storage": 0 if proof.is_still else None,
        "scripts": [{"url": url, "integrity": name} for url, name in proof.scripts],
        "pages_that_run_scripts": list(proof.running),
        "pictures_cleaned": proof.pictures,
        "drawings_rewritten": proof.drawings,
        "links_cleaned": proof.links,
        "documents": [{"url": url, "metadata": dict(said)} for url, said in proof.documents],
        "headers": dict(rules(settings)[0].headers),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
