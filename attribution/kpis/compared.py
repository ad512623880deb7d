"""What figure cards are made from: a period beside those it is compared with, and the parts that all cards share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from attribution.kpis.asked import Asked
from attribution.kpis.compute import FLOOR, Fig, Row, Sums
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_number

Read = Callable[[Row], Fig]
Total = Callable[[Sums], Decimal | int]


@dataclass(frozen=True, slots=True)
class Compared:
    """A period's row with those it is compared with, its days and its months, for trends."""

    shop: ShopContext
    asked: Asked
    current: Row
    previous: Row
    matched: Row
    days: Sequence[Sums]
    months: Sequence[Row]
    targets: Mapping[str, Decimal] = field(default_factory=dict)

    def rows_url(self, figure: str) -> str:
        address = reverse("kpi-rows", kwargs={"slug": self.shop.slug, "figure": figure})
        return f"{address}?{self.asked.query}"

    def import_url(self) -> str:
        return reverse("imports", kwargs={"slug": self.shop.slug})


def shown(fig: Fig) -> dict[str, Any]:
    return {"value": fig.value, "low": fig.low, "high": fig.high, "n": fig.n}


def compare(data: Compared, read: Read) -> dict[str, Any]:
    return {
        **shown(read(data.current)),
        "previous": read(data.previous).value,
        "matched": read(data.matched).value,
        "floor": FLOOR,
        "computed_at": data.asked.computed_at,
    }


def total(data: Compared, read: Total) -> dict[str, Any]:
    return {
        "value": read(data.current.sums),
        "previous": read(data.previous.sums),
        "matched": read(data.matched.sums),
        "trend": tuple(float(read(day)) for day in data.days),
        "computed_at": data.asked.computed_at,
    }


def ratio(part: Decimal | int, whole: Decimal | int) -> float | None:
    return float(part) / float(whole) if whole else None


def orders_words(count: int) -> str:
    return ngettext("%(n)s order", "%(n)s orders", count) % {"n": format_number(count)}


def as_float(value: Decimal | float | None) -> float | None:
    return None if value is None else float(value)
