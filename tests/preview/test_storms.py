"""Many notices are one look, and it does not wait longer than it must."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.preview.storms import CALM, LONGEST, MANY, QUIET, Storm


def nothing_missing(_: str) -> bool:
    return False


def test_where_nothing_was_touched_there_is_no_storm() -> None:
    assert Storm().over(nothing_missing) is None


def test_one_save_is_over_at_once() -> None:
    storm = Storm()
    storm.add("content/posts/a.md", 5.0)
    storm.add("content/posts/a.md", 5.005)
    assert storm.over(nothing_missing) == 5.005 + QUIET


def test_a_file_that_is_gone_is_waited_for() -> None:
    storm = Storm()
    storm.add("a", 5.0)
    assert storm.over(lambda path: path == "a") == 5.0 + CALM


def test_a_checkout_of_many_files_is_waited_for() -> None:
    storm = Storm()
    for number in range(MANY):
        storm.add(str(number), 5.0)
    assert storm.over(nothing_missing) == 5.0 + CALM


@given(st.lists(st.floats(0, 60), min_size=1), st.booleans())
def test_no_storm_is_longer_than_two_seconds(gaps: list[float], is_missing: bool) -> None:
    storm, now = Storm(), 0.0
    for number, gap in enumerate(gaps):
        now += gap
        storm.add(str(number), now)
        over = storm.over(lambda _: is_missing)
        assert over is not None
        assert over <= gaps[0] + LONGEST


def test_each_path_is_given_once_and_then_forgotten() -> None:
    storm = Storm()
    for path in ("b", "a", "b"):
        storm.add(path, 1.0)
    assert storm.take() == ("b", "a")
    assert storm.take() == ()
    assert storm.over(nothing_missing) is None
