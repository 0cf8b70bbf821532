"""Start other programs: the author's editor.

Invariants: nothing passes a shell; no other module of Hushpress starts a program.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from generator.problems import Place, Problem, Stop


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
