from __future__ import annotations

import random
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.search import is_index, keys, place, shelves, sizes
from generator.pages.search.shelves import chained, link, read_shelf, shelf, with_text
from tests.kit import SETTINGS, Site

SEARCHED = SETTINGS + "[search]\nenabled = true\n"
LISTS = st.lists(st.integers(0, 9_000), max_size=500, unique=True).map(sorted)
CHAIN = tuple(f"{number:03}" for number in range(80))


def words(site: Site, folder: str = "search") -> dict[str, shelves.Lists]:
    found: dict[str, shelves.Lists] = {}
    for path, data in site.tree().items():
        if path.startswith(f"{folder}/words/"):
            found |= read_shelf(data.decode())
    return found


def test_there_is_no_search_unless_a_setting_says_so(site: Site) -> None:
    site.post("a").build()
    assert not [path for path in site.tree() if "search" in path]
    assert "search/" not in site.page("index.html")


def test_only_what_is_published_and_listed_is_in_the_index(site: Site) -> None:
    site.write("site.toml", SEARCHED).post("a", "Seen.")
    site.post("b", "Canary.", draft="true").post("c", "Canary.", unlisted="true")
    site.post("d", "Canary.", date="2027-01-01").post("e", "Canary.", expires="2026-03-01")
    site.write("content/pages/about.md", "# About\n\nCanary.\n")
    for wish in ({}, {"drafts": True, "future": True}):
        site.build(**wish)
        index = {path: data for path, data in site.tree().items() if is_index(path)}
        assert len(index) == 4
        assert not [path for path, data in index.items() if b"canary" in data.lower()]
        assert b"Seen." in index["search/articles/0.txt"]


def test_articles_are_numbered_from_the_oldest(site: Site) -> None:
    site.write("site.toml", SEARCHED).post("a", "A.\n\nZebra.", tags="[Zoo]", date="2026-01-02")
    site.post(
        "b", "B.\n\nOther.", title='"Zebra\tcrossing"', author="Ana", date="2026-01-03"
    ).build()
    found = words(site)
    assert found["zebra"] == ([1], [], [0])
    assert found["zoo"] == ([], [0], [])
    assert found["ana"] == ([], [1], [])
    lines = site.page("search/articles/0.txt").split("\n")
    assert lines[0] == "0 "
    assert lines[1] == "2026/01/a/\t2026-01-02\ten\tA\tA."
    assert lines[2].split("\t")[3] == "Zebra crossing"
    assert site.page("search/index.txt") == "1 2 1 1\n\n"


def test_the_page_names_its_script_with_its_hash(site: Site) -> None:
    site.write("site.toml", SEARCHED).post("a").build()
    page = site.page("search/index.html")
    assert '<script src="/assets/search.' in page
    assert 'integrity="sha384-' in page
    assert "script-src &#39;self&#39;; connect-src &#39;self&#39;" in page
    assert 'href="/search/"' in site.page("index.html")
    assert "/search/" in site.page("privacy.json")


def test_each_language_has_an_index_of_its_own(site: Site) -> None:
    site.write("site.toml", f'{SEARCHED}[languages.fr]\ntitle = "Le Journal"\n')
    site.post("a", "Zebra.")
    site.write("content/posts/a.fr.md", "---\ntitle: Zèbre\ndate: 2026-02-12\n---\n\nUn.\n")
    site.build()
    assert "zebre" not in words(site)
    assert words(site, "fr/search")["zebre"] == ([0], [], [])
    assert 'data-index="/fr/search/"' in site.page("fr/search/index.html")
    assert "Recherche" in site.page("fr/search/index.html")


@given(LISTS, LISTS, LISTS)
def test_a_file_of_words_reads_as_it_was_written(
    title: list[int], fields: list[int], body: list[int]
) -> None:
    text = shelf({"a": (title, fields, body), "b": ([], [], [1])}, CHAIN)
    told = {"b": ([], [], [1])}
    if title or fields or body:
        counts = [len(one) if len(one) > limit else one
                  for one, limit in ((fields, 400), (body, 300))]  # fmt: skip
        told["a"] = (title, *counts)  # type: ignore[assignment]
    got = read_shelf(text)
    assert {word: lists for word, lists in got.items() if any(lists)} == told
    top = max(
        [1, *(max(one, default=0) for one, limit in ((title, 9_001), (fields, 400), (body, 300))
              if len(one) <= limit)]
    )  # fmt: skip
    assert text.split("\n")[0] == link(top, CHAIN)


@given(LISTS.filter(bool), st.integers(0, 9_000))
def test_a_text_that_comes_or_goes_is_as_if_it_were_written_anew(
    body: list[int], number: int
) -> None:
    before = shelf({"a": ([], [], body)}, CHAIN)
    after = sorted({*body} ^ {number})
    done = with_text(before, {"a": (number, number in after)}, CHAIN)
    assert done in (shelf({"a": ([], [], after)} if after else {}, CHAIN), None)
    assert done or len(body) > 300


def test_the_chain_tells_another_order_of_articles_but_not_a_new_one() -> None:
    names = [f"post {number}" for number in range(1_000)]
    chain = chained(names)
    assert len(chain) == 8
    assert chained([*names, "another"])[:8] == chain
    changed = chained(["before", *names])
    assert all(one != other for one, other in zip(chain[1:], changed[1:], strict=False))


def typos(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + "q" + word[at + 1 :]
        yield word[:at] + "q" + word[at:]
        yield word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    yield f"{word}q"


def asked(word: str) -> set[str]:
    half = (len(word) - 1) // 2
    return {f"<{word[:half]}", f">{word[-half:]}"} if half else set()


def test_any_one_typo_leaves_a_key() -> None:
    source = random.Random(1)
    for _ in range(2_000):
        word = "".join(source.choice("abcdefg") for _ in range(source.randrange(3, 15)))
        for typo in typos(word):
            assert len(typo) < 3 or asked(typo) & keys(word), (word, typo)


def test_sizes_are_powers_of_two() -> None:
    assert [sizes(number).words for number in (0, 4, 5, 20, 10_000)] == [1, 1, 2, 8, 1024]
    assert place("zebra", 1) == 0
