from __future__ import annotations

import pytest

from generator.cli import main
from generator.explain import Explained, explain
from tests.kit import SETTINGS, Site


def told(site: Site, address: str) -> Explained:
    return explain(site.request(), address)


def test_a_page_that_no_build_has_seen_is_new(site: Site) -> None:
    found = told(site.post("a"), "/2026/02/a/")
    assert (found.path, found.view) == ("2026/02/a/index.html", "post.html")
    assert found.cause == "content/posts/a.md"
    assert found.keys[0] == ""
    assert found.next == "render it: it is new"


@pytest.mark.parametrize(
    "address",
    [
        "/2026/02/a/", "2026/02/a", "2026/02/a/index.html", "output/2026/02/a/index.html",
        "https://example.org/2026/02/a/",
    ],
)  # fmt: skip
def test_an_address_can_be_written_in_any_way(site: Site, address: str) -> None:
    assert told(site.post("a").build(), address).path == "2026/02/a/index.html"


def test_what_a_build_rendered_is_left_alone_by_the_next(site: Site) -> None:
    found = told(site.post("a").build(), "/")
    assert found.keys[0] == found.keys[1]
    assert (found.last, found.next) == ("it was new", "leave it alone")


def test_the_first_difference_is_named_before_and_after_the_build(site: Site) -> None:
    site.post("a", summary="S").post("b", date="2026-02-02").build()
    site.post("a", "New text.", summary="S")
    assert told(site, "/2026/02/a/").next.startswith("render it: post was content/posts/a.md ")
    assert told(site, "/2026/02/b/").next == told(site, "/").next == "leave it alone"
    site.post("a", "New text.", title="New", summary="S")
    assert told(site, "/2026/02/a/").next.startswith("render it: post.card was content/posts/a")
    assert told(site, "/2026/02/b/").next.startswith("render it: newer was content/posts/a.md")
    assert told(site, "/").next.startswith("render it: cards.")
    site.build()
    assert told(site, "/2026/02/a/").last.startswith("post.card was content/posts/a.md ")
    assert told(site, "/tags/").last == "it was new"


def test_layouts_settings_and_lists_are_differences_too(site: Site) -> None:
    site.post("a", tags="[x]").build()
    site.write("layouts/404.html", "gone")
    assert "layouts/ was " in told(site, "/").next
    site.build().write("site.toml", SETTINGS.replace("The Record", "The Tribune"))
    assert "site.toml was " in told(site, "/feed.xml").next
    site.build().post("b", tags="[x]")
    assert "cards" in told(site, "/tags/x/").next


def test_what_is_taken_away_and_what_was_altered_is_told(site: Site) -> None:
    site.post("a").post("b").build()
    site.post("a", draft="true")
    assert told(site, "/2026/02/a/").next == "take it away: nothing makes it now"
    (site.output / "2026/02/b/index.html").unlink()
    site.post("a")
    assert told(site, "/2026/02/b/").next == "render it: its file was altered or deleted"
    site.build()
    assert told(site, "/2026/02/b/").last == "its file was altered, or everything was made anew"


def test_the_command_tells_and_guesses(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.post("a", tags="[privacy]").build()
    assert main(["explain", "--site", str(site.root), "/tags/privacy/"]) == 0
    assert "made by       list.html" in capsys.readouterr().out
    assert main(["explain", "--site", str(site.root), "/tags/privaci/"]) == 1
    assert "did you mean /tags/privacy/?" in capsys.readouterr().err
