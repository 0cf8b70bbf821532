"""Whatever is written into a field, an address, a setting, a file's name or a text, it stays words there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.habits.raw_html import ELEMENTS
from generator.markup import OUTWARD
from generator.model import MarkdownSettings, Source
from generator.pages.xml import worded
from generator.problems import Stop, errors
from generator.prose import prose
from generator.settings import read_settings
from tests.hostile import forbidden, forms, hostile
from tests.kit import SETTINGS, Site
from tests.test_links import PNG

KNOWN: frozenset[tuple[str, str]] = frozenset()
TEXTS = [*hostile(), *forms()]
MANY = SETTINGS + "page_size = 50\nfeed_size = 500\n[privacy]\nrefuse_ai = false\n"
CHANGING = ("neighbours_title", "further_title")
URLS = frozenset({"href", "src", "srcset", "cite", "poster", "data", "action", "formaction", "ping", "background", "xlink:href", "manifest", "longdesc", "usemap", "codebase", "archive"})  # fmt: skip
BARRED = frozenset({"style", "srcdoc", "formaction", "action", "ping", "target", "background"})
SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
Nodes = Iterable[tuple[str, dict[str, str]]]
Shape = Counter[tuple[str, tuple[str, ...], tuple[str, ...]]]

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def quoted(text: str) -> str:
    """Write a text in double quotes as YAML and TOML both read it."""
    written = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return re.sub("[\x80-\xa0\u2028\u2029\ufeff]", lambda sign: f"\\u{ord(sign[0]):04x}", written)


def folded(text: str) -> str:
    return " ".join(text.split())


def scheme(url: str) -> str:
    """Say where an address leads, as a browser understands it."""
    bare = re.sub(r"[\t\n\r]", "", url).strip("".join(map(chr, range(33))))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    if found and not bare.startswith("https://example.org/"):
        return found[1].lower().replace("https", "http")
    return "http" if re.match(r"[\\/]{2}", bare) else "own"


def by_html5lib(html: str) -> Nodes:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for parent in list(tree.iter()):
        for node in [one for one in parent if one.get("aria-labelledby") in CHANGING]:
            parent.remove(node)
    return [(str(node.tag), dict(node.attrib)) for node in tree.iter()]


def by_lexbor(html: str) -> Nodes:
    tree = LexborHTMLParser(html)
    for name in CHANGING:
        for node in tree.css(f'[aria-labelledby="{name}"]'):
            node.decompose()
    nodes = tree.root.traverse(include_text=False) if tree.root else ()
    return [
        (node.tag or "", {key: value or "" for key, value in node.attributes.items()})
        for node in nodes
    ]


def shape(nodes: Nodes, *, without: tuple[str, ...] = ("class",)) -> Shape:
    """Count elements by their names, the names of their attributes, and where they lead."""
    return Counter(
        (
            name,
            tuple(sorted(attributes.keys() - set(without))),
            tuple(scheme(attributes[key]) for key in sorted(URLS & attributes.keys())),
        )
        for name, attributes in nodes
    )


def outside(html: str) -> str:
    """Give a page without what stands in the text of its article."""
    before, _, rest = html.partition('<div class="prose">\n')
    assert rest
    _, _, after = rest.rpartition("\n</div>\n</div>\n")
    return before + after


def inside(html: str) -> str:
    """Give the text of an article on its page."""
    return html.partition('<div class="prose">\n')[2].rpartition("\n</div>\n</div>\n")[0]


def faults(nodes: Nodes) -> set[str]:
    """List what a text must not hold."""
    found = set()
    for name, attributes in nodes:
        if name not in ELEMENTS | {"picture", "source"}:
            found.add(f"<{name}>")
        for key, value in attributes.items():
            if key.startswith("on") or key in BARRED:
                found.add(f"<{name} {key}>")
            if key in URLS:
                allowed = {"own"} if name in ("img", "source") else {"own", *OUTWARD}
                found |= {f"{name} leads to {value}"} if scheme(value) not in allowed else set()
    return found


def fragment(html: str) -> Nodes:
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(str(node.tag), dict(node.attrib)) for node in root.iter() if node is not root]


def refused(site: Site) -> set[tuple[str, int]]:
    """Build; if that is refused, give the file and the line of each reason."""
    try:
        site.build(pool=2)
    except Stop as stop:
        wrong = errors(stop.problems)
        assert wrong
        assert all(problem.message and problem.hint for problem in wrong)
        return {(problem.place.path, problem.place.line) for problem in wrong}
    return set()


@dataclass
class Grid:
    """Hold articles of which each has another text in each field, and each field has every text."""

    site: Site
    fields: dict[str, tuple[str, str]]
    texts: list[str]
    values: list[dict[str, str]] = field(default_factory=list)
    out: set[tuple[str, str]] = field(default_factory=set)

    def fill(self, *, is_usual: bool = False) -> Grid:
        """Give article i in field j the text i + 61·j, or a harmless word."""
        self.site.write("content/posts/c.png", PNG)
        for number in range(len(self.texts)):
            values = {name: self.usual(name, number) for name in self.fields}
            for place, name in enumerate(self.fields if not is_usual else ()):
                text = self.texts[(number + 61 * place) % len(self.texts)]
                if (name, text) not in KNOWN:
                    values[name] = self.text(name, text, number)
            self.values.append(values)
            self.write(number)
        return self

    def text(self, name: str, text: str, number: int) -> str:
        """Give a text as its field may have it: terms kept apart, no source an address, aliases of the site."""
        if name in ("source", "alias"):
            return f"See {text}" if name == "source" else f"/{text}"
        return f"{text} {number}" if name in ("tag", "author", "series") else text

    def usual(self, name: str, number: int) -> str:
        return self.fields[name][1].format(number)

    def kept(self, name: str) -> list[str]:
        """List what was accepted in a field."""
        named = ((number, values[name].strip()) for number, values in enumerate(self.values))
        return [text for number, text in named if text != self.usual(name, number)]

    def write(self, number: int) -> None:
        lines = [
            line.replace("@", quoted(self.values[number][name]))
            for name, (line, _) in self.fields.items()
        ]
        date = f"date: 2026-02-{1 + number % 12:02}"
        self.site.write(f"content/posts/p{number}.md", "\n".join(["---", *lines, date, "---", "", "Text."]))  # fmt: skip

    def settle(self) -> Grid:
        """Build; put a harmless word wherever a text is refused, and build again."""
        for _ in range(5):
            wrong = refused(self.site)
            if not wrong:
                return self
            for path, line in wrong:
                number, name = self.place(path, line)
                assert self.values[number][name] != self.usual(name, number), (path, line)
                self.out.add((name, self.values[number][name]))
                self.values[number][name] = self.usual(name, number)
                self.write(number)
        raise AssertionError("refused again and again")

    def place(self, path: str, line: int) -> tuple[int, str]:
        """Say which article and which field a line is of."""
        found = re.fullmatch(r"content/posts/p(\d+)\.md", path)
        assert found
        return int(found[1]), "slug" if line == 1 else list(self.fields)[line - 2]


SAID = {
    "title": ("title: @", "word"),
    "summary": ("summary: @", "word"),
    "tag": ("tags: [@]", "word {}"),
    "author": ("authors: [@]", "word {}"),
    "series": ("series: @", "word {}"),
    "key point": ("key_points: [@]", "word"),
    "correction": ("corrections: [{date: 2026-02-13, text: @}]", "word"),
    "source": ("sources: [@,", "word"),
    "source's title": ('  {title: @, url: "https://v.example/"}]', "word"),
    "cover's alt": ("cover: {image: c.png, alt: @,", "word"),
    "cover's caption": ("  caption: @,", "word"),
    "cover's credit": ("  credit: @}", "word"),
    "extra": ("extra: {a: @}", "word"),
}
LED = {
    "title": ("title: @", "word"),
    "slug": ("slug: @", "s{}"),
    "id": ("id: @", "i{}"),
    "alias": ("aliases: [@]", "/old/{}/"),
    "language": ("language: @", "en"),
    "updated": ("updated: @", "2026-02-14"),
    "cover": ("cover: {image: @, alt: a}", "c.png"),
    "source's url": ("sources: [{title: a, url: @,", "https://v.example/"),
    "source's archived": ("  archived: @}]", "https://v.example/"),
}


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Site]]:
    """Make sites that outlive a test, with one store for all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUSHPRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield lambda: Site(tmp_path_factory.mktemp("site"), MANY)


@pytest.fixture(scope="module")
def said(new: Callable[[], Site]) -> Grid:
    return Grid(new(), SAID, TEXTS).fill().settle()


@pytest.fixture(scope="module")
def unsaid(new: Callable[[], Site]) -> Site:
    """Build the same site with harmless words."""
    return Grid(new(), SAID, TEXTS).fill(is_usual=True).site.build(pool=2)


@pytest.fixture(scope="module")
def led(new: Callable[[], Site]) -> Grid:
    return Grid(new(), LED, TEXTS).fill().settle()


def page(grid: Grid, number: int) -> str:
    return grid.site.page(f"2026/02/p{number}/index.html")


def described(html: str) -> dict[str, object]:
    """Read what a page says to machines."""
    (script,) = (
        node for node in LexborHTMLParser(html).css("script") if node.attributes.get("type")
    )
    assert script.attributes == {"type": "application/ld+json"}
    found = json.loads(script.text())
    assert isinstance(found, dict)
    return found


def channels(site: Site) -> Iterator[tuple[str, ElementTree.Element]]:
    for file in sorted(site.output.rglob("feed.xml")):
        channel = ElementTree.fromstring(file.read_bytes()).find("channel")
        assert channel is not None
        yield file.relative_to(site.output).as_posix(), channel


def test_there_are_many_words_and_each_is_another() -> None:
    assert len(hostile()) >= 500
    assert len(forms()) >= 110
    assert len(set(TEXTS)) >= len(hostile()) + len(forms()) - 5


def test_nearly_every_word_may_stand_in_every_field(said: Grid) -> None:
    assert all(re.search(r"[\r\x0c]", text) for _, text in said.out)
    assert len(said.out) <= 3 * len(SAID)


def test_an_article_is_made_of_the_same_parts_whatever_its_fields_say(
    said: Grid, unsaid: Site
) -> None:
    usual = shape(by_html5lib(unsaid.page("2026/02/p5/index.html")))
    for number, values in enumerate(said.values):
        assert shape(by_lexbor(page(said, number))) == usual, values
        assert number % 10 or shape(by_html5lib(page(said, number))) == usual, values


def test_lists_are_made_of_the_same_parts(said: Grid, unsaid: Site) -> None:
    kinds = ("tags/", "authors/", "series/")
    usual = {kind: shape(by_lexbor(unsaid.page(f"{kind}word-5/index.html"))) for kind in kinds}
    own = re.compile(r"(?!2026/02/p\d|page/).*\.html")
    pages = [path for path in said.site.files() if own.fullmatch(path)]
    assert len(pages) > 3 * len(TEXTS)
    for number, path in enumerate(sorted(pages)):
        html = said.site.page(path)
        kind = path.partition("/")[0] + "/"
        is_one = kind in kinds and path.count("/") == 2
        if (
            kind == "sources/"
        ):  # one that many articles have stands once: of the same kinds of parts
            if path == "sources/index.html":
                paged = {("a", ("href", "rel"), ("own",)), ("nav", ("aria-label", "class"), ())}
                known = set(shape(by_lexbor(unsaid.page(path)))) | paged
                assert set(shape(by_lexbor(html))) <= known
            continue
        expected = usual[kind] if is_one else shape(by_lexbor(unsaid.page(path)))
        assert shape(by_lexbor(html)) == expected, path
        if number % 20 == 0:
            assert shape(by_html5lib(html)) == expected, path


def test_pages_of_lists_are_made_of_the_same_parts(said: Grid, unsaid: Site) -> None:
    pages = [path for path in unsaid.files() if re.match(r"page/.*\.html", path)]
    assert len(pages) > 15
    for path in pages:
        assert shape(by_html5lib(said.site.page(path))) == shape(by_html5lib(unsaid.page(path)))


def test_readers_see_the_words_as_they_were_written(said: Grid) -> None:
    for number, values in enumerate(said.values):
        tree = LexborHTMLParser(page(said, number))
        assert folded(tree.css_first("h1").text()) == folded(values["title"])
        assert folded(tree.css_first("title").text()).startswith(folded(values["title"]))
        assert folded(tree.css_first("p.standfirst").text()) == folded(values["summary"])
        assert folded(tree.css_first("section.points li").text()) == folded(values["key point"])
        assert folded(tree.css_first("span.credit").text()) == folded(values["cover's credit"])
        alt = tree.css_first("figure.cover img").attributes["alt"] or ""
        assert folded(alt) == folded(values["cover's alt"])
        asked = tree.css_first("#comments").attributes["data-page-title"] or ""
        assert folded(asked) == folded(values["title"])


def test_machines_are_told_the_words_as_they_were_written(said: Grid) -> None:
    for number, values in enumerate(said.values):
        told = described(page(said, number))
        found = {
            "title": told["headline"],
            "summary": told["description"],
            "tag": told["keywords"][0],  # type: ignore[index]
            "author": told["author"][0]["name"],  # type: ignore[index]
            "cover's caption": told["image"]["caption"],  # type: ignore[index]
            "cover's credit": told["image"]["creditText"],  # type: ignore[index]
            "correction": told["correction"][0]["text"],  # type: ignore[index]
            "source": told["citation"][0]["name"],  # type: ignore[index]
            "source's title": told["citation"][1]["name"],  # type: ignore[index]
        }
        assert {name: folded(str(text)) for name, text in found.items()} == {
            name: folded(values[name]) for name in found
        }


def test_feeds_are_well_formed_and_hold_the_words_as_they_were_written(said: Grid) -> None:
    seen = set()
    for path, channel in channels(said.site):
        for item in channel.findall("item") if path.startswith(("tags/", "authors/")) else ():
            number = int((item.findtext("link") or "").split("/p")[-1].strip("/"))
            values = said.values[number]
            creator = item.findtext("dc:creator", namespaces=SPACES) or ""
            assert folded(item.findtext("title") or "") == folded(worded(values["title"]))
            assert folded(item.findtext("category") or "") == folded(worded(values["tag"]))
            assert folded(creator) == folded(worded(values["author"]))
            summary = unescape(item.findtext("description") or "")
            assert folded(summary) == folded(worded(values["summary"]))
            seen.add(number)
    assert seen == set(range(len(TEXTS)))


def test_articles_in_feeds_are_made_of_the_same_parts(said: Grid) -> None:
    bodies = [
        item.findtext("content:encoded", namespaces=SPACES) or ""
        for _, channel in channels(said.site)
        for item in channel.findall("item")
    ]
    assert len(bodies) > len(TEXTS)
    usual = shape(by_lexbor(bodies[0])), shape(fragment(bodies[0]))
    for number, body in enumerate(bodies):
        assert shape(by_lexbor(body)) == usual[0], body
        assert number % 10 or shape(fragment(body)) == usual[1], body


def test_the_sitemap_names_pages_that_are_there(said: Grid, led: Grid) -> None:
    for grid in (said, led):
        tree = ElementTree.fromstring(grid.site.page("sitemap.xml"))
        addresses = [node.text or "" for node in tree.iter(f"{SITEMAP}loc")]
        assert len(addresses) > len(TEXTS)
        assert len(addresses) == len(set(addresses))
        for address in addresses:
            path = address.removeprefix("https://example.org/")
            assert path != address
            assert (grid.site.output / unquote(path) / "index.html").is_file(), address


def test_files_for_servers_keep_their_lines(said: Grid, led: Grid, unsaid: Site) -> None:
    assert unsaid.page("robots.txt").splitlines() == [
        "User-agent: *", "Allow: /", "", "Sitemap: https://example.org/sitemap.xml",
    ]  # fmt: skip
    for name in ("robots.txt", "_headers"):
        assert said.site.page(name) == led.site.page(name) == unsaid.page(name)


def test_what_cannot_be_shown_is_refused_in_every_field(new: Callable[[], Site]) -> None:
    site = new()
    names = list(SAID)
    usual = [line.replace("@", quoted("word")) for line, _ in SAID.values()]
    expected = set()
    site.write("content/posts/c.png", PNG)
    for number, sign in enumerate(forbidden()):
        for place, name in enumerate(names):
            lines = [*usual]
            lines[place] = SAID[name][0].replace("@", f'"a{sign}b"')
            path = f"content/posts/p{number}-{place}.md"
            site.write(path, "\n".join(["---", *lines, "date: 2026-02-12", "---", "", "Text."]))
            expected.add((path, place + 2))
    assert refused(site) == expected
    assert not site.output.exists()


def test_addresses_are_refused_or_harmless(led: Grid) -> None:
    unfit = re.compile(r"[\s<>\"'`&;:?#%*|\\{}\[\]()]|\.\.|//")
    assert not any(unfit.search(text) or "/" in text for text in led.kept("slug"))
    assert not any(unfit.search(text) for text in led.kept("id"))
    assert all(re.fullmatch(r"/[^/\"<>\\*|:?#][^\"<>\\*|:?#]*", text) for text in led.kept("alias"))
    assert all(re.fullmatch(r"[a-zA-Z]{2,3}", text) for text in led.kept("language"))
    for name in ("source's url", "source's archived"):
        assert all(re.fullmatch(r"https?://[^\s\"<>\\^`{}|]+", text) for text in led.kept(name))
    assert led.kept("cover") == []
    assert all(len(led.kept(name)) > 1 for name in LED if name != "cover")
    assert len(led.kept("alias")) > 200


def test_an_article_is_made_of_the_same_parts_wherever_it_stands(led: Grid) -> None:
    pages = [path for path in led.site.files() if re.fullmatch(r"2026/02/[^/]+/index.html", path)]
    assert len(pages) == len(TEXTS)
    usual = None
    for number, path in enumerate(sorted(pages)):
        html = led.site.page(path)
        found = shape(by_lexbor(html), without=("class", "lang", "dir"))
        usual = usual or found
        assert found == usual, path
        if number % 10 == 0:
            assert shape(by_html5lib(html), without=("class", "lang", "dir")) == usual, path


def test_nothing_is_written_under_an_odd_name(said: Grid, led: Grid) -> None:
    for grid in (said, led):
        for path in grid.site.files():
            assert path.isprintable()
            assert not set(path) & set('\\<>"|*?#%:')
            assert ".." not in path.split("/")


def test_old_addresses_lead_to_articles_and_nowhere_else(led: Grid) -> None:
    paths = [path for path in led.site.files() if not path.endswith(".png")]
    moved = [html for path in paths if 'http-equiv="refresh"' in (html := led.site.page(path))]
    assert len(moved) == len(TEXTS)
    usual = shape(by_html5lib(moved[0]))
    for html in moved:
        assert shape(by_html5lib(html)) == usual
        assert re.search(r'content="0; url=/2026/02/[^/";,\s]+/"', html)


ABOUT = """title = {0}
base_url = "https://example.org/"
description = {0}
footer = {0}
"""
MEMBERS = """
[[nav]]
title = {0}
url = "/"
[authors.a{1}]
name = {2}
description = {0}
links = [{{title = {0}, url = "https://v.example/"}}]
[tags.t{1}]
name = {2}
description = {0}
"""
TOGETHER = 45


def settings(texts: list[str], number: int = 0) -> str:
    """Write site.toml with one text, or several in a row, in each of its places."""
    lines = [ABOUT.format(quoted(" ".join(texts)))]
    lines += [
        MEMBERS.format(quoted(text), at, quoted(f"{text} {at}")) for at, text in enumerate(texts)
    ]
    return "".join(lines)


def trees(site: Site) -> dict[str, Shape]:
    paths = (path for path in sorted(site.files()) if path.endswith(".html"))
    return {path: shape(by_lexbor(site.page(path))) for path in paths}


def test_no_setting_changes_what_pages_are_made_of(new: Callable[[], Site]) -> None:
    site = new()
    listed = ", ".join(f"t{number}" for number in range(TOGETHER))
    named = ", ".join(f"a{number}" for number in range(TOGETHER))
    site.post("a", tags=f"[{listed}]", authors=f"[{named}]").post("b")
    texts = [text for text in TEXTS if not re.search(r"[\r\x0c]", text)]
    texts += ["word"] * (-len(texts) % TOGETHER)
    site.write("site.toml", settings(["word"] * TOGETHER)).build()
    usual, robots = trees(site), site.page("robots.txt")
    assert len(usual) > 2 * TOGETHER
    for number in range(0, len(texts), TOGETHER):
        some = texts[number : number + TOGETHER]
        site.write("site.toml", settings(some)).build()
        assert trees(site) == usual, some
        assert shape(by_html5lib(site.page("index.html"))) == usual["index.html"], some
        assert folded(str(described(site.page("index.html"))["name"])) == folded(" ".join(some))
        found = [channel.findtext("title") or "" for _, channel in channels(site)]
        assert len(found) == 2 * TOGETHER + 1
        assert all(folded(title).endswith(folded(worded(" ".join(some)))) for title in found)
        assert site.page("robots.txt") == robots


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("base_url = @", r"https?://[^\s\"<>]+"),
        ("language = @", r"[A-Za-z]{2,3}"),
        ("timezone = @", r"[A-Za-z_/+-]+"),
        ("permalink = @", "nothing"),
        ('nav = [{title = "a", url = @}]', r"/(?!/).*|https?://.*"),
        ('authors.a = {name = "a", links = [{title = "a", url = @}]}', "https?://.*"),
        ("comments.email = @", r"[^\s<>\"']+@[^\s<>\"']+"),
        ("hosting.security.contact = [@]", r"(?:https?|mailto|tel):[^\s]+"),
        ("hosting.onion = @", "nothing"),
        ("privacy.images = [@]", r"https://[^\s;,'\"]+"),
        ("privacy.scripts = [@]", r"/[^\s;,'\"]*"),
        ("hosting.servers = [@]", "nothing"),
    ],
)  # fmt: skip
def test_settings_that_are_no_words_are_refused_at_their_line_or_harmless(
    line: str, kept: str
) -> None:
    name = line.partition(" ")[0]
    basis = [one for one in SETTINGS.splitlines() if not one.startswith(f"{name} ")]
    for text in TEXTS[:: 8 if name == "timezone" else 1]:
        written = "\n".join([*basis, line.replace("@", quoted(text))])
        _, problems = read_settings(Source("site.toml", written))
        wrong = [problem for problem in errors(problems) if "is missing" not in problem.message]
        assert all(problem.place.line == len(basis) + 1 for problem in wrong), text
        assert wrong or re.fullmatch(kept, text.strip()), text


def names() -> list[str]:
    """Make names of files of the texts: all but a slash and the end of a text may stand there."""
    found = (re.sub(r"[/\0]", "\u2044", text).encode()[:150].decode("utf-8", "ignore") for text in TEXTS)  # fmt: skip
    return list(dict.fromkeys(found))


def test_no_name_of_a_file_changes_what_pages_are_made_of(new: Callable[[], Site]) -> None:
    site = new()
    all_names = names()
    for number, name in enumerate(all_names):
        site.write(f"content/posts/{number} {name}.md", "---\ntitle: A\ndate: 2026-02-12\n---\n\nText.\n")  # fmt: skip
    wrong = refused(site)
    assert len(wrong) < 10
    for path, line in wrong:
        assert line == 1
        (site.root / path).unlink()
    site.build(pool=2)
    pages = [path for path in site.files() if re.fullmatch(r"2026/02/[^/]+/index.html", path)]
    assert len(pages) == sum(map(str.isprintable, all_names)) - len(wrong)
    usual = shape(by_html5lib(site.page(pages[0])))
    for number, path in enumerate(pages):
        html = site.page(path)
        assert shape(by_lexbor(html)) == usual, path
        assert number % 10 or shape(by_html5lib(html)) == usual, path
    for _, channel in channels(site):
        assert channel.find("item") is not None


def test_no_name_of_a_picture_changes_what_pages_are_made_of(new: Callable[[], Site]) -> None:
    site = new()
    shown = [name for name in names() if name.isprintable() and name[0] not in "#." and len(name) < 60]  # fmt: skip
    for number, name in enumerate(shown):
        site.write(f"content/posts/a/{number} {name}.png", PNG)
    lines = [f"![a]({quote(f'{number} {name}.png', safe='')})" for number, name in enumerate(shown)]
    site.write("content/posts/a/index.md", "---\ntitle: A\ndate: 2026-02-12\n---\n\n" + "\n\n".join(lines))  # fmt: skip
    for path, line in refused(site):
        assert path == "content/posts/a/index.md" or line == 1
        lines[line - 6] = "Text."
    site.write("content/posts/a/index.md", "---\ntitle: A\ndate: 2026-02-12\n---\n\n" + "\n\n".join(lines))  # fmt: skip
    html = site.build().page("2026/02/a/index.html")
    found = Counter(name for name, _ in by_html5lib(html))
    assert found["img"] > len(shown) - 10
    assert not faults(fragment(inside(html)))


PLACES = {
    "alone": "@",
    "amid words": "Before @ after.",
    "heading": "## @",
    "heading's id": "## A {#@}",
    "strong": "**@**",
    "quotation": "> @",
    "list": "- @\n- b",
    "task": "- [x] @",
    "definition": "A\n:   @",
    "term": "@\n:   A",
    "table cell": "| a | b |\n|---|---|\n| @ | c |",
    "table head": "| @ | b |\n|---|---|\n| a | c |",
    "link text": "[@](https://v.example/)",
    "link target": "[a](@)",
    "link target in brackets": "[a](<@>)",
    "link title": '[a](https://v.example/ "@")',
    "link title in single quotes": "[a](https://v.example/ '@')",
    "link's query": "[a](https://v.example/?a=@)",
    "own link's fragment": "## B\n\n[a](#@)",
    "reference": "[a][b]\n\n[b]: @",
    "reference in brackets": "[a][b]\n\n[b]: <@> '@'",
    "bare link": "See https://v.example/@ there.",
    "alt text": "![@](c.png)",
    "picture's title": '![a](c.png "@")',
    "picture's target": "![a](@)",
    "info string": "```@\ncode\n```",
    "info string after a language": "```python @\ncode\n```",
    "title of code": '```python title="@"\ncode\n```',
    "code": "```html\n@\n```",
    "indented code": "A.\n\n    @",
    "inline code": "A `@` b.",
    "footnote": "A.[^1]\n\n[^1]: @",
    "footnote's id": "A.[^@]\n\n[^@]: b",
    "abbreviation": "Ab c.\n\n*[Ab]: @",
    "attribute list": "A.\n{: @ }",
    "attribute": 'A.\n{: title="@" }',
    "class": "*A*{: .@ }",
    "attribute of a link": "[a](https://v.example/){: @ }",
    "attribute of a picture": "![a](c.png){: @ }",
    "aside's title": '!!! note "@"\n    Text.',
    "aside's kind": "!!! @\n    Text.",
    "alert": "> [!NOTE] @\n> Text.",
    "video": '!!! video https://v.example/ "@"\n    Text.',
    "video's address": '!!! video @ "a"\n    Text.',
    "comment": "A <!-- @ --> b.",
    "element": "<div>@</div>",
    "element with Markdown": "<div>\n\n@\n\n</div>",
    "summary of details": "<details><summary>@</summary>\n\nA.\n\n</details>",
    "raw attribute": '<span title="@">a</span>',
    "raw attribute in single quotes": "<span title='@'>a</span>",
    "raw attribute without quotes": "<span title=@>a</span>",
    "raw name of an element": "<@>a</@>",
    "raw link": '<a href="@">a</a>',
    "raw picture": '<img src="c.png" alt="@">',
}


@pytest.mark.parametrize("place", PLACES)
def test_a_text_holds_only_what_it_may(place: str) -> None:
    seen = set()
    for number, text in enumerate(TEXTS):
        if (place, text) in KNOWN:
            continue
        body = PLACES[place].replace("@", text)
        found = prose(Source("content/posts/a.md", body), 0, MarkdownSettings(fast=number % 5 > 0))
        html = re.sub("\0[^\0]*\0", "/own", found.html)
        assert all(problem.place.path == "content/posts/a.md" for problem in found.problems)
        if html not in seen:
            assert not faults(fragment(html)), text
        seen.add(html)
    assert len(seen) > 1


@pytest.fixture(scope="module")
def bodies(new: Callable[[], Site]) -> Site:
    """Build a site of texts: text i stands in the places i, i + 1, …; what is refused is taken out."""
    site = new().write("content/posts/c.png", PNG)
    places = list(PLACES.values())
    dropped = 0
    for number, text in enumerate([*TEXTS, *forms()]):
        body = places[(number + number // len(places)) % len(places)].replace("@", text)
        head = f"---\ntitle: A\nsummary: A\ndate: 2026-02-{1 + number % 12:02}\ntags: [t{number // 400}]\n---\n\n"  # fmt: skip
        site.write(f"content/posts/p{number}.md", (head + body).encode())
    for _ in range(4):
        wrong = refused(site)
        for path in {path for path, _ in wrong}:
            dropped += 1
            (site.root / path).unlink()
        assert all(line >= 7 for _, line in wrong)
        if not wrong:
            break
    assert dropped < len(TEXTS) // 2
    return site.post("plain", summary="A", tags="[t0]").build(pool=2)


def test_no_text_changes_what_stands_around_it(bodies: Site) -> None:
    usual = shape(by_html5lib(outside(bodies.page("2026/02/plain/index.html"))))
    pages = [path for path in bodies.files() if re.fullmatch(r"2026/02/p\d+/index.html", path)]
    assert len(pages) > len(TEXTS) // 2
    for number, path in enumerate(sorted(pages)):
        html = bodies.page(path)
        assert shape(by_lexbor(outside(html))) == usual, path
        assert number % 10 or shape(by_html5lib(outside(html))) == usual, path
        parts = shape(fragment(inside(html))) + Counter({("div", (), ()): 1})
        assert shape(by_lexbor(html)) == shape(by_lexbor(outside(html))) + parts, path
        assert not faults(fragment(inside(html))), path
        assert described(html)["headline"] == "A"


def test_texts_in_feeds_hold_only_what_they_may(bodies: Site) -> None:
    number = 0
    for path, channel in channels(bodies):
        for item in channel.findall("item") if path.startswith("tags/") else ():
            body = item.findtext("content:encoded", namespaces=SPACES) or ""
            assert not faults(fragment(body)), item.findtext("link")
            number += 1
    assert number > len(TEXTS) // 2
