from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Source
from generator.problems import WARNING, Place, Problem, Stop, as_warnings, errors


def test_a_problem_says_where_what_and_what_to_write() -> None:
    source = Source("content/posts/x.md", "---\ntitle: A\ndate: 32 Feb\n---\n")
    problem = source.problem(19, 'date: "32 Feb" is not a date', "write 2026-02-28")
    assert str(problem) == 'content/posts/x.md:3:7: date: "32 Feb" is not a date (write 2026-02-28)'
    assert problem.excerpt == "date: 32 Feb"


def test_a_warning_says_so() -> None:
    assert str(Problem(Place("a.md", 2, 3), "odd", level=WARNING)) == "a.md:2:3: warning: odd"


@given(st.text(alphabet="ab\n"), st.integers(0, 30))
def test_places_lie_in_the_text(text: str, offset: int) -> None:
    place = Source("a.md", text).place(offset)
    before = text[: min(offset, len(text))]
    assert place.line == before.count("\n") + 1
    assert place.column >= 1


def test_a_stop_tells_each_problem_once_in_the_order_of_the_files() -> None:
    second, first = Problem(Place("b.md"), "two"), Problem(Place("a.md", 9), "one")
    assert Stop([second, first, second]).problems == (first, second)


def test_warnings_stop_nothing() -> None:
    problem = Problem(Place("a.md"), "one")
    assert errors([problem]) == (problem,)
    assert errors(as_warnings([problem])) == ()
