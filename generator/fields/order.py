"""Let nothing happen to an article before it is out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from generator.nodes import Node, Notes, Scalar, Sequence, Table, quoted

HINT = "write a later day, or take the line out"


def nothing_early(
    table: Table, values: dict[str, Any], notes: Notes, named: datetime | None
) -> None:
    """Note what is told to have happened too early; `named` is the day in the file's name.

    A day without a time says no more than "that day": on the day the article comes out, it becomes
    the moment it does.
    """
    date: datetime | None = values.get("date") if "date" in table.entries else named
    if not date:
        return
    out = "the day in the file's name"
    if "date" in table.entries:
        out = f"date: {quoted(_scalar(table.entries['date'].value).line)}"

    def lifted(name: str, moment: datetime, said: Scalar) -> datetime:
        if moment >= date:
            return moment
        if name != "expires" and ":" not in said.line and moment.date() == date.date():
            return date
        notes.error(said.offset, f"{name}: {quoted(said.line)} is before {out}", HINT)
        return moment

    for name in ("updated", "expires"):
        if values.get(name):
            said = _scalar(table.entries[name].value)
            values[name] = lifted(name, values[name], said)
    if values.get("corrections"):
        days = _days(table.entries["corrections"].value)
        values["corrections"] = tuple(
            replace(
                one,
                date=lifted("corrections", one.date, days[notes.places[f"corrections.{number}"]]),
            )
            for number, one in enumerate(values["corrections"])
        )


def _days(corrections: Node) -> dict[int, Scalar]:
    """Give the day of each correction, by the place of the correction."""
    tables = corrections.items if isinstance(corrections, Sequence) else (corrections,)
    return {
        one.offset: _scalar(one.entries["date"].value)
        for one in tables
        if isinstance(one, Table) and "date" in one.entries
        if isinstance(one.entries["date"].value, Scalar)
    }


def _scalar(node: Node) -> Scalar:
    """Give a node of which a moment was read."""
    assert isinstance(node, Scalar)
    return node
