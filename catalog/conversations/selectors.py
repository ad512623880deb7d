"""Reading conversations: counted groups for figures, rows for lists. A constant number of queries each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Count, QuerySet

from catalog.conversations.compute import DAYS_TO_ORDER, Group
from catalog.conversations.incoming import Contact
from catalog.conversations.models import Conversation, ConversationMessage, ReplyScript
from catalog.conversations.personal import open_contact, open_text
from catalog.shops.seals import current_seal
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope

# Whole hours until the first answer, as the bucket that holds them; both ends belong as written: [0, 1), [1, 4) …
BUCKET: Final = """CASE WHEN c.first_reply_at IS NULL THEN 'none'
    WHEN c.first_reply_at - c.started_at < interval '1 hour' THEN '0-1'
    WHEN c.first_reply_at - c.started_at < interval '4 hours' THEN '1-4'
    WHEN c.first_reply_at - c.started_at < interval '8 hours' THEN '4-8'
    WHEN c.first_reply_at - c.started_at < interval '24 hours' THEN '8-24'
    ELSE '24+' END"""
# Days, not moments: sheets of orders often know the day alone.
CONVERTED: Final = """coalesce(o.order_state <> 'cancelled' AND o.parcel_state <> 'refused'
    AND o.placed_on BETWEEN c.started_on AND c.started_on + %(days)s, false)"""


def is_old_enough(day: str) -> str:
    """Whether the days in which a conversation begun on ``day`` may lead to an order are over.

    ``as_of`` is the last day that is known whole: an order of today may still come tonight.
    """
    return f"{day} <= %(as_of)s::date - {DAYS_TO_ORDER}"


_GROUPS: Final = f"""
SELECT c.place, c.origin, {BUCKET}, c.is_qualified, c.outcome, c.lost_reason, coalesce(c.script_id, 0),
    {is_old_enough("c.started_on")}, {CONVERTED}, count(*)
FROM catalog_conversation c LEFT JOIN catalog_order o ON o.shop_id = c.shop_id AND o.id = c.order_id
WHERE c.shop_id = %(shop)s AND c.started_on BETWEEN %(start)s AND %(end)s
    AND (%(channel)s = '' OR c.place = %(channel)s)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
"""


def groups(shop_id: int, period: Period, *, as_of: date, channel: str = "") -> list[Group]:
    """Conversations begun in the period, counted by everything that the page shows. One query.

    ``as_of`` is the last complete day.
    """
    asked: dict[str, Any] = {
        "shop": shop_id,
        "start": period.start,
        "end": period.end,
        "as_of": as_of,
        "days": DAYS_TO_ORDER,
        "channel": channel,
    }
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(_GROUPS, asked)
        return [Group(*row) for row in cursor.fetchall()]


def by_day(shop_id: int, period: Period) -> list[tuple[date, str, int]]:
    """(day, place, how many conversations began). One query."""
    with shop_scope(shop_id):
        rows = Conversation.objects.filter(started_on__range=(period.start, period.end))
        counted = rows.order_by().values_list("started_on", "place").annotate(n=Count("pk"))
        return sorted(counted)


def places(shop_id: int) -> list[str]:
    """The channels on which anybody ever wrote."""
    with shop_scope(shop_id):
        return list(Conversation.objects.order_by("place").values_list("place", flat=True).distinct())


def scripts(shop_id: int, *, archived: bool | None = False) -> list[ReplyScript]:
    """The shop's answers by title; ``archived`` None for all."""
    with shop_scope(shop_id):
        rows: QuerySet[ReplyScript] = ReplyScript.objects.order_by("title")
        return list(rows if archived is None else rows.filter(is_archived=archived))


def script_by_uid(shop_id: int, uid: uuid.UUID) -> ReplyScript | None:
    with shop_scope(shop_id):
        found: ReplyScript | None = ReplyScript.objects.filter(uid=uid).first()
        return found


def whole(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """The same conversations with what a page about them needs."""
    return rows.select_related("customer", "order", "product", "script")


def conversations(shop_id: int) -> QuerySet[Conversation]:
    with shop_scope(shop_id):
        rows: QuerySet[Conversation] = whole(Conversation.objects.all())
        return rows


def conversation_by_uid(shop_id: int, uid: uuid.UUID) -> Conversation | None:
    with shop_scope(shop_id):
        found: Conversation | None = whole(Conversation.objects.filter(uid=uid)).first()
        return found


@dataclass(frozen=True, slots=True)
class Shown:
    """A message with its words opened, empty once they were forgotten."""

    at: datetime
    is_inbound: bool
    kind: str
    text: str


def messages_of(shop_id: int, talk: Conversation) -> list[Shown]:
    """What was said, in order; for people who may see customers."""
    with shop_scope(shop_id):
        seal = current_seal()
        rows = ConversationMessage.objects.filter(conversation=talk).order_by("position")
        return [Shown(row.said_at, row.is_inbound, row.kind, open_text(seal, talk, row)) for row in rows]


def contacts_of(shop_id: int, talks: Sequence[Conversation]) -> dict[int, Contact]:
    """Who wrote each of these conversations, by its id. One query for the seal."""
    with shop_scope(shop_id):
        seal = current_seal()
        return {talk.pk: open_contact(seal, talk) for talk in talks}


def unanswered(shop_id: int, now: datetime) -> int:
    """Open conversations of the last 14 days that have waited for an answer for more than an hour."""
    with shop_scope(shop_id):
        rows = Conversation.objects.filter(first_reply_at__isnull=True, outcome="open")
        count: int = rows.filter(
            started_at__lt=now - timedelta(hours=1), started_at__gte=now - timedelta(days=DAYS_TO_ORDER)
        ).count()
        return count
