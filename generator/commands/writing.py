"""The commands that write for an author, or for the author's editor: init, new, schema."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.common import DONE, TROUBLE, add, address, now

if TYPE_CHECKING:
    from generator.commands.common import Commands


def register(commands: Commands) -> None:
    """Add these commands."""
    init = add(
        commands,
        _init,
        "begin a new publication",
        'hushpress init my-site --title "The Quiet Record"',
    )
    init.add_argument("folder", type=Path, metavar="DIR", help="the folder to write it into")
    init.add_argument("--title", default="", help="the publication's name")
    init.add_argument(
        "--base-url",
        type=address,
        default="https://example.org/",
        metavar="URL",
        help="the address it will be published at",
    )
    new = add(
        commands,
        _new,
        "write the beginning of a new article",
        'hushpress new "Who reads your mail" --tag encryption --tag e-mail',
    )
    new.add_argument("headline", metavar="HEADLINE", help="the article's headline")
    new.add_argument("--tag", action="append", default=[], metavar="T", help="a tag of the article")
    new.add_argument(
        "--author", action="append", default=[], metavar="A", help="who writes it, as in site.toml"
    )
    new.add_argument("--page", action="store_true", help="begin a standing page instead")
    new.add_argument("--edit", action="store_true", help="open it in $VISUAL or $EDITOR")

    schema = add(
        commands,
        _schema,
        "print what editors need to complete and check front matter or site.toml",
        "hushpress schema settings --output site.schema.json",
    )
    schema.add_argument("what", choices=("front-matter", "settings"), help="which of the two")
    schema.add_argument("--output", type=Path, metavar="FILE", help="write it into a file")


def _schema(options: argparse.Namespace) -> int:
    """Print a JSON Schema."""
    import json

    from generator import schemas

    made = schemas.settings() if options.what == "settings" else schemas.front_matter()
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    if options.output:
        options.output.write_text(text, "utf-8")
    else:
        print(text, end="")
    return DONE


def _init(options: argparse.Namespace) -> int:
    """Begin a new publication."""
    from generator.founding import found

    folder: Path = options.folder
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize()
    title = " ".join(options.title.split()) or name or "A new publication"
    for path in found(folder, title, options.base_url, now()):
        print(folder / path)
    where = f"cd {shlex.quote(str(folder))}, then " if folder.resolve() != Path.cwd() else ""
    print(f"\nnext: {where}hushpress serve --open")
    return DONE


def _new(options: argparse.Namespace) -> int:
    """Write the beginning of a new article, and open it if that is wanted."""
    from generator.new import Beginning, new

    wanted = Beginning(
        options.headline, tuple(options.tag), tuple(options.author), is_page=options.page
    )
    path = new(options.site, wanted, now())
    print(path, flush=True)
    if not options.edit:
        return DONE
    from generator.programs import edit

    return TROUBLE if edit(Path(path)) else DONE
