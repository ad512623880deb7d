"""The daily actions on an order: which are possible now, in the words of their buttons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from catalog.orders.models import DocumentKind, Order
from catalog.orders.steps import course_of
from catalog.orders.transitions import IN_TIME, Course, NotPossible, Steps, WrongTime, taken
from catalog.shops.context import ShopContext
from shop_ai.lib.figure import Text
from shop_ai.lib.period import local_day

NOON = time(12)


@dataclass(frozen=True, slots=True)
class Action:
    """A step with its button; ``time`` names the moment that a chosen day sets, "" where none is kept."""

    code: str
    label: Text
    done: Text
    icon: str
    steps: Steps
    time: str = ""
    tone: str = ""


ACTIONS: dict[str, Action] = {
    action.code: action
    for action in (
        Action("confirm", _("Confirm"), _("Confirmed."), "phone", Steps("confirmed"), "confirmed_at"),
        Action(
            "ship",
            _("Mark as shipped"),
            _("Marked as shipped."),
            "truck",
            Steps(parcel_state="in_transit"),
            "shipped_at",
        ),
        Action(
            "deliver",
            _("Mark as delivered"),
            _("Marked as delivered."),
            "circle-check",
            Steps(parcel_state="delivered"),
            "delivered_at",
        ),
        Action(
            "refuse",
            _("Refused at the door"),
            _("Marked as refused."),
            "x",
            Steps(parcel_state="refused"),
            "closed_at",
            "danger",
        ),
        Action(
            "return",
            _("Came back after delivery"),
            _("Marked as returned."),
            "undo-2",
            Steps(parcel_state="returned"),
            "closed_at",
            "danger",
        ),
        Action(
            "cancel", _("Cancel the order"), _("Cancelled."), "x", Steps("cancelled"), "closed_at", "danger"
        ),
        Action(
            "collect",
            _("Collected by the courier"),
            _("The courier has the money."),
            "wallet",
            Steps(money_state="collected"),
        ),
        Action(
            "receive", _("Money received"), _("The money is here."), "wallet", Steps(money_state="paid_out")
        ),
    )
}
BULK = ("confirm", "ship")


def possible(order: Order, now: datetime) -> list[Action]:
    """What can be done with the order now, the natural next step first."""
    if order.kind == DocumentKind.ADJUSTMENT:
        return []
    course = course_of(order)
    return [action for action in ACTIONS.values() if _changes(course, action.steps, now)]


def _changes(course: Course, steps: Steps, now: datetime) -> bool:
    try:
        return taken(course, steps, now) != course
    except (NotPossible, WrongTime):
        return False


def steps_on(shop: ShopContext, order: Order, action: Action, day: date | None, now: datetime) -> Steps:
    """The action's steps on a day of the shop; without a day, or today, they happen now."""
    if day is None or not action.time or day == local_day(now, shop.zone):
        return action.steps
    moment = datetime.combine(day, NOON, shop.zone)
    course = course_of(order)
    earlier = [at for name in IN_TIME if name != action.time and (at := getattr(course, name)) is not None]
    same_day = [at for at in earlier if local_day(at, shop.zone) == day]
    return replace(action.steps, **{action.time: max([moment, *same_day])})
