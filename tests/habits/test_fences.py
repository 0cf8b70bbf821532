"""Fences are found where authors put them, and nowhere else."""

from __future__ import annotations

import pytest

from generator.model import MarkdownSettings, Source
from generator.prose import prose


def html(text: str) -> str:
    return prose(Source("content/posts/a.md", text), 0, MarkdownSettings()).html


@pytest.mark.parametrize(
    "text",
    [
        "```\ncode\n```",
        "   ```\n   code\n   ```",
        "~~~\ncode\n~~~~",
        "> ```\n> code\n> ```",
        "> - a\n>\n>     ```\n>     code\n>     ```",
        "- a\n\n    ```\n    code\n    ```\n- b",
        "- a\n  ```\n  code\n  ```",
        "1. a\n\n   ```\n   code\n   ```",
        "10. ```\n    code\n    ```",
        "!!! note\n    ```\n    code\n    ```",
        "> [!NOTE]\n> ```\n> code\n> ```",
        "x[^1]\n\n[^1]: y\n\n    ```\n    code\n    ```",
    ],
)
def test_found(text: str) -> None:
    result = html(text + "\n")
    assert '<div class="code"><pre tabindex="0"><code>code\n</code></pre></div>' in result
    assert "wzxhzdk" not in result


@pytest.mark.parametrize("text", ["    ```\n    x\n    ```", "a ``` b", "``", "```a`b", "\\```"])
def test_not_found(text: str) -> None:
    assert 'class="code"' not in html(text + "\n")


def test_a_quote_that_ends_closes_its_code() -> None:
    result = html("> ```\n> code\n\nafter\n")
    assert result.endswith("</blockquote>\n<p>after</p>")


def test_code_that_is_never_closed_ends_with_its_list() -> None:
    result = html("- a\n\n    ```\n    code\n\nafter *this*\n")
    assert result.endswith("</li>\n</ul>\n<p>after <em>this</em></p>")
    assert html("```\ncode\n\n*code*\n").endswith("*code*\n</code></pre></div>")


def test_many_open_blocks_come_to_an_end() -> None:
    assert html("- ```\n" * 2000).count("<li>") == 2000


@pytest.mark.parametrize(
    "line", ["> " * 500_000 + "```x`", " > " * 500_000 + "~~ ```", "> " * 300_000]
)
def test_a_hostile_line_opens_nothing(line: str) -> None:
    from generator.habits.fences import _opening

    assert not _opening(line, [])
