from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.kit import NOW, SETTINGS, Site

CANARY = "canary7f3ac2"


@pytest.mark.parametrize(
    ("field", "value"), [("draft", "true"), ("date", "2026-11-24"), ("expires", "2026-11-22")]
)
def test_what_is_not_out_is_in_no_byte_and_no_name_of_the_output(
    site: Site, field: str, value: str
) -> None:
    given = {
        "title": CANARY, "tags": f"[{CANARY}-tag, seen]", "series": f"{CANARY} series",
        "author": f"{CANARY} author", "summary": CANARY, "aliases": f"[/old/{CANARY}/]",
        "key_points": f"[{CANARY}]", "extra": f"{{note: {CANARY}}}", field: value,
    }  # fmt: skip
    site.post("open", tags="[seen]", date="2026-11-01")
    site.post(CANARY, f"{CANARY}\n\n## {CANARY}", **given).build()
    for path, data in site.tree().items():
        assert CANARY not in path
        assert CANARY.encode() not in data


def test_a_scheduled_post_appears_at_its_moment_in_the_sites_zone(site: Site) -> None:
    site.write("site.toml", SETTINGS + 'timezone = "Asia/Tokyo"\n')
    site.post("a", date="2026-11-24 09:00")
    due = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    site.build(now=due - timedelta(seconds=1))
    assert "2026/11/a/index.html" not in site.files()
    site.build(now=due)
    assert "2026/11/a/index.html" in site.files()


def test_unpublishing_takes_a_post_out_of_everything(site: Site) -> None:
    site.post("a", tags="[one]").post("b").build()
    before = site.files()
    site.post("a", tags="[one]", draft="true").build()
    gone = before - site.files()
    assert {"2026/02/a/index.html", "tags/one/index.html", "tags/one/feed.xml"} <= gone
    assert b"/a/" not in b"".join(site.tree().values())
    site.post("a", tags="[one]").build()
    assert site.files() == before


def test_an_expired_post_goes_at_its_moment(site: Site) -> None:
    site.post("a", expires="2026-11-23 12:00")
    assert "2026/02/a/index.html" in site.build(now=NOW - timedelta(seconds=1)).files()
    assert "2026/02/a/index.html" not in site.build(now=NOW).files()


def test_drafts_and_scheduled_posts_are_shown_and_marked_when_asked_for(site: Site) -> None:
    site.post("a", draft="true").post("b", date="2027-01-01").build(drafts=True, future=True)
    draft, waiting = site.page("2026/02/a/index.html"), site.page("2027/01/b/index.html")
    assert "draft" in draft.lower()
    assert "scheduled" in waiting.lower()
    for page in (draft, waiting):
        assert 'content="noindex' in page
    assert "<item>" not in site.page("feed.xml")


def test_mistakes_in_a_draft_do_not_keep_the_others_from_publishing(site: Site) -> None:
    site.post("a").post("b", "[x](nowhere.md)", draft="true", tags="[]").build()
    assert "2026/02/a/index.html" in site.files()


def test_a_draft_needs_no_date(site: Site) -> None:
    site.post("a", draft="true", date="").build()
    assert "a/index.html" not in "".join(site.files())
    site.build(drafts=True)
    assert "2026/11/a/index.html" in site.files()
