"""Each name and value of a TOML text is found where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Source
from generator.nodes import DEEPEST, Notes, Scalar, Sequence
from generator.nodes.toml import toml_table
from generator.nodes.toml_places import TooDeepError, places

TEXT = '''# head
title = "a # b"  # why
"quoted name" = 'x'
"esc\\u00e9" = 1
dotted . "two" = 2
dotted.three = [1, "b]", # c
  {x = 1, y = [2, 3]}, ]
text = """
[no.table]
name = "x" \\""""
raw = \'\'\'it\'s\'\'\'

[table.sub] # comment
day = 2026-02-12 10:00:00
[[list]]
a = 1
[[list]]
a = {b.c = 3}
[list.inner]
d = true
[[list.deep]]
e = 1.5
'''


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        (("title",), "title", '"a # b"'),
        (("quoted name",), '"quoted name"', "'x'"),
        (("escé",), '"esc\\u00e9"', "1"),
        (("dotted", "two"), '"two"', "2"),
        (("dotted", "three", 1), '"b]"', '"b]"'),
        (("dotted", "three", 2, "y", 1), "3", "3"),
        (("text",), "text", '"""\n[no.table]\nname = "x" \\""""'),
        (("raw",), "raw", "'''it's'''"),
        (("table", "sub", "day"), "day", "2026-02-12 10:00:00"),
        (("table", "sub"), "sub", "[table.sub]"),
        (("list", 0, "a"), "a = 1", "1"),
        (("list", 1), "list]]\na = {", "[[list]]"),
        (("list", 1, "a", "b", "c"), "c = 3", "3"),
        (("list", 1, "inner", "d"), "d", "true"),
        (("list", 1, "deep", 0, "e"), "e", "1.5"),
    ],
)
def test_names_and_values_are_found(path, name, value):
    spot = places(TEXT).spots[path]
    assert TEXT[spot.name :].startswith(name)
    assert TEXT[spot.begin : spot.end] == value


def test_every_value_that_tomllib_reads_has_a_place():
    notes = Notes(Source("site.toml", TEXT))
    waiting = [toml_table(TEXT, 0, notes)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            assert node.offset > 0
        elif isinstance(node, Sequence):
            waiting += node.items
        else:
            assert all(entry.key_offset > 0 for entry in node.entries.values())
            waiting += [entry.value for entry in node.entries.values()]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 99, "a" + ".a" * 99 + "=1", "[" + "a." * 99 + "a]"]
)
def test_nesting_is_bounded(text):
    with pytest.raises(TooDeepError):
        places(text)
    assert DEEPEST < 99


def test_brackets_left_open_are_known():
    assert places("a = 1\nb = [1, {c = 2\n").opened == [10, 14]


def test_names_given_twice_are_known():
    assert places("a = 1\na = 2\n[b]\n[b]\n").twice == [("a", 6, 0), ("b", 17, 13)]


values = st.recursive(
    st.sampled_from(["1", '"x"', "'y'", "true", "2026-02-12", '"""a\nb"""', "1.5"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", \n".join(items) + "]")
        | st.lists(inner, max_size=3).map(
            lambda items: (
                "{" + ", ".join(f"k{number} = {item}" for number, item in enumerate(items)) + "}"
            )
        )
    ),
    max_leaves=6,
)


@given(st.lists(values, max_size=5))
def test_places_of_what_is_written_are_right(items):
    lines = [f"name{number} = {item}" for number, item in enumerate(items)]
    text = "\n".join(lines)
    found = places(text)
    for number, item in enumerate(items):
        spot = found.spots[f"name{number}",]
        assert text[spot.begin : spot.end] == item
        assert text[spot.name :].startswith(f"name{number} =")
