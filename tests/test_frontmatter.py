"""Heads are split from bodies and read; each file in cases/frontmatter is a case."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fields import read_fields
from generator.frontmatter import read_head
from generator.model import Fields, Source

CASES = Path(__file__).parent / "cases" / "frontmatter"
GOOD = sorted((CASES / "good").glob("*.md"))
BAD = sorted((CASES / "bad").glob("*.md"))


def read(text: str):
    source = Source("post.md", text)
    head = read_head(source)
    fields, problems = read_fields(source, head.table, ZoneInfo("Europe/Brussels"))
    return head, fields, (*head.problems, *problems)


def load(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def plain(value):
    if dataclasses.is_dataclass(value):
        members = dataclasses.fields(value)
        return {member.name: plain(getattr(value, member.name)) for member in members}
    if isinstance(value, tuple):
        return [plain(member) for member in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "items"):
        return {name: plain(member) for name, member in value.items()}
    return value


def test_there_are_enough_cases():
    assert len(BAD) >= 100
    assert len(GOOD) >= 30


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_good_front_matter_is_read(file):
    text = load(file)
    head, fields, problems = read(text)
    assert not problems
    found = {
        member.name: plain(getattr(fields, member.name))
        for member in dataclasses.fields(fields)
        if getattr(fields, member.name) != getattr(Fields(), member.name)
    }
    assert found | {"body": text[head.body :]} == json.loads(load(file.with_suffix(".json")))


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_bad_front_matter_is_explained(file):
    _, _, problems = read(load(file))
    assert "".join(f"{problem}\n" for problem in problems) == load(file.with_suffix(".txt"))


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_messages_keep_the_manners_of_the_house(file):
    for line in load(file.with_suffix(".txt")).splitlines():
        message = line.split(": ", 1)[1].lower()
        assert not message.endswith((".", ".)"))
        assert "invalid" not in message
        assert "please" not in message


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n",
        "----\ntitle: x\n----\n",
        "title: x\ndraft: true\n",
        "Hello\n\n---\ndraft: true\n---\nText\n",
    ],
)
def test_a_head_that_can_not_be_read_never_becomes_body(text):
    head = read_head(Source("post.md", text))
    assert head.problems
    assert head.body == len(text)


def check(text):
    head, _, problems = read(text)
    assert 0 <= head.body <= len(text)
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert "\n" not in str(problem)


@given(st.text())
def test_any_text_has_a_head_or_problems(text):
    check(text)


@given(st.sampled_from(["---", "+++"]), st.text())
def test_any_text_between_fences_has_values_or_problems(fence, text):
    check(f"{fence}\n{text}\n{fence}\n")


names = st.sampled_from([*Fields.__dataclass_fields__, "author", "Title", "image", "url", "text"])
marks = st.text(alphabet="ab :,/.-[]{}'\"#&*!|>%@\n\té😀\x07")
plausible = st.one_of(
    marks,
    st.dates().map(str),
    st.sampled_from(
        ["true", "[a, b]", "{date: 2026-01-01, text: x}", "/a/b", "https://example.org"]
    ),
)


@given(
    st.lists(st.tuples(names, plausible), max_size=6),
    st.sampled_from([("---", ": "), ("+++", " = ")]),
)
def test_any_values_of_known_fields_are_read_or_told(pairs, language):
    fence, sign = language
    check(
        fence + "\n" + "".join(f"{name}{sign}{value}\n" for name, value in pairs) + fence + "\nText"
    )
