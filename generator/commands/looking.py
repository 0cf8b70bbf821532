"""The commands that look, and publish nothing: check, audit."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator import console
from generator.commands.common import DONE, PROBLEMS, add, now
from generator.problems import errors

if TYPE_CHECKING:
    from generator.commands.common import Commands


def register(commands: Commands) -> None:
    """Add these commands."""
    check = add(
        commands,
        _check,
        "find what is wrong, without publishing anything",
        "hushpress check --fix-marks",
    )
    check.add_argument(
        "--fix-marks", action="store_true", help="take hidden marks out of the articles' files"
    )
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

    if options.fix_marks:
        for path, number in fix_marks(options.site):
            print(f"{path}: {number} {'mark' if number == 1 else 'marks'} taken out")
    request = Request(options.site, options.site / "output", now(), pool=os.cpu_count() or 1)
    problems = check(request)
    console.tell(problems, sys.stderr, end="")
    if not problems:
        print("nothing is wrong")
    return PROBLEMS if errors(problems) else DONE


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
