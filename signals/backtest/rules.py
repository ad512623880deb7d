"""The rule by which a shop's model is chosen. Pure and light: web processes import it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

VERSION: Final = "model-choice-1"

# The default hardly ever falls below popularity, whatever the catalogue; tiny shops have nothing else to go by.
DEFAULT: Final = "conf_x"
FALLBACK: Final = "category_popularity"
ELIGIBLE: Final = (
    "category_popularity",
    "conf_x",
    "cosine",
    "basket_knn",
    "ease_20",
    "ease_200",
    "llr",
)
# Shown beside them, and never chosen: what every model must beat.
RIVAL: Final = "popularity"

FEWEST_BUYERS: Final = 100
FEWEST_QUERIES: Final = 100
K: Final = 10
FOLDS: Final = 4
FOLD_DAYS: Final = 7

# A back-test is made again after a week, or as soon as a tenth of the orders (20 at least) is new or gone.
AGAIN_AFTER_DAYS: Final = 7
AGAIN_SHARE: Final = 10
AGAIN_AT_LEAST: Final = 20


@dataclass(frozen=True, slots=True)
class Trial:
    """A model's hit rate, and how much it exceeds that of the model in use, with the standard error of this."""

    model: str
    hit_rate: float
    difference: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The model to use, and the code of the reason."""

    model: str
    reason_code: str


def choose(*, buyers: int, queries: int, incumbent: str, trials: Sequence[Trial]) -> Choice:
    """The best model if it beats the one in use by more than one standard error; otherwise the one in use.

    Under 100 buyers what sells in the category, and under 100 queries the default, without looking at the figures.
    """
    if buyers < FEWEST_BUYERS:
        return Choice(FALLBACK, "model_few_buyers")
    if queries < FEWEST_QUERIES:
        return Choice(DEFAULT, "model_few_queries")
    able = [trial for trial in trials if trial.model in ELIGIBLE]
    best = max(able, key=lambda trial: (trial.hit_rate, -ELIGIBLE.index(trial.model)))
    if best.model != incumbent and best.difference > best.standard_error:
        return Choice(best.model, "model_switched")
    return Choice(incumbent, "model_kept")


def is_due(*, days_since: int, orders_then: int, orders_now: int) -> bool:
    """Whether a new back-test is worth its time; the days are those between the last orders, not between nights."""
    changed = abs(orders_now - orders_then)
    has_changed = changed >= AGAIN_AT_LEAST and changed * AGAIN_SHARE >= orders_then
    return has_changed or not 0 <= days_since < AGAIN_AFTER_DAYS
