"""Let system calls of a build fail one by one, or kill it there, and look at what is left.

python -m tests.faults [SHARE]: at each call that writes, renames or removes (or at every SHAREth),
with strace's injection: the process is killed, the disk is full, the right is missing. No file may
be torn, no page may lack a part, and the next build makes the site that a clean one makes. After a
failure the old site stands, and what went wrong is told in a line.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.kit import Site

CALLS = (
    "openat", "write", "pwrite64", "ftruncate", "fchmod", "chmod", "fdatasync", "fsync",
    "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat",
)  # fmt: skip
KINDS = ("signal=KILL", "error=ENOSPC", "error=EACCES")
CALL = re.compile(r"^\d+ +(\w+)\((.*)", re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """Name a fault: at which call, the how many-th of its kind, and what happens there."""

    call: str
    number: int
    kind: str

    def __str__(self) -> str:
        return f"{self.call}:{self.kind}:when={self.number}"


class Bench:
    """Own a site that was built, then changed, so that it can be built again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "bench"
        self.kept = folder / "kept"
        self.site = Site(self.folder / "site")
        self.site.write("layouts/assets/style.css", "body { color: black }")
        self.site.post("a", tags="[x]").post("b").post("c", aliases="[/old.html]")
        self.run()
        self.old = self.site.tree()
        self.site.write("layouts/assets/style.css", "body { color: blue }")
        self.site.post("a", "New.", tags="[y]").post("b", draft="true").post("d", aliases="[/e/]")
        shutil.copytree(self.folder, self.kept)
        self.run()
        self.new = self.site.tree()

    def reset(self) -> None:
        """Put everything back as it was before the second build."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)

    def run(self, *before: str) -> subprocess.CompletedProcess[str]:
        """Build in a process of its own, perhaps under another program."""
        options = ("build", "-q", "--jobs", "1", "--site", str(self.site.root))
        cache = {"HUSHPRESS_CACHE": str(self.folder / "cache"), "SOURCE_DATE_EPOCH": "1795435200"}
        return subprocess.run(
            [*before, sys.executable, "-m", "generator", *options],
            env={**os.environ, **cache, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    def points(self) -> Iterator[tuple[str, int]]:
        """List the calls that a build makes and that change a file: each with its number."""
        self.reset()
        log = self.folder / "log"
        done = self.run(*_strace(log, "trace=" + ",".join(CALLS)))
        assert not done.returncode, done.stderr
        numbers: Counter[str] = Counter()
        for call, rest in CALL.findall(log.read_text()):
            numbers[call] += 1
            if call != "openat" or "O_CREAT" in rest:
                yield call, numbers[call]

    def wrong(self, fault: Fault) -> list[str]:
        """Build with a fault; say what is wrong then."""
        self.reset()
        inject = (f"trace={fault.call}", "-e", f"inject={fault}")
        done = self.run(*_strace(Path(os.devnull), *inject))
        found = self._told(fault, done) + self._torn()
        again = self.run()
        if again.returncode:
            found.append(f"the next build fails: {again.stderr}")
        elif self.site.tree() != self.new:
            found.append("the next build makes another site")
        return [f"{fault}: {one}" for one in found]

    def _told(self, fault: Fault, done: subprocess.CompletedProcess[str]) -> list[str]:
        """Check what a build said; one that could do without the call may go on."""
        if fault.kind == "signal=KILL":
            return [] if done.returncode else ["the process was not killed"]
        if not done.returncode:
            return [] if self.site.tree() == self.new else ["said to be done, and is not"]
        lines = done.stderr.splitlines()
        is_told = len(lines) == 1 and lines[0].startswith("hushpress: ")
        found = [] if is_told else [f"told is: {done.stderr}"]
        return found if self.site.tree() == self.old else [*found, "the old site does not stand"]

    def _torn(self) -> list[str]:
        """Check that every file is a whole one, old or new, and that no page lacks a part."""
        tree = self.site.tree()
        found = [
            f"{path} is torn"
            for path, data in tree.items()
            if data not in (self.old.get(path), self.new.get(path))
        ]
        for path, data in tree.items():
            parts = re.findall(rb'(?:href|src)="/(assets/[^"]+)"', data)
            found += [f"{path} lacks {part!r}" for part in parts if part.decode() not in tree]
        return found


def _strace(log: Path, *expressions: str) -> tuple[str, ...]:
    """Begin the command that traces or injects."""
    return ("strace", "-f", "-qq", "-o", str(log), "-e", *expressions)


def run(share: int, kinds: tuple[str, ...] = KINDS) -> tuple[int, list[str]]:
    """Try every so many-th fault; say how many that were, and what went wrong."""
    number, found = 0, []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        points = list(bench.points())
        for at, (call, count) in enumerate(points):
            if at % share:
                continue
            for kind in kinds:
                number += 1
                wrong = bench.wrong(Fault(call, count, kind))
                print(*wrong, sep="\n", end="\n" if wrong else "", flush=True)
                found += wrong
                if number % 100 == 0:
                    print(f"{number} faults, {len(found)} wrong", flush=True)
    return number, found


if __name__ == "__main__":
    tried, mistakes = run(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    print(f"{tried} faults, {len(mistakes)} wrong")
    sys.exit(bool(mistakes))
