"""Which order a parcel carries: by the number that the courier was given, else by the tracking number on the order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from catalog.orders.models import DocumentKind, Order
from catalog.orders.personal import open_order
from catalog.parcels.models import Parcel
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.text import fold_digits, tidy

# Orders whose sealed tracking numbers are looked through for parcels that name no order: the latest ones.
MOST_OPENED: Final = 5000
OPENED_BEFORE: Final = timedelta(days=60)


def plain_number(number: str) -> str:
    """``#1041`` and ``N° 1041`` are the order 1041 to whoever typed them at the courier's."""
    return fold_digits(tidy(number)).lower().lstrip("#n°º. ")


def orders_for(shop: ShopContext, parcels: Sequence[Parcel]) -> dict[int, int]:
    """Parcel id -> order id, for those whose order is beyond doubt; inside the scope."""
    found = _by_number([parcel for parcel in parcels if parcel.order_number])
    left = [parcel for parcel in parcels if parcel.pk not in found and not parcel.order_number]
    return found | _by_tracking(left)


def _by_number(parcels: Sequence[Parcel]) -> dict[int, int]:
    wanted = {form for parcel in parcels for form in _forms(parcel.order_number)}
    if not wanted:
        return {}
    sales = Order.objects.filter(kind=DocumentKind.SALE)
    rows = list(sales.filter(number__in=wanted).values_list("pk", "number", "total_amount"))
    rows += sales.filter(external_id__in=wanted).values_list("pk", "external_id", "total_amount")
    named: dict[str, dict[int, object]] = defaultdict(dict)
    for pk, name, total in rows:
        named[plain_number(name)][pk] = total
    ties = {parcel.pk: _only(named[plain_number(parcel.order_number)], parcel) for parcel in parcels}
    return {parcel: order for parcel, order in ties.items() if order is not None}


def _forms(number: str) -> tuple[str, ...]:
    plain = plain_number(number)
    return (number, plain, plain.upper(), f"#{plain}", f"#{plain.upper()}") if plain else ()


def _only(orders: dict[int, object], parcel: Parcel) -> int | None:
    """The one order of the name; among several, the one that costs what the courier collects."""
    if len(orders) > 1:
        orders = {pk: total for pk, total in orders.items() if total == parcel.cash}
    return next(iter(orders)) if len(orders) == 1 else None


def _by_tracking(parcels: Sequence[Parcel]) -> dict[int, int]:
    """The tracking number is sealed with the order: the latest orders without a parcel are opened one by one."""
    numbers = {parcel.tracking.lower(): parcel.pk for parcel in parcels}
    days = [parcel.announced_on or parcel.shipped_on for parcel in parcels]
    first = min((day for day in days if day is not None), default=None)
    if not numbers:
        return {}
    candidates = Order.objects.filter(kind=DocumentKind.SALE, personal__isnull=False, parcels__isnull=True)
    if first is not None:
        candidates = candidates.filter(placed_on__gte=first - OPENED_BEFORE)
    seal, found = current_seal(), {}
    for order in candidates.order_by("-placed_on").only("pk", "uid", "personal", "shop")[:MOST_OPENED]:
        tracking = str(open_order(seal, order).get("tracking", "")).strip().lower()
        if tracking in numbers:
            found[numbers[tracking]] = order.pk
    return found
