"""Writing answers: one an order, the first one counts until a person of the shop corrects it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

from catalog.heard.asking import Screen
from catalog.heard.compute import FORGOTTEN
from catalog.heard.models import HeardAnswer, HeardSettings
from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope

LONGEST_NUMBER = 100


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What was said of one order, by its number."""

    order_number: str
    channel: str
    asked_by: str
    at: datetime
    shown: tuple[str, ...] = ()


def answer(shop: ShopContext, screen: Screen, choice: str, *, language: str = "") -> bool:
    """Keep the answer to a screen; False when the order was answered before, or is not there.

    Raises Invalid for a choice that was not on the screen.
    """
    if choice != FORGOTTEN and choice not in screen.shown:
        raise Invalid(FieldError("#/channel", "unknown_channel", "not on the screen"))
    channel = "" if choice == FORGOTTEN else choice
    with shop_scope(shop.id):
        order = _order(screen)
        if order is None and not screen.number:
            return False
        now = timezone.now()
        said = HeardAnswer(
            shop_id=shop.id,
            channel=channel,
            order=order,
            order_number="" if order else screen.number,
            customer_id=order.customer_id if order else None,
            asked_by=screen.asked_by,
            asked_at=min(screen.asked_at, now),
            answered_at=now,
            answered_on=now.astimezone(shop.zone).date(),
            shown_order=list(screen.shown),
            language=language,
        )
        made = HeardAnswer.objects.bulk_create([said], ignore_conflicts=True)
        return bool(made) and HeardAnswer.objects.filter(uid=said.uid).exists()


def _order(screen: Screen) -> Order | None:
    rows = Order.objects.all()
    found: Order | None
    if screen.order is not None:
        found = rows.filter(uid=screen.order).first()
    else:
        found = rows.filter(number=screen.number).order_by("-pk").first() if screen.number else None
    return found


def answer_on_the_phone(shop: ShopContext, screen: Screen, choice: str) -> bool:
    """What a customer said while their order was confirmed; a person of the shop may correct what was there."""
    with shop_scope(shop.id):
        HeardAnswer.objects.filter(order__uid=screen.order).delete()
        return answer(shop, screen, choice)


def take_answer_back(shop_id: int, order_uid: object) -> bool:
    """Remove the answer of an order, so that it can be asked again."""
    with shop_scope(shop_id):
        return bool(HeardAnswer.objects.filter(order__uid=order_uid).delete()[0])


def bring_answers(shop: ShopContext, said: Sequence[NewAnswer]) -> int:
    """Keep many answers at once; those of orders that are not there or were answered are left out."""
    with shop_scope(shop.id):
        numbers = {one.order_number for one in said}
        orders = {order.number: order for order in Order.objects.filter(number__in=numbers).order_by("pk")}
        known = HeardAnswer.objects.filter(order__number__in=numbers).count()
        HeardAnswer.objects.bulk_create(
            [
                HeardAnswer(
                    shop_id=shop.id,
                    channel=one.channel,
                    order=orders[one.order_number],
                    customer_id=orders[one.order_number].customer_id,
                    asked_by=one.asked_by,
                    asked_at=one.at,
                    answered_at=one.at,
                    answered_on=one.at.astimezone(shop.zone).date(),
                    shown_order=list(one.shown),
                )
                for one in said
                if one.order_number in orders
            ],
            ignore_conflicts=True,
            batch_size=500,
        )
        return int(HeardAnswer.objects.filter(order__number__in=numbers).count() - known)


_TIE = """
UPDATE catalog_heardanswer h SET order_id = o.id, customer_id = o.customer_id, order_number = ''
FROM (SELECT DISTINCT ON (number) id, number, customer_id FROM catalog_order
      WHERE shop_id = %(shop)s AND number <> '' ORDER BY number, id DESC) o
WHERE h.shop_id = %(shop)s AND h.order_id IS NULL AND h.order_number <> '' AND o.number = h.order_number
  AND NOT EXISTS (SELECT FROM catalog_heardanswer t WHERE t.shop_id = h.shop_id AND t.order_id = o.id)
"""


def tie_answers(shop_id: int) -> int:
    """Find the orders of answers that came before them; returns how many were found."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(_TIE, {"shop": shop_id})
        return int(cursor.rowcount)


def change_settings(shop_id: int, *, is_on: bool, options: Sequence[str]) -> None:
    with shop_scope(shop_id):
        HeardSettings.objects.update_or_create(
            shop_id=shop_id, defaults={"is_on": is_on, "options": list(options)}
        )
