"""Compressed copies are of exactly the published bytes, and come and go with their files."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
import zstandard

from generator import checks, copies
from generator.model import HostingSettings, Made, Settings
from tests.kit import SETTINGS, Site

ALL = SETTINGS + '[hosting]\ncompress = ["br", "gz", "zst"]\n'
ENDS = (".br", ".gz", ".zst")
READ = {".br": brotli.decompress, ".gz": gzip.decompress, ".zst": zstandard.decompress}


def prose(number: int = 1) -> str:
    return "\n\n".join(f"Paragraph {one} of text {number}." for one in range(40))


def made(root: Path, settings: str = ALL) -> Site:
    site = Site(root, settings)
    for number in range(3):
        site.post(f"a{number}", prose(number), tags="[law]")
    return site


def copies_of(site: Site) -> set[str]:
    return {path for path in site.files() if path.endswith(ENDS)}


def proved(site: Site) -> None:
    """Compare each copy with its file, and with that of a clean build."""
    for path in copies_of(site):
        file = site.output / path
        whole = file.with_suffix("")
        assert READ[file.suffix](file.read_bytes()) == whole.read_bytes(), path
        assert file.stat().st_size < whole.stat().st_size
        assert file.stat().st_mtime_ns == whole.stat().st_mtime_ns
    clean = site.root.parent / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(site.root, clean, ignore=shutil.ignore_patterns("output"))
    again = Site(clean, (site.root / "site.toml").read_text()).build()
    assert again.tree() == site.tree()


def test_each_text_has_a_copy_of_each_kind_that_is_smaller(tmp_path: Path) -> None:
    site = made(tmp_path / "site").build()
    for path in ("index.html", "feed.xml", "feed.json", "2026/02/a1/index.html"):
        assert {path + end for end in ENDS} <= site.files()
    left = {path for path in site.files() if not path.endswith(ENDS)}
    bare = {path for path in left if path + ".br" not in site.files()}
    assert {"404.html", "_headers", "robots.txt"} <= bare
    assert all(
        path.endswith((".png", "404.html"))
        or path == "_headers"
        or (site.output / path).stat().st_size < copies.LEAST
        for path in bare
    )
    proved(site)


def test_without_the_setting_there_are_none(tmp_path: Path) -> None:
    assert not copies_of(made(tmp_path, SETTINGS).build())


def test_an_edit_makes_the_copies_of_what_it_changes_and_no_others(tmp_path: Path) -> None:
    site = made(tmp_path / "site").build()
    before = {path: (site.output / path).stat().st_ino for path in site.files()}
    site.post("a1", f"{prose()}\n\nOne more.", tags="[law]").build()
    changed = {path for path in before if (site.output / path).stat().st_ino != before[path]}
    assert "2026/02/a1/index.html.br" in changed
    assert not {path for path in changed if "a2" in path or path.startswith(("assets", "index"))}
    proved(site)


def test_a_copy_goes_with_its_file_and_with_the_setting(tmp_path: Path) -> None:
    site = made(tmp_path / "site").build()
    (site.root / "content/posts/a1.md").unlink()
    site.build()
    assert not {path for path in site.files() if "a1" in path}
    proved(site)
    site.write("site.toml", SETTINGS + '[hosting]\ncompress = ["gz"]\n').build()
    assert copies_of(site)
    assert all(path.endswith(".gz") for path in copies_of(site))
    proved(site)
    site.write("site.toml", SETTINGS).build()
    assert not copies_of(site)
    proved(site)


def test_a_text_that_becomes_too_short_loses_its_copies(tmp_path: Path) -> None:
    site = made(tmp_path / "site").write("content/pages/x.md", "# X\n\nText.\n").build()
    site.write("layouts/page.html", "{{ content }}").build()
    assert "x/index.html" in site.files()
    assert "x/index.html.br" not in site.files()
    site.write("content/pages/x.md", f"# X\n\n{prose()}\n").build()
    assert "x/index.html.br" in site.files()
    site.write("content/pages/x.md", "# X\n\nText.\n").build()
    assert "x/index.html.br" not in site.files()
    proved(site)


def test_a_copy_that_somebody_altered_or_deleted_is_made_anew(tmp_path: Path) -> None:
    site = made(tmp_path / "site").build()
    (site.output / "index.html.br").write_bytes(b"x")
    (site.output / "feed.xml.gz").unlink()
    site.build()
    proved(site)
    assert site.report
    assert site.report.written == 2


def test_a_build_that_lost_its_cache_knows_its_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = made(tmp_path / "site").build()
    monkeypatch.setenv("HUSHPRESS_CACHE", str(tmp_path / "other"))
    site.build()
    assert not site.report.unknown
    proved(site)


def test_the_audit_knows_copies_and_tells_what_is_none(tmp_path: Path) -> None:
    site = made(tmp_path / "site").build()
    assert checks.audit(site.request())[0] == ()
    (site.output / "index.html.br").write_bytes(brotli.compress(b"something else"))
    (site.output / "index.html.gz").write_bytes(b"nothing")
    told = [str(one) for one in checks.audit(site.request())[0]]
    for end in ("br", "gz"):
        path = site.output / f"index.html.{end}"
        assert f"{path}:1:1: this is no copy of index.html (hushpress build makes it anew)" in told


def test_a_package_that_is_missing_is_told_at_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "find_spec", lambda name: None)
    assert made(tmp_path).refused() == [
        f'site.toml:4:{column}: compress: "{kind}" needs the package {package}, which is not here '
        '(pip install "hushpress[compress]", or take it out)'
        for kind, package, column in (("br", "brotli", 13), ("zst", "zstandard", 25))
    ]


def test_what_is_no_compression_is_told(tmp_path: Path) -> None:
    site = made(tmp_path, SETTINGS + '[hosting]\ncompress = ["gzip", "zs", "rar"]\n')
    assert site.refused() == [
        'site.toml:4:13: compress: "gzip" is no kind of compression (did you mean "gz"?)',
        'site.toml:4:21: compress: "zs" is no kind of compression (did you mean "zst"?)',
        'site.toml:4:27: compress: "rar" is no kind of compression (known are br, gz, zst)',
    ]


def test_a_page_can_not_stand_where_a_copy_will_be(tmp_path: Path) -> None:
    site = made(tmp_path).post("b", prose(), aliases="[/feed.xml.gz]")
    assert site.refused() == [
        'site.toml:1:1: the address "/feed.xml.gz" stands where a compressed copy will be '
        "(rename it)"
    ]
    site.post("b", prose(), aliases="[/other.gz]").build()


def test_the_same_bytes_in_another_process() -> None:
    code = "from generator.copies import packed; import sys; sys.stdout.buffer.write(packed('gz', b'a' * 999, lasts=False))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    data = copies.packed("gz", b"a" * 999, lasts=False)
    assert done.stdout == data
    assert data[3:8] == b"\0\0\0\0\0"  # no name, no time
    assert gzip.decompress(data) == b"a" * 999


def test_bytes_that_do_not_shrink_have_no_copy() -> None:
    settings = Settings("A", "https://a/", hosting=HostingSettings(compress=("br", "gz", "zst")))
    noise = bytes(one * 7919 * one % 251 for one in range(700))
    noise = copies.packed(
        "br", b"".join(copies.digest(noise + bytes([n])).encode() for n in range(250)), lasts=True
    )
    assert not list(copies.copied(noise, Made("a.txt", "", "x", len(noise)), settings, "", {}))
