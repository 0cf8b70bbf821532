"""YAML becomes values that keep their text and their places."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Source
from generator.nodes import Notes, Scalar, Sequence, Table
from generator.nodes.yaml import LARGEST, yaml_table


def read(text: str, before: str = "---\n"):
    notes = Notes(Source("post.md", before + text))
    return yaml_table(text, len(before), notes), [str(one) for one in notes.problems()]


def plain(node):
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name: plain(entry.value) for name, entry in node.entries.items()}


def scalars(node):
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for entry in node.entries.values():
            yield from scalars(entry.value)


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "007",
        "1:30",
        "12:30:45",
        "2026-02-12",
        "null",
        "~",
        "0x1f",
        "1e5",
        "True",
        ".inf",
        "=",
    ],
)
def test_plain_values_keep_their_text(word):
    table, problems = read(f"title: {word}\n")
    assert not problems
    assert table.entries["title"].value == Scalar(word, 11, is_quoted=False)


def test_every_value_knows_its_place():
    text = "é: ü😀\nb: [x, '😀y']\nc:\n  - {d: e}\n"
    table, problems = read(text)
    assert not problems
    whole = "---\n" + text
    for scalar in scalars(table):
        assert whole[scalar.offset :].lstrip("'").startswith(scalar.text)
    for name, entry in table.entries.items():
        assert whole[entry.key_offset :].startswith(name)


def test_nothing_is_a_table_without_entries():
    assert read("") == (Table({}, 4), [])
    assert read("# only\n\n") == (Table({}, 4), [])


def test_all_that_is_twice_is_told():
    _, problems = read("a: 1\nb: {c: 1, c: 2}\na: 3\na: 4\n")
    assert problems == [
        'post.md:3:11: "c" stands here twice (keep one; the first is in line 3)',
        'post.md:4:1: "a" stands here twice (keep one; the first is in line 2)',
        'post.md:5:1: "a" stands here twice (keep one; the first is in line 2)',
    ]


def test_what_is_too_large_is_not_read():
    table, problems = read("a" * (LARGEST + 1))
    assert table is None
    assert problems == ["post.md:2:1: this front matter has 1,000,001 characters (keep it short)"]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 300_000,
        "a: " + "{b: " * 200_000,
        "- " * 400_000,
        "? " * 400_000,
        BOMB,
        "".join(f"k{number}: v\n" for number in range(80_000)),
        "tags:\n" + "- a\n" * 240_000,
        "a: [" + "x," * 490_000 + "]",
        "a: '" + "x" * 990_000,
        "a: " + "b: " * 300_000,
        "a: b\n" * 190_000,
        "!x " * 300_000,
        '"": [' * 180_000,
    ],
    ids=lambda text: text[:12],
)
def test_no_text_takes_forever_or_breaks_anything(text):
    read(text)


@given(st.text())
def test_any_text_is_a_table_or_a_problem(text):
    table, problems = read(text)
    assert problems or table is not None


@given(st.text(alphabet="ab:-[]{}'\"#&*!|>%@`? \n\t,\\é😀\x07\x85\ufeff"))
def test_yaml_like_text_is_a_table_or_a_problem_with_a_place(text):
    notes = Notes(Source("post.md", "---\n" + text))
    table = yaml_table(text, 4, notes)
    assert notes.findings or table is not None
    lines = ("---\n" + text).split("\n")
    for problem in notes.problems():
        assert 2 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert "\n" not in str(problem)


words = st.text(alphabet="abc é😀:#'\"-[]{}!&*\\\n", max_size=12)
trees = st.dictionaries(
    words,
    st.recursive(
        words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3)
    ),
    max_size=4,
)


@given(trees, st.booleans())
def test_what_pyyaml_writes_is_read_back(tree, is_flow):
    style = '"' if not is_flow else None
    text = yaml.safe_dump(
        tree, allow_unicode=True, default_style=style, default_flow_style=is_flow, width=10**6
    )
    table, problems = read(text.replace("!!str ", ""))
    if not any(sign in text for sign in ("&id", "<<")):
        assert not problems
        assert plain(table) == tree
