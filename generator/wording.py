"""Turn files of words into Words: what the layouts say in each language.

A file is `layouts/words/fr.toml`, a line for each text. A site's own file takes the place of the
program's, line by line; what neither has is said in English.
Invariant: a text has the places (`{number}`) that the English one has, so that none is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.model import Forms, Source, Words
from generator.nodes import Entry, Notes, Scalar, Table, check_signs, kind, near, quoted
from generator.nodes.toml import toml_table
from generator.problems import Problem

ENGLISH = "en"
PLACE = re.compile(r"\{([^{}]*)\}|[{}]")
# Plural categories of the Unicode CLDR (UTS 35, part 3, "Language Plural Rules").
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
OWN = "own"  # a table of a site's own words, for its own layouts
# Patterns of the CLDR (UTS 35, part 4), which a language can do without.
PATTERNS = ("date", "month")
# Days, months and years in the letters of the CLDR, and whatever is no letter of it.
PATTERN = re.compile(
    r"(?:d{1,2}(?!d)|M{1,5}(?!M)|L{1,5}(?!L)|y{1,4}(?!y)|E{1,5}(?!E)|'[^']*'|[^A-Za-z'{}])*+"
)
Texts = dict[str, str | Mapping[str, str]]
Files = Mapping[str, tuple[Source, ...]]  # of each language, in the order of their weight


def wording(languages: Iterable[str], files: Files) -> tuple[dict[str, Words], tuple[Problem, ...]]:
    """Make the words of languages from files, and say what is wrong in those.

    A language with no file of its own or of its first part (`pt` for `pt-BR`) has English words.
    """
    english, problems = _texts(files[ENGLISH], {})
    made: dict[str, Words] = {}
    for language in languages:
        texts, spoken = dict(english), ENGLISH
        for code in dict.fromkeys((language.partition("-")[0].lower(), language.lower())):
            if code in files and code != ENGLISH:
                found, wrong = _texts(files[code], english)
                texts |= found
                problems += wrong
                spoken = language
        if language.partition("-")[0].lower() == ENGLISH:
            spoken = language
        made[language] = Words(spoken, {name: _told(text, spoken) for name, text in texts.items()})
    return made, tuple(dict.fromkeys(problems))


def _told(text: str | Mapping[str, str], language: str) -> str | Forms:
    """Let a text with several forms know whose they are."""
    return text if isinstance(text, str) else Forms(language, text)


def _texts(sources: Iterable[Source], english: Mapping[str, object]) -> tuple[Texts, list[Problem]]:
    """Read the files of one language; those of a later one take the place of an earlier one's."""
    texts: Texts = {}
    problems: list[Problem] = []
    for source in sources:
        notes = Notes(source, " = ")
        table = toml_table(source.text, 0, notes)
        known = english or dict(texts)
        if table:
            check_signs(table, notes)
            texts |= dict(_read(table, known, notes))
        problems += notes.problems()
    return texts, problems


def _read(
    table: Table, known: Mapping[str, object], notes: Notes
) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    """Read the lines of a file; the first file of all says which there are."""
    for name, entry in table.entries.items():
        if name == OWN and isinstance(entry.value, Table):
            yield from _own(entry.value, known, notes)
        elif known and name not in known:
            likely = near(name, known)
            hint = f'did you mean "{likely}"?' if likely else "put words of your own under [own]"
            notes.error(entry.key_offset, f"{quoted(name)} is no text of the layouts", hint)
        else:
            found = _text(name, entry, known.get(name), notes)
            if found:
                yield name, found


def _own(table: Table, known: Mapping[str, object], notes: Notes) -> Iterator[tuple[str, str]]:
    """Read the words that only the site's own layouts know."""
    for name, entry in table.entries.items():
        if name in known:
            hint = f"write it above [{OWN}], as the layouts' own"
            notes.error(entry.key_offset, f"{quoted(name)} is a text of the layouts", hint)
        elif isinstance(entry.value, Scalar):
            yield name, entry.value.text
        else:
            message = f"{name}: {kind(entry.value)} can't stand here"
            notes.error(entry.value.offset, message, f'write {name} = "…"')


def _text(name: str, entry: Entry, english: object, notes: Notes) -> str | Mapping[str, str] | None:
    """Read one text: words, or a table of the forms that stand beside numbers."""
    node = entry.value
    if isinstance(node, Table) and (english is None or isinstance(english, Mapping)):
        return _forms(name, node, english or {}, notes)
    if isinstance(node, Scalar) and not isinstance(english, Mapping):
        _places(name, node, str(english) if english is not None else node.text, notes)
        return node.text
    wanted = '{one = "…", other = "…"}' if isinstance(english, Mapping) else '"…"'
    notes.error(node.offset, f"{name}: {kind(node)} can't stand here", f"write {name} = {wanted}")
    return None


def _forms(name: str, table: Table, english: Mapping[str, str], notes: Notes) -> Mapping[str, str]:
    """Read the forms of a text beside a number; `other` is the one that every language has."""
    forms: dict[str, str] = {}
    for category, entry in table.entries.items():
        if category not in CATEGORIES or not isinstance(entry.value, Scalar):
            hint = f"known are {', '.join(CATEGORIES)}"
            notes.error(entry.key_offset, f"{name}: {quoted(category)} is no form", hint)
            continue
        forms[category] = entry.value.text
        # A form for one number may do without it: "one article".
        _places(name, entry.value, english.get("other", entry.value.text), notes, all_of=False)
    if "other" not in forms:
        notes.error(table.offset, f'{name} has no form "other"', 'write other = "…"')
    return forms


def _places(name: str, node: Scalar, english: str, notes: Notes, *, all_of: bool = True) -> None:
    """Find places that lack, or that nothing will be put into."""
    if name in PATTERNS:
        if not PATTERN.fullmatch(node.text):
            message = f"{name}: {quoted(node.text)} is no pattern of a date"
            notes.error(node.offset, message, f"write {name} = \"d MMMM y\", and words in '…'")
        return
    there = [found[1] or found[0] for found in PLACE.finditer(node.text)]
    wanted = {found[1] for found in PLACE.finditer(english)}
    for place in there:
        if place not in wanted:
            known = ", ".join(f"{{{one}}}" for one in sorted(wanted)) or "none"
            message = f"{name}: nothing is put into {quoted(f'{{{place}}}')}"
            notes.error(node.offset, message, f"places of this text: {known}")
    for place in sorted(wanted - set(there)) if all_of else ():
        notes.error(node.offset, f"{name} lacks the place {{{place}}}", "write it where it belongs")
