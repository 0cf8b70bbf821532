"""Rules are applied to any text without a stumble, and say where it can be mended."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.frontmatter import split
from generator.model import Settings, Source
from generator.nodes import Notes
from generator.problems import ERROR
from generator.read import read
from generator.rules import RULES
from generator.rules.looking import ALONE, look
from generator.rules.subjects import Article

SETTINGS = Settings("T", "https://example.org/")
PIECES = st.sampled_from(
    [
        "the the", "#", "## ", "#### Deep", "```", "~~~", "`", "[", "](", ")", "https://a.example/x?utm_source=y",
        "http://", "![", "<a href=", "<!--", "-->", "\n", "\n\n", "> ", "here", "b.md", "#part", "&amp;", '"',
        "[^1]", "[^1]: x", "| a | b |", "- ", "<details>", "</details>", "\u200b", "é", "😀", "---",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map(" ".join), st.text(max_size=80))
def test_any_text_can_be_looked_at(body: str, title: str) -> None:
    head = f"---\ntitle: {title!r}\ndate: 2026-01-01\n---\n".encode("utf-8", "replace").decode()
    source = Source("content/posts/a.md", f"{head}\n{body}\n")
    done = read(source, SETTINGS)
    if done.entry is None:
        return
    start = split(source, Notes(source)).body
    for found in look(Article(done.entry, source, start, done.html, SETTINGS)):
        assert found.rule in ALONE
        assert found.level == RULES[found.rule].levels[0] != ERROR
        problem = source.told(found)
        line = source.text.split("\n")[problem.place.line - 1]
        assert problem.place.column <= len(line) + 1


def test_a_hostile_text_is_looked_at_in_time() -> None:
    for piece in ("<!-- ", "`", "```\n", "[here](b.md) ", "the ", "[x](http://a.example/) ", "#"):
        source = Source(
            "content/posts/a.md", f"---\ntitle: A\ndate: 2026-01-01\n---\n{piece * 4000}\n"
        )
        done = read(source, SETTINGS)
        if done.entry:
            start = split(source, Notes(source)).body
            assert look(Article(done.entry, source, start, done.html, SETTINGS))
