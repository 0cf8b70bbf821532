"""Five parsers that others wrote read the same entries from every feed, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.judges.corpus import CONTROLS, Told, corpus
from tests.judges.readers import LACKS, Entry, differences, readings, unlike
from tests.kit import Site

FILES = ("feed.xml", "atom.xml", "feed.json")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Told]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUSHPRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
        site = Site(tmp_path_factory.mktemp("hostile"))
        told = corpus(site)
        return site.build().output, told


def test_all_read_the_same_in_every_feed_of_hostile_articles(
    hostile: tuple[Path, dict[str, Told]],
) -> None:
    assert differences(hostile[0]) == []


def test_each_reads_what_the_authors_wrote(hostile: tuple[Path, dict[str, Told]]) -> None:
    output, told = hostile
    for read in readings(output / name for name in FILES).values():
        for key, entries in read.items():
            assert {entry.link for entry in entries} == told.keys()
            written = [entry._replace(**told[entry.link]._asdict()) for entry in entries]
            assert unlike(entries, written, key) == []


def test_each_reads_the_whole_article(hostile: tuple[Path, dict[str, Told]]) -> None:
    for read in readings(hostile[0] / name for name in FILES).values():
        for entries in read.values():
            (text,) = (entry.content for entry in entries if entry.title == "Everything")
            for part in (
                "<table",
                "<pre",
                "<img",
                "<blockquote",
                "One &",
                "It said",
                "The note.",
                "A caption Ana &",
            ):
                assert part in text, part


def test_all_read_the_same_in_every_feed_of_the_sample(sample: Site) -> None:
    assert differences(sample.output) == []


def test_no_parser_is_let_off_but_by_name() -> None:
    assert len({name for name, _ in LACKS} | {"feedsmith", "fastfeedparser"}) == 5
    assert all(lacks == "all" or set(lacks) < set(Entry._fields) for lacks in LACKS.values())


@pytest.mark.parametrize("sign", CONTROLS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_control_character_is_refused(site: Site, sign: str) -> None:
    """What XML can't hold reaches no feed."""
    (told,) = site.post("a", f"Te{sign}xt.").refused()
    assert "can't stand in a text" in told


def test_feeds_are_sound_json_and_name_their_own_address(
    hostile: tuple[Path, dict[str, Told]],
) -> None:
    told = json.loads((hostile[0] / "feed.json").read_text("utf-8"))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == "https://example.org/feed.json"
