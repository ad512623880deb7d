"""The night: once a slot, caught up once, switched off when the owner says so, noted whatever happens."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from attribution.nightly import services, steps, tasks
from attribution.nightly.automations import NIGHTLY_KPIS
from attribution.nightly.models import NightlyRun
from attribution.nightly.selectors import DueNight, due_nights, due_slot, last_runs
from attribution.nightly.services import run_night
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_customer, a_delivery
from tests.shops import a_shop
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

SLOT = date(2026, 3, 14)
AS_OF = date(2026, 3, 13)


def _runs(shop_id: int) -> list[tuple[Any, ...]]:
    with shop_scope(shop_id):
        return list(NightlyRun.objects.values_list("slot", "mode", "failure").order_by("pk"))


@pytest.mark.django_db
def test_a_night_notes_what_it_did() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_delivery(shop.id, AS_OF, customer=a_customer(shop.id))
    result = run_night(shop.id, mode="incremental", as_of=AS_OF, slot=SLOT)
    assert result is not None
    assert result.counts["kpis"] == {"marks": 1, "days": 1, "customers": 1, "rows": 2}
    (run,) = last_runs(shop.id)
    assert (run.slot, run.as_of, run.mode, run.failure, run.version) == (
        SLOT,
        AS_OF,
        "incremental",
        "",
        steps.VERSION,
    )
    assert run.finished_at is not None
    assert run.counts == result.counts


@pytest.mark.django_db
def test_a_night_writes_one_decision_into_the_ledger() -> None:
    shop = a_shop()
    result = run_night(shop.id, mode="full", as_of=AS_OF)
    assert result is not None
    with shop_scope(shop.id):
        decision = Decision.objects.get(automation=NIGHTLY_KPIS.code)
    assert decision.inputs == {"mode": "full", "as_of": "2026-03-13", "slot": None}
    assert decision.output == result.counts
    assert decision.reason_code == "asked_by_person"


@pytest.mark.django_db
def test_a_slot_runs_once_and_a_person_may_run_as_often_as_wanted() -> None:
    shop = a_shop()
    assert run_night(shop.id, mode="incremental", as_of=AS_OF, slot=SLOT) is not None
    assert run_night(shop.id, mode="incremental", as_of=AS_OF, slot=SLOT) is None
    assert run_night(shop.id, mode="full", as_of=AS_OF) is not None
    assert run_night(shop.id, mode="full", as_of=AS_OF) is not None
    assert [slot for slot, _mode, _failure in _runs(shop.id)] == [SLOT, None, None]


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_one_moment_run_a_slot_once() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_delivery(shop.id, AS_OF)
    gate, results = threading.Barrier(4), []

    def beat() -> None:
        gate.wait()
        try:
            results.append(run_night(shop.id, mode="incremental", as_of=AS_OF, slot=SLOT))
        finally:
            connection.close()

    threads = [threading.Thread(target=beat) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert sum(result is not None for result in results) == 1
    assert _runs(shop.id) == [(SLOT, "incremental", "")]


@pytest.mark.django_db(transaction=True)
def test_recomputations_at_one_moment_wait_for_each_other() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        for offset in range(5):
            a_delivery(shop.id, AS_OF - timedelta(days=offset))
    failures = []

    def run(mode: steps.Mode) -> None:
        try:
            run_night(shop.id, mode=mode, as_of=AS_OF)
        except Exception as error:  # noqa: BLE001 -- a thread's error would be lost
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(mode,)) for mode in ("full", "incremental", "full")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(_runs(shop.id)) == 3


@pytest.mark.django_db
def test_a_failed_night_is_noted_and_runs_again_at_the_next_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_delivery(shop.id, AS_OF)

    def fail(night: steps.Night) -> dict[str, int]:
        raise ZeroDivisionError("0550123456")

    monkeypatch.setattr(services, "STEPS", (*steps.STEPS[:1], steps.Step("broken", fail)))
    with pytest.raises(ZeroDivisionError):
        run_night(shop.id, mode="incremental", as_of=AS_OF, slot=SLOT)
    assert _runs(shop.id) == [(SLOT, "incremental", "broken: ZeroDivisionError")]
    monkeypatch.undo()
    assert run_night(shop.id, mode="incremental", as_of=AS_OF, slot=SLOT) is not None
    assert _runs(shop.id) == [(SLOT, "incremental", "")]


@pytest.mark.django_db
def test_a_night_whose_worker_died_is_taken_over_after_a_quarter_of_an_hour() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        run = NightlyRun.objects.create(
            shop_id=shop.id,
            slot=SLOT,
            mode="incremental",
            version="v",
            as_of=AS_OF,
            started_at=timezone.now(),
        )
    assert run_night(shop.id, mode="incremental", as_of=AS_OF, slot=SLOT) is None
    with shop_scope(shop.id):
        NightlyRun.objects.filter(pk=run.pk).update(started_at=timezone.now() - timedelta(minutes=16))
    assert run_night(shop.id, mode="incremental", as_of=AS_OF, slot=SLOT) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["nightly_kpis", "all"])
def test_switched_off_nothing_runs_by_itself_but_a_person_can(code: str) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        set_switch(code, is_on=False, by="owner")
    assert DueNight(shop.id, SLOT) not in due_nights(datetime(2026, 3, 14, 9, tzinfo=UTC))
    assert run_night(shop.id, mode="incremental", as_of=AS_OF, slot=SLOT) is None
    assert run_night(shop.id, mode="incremental", as_of=AS_OF) is not None


@pytest.mark.parametrize(
    ("utc", "slot"),
    [
        (datetime(2026, 3, 14, 1, 59, tzinfo=UTC), date(2026, 3, 13)),
        (datetime(2026, 3, 14, 2, 0, tzinfo=UTC), date(2026, 3, 14)),
        (datetime(2026, 3, 15, 1, 59, tzinfo=UTC), date(2026, 3, 14)),
    ],
)
def test_a_slot_begins_at_three_where_the_shop_is(utc: datetime, slot: date) -> None:
    assert due_slot(utc, ZoneInfo("Africa/Algiers")) == slot


@pytest.mark.django_db
def test_a_missed_night_is_due_once_and_days_missed_before_are_not() -> None:
    shop = a_shop()
    run_night(shop.id, mode="incremental", as_of=AS_OF - timedelta(days=10), slot=SLOT - timedelta(days=10))
    midday = datetime(2026, 3, 14, 11, tzinfo=UTC)
    assert due_nights(midday).count(DueNight(shop.id, SLOT)) == 1
    run_night(shop.id, mode="incremental", as_of=AS_OF, slot=SLOT)
    assert [due for due in due_nights(midday) if due.shop_id == shop.id] == []


@pytest.mark.django_db
def test_each_shop_has_the_slot_of_its_own_clock() -> None:
    algiers, auckland = a_shop(), a_shop(timezone="Pacific/Auckland")
    found = due_nights(datetime(2026, 3, 13, 20, tzinfo=UTC))
    assert DueNight(algiers.id, date(2026, 3, 13)) in found
    assert DueNight(auckland.id, date(2026, 3, 14)) in found


@pytest.mark.django_db
def test_the_tick_asks_for_one_task_a_shop_with_ids_only(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = a_shop(), a_shop()
    asked: list[tuple[Any, ...]] = []
    monkeypatch.setattr(tasks.run_shop_night, "delay", lambda *args: asked.append(args))
    tasks.start_due_nights()
    mine = [args for args in asked if args[0] in (first.id, second.id)]
    assert [args[0] for args in mine] == [first.id, second.id]
    tasks.run_shop_night(*mine[0])
    (run,) = last_runs(first.id)
    assert (run.slot, run.as_of) == (
        date.fromisoformat(mine[0][1]),
        date.fromisoformat(mine[0][1]) - timedelta(days=1),
    )
