"""Publish to a branch of a git repository: plain files, and a commit that names nobody.

Invariants: the author's repository, index and files are neither read nor changed; files are
published as they are, whatever git's settings would make of them or leave out; a commit names no
person, host or time zone; what somebody else has pushed meanwhile is not lost.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator import programs
from generator.model import PublishSettings
from generator.release.trees import Changes, Tree, changes

FILE = "100644"
# Hosts of pages would leave out names that begin with _, or make a site of the Markdown.
AS_IT_IS = ".nojekyll"
DOMAIN = "CNAME"
IDENTITY = ("Hushpress", "hushpress@example.invalid")
SAFE = "file:https:ssh"  # GIT_ALLOW_PROTOCOL: no helper that runs commands


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold what was on the branch: its commit, or nothing, and its files by their objects."""

    commit: str
    files: dict[str, str]


class Branch:
    """Know a branch of a repository. What is looked at first is what is published upon."""

    def __init__(self, settings: PublishSettings, root: Path, git: Git) -> None:
        self.settings = settings
        self.git = git
        where = settings.repository
        is_folder = where.startswith((".", "/", "~"))
        self.repository = str((root / Path(where).expanduser()).resolve()) if is_folder else where
        self.ref = f"refs/heads/{settings.branch}"
        self._seen = Seen("", {})
        self._files: dict[str, str] = {}

    def changes(self, output: Path, site: Tree) -> Changes:
        """Compare what was built with the branch."""
        self._seen = self.git.fetch(self.repository, self.ref)
        self._files = self.git.objects(output, self._extra(site), site)
        return changes(self._seen.files, self._files)

    def publish(self, output: Path, site: Tree, now: datetime) -> str:
        """Make a commit of what was compared, and push it upon the one that was seen."""
        if not self._files:
            self.changes(output, site)
        told = changes(self._seen.files, self._files).summary()
        parent = self._seen.commit if self.settings.history else ""
        commit = self.git.commit(self._files, parent, f"Publish: {told}", now)
        self.git.push(self.repository, commit, self.ref, self._seen.commit)
        return f"{self.settings.repository}, {self.settings.branch}: {commit[:10]}"

    def _extra(self, site: Tree) -> dict[str, bytes]:
        """Give what hosts of pages read, unless it was put into output/."""
        domain = self.settings.domain
        wanted = {AS_IT_IS: b"", **({DOMAIN: f"{domain}\n".encode()} if domain else {})}
        return {path: data for path, data in wanted.items() if path not in site}


@contextmanager
def opened(settings: PublishSettings, root: Path) -> Iterator[Branch]:
    """Open a branch, with a repository for the time of this one visit."""
    with tempfile.TemporaryDirectory(prefix="hushpress-") as folder:
        git = Git(Path(folder))
        git.run("init", "--quiet", "--bare", "--template=", ".")
        yield Branch(settings, root, git)


class Git:
    """Own a bare repository in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        more = {} if programs.is_watched() else {"GIT_TERMINAL_PROMPT": "0"}
        if "GIT_TERMINAL_PROMPT" in more:
            more["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes"
        self._more = {"GIT_ALLOW_PROTOCOL": SAFE, **more}

    def run(self, *words: str, given: bytes = b"", more: dict[str, str] | None = None) -> bytes:
        """Run a command of git, without hooks."""
        known = ["git", "-C", str(self.folder), "-c", "core.hooksPath=/dev/null"]
        return programs.run([*known, *words], given, {**self._more, **(more or {})})

    def fetch(self, repository: str, ref: str) -> Seen:
        """Get the last commit of a branch, if there is one."""
        told = self.run("ls-remote", "--", repository, ref).decode()
        commits = [line.split("\t")[0] for line in told.splitlines() if line.endswith(f"\t{ref}")]
        if not commits:
            return Seen("", {})
        # A folder knows of no depth but as an address.
        where = f"file://{repository}" if repository.startswith("/") else repository
        self.run("fetch", "--quiet", "--no-tags", "--depth=1", "--", where, commits[0])
        told = self.run("ls-tree", "-r", "-z", commits[0]).decode("utf-8", "surrogateescape")
        lines = (line.partition("\t") for line in told.split("\0") if line)
        return Seen(commits[0], {path: facts.split(" ")[2] for facts, _, path in lines})

    def objects(self, output: Path, extra: dict[str, bytes], site: Tree) -> dict[str, str]:
        """Keep all files as they are; give their objects by their paths."""
        paths = list(site)
        given = "".join(f"{output.resolve() / path}\n" for path in paths).encode()
        told = self.run("hash-object", "-w", "--no-filters", "--stdin-paths", given=given)
        found = dict(zip(paths, told.decode().split(), strict=True))
        for path, data in extra.items():
            found[path] = self.run("hash-object", "-w", "--stdin", given=data).decode().strip()
        return found

    def commit(self, files: dict[str, str], parent: str, message: str, now: datetime) -> str:
        """Make a commit of files; it names nobody, and its time is UTC."""
        lines = "".join(f"{FILE} {name}\t{path}\0" for path, name in sorted(files.items()))
        index = {"GIT_INDEX_FILE": str(self.folder / "new-index")}
        self.run("update-index", "-z", "--index-info", given=lines.encode(), more=index)
        tree = self.run("write-tree", more=index).decode().strip()
        name, mail = IDENTITY
        when = f"{int(now.timestamp())} +0000"
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", mail), ("DATE", when))
        }
        parents = ["-p", parent] if parent else []
        told = self.run("commit-tree", tree, *parents, "--no-gpg-sign", "-m", message, more=who)
        return told.decode().strip()

    def push(self, repository: str, commit: str, ref: str, seen: str) -> None:
        """Put a commit on a branch, if that still is where it was seen."""
        lease = f"--force-with-lease={ref}:{seen}"
        quiet = ("--quiet", "--no-verify", "--no-signed", "--no-follow-tags")
        self.run(
            "push", *quiet, "--recurse-submodules=no", lease, "--", repository, f"{commit}:{ref}"
        )
