"""Hold the habits of authors: each module reads one kind of Markdown, or shows it well.

Invariant: a habit works on one body; what it finds wrong it tells that body's notes.
"""
