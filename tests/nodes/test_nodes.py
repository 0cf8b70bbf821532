"""Notes, readers and words that all rules about typed values share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Source
from generator.nodes import (
    TOLD,
    Entry,
    Notes,
    Scalar,
    Sequence,
    Table,
    check_signs,
    flag_of,
    in_quotes,
    near,
    quoted,
    text_of,
    texts_of,
)


def notes(text: str = "x" * 50, sign: str = ": ") -> Notes:
    return Notes(Source("post.md", text), sign)


@given(st.text(), st.integers(0, 300), st.text(max_size=5))
def test_problems_are_those_a_source_would_make(text, offset, message):
    source = Source("post.md", text)
    at = min(offset, len(text))
    found = Notes(source)
    found.error(at, message, "hint")
    assert found.problems() == (source.problem(at, message, "hint"),)


def test_places_beyond_the_text_are_its_ends():
    found = notes("ab\n")
    found.error(-5, "before")
    found.warning(99, "after")
    assert [str(one) for one in found.problems()] == [
        "post.md:1:1: before",
        "post.md:2:1: warning: after",
    ]


def test_too_many_problems_are_counted_out():
    found = notes()
    for offset in range(TOLD):
        found.warning(offset, f"number {offset}")
    assert not found.is_full
    assert len(found.problems()) == TOLD
    found.warning(40, "one more")
    assert found.is_full
    told = found.problems()
    assert len(told) == TOLD + 1
    assert str(told[-1]) == (
        "post.md:1:50: warning: more is wrong from here on than the 50 lines above tell"
        " (mend those first)"
    )


def test_an_error_among_those_left_out_still_stops_the_build():
    found = notes()
    for offset in range(TOLD + 5):
        found.warning(min(offset, 49), "x")
    found.error(49, "y")
    assert found.problems()[-1].level == "error"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Foo", '"Foo"'),
        ("a\nb\tc", '"a b c"'),
        ("a\x07\u202eb", '"a\\u0007\\u202eb"'),
        ("x" * 100, f'"{"x" * 59}…"'),
    ],
)
def test_values_in_messages_stay_on_one_line(text, shown):
    assert quoted(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Foo: bar", '"Foo: bar"'), ('say "x"', "'say \"x\"'"), ('it\'s "x"', '"it\'s \\"x\\""')],
)
def test_hints_choose_quotes_that_can_be_read_back(text, shown):
    assert in_quotes(text) == shown


def test_hints_are_written_as_the_language_wants():
    assert notes().written("title", "Foo") == "title: Foo"
    assert notes().written("title", "Foo: bar") == 'title: "Foo: bar"'
    assert notes(sign=" = ").written("title", "Foo") == 'title = "Foo"'


def test_near_names():
    assert near("Titel", ("title", "date")) == "title"
    assert near("keyPoints", ("key_points", "date")) == "key_points"
    assert near("qwertz", ("title", "date")) == ""
    assert near("t" * 100_000, ("title",)) == ""


def test_readers_say_what_they_expect():
    found = notes()
    table = Table({}, 3)
    assert text_of(Sequence((), 1), "title", found) is None
    assert text_of(Scalar(" a\n b ", 1), "title", found) == "a b"
    assert text_of(Scalar(" \u200b", 1), "title", found) is None
    assert texts_of(table, "tags", found) == ()
    assert texts_of(Sequence((table, Scalar("", 4), Scalar("a", 5)), 2), "tags", found) == (
        Scalar("a", 5),
    )
    assert flag_of(Scalar("YES", 6), "draft", found) is True
    assert flag_of(Scalar("no", 6), "draft", found) is False
    assert flag_of(Scalar("", 6), "draft", found) is None
    assert [str(one) for one in found.problems()] == [
        'post.md:1:2: title: a list is not a text (write title: "…")',
        'post.md:1:4: tags: a table is not a list (write tags: ["…", "…"])',
        'post.md:1:4: tags: a table is not a text (write tags: ["…", "…"])',
        "post.md:1:5: tags: this one is empty (take it out)",
        'post.md:1:7: draft: "" is neither true nor false (write draft: true or draft: false)',
    ]


def test_control_characters_are_found_wherever_they_stand():
    found = notes()
    inner = Table({"a\x01": Entry(4, Scalar("b\ud800", 5))}, 3)
    check_signs(Table({"x": Entry(0, Sequence((inner, Scalar("ok\n\t", 9)), 2))}, 0), found)
    assert [str(one) for one in found.problems()] == [
        "post.md:1:5: the control character U+0001 can't stand in a text (take it out)",
        "post.md:1:6: the control character U+D800 can't stand in a text (take it out)",
    ]


def test_fifty_of_many_problems_of_a_megabyte_are_told():
    found = notes("line\n" * 200_000)
    for line in range(200_000):
        found.error(line * 5, "x")
    lines = [problem.place.line for problem in found.problems()]
    assert lines == list(range(1, 52))
