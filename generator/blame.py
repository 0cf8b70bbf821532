"""Name the source, and the line in it, that a fault in a finished page comes from.

Invariant: a fault is always told, at the page's own source if what is wrong is written nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from generator import sources
from generator.audit import Fault
from generator.model import Output, Source
from generator.problems import Problem, ruled
from generator.render import Renderer

GENERAL = ("site.toml",)


def blamed(
    root: Path, renderer: Renderer, output: Output, faults: Iterable[Fault]
) -> tuple[Problem, ...]:
    """Turn the faults of a page into problems at the places where their authors can mend them."""
    texts = list(_texts(root, renderer, output))
    return ruled((_placed(fault, texts, output) for fault in faults), "audit")


def _texts(root: Path, renderer: Renderer, output: Output) -> Iterator[Source]:
    """Give what a page is made from: its own source, the layouts, the settings."""
    paths = [output.cause, *GENERAL]
    for name, text in renderer.layouts.items():
        if not name.startswith("!"):
            yield Source(renderer.paths[name], text)
    for path in paths:
        try:
            found = sources.load(path, sources.load_bytes(root, path))
        except OSError:
            continue
        if isinstance(found, Source):
            yield found


def _placed(fault: Fault, texts: list[Source], output: Output) -> Problem:
    """Find the first text that holds what is wrong, as it is or as it is escaped."""
    # Articles are searched first: what stands there is the likelier mistake.
    ordered = sorted(texts, key=lambda one: one.path != output.cause)
    for needle in dict.fromkeys((fault.needle, escape(fault.needle), fault.needle.lower())):
        for text in ordered if needle else ():
            at = text.text.find(needle)
            if at >= 0:
                return text.problem(at, fault.message, fault.hint)
    message = f"{fault.message} (on {output.path})"
    return Source(output.cause, "").problem(0, message, fault.hint)
