"""TOML becomes values that keep their text and their places."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Source
from generator.nodes import Notes, Scalar, Sequence
from generator.nodes.toml import LARGEST, toml_table


def read(text: str):
    notes = Notes(Source("site.toml", text), " = ")
    return toml_table(text, 0, notes), [str(one) for one in notes.problems()]


def shape(node):
    if isinstance(node, Scalar):
        return None
    if isinstance(node, Sequence):
        return [shape(item) for item in node.items]
    return {name: shape(entry.value) for name, entry in node.entries.items()}


def outline(value):
    if isinstance(value, dict):
        return {name: outline(member) for name, member in value.items()}
    return [outline(member) for member in value] if isinstance(value, list) else None


@pytest.mark.parametrize(
    ("typed", "text", "is_quoted"),
    [
        ('"10"', "10", True),
        ("10", "10", False),
        ("1_000", "1_000", False),
        ("0xff", "0xff", False),
        ("1e3", "1e3", False),
        ("true", "true", False),
        ("2026-02-12", "2026-02-12", False),
        ("2026-02-12 10:00:00", "2026-02-12T10:00:00", False),
        ("2026-02-12T10:00:00Z", "2026-02-12T10:00:00+00:00", False),
        ("10:00:00", "10:00:00", False),
        ("'''a\n'b'''", "a\n'b", True),
        ("0x" + "f" * 5000, "0x" + "f" * 5000, False),
    ],
)
def test_values_keep_what_was_typed(typed, text, is_quoted):
    table, problems = read(f"a = {typed}\n")
    assert not problems
    assert table.entries["a"].value == Scalar(text, 4, is_quoted)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = " + "1" * 5000 + "\n", "1:5: this number has too many digits (put quotes around it)"),
        ('a = ["x" "y"]\n', "1:10: a comma is missing before this (put one between two values)"),
        ("a = {b = 1 c = 2}\n", "1:12: a comma is missing before this (put one between two values)"),
        ("title = 2026 review\n", '1:9: title: "2026 review" stands without quotes (write title = "2026 review")'),
        ("draft: no\n", '1:6: "draft: no" has a colon where TOML has = (write draft = false)'),
        ("size: 3\n", '1:5: "size: 3" has a colon where TOML has = (write size = 3)'),
        ("a = [\n", '1:5: a: the bracket "[" is never closed (write ] at the end of it)'),
        ("a =", '1:4: a: a value is missing (write a = "…")'),
        ("= 1\n", '1:1: "= 1" is not "name = value" (write title = "Foo")'),
        ("[a\n", '1:1: "[a" does not name a table (write [name] on a line of its own)'),
        ("[a]\n[b]\n[a]\n", '3:2: "a" stands here twice (keep one; the first is in line 1)'),
        ("a = [1]\n[[a]]\n", "2:4: this table or value was written above (keep one of them)"),
        ("a = 1 # x\nb = Foo # y\n", '2:5: b: "Foo" stands without quotes (write b = "Foo")'),
        ("a = 'x' y\n", "1:5: a: \"'x' y\" goes on after its end (write a = \"x' y\")"),
    ],
)  # fmt: skip
def test_a_mistake_is_explained_at_its_place(text, problem):
    table, problems = read(text)
    assert table is None
    assert problems == [f"site.toml:{problem}"]


def test_what_is_too_large_is_not_read():
    assert read("#" * (LARGEST + 1)) == (
        None,
        ["site.toml:1:1: this text has 250,001 characters (keep it short)"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 200_000,
        "a = " + "{b = " * 40_000,
        "a" + ".a" * 100_000 + " = 1",
        "[" + "a." * 100_000 + "a]",
        "".join(f"k{number} = 1\n" for number in range(18_000)),
        "[[a]]\n" * 40_000,
        "a = [" + "1," * 120_000 + "]",
        'a = "' + "\\" * 200_000,
        'a = """' + '""x' * 80_000,
        "a = '''" + "''x" * 80_000,
        "x " * 120_000,
        " " * 240_000 + "x",
        "a = " + "9" * 200_000,
    ],
    ids=lambda text: text[:12],
)
def test_no_text_takes_forever_or_breaks_anything(text):
    read(text)


def check(text):
    notes = Notes(Source("site.toml", text), " = ")
    table = toml_table(text, 0, notes)
    try:
        expected = tomllib.loads(text)
    except ValueError:
        expected = None
    if table is not None:
        assert shape(table) == outline(expected)
    assert (table is None) == bool(notes.findings)
    lines = text.split("\n")
    for problem in notes.problems():
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert "\n" not in str(problem)


@given(st.text())
def test_any_text_is_a_table_or_a_problem(text):
    check(text)


@given(st.text(alphabet="ab.=[]{}'\"#,\\ \n\t1-:T_é\x07\r"))
def test_toml_like_text_is_a_table_or_a_problem(text):
    check(text)
