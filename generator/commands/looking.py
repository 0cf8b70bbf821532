"""The commands that look, and publish nothing: check, audit."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from generator import console
from generator.commands.common import DONE, PROBLEMS, USAGE, add, now
from generator.problems import ERROR, WARNING, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.commands.common import Commands

FORMATS = ("text", "json", "github", "sarif")
SEVERITY = "Exit code: 1 if there are errors, or with --strict warnings; 0 otherwise."


def register(commands: Commands) -> None:
    """Add these commands."""
    check = add(
        commands,
        _check,
        "find what is wrong, and what could be better, without publishing anything",
        "hushpress check --strict --format github",
        f"{SEVERITY} docs/checks.md explains the rules, and how one is silenced.",
    )
    check.add_argument(
        "--fix-marks", action="store_true", help="take hidden marks out of the articles' files"
    )
    check.add_argument(
        "--format", choices=FORMATS, default="text", help="how it is told (default: text)"
    )
    check.add_argument("--strict", action="store_true", help="let warnings fail, too")
    check.add_argument(
        "--external", action="store_true", help="ask other sites whether linked pages are there"
    )
    check.add_argument("--drafts", action="store_true", help="look at drafts too")
    check.add_argument("--future", action="store_true", help="look at scheduled articles too")
    audit = add(
        commands,
        _audit,
        "read what is published, and say what is proved of it",
        "hushpress audit --site my-site",
    )
    audit.add_argument("--output", type=Path, metavar="DIR", help="the folder built into")
    audit.add_argument("--json", action="store_true", help="tell it for programs")


def _check(options: argparse.Namespace) -> int:
    """Say what is wrong with the site, all of it; mend what was asked for."""
    from generator.checks import check, fix_marks
    from generator.request import Request

    for path, number in fix_marks(options.site) if options.fix_marks else ():
        told = f"{path}: {number} {'mark' if number == 1 else 'marks'} taken out"
        print(told, file=sys.stdout if options.format == "text" else sys.stderr)
    request = Request(
        options.site,
        options.site / "output",
        now(),
        drafts=options.drafts,
        future=options.future,
        pool=os.cpu_count() or 1,
    )
    way = None
    if options.external:
        from generator.outside import UnreachableError, way_of

        try:
            way = way_of(os.environ)
        except UnreachableError as error:
            print(f"hushpress: {error}", file=sys.stderr)
            return USAGE
    with console.bar(time.monotonic) as progress:
        problems = check(request, way, progress)
    _tell(problems, options)
    failing = (ERROR, WARNING) if options.strict else (ERROR,)
    return PROBLEMS if any(one.level in failing for one in problems) else DONE


def _tell(problems: Iterable[Problem], options: argparse.Namespace) -> None:
    """Say what was found, to people or to a program."""
    from generator.rules import forms, sarif

    if options.format == "text":
        console.checked(problems, sys.stderr)
    elif options.format == "json":
        print(forms.as_json(problems))
    elif options.format == "sarif":
        print(sarif.as_sarif(problems, _folder(options.site)))
    else:
        for line in forms.as_commands(problems, _folder(options.site)):
            print(line)


def _folder(site: Path) -> str:
    """Say where a site lies in its repository: GitHub's, or the folder the command runs in."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path()).resolve()
    inside = site.resolve()
    folder = inside.relative_to(root).as_posix() if inside.is_relative_to(root) else ""
    return "" if folder == "." else folder


def _audit(options: argparse.Namespace) -> int:
    """Audit what is published, as it is on the disk."""
    from generator.checks import audit
    from generator.request import Request

    output = options.output or options.site / "output"
    problems, proof = audit(Request(options.site, output, now()))
    console.tell(problems, sys.stderr, end="")
    if proof and not problems:
        console.proof(proof, as_json=options.json)
    return PROBLEMS if problems else DONE
