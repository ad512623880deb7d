"""Folding events into daily sums, summing them again, and letting old rows go."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from catalog.playlists.models import Playlist
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from catalog.shops.directory import all_shop_ids, shop_by_id
from shop_ai.lib.tenancy import purpose, shop_scope
from signals.rollups import folding
from signals.rollups.models import VisitorSalt

logger = logging.getLogger(__name__)

CLAIMED_AT_ONCE = 2000
INBOX_KEPT = timedelta(hours=72)
EVENTS_KEPT_MONTHS = 13
DELETED_AT_ONCE = 10_000

# Months whose partition is known to be there, so that asking takes no lock.
_months: set[date] = set()


def fold_waiting(limit: int = CLAIMED_AT_ONCE) -> int:
    """Fold up to ``limit`` waiting events of all shops, oldest first, in one transaction; returns how many.

    Safe in several processes at once: rows are claimed with SKIP LOCKED, and marked in the transaction that
    adds them, so that a kill at any moment leaves all or nothing.
    """
    with purpose("drain"):
        claimed = [_contents(shop_id, ids) for shop_id, ids in sorted(_claim(limit).items())]
        # Before the first insert: making a partition locks the parent, and must not wait for rows we hold.
        _make_partitions({month for part in claimed for month in part.months})
        for part in claimed:
            _fold_shop(part)
    return sum(len(part.ids) for part in claimed)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One shop's part of a claim: its rows, the months (first days, UTC) they fall into, the names they carry."""

    shop_id: int
    ids: list[UUID]
    months: list[date]
    skus: list[str]
    playlists: list[str]


def _claim(limit: int) -> dict[int, list[UUID]]:
    claimed: dict[int, list[UUID]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(folding.CLAIM, [limit])
        for shop_id, event_id in cursor.fetchall():
            claimed[shop_id].append(event_id)
    return claimed


def _contents(shop_id: int, ids: list[UUID]) -> Claimed:
    with connection.cursor() as cursor:
        cursor.execute(folding.CONTENTS, [shop_id, ids])
        months, skus, playlists = cursor.fetchone()
    return Claimed(
        shop_id, ids, list(months), [sku for sku in skus if sku], [slug for slug in playlists if slug]
    )


def _make_partitions(months: set[date]) -> None:
    missing = months - _months
    with connection.cursor() as cursor:
        for month in sorted(missing):
            cursor.execute("SELECT signals_make_partition(%s)", [month])
    transaction.on_commit(lambda: _months.update(missing))


def _fold_shop(claimed: Claimed) -> None:
    shop = shop_by_id(claimed.shop_id)
    if shop is None:  # deleted since: nobody else would take its last events away
        with connection.cursor() as cursor:
            cursor.execute(folding.FORGET, [claimed.shop_id, claimed.ids])
        return
    with shop_scope(shop.id):
        _lock(shop.id)
        names = _named(Product, "sku", claimed.skus), _named(Playlist, "slug", claimed.playlists)
        try:
            _fold(shop, claimed.ids, *names)
        except (DataError, IntegrityError):
            _fold_one_by_one(shop, claimed.ids, *names)


def _lock(shop_id: int) -> None:
    """One writer of a shop's sums at a time: a recount must not run between an event and its sum."""
    with connection.cursor() as cursor:
        cursor.execute(folding.LOCK_SHOP, [shop_id % 2**31])


def _named(model: type[Product] | type[Playlist], field: str, names: list[str]) -> dict[str, int]:
    if not names:
        return {}
    return dict(model.objects.filter(**{f"{field}__in": names}).values_list(field, "pk"))


Ids = dict[str, int]


def _fold_one_by_one(shop: ShopContext, ids: list[UUID], products: Ids, playlists: Ids) -> None:
    """A row that cannot be folded is set aside and counted as not readable, so that the others go on."""
    for event_id in ids:
        try:
            _fold(shop, [event_id], products, playlists)
        except (DataError, IntegrityError):
            logger.exception("event cannot be folded", extra={"shop_id": shop.id})
            with connection.cursor() as cursor:
                cursor.execute(folding.PARK, {"shop": shop.id, "ids": [event_id]})


@transaction.atomic
def _fold(shop: ShopContext, ids: list[UUID], products: Ids, playlists: Ids) -> None:
    values: dict[str, Any] = {
        "shop": shop.id,
        "zone": shop.timezone,
        "ids": ids,
        "skus": list(products),
        "products": list(products.values()),
        "slugs": list(playlists),
        "playlists": list(playlists.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(folding.FOLD, values)


def recount(shop_id: int, first: date, last: date) -> None:
    """Replace the daily sums and visitors of ``first`` to ``last`` (shop-local days) by a count of the raw events.

    Days older than the raw events that are still kept must not be recounted: they would become empty.
    """
    days: dict[str, Any] = {"shop": shop_id, "first": first, "last": last}
    with shop_scope(shop_id), connection.cursor() as cursor:
        _lock(shop_id)
        for statement in folding.RECOUNT:
            cursor.execute(statement, days)


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
