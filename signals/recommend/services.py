"""Preparing the lists at night, with the decision that explains them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from shop_ai.lib.tenancy import shop_scope
from signals.recommend.compute import VERSION, WINDOW_DAYS, Candidate, Place, rank
from signals.recommend.models import RecommendationRun, RecommendedItem
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

SLOT = "home"
LEDGER_CANDIDATES = 200

# Counted by parent, so that six colours of one dress are one product. Service codes are no products.
CANDIDATES = """
WITH sold AS (
    SELECT coalesce(p.parent_id, p.id) AS product_id, count(DISTINCT l.order_id) AS n
    FROM catalog_order o
    JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    WHERE o.shop_id = %(shop)s AND o.delivered_on BETWEEN %(since)s AND %(until)s
      AND o.parcel_state <> 'returned' AND o.kind = 'sale' AND NOT l.is_service AND l.amount > 0
    GROUP BY 1
), back AS (
    SELECT coalesce(p.parent_id, p.id) AS product_id, count(DISTINCT l.refund_id) AS n
    FROM catalog_refund r
    JOIN catalog_refundline l ON l.shop_id = r.shop_id AND l.refund_id = r.id
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    WHERE r.shop_id = %(shop)s AND r.refunded_on BETWEEN %(since)s AND %(until)s AND NOT l.is_service
    GROUP BY 1
)
SELECT p.id, coalesce(sold.n, 0), coalesce(back.n, 0), coalesce(m.choice, '')
FROM catalog_product p
LEFT JOIN sold ON sold.product_id = p.id
LEFT JOIN back ON back.product_id = p.id
LEFT JOIN signals_merchantchoice m ON m.shop_id = p.shop_id AND m.product_id = p.id
WHERE p.shop_id = %(shop)s AND p.is_active AND NOT p.is_service AND p.parent_id IS NULL
ORDER BY p.id
"""


def candidates_of(shop_id: int, until: date) -> list[Candidate]:
    """Every product that may be recommended, counted over the window that ends on ``until``."""
    since = until - timedelta(days=WINDOW_DAYS - 1)
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {"shop": shop_id, "since": since, "until": until})
        return [Candidate(*row) for row in cursor.fetchall()]


def _latest_sale_day(shop_id: int, until: date) -> date:
    """The last day with a delivery, so that a shop whose records end earlier still has a window."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(delivered_on) FROM catalog_order WHERE shop_id = %s AND delivered_on <= %s",
            [shop_id, until],
        )
        (latest,) = cursor.fetchone()
    return latest or until


def prepare(shop_id: int, as_of: date) -> int:
    """Make the shop's lists as of a day and return the number of places; nothing when switched off."""
    with shop_scope(shop_id):
        if not is_on("best_sellers"):
            return 0
        until = _latest_sale_day(shop_id, as_of)
        candidates = candidates_of(shop_id, until)
        places = rank(candidates)
        decision = record_decision(
            automation="best_sellers",
            subject="lists",
            version=VERSION,
            inputs={"until": until.isoformat(), "window_days": WINDOW_DAYS, "candidates": len(candidates)},
            candidates=[asdict(c) for c in _worth_keeping(candidates, places)],
            output={"places": [asdict(p) for p in places]},
            reason_code="ranked_by_net_orders",
        )
        RecommendationRun.objects.filter(is_current=True).update(is_current=False)
        run = RecommendationRun.objects.create(
            shop_id=shop_id, model_version=VERSION, decision_uid=decision.uid, computed_at=timezone.now()
        )
        RecommendedItem.objects.bulk_create([_item(shop_id, run, place) for place in places])
        _forget_old_runs(run)
        return len(places)


def _worth_keeping(candidates: list[Candidate], places: list[Place]) -> list[Candidate]:
    """What a replay needs: every place's candidate, and the best of those left out."""
    placed = {place.product_id for place in places}
    left_out = sorted(
        (c for c in candidates if c.product_id not in placed), key=lambda c: c.refunds - c.orders
    )
    kept = placed | {c.product_id for c in left_out[: LEDGER_CANDIDATES - len(placed)]}
    return [c for c in candidates if c.product_id in kept]


def _item(shop_id: int, run: RecommendationRun, place: Place) -> RecommendedItem:
    return RecommendedItem(
        shop_id=shop_id,
        run=run,
        slot=SLOT,
        rank=place.rank,
        product_id=place.product_id,
        score=place.score,
        reason_code=place.reason_code,
        reason_values={"orders": place.net_orders, "days": WINDOW_DAYS},
    )


def _forget_old_runs(current: RecommendationRun) -> None:
    """The ledger keeps the explanation; prepared rows of earlier nights are not read again."""
    old = RecommendationRun.objects.exclude(pk=current.pk)
    RecommendedItem.objects.filter(run__in=old.values("pk")).delete()
    old.delete()
