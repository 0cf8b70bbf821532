"""A picture alone is a figure."""

from __future__ import annotations

import pytest

from generator.habits.pictures import figures


@pytest.mark.parametrize(
    "text", ['<p><img src="a"> x</p>', '<p><a href="b"><img src="a"></p>', '<img src="a">']
)
def test_only_a_picture_alone_is_a_figure(text: str) -> None:
    assert figures(text) == text


def test_a_caption_is_text() -> None:
    shown = figures('<p><img src="a" title="&lt;b&gt; &quot;c&quot;"></p>')
    assert shown == (
        '<figure><img src="a"><figcaption>&lt;b&gt; &quot;c&quot;</figcaption></figure>'
    )
