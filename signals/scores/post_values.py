"""What 1,000 views of a post bring: its own click rate times what its products bring after a click.

The click rate comes from the shop's own pages, by day, with a half-life of seven days: a post ages faster than a product.
After the click stands the average of its products' scores, on delivered orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.content.selectors import ContentFacts
from catalog.shops.context import ShopContext
from signals.scores import sql
from signals.scores.inputs import rows_of, window
from signals.scores.models import ProductScore
from signals.scores.priors import FLOOR, HALF_LIFE_POSTS, HIGH, LOW, PRIORS

AFTER_CLICK = ("order", "delivered", "margin", "kept")


@dataclass(frozen=True, slots=True)
class PostValue:
    """In the shop's currency per 1,000 views, with the 80 % range of its click rate."""

    value: float
    low: float
    high: float


def post_values(shop: ShopContext, as_of: date, facts: Sequence[ContentFacts]) -> dict[int, PostValue]:
    """Content id -> value, for posts with products, seen often enough on the shop's own pages."""
    counted = [row for row in rows_of(sql.POST_SIGNALS, window(shop, as_of, HALF_LIFE_POSTS)) if row[1] > 0]
    if not counted:
        return {}
    worth = _after_click({product for one in facts for product in one.product_ids})
    rates = _click_rates(counted)
    found = {}
    for one in facts:
        known = [worth[product] for product in one.product_ids if product in worth]
        if known and one.content_id in rates:
            after = 1000 * sum(known) / len(known)
            found[one.content_id] = PostValue(*(after * rate for rate in rates[one.content_id]))
    return found


def _after_click(products: set[int]) -> dict[int, float]:
    """Product -> what a click on it brings, where visits are recorded well enough to know."""
    rows = ProductScore.objects.filter(product_id__in=products).values_list("product_id", "parts")
    found = {}
    for product, parts in rows:
        factors = {part["step"]: part["factor"] for part in parts}
        if all(step in factors for step in AFTER_CLICK):
            found[product] = factors["order"] * factors["delivered"] * factors["margin"] * factors["kept"]
    return found


def _click_rates(counted: list[tuple[Any, ...]]) -> dict[int, tuple[float, float, float]]:
    """Content id -> mean, low and high of its click rate, for posts above the floor."""
    import numpy as np

    from signals.scores.rates import fit_prior, posterior

    seen = np.array([float(row[2]) for row in counted])
    clicks = np.minimum(np.array([float(row[3]) for row in counted]), seen)
    prior = fit_prior(clicks, seen, PRIORS["click"])
    rates = posterior(clicks, seen, np.full(len(seen), prior.mean), np.full(len(seen), prior.strength))
    low, high = rates.quantile(LOW), rates.quantile(HIGH)
    return {
        row[0]: (float(rates.mean[at]), float(low[at]), float(high[at]))
        for at, row in enumerate(counted)
        if row[1] >= FLOOR
    }
