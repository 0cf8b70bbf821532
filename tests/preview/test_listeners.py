"""An open page is told what is new to it, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit import Site
from tests.previews import Preview, eventually, preview

MAIL, OTHER = "/2026/02/mail/", "/2026/02/other/"
FAR = "/about/"  # a page that shows nothing of any article


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return (
        Site(tmp_path)
        .post("mail")
        .post("other")
        .write("content/pages/about.md", "---\ntitle: About\n---\nA page.\n")
        .write("layouts/assets/style.css", "p { color: red }")
    )


@pytest.fixture
def desk(site: Site) -> Iterator[Preview]:
    with preview(site.root) as running:
        yield running


def told(heard: list[str], name: str) -> list[object]:
    """Give the data of the events of one kind, without those that say nothing is wrong."""
    found = [one.partition(" ") for one in heard]
    return [json.loads(data) for kind, _, data in found if kind == name]


def test_another_article_is_offered_and_the_page_stays(site: Site, desk: Preview) -> None:
    with desk.events(FAR) as heard:
        site.post("other", "New words.")
        eventually(lambda: told(heard, "saved"))
        assert told(heard, "saved") == [{"url": OTHER, "title": "Other"}]
        assert not told(heard, "reload")


def test_many_articles_at_once_are_not_offered(site: Site, desk: Preview) -> None:
    with desk.events(FAR) as heard:
        for number in range(30):
            site.post(f"post-{number}")
        eventually(lambda: desk.get("/2026/02/post-29/")[0] == 200)
        last = told(heard, "saved")
        assert len(last) <= 1, "but for the first, which may be alone"


def test_new_styles_are_put_in(site: Site, desk: Preview) -> None:
    with desk.events(MAIL) as heard:
        site.write("layouts/assets/style.css", "p { color: green }")
        eventually(lambda: told(heard, "styles"))
        (news,) = told(heard, "styles")
        assert isinstance(news, dict)
        ((before, after),) = news["pairs"]
        assert before != after
        assert "green" in desk.text(after)
        assert not told(heard, "reload")


def test_a_page_that_became_old_before_it_listened_is_told(site: Site, desk: Preview) -> None:
    page = desk.text(MAIL)
    site.post("mail", "New words.")
    eventually(lambda: "New words." in desk.text(MAIL))
    old = desk.text
    desk.text = lambda path: page  # type: ignore[method-assign]
    with desk.events(MAIL) as heard:
        eventually(lambda: told(heard, "reload"))
    desk.text = old  # type: ignore[method-assign]


def test_a_mistake_elsewhere_is_told_and_taken_back(site: Site, desk: Preview) -> None:
    with desk.events(FAR) as heard:
        site.post("other", "A text.", author="[unclosed")
        eventually(lambda: told(heard, "problems"))
        site.post("other", "A text.")
        eventually(
            lambda: (
                told(heard, "problems")[-1:]
                == [{"count": 0, "first": "", "url": "/_hushpress/problems"}]
            )
        )
        (wrong, _) = told(heard, "problems")
        assert isinstance(wrong, dict)
        assert wrong["count"] == 1
        assert wrong["first"].startswith("content/posts/other.md:")


def test_who_listens_no_longer_is_forgotten(site: Site, desk: Preview) -> None:
    before = desk.open_files()
    for _ in range(5):
        with desk.events(MAIL):
            pass
    eventually(lambda: desk.open_files() <= before)
