"""No text that anybody writes anywhere changes what a page is made of."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.audit.html import sights
from generator.audit.verdict import fault
from generator.habits.raw_html import ELEMENTS
from generator.markup import OUTWARD, read_url
from generator.model import Settings
from generator.problems import Stop
from tests.hostile import forms, hostile
from tests.kit import SETTINGS, Site
from tests.test_links import PNG

WORD = "word"
TEXTS = [*hostile(), *forms()]
OWN = Settings("The Record", "https://example.org/")
HEAD = """---
title: {title}
date: 2026-02-{day:02}
summary: {summary}
tags: [{tag}]
author: {author}
series: {series}
key_points: [{point}]
corrections: [{{date: 2026-02-13, text: {correction}}}]
sources: [{{title: {source}, url: "https://v.example/"}}, {source}]
cover: {{image: c.png, alt: {alt}, caption: {caption}, credit: {credit}}}
extra: {{a: {extra}}}
---

Text.
"""
NAMES = re.findall(r"\{(\w+)\}", HEAD.replace("{{", "").replace("}}", ""))
LATER = ("neighbours_title", "further_title", "series_title")  # what depends on other articles


def quoted(text: str) -> str:
    """Write a text as YAML and TOML both read it, whatever is in it."""
    written = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return re.sub(
        "[\u0085\u2028\u2029\ufeff\u00a0]", lambda sign: f"\\u{ord(sign[0]):04x}", written
    )


def shape(html: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """Count a page's elements by their names and those of their attributes, but class: long titles have one."""
    tree = LexborHTMLParser(html)
    for name in LATER:
        for node in tree.css(f'[aria-labelledby="{name}"]'):
            node.decompose()
    nodes = tree.root.traverse() if tree.root else ()
    return Counter((node.tag, tuple(sorted({*node.attributes} - {"class"}))) for node in nodes)


def shape_too(html: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """Count the same as html5lib reads it."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for parent in list(tree.iter()):
        for node in list(parent):
            if node.get("aria-labelledby") in LATER:
                parent.remove(node)
    return Counter(
        (node.tag, tuple(sorted({*node.attrib} - {"class"})))
        for node in tree.iter()
        if isinstance(node.tag, str)
    )


def posts(site: Site, texts: list[str]) -> None:
    """Write an article for each text, which has it in every field."""
    site.write("content/posts/c.png", PNG)
    for number, text in enumerate(texts):
        values = dict.fromkeys(NAMES, quoted(text))
        site.write(f"content/posts/p{number}.md", HEAD.format(**values, day=1 + number % 12))


def refused(site: Site) -> dict[str, set[str]]:
    """Say which fields of which articles are refused, each with a place and what to do."""
    try:
        site.build(pool=2)
    except Stop as stop:
        found: dict[str, set[str]] = {}
        for problem in stop.problems:
            if problem.level == "error":
                line = (
                    (site.root / problem.place.path)
                    .read_text("utf-8")
                    .split("\n")[problem.place.line - 1]
                )
                found.setdefault(problem.place.path, set()).add(line.partition(":")[0].strip())
        return found
    return {}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build a site of hostile articles; what is refused is written anew with a harmless word."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUSHPRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
        made = Site(tmp_path_factory.mktemp("site"))
        posts(made, TEXTS)
        for _ in range(6):
            wrong = refused(made)
            for path, fields in wrong.items():
                file = made.root / path
                lines = file.read_text("utf-8").split("\n")
                file.write_text("\n".join(mended(line, fields) for line in lines), "utf-8")
            if not wrong:
                break
        assert not wrong
        yield made


def mended(line: str, fields: set[str]) -> str:
    """Put a harmless word into the lines of fields that were refused."""
    name = line.partition(":")[0]
    return (
        next((one for one in harmless() if one.startswith(f"{name}:")), line)
        if name in fields
        else line
    )


@cache
def harmless() -> tuple[str, ...]:
    return tuple(HEAD.format(**dict.fromkeys(NAMES, quoted(WORD)), day=1).split("\n"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUSHPRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
        made = Site(tmp_path_factory.mktemp("site"))
        posts(made, [WORD])
        yield made.build()


def pages(site: Site) -> dict[int, str]:
    """Give the page of each article by its number."""
    files = site.output.glob("2026/02/p*/index.html")
    return {int(file.parent.name[1:]): file.read_text("utf-8") for file in files}


def test_there_are_enough_texts() -> None:
    assert len(hostile()) >= 500
    assert len(forms()) >= 110


def test_few_texts_are_refused(site: Site) -> None:
    changed = sum(
        quoted(TEXTS[number]) not in (site.root / f"content/posts/p{number}.md").read_text("utf-8")
        for number in range(len(TEXTS))
    )
    assert changed < len(TEXTS) // 20


def test_an_article_has_the_same_tree_whatever_its_fields_say(site: Site, plain: Site) -> None:
    usual = shape(pages(plain)[0])
    found = pages(site)
    assert len(found) == len(TEXTS)
    for number, page in found.items():
        assert shape(page) == usual, TEXTS[number]


def test_another_parser_agrees(site: Site, plain: Site) -> None:
    usual = shape_too(pages(plain)[0])
    found = pages(site)
    for number in range(0, len(TEXTS), 5):
        assert shape_too(found[number]) == usual, TEXTS[number]


def test_structured_data_stay_whole(site: Site) -> None:
    for number, page in pages(site).items():
        (script,) = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL
        )
        told = json.loads(script)
        assert told["@type"] == "NewsArticle"
        assert told.keys() >= {
            "headline",
            "description",
            "author",
            "keywords",
            "image",
            "correction",
            "citation",
        }, TEXTS[number]


def test_no_page_of_a_list_has_an_element_of_its_own(site: Site) -> None:
    known = {"a", "p", "ul", "li", "h1", "h2", "h3", "nav", "main", "header", "footer", "section", "article", "div", "span", "time", "img",
             "html", "head", "body", "meta", "link", "title", "script", "ol", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "picture", "source"}  # fmt: skip
    for file in [*site.output.glob("tags/*/index.html"), *site.output.glob("authors/*/index.html"), *site.output.glob("series/*/index.html"),
                 *site.output.glob("page/*/index.html"), site.output / "index.html", site.output / "tags/index.html"]:  # fmt: skip
        tree = LexborHTMLParser(file.read_text("utf-8"))
        nodes = list(tree.root.traverse()) if tree.root else []
        assert {node.tag for node in nodes} <= known, file
        assert not any(key.startswith("on") for node in nodes for key in node.attributes), file


def test_feeds_and_the_sitemap_are_well_formed_and_hold_nothing_that_runs(site: Site) -> None:
    files = [*site.output.rglob("*.xml")]
    assert len(files) > 100
    for file in files:
        tree = ET.fromstring(file.read_bytes())
        for node in tree.iter():
            if (
                node.tag.endswith(("}encoded", "description"))
                and "<" in (node.text or "")
                and node.tag != "description"
            ):
                body_is_harmless(node.text or "", file.name)


def test_robots_and_header_files_keep_their_lines(site: Site) -> None:
    assert (
        site.output / "robots.txt"
    ).read_text() == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    assert all(
        line.startswith(("/", "  ")) for line in (site.output / "_headers").read_text().splitlines()
    )


PLACES = {
    "link text": "[{}](https://v.example/)", "link target": "[a]({})", "link target in brackets": "[a](<{}>)", "link title": '[a](https://v.example/ "{}")', "reference": "[a][b]\n\n[b]: {}",
    "alt": "![{}](c.png)", "picture title": '![a](c.png "{}")', "bare": "{}", "raw": "<div>{}</div>", "heading": "## {}", "quote": "> {}", "list": "- {}\n- b", "strong": "**{}**",
    "table cell": "| a | b |\n|---|---|\n| {} | c |", "table head": "| {} | b |\n|---|---|\n| a | c |", "footnote": "A.[^1]\n\n[^1]: {}", "footnote id": "A.[^{0}]\n\n[^{0}]: b", "info string": "```{}\ncode\n```",
    "code title": '```python title="{}"\ncode\n```', "code": "```\n{}\n```", "inline code": "`{}`", "attribute list": "A.\n{{: {} }}", "heading attributes": "## A {{ {} }}", "attribute value": 'A.\n{{: title="{}" }}',
    "abbreviation": "Ab\n\n*[Ab]: {}", "definition": "A\n:   {}", "aside": '!!! note "{}"\n    Text.', "aside kind": "!!! {}\n    Text.", "alert": "> [!NOTE] {}\n> Text.", "embed": '!!! video https://v.example/ "{}"\n    Text.',
    "embed address": "!!! map https://v.example/{}\n", "comment": "A <!-- {} --> b.", "details": "<details><summary>{}</summary>\n\nA.\n\n</details>", "attribute": '<span title="{}">a</span>', "task": "- [x] {}",
}  # fmt: skip


def body_is_harmless(html: str, where: str) -> None:
    """Check a body against the allow-list, as another parser than the cleaner's reads it."""
    tree = LexborHTMLParser(html)
    for node in tree.body.traverse() if tree.body else ():
        if node.tag in ("body", "picture", "source"):
            continue
        assert node.tag in ELEMENTS, (node.tag, where)
        for key, value in node.attributes.items():
            assert not key.startswith("on"), where
            assert key not in {
                "style",
                "srcdoc",
                "formaction",
                "action",
                "ping",
                "target",
                "background",
                "name",
            }, where
            if key in ("href", "src") and node.tag != "source":
                scheme = read_url(value or "").scheme
                assert scheme in ({"", "https"} if node.tag == "img" else {"", *OUTWARD}), where
    for sight in sights(html):
        assert fault(sight, OWN, "/a/") is None, where


@pytest.mark.parametrize("fast", [True, False], ids=["quick", "plain"])
@pytest.mark.parametrize("place", PLACES)
def test_a_body_holds_nothing_but_what_is_allowed(place: str, fast: bool) -> None:
    from generator.model import MarkdownSettings, Source
    from generator.prose import prose

    written = MarkdownSettings(fast=fast)
    texts = TEXTS if fast else TEXTS[::7]
    for text in texts:
        body = PLACES[place].format(text)
        found = prose(Source("content/posts/a.md", body), 0, written)
        html = re.sub("\0(?:picture|link):[^\0]*\0", "/own", found.html)
        body_is_harmless(html, f"{place}: {text}")


def test_settings_change_no_page(tmp_path: Path) -> None:
    lines = """title = {0}
description = {0}
footer = {0}
base_url = "https://example.org/"
[[nav]]
title = {0}
url = "/"
[authors.ana]
name = {0}
description = {0}
links = [{{title = {0}, url = "https://v.example/"}}]
[tags.law]
name = {0}
description = {0}
"""
    usual = None
    for text in (WORD, *TEXTS[::29]):
        site = Site(tmp_path / f"{abs(hash(text))}", lines.format(quoted(text))).post(
            "a", tags="[law]", author="ana"
        )
        try:
            site.build()
        except Stop as stop:
            assert all(problem.place.path == "site.toml" for problem in stop.problems), text
            continue
        found = [
            shape(site.page(path))
            for path in (
                "index.html",
                "tags/law/index.html",
                "authors/ana/index.html",
                "2026/02/a/index.html",
                "404.html",
                "privacy/index.html",
            )
        ]
        usual = usual or found
        assert found == usual, text
        ET.fromstring((site.output / "feed.xml").read_bytes())


def test_names_of_files_change_no_page(tmp_path: Path) -> None:
    site = Site(tmp_path, SETTINGS)
    names = {re.sub(r"[/\0]", "-", text)[:60] for text in TEXTS}
    for number, name in enumerate(sorted(names)):
        if name.strip(". ") and name.isprintable():
            site.write(
                f"content/posts/x{number}{name}.md",
                "---\ntitle: A\ndate: 2026-02-12\n---\n\nText.\n",
            )
    wrong = refused(site)
    for path in wrong:
        (site.root / path).unlink()
    site.build(pool=2)
    usual = None
    for file in site.output.glob("2026/02/*/index.html"):
        found = shape(file.read_text("utf-8"))
        usual = usual or found
        assert found == usual, file
    assert len(wrong) < len(names) // 20
