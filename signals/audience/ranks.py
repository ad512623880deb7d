"""Groups as ranked bars: the small ones together as "others", so that the whole still adds up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Final

from shop_ai.lib.figure import FLOOR
from shop_ai.lib.intervals import Interval, mean_interval
from signals.audience.hiding import hidden
from signals.audience.selectors import Group, Visits

OTHERS: Final = "others"


@dataclass(frozen=True, slots=True)
class Rank:
    """One bar. ``key`` is "others" for what is hidden; ``share`` is of the whole, ``length`` of the longest bar.

    ``share`` is None where the whole is under 30 people; ``basket``, the mean of the delivered orders with its
    interval, under 30 of these.
    """

    key: str
    name: str
    people: int
    share: float | None
    length: float
    orders: int
    delivered: int
    basket: Interval | None
    url: str = ""

    @property
    def is_others(self) -> bool:
        return self.key == OTHERS


def ranks(
    groups: Sequence[Group], name: Callable[[str], str], url: Callable[[str], str] = lambda _key: ""
) -> list[Rank]:
    """The groups that may be shown, the largest first, then the others."""
    secret = hidden({group.key: group.customers for group in groups})
    shown = sorted(
        (group for group in groups if group.key not in secret), key=lambda one: (-one.customers, one.key)
    )
    whole = sum(group.customers for group in groups)
    top = max((group.customers for group in shown), default=whole)
    found = [_rank(group, name(group.key), whole, top, url(group.key)) for group in shown]
    rest = [group for group in groups if group.key in secret]
    if rest:
        together = reduce(add, rest)
        others = Group(
            OTHERS, together.customers, together.orders, together.delivered, together.amount, together.squares
        )
        found.append(_rank(others, name(OTHERS), whole, max(top, others.customers), ""))
    return found


def _rank(group: Group, name: str, whole: int, top: int, url: str) -> Rank:
    return Rank(
        key=group.key,
        name=name,
        people=group.customers,
        share=group.customers / whole if whole >= FLOOR else None,
        length=group.customers / top if top else 0.0,
        orders=group.orders,
        delivered=group.delivered,
        basket=basket_of(group),
        url=url,
    )


def basket_of(group: Group) -> Interval | None:
    """Mean amount of products of the delivered orders; None under the floor."""
    if group.delivered < FLOOR:
        return None
    return mean_interval(group.delivered, group.amount, group.squares)


def visit_ranks(visits: Sequence[Visits], name: Callable[[str], str]) -> list[Rank]:
    """The same for visitors: ``orders`` then counts sessions."""
    zero = Decimal(0)
    return ranks([Group(one.key, one.visitors, one.sessions, 0, zero, zero) for one in visits], name)


def count_ranks(counts: dict[str, int], name: Callable[[str], str]) -> list[Rank]:
    """The same for people alone."""
    zero = Decimal(0)
    return ranks([Group(key, count, 0, 0, zero, zero) for key, count in counts.items()], name)
