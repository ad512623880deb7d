"""Which model a night fits, by what the shop's orders can bear."""

from __future__ import annotations

import numpy as np

from signals.backtest.rules import FALLBACK, FEWEST_BUYERS
from signals.backtest.selectors import chosen_model
from signals.recommenders.interface import Interactions, Recommender
from signals.recommenders.registry import make


def model_for(shop_id: int, data: Interactions) -> Recommender | None:
    """The model that the shop's comparison chose, not fitted yet; None while what sells in the category does as well."""
    name = chosen_model(shop_id)
    # Under so many buyers pairs tell less than what sells (methods, 2.3).
    buyers = len(np.unique(data.people[data.people >= 0])) or data.n_sessions
    return make(name) if name != FALLBACK and buyers >= FEWEST_BUYERS else None
