"""Reading what proposals and campaigns are made from; everything heavy happens in the statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from catalog.customers.purchases import HISTORY_AFTER
from catalog.shops.context import ShopContext
from shop_ai.lib.intervals import kaplan_meier_by_day
from shop_ai.lib.tenancy import local_setting, shop_scope
from signals.segments import sql
from signals.segments.models import SegmentSettings
from signals.segments.picks import Buyer, Item, Pair, Shelf, cheap_price, pair_scores
from signals.segments.rules import (
    BEFORE_DAYS,
    CAP_SHARE,
    DISCOUNT_REST_DAYS,
    FLOOR,
    MOVES_DAYS,
    PAIR_FROM,
    PAIR_PRODUCTS,
    RETURN_SHARE,
    RETURN_WITHIN,
    SOLD_DAYS,
    TIERS,
    WINDOW_DAYS,
)

_STEP: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Pace:
    """The shop's own time between two orders: ``days`` until three in four came back, None when a year is too short.

    ``share`` (with its interval) is who came back by the shop's setting; ``n`` counts the waits it was learnt from.
    """

    days: int | None
    share: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Money:
    """Median product basket of the year (None under 30 orders), and delivered revenue of the last 30 days."""

    basket: Decimal | None
    orders: int
    month: Decimal


@dataclass(frozen=True, slots=True)
class Busy:
    """Who takes part in a running campaign, and who was given a discount lately."""

    running: frozenset[int]
    discounted: frozenset[int]


def rows_of(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of a statement that reads a whole shop.

    Of a shop that was imported a minute ago the planner knows nothing, takes every table for empty and would join row by
    row; joined by hash the same statements take as long as the rows need.
    """
    with local_setting("enable_nestloop", "off"), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def values_of(shop: ShopContext, as_of: date) -> dict[str, Any]:
    """The parameters that the statements share."""
    return {
        "shop": shop.id,
        "currency": shop.currency,
        "zone": shop.timezone,
        "as_of": as_of,
        "then": as_of - timedelta(days=MOVES_DAYS),
        "since": as_of - timedelta(days=SOLD_DAYS - 1),
        "inactive": shop.inactive_after_days,
        "before": BEFORE_DAYS,
        "fewest": PAIR_FROM,
        "most": PAIR_PRODUCTS,
    }


def day_of(shop: ShopContext, as_of: date) -> date:
    """The day that segments are told for: ``as_of``, or the last of records that ended long before it."""
    with shop_scope(shop.id):
        ((latest,),) = rows_of(sql.LATEST, {"shop": shop.id, "as_of": as_of})
    return latest if latest is not None and as_of - latest > HISTORY_AFTER else as_of


def settings_of(shop_id: int) -> SegmentSettings:
    with shop_scope(shop_id):
        return SegmentSettings.objects.first() or SegmentSettings(window_days=WINDOW_DAYS)


def pace_of(shop: ShopContext, as_of: date) -> Pace | None:
    """How long customers wait before they order again (Kaplan-Meier over every wait); None without customers."""
    with shop_scope(shop.id):
        rows = rows_of(sql.GAPS, values_of(shop, as_of))
    if not rows:
        return None
    events: dict[int, int] = {}
    leaving: dict[int, int] = {}
    for days, came_back, count in rows:
        leaving[days] = leaving.get(days, 0) + count
        if came_back:
            events[days] = events.get(days, 0) + count
    here = kaplan_meier_by_day(events, leaving, shop.inactive_after_days)
    return Pace(_reached(events, leaving), here.event.value, here.event.low, here.event.high, here.n)


def _reached(events: Mapping[int, int], leaving: Mapping[int, int]) -> int | None:
    """The first day by which three in four came back; the curve is walked once."""
    at_risk, survival = sum(leaving.values()), 1.0
    for day in sorted(leaving):
        if day > RETURN_WITHIN or at_risk < FLOOR:
            return None
        survival *= 1 - events.get(day, 0) / at_risk
        if 1 - survival >= RETURN_SHARE:
            return day
        at_risk -= leaving[day]
    return None


def money_of(shop: ShopContext, as_of: date) -> Money:
    with shop_scope(shop.id):
        ((median, orders, month),) = rows_of(sql.MONEY, values_of(shop, as_of))
    basket = Decimal(str(median)).quantize(Decimal("0.01")) if median and orders >= FLOOR else None
    return Money(basket, orders, Decimal(month))


def monthly_cap(settings: SegmentSettings, money: Money) -> Decimal:
    """The most that discounts may cost in 30 days."""
    if settings.monthly_cap is not None:
        return Decimal(settings.monthly_cap)
    return (money.month * Decimal(str(CAP_SHARE))).quantize(Decimal("0.01"))


def tiers_of(settings: SegmentSettings, money: Money) -> list[tuple[Decimal, str]]:
    """The shop's tiers, or multiples of its median basket in round figures; none while that is not known."""
    if settings.tiers:
        return [(Decimal(str(spend)), str(perk)) for spend, perk in settings.tiers]
    if money.basket is None:
        return []
    return [
        (max(_STEP, (money.basket * times / _STEP).quantize(Decimal(1)) * _STEP), perk)
        for times, perk in TIERS
    ]


def read_shelf(shop: ShopContext, as_of: date, *, with_pairs: bool = True) -> Shelf:
    """What may be offered; ``returns_high`` is left at 1, see :func:`signals.segments.proposing.with_returns`."""
    with shop_scope(shop.id):
        values, money = values_of(shop, as_of), money_of(shop, as_of)
        items = {row[0]: _item(row) for row in rows_of(sql.SHELF, values)}
        pairs: list[Pair] = pair_scores(rows_of(sql.PAIRS, values)) if with_pairs else []
    delivered, back = sum(i.delivered for i in items.values()), sum(i.back for i in items.values())
    return Shelf(
        items=items,
        pairs=pairs,
        returns=back / delivered if delivered else 0.0,
        cheap=cheap_price(list(items.values())),
        basket=money.basket,
        tiers=tiers_of(settings_of(shop.id), money),
    )


def _item(row: tuple[Any, ...]) -> Item:
    product, price, stock, category, _name, cost, place, delivered, back, since = row
    return Item(
        id=product,
        price=price,
        stock=None if stock is None else int(stock),
        category=category,
        cost=cost,
        place=place,
        delivered=delivered,
        back=min(back, delivered),
        since=since,
    )


def read_buyers(shop: ShopContext, segment: str, as_of: date) -> list[Buyer]:
    """Everybody in a segment but the erased, by id."""
    with shop_scope(shop.id):
        rows = rows_of(sql.BUYERS, values_of(shop, as_of) | {"segment": segment})
    return [
        Buyer(
            ref=ref,
            owned=frozenset(owned),
            last=tuple(sorted(last)),
            categories=tuple(categories),
            net=net,
            last_on=last_on,
            seen_days=int(seen),
            delivered=delivered,
            before=before,
        )
        for ref, owned, last, categories, net, last_on, seen, delivered, before in rows
    ]


def rate_of(shop: ShopContext, as_of: date) -> float:
    """Delivered orders a day of a known customer of this shop."""
    with shop_scope(shop.id):
        ((orders, days),) = rows_of(sql.PACE, values_of(shop, as_of))
    return float(orders) / float(days) if days else 0.0


def busy(shop: ShopContext, today: date) -> Busy:
    with shop_scope(shop.id):
        rows = rows_of(sql.BUSY, {"shop": shop.id, "today": today, "rest": DISCOUNT_REST_DAYS})
    return Busy(
        frozenset(ref for ref, running, _discounted in rows if running),
        frozenset(ref for ref, _running, discounted in rows if discounted),
    )
