"""Publish to another machine over rsync and ssh: releases as in a folder, and one rename.

Invariants: what a command line there holds was checked when site.toml was read; ssh knows the host
by its key, or asks; nothing of this machine's user, groups or modes arrives.
"""

from __future__ import annotations

import re
import secrets
import shlex
from datetime import datetime
from pathlib import Path

from generator import programs
from generator.model import PublishSettings
from generator.problems import Place, Problem, Stop
from generator.release.folder import CURRENT, HALF, NAME, NEXT, RELEASES, SITE, release_name
from generator.release.trees import Changes, Tree

LINE = re.compile(r"(\*deleting|[<>ch.][fdLDS]\S{9}) +(.+)")
NEW, GONE = "+++++++++", "*deleting"
ESCAPED = re.compile(r"\\#(\d{3})")  # rsync(1), --8-bit-output
# What a folder of releases may hold when it is published to for the first time.
KNOWN = (RELEASES, CURRENT, NEXT)
DAY = 24 * 60  # minutes after which half a release is nobody's any more


class Host:
    """Know a folder on another machine."""

    def __init__(self, settings: PublishSettings) -> None:
        self.name = settings.host
        # rsync and ssh both take what begins without a slash from the user's home.
        self.path = settings.path.removeprefix("~/").rstrip("/") or "/"
        self.keep = settings.keep
        self._ssh = ["ssh", *(["-p", str(settings.port)] if settings.port else [])]
        if not programs.is_watched():
            self._ssh += ["-o", "BatchMode=yes"]

    def changes(self, output: Path, site: Tree) -> Changes:
        """Ask rsync what it would change there."""
        self._look()
        if not self.current():
            return Changes(new=tuple(sorted(site)))
        told = self._rsync("--dry-run", "--itemize-changes", f"{output}/", self._at(CURRENT))
        found: dict[str, list[str]] = {"new": [], "other": [], "gone": []}
        for line in told.decode("utf-8", "surrogateescape").splitlines():
            item = LINE.fullmatch(line)
            if not item or item[2].endswith("/") or item[1][1:2] not in ("f", "d"):
                continue
            path = ESCAPED.sub(lambda sign: chr(int(sign[1], 8)), item[2])
            if item[1] == GONE:
                found["gone"].append(path)
            elif item[1].endswith(NEW):
                found["new"].append(path)
            elif "c" in item[1][2:3] or "s" in item[1][3:4]:
                found["other"].append(path)
        return Changes(*(tuple(sorted(paths)) for paths in found.values()))

    def publish(self, output: Path, site: Tree, now: datetime) -> str:
        """Make a release there, and let readers get it."""
        name = release_name(site, now, self.names())
        half = f"{RELEASES}/{HALF}{name}-{secrets.token_hex(4)}"
        self._there(f"mkdir -p {half}/{SITE}")
        current = self.current()
        old = ["--link-dest", f"../../{current}/{SITE}"] if current else []
        self._rsync(*old, f"{output}/", self._at(f"{half}/{SITE}"))
        whole = f"{RELEASES}/{name}"
        self._there(f"mv -T {half} {whole} && {_switch(name)}")
        self.prune(self.keep)
        return f"{self.name}:{self.path}/{CURRENT} → {name}"

    def current(self) -> str:
        """Name the release that readers get; nothing if there is none."""
        told = self._there(f"readlink {CURRENT} || true").strip()
        parts = told.split("/")
        is_ours = len(parts) == len((RELEASES, "", SITE)) and NAME.fullmatch(parts[1])
        return parts[1] if is_ours else ""

    def names(self) -> tuple[str, ...]:
        """List the releases, the oldest first."""
        told = self._there(f"ls {RELEASES} 2>/dev/null || true").split("\n")
        return tuple(sorted(name for name in told if NAME.fullmatch(name)))

    def switch(self, name: str) -> None:
        """Let readers get another release."""
        self._there(_switch(name))

    def prune(self, keep: int) -> tuple[str, ...]:
        """Delete all releases but the newest, and the current one; return their names."""
        current = self.current()
        old = [name for name in self.names() if name != current]
        gone = old[: max(0, len(old) - max(0, keep - 1))]
        halves = f"find {RELEASES} -maxdepth 1 -name '{HALF}*' -mmin +{DAY} -exec rm -rf {{}} +"
        self._there("; ".join([halves, *(f"rm -rf {RELEASES}/{name}" for name in gone)]))
        return tuple(gone)

    def _look(self) -> None:
        """Make the folder if it is missing; refuse one that holds files of others."""
        path = shlex.quote(self.path)
        told = self._ran(f"ls -A {path} 2>/dev/null || true")
        others = sorted(set(told.split("\n")) - {*KNOWN, ""})
        if others:
            message = f'there are other files in {self.name}:{self.path}: "{others[0]}"'
            hint = "name a folder that is empty, or was published to before"
            raise Stop([Problem(Place("site.toml"), message, hint)])
        self._ran(f"mkdir -p {path}/{RELEASES}")

    def _there(self, command: str) -> str:
        """Run a command in the folder."""
        return self._ran(f"cd {shlex.quote(self.path)} && {{ {command}; }}")

    def _ran(self, command: str) -> str:
        """Run a command on the host, and give what it says."""
        told = programs.run([*self._ssh, "--", self.name, command])
        return told.decode("utf-8", "surrogateescape")

    def _rsync(self, *words: str) -> bytes:
        """Bring files there, by what they hold: their times say of what day their words are."""
        # Parts of files are not worth it: pages are small. --protect-args has no shell look at
        # the path there.
        known = ["--recursive", "--times", "--perms", "--chmod=D755,F644", "--checksum"]
        more = ["--whole-file", "--compress", "--delete", "--protect-args"]
        return programs.run(["rsync", *known, *more, "-e", shlex.join(self._ssh), *words])

    def _at(self, path: str) -> str:
        """Name a folder there as rsync does."""
        return f"{self.name}:{self.path}/{path}/"


def _switch(name: str) -> str:
    """Give the command that lets readers get a release: the rename is the last of it."""
    return f"ln -sfn {RELEASES}/{name}/{SITE} {NEXT} && mv -T {NEXT} {CURRENT}"
