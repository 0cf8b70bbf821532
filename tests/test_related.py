from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Card, Term
from generator.related import related

START = datetime(2026, 1, 1, tzinfo=UTC)


def cards(*tags: str) -> list[Card]:
    """Make a card for each text of tags, one letter a tag, newest first."""
    return [
        Card(
            path=f"{number}.md", id=str(number), guid="", url="", title="", summary="",
            published=START - timedelta(days=number), updated=None, authors=(),
            tags=tuple(Term("tag", tag, tag, "") for tag in own), series=None, cover=None,
            language="en", minutes=1, state="published",
        )
        for number, own in enumerate(tags)
    ]  # fmt: skip


def ids(found: object, of: str) -> list[str]:
    return [card.id for card in found[of]]  # type: ignore[index]


def test_rare_tags_weigh_more() -> None:
    found = related(cards("ar", "a", "a", "a", "r"))
    assert ids(found, "0") == ["4", "1", "2"]


def test_more_shared_tags_come_first_then_nearness_in_time() -> None:
    assert ids(related(cards("a", "ab", "ab", "a")), "1") == ["2", "0", "3"]


def test_nothing_shared_is_nothing_related() -> None:
    assert related(cards("a", "b", ""))["2"] == ()
    assert related([]) == {}


@settings(max_examples=60)
@given(st.lists(st.sets(st.sampled_from("abcd")).map("".join), max_size=12))
def test_a_post_is_never_its_own_relative_and_all_relatives_share_a_tag(tags: list[str]) -> None:
    for of, found in related(cards(*tags)).items():
        assert of not in {card.id for card in found}
        for card in found:
            assert set(tags[int(of)]) & set(tags[int(card.id)])
