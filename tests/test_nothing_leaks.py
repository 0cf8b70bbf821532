"""What is not published, and who made the site where, is in no byte and no name of output/."""

from __future__ import annotations

import gzip
import os
import secrets
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.kit import SETTINGS, Site
from tests.test_images import noisy, saved

# 128 bits each, so that nothing else can hold them.
CANARIES = {
    name: f"c{secrets.token_hex(16)}"
    for name in (
        "title", "summary", "tag", "author", "series", "slug", "alias", "key_point", "correction", "source", "extra", "body",
        "file", "picture", "alt", "caption", "id", "comment", "heading", "footnote", "code", "link",
    )
}  # fmt: skip
HEAD = """---
title: Title {title}
{date}
summary: Summary {summary}
tags: [{tag}, law]
author: {author}
series: Series {series}
slug: {slug}
id: {id}
aliases: [/{alias}/]
key_points: [Point {key_point}]
corrections: [{{date: 2027-02-13, text: Corrected {correction}}}]
sources: [{{title: Source {source}, url: "https://v.example/{source}"}}]
cover: {{image: {picture}.jpg, alt: {alt}, caption: {caption}}}
{state}
---

Body {body} [link](https://v.example/{link}) and a note.[^{footnote}]

## Heading {heading}

<!-- {comment} -->

![{alt}]({picture}.jpg)

```text
{code}
```

[^{footnote}]: Note {footnote}.
"""
STATES = {
    "draft": ("date: 2026-02-12", "draft: true"),
    "scheduled": ("date: 2027-02-12", ""),
    "expired": ("date: 2026-02-12", "expires: 2026-03-01"),
}


def found(output: Path, words: list[str]) -> list[str]:
    """List the files whose names or bytes hold a word, compressed copies and streams included."""
    names = []
    for file in output.rglob("*"):
        data = file.read_bytes() if file.is_file() else b""
        data += unpacked(data)
        held = [
            word
            for word in words
            if word.encode() in data or word in file.relative_to(output).as_posix()
        ]
        names += [f"{file.relative_to(output)}: {word}" for word in held]
    return names


def unpacked(data: bytes) -> bytes:
    """Give what is compressed in a file: gzip, and the text chunks of PNG."""
    more = b""
    if data[:2] == b"\x1f\x8b":
        more += gzip.decompress(data)
    at = data.find(b"zTXt")
    while at >= 0:
        more += zlib.decompressobj().decompress(data[data.index(b"\0", at + 4) + 2 :])
        at = data.find(b"zTXt", at + 4)
    return more


def hidden(root: Path, state: str) -> Site:
    date, line = STATES[state]
    site = Site(root, SETTINGS).post("other", "Words.", tags="[law]")
    text = HEAD.format(**CANARIES, date=date, state=line)
    site.write(f"content/posts/{CANARIES['file']}.md", text)
    return site.write(
        f"content/posts/{CANARIES['picture']}.jpg",
        saved(noisy(600, 400), "JPEG", comment=CANARIES["picture"].encode()),
    )


@pytest.mark.parametrize("state", STATES)
def test_an_article_that_is_not_published_leaves_no_trace(tmp_path: Path, state: str) -> None:
    site = hidden(tmp_path, state).build()
    words = list(CANARIES.values())
    assert found(site.output, words) == []
    assert "1 article" in site.page("tags/law/index.html") + site.page("tags/index.html")


@pytest.mark.parametrize("state", STATES)
def test_unpublishing_takes_every_trace_away(tmp_path: Path, state: str) -> None:
    site = hidden(tmp_path, state)
    file = site.root / f"content/posts/{CANARIES['file']}.md"
    date, line = STATES[state]
    out = file.read_text().replace(date, "date: 2026-02-12")
    file.write_text(out.replace(line, "") if line else out)
    site.build()
    words = [CANARIES[name] for name in CANARIES if name not in ("comment", "file", "id")]
    told = found(site.output, words)
    assert all(
        any(word in one for one in told) for word in words if word != CANARIES["extra"]
    )  # all of it was public
    file.write_text(HEAD.format(**CANARIES, date=date, state=line))
    site.build()
    assert found(site.output, list(CANARIES.values())) == []
    assert not [one for one in site.output.rglob("*") if one.is_dir() and not any(one.iterdir())]


def test_an_unlisted_article_has_its_page_and_no_other_names_it(tmp_path: Path) -> None:
    site = hidden(tmp_path, "draft")
    file = site.root / f"content/posts/{CANARIES['file']}.md"
    file.write_text(file.read_text().replace("draft: true", "unlisted: true"))
    site.build()
    own = f"2026/02/{CANARIES['slug']}/index.html"
    told = [one for one in found(site.output, list(CANARIES.values())) if not one.startswith(own)]
    # Beside its page there are its picture, and the address that it once had.
    assert {one.split(": ")[0].split("/")[0] for one in told} == {
        "2026",
        "assets",
        CANARIES["alias"],
    }
    page = site.page(own)
    assert '<meta name="robots" content="noindex">' in page
    assert CANARIES["tag"] not in page
    assert CANARIES["series"] not in page
    assert "1 article" in site.page("tags/index.html")
    file.write_text(file.read_text().replace("Body ", "Mended body "))
    assert "Mended body" in site.build().page(own)


def test_what_nobody_shows_of_an_article_is_not_published(tmp_path: Path) -> None:
    site = Site(tmp_path).post(
        "a",
        f"Words. <!-- {CANARIES['comment']} -->\n\n[//]: # ({CANARIES['body']})",
        extra=f"{{note: {CANARIES['extra']}}}",
    )
    site.write(f"content/posts/.{CANARIES['file']}.md.swp", "x").write(
        "content/posts/a.md~", CANARIES["body"]
    ).build()
    assert found(site.output, list(CANARIES.values())) == []


def test_nothing_tells_of_the_machine(tmp_path: Path) -> None:
    """Build as another user, on another host, in another place, with a clock of its own."""
    canary = f"c{secrets.token_hex(16)}"
    root = tmp_path / canary / "site"
    Site(root, SETTINGS).post("a", "![x](b.jpg)").write(
        "content/posts/b.jpg", saved(noisy(900, 600), "JPEG")
    )
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(tmp_path / canary), "USER": canary, "LOGNAME": canary, "HOSTNAME": canary, "LANG": "C.UTF-8", "TZ": "Pacific/Marquesas",
        "HUSHPRESS_CACHE": str(tmp_path / "cache"), "EMAIL": f"{canary}@example.org",
    }  # fmt: skip
    command = [sys.executable, "-m", "generator", "build", "-q", "--site", str(root)]
    if shutil.which("unshare") and os.geteuid() == 0:
        command = [
            "unshare",
            "--uts",
            "sh",
            "-c",
            f'hostname {canary} && exec "$@"',
            "sh",
            *command,
        ]
    subprocess.run(command, check=True, env=environment, timeout=60)
    output = root / "output"
    assert (
        found(output, [canary, str(tmp_path), "Marquesas", "-09:30", sys.version.split()[0]]) == []
    )
    for file in output.rglob("*"):
        assert file.stat().st_mode & 0o777 == (0o755 if file.is_dir() else 0o644)


@pytest.mark.skipif(os.geteuid() != 0, reason="a network of one's own takes root")
def test_a_build_talks_to_nobody(tmp_path: Path) -> None:
    """The same bytes come out where there is no network at all, and no program connects anywhere."""
    Site(tmp_path / "site", SETTINGS).post("a", "[x](https://v.example/) ![y](b.jpg)").write(
        "content/posts/b.jpg", saved(noisy(900, 600), "JPEG")
    )
    results = []
    log = tmp_path / "calls"
    for number, before in enumerate(
        (
            ["unshare", "-n"],
            ["strace", "-f", "-qq", "-e", "trace=connect,sendto,execve", "-o", str(log)],
        )
    ):
        output = tmp_path / f"output{number}"
        environment = {
            **os.environ,
            "HUSHPRESS_CACHE": str(tmp_path / f"cache{number}"),
            "PYTHONPATH": str(Path(__file__).parent.parent),
        }
        command = [
            *before,
            sys.executable,
            "-m",
            "generator",
            "build",
            "-q",
            "--site",
            str(tmp_path / "site"),
            "--output",
            str(output),
        ]
        subprocess.run(command, check=True, env=environment, timeout=90)
        results.append(
            {
                file.relative_to(output): file.read_bytes()
                for file in output.rglob("*")
                if file.is_file()
            }
        )
    assert results[0] == results[1]
    calls = log.read_text().splitlines()
    assert not [call for call in calls if "connect(" in call or "sendto(" in call]
    assert sum("execve(" in call for call in calls) == 1  # Python itself
