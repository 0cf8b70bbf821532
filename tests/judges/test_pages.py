"""html-validate and axe find nothing in the sites a reader may meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.judges.access import axe
from tests.judges.markup import html_validate
from tests.judges.pages import is_article, pages, telling
from tests.judges.serving import told
from tests.kit import Site


def test_html_validate_has_nothing_to_say(output: Path) -> None:
    assert html_validate(output) == []


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_axe_finds_nothing_on_the_largest_pages_of_the_sample(sample: Site) -> None:
    """`make judges` shows axe every kind of page of every site; here are those with most in them."""
    found = pages(sample.output)
    article = max(
        (path for path in found if is_article(found[path])), key=lambda path: len(found[path])
    )
    assert (
        axe(sample.output, [article, "index.html", "404.html", "feeds/index.html", "fr/index.html"])
        == []
    )


def test_pages_of_every_kind_are_chosen(sample: Site) -> None:
    chosen = telling(sample.output)
    for path in (
        "index.html",
        "404.html",
        "feeds/index.html",
        "privacy/index.html",
        "archive/index.html",
        "fr/index.html",
    ):
        assert path in chosen
    assert any(path.startswith("tags/") and path.count("/") == 2 for path in chosen)


def test_the_host_sends_the_headers_that_the_site_asks_for(sample: Site) -> None:
    assert told(sample.output, "/")["Referrer-Policy"] == "no-referrer"
    assert told(sample.output, "/assets/x.css")["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "immutable" in told(sample.output, "/assets/x.css")["Cache-Control"]
