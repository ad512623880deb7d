"""Reading answers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count

from catalog.heard.compute import Said
from catalog.heard.models import HeardAnswer, HeardSettings
from catalog.orders.models import Order
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.holds import is_held, subject


def said_in(shop_id: int, period: Period) -> list[Said]:
    """The answers of a period. One query."""
    with shop_scope(shop_id):
        rows = HeardAnswer.objects.filter(answered_on__range=(period.start, period.end)).order_by("pk")
        return [Said(channel, tuple(shown)) for channel, shown in rows.values_list("channel", "shown_order")]


def answers_in(shop_id: int, period: Period) -> list[HeardAnswer]:
    """The answers themselves with their orders, the latest first."""
    with shop_scope(shop_id):
        rows = HeardAnswer.objects.filter(answered_on__range=(period.start, period.end))
        return list(rows.select_related("order").order_by("-answered_at", "-pk"))


def orders_placed_in(shop_id: int, period: Period) -> int:
    """Orders that could have been asked, to see how many were."""
    with shop_scope(shop_id):
        placed = Order.objects.filter(placed_on__range=(period.start, period.end), kind="sale")
        found: int = placed.aggregate(n=Count("pk"))["n"]
        return found


def answer_of(shop_id: int, order_uid: uuid.UUID) -> HeardAnswer | None:
    with shop_scope(shop_id):
        found: HeardAnswer | None = HeardAnswer.objects.filter(order__uid=order_uid).first()
        return found


def order_exists(shop_id: int, order_uid: uuid.UUID) -> bool:
    with shop_scope(shop_id):
        return bool(Order.objects.filter(uid=order_uid).exists())


def is_left_alone(shop_id: int, *, order: uuid.UUID | None = None, number: str = "") -> bool:
    """Whether a person has taken over the customer of the order: then nothing is asked by itself."""
    with shop_scope(shop_id):
        named = Order.objects.filter(uid=order) if order else Order.objects.filter(number=number)
        uids = named.order_by("-pk").values_list("customer__uid", flat=True)[:1]
        return is_held(*(subject("customer", uid) for uid in uids if uid is not None))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the owner set."""

    is_on: bool = True
    options: tuple[str, ...] = ()


def chosen_settings(shop_id: int) -> Chosen:
    with shop_scope(shop_id):
        found = HeardSettings.objects.first()
        return Chosen(found.is_on, tuple(found.options)) if found else Chosen()
