"""Check that nothing happens to an article before it is out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from generator.nodes import Notes, Scalar, Table, quoted

HINT = "write a later day, or take the line out"


def in_order(table: Table, values: dict[str, Any], notes: Notes, named: datetime | None) -> None:
    """Check the moments of a head; `named` is the day in the file's name, if one is there.

    A day without a time says no more than "that day": it becomes the moment the article is out.
    """
    date: datetime | None = values.get("date") or named
    if not date:
        return
    out = "the day in the file's name"
    if "date" in values:
        out = f"date: {_said(table, 'date')}"
    for name in ("updated", "expires"):
        moment = values.get(name)
        if not moment or moment >= date:
            continue
        if name == "updated" and _is_day(moment, date):
            values[name] = date
            continue
        message = f"{name}: {_said(table, name)} is before {out}"
        notes.error(table.entries[name].value.offset, message, HINT)
    corrected = list(values.get("corrections", ()))
    for number, one in enumerate(corrected):
        if one.date < date and _is_day(one.date, date):
            corrected[number] = replace(one, date=date)
        elif one.date < date:
            message = f"corrections: {one.date.date()} is before {out}"
            notes.error(notes.places[f"corrections.{number}"], message, HINT)
    if corrected:
        values["corrections"] = tuple(corrected)


def _is_day(moment: datetime, date: datetime) -> bool:
    """Tell whether a moment is the day of another, without a time."""
    is_same = moment.date() == date.astimezone(moment.tzinfo).date()
    return is_same and not moment.hour + moment.minute


def _said(table: Table, name: str) -> str:
    """Quote what stands in a field."""
    node = table.entries[name].value
    assert isinstance(node, Scalar)
    return quoted(node.line)
