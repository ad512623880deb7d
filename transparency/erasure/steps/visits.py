"""Visits: an order's number led from a visitor to the customer. The path is cut, and past and future are told apart.

The visitor's id is replaced by a fresh one everywhere at once: counts of visitors stay as they were, and what the same
browser sends from now on belongs to nobody known. What was typed into the search goes, with the pages.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from signals.consent.subjects import consent_name
from transparency.erasure.person import Person

# The server that says "ordered" may be early or late; the partitions in between are all that is read.
BEFORE, AFTER = timedelta(days=2), timedelta(days=30)
FRESH_BYTES: Final = 18

VISITORS: Final = """
SELECT DISTINCT visitor FROM signals_event
WHERE shop_id = %(shop)s AND occurred_at BETWEEN %(first)s AND %(last)s
  AND type = 'order' AND order_number = ANY(%(numbers)s) AND visitor <> ''
UNION
SELECT visitor FROM transparency_case WHERE shop_id = %(shop)s AND visitor <> ''
  AND (customer_id = %(customer)s OR order_id = ANY(%(orders)s))
"""
NUMBERS: Final = """
UPDATE signals_event SET order_number = ''
WHERE shop_id = %(shop)s AND occurred_at BETWEEN %(first)s AND %(last)s AND order_number = ANY(%(numbers)s)
"""
INBOX: Final = """
UPDATE signals_inboxevent SET body = body - 'order' - 'query' - 'page' - 'visitor' - 'session' - 'click'
WHERE shop_id = %(shop)s AND (body->>'visitor' = ANY(%(visitors)s) OR body->>'order' = ANY(%(numbers)s))
"""
CLICKS: Final = """
UPDATE catalog_arrivalsign SET click_id = ''
WHERE shop_id = %(shop)s AND click_id <> '' AND event_id IN (
    SELECT event_id FROM signals_event WHERE shop_id = %(shop)s AND visitor = ANY(%(visitors)s))
"""
_FRESH: Final = "(SELECT unnest(%(visitors)s::text[]) AS known, unnest(%(fresh)s::text[]) AS given) f"
# Table -> what changes beside the visitor's id.
RENAMED: Final = {
    "signals_event": ", session = '', query = '', page = ''",
    "signals_session": ", entry_page = ''",
    "signals_dailyvisitor": "",
    "signals_playlistvisitor": "",
    "signals_consent": ", withdrawn_at = coalesce(t.withdrawn_at, greatest(now(), t.given_at))"
    ", proof = jsonb_build_object('given', jsonb_build_object('door', t.proof->'given'->'door'))",
}
GONE: Final = ("signals_dailysearch", "signals_touchedvisitor", "signals_dismissal")


def erase_visits(person: Person) -> int:
    """Cut the path from the visits to the person; returns how many rows lost it."""
    window = _window(person)
    with connection.cursor() as cursor:
        cursor.execute(VISITORS, window)
        visitors = sorted(row[0] for row in cursor.fetchall())
    # The register of consents calls the customer by a name of its own, like a visitor.
    return _forget([*visitors, consent_name(person.uid)], window)


def _forget(visitors: list[str], window: dict[str, Any]) -> int:
    values = window | {"visitors": visitors, "fresh": [secrets.token_urlsafe(FRESH_BYTES) for _ in visitors]}
    gone = [f"DELETE FROM {table} WHERE shop_id = %(shop)s AND visitor = ANY(%(visitors)s)" for table in GONE]
    renamed = [_renaming(table, more) for table, more in RENAMED.items()]
    statements = [NUMBERS, INBOX, CLICKS, *gone, *renamed]
    with connection.cursor() as cursor:
        return sum(_run(cursor, statement, values) for statement in statements)


def _renaming(table: str, more: str) -> str:
    return f"UPDATE {table} t SET visitor = f.given{more} FROM {_FRESH} WHERE t.shop_id = %(shop)s AND t.visitor = f.known"


def _run(cursor: Any, statement: str, values: dict[str, Any]) -> int:
    cursor.execute(statement, values)
    return max(0, int(cursor.rowcount))


def _window(person: Person) -> dict[str, Any]:
    """The time in which the person's orders may have been told of, and what they are called."""
    moments = [order.placed_at for order in person.orders] or [timezone.now()]
    names = {order.number for order in person.orders} | {order.external_id for order in person.orders}
    return {
        "shop": person.shop_id,
        "customer": person.id,
        "orders": person.order_ids,
        "numbers": sorted(name for name in names if name),
        "first": min(moments) - BEFORE,
        "last": max(moments) + AFTER,
    }
