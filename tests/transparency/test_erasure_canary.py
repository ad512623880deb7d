"""P3: after an erasure nobody finds the person again, in no table and behind no seal."""

from __future__ import annotations

import pytest

from catalog.customers.models import Customer
from catalog.orders.models import Order
from catalog.outbox.services import due_jobs, run_job
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.services import fold_waiting
from tests.transparency import canary_person as canary
from transparency.erasure.models import ErasureRecord
from transparency.erasure.services import erase_customer


def work() -> None:
    """Do what a worker would do."""
    for shop_id, job_id in due_jobs():
        assert run_job(shop_id, job_id)


@pytest.mark.django_db(transaction=True)
def test_after_an_erasure_no_trace_is_left_and_amounts_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    canary.clear_sealing(monkeypatch)
    shop, her = canary.a_shop_with_her()
    fold_waiting()
    assert canary.traces(canary.dump()) == list(canary.CANARIES)
    with shop_scope(shop.id):
        before = list(Order.objects.order_by("pk").values_list("total_amount", "wilaya", "placed_on"))
    erase_customer(shop.id, her, by="user:1", cause="request")
    work()
    assert canary.lines_with(canary.dump()) == []
    with shop_scope(shop.id):
        assert list(Order.objects.order_by("pk").values_list("total_amount", "wilaya", "placed_on")) == before
        record = ErasureRecord.objects.get(customer_uid=her)
        assert (record.state, record.left) == ("done", {})
        assert Customer.objects.get(uid=her).erased_at is not None
        assert Customer.objects.filter(erased_at=None).count() == 1
