"""Which model a night fits, by what the shop's orders can bear."""

from __future__ import annotations

from typing import Final

import numpy as np

from signals.recommenders.interface import Interactions, Recommender
from signals.recommenders.registry import make

# Under so many customers with two products or more, pairs tell less than what sells (methods, 2.3).
FEWEST_CUSTOMERS: Final = 100
DEFAULT: Final = "conf_x"


def model_for(_shop_id: int, data: Interactions) -> Recommender | None:
    """The default model, not fitted yet; None while too few customers bought."""
    customers = len(np.unique(data.people[data.people >= 0])) or data.n_sessions
    return make(DEFAULT) if customers >= FEWEST_CUSTOMERS else None
