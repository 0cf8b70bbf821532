from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.digests import digest, from_data, key, to_json
from generator.model import Correction, Fields, Heading

TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
)


def test_the_digest_is_the_same_on_every_machine() -> None:
    assert digest(b"") == "cae66941d9efbd404e4d88758ea67670"


@given(TREES, TREES)
def test_keys_are_equal_exactly_when_values_are(one: object, other: object) -> None:
    # The stupid version: repr tells all these values apart (True and 1 included).
    assert (key(one) == key(other)) == (repr(_sorted(one)) == repr(_sorted(other)))


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return tuple(map(_sorted, value)) if isinstance(value, tuple) else value


def test_neighbouring_values_do_not_run_together() -> None:
    assert key("ab", "c") != key("a", "bc")
    assert key(("a",), "b") != key(("a", "b"))
    assert key(1, 23) != key(12, 3)


@pytest.mark.parametrize("value", [{1, 2}, 1.5, b"x", object(), lambda: 0, ["a"]])
def test_only_what_a_page_may_be_made_of_has_a_key(value: object) -> None:
    with pytest.raises(TypeError):
        key(value)


def test_nouns_survive_the_store() -> None:
    moment = datetime(2026, 2, 12, 9, 30, tzinfo=UTC)
    fields = Fields(
        title="Ü “x”",
        date=moment,
        tags=("a", "b"),
        corrections=(Correction(moment, "It was Tuesday."),),
        extra={"map": {"lat": "50"}, "list": ("1", "2")},
        places={"title": 7},
    )
    assert from_data(Fields, json.loads(to_json(fields))) == fields


def test_a_damaged_noun_is_refused() -> None:
    with pytest.raises((ValueError, TypeError)):
        from_data(Heading, [2, "only two"])
