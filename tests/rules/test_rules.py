"""The table of rules, and how they are silenced."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.problems import ERROR, NOTE, WARNING
from generator.rules import RULES
from generator.rules.looking import ALONE, TOGETHER
from tests.kit import SETTINGS, Site

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs/checks.md").read_text("utf-8")


def test_the_docs_explain_each_rule_in_one_line() -> None:
    table = re.findall(r"^\| `([a-z-]+)` \| ([a-z, ]+) \| (.+) \|$", DOCS, re.MULTILINE)
    names = {ERROR: "error", WARNING: "warning", NOTE: "note"}
    expected = [
        (name, ", ".join(names[one] for one in rule.levels), rule.help)
        for name, rule in RULES.items()
    ]
    assert table == expected


def test_rules_have_names_in_one_shape() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in RULES)
    assert all(rule.help.endswith(".") for rule in RULES.values())
    assert (ALONE.keys() | TOGETHER.keys()) <= RULES.keys()


def test_every_rule_that_is_named_in_the_program_is_in_the_table() -> None:
    texts = [file.read_text("utf-8") for file in (ROOT / "generator").rglob("*.py")]
    named = {name for text in texts for name in re.findall(r'rule="([^"]+)"', text)}
    named |= {name for text in texts for name in re.findall(r'ruled\(.*, "([^"]+)"\)', text)}
    assert len(named) > 8
    assert named <= RULES.keys()


def test_a_rule_is_silenced_in_site_toml(site: Site) -> None:
    site.write("site.toml", SETTINGS + '[check]\nignore = ["summary-missing", "hidden-mark"]\n')
    assert site.post("a", "x\u200by", tags="[b]").checked() == [
        'content/posts/a.md:4:8: note: no other article has the tag "b"'
        " (take one that others have, or say in site.toml what it is about) [tag-once]"
    ]
    assert site.build().told() == []


def test_a_rule_is_silenced_in_one_article(site: Site) -> None:
    site.post("a", "x\u200by", tags="[c]", ignore="[summary-missing, hidden-mark, tag-once]")
    site.post("b", "x\u200by", tags="[d]", ignore="link-nowhere")
    assert [one.rpartition(" ")[2] for one in site.checked()] == [
        "[summary-missing]",
        "[tag-once]",
        "[hidden-mark]",
    ]
    assert {one.partition(":")[0] for one in site.checked()} == {"content/posts/b.md"}
    assert len(site.build().told()) == 1


def test_what_is_silenced_is_told_again_when_the_line_is_gone(site: Site) -> None:
    site.post("a", "[x](/tgas/) x\u200by", ignore="[link-nowhere, hidden-mark]").build()
    assert site.told() == []
    assert len(site.post("a", "[x](/tgas/) x\u200by").build().told()) == 2
    site.write("site.toml", SETTINGS + '[check]\nignore = ["link-nowhere"]\n').build()
    assert len(site.told()) == 1
    assert len(site.write("site.toml", SETTINGS).build().told()) == 2


def test_errors_are_never_silenced(site: Site) -> None:
    site.post("a", "[x](none.md)", ignore="link-nowhere")
    assert len(site.refused()) == 1


def test_alt_texts_are_told_once(site: Site) -> None:
    site.write("content/posts/a.png", (ROOT / "content/images/layers.png").read_bytes())
    site.post("a", "![](a.png)", cover="a.png", summary="S.")
    assert [one.rpartition(" ")[2] for one in site.checked()] == ["[alt-missing]"] * 2
    site.post("a", "![](a.png)", cover="a.png", summary="S.", ignore="alt-missing")
    assert site.checked() == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[title-lnog]", '4:10: ignore: "title-lnog" is not a rule (did you mean "title-long"?)'),
        ("MD013", '4:9: ignore: "MD013" is not a rule (docs/checks.md lists them)'),
        ("settings", '4:9: ignore: "settings" stops a build: nothing silences it (take it out)'),
        ("[[a]]", '4:10: ignore: a list is not a text (write ignore: ["…", "…"])'),
        ("{a: b}", '4:9: ignore: a table is not a list (write ignore: ["…", "…"])'),
    ],
)
def test_a_name_that_silences_nothing_is_refused(site: Site, written: str, told: str) -> None:
    assert site.post("a", ignore=written).refused() == [f"content/posts/a.md:{told}"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('ignore = ["tags-once"]', '4:11: ignore: "tags-once" is not a rule (did you mean "tag-once"?)'),
        ('ignore = ["audit"]', '4:11: ignore: "audit" stops a build: nothing silences it (take it out)'),
        ("ignore = 1", None),
        ('private = ["https://wiki.example.org/"]', '4:12: private: "https://wiki.example.org/" is not the name of a host (write private = ["wiki.example.org"])'),
        ("silent = []", '4:1: check: "silent" is not a setting (known are ignore, private)'),
    ],
)  # fmt: skip
def test_a_setting_that_can_not_be_used(site: Site, written: str, told: str | None) -> None:
    site.write("site.toml", f"{SETTINGS}[check]\n{written}\n").post("a")
    found = site.refused()
    assert len(found) == 1
    assert told is None or found == [f"site.toml:{told}"]


def test_drafts_are_looked_at_when_that_is_asked_for(site: Site) -> None:
    site.post("a", draft="true")
    assert site.checked() == []
    assert len(site.checked(drafts=True)) == 1


def test_a_standing_page_is_told_of_fields_that_only_articles_show(site: Site) -> None:
    head = "title: About\ntags: [law]\ncover: a.png\nupdated: 2026-02-01\n"
    site.write("content/pages/about.md", f"---\n{head}---\n\nText.\n")
    assert [one for one in site.checked() if "[field-unused]" in one] == [
        f"content/pages/about.md:{line}: warning: a standing page shows no {name} (take it out, or move the "
        "file to content/posts/ to make it an article) [field-unused]"
        for line, name in (("3:7", "tags"), ("4:8", "cover"))
    ]
    site.write("content/pages/about.md", f"---\n{head}ignore: field-unused\n---\n\nText.\n")
    assert not any("[field-unused]" in one for one in site.checked())
