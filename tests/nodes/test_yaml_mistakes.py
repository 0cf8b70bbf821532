"""What YAML does not allow is explained; the common mistakes are in cases/frontmatter/bad."""

from __future__ import annotations

import pytest

from generator.model import Source
from generator.nodes import Notes
from generator.nodes.yaml import yaml_table


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: b\n... x\n", '2:5: "x" begins in another column than the lines it belongs to (begin all of them in the same column)'),
        (": x\n", '1:1: a name is missing before ":" (write title: Foo)'),
        ("%YAML 1.1\n---\na: b\n", '1:1: "%YAML 1.1" is not "name: value" (take it out)'),
        ("tags:\n  - *x y\n", '2:5: "*x y" begins with "*" (write - "*x y")'),
        ("a: [*x, b]\n", '1:5: "*x" begins with "*" (write "*x")'),
        ("a: [b, c: d: e]\n", '1:12: a comma or "]" is missing before this (put quotes around the text, or mend the line above)'),
        ("a: *x # why\n", '1:4: a: "*x" begins with "*" (write a: "*x")'),
        ("a: 'x\ny: z\n", "1:4: a: the quote ' is never closed (write a: \"x\")"),
        ('a: "\\u12"\n', '1:5: "\\u" means nothing between these quotes (write \\\\ for a backslash, or use single quotes)'),
        ("a: " + "x: " * 100 + "\n", '1:4: a: "x: x: x: x: x: x: x: x: x: x: x: x: x: x: x: x: x: x: x: x:…" holds a colon (put quotes around it)'),
        ("? [a]\n: b\n", "1:3: a list can't be the name of a value (put quotes around it)"),
        ("a: |x\n  y\n", '1:4: a: "|x" begins with "|" (write a: "|x")'),
    ],
)  # fmt: skip
def test_a_mistake_is_explained_at_its_place(text, problem):
    notes = Notes(Source("post.md", text))
    assert yaml_table(text, 0, notes) is None
    assert [str(one) for one in notes.problems()] == [f"post.md:{problem}"]
