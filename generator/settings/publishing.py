"""Read [publish]: where the site is published to.

Invariant: what is read here can be given to another program as a word of its command line: it is no
option, and nothing in it means something to a shell.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from generator import addresses
from generator.model import PublishSettings
from generator.nodes import Node, Notes, Table, quoted
from generator.settings import values
from generator.settings.keys import Key, Shape
from generator.settings.profiles import members

HOST = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?")
PATH = re.compile(r"(?:~/|/)?[A-Za-z0-9_.+@][A-Za-z0-9_.+@-]*(?:/[A-Za-z0-9_.+@-]+)*/?")
# https and ssh; a word with a colon, as in git@example.org:news.git; or a folder.
REPOSITORY = re.compile(
    r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/[\w./~+@%-]+"
    r"|ssh://(?:[A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?/[\w./~+@%-]+"
    r"|(?:[A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:(?!//)[\w./~+@%-]+"
    r"|(?:\.{0,2}/|~/)[\w ./+@-]+",
    re.ASCII,
)
BRANCH = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.+/-]*[A-Za-z0-9_+-])?")
UNFIT = re.compile(r"\.\.|//|/\.|\.lock(?:/|\Z)|\./")  # git-check-ref-format(1)
PLACES = ("folder", "host", "repository")


def folder(node: Node, name: str, notes: Notes) -> str | None:
    """Read a folder of this machine, from the site's folder or from the root."""
    return values.filled(node, name, notes)


def host(node: Node, name: str, notes: Notes) -> str | None:
    """Read a host as ssh knows it, with a user or without."""
    return _word(node, name, notes, (HOST, "the name of a host", "www@example.org"))


def path(node: Node, name: str, notes: Notes) -> str | None:
    """Read a folder of another machine, from its root or from the user's home."""
    found = _word(node, name, notes, (PATH, "a folder of a host", "/srv/www/news"))
    if found and ".." in found.split("/"):
        notes.error(node.offset, f'{name}: "{found}" leads upwards', "write the whole path")
        return None
    return found


def port(node: Node, name: str, notes: Notes) -> int | None:
    """Read the number of a port."""
    return values.number(node, name, notes, (1, addresses.PORTS, 22))


def repository(node: Node, name: str, notes: Notes) -> str | None:
    """Read where a repository is: https, ssh, or a folder."""
    return _word(
        node, name, notes, (REPOSITORY, "a repository", "git@example.org:record/pages.git")
    )


def branch(node: Node, name: str, notes: Notes) -> str | None:
    """Read the name of a branch."""
    found = _word(node, name, notes, (BRANCH, "the name of a branch", "pages"))
    if found and UNFIT.search(found):
        notes.error(
            node.offset, f'{name}: "{found}" is no name of a branch', f'write {name} = "pages"'
        )
        return None
    return found


def domain(node: Node, name: str, notes: Notes) -> str | None:
    """Read the domain at which a host of pages shows the branch."""
    found = values.filled(node, name, notes)
    if found is None or (addresses.web_host(found) and "." in found):
        return found and addresses.web_host(found)
    hint = f'write {name} = "news.example.org"'
    notes.error(node.offset, f"{name}: {quoted(found)} is not a domain", hint)
    return None


def keep(node: Node, name: str, notes: Notes) -> int | None:
    """Read how many releases are kept."""
    return values.number(node, name, notes, (1, 1000, 5))


PUBLISH: Shape = MappingProxyType(
    {
        "folder": Key(folder, "A folder of this machine."),
        "host": Key(host, "A host as ssh knows it: www@news.example.org."),
        "path": Key(path, "The folder on that host."),
        "port": Key(port, "The port of its ssh."),
        "repository": Key(repository, "A git repository: git@example.org:record/pages.git."),
        "branch": Key(branch, "The branch that is published to."),
        "history": Key(values.flag, "Whether the branch keeps what was published before."),
        "domain": Key(domain, "What is written into the file CNAME."),
        "keep": Key(keep, "How many releases stay, the current one among them."),
    }
)


def publish(node: Node, name: str, notes: Notes) -> PublishSettings | None:
    """Read [publish]: one place, and what belongs to it."""
    found = members(node, name, PUBLISH, notes)
    if found is None or not isinstance(node, Table):
        return None
    places = [key for key in PLACES if key in node.entries]
    if len(places) > 1:
        at = node.entries[places[1]].key_offset
        message = f'{name}: "{places[0]}" and "{places[1]}" both stand here'
        notes.error(at, message, "keep one of them")
    if "host" in node.entries and "path" not in node.entries:
        message, hint = f"{name}: path is missing", 'write path = "/srv/www/news"'
        notes.error(node.entries["host"].key_offset, message, hint)
    return PublishSettings(**found)


def _word(
    node: Node, name: str, notes: Notes, shape: tuple[re.Pattern[str], str, str]
) -> str | None:
    """Read a word of a shape; the shape has a name, and an example."""
    pattern, what, example = shape
    found = values.filled(node, name, notes)
    if found is None or pattern.fullmatch(found):
        return found
    hint = f'write {name} = "{example}"'
    notes.error(node.offset, f"{name}: {quoted(found)} is not {what}", hint)
    return None
