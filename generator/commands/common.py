"""What commands share: exit codes, the options that say which site is meant, the clock.

Exit codes: 0 done; 1 the site has problems; 2 wrong usage; 3 the machine failed; 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.request import Request

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - no public name

DONE, PROBLEMS, USAGE, TROUBLE, INTERRUPTED = 0, 1, 2, 3, 130
Run = Callable[[argparse.Namespace], int]


def add(
    commands: Commands, run: Run, words: str, example: str, more: str = ""
) -> argparse.ArgumentParser:
    """Add the command that an example begins with, and what all commands have."""
    name = example.split()[1]
    description = f"{words.capitalize()}. {more}".strip()
    added = commands.add_parser(
        name, help=words, description=description, epilog=f"example: {example}"
    )
    added.set_defaults(command=run, end="")  # what came of it, if it is stopped
    added.add_argument(
        "--site", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: .)"
    )
    added.add_argument(
        "--cache", type=Path, metavar="DIR", help="where the last build is remembered"
    )
    return added


def add_site(command: argparse.ArgumentParser) -> None:
    """Add what says which site is meant: where it goes, and what of it is shown."""
    command.add_argument("--output", type=Path, metavar="DIR", help="the folder to build into")
    command.add_argument(
        "--base-url", type=address, metavar="URL", help="the address in place of base_url"
    )
    command.add_argument("--drafts", action="store_true", help="show drafts too")
    command.add_argument("--future", action="store_true", help="show scheduled articles too")


def address(text: str) -> str:
    """Read a site's address."""
    from generator.addresses import base_url

    whole, wrong, likely = base_url(text)
    if wrong:
        raise argparse.ArgumentTypeError(f'"{text}" {wrong} (write {likely})')
    return whole


def request(options: argparse.Namespace) -> Request:
    """Say which site is meant."""
    from generator.request import Request

    return Request(
        root=options.site,
        output=options.output or options.site / "output",
        now=now(),
        base_url=options.base_url or "",
        drafts=options.drafts,
        future=options.future,
    )


def now() -> datetime:
    """Read the clock, once; SOURCE_DATE_EPOCH stands in for it (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC)
