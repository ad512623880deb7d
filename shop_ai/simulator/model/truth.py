"""Sums of true chances beside what happened, so that an estimate can be judged later."""

from __future__ import annotations

from typing import Any

import numpy as np

from shop_ai.simulator.model.channels import CHANNELS
from shop_ai.simulator.model.goods import Goods
from shop_ai.simulator.model.plan import Floats, Ints
from shop_ai.simulator.model.sales import Chosen, Orders
from shop_ai.simulator.model.visits import Looks, Visits

COUNTED = ("impressions", "clicks", "views", "orders", "shipped", "delivered", "returned")
EXPECTED = ("expected_clicks", "expected_orders", "expected_delivered", "expected_returned")
OF_PRODUCTS = COUNTED + EXPECTED
OF_CHANNELS = ("visits", "orders", "site_orders", "delivered", "incremental_orders")


class Tally:
    """What happened and what was to be expected, by product and by channel, over the days so far.

    ``expected_x / n`` is the true mean chance over exactly the trials that took place: the estimate of a rate from
    these rows has that value as its expectation.
    """

    def __init__(self, products: int, channels: int) -> None:
        self.of_products: dict[str, Floats] = {name: np.zeros(products) for name in OF_PRODUCTS}
        self.of_channels: dict[str, Floats] = {name: np.zeros(channels) for name in OF_CHANNELS}

    def add(self, visits: Visits, looks: Looks, chosen: Chosen, orders: Orders, losses: Floats) -> None:
        """Add one day; ``losses`` are the expected orders that would be missing without each channel."""
        listed, viewed, product = looks.listed, looks.viewed, looks.product
        shipped = ~np.isnan(orders.shipped)
        delivered = ~np.isnan(orders.delivered)
        keeps = 1 - orders.refusal_chance
        self._product("impressions", product[listed])
        self._product("clicks", product[listed & viewed])
        self._product("views", product[viewed])
        self._product("expected_clicks", product, looks.click_chance)
        self._product("orders", orders.product[orders.look >= 0])
        self._product("expected_orders", product, chosen.chances)
        self._product("shipped", orders.product[shipped])
        self._product("delivered", orders.product[delivered])
        self._product("expected_delivered", orders.product[shipped], keeps[shipped])
        self._product("returned", orders.product[~np.isnan(orders.returned)])
        self._product("expected_returned", orders.product[delivered], orders.return_chance[delivered])
        self._channel("visits", visits.channel)
        self._channel("orders", orders.channel)
        self._channel("site_orders", orders.channel[orders.look >= 0])
        self._channel("delivered", orders.channel[delivered])
        self.of_channels["incremental_orders"] += losses

    def _product(self, name: str, at: Ints, weights: Floats | None = None) -> None:
        sums = self.of_products[name]
        sums += np.bincount(at, weights=weights, minlength=len(sums))

    def _channel(self, name: str, at: Ints) -> None:
        sums = self.of_channels[name]
        sums += np.bincount(at, minlength=len(sums))

    def products(self, goods: Goods) -> list[dict[str, Any]]:
        """A dictionary a product: ``true`` numbers, ``counts`` of what happened, ``expected`` counts."""
        return [
            one
            | {
                "counts": {name: int(self.of_products[name][at]) for name in COUNTED},
                "expected": {
                    name.removeprefix("expected_"): round(float(self.of_products[name][at]), 6)
                    for name in EXPECTED
                },
            }
            for at, one in enumerate(goods.truth())
        ]

    def channels(self) -> list[dict[str, Any]]:
        """A dictionary a channel: the effect of a touch, and how many of the site's orders are expected to miss without it."""
        return [
            {
                "channel": one.slug,
                "log_odds_a_touch": one.effect,
                "would_come_anyway": one.anyway,
                "refusal_log_odds": one.refusal,
            }
            | {name: round(float(sums[at]), 6) for name, sums in self.of_channels.items()}
            for at, one in enumerate(CHANNELS)
        ]
