"""Asking for an erasure, doing it, and doing it again after a restore."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from catalog.customers.models import Customer
from catalog.outbox.models import OutboxJob
from catalog.outbox.services import enqueue
from catalog.shops.directory import all_shop_ids, shop_by_id
from shop_ai.lib.tenancy import set_local, shop_scope
from transparency.erasure import logbook
from transparency.erasure.course import STEPS, Step
from transparency.erasure.models import ErasureRecord, ErasureState
from transparency.erasure.paths import logbook_file
from transparency.erasure.person import Person, person_of
from transparency.ledger.services import record_decision
from transparency.retention.automations import LETTING_GO

JOB: Final = "erase_customer"
VERSION: Final = "erasure-1"
# A step may read every kept file of the shop; it runs in a worker, where nobody waits for an answer.
LIMITS: Final = {"statement_timeout": "300s", "idle_in_transaction_session_timeout": "600s"}


class NoCustomer(LookupError):
    """The shop has no customer with this public id."""


def erase_customer(shop_id: int, customer: uuid.UUID, *, by: str, cause: str) -> ErasureRecord:
    """Ask for the erasure of everything that is known of a customer; amounts and counts stay.

    From the commit on the customer counts as erased: no automation uses them, nobody changes them. A worker does the
    rest within minutes. Asking again returns the same record, and wakes a worker when it had stopped. Raises
    :class:`NoCustomer`.
    """
    now = timezone.now()
    with shop_scope(shop_id):
        row = Customer.objects.select_for_update(no_key=True).filter(uid=customer).first()
        if row is None:
            raise NoCustomer(str(customer))
        record: ErasureRecord
        record, is_new = ErasureRecord.objects.get_or_create(
            shop_id=shop_id,
            customer_uid=customer,
            defaults={"asked_at": now, "by": by[:60], "cause": cause[:40]},
        )
        if record.state == ErasureState.DONE and row.personal is None:
            return record
        Customer.objects.filter(pk=row.pk, erased_at=None).update(erased_at=now)
        ErasureRecord.objects.filter(pk=record.pk).exclude(state=ErasureState.RUNNING).update(
            state=ErasureState.ASKED
        )
        if is_new:
            _sign("erasure_asked", record, by=by)
        wake(record, now)
        transaction.on_commit(lambda: _write_down(record), robust=True)
    return record


def wake(record: ErasureRecord, now: datetime) -> None:
    """Ask a worker for the record of the shop in scope, once an hour at most."""
    enqueue(kind=JOB, payload={"record": record.uid.hex}, unique_key=f"{record.uid.hex}:{now:%Y%m%d%H}")


def take_up_again(shop_id: int, now: datetime, patience: timedelta = timedelta(0)) -> int:
    """Wake a worker for what was asked for longer ago than ``patience`` and is not done; returns how many.

    A job that was given up is parked: its record says so until a new one, an hour later at most, gets through.
    """
    with shop_scope(shop_id):
        late = ErasureRecord.objects.exclude(state=ErasureState.DONE).filter(asked_at__lt=now - patience)
        for record in late:
            is_parked = OutboxJob.objects.filter(
                kind=JOB, payload__record=record.uid.hex, parked_at__isnull=False
            ).exists()
            if is_parked:
                _set(record, state=ErasureState.FAILED)
            wake(record, now)
        return len(late)


def _write_down(record: ErasureRecord) -> None:
    shop = shop_by_id(record.shop_id)
    if shop is not None:
        entry = logbook.Entry(shop.uid, record.customer_uid, record.uid, record.asked_at)
        logbook.write(logbook_file(), [entry])


def run_erasure(shop_id: int, uid: uuid.UUID) -> ErasureRecord | None:
    """Do every step of a record, each in a transaction of its own; None when the shop has no such record.

    Killed in between, it is done again from the first step: the customer's own row, which leads to all the rest, goes
    last and in one transaction with the end of the record.
    """
    with shop_scope(shop_id):
        record: ErasureRecord | None = ErasureRecord.objects.filter(uid=uid).first()
        if record is None:
            return None
        _set(record, state=ErasureState.RUNNING, started_at=timezone.now(), steps_done=0, counts={})
    _write_down(record)
    person = person_of(shop_id, record.customer_uid)
    for step in STEPS[:-1] if person is not None else ():
        with shop_scope(shop_id):
            _do(record, step, person)
    with shop_scope(shop_id):
        _do(record, STEPS[-1], person)
        _set(record, state=ErasureState.DONE, done_at=timezone.now(), steps_done=len(STEPS))
        decision = _sign("customer_erased", record, by=record.by, counts=record.counts)
        _set(record, decision_uid=decision)
    return record


def _do(record: ErasureRecord, step: Step, person: Person | None) -> None:
    for name, value in LIMITS.items():
        set_local(name, value)
    counts = record.counts | ({step.code: step.act(person)} if person is not None else {})
    _set(record, counts=counts, steps_done=record.steps_done + 1)


def _set(record: ErasureRecord, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(record, name, value)
    ErasureRecord.objects.filter(pk=record.pk).update(**fields)


def _sign(
    reason_code: str, record: ErasureRecord, *, by: str, counts: dict[str, int] | None = None
) -> uuid.UUID:
    """Into the ledger, without the customer's id: the row would have to be emptied of it."""
    decision = record_decision(
        automation=LETTING_GO.code,
        subject="erasure",
        version=VERSION,
        inputs={"record": record.uid.hex, "cause": record.cause},
        output={"counts": counts or {}},
        reason_code=reason_code,
        actor=by,
    )
    found: uuid.UUID = decision.uid
    return found


def erase_again(entries: Iterable[logbook.Entry]) -> int:
    """Do the erasures of a logbook again where a restored database brought somebody back; returns how many."""
    shops = {shop.uid: shop.id for shop_id in all_shop_ids() if (shop := shop_by_id(shop_id)) is not None}
    return sum(_again(shops[entry.shop], entry) for entry in entries if entry.shop in shops)


def _again(shop_id: int, entry: logbook.Entry) -> bool:
    with shop_scope(shop_id):
        customer = Customer.objects.filter(uid=entry.customer).first()
        done = ErasureRecord.objects.filter(customer_uid=entry.customer, state=ErasureState.DONE).exists()
        if customer is None or (done and customer.personal is None):
            return False
        record, _is_new = ErasureRecord.objects.get_or_create(
            shop_id=shop_id,
            customer_uid=entry.customer,
            defaults={"uid": entry.record, "asked_at": entry.asked_at, "by": "restore", "cause": "restore"},
        )
        Customer.objects.filter(pk=customer.pk, erased_at=None).update(erased_at=entry.asked_at)
        _set(record, replays=record.replays + 1)
    run_erasure(shop_id, record.uid)
    return True
