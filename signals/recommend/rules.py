"""Every constant of the lists that customers see, under one version. Pure and light: web processes import it.

What they do is in ``docs/methods/recommendations.md``; changing any number here means a new ``VERSION``, because stored
decisions replay with the numbers of their own version.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "lists-2"

# Amounts are whole numbers of billionths, so that parts sum to their score exactly and on every machine.
UNIT: Final = 1_000_000_000

# Diversity (Carbonell & Goldstein 1998): relevance against the likeness to what stands in the list already.
RELEVANCE: Final = 0.75
LIKENESS: Final = 0.25
PER_CATEGORY: Final = 2
CATEGORY_WINDOW: Final = 6

# Exploration: one place in eight for products that few have seen, and one in forty beside open tests, which take one
# in ten: chance never has more than an eighth of the places.
EXPLORED_UNDER: Final = 50
PLACES_PER_EXPLORED: Final = 8
PLACES_BESIDE_TESTS: Final = 40
MOST_EXPLORED: Final = 12
SEEN_DAYS: Final = 90
TICK_SECONDS: Final = 30

# What a source weighs, in percent: what is on the page or in the basket more than what was looked at or bought before.
WEIGHTS: Final = {"page": 100, "cart": 100, "ordered": 100, "seen": 60, "bought": 60}
PERSONAL: Final = frozenset(["seen", "bought"])
MOST_SOURCES: Final = {"page": 1, "cart": 20, "ordered": 20, "seen": 10, "bought": 30}

# What sells fills the places that no neighbour claims: at most so much of a typical neighbour's amount.
OF_CATEGORY: Final = 5
OF_SHOP: Final = 10
BOOST_PERCENT: Final = 50

# Neighbours of a product; what is alike counts for less, the more purchases are known (n / (n + 20)).
NEIGHBOURS: Final = 30
KNOWN_FROM: Final = 20
ALIKE_FROM: Final = 0.25

# Reasons: parts under a tenth are not shown, and nothing that fewer than five buyers did.
SHOWN_SHARE: Final = 0.10
FEWEST_BUYERS: Final = 5

# Nothing bought in so many days is recommended again, and what lasts never to those who have it.
JUST_BOUGHT_DAYS: Final = 90
LASTING_FROM: Final = 0.10
LASTING_PRIOR: Final = 10

POOL: Final = 40
PINS_IN_CONTEXT: Final = 2
MOST_SHOWN: Final = 12
KEPT_MONTHS: Final = 13
