"""Reading what product scores are made from: one pass over daily sums, one over the window's orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from catalog.shops.context import ShopContext
from shop_ai.lib.seeds import seed_of
from shop_ai.lib.tenancy import shop_scope
from signals.scores import sql
from signals.scores.decay import day_weights, window_days
from signals.scores.facts import Basis, Frame, ProductFacts
from signals.scores.priors import FLOOR, HALF_LIFE_PRODUCTS, MARGIN_AT_LEAST, VERSION, WEEKS
from signals.scores.settings import Settings

HISTORY_AFTER = timedelta(days=30)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one product, plainly and weighted by age: shown, seen, ordered, outcome known, delivered, came back."""

    shown: tuple[int, Decimal] = (0, ZERO)
    seen: tuple[int, Decimal] = (0, ZERO)
    placed: tuple[int, Decimal] = (0, ZERO)
    known: tuple[int, Decimal] = (0, ZERO)
    delivered: tuple[int, Decimal] = (0, ZERO)
    back: tuple[int, Decimal] = (0, ZERO)
    refused: int = 0
    amount: Decimal = ZERO
    pieces: int = 0
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a run reads. ``assumed`` tells of each product whether its price and its margin are known."""

    frame: Frame
    products: list[ProductFacts]
    until: date
    assumed: dict[int, tuple[bool, bool]] = field(default_factory=dict)
    channel_weeks: list[tuple[Any, ...]] = field(default_factory=list)


def last_day(shop_id: int, as_of: date) -> date:
    """The last day that is read: ``as_of``, or the end of records that ended more than 30 days before it."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(sql.LATEST, {"shop": shop_id, "as_of": as_of})
        (latest,) = cursor.fetchone()
    return latest if latest is not None and as_of - latest > HISTORY_AFTER else as_of


def window(shop: ShopContext, until: date, half_life: int, product: int | None = None) -> dict[str, Any]:
    """The parameters of every statement: days with weights, bounds, shop, and a product or None for all."""
    days = day_weights(until, half_life)
    return {
        "shop": shop.id,
        "currency": shop.currency,
        "product": product,
        # As Postgres writes arrays: hundreds of values take the driver longer one by one than the statement takes.
        "days": f"{{{','.join(str(day) for day, _weight in days)}}}",
        "weights": f"{{{','.join(str(weight) for _day, weight in days)}}}",
        "since": until - timedelta(days=window_days(half_life) - 1),
        "until": until,
        "weeks_since": until - timedelta(days=7 * WEEKS - 1),
    }


def rows_of(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def counts_by_bucket(values: Mapping[str, Any], *, by_week: bool) -> dict[tuple[int, int], Counts]:
    """(product, week back) -> counts; week 0 for the whole window unless ``by_week``."""
    parts: dict[tuple[int, int], dict[str, Any]] = defaultdict(dict)
    of = (sql.BY_WEEK_OF_SIGNAL, sql.BY_WEEK_OF_ORDER, sql.BY_WEEK_OF_REFUND) if by_week else (sql.WHOLE,) * 3
    for product, bucket, shown, shown_w, seen, seen_w in rows_of(sql.SIGNALS.format(bucket=of[0]), values):
        parts[product, bucket] |= {"shown": (int(shown), shown_w), "seen": (int(seen), seen_w)}
    for product, bucket, *pairs, refused, amount, pieces, first in rows_of(
        sql.ORDERS.format(bucket=of[1]), values
    ):
        names = ("placed", "known", "delivered", "back")
        counted = {name: (int(pairs[2 * at]), pairs[2 * at + 1]) for at, name in enumerate(names)}
        parts[product, bucket] |= counted | {
            "refused": refused,
            "amount": amount,
            "pieces": int(pieces),
            "first": first,
        }
    for product, bucket, loose, loose_w in rows_of(sql.LOOSE_RETURNS.format(bucket=of[2]), values):
        back, back_w = parts[product, bucket].get("back", (0, ZERO))
        parts[product, bucket]["back"] = (back + int(loose), back_w + loose_w)
    return {key: Counts(**found) for key, found in parts.items()}


def read_inputs(shop: ShopContext, as_of: date, settings: Settings) -> Inputs:
    """Read the window that ends on ``as_of`` (or with the records) for every product on sale."""
    with shop_scope(shop.id):
        until = last_day(shop.id, as_of)
        values = window(shop, until, HALF_LIFE_PRODUCTS)
        counted = {product: found for (product, _), found in counts_by_bucket(values, by_week=False).items()}
        catalogue = rows_of(sql.PRODUCTS, values)
        by_day = dict(rows_of(sql.SHOP_DAYS, values))
        weekly = _weekly_of(values)
        channel_weeks = rows_of(sql.SHOP_WEEKS, values)
    shop_weeks = _shop_weeks(channel_weeks)
    basis = _basis(counted.values())
    frame = Frame(
        basis,
        seed_of(shop.uid, "product_scores", until, VERSION),
        shop_weeks,
        None if settings.return_cost is None else float(settings.return_cost),
    )
    reader = _Reader(
        basis,
        settings,
        _trials(until, by_day),
        values["since"],
        until,
        len(shop_weeks),
        _middle_price(catalogue, counted),
    )
    products = [reader.facts(row, counted.get(row[0], Counts()), weekly.get(row[0], {})) for row in catalogue]
    assumed = {row[0]: reader.known(row, counted.get(row[0], Counts())) for row in catalogue}
    return Inputs(frame, products, until, assumed, channel_weeks)


def _weekly_of(values: Mapping[str, Any]) -> dict[int, dict[int, int]]:
    """Product -> week back -> delivered orders."""
    weekly: dict[int, dict[int, int]] = defaultdict(dict)
    for product, back, orders in rows_of(sql.WEEKS, values):
        weekly[product][back] = orders
    return dict(weekly)


def _shop_weeks(channel_weeks: list[tuple[Any, ...]]) -> tuple[int, ...]:
    """The shop's delivered orders by week, oldest first, since its first one in the window."""
    counted: dict[int, int] = defaultdict(int)
    for back, _channel, orders in channel_weeks:
        counted[back] += orders
    longest = max(counted, default=-1) + 1
    return tuple(counted.get(back, 0) for back in range(longest - 1, -1, -1))


def _basis(counted: Any) -> Basis:
    """What the shop records well enough to count per: impressions, visits, or nothing but orders."""
    shown = seen = placed = 0
    for counts in counted:
        shown, seen, placed = shown + counts.shown[0], seen + counts.seen[0], placed + counts.placed[0]
    if seen < max(FLOOR, placed):
        return "orders"
    return "exposures" if shown >= seen else "visits"


def _middle_price(catalogue: list[tuple[Any, ...]], counted: Mapping[int, Counts]) -> float:
    prices = sorted(
        float(price) for row in catalogue if (price := _price(row, counted.get(row[0], Counts())))
    )
    return prices[len(prices) // 2] if prices else 1.0


def _price(row: tuple[Any, ...], counts: Counts) -> Decimal | None:
    """The product's price, else what a piece of it sold for in the window."""
    if row[2]:
        return Decimal(row[2])
    return counts.amount / counts.pieces if counts.pieces > 0 else None


def _trials(until: date, by_day: Mapping[date, int]) -> dict[date, tuple[int, float]]:
    """First day -> how many orders of the shop there were from it to the end, plainly and weighted."""
    found, plain, weighted = {}, 0, ZERO
    for day, weight in day_weights(until, HALF_LIFE_PRODUCTS):
        orders = by_day.get(day, 0)
        plain, weighted = plain + orders, weighted + orders * weight
        found[day] = (plain, float(weighted))
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns a row of the catalogue and its counts into facts."""

    basis: Basis
    settings: Settings
    trials: Mapping[date, tuple[int, float]]
    since: date
    until: date
    weeks: int
    middle_price: float

    def facts(self, row: tuple[Any, ...], counts: Counts, weekly: Mapping[int, int]) -> ProductFacts:
        product, category, _listed, cost, created = row
        price = float(_price(row, counts) or self.middle_price)
        margin = price * float(self.settings.margin_share) if cost is None else price - float(cost)
        start = min(day for day in (created, counts.first) if day is not None)
        n, steps = self._steps(counts, start)
        known, delivered = float(counts.known[1]), float(counts.delivered[1])
        back = min(float(counts.back[1]), delivered)
        return ProductFacts(
            product_id=product,
            category=category,
            n=n,
            price=price,
            margin=max(margin, price * MARGIN_AT_LEAST),
            counts=(*steps, (delivered, known), (back, delivered)),
            weekly=self._weekly(weekly, start),
        )

    def known(self, row: tuple[Any, ...], counts: Counts) -> tuple[bool, bool]:
        return _price(row, counts) is not None, row[3] is not None

    def _steps(self, counts: Counts, start: date) -> tuple[int, tuple[tuple[float, float], ...]]:
        """What was counted, and the pairs of the steps before delivery.

        A visit implies that the product was shown, and an order that it was seen, whether recorded or not: trials are
        never fewer than successes. Orders of a product whose visits nobody recorded say nothing of the rate.
        """
        placed, seen, shown = (float(pair[1]) for pair in (counts.placed, counts.seen, counts.shown))
        if self.basis == "orders":
            plain, weighted = self.trials.get(max(start, self.since), (0, 0.0))
            return plain, ((placed, max(weighted, placed)),)
        order = (placed, max(seen, placed)) if seen else (0.0, 0.0)
        if self.basis == "visits":
            return counts.seen[0], (order,)
        return max(counts.shown[0], counts.seen[0]), ((seen, max(shown, seen)), order)

    def _weekly(self, weekly: Mapping[int, int], start: date) -> tuple[int, ...]:
        longest = min(self.weeks, (self.until - start).days // 7 + 1) if start <= self.until else 0
        return tuple(weekly.get(back, 0) for back in range(longest - 1, -1, -1))
