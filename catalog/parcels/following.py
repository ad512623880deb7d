"""The one way in which a parcel's movement reaches its order: state, dates and money, in one transaction.

Key figures, credit and playlist results read orders; the database marks the days that change here, so the same night
computes them anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from catalog.codes.settling import settle_codes
from catalog.imports.models import ImportBatch
from catalog.orders.models import DocumentKind, MoneyState, Order
from catalog.orders.steps import STATES, TIMES, course_of
from catalog.parcels import journal
from catalog.parcels.course import Heard, Stand, stand_of
from catalog.parcels.flow import followed
from catalog.parcels.models import Parcel, ParcelEvent
from catalog.parcels.writing import write_columns
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day

UNPAID: Final = frozenset({MoneyState.UNPAID, MoneyState.COLLECTED})
DAYS: Final = ("placed_on", "confirmed_on", "shipped_on", "delivered_on")
WRITTEN: Final = (*STATES, *TIMES, *DAYS[1:], "received_on", "delivery_date_known", "updated_at")


def follow(shop: ShopContext, parcels: Sequence[Parcel], stamp: datetime, batch: ImportBatch | None) -> int:
    """Let the orders of these parcels follow; how many changed. Inside the scope and the caller's transaction."""
    ids = {parcel.order_id for parcel in parcels if parcel.order_id is not None}
    if not ids:
        return 0
    held = Order.objects.select_for_update(no_key=True).filter(pk__in=ids, kind=DocumentKind.SALE)
    orders = list(held.order_by("pk"))
    leading = _leading(ids)
    before = journal.image_of_orders(batch, [order.pk for order in orders])
    changed = [order for order in orders if order.pk in leading and _move(shop, order, *leading[order.pk])]
    for order in changed:
        order.updated_at = stamp
    write_columns(Order, changed, WRITTEN)
    journal.keep(batch, before, {order.pk for order in changed})
    if any(order.code for order in changed):
        settle_codes(shop)  # a refused parcel gives the use of its code back
    return len(changed)


def _leading(order_ids: set[int]) -> dict[int, tuple[Parcel, Stand, date | None]]:
    """Of each order the parcel that speaks for it: one that arrived, else the one that was heard of last.

    The third is the day when all the cash of the order had come in, None while some is still out.
    """
    found: dict[int, list[Parcel]] = defaultdict(list)
    for parcel in Parcel.objects.filter(order__in=order_ids).select_related("remittance").order_by("pk"):
        found[parcel.order_id].append(parcel)
    heard: dict[int, list[Heard]] = defaultdict(list)
    events = ParcelEvent.objects.filter(parcel__order__in=order_ids)
    for parcel_id, at, raw, state in events.values_list("parcel", "at", "raw", "state"):
        heard[parcel_id].append(Heard(at, raw, state))
    leading = {}
    for order_id, several in found.items():
        best = max(several, key=_precedence)
        leading[order_id] = (best, stand_of(heard[best.pk]), _received_on(several))
    return leading


def _precedence(parcel: Parcel) -> tuple[bool, float, int]:
    moment = parcel.state_at.timestamp() if parcel.state_at else 0.0
    return parcel.state == "delivered", moment, parcel.pk


def _received_on(parcels: Sequence[Parcel]) -> date | None:
    """The last handing over, once no delivered parcel with cash waits for one."""
    days = [parcel.remittance.received_on for parcel in parcels if parcel.remittance]
    waits = any(parcel.state == "delivered" and parcel.cash and not parcel.remittance for parcel in parcels)
    return max(days) if days and not waits else None


def _move(shop: ShopContext, order: Order, parcel: Parcel, stand: Stand, received_on: date | None) -> bool:
    """Set what follows from the parcel; whether anything is other than before."""
    has_cash = parcel.cash is None or parcel.cash > 0
    after = followed(course_of(order), stand, is_remitted=received_on is not None, has_cash=has_cash)
    values = {name: getattr(after, name) for name in (*STATES, *TIMES)}
    values["received_on"] = None if after.money_state in UNPAID else received_on or order.received_on
    for name in TIMES[:3]:
        moment = getattr(after, name)
        if moment != getattr(order, name):
            values[name.replace("_at", "_on")] = local_day(moment, shop.zone) if moment else None
    if after.delivered_at is not None and after.delivered_at != order.delivered_at:
        values["delivery_date_known"] = True
    changed = {name: value for name, value in values.items() if getattr(order, name) != value}
    for name, value in changed.items():
        setattr(order, name, value)
    return bool(changed)
