"""What a build takes without a word, an editor takes too; what is not there, both refuse."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import schemas
from generator.cli import main
from generator.fields import FIELDS, read_fields
from generator.frontmatter import read_head
from generator.model import Source
from generator.settings import KEYS, read_settings
from tests.kit import SETTINGS

ROOT = Path(__file__).parent.parent
FRONT = jsonschema.Draft7Validator(schemas.front_matter())
SITE = jsonschema.Draft7Validator(schemas.settings())


class Core(yaml.SafeLoader):
    """Read YAML as editors do (YAML 1.2.2, 10.3): days are texts, and so is `no`."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]*", list("-+0123456789")),
]:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), first)


def plain(value: Any) -> Any:
    """Give what TOML holds as a schema knows it: days are texts."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def wrong(validator: jsonschema.Draft7Validator, value: Any) -> list[str]:
    return [one.message for one in validator.iter_errors(value)]


def front(text: str) -> Any:
    """Read the front matter of a file as an editor does."""
    _, sign, rest = text.partition(text[:3])
    head = rest.partition(f"\n{sign}")[0]
    return plain(tomllib.loads(head)) if sign == "+++" else yaml.load(head, Core)


def told(text: str) -> list[str]:
    """Say what a build says of front matter."""
    source = Source("content/posts/a.md", text)
    head = read_head(source)
    _, problems = read_fields(source, head.table, ZoneInfo("UTC"))
    return [str(one) for one in (*head.problems, *problems)]


def test_they_are_schemas() -> None:
    for made in (schemas.front_matter(), schemas.settings()):
        jsonschema.Draft7Validator.check_schema(made)
    assert schemas.front_matter()["properties"].keys() == FIELDS.keys()
    assert schemas.settings()["properties"].keys() == KEYS.keys()


@pytest.mark.parametrize("file", sorted(ROOT.glob("content/**/*.md")), ids=lambda file: file.name)
def test_the_sample_s_articles_are_right(file: Path) -> None:
    assert not wrong(FRONT, front(file.read_text("utf-8")))


def test_the_sample_s_settings_are_right() -> None:
    assert not wrong(SITE, plain(tomllib.loads((ROOT / "site.toml").read_text("utf-8"))))


VALUES = [
    "", "words", '"1984"', "1984", "12.5", "true", "No", "yes", "2026-02-12", '"2026-02-12T10:00+01:00"',
    "2026-02-12 10:00", "12 Feb 2026 10:00 +0100", "[]", "[a]", "[a, 7]", "[[a]]", "[{a: b}]", "{a: b}", "a, b",
    "en", "pt-BR", "english", "/old/", "[/old/, /older/]", "https://example.org/a", "[https://example.org/a]",
    "{image: a.png, alt: x}", "{alt: x}", "[{date: 2026-02-12, text: x}]", "[{text: x}]", "[{title: x, url: 'https://example.org'}]",
    "[{url: nowhere}]", "title-long", "[title-long]", "[nothing]", "{image: a.png, size: 3}", "[{title: x, who: y}]",
]  # fmt: skip


@settings(max_examples=500)
@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), st.sampled_from(VALUES), max_size=5))
def test_front_matter_without_problems_is_right(fields: dict[str, str]) -> None:
    text = (
        "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + "---\n\nText.\n"
    )
    if not told(text):
        assert not wrong(FRONT, front(text) or {})


@pytest.mark.parametrize("name", sorted(FIELDS))
@pytest.mark.parametrize("value", VALUES)
def test_each_value_of_each_field_is_judged_alike(name: str, value: str) -> None:
    text = f"---\n{name}: {value}\n---\n\nText.\n"
    found = wrong(FRONT, front(text))
    if not told(text):
        assert not found
    kinds = ("is not a list", "is not a text", "is not a date", "is not a table", "is neither true", "is not a field",
             "is not known here", "is not a rule", "has no date")  # fmt: skip
    if any(kind in one for kind in kinds for one in told(text)):
        assert found


@pytest.mark.parametrize(
    "text",
    ["titel: x", "Title: x", "tags: {a: b}", "draft: maybe", "date: tomorrow", "date: 2026-2"],
)
def test_what_is_no_field_is_refused(text: str) -> None:
    whole = f"---\n{text}\n---\n"
    assert told(whole)
    assert wrong(FRONT, front(whole))


TOML = [
    '""', '"words"', "7", "0", "600", "true", "2027-02-12", "[]", '["a"]', "[7]", '"https://example.org/"', '"/about/"',
    '"en"', '"Europe/Brussels"', '"/{year}/{slug}/"', '["nginx"]', '["iis"]', '"a@example.org"', '["https://example.org"]',
    '["content/files/a.pdf"]', '["title-long"]', '"title-long"', '["mailto:a@example.org"]', "{}", '[{title = "A", url = "/a/"}]',
    '[{title = "A"}]', '{ana = {name = "Ana"}}', "{ana = {}}", '"www@example.org"', '"pages"', '"news.example.org"',
]  # fmt: skip


def keys() -> list[str]:
    """List all settings, with those in tables."""
    found = []
    for name, one in KEYS.items():
        found.append(name)
        if name not in ("nav", "authors", "tags", "languages"):
            found += [f"{name}.{inner}" for inner in one.of]
    return [
        *found,
        "hosting.security.contact",
        "hosting.security.expires",
        "authors.ana.links",
        *(f"languages.fr.{inner}" for inner in KEYS["languages"].of),
        "languages.fr.nothing",
        "nothing",
        "privacy.nothing",
    ]


@pytest.mark.parametrize("name", keys())
@pytest.mark.parametrize("value", TOML)
def test_each_value_of_each_setting_is_judged_alike(name: str, value: str) -> None:
    text = (
        SETTINGS
        if name not in ("title", "base_url")
        else "".join(line + "\n" for line in SETTINGS.splitlines() if not line.startswith(name))
    )
    text += f"{name} = {value}\n"
    _, problems = read_settings(Source("site.toml", text))
    found = wrong(SITE, plain(tomllib.loads(text)))
    if not problems:
        assert not found
    kinds = ("is not a text in quotes", "is not a list", "is not a whole number", "is not a table", "is neither true",
             "is not a setting", "is not between", "is not a rule", "is not a server", "is missing", "has no name")  # fmt: skip
    if any(kind in one.message for kind in kinds for one in problems) and value != "2027-02-12":
        assert found, "but that a day in TOML is a text to a schema"


def test_the_command_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "settings"]) == 0
    assert json.loads(capsys.readouterr().out) == schemas.settings()
    assert main(["schema", "front-matter", "--output", str(tmp_path / "a.json")]) == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == schemas.front_matter()
