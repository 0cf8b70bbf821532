"""Find the posts a reader may want next: those that share tags, rare tags first.

Invariant: the result depends on nothing but the cards, and has one order.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.model import Card

SHOWN = 3
REACH = 12  # posts of a tag to each side in time: beyond, a shared tag says little


def related(cards: Sequence[Card]) -> Mapping[str, tuple[Card, ...]]:
    """Give up to three related cards for each card, by its id; cards come newest first.

    A tag that few posts have weighs more (its inverse document frequency); posts that share as
    much stand in order of nearness in time, then of their place in the list.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for number, card in enumerate(cards):
        for tag in card.tags:
            holders[tag.slug].append(number)
    weights = {slug: math.log(1 + len(cards) / len(held)) for slug, held in holders.items()}
    places = {
        (slug, number): place for slug, held in holders.items() for place, number in enumerate(held)
    }
    found = {}
    for number, card in enumerate(cards):
        scores: dict[int, float] = {}
        for tag in card.tags:
            place, weight = places[tag.slug, number], weights[tag.slug]
            for other in holders[tag.slug][max(0, place - REACH) : place + REACH + 1]:
                scores[other] = scores.get(other, 0.0) + weight
        scores.pop(number, None)
        ranked = sorted([(-score, abs(other - number), other) for other, score in scores.items()])
        found[card.id] = tuple([cards[other] for _, _, other in ranked[:SHOWN]])
    return found
