"""Every constant of the scores, under one version. Pure and light: pages read it too.

The means are placeholders until shops' own data replace them: they come from the literature on small web shops and from
convention, not from Algerian shops. Changing any number here means a new ``VERSION``, so that a stored decision says
which numbers it was made with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VERSION: Final = "scores-1"


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a rate before any data: its ``mean`` (0…1) and how many trials that belief is worth."""

    mean: float
    strength: float


def default_prior(mean: float) -> Prior:
    """The starting belief about a rate: strength 2 / mean, which is a spread between products of about 0.7 of the mean."""
    return Prior(mean, 2 / mean)


# Rates by step: impression to visit, visit to order, order of the shop to order of this product, order to delivery,
# delivery to return.
PRIORS: Final[dict[str, Prior]] = {
    "click": default_prior(0.03),
    "order": default_prior(0.02),
    "share": default_prior(0.02),
    "delivered": default_prior(0.70),
    "returned": default_prior(0.08),
}
# The fit is held at its starting belief by so many pseudo-trials, and ln(strength) by a normal of this deviation.
PSEUDO_TRIALS: Final = 20.0
STRENGTH_DEVIATION: Final = 1.0

# An event's weight halves every so many days; older than six halvings (1.6 %) it is not read any more.
HALF_LIFE_PRODUCTS: Final = 28
HALF_LIFE_POSTS: Final = 7
HALVINGS_READ: Final = 6

DRAWS: Final = 2000
CAREFUL, LOW, HIGH = 0.20, 0.10, 0.90

# Under so many exposures (or orders of the shop, where nothing else is recorded) a product's score is withheld.
FLOOR: Final = 30

# Value of a piece when the shop has told nothing better; both are said beside every score.
MARGIN_SHARE: Final = 0.30
RETURN_SHARE: Final = 0.15
# Returns that eat the whole margin would make the logarithm endless: so little of it is kept at least.
KEPT_AT_LEAST: Final = 0.01
# A product sold under its cost is valued at this share of its price, and told apart.
MARGIN_AT_LEAST: Final = 0.01

# Steady sellers: weeks looked at, and from how many orders and weeks on it is judged.
WEEKS: Final = 12
WEEKS_FLOOR: Final = 8
UNITS_FLOOR: Final = 10
GINI_DRAWS: Final = 4000

# The house score on 30.
WEIGHTS: Final[dict[str, int]] = {"rewatches": 10, "completions": 8, "shares": 6, "comments": 4, "likes": 2}
SCALE: Final = 30.0
POST_PRIOR_EVENTS: Final = 2.0
PROMOTED_FROM: Final = 0.8
VIEWS_FLOOR: Final = 50
LENGTH_BANDS: Final = (15, 60)
