"""What the pack of a playlist costs, and where its dates stand. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

# Currencies whose prices are whole numbers in every shop.
WHOLE = {"DZD", "JPY"}


def parts_total(prices: Sequence[tuple[Decimal | None, int]]) -> Decimal | None:
    """The sum of ``(price, quantity)``; None when a price is missing or there is nothing to sum."""
    if not prices or any(price is None for price, _quantity in prices):
        return None
    return sum((price * quantity for price, quantity in prices if price is not None), Decimal(0))


def pack_price(
    rule: str, total: Decimal | None, *, percent: int | None, fixed: Decimal | None, currency: str
) -> Decimal | None:
    """The price of the pack whose parts cost ``total``: ``none`` is the sum, ``rebate`` takes ``percent`` % off.

    Half units go up, so that the rebate is never larger than what was said by more than half a unit. None when it
    cannot be known, and when a fixed price is not below the sum of the parts: a pack never costs more than its parts.
    """
    if total is None:
        return None
    if rule == "fixed":
        return fixed if fixed is not None and fixed <= total else None
    share = Decimal(100 - (percent or 0)) / 100 if rule == "rebate" else Decimal(1)
    unit = Decimal(1) if currency in WHOLE else Decimal("0.01")
    return (total * share).quantize(unit, rounding=ROUND_HALF_UP).quantize(Decimal("0.01"))


def state_of(
    day: date, *, is_published: bool, is_archived: bool, starts_on: date | None, ends_on: date | None
) -> str:
    """``archived``, ``draft``, ``planned``, ``over`` or ``live`` on a shop-local day; both dates are included."""
    if is_archived:
        return "archived"
    if not is_published:
        return "draft"
    if starts_on is not None and day < starts_on:
        return "planned"
    if ends_on is not None and day > ends_on:
        return "over"
    return "live"
