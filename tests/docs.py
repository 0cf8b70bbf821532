"""Write the tables of docs/ from the code, or a site of them.

python -m tests.docs commands|settings|fields|layouts    print a table
python -m tests.docs site DIR                            write what `make docs` builds

tests/test_docs.py compares the tables with what stands in docs/, and builds the site.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import shutil
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from generator import model
from generator.cli import parser
from generator.fields import FIELDS
from generator.imports import links
from generator.model import Settings
from generator.settings import KEYS, checked, profiles, promises, publishing
from generator.settings.keys import Key, Listed, Shape

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"(?<!!)\[([^\[\]\n]+)\]\(([^()\s]+)\)")
EVERYWHERE = ("--help", "--site", "--cache")  # options of every command
# What layouts are given; inner nouns that pages are planned with, and layouts don't see, left out.
NOUNS = (
    "Card", "Post", "Page", "Term", "Count", "Period", "Pager", "SeriesPart", "Comments", "Comment", "Cover", "Picture",
    "Translation", "Heading", "Correction", "Reference", "Corrected", "Cited", "Anchor", "FeedLink", "Audio", "Leave", "Proof", "Head",
)  # fmt: skip
HIDDEN = {"fingerprint", "body", "words"}
WORDS = {str: "text", int: "number", bool: "true or false", datetime: "moment", object: "anything"}
NUMBERS = {"page_size", "feed_size", "contents_from", "port", "keep"}


def commands() -> dict[str, argparse.ArgumentParser]:
    """Give all commands by their names."""
    (sub,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(sub.choices)


def option_rows(command: argparse.ArgumentParser) -> Iterator[str]:
    """Write the table of a command's options."""
    for one in command._actions:
        if any(name in EVERYWHERE for name in one.option_strings):
            continue
        names = [f"`{name}`" for name in one.option_strings] or [f"`{one.metavar or one.dest}`"]
        if one.option_strings and one.metavar:
            value = f"[{one.metavar}]" if one.nargs == "?" else str(one.metavar)
            names[-1] = names[-1][:-1] + f" {value}`"
        elif one.choices:
            names[-1] = (
                names[-1][:-1] + f" {'|'.join(map(str, one.choices))}`"
                if one.option_strings
                else f"`{'|'.join(one.choices)}`"
            )
        yield f"| {', '.join(names)} | {one.help} |"


def setting_rows(shape: Shape, defaults: object) -> Iterator[str]:
    """Write the table of some settings."""
    for name, one in shape.items():
        yield f"| `{name}` | {setting_type(name, one)} | {default(getattr(defaults, name, None))} | {one.help} |"


def setting_type(name: str, one: Key) -> str:
    """Name the type of a setting."""
    if isinstance(one.read, Listed) or (name == "ignore"):
        return "list of texts"
    if one.of:
        return "list of tables" if one.read in (profiles.navigation, profiles.links) else "table"
    read = one.read.__name__ if isinstance(one.read, types.FunctionType) else ""
    return {"flag": "true or false", "expires": "date"}.get(
        read, "number" if name in NUMBERS else "text"
    )


def default(value: object) -> str:
    """Write what stands for a setting that is left out."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str | int) and value:
        return f"`{value}`"
    return ""


def tables() -> Iterator[tuple[str, Shape, object]]:
    """List the tables of site.toml, each with what stands for its settings."""
    whole = Settings("", "")
    yield "", KEYS, whole
    for name, one in KEYS.items():
        if one.of:
            yield name, one.of, getattr(whole, name, None)
    yield "authors.ID.links", profiles.LINK, None
    yield "hosting.security", promises.SECURITY, None
    assert checked.CHECK
    assert publishing.PUBLISH


def field_rows() -> Iterator[str]:
    """Write the table of front matter's fields."""
    for name, one in FIELDS.items():
        yield f"| `{name}` | {one.shape} | {one.help} |"


def noun_rows() -> Iterator[str]:
    """Write the table of the types that layouts see."""
    for name in NOUNS:
        noun = getattr(model, name)
        hints = typing.get_type_hints(
            noun,
            {
                **vars(model),
                **vars(sys.modules[noun.__module__]),
                "datetime": datetime,
                "Mapping": Mapping,
            },
        )
        fields = [one.name for one in dataclasses.fields(noun) if one.name not in HIDDEN]
        yield f"| {name} | {', '.join(f'`{field}` {kind(hints[field])}' for field in fields)} |"


def kind(hint: object) -> str:
    """Name a type as people do."""
    if hint in WORDS:
        return WORDS[hint]  # type: ignore[index]
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        if inner[-1] is not Ellipsis:
            return f"pair of {kind(inner[0])} and {kind(inner[1])}"
        return f"tuple of {kind(inner[0])}"
    if origin in (types.UnionType, typing.Union):
        return f"{kind(next(one for one in inner if one is not types.NoneType))} or nothing"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "table"
    return getattr(hint, "__name__", str(hint))


def site(folder: Path) -> None:
    """Write a site of README.md, docs/ and ARCHITECTURE.md; links to other files become words."""
    pages = folder / "content/pages"
    pages.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "docs/layouts", folder / "layouts", dirs_exist_ok=True)
    shutil.copyfile(ROOT / "docs/site.toml", folder / "site.toml")
    sources = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))]
    names = {file.name.lower() for file in sources}

    def change(link: re.Match[str]) -> str:
        path, sign, part = link[2].partition("#")
        name = path.rpartition("/")[2].lower()
        if "://" in path or not path:
            return link[0]
        return f"[{link[1]}]({name}{sign}{part})" if name in names else link[1]

    for file in sources:
        text = links.replaced(file.read_text("utf-8"), LINK, change)
        (pages / file.name.lower()).write_text(text, "utf-8")


def main() -> None:
    """Print or write what is asked for."""
    what = sys.argv[1]
    if what == "site":
        site(Path(sys.argv[2]))
        return
    if what == "commands":
        for name, command in commands().items():
            print(
                f"\n## hushpress {name}\n\n{command.description}\n\n| option | what it does |\n|---|---|"
            )
            print("\n".join(option_rows(command)))
            print(f"\n```sh\n{(command.epilog or '').removeprefix('example: ')}\n```")
    elif what == "settings":
        for name, shape, defaults in tables():
            print(f"\n## [{name}]\n\n| setting | type | default | what it is |\n|---|---|---|---|")
            print("\n".join(setting_rows(shape, defaults)))
    else:
        print("\n".join(field_rows() if what == "fields" else noun_rows()))


if __name__ == "__main__":
    main()
