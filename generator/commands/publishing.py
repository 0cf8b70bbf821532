"""The command that brings the site to its readers: publish."""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import console
from generator.commands.common import DONE, USAGE, add, now
from generator.slugs import url_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.commands.common import Commands
    from generator.model import Settings
    from generator.release import Destination
    from generator.request import Request


def register(commands: Commands) -> None:
    """Add this command."""
    publish = add(
        commands,
        _publish,
        "build the site, and bring it to where readers get it",
        "hushpress publish --to /srv/www/news",
        "Where that is stands under [publish] in site.toml, or behind --to.",
    )
    publish.set_defaults(end="nothing was published")
    publish.add_argument("--to", type=Path, metavar="DIR", help="a folder of this machine")
    publish.add_argument(
        "--dry-run", action="store_true", help="list what would change, and change nothing"
    )
    publish.add_argument("--releases", action="store_true", help="list the releases that are there")
    publish.add_argument(
        "--rollback",
        nargs="?",
        const="",
        metavar="NAME",
        help="let readers get the release before this one, or that of this name",
    )
    publish.add_argument(
        "--keep", type=_count, metavar="N", help="how many releases stay (default: 5)"
    )


def _count(text: str) -> int:
    """Read how many releases are to stay."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of releases (write 5)')
    return int(text)


def _publish(options: argparse.Namespace) -> int:
    """Publish, or look at what is published."""
    from generator import release
    from generator.request import Request
    from generator.survey import site_settings

    request = Request(options.site, options.site / "output", now(), pool=os.cpu_count() or 1)
    whole = site_settings(request)
    settings = whole.publish
    if options.to:
        settings = replace(type(settings)(), folder=str(options.to.absolute()), keep=settings.keep)
    settings = replace(settings, keep=options.keep or settings.keep)
    with release.destination(settings, request.root) as place:
        if not options.releases and options.rollback is None:
            done, changed = _release(request, place, options)
            if not options.to:  # what was published on trial is no news to anybody
                _notify(whole, changed)
            return done
        if not isinstance(place, release.Releases):
            print("hushpress: a branch keeps what was published: see git log", file=sys.stderr)
            return USAGE
        if options.rollback is not None:
            print(f"readers get {release.roll_back(place, options.rollback)}")
            return DONE
        for name in place.names():
            print(f"{name}{' (current)' if name == place.current() else ''}")
        return DONE


def _release(
    request: Request, place: Destination, options: argparse.Namespace
) -> tuple[int, tuple[str, ...]]:
    """Build, say what changes, and publish it; give the files that readers get anew."""
    from generator.build import build
    from generator.publish import locked
    from generator.release.trees import tree

    with console.bar(time.monotonic) as progress:
        report = build(request, progress)
    console.tell(report.problems, sys.stderr)
    with locked(request.output):
        site = tree(request.output)
        changes = place.changes(request.output, site)
        if not changes:
            print("nothing changes: readers have this already")
            return DONE, ()
        print(changes.summary(), flush=True)
        if options.dry_run:
            print("\n".join(changes.lines()))
            return DONE, ()
        print(f"published to {place.publish(request.output, site, request.now)}")
    return DONE, (*changes.new, *changes.other)


def _notify(settings: Settings, changed: Iterable[str]) -> None:
    """Tell the hub that site.toml names which feeds changed; what is published stays so."""
    if not settings.feeds.hub:
        return
    from generator.outside import UnreachableError, way_of
    from generator.outside.hubs import notify
    from generator.pages.heads import FILES

    feeds = [one for one in changed if one.rpartition("/")[2] in FILES.values()]
    if not feeds:
        return
    addresses = [settings.base_url + url_path(one) for one in feeds]
    try:
        why = notify(settings.feeds.hub, addresses, way_of(os.environ), settings.check.private)
    except UnreachableError as error:
        why = str(error)
    if why:
        print(f"hushpress: the hub {settings.feeds.hub} {why}; it was not told", file=sys.stderr)
    else:
        print(f"told {settings.feeds.hub} of {len(feeds)} feeds")
