"""Who is explored: showable products that hardly anybody has seen, a few each night, with the chance of each logged.

Among them Thompson's rule, as for tests: each is drawn as often as it is the best of one draw from every posterior. The
propensities are integrated, not drawn, so that the logged ones are those that were used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from itertools import accumulate
from typing import Any, Final

from django.db import connection

from shop_ai.lib.period import DAY
from shop_ai.lib.seeds import seed_of
from signals.recommend.automations import EXPLORATION
from signals.recommend.counting import Counted
from signals.recommend.models import RecommendationRun, RecommendedItem
from signals.recommend.rules import EXPLORED_UNDER, MOST_EXPLORED, SEEN_DAYS, VERSION
from transparency.ledger.services import Chance, record_decision

PLACES: Final = 6

# Day by day through the index of the sums, which begins with day and type: the other types of ninety days stay unread.
_SEEN: Final = """
SELECT d.product_ref, coalesce(sum(d.count) FILTER (WHERE d.type = 'reco_impression'), 0),
    coalesce(sum(d.count) FILTER (WHERE d.type = 'reco_click'), 0)
FROM generate_series(%(since)s::date + 1, %(today)s::date + 1, interval '1 day') g(day)
CROSS JOIN unnest(ARRAY['reco_impression', 'reco_click']) t(type)
CROSS JOIN LATERAL (
    SELECT s.product_ref, s.type, s.count FROM signals_dailysignal s
    WHERE s.shop_id = %(shop)s AND s.day = g.day::date AND s.type = t.type AND s.product_ref > 0 OFFSET 0
) d
GROUP BY 1
"""
# What is in test, was promoted or was judged has its own place, or none.
_TESTED: Final = """
SELECT t.product_id FROM signals_exposuretest t
WHERE t.shop_id = %(shop)s AND t.is_current AND t.product_id IS NOT NULL AND t.stage <> 'resting'
"""


def explore(shop_id: int, run: RecommendationRun, products: Iterable[Counted], today: date) -> int:
    """Prepare the explored products of a run, with their decision; returns how many there are."""
    seen, tested = _seen(shop_id, today)
    ids = chosen([one.id for one in products if one.is_showable and one.id not in tested], seen, today)
    if not ids:
        return 0
    from signals.exposure.compute import Arm, propensities
    from signals.exposure.counting import usual_rates

    usual = usual_rates(today)["product"]
    arms = [Arm(product, *_counts(seen, product), usual) for product in ids]
    shares = propensities(arms)
    seed = seed_of(shop_id, "explore", today, VERSION)
    decision = record_decision(
        automation=EXPLORATION.code,
        subject="shares",
        version=VERSION,
        inputs={"day": today.isoformat(), "seed": str(seed), "under": EXPLORED_UNDER},
        candidates=[asdict(arm) for arm in arms],
        output={"propensities": list(shares)},
        reason_code="little_seen",
        chance=Chance(seed=str(seed), draws=0, algorithm="SHA-256"),  # lists draw by it, one by one
        about=[f"product:{product}" for product in ids],
    )
    run.facts |= {"explore_seed": str(seed), "explore_decision": decision.uid.hex, "explored": len(ids)}
    _write(run, ids, shares)
    return len(ids)


def _seen(shop_id: int, today: date) -> tuple[dict[int, tuple[int, int]], set[int]]:
    values: dict[str, Any] = {"shop": shop_id, "since": today - SEEN_DAYS * DAY, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, values)
        seen = {row[0]: (int(row[1]), int(row[2])) for row in cursor.fetchall()}
        cursor.execute(_TESTED, values)
        return seen, {row[0] for row in cursor.fetchall()}


def _counts(seen: Mapping[int, tuple[int, int]], product: int) -> tuple[int, int]:
    """Shown and taken; whoever took it has seen it, also when the first event was lost."""
    shown, taken = seen.get(product, (0, 0))
    return max(shown, taken), taken


def chosen(products: Iterable[int], seen: Mapping[int, tuple[int, int]], today: date) -> list[int]:
    """At most a dozen products seen fewer than fifty times, by id; each night others among equals."""

    def turn(product: int) -> bytes:
        return hashlib.sha256(f"{today.isoformat()}|{product}".encode()).digest()

    few = [product for product in products if _counts(seen, product)[0] < EXPLORED_UNDER]
    few.sort(key=lambda product: (_counts(seen, product)[0], turn(product)))
    return sorted(few[:MOST_EXPLORED])


def _write(run: RecommendationRun, ids: list[int], shares: Iterable[float]) -> None:
    given = list(shares)
    ends = [round(end, PLACES) for end in accumulate(given)]
    RecommendedItem.objects.bulk_create(
        RecommendedItem(
            shop_id=run.shop_id,
            run=run,
            slot="explore",
            rank=at + 1,
            product_id=product,
            score=given[at],
            reason_code="exploring",
            from_share=ends[at - 1] if at else 0.0,
            # The last part ends at 1 whatever the rounding before it.
            to_share=1.0 if at == len(ids) - 1 else ends[at],
        )
        for at, product in enumerate(ids)
    )
