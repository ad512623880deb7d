"""The test place and the place of a promoted product in the widget's list: prepared rows, one query, no heavy maths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import connection

from shop_ai.lib.tenancy import shop_scope
from signals.exposure.drawing import Draws, drawn, draws, has_test
from signals.recommend.filters import SHOWABLE
from signals.recommend.served import Served

# Promoted products stand here, counted from 0; a test stands in the middle, where attention is about the list's average.
WIDE_AT: Final = 2
SHORTEST: Final = 4  # a list of fewer places has no room for a promoted product beside a test

# Stock, visibility and the switch are read now; a stage too, so that a test that was stopped is gone at once.
PLACES: Final = f"""
SELECT a.place, a.from_share, a.to_share, a.seed, a.recommendation_id, a.decision_uid, a.prepared_at,
    p.id, p.uid, p.sku, p.title, p.price, p.image_url, p.page_url
FROM signals_exposureplace a
JOIN signals_exposuretest t ON t.shop_id = a.shop_id AND t.id = a.test_id
JOIN catalog_product p ON p.shop_id = a.shop_id AND p.id = a.product_id
WHERE a.shop_id = %(shop)s AND a.is_current AND t.is_current
  AND t.stage = CASE a.place WHEN 'test' THEN 'testing' ELSE 'wide' END
  AND {SHOWABLE}
  AND NOT EXISTS (
      SELECT 1 FROM transparency_automationswitch s
      WHERE s.shop_id = a.shop_id AND s.automation IN ('staged_exposure', 'all') AND NOT s.is_on)
ORDER BY a.place, a.from_share
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the current allocation whose product can be shown now."""

    place: str
    from_share: float
    to_share: float
    seed: int
    recommendation_id: str
    decision_uid: UUID | None
    prepared_at: datetime
    product_id: int
    product_uid: UUID
    sku: str
    title: str
    price: Decimal | None
    image_url: str
    page_url: str


def with_tests(
    shop_id: int, items: Sequence[Served], *, slot: str, sku: str, limit: int, at: datetime
) -> list[Served]:
    """``items`` with what is in test and what was promoted drawn in; never longer than ``limit``.

    An empty list stays empty: without its neighbours a test would tell nothing, and recommending is switched off.
    """
    if not items:
        return []
    return with_places(items, places_of(shop_id), slot=slot, sku=sku, limit=limit, at=at)


def places_of(shop_id: int) -> list[Place]:
    """The current allocation, without what cannot be shown now; one query."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(PLACES, {"shop": shop_id})
        return [Place(*(*row[:3], int(row[3]), *row[4:])) for row in cursor.fetchall()]


def with_places(
    items: Sequence[Served], places: Sequence[Place], *, slot: str, sku: str, limit: int, at: datetime
) -> list[Served]:
    """The same with an allocation that was read already; the page's own product has no place on it."""
    others = [one for one in places if one.sku != sku]
    if not items or not others:
        return list(items)
    return placed(items, others, draws(others[0].seed, slot, sku, at.timestamp()), limit)


def placed(items: Sequence[Served], places: Sequence[Place], given: Draws, limit: int) -> list[Served]:
    """The list with at most one promoted product and one test, by these draws."""
    shown = list(items)
    wide = drawn([one for one in places if one.place == "wide"], given.wide)
    if wide is not None and len(shown) >= SHORTEST and wide.sku not in {item.sku for item in shown}:
        shown = _put(shown, wide, WIDE_AT, "liked_when_new", limit)
    test = drawn([one for one in places if one.place == "test"], given.test)
    length = min(len(shown) + 1, limit)
    if test is not None and has_test(given.has_test, length):
        shown = _put(shown, test, length // 2, "new_in_test", limit)
    return shown


def _put(shown: list[Served], one: Place, at: int, reason: str, limit: int) -> list[Served]:
    """The list with the product at place ``at`` (from 0) and nowhere else, cut to its length."""
    others = [item for item in shown if item.sku != one.sku]
    return [*others[:at], _served(one, at + 1, reason), *others[at:]][:limit]


def _served(one: Place, rank: int, reason: str) -> Served:
    bare = Served(
        sku=one.sku,
        title=one.title,
        price=one.price,
        image_url=one.image_url,
        page_url=one.page_url,
        rank=rank,
        reason_code=reason,
        reason_values={},
        decision_uid=one.decision_uid,
        computed_at=one.prepared_at,
        product_uid=one.product_uid,
        product_id=one.product_id,
    )
    return replace(bare, given_id=one.recommendation_id)
