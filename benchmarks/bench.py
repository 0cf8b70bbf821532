"""Time Hushpress beside its peers: python -m benchmarks.bench [N ...]

For each N, the same generated posts are written in each peer's form; then, in rounds that go from
peer to peer so that all meet the same machine, whole processes are timed:

cold     output and caches are not there
nothing  nothing changed since the last build
edit     a sentence was added to the body of the middle post

Peak memory is taken in a cold build of its own, which is not timed: the proportional set sizes of
all processes together. Printed are medians, and in brackets the ratio to the first peer (Hugo).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.corpus import Post
from benchmarks.peers import HOME, PEERS, Peer, install

RESULTS = Path(__file__).parent / "results"
WHATS = ("cold", "nothing", "edit", "memory")
UNITS = {"cold": "s", "nothing": "s", "edit": "s", "memory": "MB"}
ROUNDS = ((2_000, 5), (20_000, 3), (10**9, 1))  # up to so many posts, so many rounds
Figures = dict[tuple[str, int, str], list[float]]


def main() -> int:
    """Run what the command line asks for."""
    words = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    words.add_argument("posts", nargs="*", type=int, default=[1_000, 10_000], metavar="N")
    words.add_argument("--peers", default=",".join(PEERS), help=f"of {', '.join(PEERS)}")
    words.add_argument("--rounds", type=int, help="in place of 5, or 3 over 2,000 posts")
    words.add_argument("--seed", type=int, default=1, help="for other posts")
    options = words.parse_args()
    names = options.peers.split(",")
    for name in names:
        install(name)
    peers = [PEERS[name]() for name in names]
    figures: Figures = defaultdict(list)
    for number in options.posts:
        rounds = options.rounds or next(few for most, few in ROUNDS if number <= most)
        for key, value in measured(peers, number, rounds, options.seed):
            figures[key].append(value)
            print(f"{key[0]:16} {key[1]:7,} {key[2]:8} {value:9.3f}", file=sys.stderr, flush=True)
    RESULTS.mkdir(exist_ok=True)
    rows = [[*key, values] for key, values in figures.items()]
    file = RESULTS / time.strftime("%Y-%m-%dT%H%M%S.json")
    file.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    print(table(figures, names, options.posts))
    return 0


def measured(
    peers: list[Peer], number: int, rounds: int, seed: int
) -> Iterator[tuple[tuple[str, int, str], float]]:
    """Build the same posts with each peer, in turns."""
    posts = [Post(seed, i).record() for i in range(number)]
    middle = posts[number // 2]
    sites = {peer.name: HOME / f"sites/{peer.name}-{number}" for peer in peers}
    try:
        for peer in peers:
            peer.write(posts, sites[peer.name])
        del posts
        for what in ("cold", "nothing", "edit"):
            for turn in range(rounds):
                for peer in peers:
                    root = sites[peer.name]
                    if what == "cold":
                        without(peer, root)
                    elif what == "edit":
                        edit(peer.post(root, middle), turn)
                    settle()
                    yield (peer.name, number, what), timed(peer, root)
        for peer in peers:
            pages = sum(1 for _ in (sites[peer.name] / peer.output).rglob("*.html"))
            yield (peer.name, number, "pages"), pages
            without(peer, sites[peer.name])
            yield (peer.name, number, "memory"), peak(peer, sites[peer.name])
    finally:
        for root in sites.values():
            shutil.rmtree(root, ignore_errors=True)


def without(peer: Peer, root: Path) -> None:
    """Take away what was made before."""
    for name in peer.made:
        shutil.rmtree(root / name, ignore_errors=True)


def edit(path: Path, turn: int) -> None:
    """Add a sentence to a body."""
    before, mark, after = path.read_text(encoding="utf-8").rpartition("\n\n## ")
    path.write_text(f"{before} Edited {turn} {time.time_ns()}.{mark}{after}", encoding="utf-8")


def settle() -> None:
    """Let the disk finish what an earlier run left to it."""
    os.sync()
    time.sleep(0.2)


def started(peer: Peer, root: Path) -> subprocess.Popen[bytes]:
    """Start a build."""
    quiet: Any = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    return subprocess.Popen(peer.command, cwd=root, env={**os.environ, **peer.environment}, **quiet)


def timed(peer: Peer, root: Path) -> float:
    """Give the seconds that a build took from its process's start to its end."""
    began = time.perf_counter()
    process = started(peer, root)
    if process.wait():
        raise SystemExit(f"{peer.name}: {' '.join(peer.command)} failed in {root}")
    return time.perf_counter() - began


def peak(peer: Peer, root: Path) -> float:
    """Give the most memory that a build's processes had at one time, in MB."""
    process = started(peer, root)
    found = 0.0
    while process.poll() is None:
        found = max(found, sum(map(proportional, family(process.pid))))
        time.sleep(0.02)
    return found


def family(process: int) -> Iterator[int]:
    """List a process and all that it started."""
    yield process
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        for task in tasks:
            for child in (task / "children").read_text().split():
                yield from family(int(child))
    except OSError:
        return


def proportional(process: int) -> float:
    """Read a process's proportional set size in MB: memory that several share counts once."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6


def table(
    figures: Mapping[tuple[str, int, str], list[float]], names: list[str], posts: list[int]
) -> str:
    """Write the medians as a Markdown table."""
    lines = []
    for number in posts:
        lines += [
            "",
            f"| {number:,} posts | pages | cold | nothing changed | one edit | peak memory |",
        ]
        lines += ["|---|---:|---:|---:|---:|---:|"]
        for name in names:
            cells = [f"{figures[name, number, 'pages'][0]:,.0f}"]
            for what in WHATS:
                value = statistics.median(figures[name, number, what])
                first = statistics.median(figures[names[0], number, what])
                shown = f"{value:,.0f}" if what == "memory" else f"{value:.2f}"
                cells.append(f"{shown} {UNITS[what]} (×{value / first:.2f})")
            lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
