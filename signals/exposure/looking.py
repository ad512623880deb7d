"""Looks: what the numbers say of each open test, decided by the rule and written down; and the guard rails."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from catalog.orders.delivered import IS_DELIVERED
from shop_ai.lib.period import DAY
from signals.exposure.automations import STAGED_EXPOSURE
from signals.exposure.choices import stop_for
from signals.exposure.compute import (
    Belief,
    Returns,
    Verdict,
    belief,
    judge,
    next_look,
    too_many_returns,
)
from signals.exposure.models import ExposureKind, ExposureLook, ExposureTest, Stage
from signals.exposure.rules import REST_DAYS, ROUNDS, VERSION, WIDE_DAYS
from transparency.ledger.services import record_decision

REASONS: Final = {
    Verdict.PROMOTE: "test_promoted",
    Verdict.STOP: "test_stopped",
    Verdict.UNDECIDED: "test_undecided",
    Verdict.GO_ON: "test_goes_on",
}
RETURNS_DAYS: Final = 180

# Delivered orders by product (variants with it), and those of them that came back or were paid back.
_RETURNS: Final = f"""
SELECT coalesce(p.parent_id, p.id), count(DISTINCT o.id), count(DISTINCT o.id) FILTER (WHERE
    o.parcel_state = 'returned' OR EXISTS (
        SELECT 1 FROM catalog_refund r
        JOIN catalog_refundline b ON b.shop_id = r.shop_id AND b.refund_id = r.id
        JOIN catalog_product q ON q.shop_id = b.shop_id AND q.id = b.product_id
        WHERE r.shop_id = o.shop_id AND r.order_id = o.id AND coalesce(q.parent_id, q.id) = coalesce(p.parent_id, p.id)))
FROM catalog_order o
JOIN catalog_shop s ON s.id = o.shop_id
JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id
JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
WHERE o.shop_id = %(shop)s AND o.delivered_on > %(since)s AND NOT l.is_service AND NOT p.is_service
    AND {IS_DELIVERED.replace("%(currency)s", "s.currency")}
GROUP BY 1
"""


def believe(test: ExposureTest, usual: float) -> Belief:
    """Note on the test what is known of its rate, against the shop's usual one."""
    found = belief(test.taken, test.shown, usual)
    test.usual, test.mean, test.low = usual, found.mean, found.low
    test.high, test.chance = found.high, found.chance
    return found


def look_at(test: ExposureTest, usual: float, today: date, now: datetime) -> bool:
    """Take the look that is due, if one is; returns whether it was taken.

    A look at a count that was looked at already is not taken again, so that running twice decides once.
    """
    found = believe(test, usual)
    is_due = test.shown >= test.next_at
    if is_due:
        verdict = judge(found.chance, test.shown, test.rounds)
        decision = _decide(test, found, verdict)
        _keep(test, found, verdict, decision, now)
        settle(test, verdict, today, now)
        test.next_at = next_look(test.shown)
    test.save()
    return is_due


def _decide(test: ExposureTest, found: Belief, verdict: Verdict) -> Any:
    return record_decision(
        automation=STAGED_EXPOSURE.code,
        subject=f"look {test.uid.hex}",
        version=VERSION,
        inputs={"test": test.uid.hex, "kind": test.kind},
        candidates=[
            {"shown": test.shown, "taken": test.taken, "usual": test.usual, "rounds": test.rounds},
        ],
        output={"verdict": verdict.value, **asdict(found)},
        reason_code=REASONS[verdict],
    ).uid


def _keep(test: ExposureTest, found: Belief, verdict: Verdict, decision: Any, now: datetime) -> None:
    ExposureLook.objects.update_or_create(
        test=test,
        shown=test.shown,
        defaults={
            "shop_id": test.shop_id,
            "at": now,
            "taken": test.taken,
            "usual": test.usual,
            "verdict": verdict.value,
            "decision_uid": decision,
            **asdict(found),
        },
    )


def settle(test: ExposureTest, verdict: Verdict, today: date, now: datetime) -> None:
    """Move the test to where the verdict sends it; the caller saves."""
    if verdict is Verdict.GO_ON:
        return
    stages = {Verdict.PROMOTE: Stage.WIDE, Verdict.STOP: Stage.STOPPED, Verdict.UNDECIDED: Stage.RESTING}
    test.stage, test.since, test.reason_code = stages[verdict], now, REASONS[verdict]
    test.ends_on = None
    if verdict is Verdict.PROMOTE:
        test.ends_on = today + WIDE_DAYS * DAY
    elif verdict is Verdict.UNDECIDED and test.rounds < ROUNDS:
        test.ends_on = today + REST_DAYS * DAY


def stop_returned(shop_id: int, today: date, now: datetime) -> int:
    """Stop whatever comes back far more often than the shop's products do; returns how many stopped."""
    shown = ExposureTest.objects.filter(
        stage__in=[Stage.TESTING, Stage.WIDE], is_current=True, kind=ExposureKind.PRODUCT
    )
    tests = list(shown.order_by("pk"))
    known = _returns(shop_id, today) if tests else {}
    stopped = [test for test in tests if _comes_back(test, known.get(test.product_id or 0))]
    for test in stopped:
        stop_for(test, "test_returned", now)
        test.save()
    return len(stopped)


def _returns(shop_id: int, today: date) -> dict[int, Returns]:
    with connection.cursor() as cursor:
        cursor.execute(_RETURNS, {"shop": shop_id, "since": today - RETURNS_DAYS * DAY})
        rows = cursor.fetchall()
    delivered, returned = (sum(row[at] for row in rows) for at in (1, 2))
    return {row[0]: Returns(row[1], row[2], delivered, returned) for row in rows}


def _comes_back(test: ExposureTest, returns: Returns | None) -> bool:
    if returns is None or not too_many_returns(returns):
        return False
    record_decision(
        automation=STAGED_EXPOSURE.code,
        subject=f"guard {test.uid.hex}",
        version=VERSION,
        inputs={"test": test.uid.hex},
        candidates=[asdict(returns)],
        output={"stops": True},
        reason_code="test_returned",
    )
    return True
