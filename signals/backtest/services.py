"""Comparing the models at night, and keeping the table with the decision that it led to."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from catalog.shops.models import Shop
from shop_ai.lib.seeds import seed_of
from shop_ai.lib.tenancy import shop_scope
from signals.backtest.automations import MODEL_CHOICE
from signals.backtest.models import BacktestRow, BacktestRun, State
from signals.backtest.rules import DEFAULT, VERSION, Choice, Trial, choose, is_due
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

KEPT_RUNS: Final = 26
_STATES: Final = {"model_few_buyers": State.FEW_BUYERS, "model_few_queries": State.FEW_QUERIES}


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is about to be kept."""

    as_of: date
    form: str
    table: Any
    incumbent: str
    choice: Choice
    orders_known: int
    seconds: float


def compare_models(shop_id: int, as_of: date) -> dict[str, int]:
    """Back-test the models on the weeks before the last known order, and choose one; nothing when switched off.

    Made again a week after the last time, or when a tenth more orders came (20 at least): see ``rules.is_due``.
    """
    from signals.backtest.inputs import count_orders

    counts = {"compared": 0, "switched": 0, "queries": 0}
    with shop_scope(shop_id):
        if not is_on(MODEL_CHOICE.code):
            return counts
        orders_known, until = count_orders(shop_id, as_of)
        last = BacktestRun.objects.order_by("-as_of", "-id").first()
        if until is None or not _is_due(last, until, orders_known):
            return counts
        found = _compare(shop_id, until, _in_use(last), orders_known)
        _keep(shop_id, found)
    switched = found.choice.reason_code == "model_switched"
    return {"compared": 1, "switched": int(switched), "queries": found.table.queries}


def _is_due(last: BacktestRun | None, until: date, orders_known: int) -> bool:
    if last is None or last.version != VERSION:
        return True
    return is_due(days_since=(until - last.as_of).days, orders_then=last.orders, orders_now=orders_known)


def _in_use(last: BacktestRun | None) -> str:
    """The model to beat: what a comparison chose; the default after one that had too little to go by."""
    return str(last.chosen) if last is not None and last.state == State.JUDGED else DEFAULT


def _compare(shop_id: int, until: date, incumbent: str, orders_known: int) -> _Compared:
    from signals.backtest.compute import backtest
    from signals.backtest.inputs import orders_of

    began = time.perf_counter()
    zone = ZoneInfo(Shop.objects.values_list("timezone", flat=True).get(pk=shop_id))
    orders = orders_of(shop_id, until, zone)
    table = backtest(orders, incumbent, seed_of(shop_id, MODEL_CHOICE.code, until, VERSION))
    choice = choose(
        buyers=table.buyers,
        queries=table.queries,
        incumbent=incumbent,
        trials=[_trial(row) for row in table.rows],
    )
    return _Compared(until, orders.form, table, incumbent, choice, orders_known, time.perf_counter() - began)


def _trial(row: Any) -> Trial:
    return Trial(row.model, row.hit_rate, row.difference, row.standard_error)


def _keep(shop_id: int, found: _Compared) -> None:
    with (
        connection.cursor() as cursor
    ):  # two nights at one moment: the later one takes the earlier one's place
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('backtest'), %s)", [shop_id % 2**31])
    BacktestRun.objects.filter(as_of=found.as_of).delete()
    run = BacktestRun.objects.create(
        shop_id=shop_id,
        as_of=found.as_of,
        state=_STATES.get(found.choice.reason_code, State.JUDGED),
        form=found.form,
        version=VERSION,
        buyers=found.table.buyers,
        orders=found.orders_known,
        items=found.table.items,
        queries=found.table.queries,
        folds=[_week(fold) for fold in found.table.folds],
        incumbent=found.incumbent,
        chosen=found.choice.model,
        reason_code=found.choice.reason_code,
        decision_uid=_decision(found),
        seconds=found.seconds,
        computed_at=timezone.now(),
    )
    rows = (
        BacktestRow(shop_id=shop_id, run=run, rank=rank, **asdict(row))
        for rank, row in enumerate(found.table.rows, 1)
    )
    BacktestRow.objects.bulk_create(rows)
    kept = BacktestRun.objects.order_by("-as_of", "-id").values_list("pk", flat=True)[:KEPT_RUNS]
    BacktestRun.objects.exclude(pk__in=list(kept)).delete()


def _week(fold: Any) -> dict[str, Any]:
    return {
        "first": date.fromordinal(fold.first).isoformat(),
        "last": date.fromordinal(fold.last).isoformat(),
        "queries": fold.queries,
        "left_out": fold.left_out,
    }


def _decision(found: _Compared) -> Any:
    """The ledger's row: with the candidates' figures and the scene, the rule gives the same model again."""
    scene = {"buyers": found.table.buyers, "queries": found.table.queries, "incumbent": found.incumbent}
    return record_decision(
        automation=MODEL_CHOICE.code,
        subject=f"model {found.as_of}",
        version=VERSION,
        inputs={"as_of": found.as_of.isoformat(), "orders": found.table.orders, "items": found.table.items},
        candidates=[asdict(_trial(row)) for row in found.table.rows],
        output={"scene": scene, "model": found.choice.model, "reason_code": found.choice.reason_code},
        reason_code=found.choice.reason_code,
    ).uid
