"""Who is tested: new products enter by themselves, wait for a free cell, and leave it while they cannot be shown."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import F, Q

from catalog.products.models import ProductHold
from shop_ai.lib.period import DAY
from signals.exposure.automations import STAGED_EXPOSURE
from signals.exposure.compute import Waiting, opened
from signals.exposure.models import ExposureKind, ExposureTest, Stage
from signals.exposure.rules import MOST_OPEN, MOST_WAITING, NEW_DAYS, VERSION
from signals.recommend.models import MerchantChoice
from transparency.ledger.services import record_decision

# New in the catalogue, and never sold before it came there: what an import brings with its history is not new. What the
# shop pinned or hid has its word already.
NEW_PRODUCTS: Final = """
SELECT p.id, p.title FROM catalog_product p
WHERE p.shop_id = %(shop)s AND p.is_active AND NOT p.is_service AND p.parent_id IS NULL
    AND p.created_at >= %(since)s AND (p.stock IS NULL OR p.stock > 0)
    AND NOT EXISTS (
        SELECT 1 FROM catalog_producthold h
        WHERE h.shop_id = p.shop_id AND h.product_id = p.id AND h.lifted_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM signals_merchantchoice m WHERE m.shop_id = p.shop_id AND m.product_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM signals_exposuretest t WHERE t.shop_id = p.shop_id AND t.product_id = p.id)
    AND NOT EXISTS (
        SELECT 1 FROM catalog_orderline l
        JOIN catalog_order o ON o.shop_id = l.shop_id AND o.id = l.order_id
        JOIN catalog_product v ON v.shop_id = l.shop_id AND v.id = l.product_id
        WHERE l.shop_id = p.shop_id AND coalesce(v.parent_id, v.id) = p.id AND o.placed_at < p.created_at)
ORDER BY p.created_at DESC, p.id DESC LIMIT %(limit)s
"""


def enter_new_products(shop_id: int, today: date, now: datetime) -> int:
    """Let new products wait for a test; returns how many entered."""
    room = MOST_WAITING - ExposureTest.objects.filter(stage=Stage.WAITING, is_current=True).count()
    values: dict[str, Any] = {"shop": shop_id, "since": today - NEW_DAYS * DAY, "limit": max(room, 0)}
    with connection.cursor() as cursor:
        cursor.execute(NEW_PRODUCTS, values)
        found = cursor.fetchall()
    made = [
        ExposureTest(shop_id=shop_id, product_id=ref, title=title, since=now, reason_code="test_new")
        for ref, title in found
    ]
    ExposureTest.objects.bulk_create(made)
    return len(made)


def wake_rested(today: date, now: datetime) -> None:
    """Whoever rested long enough waits again, with 300 people more to come and all that is known kept."""
    ExposureTest.objects.filter(stage=Stage.RESTING, is_current=True, ends_on__lte=today).update(
        stage=Stage.WAITING, since=now, ends_on=None, rounds=F("rounds") + 1, reason_code="test_rested"
    )


def end_wide(today: date) -> None:
    """Whoever had a place of its own for long enough gives it back; it stays promoted in the list of tests."""
    ExposureTest.objects.filter(stage=Stage.WIDE, is_current=True, ends_on__lte=today).update(
        ends_on=None, reason_code="test_place_over"
    )


def _showable() -> Q:
    """What a customer could be shown now; posts and playlists stand where they are."""
    hidden = MerchantChoice.objects.filter(choice__in=["hide", "exclude"]).values("product")
    held = ProductHold.objects.filter(lifted_at=None).values("product")
    in_stock = Q(product__stock__isnull=True) | Q(product__stock__gt=0)
    return ~Q(kind=ExposureKind.PRODUCT) | (
        Q(product__is_active=True) & in_stock & ~Q(product__in=hidden) & ~Q(product__in=held)
    )


def leave_unshowable(now: datetime) -> None:
    """A test whose product is sold out, hidden or no longer sold gives its cell back and waits."""
    open_ones = ExposureTest.objects.filter(stage=Stage.TESTING, is_current=True)
    gone = list(open_ones.exclude(_showable()).values_list("pk", flat=True))
    ExposureTest.objects.filter(pk__in=gone).update(
        stage=Stage.WAITING, since=now, reason_code="test_not_showable"
    )


def open_waiting(now: datetime) -> int:
    """Fill the free cells, with one decision for all that open together; returns how many opened."""
    current = ExposureTest.objects.filter(is_current=True, kind=ExposureKind.PRODUCT)
    ready = set(current.filter(_showable(), stage=Stage.WAITING).values_list("pk", flat=True))
    waiting = [
        Waiting(test.pk, test.is_asked, test.since.isoformat(), test.pk in ready)
        for test in current.filter(stage=Stage.WAITING).order_by("pk")
    ]
    free = MOST_OPEN - current.filter(stage=Stage.TESTING).count()
    chosen = opened(waiting, free)
    if chosen:
        _open(chosen, waiting, free, now)
    return len(chosen)


def _open(chosen: list[int], waiting: list[Waiting], free: int, now: datetime) -> None:
    decision = record_decision(
        automation=STAGED_EXPOSURE.code,
        subject="opening",
        version=VERSION,
        inputs={"free": free},
        candidates=[asdict(one) for one in waiting],
        output={"opened": chosen, "free": free},
        reason_code="tests_opened",
    )
    for place, test in enumerate(ExposureTest.objects.filter(pk__in=chosen).order_by("pk"), 1):
        start(test, decision.uid, place, now)


def start(test: ExposureTest, decision_uid: Any, place: int, now: datetime) -> None:
    """Put a test into its cell. It keeps the id that its events carry when it was open before."""
    test.stage, test.since, test.reason_code = Stage.TESTING, now, "test_opened"
    test.opened_at = test.opened_at or now
    test.decision_uid = test.decision_uid or decision_uid
    test.recommendation_id = test.recommendation_id or f"{decision_uid.hex}-t{place}"
    test.save()
