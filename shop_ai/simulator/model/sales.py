"""Orders on cash on delivery, with the whole of their lives: confirmed, shipped, delivered or refused, returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from shop_ai.simulator.assortment import PLACES
from shop_ai.simulator.model import seasons
from shop_ai.simulator.model.channels import MESSAGING, REFUSALS
from shop_ai.simulator.model.plan import Flags, Floats, Ints, Rng, pick_exactly, weighted
from shop_ai.simulator.model.visits import Market, Traffic, order_weights

CANCELLED: Final = 0.07
MORE_LINES: Final = (0.62, 0.28, 0.10)  # none, one, two more products
CHEAP: Final = 1500  # dinars; of such a product two are bought now and then
BUYS_TWO: Final = 0.25
MOST_WEB: Final = 0.9  # of the day's views; more orders than that come by message
PLACE_REFUSALS: Final = np.array([place.refusal for place in PLACES])
FEES: Final = np.array([place.fee for place in PLACES], np.int64)
STATES: Final = ("placed", "confirmed", "cancelled", "in_transit", "delivered", "refused", "returned")
PLACED, CONFIRMED, CANCELLED_STATE, IN_TRANSIT, DELIVERED, REFUSED, RETURNED = range(7)


@dataclass(frozen=True, slots=True)
class Orders:
    """One element an order. Times are seconds since the shop's midnight of the day it was placed, nan for never.

    ``look`` indexes the day's looks, -1 for an order by message. ``line_*`` have one element a line, ``line_order``
    says whose; the first line of an order is the product it is about. ``refusal_chance`` and ``return_chance`` are
    the truth from which the fate was drawn.
    """

    customer: Ints
    channel: Ints
    look: Ints
    product: Ints
    fee: Ints
    placed: Floats
    confirmed: Floats
    cancelled: Floats
    shipped: Floats
    delivered: Floats
    refused: Floats
    returned: Floats
    refusal_chance: Floats
    return_chance: Floats
    line_order: Ints
    line_product: Ints
    line_quantity: Ints
    line_price: Ints

    def __len__(self) -> int:
        return len(self.customer)

    @property
    def value(self) -> Ints:
        """Dinars of the products, without delivery."""
        amounts = self.line_quantity * self.line_price
        return np.bincount(self.line_order, weights=amounts, minlength=len(self)).astype(np.int64)

    def states(self, seconds: float) -> Ints:
        """Where each order stands so many seconds after the midnight of its day, as an index into STATES."""
        reached = np.zeros(len(self), np.int64)
        for state, times in enumerate(
            (self.confirmed, self.cancelled, self.shipped, self.delivered, self.refused, self.returned), 1
        ):
            reached[times <= seconds] = state
        return reached


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who orders what on a day, and the chance of an order that each look had."""

    customer: Ints
    channel: Ints
    look: Ints
    product: Ints
    second: Ints
    chances: Floats


def choose(rng: Rng, market: Market, traffic: Traffic, position: int, count: int) -> Chosen:
    """Exactly ``count`` orders: from views by their odds, the others by message (all where there are no views)."""
    visits, looks = traffic.visits, traffic.looks
    weights = order_weights(market, traffic)
    wanted = int(rng.binomial(count, 1 - market.plan.by_message))
    on_web = min(wanted, int(MOST_WEB * looks.viewed.sum()))
    look, chances = pick_exactly(rng, weights, on_web)
    rest = count - on_web
    named = weighted(rng, market.goods.appeal * market.goods.order, rest) if rest else np.zeros(0, np.int64)
    writes = weighted(rng, market.people.activity * market.people.propensity, rest) if rest else named
    places = np.array(MESSAGING, np.int64)[rng.integers(0, len(MESSAGING), rest)]
    visit = looks.visit[look]
    return Chosen(
        customer=np.r_[visits.customer[visit], writes],
        channel=np.r_[visits.channel[visit], places],
        look=np.r_[look, np.full(rest, -1, np.int64)],
        product=np.r_[looks.product[look], named],
        second=np.r_[looks.second[look] + 60, seasons.seconds(rng, market.plan.day(position), rest)],
        chances=chances,
    )


def draw_orders(rng: Rng, market: Market, chosen: Chosen) -> Orders:
    """The chosen orders with their lines and their fates."""
    goods, place = market.goods, market.people.place[chosen.customer]
    placed = np.minimum(chosen.second, 86_399).astype(float)
    refusal = refusal_chance(goods.delivered[chosen.product], place, chosen.channel)
    come_back = goods.returned[chosen.product]
    line_order, line_product = draw_lines(rng, goods.appeal, chosen.product)
    cheap = goods.price[line_product] < CHEAP
    return Orders(
        customer=chosen.customer,
        channel=chosen.channel,
        look=chosen.look,
        product=chosen.product,
        fee=FEES[place],
        placed=placed,
        **draw_fates(rng, placed, refusal, come_back),
        refusal_chance=refusal,
        return_chance=come_back,
        line_order=line_order,
        line_product=line_product,
        line_quantity=1 + (cheap & (rng.random(len(cheap)) < BUYS_TWO)).astype(np.int64),
        line_price=goods.price[line_product],
    )


def refusal_chance(delivered: Floats, place: Ints, channel: Ints) -> Floats:
    """The chance that a shipped parcel is refused: the product's own, moved by wilaya and channel on the log-odds."""
    own = np.clip(delivered, 1e-6, 1 - 1e-6)
    odds = (1 - own) / own * np.exp(PLACE_REFUSALS[place] + REFUSALS[channel])
    chance: Floats = odds / (1 + odds)
    return chance


def draw_fates(rng: Rng, placed: Floats, refusal: Floats, come_back: Floats) -> dict[str, Floats]:
    """When each state is reached; every order takes the same number of draws, whatever becomes of it."""
    count, day = len(placed), 86_400.0
    is_cancelled: Flags = rng.random(count) < CANCELLED
    answered = placed + rng.exponential(0.3, count) * day + 600
    shipped = answered + rng.uniform(0.4, 1.6, count) * day
    arrived = shipped + (1.0 + rng.lognormal(0.4, 0.5, count)) * day
    is_refused = rng.random(count) < refusal
    comes_back = rng.random(count) < come_back
    back = arrived + rng.uniform(2, 10, count) * day
    never = np.nan
    ships, keeps = ~is_cancelled, ~is_cancelled & ~is_refused
    return {
        "confirmed": np.where(ships, answered, never),
        "cancelled": np.where(is_cancelled, answered, never),
        "shipped": np.where(ships, shipped, never),
        "delivered": np.where(keeps, arrived, never),
        "refused": np.where(ships & is_refused, arrived, never),
        "returned": np.where(keeps & comes_back, back, never),
    }


def draw_lines(rng: Rng, appeal: Floats, product: Ints) -> tuple[Ints, Ints]:
    """Order and product of each line, the named product first, no product twice in an order."""
    count = len(product)
    more = weighted(rng, np.array(MORE_LINES), count)
    owner = np.r_[np.arange(count), np.repeat(np.arange(count), more)]
    added = weighted(rng, appeal, int(more.sum())) if count else np.zeros(0, np.int64)
    lines = np.r_[product, added]
    pair = owner * max(len(appeal), 1) + lines
    _pairs, first = np.unique(pair, return_index=True)
    kept = np.sort(first)
    kept = kept[np.argsort(owner[kept], kind="stable")]
    return owner[kept], lines[kept]
