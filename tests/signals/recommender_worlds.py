"""Small worlds of sessions for the tests of recommenders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from signals.recommenders.interface import Interactions, ItemWords

ITEMS = 8

sessions = st.lists(st.lists(st.integers(0, ITEMS - 1), min_size=0, max_size=6), min_size=0, max_size=25)
queries = st.lists(st.integers(0, ITEMS - 1), min_size=0, max_size=5)

TITLES = (
    "Robe kabyle brodée", "Robe kabyle en soie", "Burnous blanc", "Burnous noir", "Théière en cuivre",
    "Plateau en cuivre", "Tapis berbère", "Coussin berbère",
)  # fmt: skip


def world(held: Sequence[Sequence[int]], items: int = ITEMS) -> Interactions:
    """Sessions over items with ids 100, 101, … in two categories, each with a title."""
    return Interactions.of(
        held,
        [100 + number for number in range(items)],
        categories=[number % 2 for number in range(items)],
        words=[
            ItemWords(TITLES[number % len(TITLES)], (f"category:{number % 2}",)) for number in range(items)
        ],
    )


def partners(count: int, items: int, seed: int = 5) -> list[list[int]]:
    """Sessions that hold an even item, its partner (the next number) nine times in ten, and one by chance."""
    chance = np.random.Generator(np.random.PCG64(seed))
    held = []
    for _ in range(count):
        first = int(chance.integers(items // 2)) * 2
        second = first + 1 if chance.random() < 0.9 else int(chance.integers(items))
        held.append([first, second, int(chance.integers(items))])
    return held
