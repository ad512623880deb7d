"""Every constant of segments and their offers, under one version. Pure and light: pages read it too.

The rules and what they reach are in ``docs/methods/segments.md``; changing any number here means a new ``VERSION``.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "segments-2"

SEGMENTS: Final = ("new", "regular", "inactive")
SLOTS: Final = (1, 2, 3)
# What each slot of a segment proposes.
KINDS: Final[dict[tuple[str, int], str]] = {
    ("new", 1): "best_seller",
    ("new", 2): "risk_free",
    ("new", 3): "proof",
    ("regular", 1): "pack",
    ("regular", 2): "complement",
    ("regular", 3): "perk",
    ("inactive", 1): "novelty",
    ("inactive", 2): "discount",
    ("inactive", 3): "guarantee",
}

# Movement is told against where everybody stood so many days ago.
MOVES_DAYS: Final = 30
# The shop's own time between two orders: the day by which so many came back, looked for within a year.
RETURN_SHARE: Final = 0.75
RETURN_WITHIN: Final = 365
# It contradicts the shop's setting when it lies this far from it.
CONTRADICTS: Final = 0.25

# What is learnt of products: the window, and how many orders or buyers are needed before something is said.
SOLD_DAYS: Final = 365
PROOF_FROM: Final = 5
PAIR_FROM: Final = 5
PAIR_PRODUCTS: Final = 150
PAIR_DAYS: Final = 90
# A pack is chosen among so many of the best pairs: the ledger keeps them all.
PACK_PAIRS: Final = 200
CHEAP_SHARE: Final = 0.40
RETURNS_QUANTILE: Final = 0.80
# Shown on a proposal.
SHOWN_PRODUCTS: Final = 3

# Campaigns: one customer in ten is held out, always; results are read when the window and the parcels are over.
HOLDOUT_EVERY: Final = 10
STRATA: Final = 10
FEWEST_PEOPLE: Final = 2
WINDOW_DAYS: Final = 14
WINDOWS: Final = (7, 14, 21, 28)
DELIVERY_DAYS: Final = 10
BEFORE_DAYS: Final = 60
FLOOR: Final = 30
ADJUST_FROM: Final = 0.05  # the share of variance that adjusting must remove before it is worth explaining

# The bounded discount.
DISCOUNT_MOST: Final = 0.10
DISCOUNT_PART: Final = 3  # at most a third of the margin
PAYS_FROM: Final = 0.80
DISCOUNT_REST_DAYS: Final = 60
CAP_SHARE: Final = 0.02  # of a month's delivered revenue, unless the shop names an amount
LIKELY_THIRD: Final = 3

# A refusal is remembered so long, and "later" asks again after so many days.
REFUSED_DAYS: Final = 30
LATER_DAYS: Final = 7

# Expected orders: rate since the first order, shrunk to the shop's as if it had been seen so many days, halved with each
# further so many days of silence.
SHRINK_DAYS: Final = 60
HALVED_DAYS: Final = 90
EXPECTED_DAYS: Final = 30

# Loyalty: the first tiers, in median baskets, and what they give.
TIERS: Final = ((3, "free_delivery"), (6, "early_access"), (12, "gift"))
PERKS: Final = ("free_delivery", "early_access", "gift")

CAUSES: Final = ("not_now", "wrong_product", "too_costly", "not_our_style", "no_stock", "other")
