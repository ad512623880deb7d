"""Folding events into daily sums, and summing them again from the raw ones."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, connection, models, transaction

from catalog.content.models import ContentPiece
from catalog.playlists.models import Playlist
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.tenancy import purpose, shop_scope
from shop_ai.lib.text import normalise
from signals.rollups import folding
from signals.sessions.services import Touched, count_sessions, recount_sessions

logger = logging.getLogger(__name__)

CLAIMED_AT_ONCE = 2000
LONGEST_TERM = 120

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


def fold_now(shop_id: int, ids: list[UUID]) -> None:
    """Fold these waiting events of the shop in scope, in the caller's transaction; see :func:`make_months`."""
    _fold_shop(_contents(shop_id, ids))


@transaction.atomic
def make_months(months: set[date]) -> None:
    """Make the partitions of these months (first days, UTC); before a long transaction, since it locks the table."""
    _make_partitions(months)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One shop's part of a claim: its rows, the months (first days, UTC) they fall into, the names they carry."""

    shop_id: int
    ids: list[UUID]
    months: list[date]
    skus: list[str]
    playlists: list[str]
    contents: list[str]
    queries: list[str]


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
        months, *names = cursor.fetchone()
    return Claimed(shop_id, ids, list(months), *([name for name in found if name] for found in names))


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
        values = _values(shop, claimed)
        try:
            _fold(shop, claimed.ids, values)
        except (DataError, IntegrityError):
            _fold_one_by_one(shop, claimed.ids, values)


def _values(shop: ShopContext, claimed: Claimed) -> dict[str, Any]:
    """What the fold is told: the shop, its zone, and each name that an event may carry with what it stands for."""
    products = _named(Product, "sku", claimed.skus)
    playlists = _named(Playlist, "slug", claimed.playlists)
    contents = _named(ContentPiece, "uid", claimed.contents)
    return {
        "shop": shop.id,
        "zone": shop.timezone,
        "skus": list(products),
        "products": list(products.values()),
        "slugs": list(playlists),
        "playlists": list(playlists.values()),
        "uids": list(contents),
        "contents": list(contents.values()),
    } | _terms(claimed.queries)


def _terms(queries: Iterable[str]) -> dict[str, list[str]]:
    """Each text that was searched beside its normal form."""
    known = list(queries)
    return {"queries": known, "terms": [normalise(query)[:LONGEST_TERM] for query in known]}


def _lock(shop_id: int) -> None:
    """One writer of a shop's sums at a time: a recount must not run between an event and its sum."""
    with connection.cursor() as cursor:
        cursor.execute(folding.LOCK_SHOP, [shop_id % 2**31])


def _named(model: type[models.Model], field: str, names: list[str]) -> dict[str, int]:
    if not names:
        return {}
    found = model._default_manager.filter(**{f"{field}__in": names}).values_list(field, "pk")
    return {str(name): number for name, number in found}


def _fold_one_by_one(shop: ShopContext, ids: list[UUID], values: dict[str, Any]) -> None:
    """A row that cannot be folded is set aside and counted as not readable, so that the others go on."""
    for event_id in ids:
        try:
            _fold(shop, [event_id], values)
        except (DataError, IntegrityError):
            logger.exception("event cannot be folded", extra={"shop_id": shop.id})
            with connection.cursor() as cursor:
                cursor.execute(folding.PARK, {"shop": shop.id, "ids": [event_id]})


@transaction.atomic
def _fold(shop: ShopContext, ids: list[UUID], values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(folding.FOLD, values | {"ids": ids})
        touched = [Touched(*row) for row in cursor.fetchall()]
    count_sessions(shop, touched)


def recount(
    shop_id: int, first: date, last: date, *, with_sessions: bool = True, whole_since: date | None = None
) -> None:
    """Replace all sums (and sessions) of ``first`` to ``last`` (shop-local days) by a count of the raw events.

    Days older than the raw events that are still kept are left as they are: they would become empty. Whoever
    deletes raw events says ``whole_since``: :func:`first_whole_day` before they went.
    """
    with shop_scope(shop_id):
        _lock(shop_id)
        shop = shop_by_id(shop_id)
        if shop is None:
            return
        first = max(first, whole_since or first_whole_day(shop_id))
        days: dict[str, Any] = {"shop": shop_id, "zone": shop.timezone, "first": first, "last": last}
        with connection.cursor() as cursor:
            for statement in folding.RECOUNT:
                cursor.execute(statement, days)
        _recount_searches(days)
        if with_sessions:
            recount_sessions(shop, first, last)


def first_whole_day(shop_id: int) -> date:
    """The first day of which every raw event is still there; the day after when sums tell of older ones."""
    with connection.cursor() as cursor:
        cursor.execute(folding.FIRST_WHOLE_DAY, {"shop": shop_id})
        found: date = cursor.fetchone()[0]
    return found


def _recount_searches(days: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(folding.CLEAR_SEARCHES, days)
        cursor.execute(folding.QUERIES_OF_DAYS, days)
        queries = cursor.fetchone()[0]
        if queries:
            cursor.execute(folding.RECOUNT_SEARCHES, days | _terms(queries))
