"""Checking publishes nothing; auditing reads what is published, as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.checks import fix_marks
from generator.cli import main
from tests.kit import Site

MARKED = "A quo\u200bted li\u2062ne.\n\nП\u0430per and p\u0430per.\n"


def run(site: Site, *arguments: str) -> int:
    return main([*arguments, "--site", str(site.root)])


def test_check_finds_everything_in_one_run_and_publishes_nothing(tmp_path: Path, capsys) -> None:
    site = Site(tmp_path).post("a", "[x](none.md)").post("b", "A quo\u200bte.")
    site.write(
        "layouts/post.html",
        '{% extends "!post.html" %}\n{% block main %}<img src="//v.example/a">{% endblock %}\n',
    )
    assert run(site, "check") == 1
    told = capsys.readouterr().err
    assert 'content/posts/a.md:6:5: there is no file "content/posts/none.md"' in told
    assert (
        "content/posts/b.md:6:6: warning: zero width space (U+200B) may betray who passed a text on"
        in told
    )
    assert 'layouts/post.html:2:27: <img src> would load "//v.example/a" from elsewhere' in told
    assert not site.output.exists()


def test_check_of_a_site_without_faults(tmp_path: Path, capsys) -> None:
    assert run(Site(tmp_path).post("a", summary="S."), "check") == 0
    assert capsys.readouterr().out == "nothing is wrong\n"


def test_check_tells_mistakes_in_settings(tmp_path: Path, capsys) -> None:
    assert run(Site(tmp_path, "title = 1\n").post("a"), "check") == 1
    assert "site.toml:1:9: " in capsys.readouterr().err


def test_marks_are_taken_out_when_that_is_asked_for(tmp_path: Path, capsys) -> None:
    site = Site(tmp_path).post("a", MARKED).post("plain")
    file = site.root / "content/posts/a.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    file.chmod(0o640)
    before = (site.root / "content/posts/plain.md").stat().st_mtime_ns
    assert run(site, "check", "--fix-marks") == 0
    assert "content/posts/a.md: 3 marks taken out" in capsys.readouterr().out
    text = file.read_bytes().decode()
    assert "A quoted line.\r\n\r\n" in text
    assert " and paper." in text
    assert "\n" not in text.replace("\r\n", "")
    assert file.stat().st_mode & 0o777 == 0o640
    assert (site.root / "content/posts/plain.md").stat().st_mtime_ns == before
    assert sorted(one.name for one in file.parent.iterdir()) == ["a.md", "plain.md"]
    assert list(fix_marks(site.root)) == []


def test_a_link_to_an_article_stays_a_link(tmp_path: Path) -> None:
    site = Site(tmp_path).write(
        "content/real/a.md", f"---\ntitle: A\ndate: 2026-02-12\n---\n{MARKED}"
    )
    link = tmp_path / "content/posts/a.md"
    link.parent.mkdir(parents=True)
    link.symlink_to("../real/a.md")
    assert ("content/posts/a.md", 3) in list(fix_marks(site.root))
    assert link.is_symlink()
    assert "A quoted line." in (tmp_path / "content/real/a.md").read_text("utf-8")
    assert [file.name for file in link.parent.iterdir()] == ["a.md"]


def test_marks_are_warned_of_each_time(tmp_path: Path) -> None:
    site = Site(tmp_path).post("a", "quo\u200b\u200b\u200bte")
    for _ in range(2):
        (problem,) = site.build().problems
        assert str(problem) == (
            "content/posts/a.md:6:4: warning: zero width space (U+200B), and 2 more beside it may betray who passed a text on"
            " (hushpress check --fix-marks takes it out)"
        )


def test_languages_that_need_such_signs_cause_no_alarm(tmp_path: Path) -> None:
    words = "می\u200cخواهم שָׁלוֹם हिन्दी क्\u200dष 👩\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f « oui »"
    assert Site(tmp_path).post("a", words).build().problems == ()


def test_audit_says_what_is_proved(tmp_path: Path, capsys) -> None:
    site = Site(tmp_path).post("a").build()
    assert run(site, "audit", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == json.loads(site.page("privacy.json"))
    assert told["hosts_contacted"] == []
    assert run(site, "audit") == 0
    assert "cookies                  0" in capsys.readouterr().out


def test_audit_reads_what_is_on_the_disk(tmp_path: Path, capsys) -> None:
    site = Site(tmp_path).post("a").build()
    file = site.output / "index.html"
    file.write_text(file.read_text().replace("<main", "<img src=//v.example/a><main"))
    (site.output / "robots.txt").unlink()
    assert run(site, "audit") == 1
    told = capsys.readouterr().err
    assert "index.html:1:1: somebody has altered this file (hushpress build makes it anew)" in told
    assert 'index.html:1:1: <img src> would load "//v.example/a" from elsewhere' in told
    gone = "robots.txt:1:1: somebody has deleted this file (hushpress build makes it anew)"
    assert gone in told
    assert told.splitlines()[-1] == "3 problems in 2 files"


def test_audit_of_a_file_that_is_a_folder_now(tmp_path: Path, capsys) -> None:
    site = Site(tmp_path).post("a").build()
    (site.output / "robots.txt").unlink()
    (site.output / "robots.txt").mkdir()
    assert run(site, "audit") == 1
    told = "robots.txt:1:1: the file can't be read: is a directory (give yourself the right to read it)"
    assert told in capsys.readouterr().err


def test_only_a_build_says_that_nothing_was_published(tmp_path: Path, capsys) -> None:
    site = Site(tmp_path).post("a").build().write("site.toml", "title = 1\n")
    for command in ("build", "check", "audit", "status"):
        assert run(site, command) == 1
        last = capsys.readouterr().err.splitlines()[-1]
        assert last.endswith("; nothing was published") == (command == "build"), last


def test_what_documents_say_is_told_in_words(tmp_path: Path, capsys) -> None:
    data = b"%PDF-1.4\n1 0 obj<</Author(J. Doe)/Producer(Q)>>endobj\ntrailer<</Info 1 0 R>>\n%%EOF"
    site = Site(tmp_path, SETTINGS + 'files = ["content/posts/b.pdf"]\n').post("a", "[b](b.pdf)")
    site.write("content/posts/b.pdf", data).build()
    assert run(site, "audit") == 0
    (line,) = (one for one in capsys.readouterr().out.splitlines() if one.startswith("documents"))
    assert "{" not in line
    assert ".pdf (" in line
    assert "author J. Doe" in line


def test_audit_where_nothing_was_built(tmp_path: Path, capsys) -> None:
    assert run(Site(tmp_path).post("a"), "audit") == 1
    assert "nothing was published here (hushpress build builds the site)" in capsys.readouterr().err


SETTINGS = 'title = "T"\nbase_url = "https://example.org/"\n[privacy]\n'


def report(site: Site) -> dict[str, object]:
    return json.loads(site.page("privacy.json"))


def test_the_report_counts_what_was_checked(tmp_path: Path) -> None:
    site = (
        Site(tmp_path, SETTINGS)
        .post("a", "[x](https://a.example/?utm_source=b) [y](https://a.example/?fbclid=b)")
        .build()
    )
    told = report(site)
    files = [one for one in site.output.rglob("*") if one.is_file()]
    assert told["files_checked"] == len(files)
    assert told["pages_checked"] == sum(one.suffix == ".html" for one in files)
    assert (told["links_cleaned"], told["cookies"], told["storage"], told["scripts"]) == (
        2,
        0,
        0,
        [],
    )
    assert "2 links were freed of signs" in site.page("privacy/index.html")
    site.post("a", "[x](https://a.example/?utm_source=b) y").build()
    assert report(site)["links_cleaned"] == 1


def test_the_report_names_what_is_declared(tmp_path: Path) -> None:
    declared = 'images = ["https://pics.example"]\nscripts = ["/search/"]\nframes = ["https://maps.example"]\n'
    site = (
        Site(tmp_path, SETTINGS + declared)
        .post("a")
        .write("layouts/assets/search.js", "a();")
        .build()
    )
    told = report(site)
    assert told["hosts_contacted"] == ["https://maps.example", "https://pics.example"]
    assert told["cookies"] is None
    assert told["pages_that_run_scripts"] == ["/search/"]
    (script,) = told["scripts"]
    assert script["integrity"].startswith("sha384-")
    assert script["url"].startswith("/assets/search.")
    page = site.page("privacy/index.html")
    assert "images from https://pics.example" in page
    assert "No page sets a cookie" not in page
    assert "No page makes your browser load" not in page


def test_the_report_stands_below_the_sites_own_words(tmp_path: Path) -> None:
    site = Site(tmp_path, SETTINGS).post("a")
    site.write("content/pages/privacy.md", "---\ntitle: What we keep\n---\n\nNothing.\n").build()
    page = site.page("privacy/index.html")
    assert (
        page.index("<h1>What we keep</h1>")
        < page.index("<p>Nothing.</p>")
        < page.index("What was checked")
    )


def test_without_the_report_an_own_page_stands_alone(tmp_path: Path) -> None:
    site = Site(tmp_path, SETTINGS + "report = false\n").post("a")
    site.write("content/pages/privacy.md", "---\ntitle: What we keep\n---\n\nNothing.\n").build()
    assert "What was checked" not in site.page("privacy/index.html")
    assert not (site.output / "privacy.json").exists()
    assert "/privacy/" not in site.page("index.html")


@pytest.mark.parametrize("word", ["generator", "hushpress", "Hushpress"])
def test_no_file_names_the_program(tmp_path: Path, word: str) -> None:
    site = Site(tmp_path).post("a").build()
    assert not [
        one for one in site.output.rglob("*") if one.is_file() and word.encode() in one.read_bytes()
    ]


def test_a_check_with_errors_does_not_speak_of_publishing(tmp_path: Path, capsys) -> None:
    site = Site(tmp_path).post("a", "[x](none.md) the the", summary="S.")
    assert run(site, "check") == 1
    told = capsys.readouterr()
    assert told.err.endswith("1 error, 1 warning in 1 file\n")
    assert told.out == ""


def test_notes_fail_nothing_and_warnings_only_where_that_is_wanted(tmp_path: Path, capsys) -> None:
    site = Site(tmp_path).post("a", summary="S.", tags="[b]")
    assert run(site, "check", "--strict") == 0
    told = capsys.readouterr()
    assert told.out == "nothing is wrong\n"
    assert told.err.endswith("1 note in 1 file\n")
    site.post("a", "the the", summary="S.")
    assert run(site, "check") == 0
    assert run(site, "check", "--strict") == 1


def test_programs_get_nothing_but_their_form(tmp_path: Path, capsys, monkeypatch) -> None:
    site = Site(tmp_path / "my site").post("a", "[x](none.md)\n\nth\u200be the the", summary="S.")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert run(site, "check", "--format", "json") == 1
    told = capsys.readouterr()
    assert [one["rule"] for one in json.loads(told.out)["problems"]] == [
        "link-nowhere",
        "hidden-mark",
        "word-twice",
    ]
    assert told.err == ""
    assert run(site, "check", "--format", "sarif", "--fix-marks") == 1
    told = capsys.readouterr()
    (result, _) = json.loads(told.out)["runs"][0]["results"]
    file = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert file["uri"] == "my%20site/content/posts/a.md"
    assert told.err == "content/posts/a.md: 1 mark taken out\n"
    assert run(site, "check", "--format", "github") == 1
    assert capsys.readouterr().out.startswith(
        "::error file=my site/content/posts/a.md,line=7,col=5,title=link-nowhere::there is no file"
    )


def test_programs_are_told_of_mistakes_in_settings_too(tmp_path: Path, capsys) -> None:
    assert run(Site(tmp_path, "title = 1\n"), "check", "--format", "json") == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {one["rule"] for one in problems} == {"settings"}
    assert run(Site(tmp_path).post("a", summary="S."), "check", "--format", "github") == 0
    assert capsys.readouterr().out == ""
