"""Read `~~taken back~~` as deleted text."""

from __future__ import annotations

from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor

# Two signs, no more, tight around the words, never across other tildes: so it stays linear.
DELETED = r"(?<!~)(~~)(?![~\s])((?:[^~]|~(?!~))*?[^~\s])~~(?!~)"


def strikethrough(md: Markdown) -> None:
    """Teach Markdown deleted text, and that a tilde can be escaped."""
    md.ESCAPED_CHARS.append("~")
    md.inlinePatterns.register(SimpleTagInlineProcessor(DELETED, "del"), "deleted", 65)
