"""Touches of orders for the tests of credit: visits that led to an order, conversations, codes and answers."""

from __future__ import annotations

import itertools
import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Sum

from attribution.credit.models import CreditEntry, CreditShare
from attribution.credit.rules import ORDER_RULES
from attribution.credit.services import give_credit
from attribution.kpis.services import recompute_days
from catalog.codes.models import CodeUse, PlaylistCode
from catalog.conversations.models import Conversation
from catalog.heard.models import HeardAnswer
from catalog.orders.models import Order
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose
from signals.rollups.models import Event
from signals.sessions.models import Session

_number = itertools.count(1)


def a_visit(shop_id: int, visitor: str, at: datetime, channel: str, **fields: Any) -> Session:
    counts = dict.fromkeys(
        "events pages product_views acts carts messages checkouts orders seconds".split(), 0
    )
    session: Session = Session.objects.create(
        shop_id=shop_id,
        visitor=visitor,
        run_started_at=at,
        started_at=at,
        ended_at=at,
        first_event=uuid.uuid4(),
        day=at.date(),
        channel=channel,
        **{**counts, **fields},
    )
    return session


def came_by(order: Order, *visits: tuple[float, str], campaign: str = "", agreed: bool = True) -> str:
    """Visits of one visitor, (days before the order, channel) each, and the event that names the order."""
    visitor = f"visitor-{next(_number)}"
    if agreed:
        Consent.objects.create(
            shop_id=order.shop_id, visitor=visitor, purpose=Purpose.MEASUREMENT, given_at=order.placed_at
        )
    last = min(days for days, _channel in visits)
    for days, channel in visits:
        at = order.placed_at - timedelta(days=days)
        a_visit(order.shop_id, visitor, at, channel, campaign=campaign, orders=int(days == last))
    if not order.number:
        Order.objects.filter(pk=order.pk).update(number=order.external_id)
    _make_partition(order.placed_on.replace(day=1))
    Event.objects.create(
        shop_id=order.shop_id,
        event_id=uuid.uuid4(),
        occurred_at=order.placed_at,
        day=order.placed_on,
        type="order",
        visitor=visitor,
        order_number=order.number or order.external_id,
    )
    return visitor


def _make_partition(month: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT signals_make_partition(%s::date)", [month])


def a_talk(shop_id: int, at: datetime, channel: str, **fields: Any) -> Conversation:
    values = {
        "source": "typed",
        "external_id": f"talk-{next(_number)}",
        "started_at": at,
        "started_on": at.date(),
    }
    talk: Conversation = Conversation.objects.create(shop_id=shop_id, channel=channel, **{**values, **fields})
    return talk


def heard(order: Order, channel: str) -> None:
    HeardAnswer.objects.create(
        shop_id=order.shop_id,
        order=order,
        channel=channel,
        asked_by="call",
        asked_at=order.placed_at,
        answered_at=order.placed_at,
        answered_on=order.placed_on,
    )


def a_code(shop_id: int, channel: str) -> PlaylistCode:
    word = f"CODE{next(_number)}"
    code: PlaylistCode = PlaylistCode.objects.create(
        shop_id=shop_id, code=word, normalised=word, link=word.lower(), channel=channel
    )
    return code


def coded(order: Order, code: PlaylistCode) -> None:
    CodeUse.objects.create(
        shop_id=order.shop_id, code=code, order=order, used_at=order.placed_at, used_on=order.placed_on
    )


def night(shop_id: int, as_of: date, *, every: bool = False) -> dict[str, int]:
    """The key figures take the marks, then credit is given."""
    recompute_days(shop_id)
    return give_credit(shop_id, as_of, every=every)


def credited(shop_id: int, rule: str, **which: Any) -> dict[str, Decimal]:
    """What stands to each channel's credit, by entries; channels at zero are left out."""
    with shop_scope(shop_id):
        rows = CreditEntry.objects.filter(**which).values_list("channel").annotate(Sum(rule)).order_by()
        return {channel: amount for channel, amount in rows if amount}


def totals(shop_id: int, **which: Any) -> set[Decimal]:
    """The sum under each rule; one number when the rules agree, as they must."""
    with shop_scope(shop_id):
        sums = CreditEntry.objects.filter(**which).aggregate(**{rule: Sum(rule) for rule in ORDER_RULES})
        return {sums[rule] or Decimal(0) for rule in ORDER_RULES}


def shares(shop_id: int, rule: str, days: int = 90, window: int = 30) -> dict[str, CreditShare]:
    with shop_scope(shop_id):
        rows = CreditShare.objects.filter(days=days, window=window, rule=rule)
        return {row.channel: row for row in rows}
