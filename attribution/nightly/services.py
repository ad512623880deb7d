"""Running a night for one shop: claim it, do the steps, note the result."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from attribution.nightly.automations import NIGHTLY_KPIS
from attribution.nightly.models import NightlyRun
from attribution.nightly.steps import STEPS, VERSION, Mode, Night, Step, with_added
from shop_ai.lib.memory import set_loaded_apart
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.clock import deciding
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

# Longer than a task may run: whoever claimed the night before that is no longer alive.
ABANDONED_AFTER: Final = timedelta(minutes=15)

# A slot is taken once. It is taken again only when its run failed or died, so that a killed worker does not
# cost the shop its night.
CLAIM: Final = """
INSERT INTO attribution_nightlyrun (shop_id, slot, mode, version, as_of, started_at, counts, failure)
VALUES (%(shop)s, %(slot)s, %(mode)s, %(version)s, %(as_of)s, %(now)s, '{}', '')
ON CONFLICT (shop_id, slot) DO UPDATE
SET mode = excluded.mode, version = excluded.version, as_of = excluded.as_of, started_at = excluded.started_at,
    failure = ''
WHERE attribution_nightlyrun.finished_at IS NULL
  AND (attribution_nightlyrun.failure <> '' OR attribution_nightlyrun.started_at < %(abandoned)s)
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class NightResult:
    """What a finished night did; ``counts`` by step."""

    run: int
    mode: Mode
    as_of: date
    seconds: float
    counts: dict[str, dict[str, int]]


def run_night(
    shop_id: int,
    *,
    mode: Mode,
    as_of: date,
    slot: date | None = None,
    steps: Sequence[Step] | None = None,
) -> NightResult | None:
    """Run the steps for the shop and note them.

    With a ``slot`` (the schedule) None is returned when the slot is already taken or the automation is off;
    without one a person asks, and the night always runs. An error is noted and raised. Whoever leaves out ``steps``
    sees to them otherwise.
    """
    night = Night(shop_id, mode, as_of)
    run_id = _claim(night, slot)
    if run_id is None:
        return None
    started = time.perf_counter()
    counts: dict[str, dict[str, int]] = {}
    for step in with_added(STEPS) if steps is None else steps:
        try:
            with deciding():
                counts[step.name] = step.run(night)
        except Exception as error:
            _note_failure(shop_id, run_id, f"{step.name}: {type(error).__name__}")
            raise
    result = NightResult(run_id, mode, as_of, round(time.perf_counter() - started, 3), counts)
    _note_end(night, slot, result)
    set_loaded_apart()  # not before the first night, which loads what the others need
    return result


def _claim(night: Night, slot: date | None) -> int | None:
    now = timezone.now()
    values: dict[str, Any] = {
        "shop": night.shop_id,
        "slot": slot,
        "mode": night.mode,
        "version": VERSION,
        "as_of": night.as_of,
        "now": now,
        "abandoned": now - ABANDONED_AFTER,
    }
    with shop_scope(night.shop_id), connection.cursor() as cursor:
        if slot is not None and not is_on(NIGHTLY_KPIS.code):
            return None
        cursor.execute(CLAIM, values)
        row = cursor.fetchone()
    return row[0] if row else None


def _note_failure(shop_id: int, run_id: int, failure: str) -> None:
    """The kind of error and its step; the message may hold data of customers and stays in the log."""
    with shop_scope(shop_id):
        NightlyRun.objects.filter(pk=run_id).update(failure=failure)


def _note_end(night: Night, slot: date | None, result: NightResult) -> None:
    with shop_scope(night.shop_id):
        NightlyRun.objects.filter(pk=result.run).update(
            finished_at=timezone.now(), seconds=result.seconds, counts=result.counts
        )
        record_decision(
            automation=NIGHTLY_KPIS.code,
            subject=f"run {result.run}",
            version=VERSION,
            inputs={
                "mode": night.mode,
                "as_of": night.as_of.isoformat(),
                "slot": slot.isoformat() if slot else None,
            },
            output=result.counts,
            reason_code="asked_by_person" if slot is None else "scheduled",
        )
