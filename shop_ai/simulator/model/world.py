"""The whole shop: what holds on every day, and its days one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from shop_ai.simulator.model import seasons
from shop_ai.simulator.model.channels import CHANNELS, Touches, caused, channel_weights, daily_spend
from shop_ai.simulator.model.content import FADES_DAYS, Posts, draw_posts
from shop_ai.simulator.model.events import Events, draw_events
from shop_ai.simulator.model.goods import Goods, draw_goods
from shop_ai.simulator.model.people import People, draw_people, taste
from shop_ai.simulator.model.plan import Floats, Ints, Plan
from shop_ai.simulator.model.playlists import COUNTED as OF_PLAYLISTS
from shop_ai.simulator.model.playlists import PATHS, Browsing, draw_browsing
from shop_ai.simulator.model.playlists import truth as truth_of_playlists
from shop_ai.simulator.model.sales import Orders, choose, draw_orders
from shop_ai.simulator.model.talks import Reviews, Talks, draw_reviews, draw_talks
from shop_ai.simulator.model.trends import Trends, draw_trends
from shop_ai.simulator.model.truth import Tally
from shop_ai.simulator.model.visits import Looks, Market, Traffic, Visits, draw_looks, draw_visits


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that happened on one shop-local day; orders carry their whole later life."""

    position: int
    date: date
    visits: Visits
    looks: Looks
    events: Events
    orders: Orders
    talks: Talks
    reviews: Reviews
    browsing: Browsing
    first_number: int  # of the day's orders


class World:
    """A simulated shop. Days are made one at a time, so that memory follows the largest day and the customers."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.goods: Goods = draw_goods(plan)
        self.people: People = draw_people(plan, len(self.goods.categories))
        self.trends: Trends = draw_trends(plan, self.goods)
        self.posts: Posts = draw_posts(plan, self.goods)
        self.spend: Floats = daily_spend(plan)
        self.orders_of_day: Ints = orders_of_days(plan)
        self.tally = Tally(len(self.goods), len(CHANNELS))
        self.on_playlists: Ints = np.zeros((len(PATHS), len(OF_PLAYLISTS)), np.int64)
        self._market = self._made_market()

    def _made_market(self) -> Market:
        plan, goods = self.plan, self.goods
        return Market(
            plan=plan,
            goods=goods,
            people=self.people,
            taste=taste(self.people, goods.category, len(goods.categories)),
            demand=seasons.demand(plan),
            channels=channel_weights(self.spend, self.posts.lift(plan.days)),
            post_of=live_posts(self.posts, plan.days),
        )

    def days(self) -> Iterator[Day]:
        """All days from the first to the last; each call begins anew and gives the same days.

        The sums of :attr:`tally` are those of the days that were taken from the latest call.
        """
        self.tally = Tally(len(self.goods), len(CHANNELS))
        self.on_playlists = np.zeros_like(self.on_playlists)
        touches, number = Touches(len(self.people)), 1
        for position in range(self.plan.days):
            day = self._day(position, touches, number)
            number += len(day.orders)
            touches.end_day(day.visits.customer, day.visits.channel)
            yield day

    def _day(self, position: int, touches: Touches, number: int) -> Day:
        market, rng = self._market, self.plan.stream("day", position)
        appeal = self.trends.goods_weights(self.goods.appeal, position)
        visits = draw_visits(rng, market, position, touches)
        looks = draw_looks(rng, market, visits, appeal, self.posts.product)
        browsing = draw_browsing(self.plan.stream("playlists", position), len(visits))
        traffic = Traffic(visits, looks, browsing)
        chosen = choose(rng, market, traffic, position, int(self.orders_of_day[position]))
        orders = draw_orders(rng, market, chosen)
        channel = visits.channel[looks.visit]
        losses = caused(chosen.chances, visits.touches[looks.visit], channel)
        self.tally.add(visits, looks, chosen, orders, losses)
        self.on_playlists += browsing.counts()
        return Day(
            position=position,
            date=self.plan.day(position),
            visits=visits,
            looks=looks,
            events=draw_events(rng, market, traffic, chosen, self.trends.term_weights(position)),
            orders=orders,
            talks=draw_talks(rng, market, position, orders, len(visits)),
            reviews=draw_reviews(rng, self.goods, orders),
            browsing=browsing,
            first_number=number,
        )

    def truth(self) -> dict[str, Any]:
        """All that was planted or drawn, and the expected counts of the days that were made; ready for JSON."""
        plan = self.plan
        return {
            "seed": plan.seed,
            "first_day": plan.first.isoformat(),
            "last_day": plan.last.isoformat(),
            "orders": plan.orders,
            "products": self.tally.products(self.goods),
            "channels": self.tally.channels(),
            "trends": self.trends.truth(self.goods, plan),
            "content": self.posts.truth(),
            "playlists": truth_of_playlists(self.on_playlists),
            "occasions": [
                {
                    "key": one.key,
                    "start": one.start.isoformat(),
                    "end": one.end.isoformat(),
                    "factor": one.factor,
                }
                for one in seasons.occasions(plan)
            ],
        }


def orders_of_days(plan: Plan) -> Ints:
    """How many of the plan's orders fall on each day; they sum to the plan's number exactly."""
    if not plan.days:
        return np.zeros(0, np.int64)
    shares = seasons.demand(plan)
    return np.asarray(plan.stream("orders").multinomial(plan.orders, shares / shares.sum()), np.int64)


def live_posts(posts: Posts, days: int) -> tuple[dict[int, Ints], ...]:
    """For each day the pieces younger than twice the time in which they fade, by channel."""
    found: list[dict[int, Ints]] = []
    for position in range(days):
        age = position - posts.day
        live = np.flatnonzero((age >= 0) & (age <= 2 * FADES_DAYS))
        found.append({int(at): live[posts.channel[live] == at] for at in np.unique(posts.channel[live])})
    return tuple(found)
