"""Say how many minutes a text takes to read.

Invariant: scripts that write no spaces are counted by their signs, all others by what spaces part.
"""

from __future__ import annotations

import re

from generator.habits.beyond import beyond_english

WORDS = 220
SIGNS = 500
TAG = re.compile(r"<[^>]*>")
# Han, kana, bopomofo and hangul, with their extensions.
SIGN = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u3105-\u312f\u3131-\u318e"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff"
    "\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U000323af]"
)


def reading_time(html: str) -> int:
    """Give whole minutes, at least one."""
    text = " ".join(TAG.split(html))
    signs = len(SIGN.findall(beyond_english(text)))
    words = len((SIGN.sub(" ", text) if signs else text).split())
    return max(1, int(words / WORDS + signs / SIGNS + 0.5))
