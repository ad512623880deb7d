"""Planning, stopping and reading tests by wilaya."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from attribution.wilaya_tests.automations import WILAYA_TESTS
from attribution.wilaya_tests.compute import PairCounts, draw_pairs, read_test
from attribution.wilaya_tests.models import TestState, WilayaTest
from attribution.wilaya_tests.rules import (
    DELIVERY_DAYS,
    FEWEST_PAIRS,
    FEWEST_WEEKLY,
    FLIPS,
    PRE_WEEKS,
    VERSION,
    WEEKS,
)
from catalog.shops.models import Shop
from shop_ai.lib.seeds import seed_of
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.services import Chance, record_decision
from transparency.ledger.switches import is_on

OPEN: Final = (TestState.PLANNED, TestState.RUNNING)

# Orders that were cancelled or refused count for nobody.
VOLUMES: Final = """
SELECT o.wilaya, count(*) FROM catalog_order o
WHERE o.shop_id = %(shop)s AND o.kind = 'sale' AND o.currency = %(currency)s AND o.wilaya <> ''
    AND o.placed_on BETWEEN %(first)s AND %(last)s AND o.order_state <> 'cancelled' AND o.parcel_state <> 'refused'
GROUP BY 1"""


class NotPossible(ValueError):
    """``code``: off, few_orders, few_wilayas, running, weeks, past or channel."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Possible:
    """What a test could be made of: orders a week of the eight weeks before, by wilaya; ``why_not`` as in NotPossible."""

    weekly: float
    volumes: dict[str, int]
    pre_from: date
    pre_to: date
    why_not: str = ""


def possible(shop_id: int, today: date) -> Possible:
    """Whether a test can be planned today."""
    last = today - timedelta(days=1)
    first = last - timedelta(days=7 * PRE_WEEKS - 1)
    with shop_scope(shop_id):
        volumes = orders_by_wilaya(shop_id, first, last)
        weekly = sum(volumes.values()) / PRE_WEEKS
        why_not = ""
        if not is_on(WILAYA_TESTS.code):
            why_not = "off"
        elif weekly < FEWEST_WEEKLY:
            why_not = "few_orders"
        elif len(volumes) // 2 < FEWEST_PAIRS:
            why_not = "few_wilayas"
        elif WilayaTest.objects.filter(state__in=OPEN).exists():
            why_not = "running"
    return Possible(weekly, volumes, first, last, why_not)


def orders_by_wilaya(shop_id: int, first: date, last: date) -> dict[str, int]:
    currency = Shop.objects.values_list("currency", flat=True).get(pk=shop_id)
    with connection.cursor() as cursor:
        cursor.execute(VOLUMES, {"shop": shop_id, "currency": currency, "first": first, "last": last})
        return dict(cursor.fetchall())


def plan(shop_id: int, *, channel: str, starts_on: date, weeks: int, today: date, by: str) -> WilayaTest:
    """Pair the wilayas and draw; raises NotPossible. The draw is noted before the first day of the test."""
    with shop_scope(shop_id):
        # One plan at a time: two would each find no other test.
        Shop.objects.select_for_update(no_key=True).get(pk=shop_id)
        found = possible(shop_id, today)
        wrong = found.why_not or _wrong(channel, starts_on, weeks, today)
        if wrong:
            raise NotPossible(wrong)
        seed = seed_of(shop_id, f"wilaya-test-{channel}", starts_on, VERSION)
        pairs = draw_pairs(found.volumes, seed)
        decision = record_decision(
            automation=WILAYA_TESTS.code,
            subject="pairs",
            version=VERSION,
            inputs={"channel": channel, "starts_on": starts_on.isoformat(), "weeks": weeks},
            candidates=[[name, count] for name, count in sorted(found.volumes.items())],
            output={"pairs": pairs, "seed": str(seed)},
            reason_code="wilaya_test_drawn",
            actor=by,
            chance=Chance(seed=str(seed), draws=len(pairs), algorithm="SHA-256"),
        )
        test: WilayaTest = WilayaTest.objects.create(
            shop_id=shop_id,
            channel=channel,
            state=TestState.PLANNED if starts_on > today else TestState.RUNNING,
            pairs=pairs,
            seed=seed,
            pre_from=found.pre_from,
            pre_to=found.pre_to,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=7 * weeks - 1),
            weekly_orders=round(found.weekly, 1),
            started_by=by,
            decision_uid=decision.uid,
        )
    return test


def _wrong(channel: str, starts_on: date, weeks: int, today: date) -> str:
    if not channel:
        return "channel"
    if weeks not in WEEKS:
        return "weeks"
    return "past" if not today <= starts_on <= today + timedelta(days=60) else ""


def stop(shop_id: int, uid: UUID, *, by: str) -> bool:
    """A person ends a test before its time; False when it is over already, or not there."""
    with shop_scope(shop_id):
        changed = WilayaTest.objects.filter(uid=uid, state__in=OPEN).update(
            state=TestState.STOPPED, stopped_by=by, is_final=True
        )
        if changed:
            record_decision(
                automation=WILAYA_TESTS.code,
                subject="stop",
                version=VERSION,
                inputs={"test": str(uid)},
                reason_code="wilaya_test_stopped",
                actor=by,
            )
    return bool(changed)


def read_tests(shop_id: int, as_of: date) -> int:
    """Count every open test as of a day; its effect is told once, when the parcels of the last week had time to arrive."""
    read = 0
    with shop_scope(shop_id):
        if not is_on(WILAYA_TESTS.code):
            return 0
        for test in WilayaTest.objects.filter(is_final=False, starts_on__lte=as_of).order_by("pk"):
            _read(shop_id, test, as_of)
            read += 1
    return read


def _read(shop_id: int, test: WilayaTest, as_of: date) -> None:
    before = orders_by_wilaya(shop_id, test.pre_from, test.pre_to)
    during = orders_by_wilaya(shop_id, test.starts_on, min(test.ends_on, as_of))
    counts = [
        PairCounts(before.get(one, 0), before.get(other, 0), during.get(one, 0), during.get(other, 0))
        for one, other in test.pairs
    ]
    test.state = TestState.ENDED if as_of >= test.ends_on else TestState.RUNNING
    test.is_final = as_of >= test.ends_on + timedelta(days=DELIVERY_DAYS)
    test.result_at = timezone.now()
    test.result = {
        "treated": sum(one.treated for one in counts),
        "compared": sum(one.compared for one in counts),
    }
    if test.is_final:
        test.result |= _effect(test, counts)
    test.save(update_fields=["state", "is_final", "result_at", "result"])


def _effect(test: WilayaTest, counts: list[PairCounts]) -> dict[str, Any]:
    """What the test found, with the decision that can be replayed."""
    found = asdict(read_test(counts, int(test.seed)))
    record_decision(
        automation=WILAYA_TESTS.code,
        subject="result",
        version=VERSION,
        inputs={"test": str(test.uid), "channel": test.channel},
        candidates=[asdict(one) for one in counts],
        output={"outcome": found, "seed": str(int(test.seed))},
        reason_code="wilaya_test_read",
        chance=Chance(seed=str(int(test.seed)), draws=FLIPS, algorithm="MT19937"),
    )
    return found
