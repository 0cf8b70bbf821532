"""The commands that build, and tell of what was built: build, status, explain, clean."""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import console
from generator.commands.common import DONE, PROBLEMS, add, add_site, now, request

if TYPE_CHECKING:
    from generator.commands.common import Commands


def register(commands: Commands) -> None:
    """Add these commands."""
    build = add(
        commands,
        _build,
        "build the site into output/",
        "hushpress build --base-url https://news.example.org/",
    )
    build.set_defaults(end="nothing was published")
    add_site(build)
    build.add_argument("--jobs", type=_count, metavar="N", help="processes (default: one a core)")
    build.add_argument("--clean", action="store_true", help="make every page anew")
    build.add_argument("-q", "--quiet", action="store_true", help="tell problems only")
    build.add_argument("-v", "--verbose", action="store_true", help="tell more")
    add(
        commands,
        _status,
        "say of each file whether it is published, and why",
        "hushpress status --site my-site",
    )
    explain = add(
        commands,
        _explain,
        "say why a page was rendered, and whether it will be",
        "hushpress explain /tags/law/",
    )
    explain.add_argument("address", metavar="ADDRESS", help="of the page, as a reader knows it")
    add_site(explain)
    clean = add(commands, _clean, "delete what was built, and nothing else", "hushpress clean")
    clean.add_argument("--output", type=Path, metavar="DIR", help="the folder built into")


def _count(text: str) -> int:
    """Read a number of processes."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of processes (write 2)')
    return int(text)


def _build(options: argparse.Namespace) -> int:
    """Build the site."""
    from generator.build import build

    output = options.output or options.site / "output"
    asked = replace(
        request(options), is_anew=options.clean, pool=options.jobs or os.cpu_count() or 1
    )
    with console.bar(time.monotonic) as progress:
        report = build(asked, progress)
    console.tell(report.problems, sys.stderr)
    if not options.quiet:
        console.report(report, output, is_verbose=options.verbose)
    return DONE


def _explain(options: argparse.Namespace) -> int:
    """Say why a page was rendered."""
    from generator.explain import explain

    try:
        console.explained(explain(request(options), options.address))
    except LookupError as error:
        print(f"hushpress: {error.args[0]}", file=sys.stderr)
        return PROBLEMS
    return DONE


def _status(options: argparse.Namespace) -> int:
    """Say of each file under content/ whether it is published, and why."""
    from generator.build import look
    from generator.request import Request

    root = options.site
    survey = look(Request(root=root, output=root / "output", now=now()))
    console.states(survey.states)
    is_well = all(state.name != "invalid" for state in survey.states.values())
    return DONE if is_well else PROBLEMS


def _clean(options: argparse.Namespace) -> int:
    """Delete what was built."""
    from generator.build import clean

    output = options.output or options.site / "output"
    number = clean(options.site, output)
    print(f"removed {number} files from {console.shown(output)}")
    return DONE
