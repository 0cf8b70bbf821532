"""Start other programs: the author's editor, and those that bring the site to its readers.

Invariants: nothing passes a shell; no other module of Hushpress starts a program.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.problems import Place, Problem, Stop

LAST = 6  # lines of a program that failed
OWN = ("GIT_", "RSYNC_", "LC_", "LANG")  # what would change what programs do, or say


def run(
    command: Iterable[str | Path],
    given: bytes = b"",
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Run a program to its end, with some input; return its output.

    `more` is added to its environment. Raise OSError, with its last words, when it fails.
    """
    words = [str(word) for word in command]
    if not shutil.which(words[0]):
        raise OSError(f"{words[0]} is not installed on this machine (install it, and try again)")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    environment = {**kept, "LC_ALL": "C.UTF-8", **(more or {})}
    done = subprocess.run(words, input=given, capture_output=True, env=environment, check=False)  # noqa: S603
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()[-LAST:]
        raise OSError("\n    ".join([f"{words[0]} failed ({done.returncode}):", *told]))
    return done.stdout


def is_watched() -> bool:
    """Tell whether somebody is there to answer what a program asks."""
    return sys.stdin.isatty()


def edit(file: Path, environment: Mapping[str, str] = os.environ) -> int:
    """Open a file in the author's editor, and wait for its end; return its exit code.

    VISUAL and EDITOR name it, with options if need be (environ(7)); raise Stop if none does.
    """
    name = "VISUAL" if environment.get("VISUAL", "").strip() else "EDITOR"
    try:
        command = shlex.split(environment.get(name, ""))
    except ValueError:
        hint = f"write it as in export {name}='code --wait'"
        raise Stop([Problem(Place(name), "a quotation mark is never closed", hint)]) from None
    if not command:
        hint = "write export EDITOR=nano, or the name of another editor"
        raise Stop([Problem(Place("--edit"), "neither VISUAL nor EDITOR names an editor", hint)])
    try:
        return subprocess.run([*command, str(file)], check=False).returncode  # noqa: S603
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        hint = f"look what {name} says, and whether this program is there"
        raise Stop(
            [Problem(Place(name), f'"{command[0]}" can\'t be started: {why}', hint)]
        ) from None
