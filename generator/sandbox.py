"""Let layouts read what they are given, and nothing else of the program.

Invariant: whatever is no field of one of our nouns goes through Jinja2's own sandbox.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import MutableMapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import CodeType
from typing import Any

from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from generator.model import Words

KEPT = 1_000  # layouts, some 20 MB
COMPILED: dict[tuple[object, ...], CodeType] = {}
SPECIAL = re.compile("[&<>\"']")


class Sandbox(ImmutableSandboxedEnvironment):
    """Hand out the fields of our nouns at once: they hold data, never functions.

    Jinja2's sandbox looks at each name anew, which took half the time of rendering; so it does at
    each layout that another includes, of which none changes while there is this environment.
    `basis` names what the filters depend on: Jinja2 applies them to constants when it compiles.
    """

    def __init__(self, basis: str, **options: Any) -> None:
        super().__init__(**options)
        self.globals.clear()
        self._basis = basis
        self._found: dict[str, Template] = {}

    def compile(  # type: ignore[override]
        self,
        source: str,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,  # noqa: FBT001, FBT002 - Jinja2's names
        defer_init: bool = False,  # noqa: FBT001, FBT002
    ) -> CodeType | str:
        """Compile a layout, once in a process: it takes ten milliseconds."""
        wanted = (self._basis, name, filename, source)
        found = None if raw else COMPILED.pop(wanted, None)
        if not found:
            found = super().compile(source, name, filename, raw, defer_init)  # type: ignore[call-overload]
        if not raw:
            COMPILED[wanted] = found
            if len(COMPILED) > KEPT:
                with contextlib.suppress(KeyError, RuntimeError):  # another thread was at it
                    del COMPILED[next(iter(COMPILED))]
        return found

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja2's name
    ) -> Template:
        """Load a layout, once."""
        found = self._found.get(name) if isinstance(name, str) else name
        if not found:
            found = super().get_template(name, parent, globals)
            # What Jinja2 writes for a layout calls this name for whatever it puts out.
            found.root_render_func.__globals__["escape"] = escaped
            self._found[str(name)] = found
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give what all layouts know: nothing, at once, where Jinja2 looks through two mappings."""
        return d or {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give what a layout means by `obj.attribute`; of the words, the text of that name."""
        if type(obj) is Words:
            return (
                obj.texts[attribute]
                if attribute in obj.texts
                else self.undefined(
                    f'there is no text "{attribute}" among the words', obj=obj, name=attribute
                )
            )
        if attribute in _fields(type(obj)):  # type: ignore[arg-type]
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def escaped(value: Any) -> str:
    """Escape what is put out, as markupsafe does; a text without special signs is left as it is."""
    if type(value) is str and not SPECIAL.search(value):
        return value
    return escape(value)


@cache  # the fields of a class never change
def _fields(kind: type) -> frozenset[str]:
    """Name the fields of a noun that layouts may see: none of another class."""
    if not is_dataclass(kind) or not kind.__module__.startswith("generator.model"):
        return frozenset()
    computed = (name for name, value in vars(kind).items() if isinstance(value, property))
    named = (*(field.name for field in fields(kind)), *computed)
    return frozenset(name for name in named if not name.startswith("_"))
