"""Build the sites that are judged, beside the sample: an empty one, a new one, one in Arabic."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from generator.founding import found
from tests.judges.corpus import corpus
from tests.kit import NOW, Site

ROOT = Path(__file__).parent.parent.parent
ARABIC = 'title = "السجل الهادئ"\nbase_url = "https://example.org/"\nlanguage = "ar"\ndescription = "أخبار"\n'


def sample(root: Path) -> Path:
    """Build the publication that comes with the program."""
    shutil.copytree(ROOT / "content", root / "content")
    return Site(root, (ROOT / "site.toml").read_text("utf-8")).build(pool=2).output


def empty(root: Path) -> Path:
    """Build a publication in which nothing was written yet."""
    return Site(root).build().output


def new(root: Path) -> Path:
    """Build what `hushpress init` begins."""
    found(root, "The Record", "https://example.org/", NOW)
    return Site(root, (root / "site.toml").read_text("utf-8")).build().output


def arabic(root: Path) -> Path:
    """Build a publication that is written from right to left."""
    site = Site(root, ARABIC)
    site.post("a", "نص المقال.\n\n## جزء\n\n| أ | ب |\n|---|---|\n| 1 | 2 |\n\n`code` و **نص**.[^1]\n\n[^1]: ملاحظة.",
              title="المراقبة في المدينة", tags="[قانون]", summary="ملخص قصير")  # fmt: skip
    return (
        site.post("b", "نص.", title="خبر ثان", date="2026-02-13", tags="[قانون, خصوصية]")
        .build()
        .output
    )


def hostile(root: Path) -> Path:
    """Build articles whose words try to be misread."""
    site = Site(root)
    corpus(site)
    return site.build().output


SITES: MappingProxyType[str, Callable[[Path], Path]] = MappingProxyType(
    {"sample": sample, "empty": empty, "new": new, "arabic": arabic, "hostile": hostile}
)
