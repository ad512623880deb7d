"""Customers: where they live, which language they read, what they like, how often they come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from shop_ai.simulator.assortment import ARABIC_NAMES, FIRST_NAMES, LAST_NAMES, PLACES
from shop_ai.simulator.model.plan import Floats, Ints, Plan, weighted

LANGUAGES: Final[tuple[tuple[str, float], ...]] = (("fr", 0.50), ("ar", 0.35), ("darija", 0.15))
DEVICES: Final[tuple[tuple[str, float], ...]] = (("mobile", 0.86), ("desktop", 0.12), ("tablet", 0.02))
CONSENT: Final = 0.35  # agree to be recognised on the next day
ACTIVITY_SHAPE: Final = 0.7  # of the gamma that activity is drawn from: most come once, some often
PROPENSITY_SPREAD: Final = 0.4
TASTE: Final = 1.8  # how much more a product of the favourite theme attracts


@dataclass(frozen=True, slots=True)
class People:
    """One element a customer. ``place``, ``language``, ``device`` and ``theme`` are indexes into their lists.

    ``activity`` weighs how often a customer visits, ``propensity`` how readily one orders (mean one).
    ``first``, ``last`` and ``arabic`` index the lists of names.
    """

    place: Ints
    language: Ints
    device: Ints
    theme: Ints
    activity: Floats
    propensity: Floats
    consents: Ints
    first: Ints
    last: Ints
    arabic: Ints

    def __len__(self) -> int:
        return len(self.place)

    def phone(self, at: int) -> str:
        """0550 00 00 00 onwards: well-formed, in nobody's hands as a series."""
        return f"0{550_000_001 + at:09d}"

    def name(self, at: int, *, arabic: bool = False) -> str:
        if arabic:
            return f"{ARABIC_NAMES[self.arabic[at]]} مثال"
        return f"{FIRST_NAMES[self.first[at]]} {LAST_NAMES[self.last[at]]}"


def draw_people(plan: Plan, themes: int) -> People:
    """The plan's customers; ``themes`` is the number of product categories."""
    rng, count = plan.stream("people"), plan.people
    return People(
        place=weighted(rng, np.array([place.share for place in PLACES]), count),
        language=weighted(rng, np.array([share for _name, share in LANGUAGES]), count),
        device=weighted(rng, np.array([share for _name, share in DEVICES]), count),
        theme=rng.integers(0, max(themes, 1), count),
        activity=rng.gamma(ACTIVITY_SHAPE, 1 / ACTIVITY_SHAPE, count) + 0.02,
        propensity=rng.lognormal(-(PROPENSITY_SPREAD**2) / 2, PROPENSITY_SPREAD, count),
        consents=(rng.random(count) < CONSENT).astype(np.int64),
        first=rng.integers(0, len(FIRST_NAMES), count),
        last=rng.integers(0, len(LAST_NAMES), count),
        arabic=rng.integers(0, len(ARABIC_NAMES), count),
    )


def taste(people: People, category: Ints, themes: int) -> Floats:
    """How much each theme's customers (rows) like each product (columns); the mean over customers is one.

    With favourites f and share s of the customers whose favourite is the product's theme, a product attracts its
    own ``TASTE`` times and the others ``(1 - TASTE·s)/(1 - s)`` times, at least a tenth.
    """
    table = np.ones((max(themes, 1), len(category)))
    if not len(people) or not len(category):
        return table
    shares = np.bincount(people.theme, minlength=max(themes, 1)) / len(people)
    own = shares[category]
    others = np.where(own < 1, (1 - TASTE * own) / np.maximum(1 - own, 1e-9), 1.0)
    table[:] = np.maximum(others, 0.1)
    table[category, np.arange(len(category))] = np.where(own < 1, TASTE, 1.0)
    return table
