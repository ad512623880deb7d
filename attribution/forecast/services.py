"""Forecasting at night: read, compute, replace the week's rows, and write the decision, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils import timezone

from attribution.forecast.automations import FORECAST
from attribution.forecast.models import ForecastLine, ForecastRun, Measure, Scope, State
from catalog.shops.models import Shop
from shop_ai.lib.locks import take_turn
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

if TYPE_CHECKING:
    from attribution.forecast.inputs import Inputs
    from attribution.forecast.made import Made

KEPT_WEEKS: Final = 26
REASONS: Final = {"model": "forecast_model", "mean4": "forecast_mean"}


@dataclass(frozen=True, slots=True)
class _Head:
    """What a run is known by."""

    week: date
    as_of: date
    weeks: int
    fingerprint: str


def forecast_shop(shop_id: int, as_of: date) -> dict[str, int]:
    """Forecast the four weeks after the last whole one; nothing when switched off or when nothing changed.

    The same weeks and occasions give the same forecast, so a night without news costs a reading. The running week is the
    first one forecast.
    """
    from attribution.forecast.inputs import read_inputs

    counts = {"written": 0, "series": 0}
    with shop_scope(shop_id):
        if not is_on(FORECAST.code):
            return counts
        currency = Shop.objects.values_list("currency", flat=True).get(pk=shop_id)
        inputs = read_inputs(shop_id, currency, as_of)
        if inputs is None:
            return counts
        take_turn("forecast")
        head = _Head(inputs.days.next_week, inputs.until, inputs.days.weeks, inputs.fingerprint)
        if _is_held(head):
            return counts
        return {"written": 1, "series": _forecast(shop_id, head, inputs)}


def _is_held(head: _Head) -> bool:
    from attribution.forecast.compute import VERSION

    held = ForecastRun.objects.filter(week=head.week, fingerprint=head.fingerprint, version=VERSION)
    return bool(held.exists())


def _forecast(shop_id: int, head: _Head, inputs: Inputs) -> int:
    from attribution.forecast.made import make

    made = make(inputs)
    decision = _decision(head, made) if made.is_ready else None
    run = _keep(shop_id, head, made, decision)
    ForecastLine.objects.bulk_create(
        [ForecastLine(shop_id=shop_id, run=run, **row) for row in made.lines], batch_size=1000
    )
    return len(made.lines)


def _keep(shop_id: int, head: _Head, made: Made, decision: UUID | None) -> ForecastRun:
    """The week's run in the place of an earlier one; older runs keep their shop's line, to be held against what came."""
    ForecastRun.objects.filter(week=head.week).delete()
    ForecastRun.objects.filter(week__lt=head.week - timedelta(weeks=KEPT_WEEKS)).delete()
    ForecastLine.objects.exclude(scope=Scope.SHOP).filter(run__week__lt=head.week).delete()
    run: ForecastRun = ForecastRun.objects.create(
        shop_id=shop_id,
        week=head.week,
        as_of=head.as_of,
        state=State.READY if made.is_ready else State.SHORT,
        version=made.version,
        weeks_known=head.weeks,
        fingerprint=head.fingerprint,
        facts=made.facts,
        decision_uid=decision,
        computed_at=timezone.now(),
    )
    return run


def _decision(head: _Head, made: Made) -> UUID:
    """With the shop's weeks, days and occasions the same forecast of the whole shop is made again."""
    shop_lines: list[dict[str, Any]] = [
        {"measure": line["measure"], "weeks": line["weeks"]}
        for line in made.lines
        if line["scope"] == Scope.SHOP
    ]
    return record_decision(
        automation=FORECAST.code,
        subject=f"week {head.week}",
        version=made.version,
        inputs={"as_of": head.as_of.isoformat(), "sha256": head.fingerprint},
        candidates=[made.replayed_from],
        output={"shop": shop_lines},
        reason_code=REASONS[made.methods[Scope.SHOP, Measure.ORDERS]],
    ).uid
