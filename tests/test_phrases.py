from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.model import Forms, Words
from generator.phrases import counted, fill, locale, long_date, month_name, plain_fill
from generator.sources.themes import load_theme
from generator.wording import wording

WORDS = wording(["en", "en-GB", "fr", "ar", "ja"], load_theme(Path("/nowhere")).words)[0]


def words(language: str) -> Words:
    return Words(language, {"date": "", "month": ""})


def test_what_is_put_in_is_escaped_unless_it_is_html() -> None:
    assert fill("By {a} & {b}", a="<b>", b=Markup("<i>x</i>")) == "By &lt;b&gt; &amp; <i>x</i>"
    assert plain_fill("Re: {title}", title="<b> {title}") == "Re: <b> {title}"
    assert fill("{a}{b}", a="{b}", b="x") == "{b}x"
    with pytest.raises(KeyError):
        fill("{a}", b="x")


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles")]
)
def test_counting(number: int, said: str) -> None:
    assert counted(number, WORDS["en"].forms("articles")) == said


def test_counting_in_a_language_with_many_forms() -> None:
    forms = Forms(
        "ar", {"zero": "0", "one": "1", "two": "2", "few": "3+", "many": "11+", "other": "100"}
    )
    assert [counted(one, forms) for one in (0, 1, 2, 5, 11, 100)] == [
        "0",
        "1",
        "2",
        "3+",
        "11+",
        "100",
    ]
    assert counted(5, Forms("ar", {"other": "x"})) == "x"


MOMENT = datetime(2026, 2, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("fr", "1 février 2026", "février 2026"),
        ("de", "1. Februar 2026", "Februar 2026"),
        ("ja", "2026年2月1日", "2026年2月"),
        ("ar", "1 فبراير 2026", "فبراير 2026"),
        ("pt-BR", "1 de fevereiro de 2026", "fevereiro de 2026"),
        ("tlh", "February 1, 2026", "February 2026"),
    ],
)
def test_days_and_months_are_written_as_a_language_does(
    language: str, day: str, month: str
) -> None:
    assert long_date(words(language), MOMENT) == day
    assert month_name(words(language), 2026, 2) == month


@given(st.dates())
def test_the_quick_english_day_is_babels(day: date) -> None:
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert long_date(WORDS["en"], moment) == format_date(day, "d MMMM y", locale="en")
    assert month_name(WORDS["en"], day.year, day.month) == format_date(day, "MMMM y", locale="en")
    assert long_date(WORDS["en"], moment) == long_date(WORDS["en-GB"], moment)


def test_a_code_that_nobody_knows_is_english() -> None:
    assert str(locale("x-klingon")) == "en"
    assert str(locale("pt-BR")) == "pt_BR"
