"""Plain front matter is read as the parser reads it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model import Source
from generator.nodes import Notes
from generator.nodes.yaml import _parsed
from generator.nodes.yaml_plain import plain_table

WORDS = st.sampled_from(
    [
        "a",
        "Foo",
        "it's",
        "2026-01-02",
        "10:30",
        "x:y",
        "No",
        "1.5",
        "é",
        "a,b",
        "a,",
        "-",
        "-z",
        "?",
        "what?",
        "(a)",
        "50%",
        "a&b",
        "A/B",
        "~",
        "null",
        "::",
        "a:",
        "#x",
        "c#",
        "“q”",
        "x_y",
        "+1",
        ".5",
        "!",
        "|",
        "[x]",
        "{y}",
        "*a",
        "a*",
        "@x",
        "`",
        "=",
        "<<",
        "日本",
        "𝒳",
        "true",
        "...",
        "---",
        "\\n",
        '"',
        "'",
        "''",
        "x\xa0y",
        "\u200b",
    ]
)
TEXT = st.lists(WORDS, max_size=3).map(" ".join) | st.text("ab :-,'\"[]#&\t", max_size=6)
VALUE = TEXT | TEXT.map('"{}"'.format) | TEXT.map("'{}'".format)
NAME = st.sampled_from(["title", "tags", "a", "b_2", "é", "x y", "-"])
COLON = st.sampled_from([": ", ": ", ":  ", ":", " : "])
END = st.sampled_from(["\n", "\n", " \n", "\n\n", "\n \n", "  # end\n", ""])
FLOW = st.tuples(st.sampled_from([", ", ",", " ,"]), st.lists(VALUE, max_size=3)).map(
    lambda one: f"[{one[0].join(one[1])}]"
)
DASH = st.sampled_from(["\n- ", "\n  - ", "\n  - ", "\n  -  ", " \n    - "])
BLOCK = st.lists(st.tuples(DASH, VALUE).map("".join), min_size=1, max_size=3).map("".join)
HEAD = st.lists(
    st.tuples(NAME, COLON, VALUE | FLOW, END).map("".join)
    | st.tuples(NAME, st.just(":"), BLOCK, END).map("".join),
    min_size=1,
    max_size=3,
).map("".join)


@settings(max_examples=1_000)
@given(HEAD)
@example('title: "Foo: bar"\ntags: [a, "b, c"]\ndate: 2026-02-03T10:11:12Z\n')
@example("tags:\n  - a\n  - 'b: c'\nsummary: it is, they say; done.\n")
@example("tags:\n- a\n\n- b\n")
def test_it_is_read_as_the_parser_reads_it(text: str) -> None:
    found = plain_table(text, 4)
    if found:
        notes = Notes(Source("post.md", "---\n" + text))
        assert found == _parsed(text, 4, notes)
        assert not notes.findings


@pytest.mark.parametrize(
    "text",
    [
        'title: "Foo: bar"\ndraft: true\n',
        "tags: [privacy, 'open source', \"a, b\"]\n",
        "tags:\n  - privacy\n  - open source\n",
        "date: 2026-02-03 10:11\nauthors: []",
        "summary: what it says, and why it doesn’t matter (yet).\n",
    ],
)
def test_what_authors_write_needs_no_parser(text: str) -> None:
    assert plain_table(text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c\n",
        "a: 'it''s'\n",
        'a: "\\n"\n',
        "a: &x b\n",
        "a: b\na: c\n",
        "a:\n  b: c\n",
        "a: |\n  b\n",
        "",
    ],
)
def test_more_is_left_to_the_parser(text: str) -> None:
    assert plain_table(text, 0) is None
