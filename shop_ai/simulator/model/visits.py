"""One day's visits: who comes through which channel, what is looked at and with which chance it is ordered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from shop_ai.simulator.model import seasons
from shop_ai.simulator.model.channels import EFFECTS, Touches
from shop_ai.simulator.model.goods import Goods
from shop_ai.simulator.model.people import People
from shop_ai.simulator.model.plan import Flags, Floats, Ints, Plan, Rng, weighted
from shop_ai.simulator.model.playlists import Browsing

LANDS_ON_PRODUCT: Final = 0.8  # of the visits: a link in a post leads to a product
FROM_POSTS: Final = 0.15  # of a channel's visits, while it has live pieces
LISTED: Final = 5.0  # mean number of products that a visit passes in lists
FLATTER: Final = 0.5  # lists show popular products more often, by this power of their appeal
SECONDS_BETWEEN: Final = (4, 45)


@dataclass(frozen=True, slots=True)
class Visits:
    """One element a visit. ``second`` counts from the shop's midnight, ``post`` is -1 without one."""

    customer: Ints
    channel: Ints
    second: Ints
    post: Ints
    touches: Floats  # by visit and channel, faded to the day

    def __len__(self) -> int:
        return len(self.customer)


@dataclass(frozen=True, slots=True)
class Looks:
    """One element a product in front of a visitor: ``visit`` indexes the visits.

    A look is an impression in a list (``listed``), a view, or an impression that was clicked and became a view.
    """

    visit: Ints
    product: Ints
    second: Ints
    listed: Flags
    viewed: Flags
    click_chance: Floats  # of a listed look, 0 for the others


@dataclass(frozen=True, slots=True)
class Traffic:
    """The visits of a day with their looks, and those that open a playlist."""

    visits: Visits
    looks: Looks
    browsing: Browsing


@dataclass(frozen=True, slots=True)
class Market:
    """What holds on every day: the plan's people, goods, tastes and the weights of channels by day."""

    plan: Plan
    goods: Goods
    people: People
    taste: Floats
    demand: Floats
    channels: Floats
    post_of: tuple[dict[int, Ints], ...]  # by day: channel -> pieces that still bring visits


def draw_visits(rng: Rng, market: Market, position: int, touches: Touches) -> Visits:
    """Poisson many visits of customers by their activity, in the order of the clock."""
    mean = market.plan.visits_per_day * market.demand[position]
    count = int(rng.poisson(mean)) if len(market.people) and len(market.goods) else 0
    customer = weighted(rng, market.people.activity, count)
    channel = weighted(rng, market.channels[position], count)
    second = np.sort(seasons.seconds(rng, market.plan.day(position), count))
    return Visits(
        customer=customer,
        channel=channel,
        second=second,
        post=_posts(rng, market.post_of[position], channel),
        touches=touches.with_visit(customer, channel),
    )


def _posts(rng: Rng, live: dict[int, Ints], channel: Ints) -> Ints:
    """The piece that brought the visit: a share of the visits of a channel that has live pieces."""
    found = np.full(len(channel), -1, np.int64)
    for at, pieces in live.items():
        mine = np.flatnonzero((channel == at) & (rng.random(len(channel)) < FROM_POSTS))
        found[mine] = pieces[rng.integers(0, len(pieces), len(mine))]
    return found


def draw_looks(rng: Rng, market: Market, visits: Visits, appeal: Floats, shown: Ints) -> Looks:
    """Landings on products and passings in lists. ``appeal`` is the day's; ``shown`` the product of each post."""
    count = len(visits)
    lands = np.flatnonzero((rng.random(count) < LANDS_ON_PRODUCT) | (visits.post >= 0))
    landed = _by_taste(rng, market, visits.customer[lands], appeal)
    from_post = visits.post[lands] >= 0
    landed[from_post] = shown[visits.post[lands][from_post]]
    passes = np.repeat(np.arange(count), np.minimum(rng.poisson(LISTED, count), 12))
    passed = weighted(rng, appeal**FLATTER, len(passes))
    theme = market.people.theme[visits.customer[passes]]
    chance = np.minimum(market.goods.click[passed] * market.taste[theme, passed], 1.0)
    clicked = rng.random(len(passes)) < chance
    visit = np.concatenate([lands, passes])
    order = np.argsort(visit, kind="stable")
    visit = visit[order]
    return Looks(
        visit=visit,
        product=np.concatenate([landed, passed])[order],
        second=visits.second[visit] + _elapsed(rng, visit),
        listed=np.concatenate([np.zeros(len(lands), bool), np.ones(len(passes), bool)])[order],
        viewed=np.concatenate([np.ones(len(lands), bool), clicked])[order],
        click_chance=np.concatenate([np.zeros(len(lands)), chance])[order],
    )


def _by_taste(rng: Rng, market: Market, customer: Ints, appeal: Floats) -> Ints:
    """A product for each customer, by the day's appeal and the taste of the customer's theme."""
    theme = market.people.theme[customer]
    found = np.zeros(len(customer), np.int64)
    for at in np.unique(theme):
        mine = np.flatnonzero(theme == at)
        found[mine] = weighted(rng, appeal * market.taste[at], len(mine))
    return found


def _elapsed(rng: Rng, visit: Ints) -> Ints:
    """Seconds since the visit began, growing within each visit (``visit`` is sorted)."""
    steps = rng.integers(*SECONDS_BETWEEN, len(visit))
    total = np.cumsum(steps)
    starts = np.flatnonzero(np.r_[True, visit[1:] != visit[:-1]]) if len(visit) else np.zeros(0, np.int64)
    before = np.repeat(total[starts] - steps[starts], np.diff(np.r_[starts, len(visit)]))
    return np.asarray(total - before, np.int64)


def order_weights(market: Market, traffic: Traffic) -> Floats:
    """The odds of an order for each look, up to the day's factor: product × customer × exp(Σ effect·touches)."""
    visits, looks = traffic.visits, traffic.looks
    customer = visits.customer[looks.visit]
    pull = np.exp(visits.touches @ EFFECTS)[looks.visit]
    weights = market.goods.order[looks.product] * market.people.propensity[customer] * pull
    return np.where(looks.viewed, weights, 0.0)
