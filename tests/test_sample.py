"""Hold the sample publication, built with the default layouts, to what readers are promised."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

import html5lib
import pytest

from tests.kit import Site

ROOT = Path(__file__).parent.parent
INLINE = re.compile(r"""style=|<script>|<style|["']javascript:|\son\w+\s*=\s*["']""", re.IGNORECASE)
LOADS = ("src", "srcset", "poster", "data", "background")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    patch = pytest.MonkeyPatch()
    patch.setenv("HUSHPRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "content", root / "content")
    yield Site(root, (ROOT / "site.toml").read_text("utf-8")).build(pool=2)
    patch.undo()


@pytest.fixture(scope="module")
def trees(site: Site) -> dict[str, ElementTree.Element]:
    """Parse every page strictly: a mistake in the HTML fails here."""
    found = {}
    for path in site.files():
        if path.endswith(".html"):
            parser = html5lib.HTMLParser(namespaceHTMLElements=False)
            found[path] = parser.parse(site.page(path))
            assert not parser.errors, path
    return found


def test_it_builds_without_a_warning(site: Site) -> None:
    assert site.told() == []
    assert site.report is not None
    states = Counter(state.name for state in site.report.states.values())
    assert states["published"] > 10
    assert states["draft"] == states["scheduled"] == states["expired"] == 1


PLACES = [
    ("UTC", "C.UTF-8", "0", 0o022, "1"),
    ("Pacific/Kiritimati", "C", "1", 0o077, "2"),
    ("America/Anchorage", "C.UTF-8", "2", 0o002, "3"),
    ("Asia/Kathmandu", "POSIX", "3", 0o027, "1"),
    ("Europe/Brussels", "C.UTF-8", "random", 0o000, "2"),
    ("Pacific/Niue", "C", "5", 0o022, "4"),
]


@pytest.mark.timeout(600)  # it builds the sample six times
def test_the_same_bytes_whatever_the_machine_is_set_to(site: Site, tmp_path: Path) -> None:
    """Six time zones, locales, hash seeds, umasks and numbers of processes; two folders."""
    hashes = set()
    for number, (zone, locale, seed, mask, jobs) in enumerate(PLACES):
        output = tmp_path / f"some where {number % 2}" / f"out-{number}"
        settings = {"TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed}
        epoch = {"SOURCE_DATE_EPOCH": str(1795435200 + number), "PYTHONUTF8": "1"}
        root = tmp_path / f"root-{number % 2}"
        shutil.copytree(site.root / "content", root / "content", dirs_exist_ok=True)
        shutil.copy(site.root / "site.toml", root)
        subprocess.run(
            [sys.executable, "-m", "generator", "build", "-q", "--site", root,
             "--output", output, "--jobs", jobs, "--cache", tmp_path / f"cache-{number}"],
            env={**os.environ, **settings, **epoch},
            preexec_fn=partial(os.umask, mask),
            check=True,
        )  # fmt: skip
        whole = hashlib.sha256()
        for file in sorted(output.rglob("*")):
            name, mode = file.relative_to(output).as_posix(), file.stat().st_mode
            whole.update(
                f"{name} {mode}\n".encode() + (file.read_bytes() if file.is_file() else b"")
            )
        hashes.add(whole.hexdigest())
    assert len(hashes) == 1


def test_no_page_holds_inline_code(site: Site) -> None:
    for path, data in site.tree().items():
        if path.endswith((".html", ".xml")):
            assert not INLINE.search(data.decode()), path


def test_no_page_loads_anything_from_elsewhere(trees: dict[str, ElementTree.Element]) -> None:
    for path, tree in trees.items():
        for element in tree.iter():
            for name in LOADS:
                assert element.get(name, "/").startswith("/assets/" if element.get(name) else "/")
            if element.tag == "link" and element.get("rel") not in ("canonical", "alternate"):
                assert element.get("href", "").startswith("/assets/"), path
            assert element.tag not in {"iframe", "object", "embed", "form", "video", "audio"}


def test_every_own_link_leads_somewhere(site: Site, trees: dict[str, ElementTree.Element]) -> None:
    files = site.files()
    ids = {path: {element.get("id") for element in tree.iter()} for path, tree in trees.items()}
    for path, tree in trees.items():
        for element in tree.iter("a"):
            address, fragment = urldefrag(element.get("href", ""))
            if re.match(r"[a-z]+:", address):
                continue
            target = unquote(address).lstrip("/") if address else path
            target += "index.html" if not target or target.endswith("/") else ""
            assert target in files, (path, address)
            assert not fragment or unquote(fragment) in ids[target], (path, address, fragment)


def test_no_id_stands_twice_and_headings_skip_no_level(
    trees: dict[str, ElementTree.Element],
) -> None:
    for path, tree in trees.items():
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path
        levels = [int(e.tag[1]) for e in tree.iter() if re.fullmatch("h[1-6]", str(e.tag))]
        assert levels.count(1) == 1, path
        assert all(b <= a + 1 for a, b in zip([0, *levels], levels, strict=False)), path


def test_links_out_tell_nobody_where_a_reader_comes_from(
    trees: dict[str, ElementTree.Element],
) -> None:
    for path, tree in trees.items():
        for element in tree.iter("a"):
            if element.get("href", "").startswith("http"):
                assert {"noreferrer", "noopener"} <= set(element.get("rel", "").split()), path
            assert element.get("target") is None


def test_an_article_weighs_little(site: Site) -> None:
    (style,) = site.output.glob("assets/style.*.css")
    for page in site.output.glob("20*/*/*/index.html"):
        assert page.stat().st_size + style.stat().st_size <= 60_000, page


def test_every_picture_is_described_and_has_its_size(trees: dict[str, ElementTree.Element]) -> None:
    pictures = [image for tree in trees.values() for image in tree.iter("img")]
    assert pictures
    for image in pictures:
        assert image.get("alt") is not None
        assert int(image.get("width", "0")) > 0
        assert int(image.get("height", "0")) > 0


def test_no_rule_of_the_style_sheet_is_loaded_from_elsewhere(site: Site) -> None:
    (style,) = site.output.glob("assets/style.*.css")
    assert not re.search(r"@import|url\(", style.read_text("utf-8"))


def test_the_settings_show_every_key() -> None:
    from generator.settings import KEYS
    from generator.settings.profiles import COMMENTS, LINK, MARKDOWN, NAV
    from generator.settings.promises import HOSTING, PRIVACY, SECURITY

    shown = tomllib.loads((ROOT / "site.toml").read_text("utf-8"))
    assert shown.keys() == KEYS.keys()
    assert shown["markdown"].keys() == MARKDOWN.keys()
    assert shown["privacy"].keys() == PRIVACY.keys()
    assert shown["hosting"].keys() == HOSTING.keys()
    assert shown["hosting"]["security"].keys() == SECURITY.keys()
    assert shown["comments"].keys() == COMMENTS.keys()
    assert all(one.keys() == NAV.keys() for one in shown["nav"])
    links = [link for author in shown["authors"].values() for link in author["links"]]
    assert all(link.keys() == LINK.keys() for link in links)
