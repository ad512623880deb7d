"""With its switch off, the link to one's own data waits for a person of the shop; on, it goes by mail."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from catalog.outbox.services import due_jobs, run_job
from shop_ai.lib.tenancy import shop_scope
from tests.transparency.rights_shop import PHONE, a_customer_of
from transparency.ledger.switches import EVERYTHING, set_switch
from transparency.rights.models import RequestState, RightsRequest

pytestmark = pytest.mark.django_db


def letters_after_asking(slug: str) -> int:
    """How many letters one request at the door brings."""
    Client().post(f"/t/{slug}/my-data", {"number": "A-1001", "contact": PHONE})
    for shop_id, job in due_jobs():
        run_job(shop_id, job)
    return len(mail.outbox)


@pytest.mark.parametrize("code", ["my_data_links", EVERYTHING])
def test_no_link_goes_by_itself_once_it_is_switched_off(code: str) -> None:
    shop, _customer, _order = a_customer_of("rights-switch")
    with shop_scope(shop.id):
        set_switch(code, is_on=False, by="user:1")
    assert letters_after_asking(shop.slug) == 0
    with shop_scope(shop.id):
        assert RightsRequest.objects.get().state == RequestState.OPEN, "a person sends it"
        RightsRequest.objects.all().delete()
        set_switch("my_data_links", is_on=True, by="user:1")
        set_switch(EVERYTHING, is_on=True, by="user:1")
    assert letters_after_asking(shop.slug) == 1
