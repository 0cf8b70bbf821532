"""The commands that write for an author: new."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from generator.commands.common import DONE, add, now

if TYPE_CHECKING:
    from generator.commands.common import Commands


def register(commands: Commands) -> None:
    """Add these commands."""
    new = add(
        commands,
        _new,
        "write the beginning of a new article",
        'hushpress new "Who reads your mail" --tag encryption --tag e-mail',
    )
    new.add_argument("headline", metavar="HEADLINE", help="the article's headline")
    new.add_argument("--tag", action="append", default=[], metavar="T", help="a tag of the article")


def _new(options: argparse.Namespace) -> int:
    """Write the beginning of a new article."""
    from generator.new import new

    print(new(options.site, options.headline, tuple(options.tag), now()))
    return DONE
