"""Kill builds at random moments, and look at what a reader would meet.

python -m tests.kills SECONDS [SEED]: no page may be torn or lack a part, and in the end the site
must be the one that a clean build makes.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.kit import Site

POSTS = 120


def edit(site: Site, chance: random.Random, number: int) -> None:
    """Write a post anew; its tag, text and title are other ones."""
    site.post(
        f"p{number}",
        f"Text {chance.random()}.",
        title=f"Post {chance.random()}",
        date=f"2026-01-{number % 28 + 1:02}",
        tags=f"[t{chance.randint(0, 5)}]",
    )


def disturb(site: Site, chance: random.Random) -> None:
    """Change some posts, perhaps the style sheet; take a post away."""
    for _ in range(chance.randint(1, 15)):
        edit(site, chance, chance.randint(0, POSTS + 5))
    if chance.random() < 0.3:
        site.write("layouts/assets/style.css", f"body {{ width: {chance.random()}em }}")
    if chance.random() < 0.3:
        (site.root / f"content/posts/p{chance.randint(0, POSTS)}.md").unlink(missing_ok=True)


def command(site: Site) -> list[str]:
    return [
        sys.executable,
        "-m",
        "generator",
        "build",
        "-q",
        "--jobs",
        "2",
        "--site",
        str(site.root),
    ]


def killed(site: Site, seconds: float) -> bool:
    """Start a build and kill all its processes; tell whether it was still at work."""
    process = subprocess.Popen(command(site), start_new_session=True, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    is_at_work = process.poll() is None
    if is_at_work:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return is_at_work


def wrong(site: Site) -> list[str]:
    """Name the pages that are torn, and the parts that pages lack."""
    tree = site.tree()
    found = []
    for path, data in tree.items():
        if path.endswith(".html"):
            found += [] if data.endswith(b"</html>\n") else [f"{path} is torn"]
            parts = re.findall(rb'(?:href|src)="/(assets/[^"]+)"', data)
            found += [f"{path} lacks {part!r}" for part in parts if part.decode() not in tree]
    return found


def run(seconds: float, seed: int) -> list[str]:
    """Disturb, build and kill until the time is over; say what went wrong."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HUSHPRESS_CACHE"] = f"{folder}/cache"
        site = Site(Path(folder) / "site")
        for number in range(POSTS):
            edit(site, chance, number)
        subprocess.run(command(site), check=True)
        number, end = 0, time.monotonic() + seconds
        while time.monotonic() < end:
            disturb(site, chance)
            number += killed(site, chance.uniform(0.05, 0.9))
            found = wrong(site)
            if found:
                return found
        subprocess.run(command(site), check=True)
        last = site.tree()
        shutil.rmtree(f"{folder}/cache")
        shutil.rmtree(site.output)
        subprocess.run(command(site), check=True)
        print(f"{number} builds killed, {len(last)} files")
        return [] if site.tree() == last else ["the site is not what a clean build makes"]


if __name__ == "__main__":
    sys.exit("\n".join(run(float(sys.argv[1]), int((sys.argv[2:] or [time.time_ns()])[0]))) or 0)
