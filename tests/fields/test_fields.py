"""All fields of a head are read in one go; the messages are in cases/frontmatter."""

from __future__ import annotations

from dataclasses import fields as members_of
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from generator.fields import FIELDS, GUARDS, OTHERS, read_fields
from generator.frontmatter import read_head
from generator.model import Fields, Source

UTC = ZoneInfo("UTC")


def read(text: str, fence: str = "---"):
    source = Source("post.md", f"{fence}\n{text}{fence}\nText.\n")
    head = read_head(source)
    assert not head.problems
    found, problems = read_fields(source, head.table, UTC)
    return found, [str(problem) for problem in problems], source.text


def test_the_table_and_the_model_know_the_same_fields():
    assert FIELDS.keys() - {"author"} == {member.name for member in members_of(Fields)} - {"places"}
    assert set(OTHERS.values()) <= FIELDS.keys()
    assert not OTHERS.keys() & FIELDS.keys()
    assert FIELDS.keys() >= GUARDS


def test_every_field_has_one_line_of_help():
    for field in FIELDS.values():
        assert field.help.endswith(".")
        assert "\n" not in field.help
        assert field.shape


def test_nothing_has_no_places():
    assert read("") == (Fields(), [], "---\n---\nText.\n")


def test_places_point_at_the_values():
    found, problems, text = read(
        "title: Foo\ndate: 2026-02-12\ntags: [law, 'big data']\nauthor: Jane\n"
        "cover: {image: a.png, alt: A}\nkey_points:\n  - One\n"
        "aliases: [/a/, /b/]\nsources: [{title: T, url: 'https://example.org'}, Two]\n"
        "corrections:\n  - {date: 2026-02-13, text: x}\n"
    )
    assert not problems
    at = {name: text[place:].partition("\n")[0] for name, place in found.places.items()}
    assert at["title"] == "Foo"
    assert at["date"] == "2026-02-12"
    assert at["tags"] == "[law, 'big data']"
    assert at["tags.0"] == "law, 'big data']"
    assert at["tags.1"] == "'big data']"
    assert at["authors"] == at["authors.0"] == "Jane"
    assert at["cover.image"] == "a.png, alt: A}"
    assert at["cover.alt"] == "A}"
    assert at["key_points.0"] == "One"
    assert at["aliases.1"] == "/b/]"
    assert at["sources.0.url"] == "'https://example.org'}, Two]"
    assert at["sources.1"] == "Two]"
    assert at["corrections.0"] == "{date: 2026-02-13, text: x}"


def test_tags_of_one_text_know_their_places():
    found, _, text = read("tags: law, big data ,AI\n")
    places = [text[found.places[f"tags.{number}"] :].partition("\n")[0] for number in range(3)]
    assert places == ["law, big data ,AI", "big data ,AI", "AI"]
    found, _, text = read('tags = "law, AI"\n', "+++")
    assert text[found.places["tags.1"] :].startswith('AI"')


def test_a_tag_dropped_leaves_the_others_their_numbers():
    found, problems, text = read("tags: [AI, ai, law]\n")
    assert found.tags == ("AI", "law")
    assert text[found.places["tags.1"] :].startswith("law]")
    assert problems == ['post.md:2:12: warning: tag "ai" stands here twice (keep one)']


@pytest.mark.parametrize(
    "name", ["darft", "Draft", "drafts", "DRAFT", "expire", "Expires", "expiryDate"]
)
def test_a_mistyped_guard_is_an_error(name):
    found, problems, _ = read(f"{name}: true\n")
    assert found.draft is False
    assert "warning" not in problems[0]


def test_any_other_unknown_field_is_a_warning():
    _, problems, _ = read("Titel: x\nlayout: y\nlastmod: z\npublished: 2026-01-01\n")
    assert problems == [
        'post.md:2:1: warning: "Titel" is not a field (did you mean "title"?)',
        'post.md:3:1: warning: "layout" is not a field (put it under "extra")',
        'post.md:4:1: warning: "lastmod" is not a field (did you mean "updated"?)',
        'post.md:5:1: warning: "published" is not a field (did you mean "date"?)',
    ]


def test_dates_are_in_the_sites_zone():
    source = Source("post.md", "---\ndate: 2026-07-12 10:00\nexpires: 2026-07-12T10:00Z\n---\n")
    found, problems = read_fields(source, read_head(source).table, ZoneInfo("Europe/Brussels"))
    assert not problems
    assert found.date.isoformat() == "2026-07-12T10:00:00+02:00"
    assert found.expires.isoformat() == "2026-07-12T12:00:00+02:00"


def test_hints_speak_the_language_of_the_head():
    _, problems, _ = read('slug = "A b"\ndraft = "x"\n', "+++")
    assert problems == [
        'post.md:2:8: slug: "A b" does not fit an address (write slug = "a-b")',
        'post.md:3:9: draft: "x" is neither true nor false (write draft = true or draft = false)',
    ]


def test_fifty_of_thousands_of_unknown_fields_are_told():
    text = "".join(f"titel{number}: v\n" for number in range(50_000)) + "darft: true\n"
    _, problems, _ = read(text)
    assert len(problems) == 51
    assert problems[-1] == (
        "post.md:52:1: more is wrong from here on than the 50 lines above tell (mend those first)"
    )


def test_nothing_happens_before_an_article_is_out():
    def told(text, day=None):
        source = Source("post.md", f"---\n{text}---\n")
        found, problems = read_fields(source, read_head(source).table, UTC, day)
        return found, [str(problem) for problem in problems]

    early = "corrections:\n  - {date: 2026-02-11, text: a}\n  - {date: 2026-02-12, text: b}\n"
    found, problems = told(f"date: 2026-02-12 10:00\n{early}")
    assert problems == [
        'post.md:4:12: corrections: "2026-02-11" is before date: "2026-02-12 10:00"'
        " (write a later day, or take the line out)"
    ]
    assert [one.date.hour for one in found.corrections] == [0, 10]
    day = datetime(2026, 2, 12, tzinfo=UTC)
    _, problems = told("updated: 2026-02-11\n", day)
    assert problems == [
        'post.md:2:10: updated: "2026-02-11" is before the day in the file\'s name'
        " (write a later day, or take the line out)"
    ]
    assert len(told("date: nonsense\nupdated: 2026-02-11\n", day)[1]) == 1
    assert len(told("date: 2026-02-12 10:00\nupdated: 2026-02-12 09:00\n")[1]) == 1
