"""Letting old rows go: the inbox after 72 hours, salts with their day, raw events when the shop has kept them enough."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from catalog.shops.directory import all_shop_ids, shop_by_id
from shop_ai.lib.tenancy import purpose, shop_scope
from signals.rollups.models import VisitorSalt

INBOX_KEPT = timedelta(hours=72)
EVENTS_KEPT_MONTHS = 13
DELETED_AT_ONCE = 10_000


def forget_inbox(now: datetime | None = None) -> int:
    """Delete folded inbox rows older than 72 hours, in batches; returns how many."""
    before = (now or timezone.now()) - INBOX_KEPT
    deleted = 0
    while True:
        with purpose("drain"), connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM signals_inboxevent WHERE ctid = ANY(ARRAY("
                "SELECT ctid FROM signals_inboxevent WHERE is_folded AND received_at < %s LIMIT %s))",
                [before, DELETED_AT_ONCE],
            )
            batch: int = cursor.rowcount
        deleted += batch
        if batch < DELETED_AT_ONCE:
            return deleted


def forget_salts(now: datetime | None = None) -> int:
    """Delete each shop's salts of days before its today; returns how many.

    Yesterday's goes too: the ids of a day can be made again only while that day lasts.
    """
    moment, deleted = now or timezone.now(), 0
    for shop_id in all_shop_ids():
        shop = shop_by_id(shop_id)
        if shop is not None:
            with shop_scope(shop_id):
                today = moment.astimezone(shop.zone).date()
                deleted += int(VisitorSalt.objects.filter(day__lt=today).delete()[0])
    return deleted


def forget_events(now: datetime | None = None) -> int:
    """Drop the months of raw events that ended more than 13 months ago; returns how many."""
    today = (now or timezone.now()).date()
    months = today.year * 12 + today.month - 1 - EVENTS_KEPT_MONTHS
    first_kept = date(months // 12, months % 12 + 1, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT signals_drop_events_before(%s)", [first_kept])
        return int(cursor.fetchone()[0])
