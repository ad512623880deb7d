"""Steps of an order on its row, with refusals in words."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.orders.models import MoneyState, Order
from catalog.orders.transitions import Course, NotPossible, Steps, WrongTime, taken
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.refusals import Conflict, FieldError, Invalid

STATES = ("order_state", "parcel_state", "money_state")
TIMES = ("confirmed_at", "shipped_at", "delivered_at", "closed_at")


def course_of(order: Order) -> Course:
    """Where the order stands, as the arithmetic of steps reads it."""
    return Course(placed_at=order.placed_at, **{name: getattr(order, name) for name in (*STATES, *TIMES)})


def take(shop: ShopContext, order: Order, steps: Steps) -> None:
    """Move the order along and date each step by the shop's local day; the row is not saved here.

    Raises Conflict for a step that is not possible and Invalid for a time that does not fit.
    """
    before = course_of(order)
    try:
        after = taken(before, steps, timezone.now())
    except NotPossible as refused:
        raise Conflict(_why_not(refused), code=refused.code) from refused
    except WrongTime as refused:
        raise Invalid(FieldError(f"#/{refused.field}", refused.code, _wrong_time(refused))) from refused
    if after.delivered_at != before.delivered_at:
        order.delivery_date_known = True
    for name in (*STATES, *TIMES):
        setattr(order, name, getattr(after, name))
    order.placed_on = local_day(order.placed_at, shop.zone)
    for name in TIMES[:3]:
        moment = getattr(order, name)
        setattr(order, name.replace("_at", "_on"), local_day(moment, shop.zone) if moment else None)
    if after.money_state != before.money_state and after.money_state == MoneyState.PAID_OUT:
        # What was paid before it was delivered counts as received with the delivery.
        order.received_on = max(local_day(timezone.now(), shop.zone), order.delivered_on or order.placed_on)


def _why_not(refused: NotPossible) -> str:
    about = {"before": refused.before, "after": refused.after}
    texts = {
        "already_shipped": _("The parcel has left: it can be refused or delivered, not cancelled."),
        "cancelled": _("The order is cancelled: its parcel does not move any more."),
        "record_a_refund": _("Record a refund: the money state follows from the refunds."),
    }
    return texts.get(refused.code) or _("It is %(before)s and cannot become %(after)s.") % about


def _wrong_time(refused: WrongTime) -> str:
    if refused.code == "not_reached":
        return _("The order has not come that far.")
    return _("This time is before an earlier step or after a later one.")
