"""The command that carries over what other programs have: import."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator import console
from generator.commands.common import DONE, add, now

if TYPE_CHECKING:
    from generator.commands.common import Commands
    from generator.imports.found import Found

PROGRAMS = ("hugo", "jekyll", "pelican", "wordpress")


def register(commands: Commands) -> None:
    """Add this command."""
    command = add(
        commands,
        _import,
        "carry over the articles of another program",
        "hushpress import jekyll ../old-site",
        "Nothing is fetched, and no file is written over.",
    )
    command.set_defaults(end="nothing was carried over")
    command.add_argument("program", choices=PROGRAMS, help="which program the old site is of")
    command.add_argument(
        "path", type=Path, metavar="PATH", help="the old site's folder; WordPress' export file"
    )
    command.add_argument(
        "--uploads", type=Path, metavar="DIR", help="a copy of WordPress' folder wp-content/uploads"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="say what would be carried over, and write nothing"
    )


def _import(options: argparse.Namespace) -> int:
    """Carry over what can be, and tell what can't."""
    from generator.imports.found import Found
    from generator.imports.placing import placed, write
    from generator.problems import in_order
    from generator.request import Request
    from generator.survey import site_settings

    settings = site_settings(Request(options.site, options.site / "output", now()))
    found = Found()
    root: Path = options.path
    if options.program == "wordpress":
        from generator.imports.wordpress import wordpress

        base_url = wordpress(root, options.uploads, found)
        root = options.uploads or root.parent
    else:
        base_url = _folder(options.program, root, found)
    plan = placed(found, root, base_url, settings)
    texts, files, problems = len(plan.texts), len(plan.files), list(plan.problems)
    if not options.dry_run:
        texts, files, more = write(plan, options.site)
        problems += more
    console.tell(in_order(problems), sys.stderr, end="")
    would = "would be carried over" if options.dry_run else "carried over"
    print(f"{console.count(texts, 'text')} and {console.count(files, 'picture')} {would}", end="")
    print(
        f"; {console.count(len(set(map(str, problems))), 'thing')} to look at" if problems else ""
    )
    return DONE


def _folder(program: str, root: Path, found: Found) -> str:
    """Read the folder of a program."""
    from generator.imports.hugo import hugo
    from generator.imports.jekyll import jekyll
    from generator.imports.pelican import pelican
    from generator.problems import Place, Problem, Stop

    if not root.is_dir():
        hint = "name the folder of the old site"
        raise Stop([Problem(Place(str(root)), "there is no such folder", hint)])
    return {"hugo": hugo, "jekyll": jekyll, "pelican": pelican}[program](root, found)
