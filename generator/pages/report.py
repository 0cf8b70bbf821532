"""Plan the report: what was proved of all files before they were published.

Invariant: the report tells only what the build that publishes it has checked, for a file that is at
fault stops the build; what it can't know (the host's logs), it says it does not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from generator.model import Edition, Kit, Leave, Output, Proof, Settings, Site
from generator.pages.paths import page_path
from generator.pages.standing import above, below
from generator.policy import content_security, of_comments, rules

HTML, DATA = "privacy.html", "privacy.json"  # the layout, and the file for programs
KINDS = ("images", "fonts", "styles", "media", "frames")


def report(site: Site, planned: Mapping[str, Output]) -> Iterator[Output]:
    """Plan `privacy.html` in each language and privacy.json, after all other files.

    `proof`: Proof. `heading`: text. `page` is the standing page of that address, or None, and
    `content` its body, or None: what the site itself says of privacy stands above what was checked.
    """
    if not site.settings.privacy.report:
        return
    proof = _proof(site, planned)
    for one in site.whole:
        url = _address(one.settings)
        own = above(one, url)
        path, cause = page_path(url, one.settings.root), own.path if own else "site.toml"
        data = {"page": own, "proof": proof}
        yield Output(path, HTML, data, cause, more=_of_report, edition=one.code)
    yield Output(DATA, json_view, {"proof": proof}, "site.toml")


def _address(settings: Settings) -> str:
    """Give the address of the report."""
    return f"{settings.home}privacy/"


def _of_report(edition: Edition, data: Mapping[str, Any]) -> Mapping[str, object]:
    """Give the report's head, and the body of the site's own words above it."""
    words = edition.words
    url, title = _address(edition.settings), words.text("privacy")
    return below(edition, url, data["page"], title, words.text("report_summary"))


def _proof(site: Site, planned: Mapping[str, Output]) -> Proof:
    """Count what is proved; the report's own files are files like the others."""
    own = len(site.whole)
    declared, assets = site.settings.privacy, site.assets
    running = (*declared.scripts, *_searches(site))
    made = [asset for asset in assets if asset.span and not asset.is_document]
    commented = sum(bool(one.leave.hosts) for one in planned.values())
    talking = content_security(site.settings, of_comments(site.settings))
    return Proof(
        pages=own + sum(path.endswith(".html") for path in planned),
        files=own + 1 + len(planned),
        pictures=len({one.digest for one in made if not one.path.endswith(".svg")}),
        drawings=len({one.digest for one in made if one.path.endswith(".svg")}),
        links=site.untracked,
        scripts=tuple((asset.url, asset.integrity) for asset in assets if asset.integrity),
        running=running,
        hosts={kind: getattr(declared, kind) for kind in KINDS if getattr(declared, kind)},
        documents=tuple((asset.url, asset.told) for asset in assets if asset.is_document),
        policy=content_security(site.settings),
        running_policy=content_security(site.settings, Leave(scripts=True)) if running else "",
        commented=commented,
        comments=site.settings.comments.origin,
        commented_policy=talking if commented else "",
        is_known=not declared.scripts
        and all(asset.is_known for asset in assets if asset.integrity),
    )


def _searches(site: Site) -> tuple[str, ...]:
    """List the addresses of the search pages, from the site's root."""
    homes = (one.settings.prefix for one in site.whole) if site.settings.search.enabled else ()
    return tuple(f"/{prefix}search/" for prefix in homes)


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
        "hosts_asked_for_comments": [proof.comments] if proof.commented else [],
        "pages_with_comments": proof.commented,
        "cookies": 0 if proof.is_still else None,
        "storage": 0 if proof.is_still else None,
        "scripts": [{"url": url, "integrity": name} for url, name in proof.scripts],
        "pages_that_run_scripts": list(proof.running),
        "articles_that_run_scripts": proof.commented,
        "pictures_cleaned": proof.pictures,
        "drawings_rewritten": proof.drawings,
        "links_cleaned": proof.links,
        "documents": [{"url": url, "metadata": dict(said)} for url, said in proof.documents],
        "headers": dict(rules(settings)[0].headers),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
