"""A text is too deep or it is not, wherever it is read."""

from __future__ import annotations

from generator.model import MarkdownSettings, Source
from generator.prose import prose


def is_read(text: str, frames: int = 0) -> bool:
    if frames:
        return is_read(text, frames - 1)
    return bool(prose(Source("content/posts/a.md", text), 0, MarkdownSettings()).html)


def test_the_stack_does_not_matter() -> None:
    deepest = "".join("    " * level + "- x\n" for level in range(49))
    deeper = "".join("    " * level + "- x\n" for level in range(50))
    for frames in (0, 100, 200):
        assert is_read(deepest, frames)
        assert not is_read(deeper, frames)
        assert is_read("> " * 98 + "x", frames)
        assert not is_read("> " * 99 + "x", frames)
