"""Which nights are due, and what the last ones did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from attribution.nightly.automations import NIGHTLY_KPIS
from attribution.nightly.models import NightlyRun
from catalog.shops.directory import all_shop_ids
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.switches import is_on

NIGHT_HOUR: Final = 3


@dataclass(frozen=True, slots=True)
class DueNight:
    shop_id: int
    slot: date


@dataclass(frozen=True, slots=True)
class RunView:
    """One run as the page shows it; ``finished_at`` is None while it runs or after it failed."""

    id: int
    mode: str
    version: str
    as_of: date
    slot: date | None
    started_at: datetime
    finished_at: datetime | None
    seconds: float | None
    counts: dict[str, Any]
    failure: str


def due_slot(now: datetime, zone: ZoneInfo) -> date:
    """The local date of the last three o'clock that has passed: a night that was missed is due until the next."""
    return (now.astimezone(zone) - timedelta(hours=NIGHT_HOUR)).date()


def due_nights(now: datetime) -> list[DueNight]:
    """The shops whose night of the moment is not finished and whose automation is on."""
    found = []
    for shop_id in all_shop_ids():
        with shop_scope(shop_id):
            zone = ZoneInfo(Shop.objects.values_list("timezone", flat=True).get(pk=shop_id))
            slot = due_slot(now, zone)
            is_done = NightlyRun.objects.filter(slot=slot, finished_at__isnull=False).exists()
            if not is_done and is_on(NIGHTLY_KPIS.code):
                found.append(DueNight(shop_id, slot))
    return found


def last_runs(shop_id: int, *, limit: int = 30) -> list[RunView]:
    """The newest runs first."""
    with shop_scope(shop_id):
        runs = list(NightlyRun.objects.order_by("-started_at", "-pk")[:limit])
    return [
        RunView(
            id=run.pk,
            mode=run.mode,
            version=run.version,
            as_of=run.as_of,
            slot=run.slot,
            started_at=run.started_at,
            finished_at=run.finished_at,
            seconds=run.seconds,
            counts=run.counts,
            failure=run.failure,
        )
        for run in runs
    ]
