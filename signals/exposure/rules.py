"""Every constant of staged exposure, under one version. Pure and light: pages read it too.

The rule and what it reaches are in ``docs/methods/exposure.md``; changing any number here means a new ``VERSION``.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "exposure-1"

# Looks: the first after so many people, then one every so many more, until the round is over.
FIRST_LOOK: Final = 50
LOOK_EVERY: Final = 25
ROUND: Final = 300
PROMOTE_FROM: Final = 0.90
STOP_AT: Final = 0.10
REST_DAYS: Final = 14
# How far the rates of a shop's products lie apart: their deviation as a share of their mean.
SPREAD: Final = 0.5
# Rounds of an undecided test before it is left to a person: what is still open by then is close to the usual.
ROUNDS: Final = 3

# The shop's usual rate is that of its last days, held at a starting value (a guess from convention, not from Algerian
# shops) by as many people as that belief is worth.
USUAL_DAYS: Final = 28
STARTING_RATE: Final = {"product": 0.03, "content": 0.05, "playlist": 0.20}
# Under so many people the page says that the usual rate is still mostly the starting value.
USUAL_FLOOR: Final = 300

# Guard rails.
SLOTS_PER_TEST: Final = 10
COMPLAINTS: Final = 2
RETURNS_TIMES: Final = 2.0
RETURNS_QUANTILE: Final = 0.20
RETURN_RATE: Final = 0.08
# How many delivered orders the belief about a product's returns is worth: three of three stop it, two of two do not.
RETURNS_WORTH: Final = 10

# Who enters by itself, how many are open together, and how long a promoted product has a place of its own.
NEW_DAYS: Final = 30
MOST_OPEN: Final = 8
MOST_WAITING: Final = 200
WIDE_DAYS: Final = 28

# A place is held so long by one product before the next is drawn: longer than any answer is kept.
TICK_SECONDS: Final = 30
PLACES: Final = 6  # decimals of a propensity
