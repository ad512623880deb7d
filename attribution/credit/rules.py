"""Windows, rules and floors of credit. No framework, nothing heavy: pages import it too."""

from __future__ import annotations

from typing import Final

from attribution.paths.names import MODELS

VERSION: Final = "credit-2"

WINDOWS: Final = (7, 14, 28, 30, 90)
LONGEST: Final = max(WINDOWS)
DEFAULT_WINDOW: Final = 30
PERIODS: Final = (30, 90, 365)
DEFAULT_PERIOD: Final = 90

# Rules that give each order's money to its own touches; in this order on every page.
ORDER_RULES: Final = ("first", "last", "last_non_direct", "linear", "position", "time_decay", "shapley")
# Rules that look at paths only: the band of the models' uncertainty is over these.
PATH_RULES: Final = MODELS
QUESTION: Final = "question"
CODES: Final = "codes"
CODE: Final = "code"  # how a touch is known where the customer gave a code
CALIBRATED: Final = (QUESTION, CODES)
RULES: Final = (*PATH_RULES, *CALIBRATED)
DEFAULT_RULE: Final = "linear"

FLOOR: Final = 30  # delivered orders below which no share is shown
ANSWERS_FLOOR: Final = 10  # orders with a known origin below which nothing is calibrated
UNATTRIBUTED: Final = ""
# The shop's own site is where an order is placed, not what brought the customer: it counts where nothing else is known.
OWN_PLACES: Final = ("web",)

MOST_TOUCHES: Final = 50  # of one journey: the first, and the last 49
RECOLLECT_DAYS: Final = (
    14  # events of pages and files come late; younger journeys are gathered again every night
)
MOST_VISITS: Final = 100_000  # of a period that are read whole; of more, a part of the visitors
REPLICATES: Final = 500
MOST_GROUPS: Final = 1_000  # customers beyond this are resampled in groups drawn by chance
