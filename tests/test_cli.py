from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import console
from generator.cli import main, parser
from tests.kit import SETTINGS, Site

PNG_NAME = "content/images/p.png"


@pytest.fixture(autouse=True)
def _at_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")  # 2026-11-23 12:00 UTC


def test_a_build_says_what_it_did_in_one_line(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("a").post("b", draft="true").post("c", date="2027-01-15")
    assert main(["build", "--site", str(site.root)]) == 0
    out = capsys.readouterr()
    assert re.fullmatch(
        r"built \d+ pages in \d+\.\d\d s → .*output/ · 1 published, 1 draft,"
        r" 1 scheduled \(until 2027-01-15 00:00 UTC\)\n",
        out.out,
    ), out.out
    assert not out.err


def test_quiet_is_quiet_and_verbose_says_more(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("a")
    assert main(["build", "--site", str(site.root), "-q"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["build", "--site", str(site.root), "-v"]) == 0
    assert "rendered 0, wrote 0 files, removed 0\n" in capsys.readouterr().out


def test_problems_are_told_with_their_lines_and_exit_code_1(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("a", date="32 Feb").post("b", tilte="x")
    assert main(["build", "--site", str(site.root)]) == 1
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.splitlines()[:3] == [
        'content/posts/a.md:3:7: date: "32 Feb" is not a date (write 2026-02-28)',
        "    3 | date: 32 Feb",
        "      |       ^",
    ]
    assert out.err.splitlines()[-1] == "1 problem in 1 file; nothing was published"


def test_status_gives_each_file_one_state_and_its_reason(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("a").post("b", draft="true").post("c", date="2027-01-15").post("d", date="32 Feb")
    site.post("e", expires="2026-03-01").write("content/posts/f.pdf", "x")
    site.write("content/images/g.png", b"")
    assert main(["status", "--site", str(site.root)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[:-1]] == [
        ["invalid", "content/images/g.png"],
        ["published", "content/posts/a.md"],
        ["draft", "content/posts/b.md"],
        ["scheduled", "content/posts/c.md"],
        ["invalid", "content/posts/d.md"],
        ["expired", "content/posts/e.md"],
        ["ignored", "content/posts/f.pdf"],
    ]
    assert lines[2].endswith("draft: true in its front matter")
    assert lines[3].endswith("until 2027-01-15 00:00 UTC")
    assert lines[4].endswith('line 3: date: "32 Feb" is not a date')
    assert lines[5].endswith("expires: 2026-03-01 00:00 UTC")


def test_new_begins_an_article_that_builds(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("site.toml", SETTINGS + 'timezone = "Asia/Tokyo"\n')
    title = 'Don\'t "quote" <b>me</b>: & go'
    assert main(["new", title, "--tag", "a: b", "--tag", "no", "--site", str(site.root)]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == site.root / "content/posts/2026-11-23-dont-quote-b-me-b-go.md"
    assert "date: 2026-11-23 21:00\n" in path.read_text()
    site.build(drafts=True)
    assert not site.told()
    assert "2026/11/dont-quote-b-me-b-go/index.html" in site.files()
    assert "tags/no/index.html" in site.files()
    assert main(["new", title, "--site", str(site.root)]) == 1
    assert "there is such a file already" in capsys.readouterr().err


def test_no_encoding_of_a_terminal_or_shell_is_too_poor(site: Site) -> None:
    poor = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    run = [sys.executable, "-m", "generator"]
    at = ["--site", str(site.root)]
    done = subprocess.run(
        [*run, "new", "日本 x".encode(), *at], env=poor, capture_output=True, check=True
    )
    (file,) = (site.root / "content/posts").iterdir()
    assert 'title: "日本 x"' in file.read_text("utf-8")
    assert done.stdout.endswith(b".md\n")
    subprocess.run([*run, "new", b"caf\xe9 x", *at], env=poor, capture_output=True, check=True)
    done = subprocess.run(
        [*run, "build", "--drafts", *at], env=poor, capture_output=True, check=True
    )
    assert b"\\u2192 " in done.stdout
    assert not done.stderr


def test_a_system_whose_file_names_are_not_utf_8_is_told(site: Site) -> None:
    poor = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    run = [sys.executable, "-m", "generator", "build", "--site", str(site.root)]
    done = subprocess.run(run, env=poor, capture_output=True, check=False)
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
    assert b"PYTHONUTF8=1" in done.stderr


def test_articles_with_a_capital_suffix_are_counted(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("content/posts/2026-02-12-a.MD", "# A\n\nText.")
    assert main(["build", "--site", str(site.root)]) == 0
    assert "· 1 published" in capsys.readouterr().out


def test_no_settings_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--site", str(tmp_path)]) == 1
    assert "site.toml:1:1: there is no such file here" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", "build", "new", "status", "clean"])
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        parser().parse_args([*command.split(), "--help"])
    assert done.value.code == 0
    assert "example: hushpress" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert re.fullmatch(r"hushpress \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    "wrong",
    [
        ["biuld"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "x"],
        ["build", "--base-url", "foo"],
        [],
    ],
)
def test_wrong_usage_is_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(wrong)
    assert done.value.code == 2
    told = capsys.readouterr().err
    assert "usage:" in told
    assert "_" not in told.splitlines()[-1]


def test_the_machines_trouble_is_3_and_one_line(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("a")
    blocked = site.root / "blocked"
    blocked.write_text("a file")
    assert main(["build", "--site", str(site.root), "--output", str(blocked / "x/y")]) == 3
    err = capsys.readouterr().err
    assert err.startswith("hushpress: ")
    assert err.count("\n") == 1


def on_a_terminal(arguments: list[str], **environment: str) -> str:
    """Run a command on a pseudo-terminal and give what it showed there."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        stdout=child, stderr=child, stdin=child,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "TERM": "xterm",
             **environment},
    )  # fmt: skip
    os.close(child)
    shown = b""
    while True:
        try:
            data = os.read(parent, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data
    process.wait()
    os.close(parent)
    return shown.decode()


def test_colours_on_a_terminal_and_none_where_they_are_not_wanted(site: Site) -> None:
    site.post("a", date="32 Feb")
    arguments = ["build", "--site", str(site.root)]
    assert "\x1b[31m" in on_a_terminal(arguments)
    assert "\x1b[" not in on_a_terminal(arguments, NO_COLOR="1")


def test_a_bar_is_shown_on_a_terminal_only_when_a_build_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ticks = iter([0.0, 0.5, 1.5, 1.6])
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with console.bar(lambda: next(ticks)) as progress:
        progress("rendering", 1, 3)
        assert capsys.readouterr().err == ""
        progress("rendering", 2, 3)
        progress("rendering", 3, 3)
    assert "rendering" in capsys.readouterr().err


def test_no_bar_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    ticks = iter([0.0, 5.0, 6.0])
    with console.bar(lambda: next(ticks)) as progress:
        progress("rendering", 1, 2)
    assert capsys.readouterr().err == ""


def test_the_cache_lies_where_it_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUSHPRESS_CACHE", "/nowhere")
    site.post("a")
    assert main(["build", "--site", str(site.root), "--cache", str(site.root / "kept")]) == 0
    assert list((site.root / "kept").rglob("store.sqlite"))


def test_no_text_of_an_article_moves_the_terminal(tmp_path: Path, capsys) -> None:
    site = Site(tmp_path).post(
        "a", '<a href="javascript:&#10;x.md:1:1: everything is fine&#27;[2J">b</a>'
    )
    assert main(["build", "--site", str(site.root)]) == 1
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert not any(line.startswith("x.md") for line in told.splitlines())
