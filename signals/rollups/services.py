"""Folding events into daily sums, and summing them again from the raw ones."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, connection, models, transaction

from catalog.content.models import ContentPiece
from catalog.playlists.models import Playlist, PlaylistAddress
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.tenancy import purpose, shop_scope
from shop_ai.lib.text import normalise
from signals.rollups import folding
from signals.rollups.placing import place_arrivals
from signals.sessions.services import (
    COUNTED_AT_ONCE,
    Touched,
    count_sessions,
    note_touched,
    recount_sessions,
    shops_with_touched,
    take_due,
)

logger = logging.getLogger(__name__)

CLAIMED_AT_ONCE = 2000
LONGEST_TERM = 120
BUSY_SECONDS = 2.0

# Months whose partition is known to be there, so that asking takes no lock.
_months: set[date] = set()
# Shops that somebody else was writing, and until when they are passed over.
_busy: dict[int, float] = {}

# What becomes of the visitors whom a fold touched.
Keep = Callable[[ShopContext, Sequence[Touched]], None]


def fold_waiting(limit: int = CLAIMED_AT_ONCE, *, in_turn: bool = False) -> int:
    """Fold up to ``limit`` waiting events of all shops, oldest first, in one transaction; returns how many.

    Safe in several processes at once: rows are claimed with SKIP LOCKED, and marked in the transaction that
    adds them, so that a kill at any moment leaves all or nothing. ``in_turn`` is for the process that folds all day:
    sessions are left to :func:`count_due_sessions`, and a shop whose sums somebody else is writing (an import, a
    recount) is passed over for a moment, so that the others need not wait for it.
    """
    busy = [shop_id for shop_id, until in _busy.items() if until > time.monotonic()] if in_turn else []
    with purpose("drain"):
        claimed = [_contents(shop_id, ids) for shop_id, ids in sorted(_claim(limit, busy).items())]
        # Before the first insert: making a partition locks the parent, and must not wait for rows we hold.
        _make_partitions({month for part in claimed for month in part.months})
        return sum(_fold_shop(part, in_turn=in_turn) for part in claimed)


def count_due_sessions(*, at_once: bool = False) -> int:
    """Count the sessions of the visitors whom folding noted and whose time has come; returns how many visitors.

    ``at_once`` takes all of them. One transaction a shop: a kill leaves a note, and the sessions as they were.
    """
    return sum(_count_sessions_of(shop_id, at_once=at_once) for shop_id in shops_with_touched())


def _count_sessions_of(shop_id: int, *, at_once: bool) -> int:
    shop, counted = shop_by_id(shop_id), 0
    while shop is not None:
        with shop_scope(shop_id):
            _lock(shop_id)
            touched = take_due(shop, at_once=at_once)
            count_sessions(shop, touched)
        counted += len(touched)
        if len(touched) < COUNTED_AT_ONCE:
            break
    return counted


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


def _claim(limit: int, busy: list[int]) -> dict[int, list[UUID]]:
    claimed: dict[int, list[UUID]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(folding.CLAIM, [busy, limit])
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


def _fold_shop(claimed: Claimed, *, in_turn: bool = False) -> int:
    """Fold one shop's part and return how many; 0 when, in turn, somebody else holds the shop."""
    shop = shop_by_id(claimed.shop_id)
    if shop is None:  # deleted since: nobody else would take its last events away
        with connection.cursor() as cursor:
            cursor.execute(folding.FORGET, [claimed.shop_id, claimed.ids])
        return len(claimed.ids)
    with shop_scope(shop.id):
        if in_turn and not _try_lock(shop.id):
            _busy[shop.id] = time.monotonic() + BUSY_SECONDS
            return 0
        _lock(shop.id)
        placed = place_arrivals(shop, claimed.ids)
        values, keep = _values(shop, claimed), note_touched if in_turn else count_sessions
        values |= placed.as_values()
        try:
            _fold(shop, claimed.ids, values, keep)
        except (DataError, IntegrityError):
            _fold_one_by_one(shop, claimed.ids, values, keep)
        placed.note()
    return len(claimed.ids)


def _values(shop: ShopContext, claimed: Claimed) -> dict[str, Any]:
    """What the fold is told: the shop, its zone, and each name that an event may carry with what it stands for."""
    products = _named(Product, "sku", claimed.skus)
    playlists = _playlists(claimed.playlists)
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


def _try_lock(shop_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(folding.TRY_LOCK_SHOP, [shop_id % 2**31])
        return bool(cursor.fetchone()[0])


def _named(model: type[models.Model], field: str, names: list[str]) -> dict[str, int]:
    if not names:
        return {}
    found = model._default_manager.filter(**{f"{field}__in": names}).values_list(field, "pk")
    return {str(name): number for name, number in found}


def _playlists(slugs: list[str]) -> dict[str, int]:
    """Playlists by the address that they have, or had when a page still open was loaded."""
    if not slugs:
        return {}
    left = PlaylistAddress.objects.filter(slug__in=slugs).values_list("slug", "playlist_id")
    return {str(slug): playlist for slug, playlist in left} | _named(Playlist, "slug", slugs)


def _fold_one_by_one(shop: ShopContext, ids: list[UUID], values: dict[str, Any], keep: Keep) -> None:
    """A row that cannot be folded is set aside and counted as not readable, so that the others go on."""
    for event_id in ids:
        try:
            _fold(shop, [event_id], values, keep)
        except (DataError, IntegrityError):
            logger.exception("event cannot be folded", extra={"shop_id": shop.id})
            with connection.cursor() as cursor:
                cursor.execute(folding.PARK, {"shop": shop.id, "ids": [event_id]})


@transaction.atomic
def _fold(shop: ShopContext, ids: list[UUID], values: dict[str, Any], keep: Keep) -> None:
    with connection.cursor() as cursor:
        cursor.execute(folding.FOLD, values | {"ids": ids})
        touched = [Touched(*row) for row in cursor.fetchall()]
    keep(shop, touched)


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
            cursor.execute(folding.ROOM)
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
