"""Orders as what models learn from and are asked. Pure.

A shop whose orders hold two different products or more on average learns from baskets. Where most orders are of one
product, baskets say nothing about pairs: there a session is what a customer bought within 90 days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from signals.recommenders.interface import NOBODY, Interactions, ItemWords, Numbers
from signals.recommenders.measures import Query

BASKETS_FROM: Final = 2.0
WINDOW_DAYS: Final = 90
Form = Literal["baskets", "histories"]


@dataclass(frozen=True)
class Orders:
    """A shop's orders, oldest first, and its products.

    ids: product ids, ascending. baskets: the distinct products of each order, as places in ``ids``, ascending.
    days: ``date.toordinal()`` of each order. buyers: customer ids or ``NOBODY``. categories: a number for each
    product, or ``NO_CATEGORY``. since: the day from which each product is known to exist. can_be_had: on sale and in
    stock today.
    """

    ids: tuple[int, ...]
    baskets: tuple[tuple[int, ...], ...]
    days: Numbers
    buyers: NDArray[np.int64]
    categories: Numbers
    since: Numbers
    can_be_had: NDArray[np.bool_]
    words: tuple[ItemWords, ...] = ()

    @cached_property
    def form(self) -> Form:
        """What a session is for this shop."""
        return form_of([len(basket) for basket in self.baskets])

    @property
    def n_buyers(self) -> int:
        """Distinct customers; each order without one may be another person's and counts as one."""
        known = self.buyers[self.buyers != NOBODY]
        return len(np.unique(known)) + int((self.buyers == NOBODY).sum())

    def before(self, day: int) -> Orders:
        """What was known on the morning of a day. The form stays that of the whole, because it is no forecast."""
        end = int(np.searchsorted(self.days, day))
        cut = replace(self, baskets=self.baskets[:end], days=self.days[:end], buyers=self.buyers[:end])
        cut.__dict__["form"] = self.form
        return cut


def interactions(orders: Orders) -> Interactions:
    """The sessions that models are fitted on."""
    baskets = Interactions.of(
        orders.baskets,
        orders.ids,
        days=orders.days.tolist(),
        people=orders.buyers.tolist(),
        categories=orders.categories.tolist(),
        words=orders.words,
    )
    return baskets if orders.form == "baskets" else histories(baskets)


def form_of(sizes: Sequence[int]) -> Form:
    """What a session is for a shop whose orders hold so many different products."""
    known = [size for size in sizes if size]
    return "baskets" if known and sum(known) / len(known) >= BASKETS_FROM else "histories"


def learnt_from(baskets: Interactions) -> Interactions:
    """What models are fitted on, of a shop's orders: these, or histories where most orders hold one product.

    Whoever prepares recommendations uses this, so that the model that was tried is the model that is served.
    """
    sizes = np.bincount(baskets.pairs[0], minlength=baskets.n_sessions).tolist()
    return baskets if form_of(sizes) == "baskets" else histories(baskets)


def histories(baskets: Interactions) -> Interactions:
    """A customer's orders within 90 days of the first of them as one session, in order of that day."""
    sessions: list[list[int]] = []
    began: list[tuple[int, int]] = []
    open_since: dict[int, tuple[int, int]] = {}
    days, people = baskets.days.tolist(), baskets.people.tolist()
    for number, (day, buyer) in enumerate(zip(days, people, strict=True)):
        first, place = open_since.get(buyer, (0, -1))
        items = baskets.session(number)
        if buyer == NOBODY or place < 0 or day - first >= WINDOW_DAYS:
            open_since[buyer] = (day, len(sessions))
            sessions.append(items)
            began.append((day, buyer))
        else:
            sessions[place] += items
    return Interactions.of(
        sessions,
        baskets.ids,
        days=[day for day, _buyer in began],
        people=[buyer for _day, buyer in began],
        categories=baskets.categories.tolist(),
        words=baskets.words,
    )


def queries_of(orders: Orders, first: int, last: int, chance: np.random.Generator) -> list[Query]:
    """One query for each order of the days ``first`` to ``last`` that can be asked about.

    Of an order with several products one is hidden by ``chance``, and the others ask for it. An order of one product
    is asked about by what the customer bought in the 90 days before, if it is new to them. A query without known
    customer has a negative person of its own, so that resampling customers resamples orders there.
    """
    begin, end = np.searchsorted(orders.days, [first, last + 1])
    bought: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
    found = []
    for place in range(int(np.searchsorted(orders.days, first - WINDOW_DAYS)), int(end)):
        day, buyer, basket = int(orders.days[place]), int(orders.buyers[place]), orders.baskets[place]
        if place >= begin and (asked := _query(basket, bought[buyer], day, buyer, chance)) is not None:
            found.append(asked)
        if buyer != NOBODY:
            bought[buyer].append((day, basket))
    return found


def _query(
    basket: Sequence[int],
    bought: Sequence[tuple[int, tuple[int, ...]]],
    day: int,
    buyer: int,
    chance: np.random.Generator,
) -> Query | None:
    if len(basket) > 1:
        hidden = int(chance.integers(len(basket)))
        rest = tuple(item for place, item in enumerate(basket) if place != hidden)
        return Query(rest, basket[hidden], buyer)
    earlier = (item for when, items in bought if day - WINDOW_DAYS <= when < day for item in items)
    known = tuple(dict.fromkeys(earlier))
    if not basket or not known or basket[0] in known:
        return None
    return Query(known, basket[0], buyer)
