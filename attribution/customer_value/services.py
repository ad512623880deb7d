"""Estimating at night, once a week or when orders changed: fit, test on the past, replace the groups."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils import timezone

from attribution.customer_value.automations import CUSTOMER_VALUE
from attribution.customer_value.models import ValueGroup, ValueRun
from catalog.shops.models import Shop
from shop_ai.lib.locks import take_turn
from shop_ai.lib.seeds import seed_of
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

if TYPE_CHECKING:
    from attribution.customer_value.compute import Fit, Holdout
    from attribution.customer_value.inputs import Histories

# Histories that nobody is named in; larger shops are checked by the digest alone.
LEDGER_ROWS: Final = 1000
BYS: Final = ("all", "segment", "orders", "channel")


def value_customers(shop_id: int, as_of: date) -> dict[str, int]:
    """Estimate for the shop as of a day; nothing when switched off, or when the week's histories are as they were."""
    from attribution.customer_value.compute import VERSION
    from attribution.customer_value.inputs import read_histories

    counts = {"written": 0, "customers": 0}
    with shop_scope(shop_id):
        if not is_on(CUSTOMER_VALUE.code):
            return counts
        shop = Shop.objects.get(pk=shop_id)
        held = ValueRun.objects.first()
        if held is not None and held.version == VERSION and _is_same_week(held.as_of, as_of):
            return counts
        found = read_histories(shop_id, shop.currency, shop.inactive_after_days, as_of)
        if found is None or (held is not None and held.fingerprint == found.fingerprint):
            return counts
        take_turn("customer_value")
        _replace(shop, found)
        return {"written": 1, "customers": len(found.days)}


def _is_same_week(one: date, other: date) -> bool:
    return one.isocalendar()[:2] == other.isocalendar()[:2]


def _replace(shop: Shop, found: Histories) -> None:
    from attribution.customer_value.compute import FEWEST, VERSION, fit
    from attribution.customer_value.inputs import people_of

    people = people_of(found.days, found.last)
    fitted = fit(people) if people.n >= FEWEST else None
    holdout = _held_out(found) if fitted else None
    ValueRun.objects.all().delete()
    run = ValueRun.objects.create(
        shop_id=shop.pk,
        as_of=found.until,
        version=VERSION,
        customers=people.n,
        method=fitted.method if fitted else "",
        parameters=parameters_of(fitted) if fitted else {},
        holdout=asdict(holdout) | {"error": holdout.error} if holdout else {},
        facts={"margin": asdict(found.margin) if found.margin else None},
        fingerprint=found.fingerprint,
        decision_uid=_decision(found, fitted, VERSION) if fitted else None,
        computed_at=timezone.now(),
    )
    if fitted:
        rows = _groups(shop, found, fitted)
        ValueGroup.objects.bulk_create([ValueGroup(shop_id=shop.pk, run=run, **row) for row in rows])


def _held_out(found: Histories) -> Holdout | None:
    from attribution.customer_value.compute import held_out
    from attribution.customer_value.inputs import split_for_holdout

    split = split_for_holdout(found)
    return held_out(*split) if split else None


def parameters_of(fitted: Fit) -> dict[str, Any]:
    return {
        "r": round(fitted.r, 4),
        "alpha": round(fitted.alpha, 4),
        "a": round(fitted.a, 4),
        "b": round(fitted.b, 4),
        "log_likelihood": round(fitted.log_likelihood, 3),
    }


def _groups(shop: Shop, found: Histories, fitted: Fit) -> list[dict[str, Any]]:
    from attribution.customer_value.compute import VERSION, drawn_logs
    from attribution.customer_value.inputs import groups_of

    seed = seed_of(shop.uid, CUSTOMER_VALUE.code, found.until, VERSION)
    draws = drawn_logs(fitted, seed)
    groups = sorted(
        groups_of(found).items(), key=lambda pair: (BYS.index(pair[0][0]), -len(pair[1]), pair[0])
    )
    return [
        {"by": by, "key": key, "rank": rank} | _worth(found, days, draws, seed)
        for rank, ((by, key), days) in enumerate(groups, 1)
    ]


def _worth(found: Histories, days: list[Any], draws: Any, seed: int) -> dict[str, Any]:
    """Orders to come of one group, and the year's margin."""
    import numpy as np

    from attribution.customer_value.compute import (
        SOON_WEEKS,
        YEAR_WEEKS,
        discounted,
        expected,
        group_orders,
    )
    from attribution.customer_value.inputs import people_of

    people = people_of(days, found.last)
    soon, year = (group_orders(draws, people, weeks, seed) for weeks in (SOON_WEEKS, YEAR_WEEKS))
    months = [0.0] + [
        float(people.count @ expected(draws[0], people, YEAR_WEEKS * m / 12)) for m in range(1, 13)
    ]
    each = found.margin.each if found.margin else 0.0
    share = discounted(np.diff(months)) / year.orders if year.orders else 0.0
    return {
        "customers": people.n,
        "delivered": sum(len(one) for one in days),
        "soon": round(soon.orders, 3),
        "soon_low": soon.low,
        "soon_high": soon.high,
        "year": round(year.orders, 3),
        "year_low": year.low,
        "year_high": year.high,
        "value": round(each * share * year.orders, 2),
        "value_low": round(each * share * year.low, 2),
        "value_high": round(each * share * year.high, 2),
    }


def _decision(found: Histories, fitted: Fit, version: str) -> UUID:
    """With the histories, counted together, the same parameters are fitted again; nobody can be told from them."""
    rows = histories_of(found)
    return record_decision(
        automation=CUSTOMER_VALUE.code,
        candidates=rows if len(rows) <= LEDGER_ROWS else [],
        subject=f"until {found.until}",
        version=version,
        inputs={
            "until": found.until.isoformat(),
            "customers": len(found.days),
            "histories_sha256": hashlib.sha256(repr(rows).encode()).hexdigest(),
        },
        output={"parameters": parameters_of(fitted), "method": fitted.method},
        reason_code="value_fitted",
    ).uid


def histories_of(found: Histories) -> list[list[float]]:
    """Repeat orders, age of the last and of the customer, and how many customers are alike."""
    from attribution.customer_value.inputs import people_of

    people = people_of(found.days, found.last)
    columns = (people.x, people.tx, people.age, people.count)
    return [[float(value) for value in row] for row in zip(*columns, strict=True)]
