"""Tables and lists of tables are read on their own; whole heads are in cases/frontmatter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fields import records
from generator.model import CoverSource, Reference, Source
from generator.nodes import Entry, Notes, Scalar, Sequence, Table


def table(**values):
    return Table({name: Entry(1, Scalar(value, 2)) for name, value in values.items()}, 0)


def read(reader, node, name="field"):
    notes = Notes(Source("post.md", "x" * 50))
    return reader(node, name, notes), [str(one) for one in notes.problems()]


def test_a_cover_may_say_that_it_only_decorates():
    assert read(records.cover, table(image="a.png", alt="")) == (CoverSource("a.png"), [])


def test_a_cover_that_says_nothing_is_a_warning():
    cover, problems = read(records.cover, table(image="a.png"), "cover")
    assert cover == CoverSource("a.png")
    assert problems == [
        "post.md:1:3: warning: cover has no alt text for readers who can't see it"
        ' (write alt under cover: what it shows, or "" if that adds nothing)'
    ]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "https://u:p@example.org",
        "file:///etc",
        "//x",
    ],
)
def test_a_source_leads_to_the_web_or_nowhere(url):
    found, problems = read(records.sources, Sequence((table(title="A", url=url),), 0), "sources")
    assert found == (Reference("A"),)
    assert problems == [
        f'post.md:1:3: sources: url: "{url}" is not a web address'
        " (write it in full, as in https://example.org/report)"
    ]


def test_a_source_may_be_a_sentence():
    text = "Interview: Jane Doe"
    assert read(records.sources, Sequence((Scalar(text, 1),), 0))[0] == (Reference(text),)


@given(st.lists(st.text(max_size=30), max_size=4))
def test_no_other_scheme_gets_through(texts):
    items = tuple(Scalar(text, 0) for text in texts)
    for reference in read(records.sources, Sequence(items, 0))[0]:
        assert not reference.url or reference.url.lower().startswith(("http://", "https://"))


def test_extra_keeps_every_value_as_text():
    inner = Sequence((Scalar("007", 1), table(a="no")), 1)
    node = Table({"list": Entry(0, inner), "word": Entry(0, Scalar(" two\nlines", 3))}, 0)
    found = read(records.extra, node)[0]
    assert found == {"list": ("007", {"a": "no"}), "word": " two\nlines"}
