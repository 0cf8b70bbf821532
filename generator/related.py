"""Find the posts a reader may want next: those that share tags, rare tags first.

Invariant: the result depends on nothing but the posts' tags and order, and has one order.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

SHOWN = 3
REACH = 12  # posts of a tag to each side in time: beyond, a shared tag says little


def related(posts: Sequence[Sequence[str]]) -> list[list[int]]:
    """Give for each post up to three places of related ones; posts are their tags, newest first.

    A tag that few posts have weighs more (its inverse document frequency); posts that share as
    much stand in order of nearness in time, then of their place in the list.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for number, tags in enumerate(posts):
        for tag in tags:
            holders[tag].append(number)
    weights = {slug: math.log(1 + len(posts) / len(held)) for slug, held in holders.items()}
    places = {
        (slug, number): place for slug, held in holders.items() for place, number in enumerate(held)
    }
    found = []
    for number, tags in enumerate(posts):
        scores: dict[int, float] = {}
        for tag in tags:
            place, weight = places[tag, number], weights[tag]
            for other in holders[tag][max(0, place - REACH) : place + REACH + 1]:
                scores[other] = scores.get(other, 0.0) + weight
        scores.pop(number, None)
        least = sorted(scores.values(), reverse=True)[:SHOWN][-1:]
        ranked = sorted(
            [
                (-score, abs(other - number), other)
                for other, score in scores.items()
                if score >= least[0]
            ]
        )
        found.append([other for _, _, other in ranked[:SHOWN]])
    return found
