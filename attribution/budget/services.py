"""Advising at night: read, compute, replace the week's rows, and write the decision, in one transaction."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils import timezone

from attribution.budget.automations import BUDGET_ADVICE
from attribution.budget.models import BudgetAdvice, BudgetLine
from catalog.shops.models import Shop
from shop_ai.lib.locks import take_turn
from shop_ai.lib.seeds import seed_of
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

if TYPE_CHECKING:
    from attribution.budget.compute import Advice
    from attribution.budget.inputs import Inputs

KEPT_WEEKS: Final = 26
MONEY: Final = ("current", "advised", "target", "target_low", "target_high", "target_flat", "target_steep")


def advise_shop(shop_id: int, as_of: date) -> dict[str, int]:
    """Advise on the week after the last whole one; nothing when switched off, without spend, or without news."""
    from attribution.budget.inputs import read_inputs

    counts = {"written": 0, "channels": 0}
    with shop_scope(shop_id):
        if not is_on(BUDGET_ADVICE.code):
            return counts
        shop = Shop.objects.get(pk=shop_id)
        inputs = read_inputs(shop_id, shop.currency, as_of)
        if inputs is None:
            return counts
        take_turn("budget")
        if _is_held(inputs):
            return counts
        return {"written": 1, "channels": _advise(shop, inputs)}


def _is_held(inputs: Inputs) -> bool:
    from attribution.budget.compute import VERSION

    held = BudgetAdvice.objects.filter(week=inputs.week, fingerprint=inputs.fingerprint, version=VERSION)
    return bool(held.exists())


def _advise(shop: Shop, inputs: Inputs) -> int:
    from attribution.budget.compute import VERSION, advise

    seed = seed_of(shop.uid, BUDGET_ADVICE.code, inputs.week, VERSION)
    advice = advise(inputs.channels, seed)
    decision = _decision(inputs, advice, seed, VERSION)
    BudgetAdvice.objects.filter(week=inputs.week).delete()
    BudgetAdvice.objects.filter(week__lt=inputs.week - timedelta(weeks=KEPT_WEEKS)).delete()
    held = BudgetAdvice.objects.create(
        shop_id=shop.pk,
        week=inputs.week,
        as_of=inputs.until,
        version=VERSION,
        currency=shop.currency,
        total=round(advice.total, 2),
        set_aside=round(advice.set_aside, 2),
        is_wait=advice.is_wait,
        reason_code=advice.reason_code,
        fingerprint=inputs.fingerprint,
        facts=_facts(inputs, advice),
        decision_uid=decision,
        computed_at=timezone.now(),
    )
    BudgetLine.objects.bulk_create(
        [BudgetLine(shop_id=shop.pk, advice=held, **row) for row in rows_of(inputs, advice)]
    )
    return len(advice.lines)


def _facts(inputs: Inputs, advice: Advice) -> dict[str, Any]:
    return {
        "prior": advice.prior,
        "weeks": len(inputs.mondays),
        "first_week": inputs.mondays[0].isoformat() if inputs.mondays else None,
        "basis": inputs.basis,
        "assumed": list(inputs.assumed),
        "unconverted": inputs.unconverted,
        "margins": {one.channel: one.margin for one in inputs.channels},
    }


def rows_of(inputs: Inputs, advice: Advice) -> list[dict[str, Any]]:
    """The lines as rows, the largest spend first, with the weeks that they rest on; amounts add up to the cent."""
    weekly = {
        one.channel: [
            [monday.isoformat(), spend, orders]
            for monday, spend, orders in zip(inputs.mondays, one.spend, one.orders, strict=True)
        ]
        for one in inputs.channels
    }
    rows = []
    lines = sorted(advice.lines, key=lambda line: (-line.current, line.channel))
    for rank, line in enumerate(lines, 1):
        row = asdict(line) | {"rank": rank, "weekly": weekly[line.channel], "reason_values": {}}
        rows.append(row | {name: round(row[name], 2) for name in MONEY})
    _add_up(rows, "current", advice.total)
    _add_up(rows, "advised", advice.total - advice.set_aside)
    return rows


def _add_up(rows: list[dict[str, Any]], name: str, total: float) -> None:
    """What rounding lost or won goes to the largest."""
    if rows:
        rest = round(round(total, 2) - sum(row[name] for row in rows), 2)
        rows[0][name] = round(rows[0][name] + rest, 2)


def _decision(inputs: Inputs, advice: Advice, seed: int, version: str) -> UUID:
    """With the channels' weeks and the seed the same advice is given again."""
    from attribution.budget.response import as_candidate

    return record_decision(
        automation=BUDGET_ADVICE.code,
        subject=f"week {inputs.week}",
        version=version,
        inputs={
            "week": inputs.week.isoformat(),
            "as_of": inputs.until.isoformat(),
            "basis": inputs.basis,
        },
        candidates=[as_candidate(one) for one in inputs.channels],
        output=output_of(advice, seed),
        reason_code=advice.reason_code,
    ).uid


def output_of(advice: Advice, seed: int) -> dict[str, Any]:
    """What the ledger keeps of an advice: each channel's move and reason, and the seed of its draws."""
    return {
        "lines": [
            [line.channel, line.action, line.reason_code, round(line.advised, 2), round(line.target, 2)]
            for line in advice.lines
        ],
        "set_aside": round(advice.set_aside, 2),
        "seed": str(seed),
    }
