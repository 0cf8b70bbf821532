"""Tables have a frame that scrolls, and a name."""

from __future__ import annotations

from generator.habits.tables import scrolling


def test_a_table_is_named_after_its_heads() -> None:
    table = "<table><thead><tr><th>a &lt;</th><th></th><th><b>c</b></th></tr></thead></table>"
    assert scrolling(f"x{table}y") == (
        f'x<div class="table" role="region" aria-label="a &lt;, c" tabindex="0">{table}</div>y'
    )


def test_a_table_in_a_table_has_no_frame() -> None:
    inner = "<table><tbody><tr><td>x</td></tr></tbody></table>"
    outer = f"<table><tbody><tr><td>{inner}</td></tr></tbody></table>"
    assert scrolling(outer * 2).count('class="table"') == 2
