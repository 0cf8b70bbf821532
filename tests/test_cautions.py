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


def test_of_many_marks_the_first_twenty_are_told(tmp_path: Path) -> None:
    site = Site(tmp_path).post("a", "confi\u200bdential\n" * 25 + "secr&#8203;et\n" * 25)
    site.build()
    found = [str(one) for one in site.problems]
    assert len(found) == 40
    assert len([one for one in found if '"&#8203;" is' in one]) == 20
    assert found[19].startswith("content/posts/a.md:25:6: ")


def test_control_characters_are_told_of_once(tmp_path: Path) -> None:
    """In a text of ASCII alone they are an error, and no mark beside it."""
    site = Site(tmp_path).post("a", "confi\x1bdential")
    (told,) = site.refused()
    assert told.startswith("content/posts/a.md:6:6: the character U+001B can't stand in a text")
    assert len(site.problems) == 1


def test_hidden_marks_that_are_written_by_number(tmp_path: Path) -> None:
    found = told(
        Site(tmp_path / "b").post("a", "confi&#8203;dential &#233; &amp; &#8211; می&zwnj;خواهم")
    )
    assert found == [
        'content/posts/a.md:6:6: warning: "&#8203;" is zero width space (U+200B), and may betray who passed a text on (take it out)'
    ]
