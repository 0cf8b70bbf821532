"""What may harm without being a mistake is warned of, and stops nothing."""

from __future__ import annotations

from pathlib import Path

from tests.kit import Site
from tests.test_links import PNG


def told(site: Site) -> list[str]:
    return [str(problem) for problem in site.build().problems]


def test_pictures_that_ad_blockers_do_not_load(tmp_path: Path) -> None:
    site = Site(tmp_path).post("a", "![b](tracking-pixel.png)\n\n![c](radar.png)")
    site.write("content/posts/tracking-pixel.png", PNG).write("content/posts/radar.png", PNG)
    (problem,) = told(site)
    assert problem.startswith(
        "content/posts/tracking-pixel.png:1:1: warning: ad blockers do not load files with"
    )
    assert problem.endswith("in their names (give the file another name)")
    assert told(site) == [problem]  # also when nothing has changed


def test_parts_that_ad_blockers_hide(tmp_path: Path) -> None:
    site = Site(tmp_path).post(
        "a", "Words.\n\n## Ads\n\nMore.\n\n<p class='cookie-banner'>Words.</p>\n"
    )
    assert told(site) == [
        'content/posts/a.md:8:4: warning: ad blockers hide what has the id "ads" (give it another one, as in {#about-ads})',
        'content/posts/a.md:12:11: warning: ad blockers hide what has the class "cookie-banner" (choose another name)',
    ]


def test_ordinary_articles_cause_no_alarm(tmp_path: Path) -> None:
    assert (
        told(Site(tmp_path).post("a", "## Who pays for the ads\n\nWords.\n\n## Adventure\n\nMore."))
        == []
    )


def test_hidden_marks_that_are_written_by_number(tmp_path: Path) -> None:
    found = told(
        Site(tmp_path / "b").post("a", "confi&#8203;dential &#233; &amp; &#8211; می&zwnj;خواهم")
    )
    assert found == [
        'content/posts/a.md:6:6: warning: "&#8203;" is zero width space (U+200B), and may betray who passed a text on (take it out)'
    ]
