from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import plain
from generator.tokens import BLOCK, MOST, SHORTEST, _telling, folded, record, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't PANIC: C++ & 5G!", "don panic 5g"),
        ("Straße ß STRASSE", "strasse ss strasse"),
        ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),
        ("café CAFÉ cafe\u0301", "cafe cafe cafe"),
        ("Ελλάδα ΕΛΛΑΔΑΣ", "ελλαδα ελλαδασ"),
        ("Ёлка Йод", "елка иод"),
        ("Łódź Ærø Đakovo Ðorð", "lodz aero dakovo dord"),
        ("بِسْمِ ٱللّٰهِ أحمد كتـــاب", "بسم ٱلله احمد كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("क़ानून हिन्दी", "क\u093cानून हिन्दी"),
        ("日本の監視 税", "日本 本の の監 監視 税"),
        ("ガラス ｶﾞﾗｽ", "ガラ ラス ガラ ラス"),
        ("한국어", "한국 국어"),
        ("ไทย", "ไท ทย"),
        ("AI監視 v2", "ai 監視 v2"),
        ("ﬁle １２ x_y snake_case", "file 12 snake case"),
        ("soft\u00adhyphen zero\u200dwidth", "softhyphen zerowidth"),
        ("e-mail l’État", "mail etat"),
        ("a" * 40, "a" * 32),
        ("", ""),
    ],
)
def test_words_have_no_case_and_no_accents(text: str, words: str) -> None:
    assert tokens(text) == words.split()


def test_folding_twice_changes_nothing() -> None:
    for text in ("Straße", "Ελλάς", "क़", "ガ", "한", "ﷺ"):
        assert folded(folded(text)) == folded(text)


def test_a_word_is_told_once_where_it_says_most() -> None:
    told = record(
        "Signal adds names", ["Signal: a summary", "Point"], ["How names work"], "<p>A point.</p>"
    )
    title, fields, body = told.split("\n")
    assert title == "adds names signal"
    assert fields == "point summary"
    assert body == "how work"


def test_of_a_long_text_names_and_what_is_said_often_is_kept() -> None:
    common = " ".join(f"w{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(400))
    html = f"<p>{common} said Zuboff to Pegasus2. {'metadata ' * 5}</p><pre>code only</pre>"
    body = record("T", [], ["Heading"], html).split("\n")[2].split()
    assert {"zuboff", "pegasus2", "metadata", "heading"} <= set(body)
    assert "code" not in body
    assert len(body) == MOST + 1


WORDS = st.sampled_from(
    [
        "The",
        "the",
        "Court",
        "court",
        "2018",
        "IP",
        "ip",
        "é",
        "Été",
        "été",
        "“Ruling",
        "ruling’s",
        "end-to-end",
        "監視",
        "x",
        "<b>y</b>",
    ]
)


@given(st.lists(WORDS, max_size=300), st.sets(st.sampled_from(["court", "the", "2018"])))
def test_the_most_telling_words_are_chosen(words: list[str], known: set[str]) -> None:
    """A twin that looks at each word by itself, in the plainest way."""
    html = f"<p>{' '.join(words)}</p><pre>code</pre>"
    text = plain(BLOCK.sub(" ", html))
    counts, names = (
        Counter(tokens(text)),
        Counter(word for piece in text.split() if not piece[0].islower() for word in tokens(piece)),
    )
    ranked = sorted(
        ((names[word] == count) * -40 - 4 * count - len(word), word)
        for word, count in counts.items()
        if word not in known and (len(word) >= SHORTEST or not word.isascii())
    )
    assert _telling(html, known) == [word for _, word in ranked][:MOST]
