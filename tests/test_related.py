from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.related import related

# A post is a text of its tags, one letter a tag; the newest comes first.


def test_rare_tags_weigh_more() -> None:
    assert related(["ar", "a", "a", "a", "r"])[0] == [4, 1, 2]


def test_more_shared_tags_come_first_then_nearness_in_time() -> None:
    assert related(["a", "ab", "ab", "a"])[1] == [2, 0, 3]


def test_nothing_shared_is_nothing_related() -> None:
    assert related(["a", "b", ""])[2] == []
    assert related([]) == []


@settings(max_examples=60)
@given(st.lists(st.sets(st.sampled_from("abcd")).map("".join), max_size=12))
def test_a_post_is_never_its_own_relative_and_all_relatives_share_a_tag(tags: list[str]) -> None:
    for number, found in enumerate(related(tags)):
        assert number not in found
        for other in found:
            assert set(tags[number]) & set(tags[other])
