"""Shops with a known truth: what brought each customer, what was recorded of the way, and what they say when asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from attribution.credit.compute import Touch
from attribution.credit.reading import Scene
from attribution.credit.sharing import Documents

CHANNELS = ("instagram", "influencer", "email", "facebook", "google")
# What truly brings customers, and after it what is recorded: who was won by a video searches the shop's name and buys.
TRUTH = np.array([0.57, 0.31, 0.05, 0.07, 0.0])
SEARCHES = 0.55
RETARGETED = 0.25
SEEN = 0.8  # of the first touches leave a trace: a video that was watched elsewhere leaves none


@dataclass(frozen=True, slots=True)
class World:
    """``scene`` as the night reads it; ``truth`` the share of each channel among these very orders."""

    scene: Scene
    truth: dict[str, float]


def a_world(
    seed: int, orders: int, answered: float = 0.3, *, ready: tuple[float, ...] = (0.0,) * len(CHANNELS)
) -> World:
    """``ready`` is the share of each channel's customers who give its code with their order."""
    chance = np.random.Generator(np.random.PCG64(seed))
    source = chance.choice(len(CHANNELS), orders, p=TRUTH)
    seen, searches, retargeted = (chance.random(orders) < p for p in (SEEN, SEARCHES, RETARGETED))
    answers = chance.random(orders) < answered
    touches = [
        _way(CHANNELS[source[at]], bool(seen[at]), bool(searches[at]), bool(retargeted[at]))
        for at in range(orders)
    ]
    heard = [CHANNELS[source[at]] if answers[at] else "" for at in range(orders)]
    cents = chance.integers(80_000, 600_000, orders)
    gives = np.random.Generator(np.random.PCG64([seed, 1])).random(orders) < np.array(ready)[source]
    codes = [CHANNELS[source[at]] if gives[at] else "" for at in range(orders)]
    for way, code in zip(touches, codes, strict=True):
        if code:
            way.append([0, code, "", "code"])
    scene = Scene(
        touches,
        np.arange(orders),
        orders,
        {"question": heard, "codes": codes},
        [True] * orders,
        np.full(orders, 739_000),
        Documents(np.arange(orders), cents, np.ones(orders, dtype=bool)),
        {},
    )
    came = np.bincount(source, minlength=len(CHANNELS)) / orders
    return World(scene, dict(zip(CHANNELS, came.tolist(), strict=True)))


def _way(source: str, seen: bool, searches: bool, retargeted: bool) -> list[Touch]:
    way: list[Touch] = [[500_000, source, "", "visit"]] if seen else []
    if retargeted:
        way.append([100_000, "facebook", "", "visit"])
    if searches:
        way.append([600, "google", "", "visit"])
    return way or [[600, "google", "", "visit"]]


def distance(found: dict[str, float], truth: dict[str, float]) -> float:
    """Total variation: half the sum of the differences, 0…1."""
    names = found.keys() | truth.keys()
    return sum(abs(found.get(name, 0.0) - truth.get(name, 0.0)) for name in names) / 2
