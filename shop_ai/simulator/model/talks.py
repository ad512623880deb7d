"""Conversations and reviews that follow from the day's visits and orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from shop_ai.simulator.model import seasons
from shop_ai.simulator.model.channels import MESSAGING
from shop_ai.simulator.model.goods import Goods
from shop_ai.simulator.model.plan import Flags, Floats, Ints, Rng, weighted
from shop_ai.simulator.model.sales import Orders
from shop_ai.simulator.model.visits import Market

REPLY_MEDIAN, REPLY_SPREAD = 25.0, 1.4  # minutes; of the logarithm
# The truth: each time the wait of 15 minutes is added once more (on the logarithm), the odds of an order fall.
REPLY_EFFECT: Final = -0.35
OTHERS_AN_ORDER, OTHERS_A_VISIT = 1.2, 0.03  # conversations without an order
QUALIFIED: Final = 0.6  # of those without an order
REVIEWED: Final = 0.14  # of the delivered orders
CANDIDATES: Final = 16


@dataclass(frozen=True, slots=True)
class Talks:
    """One element a conversation. ``second`` counts from the midnight of its day, ``reply`` is minutes until the
    shop answered, ``order`` indexes the day's orders (-1: none), ``product`` is the one that was asked for."""

    customer: Ints
    channel: Ints
    second: Ints
    reply: Floats
    qualified: Flags
    product: Ints
    order: Ints

    def __len__(self) -> int:
        return len(self.customer)


@dataclass(frozen=True, slots=True)
class Reviews:
    """One element a review: which of the day's orders, 1 to 5 stars, days after the delivery, which of the texts."""

    order: Ints
    rating: Ints
    after: Floats
    text: Ints

    def __len__(self) -> int:
        return len(self.order)


def reply_odds(minutes: Floats) -> Floats:
    """What a wait of so many minutes leaves of the odds of an order: ``exp(effect · ln(1 + minutes / 15))``."""
    odds: Floats = np.exp(REPLY_EFFECT * np.log1p(minutes / 15.0))
    return odds


def draw_talks(rng: Rng, market: Market, position: int, orders: Orders, visits: int) -> Talks:
    """One conversation for each order by message, and others that came to nothing.

    The replies to those that ordered are drawn in proportion to :func:`reply_odds`, so that the odds ratio of an
    order between a quick and a slow reply is the planted one.
    """
    by_message = np.flatnonzero((orders.look < 0) | np.isin(orders.channel, MESSAGING[:1]))
    others = int(rng.poisson(OTHERS_AN_ORDER * len(by_message) + OTHERS_A_VISIT * visits))
    others = others if len(market.people) and len(market.goods) else 0
    customer = weighted(rng, market.people.activity, others)
    places = np.array(MESSAGING, np.int64)
    channel = orders.channel[by_message]
    wrote = np.maximum(
        orders.placed[by_message].astype(np.int64) - rng.integers(300, 3600, len(by_message)), 0
    )
    return Talks(
        customer=np.r_[orders.customer[by_message], customer],
        channel=np.r_[
            np.where(np.isin(channel, places), channel, places[0]), places[rng.integers(0, 3, others)]
        ],
        second=np.r_[wrote, seasons.seconds(rng, market.plan.day(position), others)],
        reply=np.r_[_good_replies(rng, len(by_message)), replies(rng, others)],
        qualified=np.r_[np.ones(len(by_message), bool), rng.random(others) < QUALIFIED],
        product=np.r_[orders.product[by_message], weighted(rng, market.goods.appeal, others)],
        order=np.r_[by_message, np.full(others, -1, np.int64)],
    )


def replies(rng: Rng, count: int) -> Floats:
    """Minutes until an answer, log-normal."""
    return np.asarray(np.round(REPLY_MEDIAN * rng.lognormal(0, REPLY_SPREAD, count), 1))


def _good_replies(rng: Rng, count: int) -> Floats:
    """Replies in proportion to the odds they leave: one of several candidates each, by its odds."""
    drawn = replies(rng, count * CANDIDATES).reshape(count, CANDIDATES)
    edges = np.cumsum(reply_odds(drawn), axis=1)
    at = (edges < rng.random((count, 1)) * edges[:, -1:]).sum(axis=1)
    return np.asarray(drawn[np.arange(count), at])


def draw_reviews(rng: Rng, goods: Goods, orders: Orders) -> Reviews:
    """Stars by the product: of a product that never comes back five, of one that often does fewer."""
    delivered = np.flatnonzero(~np.isnan(orders.delivered))
    order = delivered[rng.random(len(delivered)) < REVIEWED]
    mood = 4.9 - 9.0 * goods.returned[orders.product[order]] + rng.normal(0, 0.8, len(order))
    return Reviews(
        order=order,
        rating=np.clip(np.round(mood), 1, 5).astype(np.int64),
        after=rng.uniform(1, 14, len(order)),
        text=rng.integers(0, 1000, len(order)),
    )
