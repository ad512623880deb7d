"""Letting old rows go: the inbox after 72 hours, salts with their day, raw events when the shop has kept them enough."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from catalog.shops.directory import all_shop_ids, shop_by_id
from shop_ai.lib.tenancy import purpose, shop_scope
from signals.rollups.models import Retention, VisitorSalt

INBOX_KEPT = timedelta(hours=72)
EVENTS_KEPT_MONTHS = 13
DELETED_AT_ONCE = 10_000
# The database refuses to drop younger months: a setting of one shop must not cost another its events.
LEAST_MONTHS_OF_TABLES = 12

OLD_EVENTS = """
DELETE FROM signals_event e USING (
    SELECT occurred_at, event_id FROM signals_event
    WHERE shop_id = %(shop)s AND occurred_at < %(before)s::timestamp AT TIME ZONE 'UTC'
    ORDER BY occurred_at LIMIT %(most)s
) old WHERE e.shop_id = %(shop)s AND e.occurred_at = old.occurred_at AND e.event_id = old.event_id
"""
OLD_SIGNS = """
DELETE FROM catalog_arrivalsign a USING (
    SELECT id FROM catalog_arrivalsign
    WHERE shop_id = %(shop)s AND occurred_at < %(before)s::timestamp AT TIME ZONE 'UTC' LIMIT %(most)s
) old WHERE a.shop_id = %(shop)s AND a.id = old.id
"""
OLD_SESSIONS = """
DELETE FROM signals_session s USING (
    SELECT id FROM signals_session WHERE shop_id = %(shop)s AND day < %(before)s LIMIT %(most)s
) old WHERE s.shop_id = %(shop)s AND s.id = old.id
"""


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


def kept_months(shop_id: int) -> int:
    """For how many months the shop keeps single events."""
    with shop_scope(shop_id):
        return int(Retention.objects.values_list("months", flat=True).first() or EVENTS_KEPT_MONTHS)


def keep_months(shop_id: int, months: int) -> None:
    """Let the shop keep single events for so many months (1 to 60); what is older goes with the next expiry."""
    with shop_scope(shop_id):
        Retention.objects.update_or_create(defaults={"months": months})


def first_kept(today: date, months: int) -> date:
    """The first day that is kept: whole months, so that they can be dropped as a whole."""
    number = today.year * 12 + today.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def forget_events(now: datetime | None = None) -> int:
    """Let go of the raw events that each shop has kept for long enough; returns how many months were dropped whole.

    A month goes as one table when no shop keeps it any more. What a shop keeps for a shorter time than others is
    deleted row by row, in batches, so that no lock lasts.
    """
    today = (now or timezone.now()).date()
    months = {shop_id: kept_months(shop_id) for shop_id in all_shop_ids()}
    longest = max([LEAST_MONTHS_OF_TABLES, *months.values()]) if months else EVENTS_KEPT_MONTHS
    with connection.cursor() as cursor:
        cursor.execute("SELECT signals_drop_events_before(%s)", [first_kept(today, longest)])
        dropped = int(cursor.fetchone()[0])
    for shop_id, kept in months.items():
        for statement in (OLD_EVENTS, OLD_SIGNS, OLD_SESSIONS):
            _delete_old(shop_id, statement, first_kept(today, kept))
    return dropped


def _delete_old(shop_id: int, statement: str, before: date) -> None:
    deleted = DELETED_AT_ONCE
    while deleted == DELETED_AT_ONCE:
        with shop_scope(shop_id), connection.cursor() as cursor:
            cursor.execute(statement, {"shop": shop_id, "before": before, "most": DELETED_AT_ONCE})
            deleted = cursor.rowcount
