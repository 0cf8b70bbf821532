"""Read a site of Jekyll: posts, drafts, pages, settings of addresses, and Liquid.

Rules: jekyllrb.com, "Permalinks", "Posts", "Liquid tags".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote
from zoneinfo import ZoneInfo

from generator import sources
from generator.dates import parse_moment
from generator.imports import heads, links
from generator.imports.folders import pictures_of, texts_of
from generator.imports.found import PAGE, POST, Found, Text
from generator.imports.heads import LONGEST, Head
from generator.imports.placing import INNER
from generator.model import Source
from generator.nodes import Notes
from generator.nodes.yaml import yaml_table
from generator.problems import Place, Problem, Stop
from generator.settings.values import is_zone
from generator.slugs import slugify

CONFIG = ("_config.yml", "_config.yaml")
ENDS = (".md", ".markdown", ".mkd", ".mkdn", ".html", ".textile")
NAMED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")
STYLES: Mapping[str, str] = MappingProxyType(
    {
        "date": "/:categories/:year/:month/:day/:title:output_ext",
        "pretty": "/:categories/:year/:month/:day/:title/",
        "ordinal": "/:categories/:year/:y_day/:title:output_ext",
        "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
        "none": "/:categories/:title:output_ext",
    }
)
TOKEN = re.compile(r":(output_ext|short_year|i_month|i_day|y_day|short_day|[a-z]+)")
POST_URL = re.compile(r"\{%-?\s*(?:post_url|link)\s+([^\s%]+)\s*-?%\}")
BASE = re.compile(r"\{\{-?\s*(?:site\.(?:base)?url|site\.github\.url)\s*-?\}\}")
URL = re.compile(r"\{\{-?\s*[\"']([^\"']+)[\"']\s*\|\s*(?:relative|absolute)_url\s*-?\}\}")
CODE = re.compile(
    r"\{%-?\s*highlight\s+([\w+#-]+)[^%]*%\}[ \t]*\n?(.*?)\n?[ \t]*\{%-?\s*endhighlight\s*-?%\}",
    re.DOTALL,
)
LIQUID = re.compile(
    r"\{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL
)
WORDS = ("tags", "categories")  # each word of them is one
# Where Jekyll keeps what is no page.
OWN = re.compile(r"(?:_(?!posts|drafts)|\.|node_modules/|vendor/)|.*/(?:_(?!posts|drafts)|\.)")


@dataclass(frozen=True, slots=True)
class Config:
    """Hold what Jekyll's settings say of texts and their addresses."""

    base_url: str = ""
    zone: tzinfo = UTC
    permalink: str = STYLES["date"]


def jekyll(root: Path, found: Found) -> str:
    """Find all texts and pictures of a site; return its own address."""
    if not any((root / name).exists() for name in (*CONFIG, "_posts", "_drafts")):
        message = "there is neither _config.yml nor _posts here: this is no site of Jekyll"
        raise Stop([Problem(Place(str(root)), message, "name the folder with _config.yml in it")])
    config = _config(root, found)
    for source in texts_of(root, ".", ENDS, found):
        if not OWN.match(source.path):
            _text(source, config, found)
    for path, file in pictures_of(root, ".", found):
        if not OWN.match(path):
            found.files[f"{sources.CONTENT}/{path}"] = file
    return config.base_url


def _config(root: Path, found: Found) -> Config:
    """Read Jekyll's settings, as far as they matter here."""
    for name in CONFIG:
        source = sources.load(name, (root / name).read_bytes()) if (root / name).is_file() else None
        if isinstance(source, Problem):
            found.problems.append(source)
        elif source:
            table = yaml_table(source.text, 0, Notes(source))
            entries = table.entries if table else {}
            values = {key: heads.plain(one.value) for key, one in entries.items()}
            zone = str(values.get("timezone", ""))
            shape = str(values.get("permalink") or "date")
            return Config(
                f"{values.get('url') or ''}{values.get('baseurl') or ''}",
                ZoneInfo(zone) if is_zone(zone) else UTC,
                STYLES.get(shape, shape),
            )
    return Config()


def _text(source: Source, config: Config, found: Found) -> None:
    """Read one file; what has no front matter is no text of Jekyll's."""
    folder, _, file = source.path.rpartition("/")
    is_post = "_posts" in folder.split("/") or "_drafts" in folder.split("/")
    if not source.text.startswith("---"):
        return
    head = heads.read(source, found)
    if head is None:
        return
    stem = file.rpartition(".")[0]
    if source.path.endswith((".html", ".textile")) or stem in ("index", "404"):
        if source.text[head.body :].strip() and not source.path.endswith("index.html"):
            hint = "write it as Markdown into content/, or into a layout"
            found.tell(source, head.body, "this page is not carried over", hint)
        return
    for name in WORDS:
        written = head.values.get(name)
        if isinstance(written, str):
            head.values[name] = written.replace(",", " ").split()
    fields, date = heads.fields(head, config.zone, found)
    named = NAMED.fullmatch(stem) if is_post else None
    if named:
        stem = named[2]
        date = date or parse_moment(named[1], config.zone)
        fields.setdefault("date", named[1])
    if "_drafts" in folder.split("/") or head.is_on("published", "false"):
        fields["draft"] = True
    fields = {"title": stem.replace("-", " ").capitalize(), **fields}
    _folders(folder, fields)
    addresses = (_address(head, config, folder, stem, date if is_post else None),)
    kind = POST if is_post else PAGE
    body = _converted(source, head.body, found)
    found.texts.append(Text(source, head.body, kind, stem, fields, body, date, addresses))


def _folders(folder: str, fields: dict[str, object]) -> None:
    """Take the folders above _posts as categories, which are tags here."""
    above = folder.partition("_posts")[0].strip("/") if "_posts" in folder else ""
    tags = fields.get("tags", [])
    assert isinstance(tags, list)
    found = [*tags, *(one for one in above.split("/") if one and one not in tags)]
    if found:
        fields["tags"] = found


def _address(head: Head, config: Config, folder: str, stem: str, date: datetime | None) -> str:
    """Say at which address Jekyll has published a text."""
    shape = head.text("permalink") or config.permalink
    shape = STYLES.get(shape, shape)
    if not date and not head.text("permalink"):
        end = "/" if shape.endswith("/") else ".html"
        return f"/{folder}/{stem}{end}".replace("//", "/")
    above = folder.partition("_posts")[0].strip("/")
    categories = head.texts("categories") or [head.text("category")]
    listed = [quote(one.lower()) for one in (*above.split("/"), *categories) if one]
    told = {
        "categories": "/".join(dict.fromkeys(listed)),
        "title": head.text("slug") or stem,
        "slug": slugify(head.text("slug") or stem),
        "output_ext": ".html",
    }
    if date:
        told |= {
            "year": f"{date:%Y}", "month": f"{date:%m}", "day": f"{date:%d}", "y_day": f"{date:%j}",
            "short_year": f"{date:%y}", "i_month": str(date.month), "i_day": str(date.day),
            "hour": f"{date:%H}", "minute": f"{date:%M}", "second": f"{date:%S}",
            "week": f"{date:%V}", "short_day": f"{date:%a}",
        }  # fmt: skip
    path = TOKEN.sub(lambda token: told.get(token[1], token[0]), shape)
    return re.sub("/{2,}", "/", path if path.startswith("/") else f"/{path}")


def _converted(source: Source, at: int, found: Found) -> str:
    """Turn Liquid that has an equal here into it, and tell the rest."""
    body = CODE.sub(lambda code: f"```{code[1]}\n{code[2]}\n```", source.text[at:])
    for pattern, new in ((POST_URL, INNER + r"\1"), (BASE, ""), (URL, r"\1")):
        body = links.replaced(body, pattern, lambda one, new=new: one.expand(new))  # type: ignore[misc]
    last = at

    def tell(code: re.Match[str]) -> str:
        nonlocal last
        if code["raw"] is not None:
            return code["raw"]
        last = links.place_of(code[0], source.text, last + (last > at))
        words = code[0] if len(code[0]) <= LONGEST else code[0][:LONGEST] + "…"
        message = f"{words} is Jekyll's: it was left as it is"
        found.tell(source, last, message, "write what it stood for")
        return code[0]

    return links.replaced(body, LIQUID, tell)
