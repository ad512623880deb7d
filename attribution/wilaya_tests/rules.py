"""Bounds of a test by wilayas (methods 3.4). No framework."""

from __future__ import annotations

from typing import Final

VERSION: Final = "wilaya-1"
FEWEST_WEEKLY: Final = 50  # orders a week below which a test would see nothing
FEWEST_PAIRS: Final = 4
PRE_WEEKS: Final = 8
WEEKS: Final = (2, 4, 6, 8)
DEFAULT_WEEKS: Final = 4
ALPHA: Final = 0.10
MOST_EXACT: Final = 12  # pairs up to which every way to flip them is counted
FLIPS: Final = 4_000
DELIVERY_DAYS: Final = 21  # until the parcels of the last week had time to arrive

# Weekly orders -> standard deviation of the logarithm of the effect, from simulations with 58 wilayas, 8 weeks before and 4 in test.
SPREAD: Final = ((50, 0.16), (250, 0.09), (1000, 0.06))
