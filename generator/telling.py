"""Tell findings at their lines, but nothing that their authors have silenced.

Invariant: what stops a build is always told.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generator import sources
from generator.model import Source
from generator.problems import Finding, Place, Problem, in_order, unsilenced

if TYPE_CHECKING:
    from generator.survey import Survey


def located(root: Path, findings: Iterable[Finding]) -> list[Problem]:
    """Turn offsets into lines and columns, for which the texts are read once more."""
    texts: dict[str, Source | Problem] = {}
    problems = []
    for one in findings:
        if one.path not in texts:
            try:
                data = sources.load_bytes(root, one.path)
            except OSError:
                data = b""
            texts[one.path] = sources.load(one.path, data)
        text = texts[one.path]
        if isinstance(text, Source):
            problems.append(text.told(one))
        else:
            told = Problem(Place(one.path), one.message, one.hint, one.level, rule=one.rule)
            problems.append(told)
    return problems


def told(root: Path, known: Survey, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Tell all that is wrong with a site, but nothing that somebody has silenced."""
    own = {one.path: one.fields.ignore for one in known.assembly.entries if one.fields.ignore}
    problems = [*known.problems, *located(root, findings)]
    kept = unsilenced(problems, known.settings.check.ignore)
    heard = (one for one in kept if unsilenced([one], own.get(one.place.path, ())))
    return in_order(heard)
