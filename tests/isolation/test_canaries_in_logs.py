"""P1: twelve canaries are planted where people type and machines fail; none shows in logs, in the queue or in answers."""

from __future__ import annotations

import io
import logging
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client

from catalog.customers.models import CustomerIdentity
from catalog.customers.selectors import Identity
from catalog.customers.services import create_customer
from catalog.keys.services import create_key
from catalog.outbox.models import OutboxJob
from catalog.outbox.services import enqueue, handles, run_job
from catalog.people.factor import seal_secret
from catalog.shops.context import ShopContext
from shop_ai.lib.log import JsonFormatter, MaskPersonal, mask
from shop_ai.lib.tenancy import shop_scope
from tests import servers
from tests.factories import join, log_in, make_user
from tests.shops import a_shop
from transparency.erasure.services import erase_customer

NAME, PHONE, MAIL = "Zohra Témoin", "0662123409", "temoin@courrier.example"
STREET, HANDLE, WORDS = "Ruelle du Témoin 9", "temoin.zohra", "bague gravée témoin"
PASSWORD, TOTP = "mot-de-passe-témoin-77", "TEMOINSECRETTOTP"
HOOK = "whsec_temoin_0123456789abcdef"

pytestmark = pytest.mark.django_db(transaction=True)


@handles("test.canary")
def _fail(shop_id: int, payload: dict[str, Any]) -> None:
    """A job that meets a refusal of the database, whose words show the row."""
    with shop_scope(shop_id):
        CustomerIdentity.objects.create(
            shop_id=shop_id, customer_id=payload["customer"], channel="instagram", external_id=HANDLE
        )


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What every logger writes, as the instance writes it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(MaskPersonal())
    handler.setFormatter(JsonFormatter())
    handler.setLevel(logging.DEBUG)
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def queue() -> bytes:
    """Everything that the queue holds."""
    held = redis.Redis(unix_socket_path=str(servers.test_run().valkey_socket))
    keys = list(held.scan_iter())
    return b"\n".join([*keys, *(bytes(held.dump(key) or b"") for key in keys)])


def forms(canary: str) -> set[bytes]:
    return {canary.encode(), canary.encode("ascii", "backslashreplace"), canary.encode("unicode_escape")}


def test_nothing_personal_and_no_secret_reaches_logs_queue_or_errors(
    logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = a_shop()
    user = make_user(MAIL, password=PASSWORD)
    user.totp_sealed = seal_secret(user.pk, TOTP)
    user.save()
    join(shop, user, "owner")
    client = log_in(user)
    session = client.cookies["session"].value
    _key, secret = create_key(shop.id, name="Caisse", scopes=["customers:write", "customers:read"])
    canaries = [NAME, PHONE, PHONE[1:], MAIL, STREET, HANDLE, WORDS, PASSWORD, TOTP, HOOK, session, secret]
    assert len(canaries) == 12

    answers = [_asked(shop, client, secret), *_failed_pages(shop, client, monkeypatch)]
    customer = create_customer(
        shop,
        {
            "name": NAME,
            "phone": PHONE,
            "email": MAIL,
            "address": STREET,
            "identities": [Identity("instagram", "", HANDLE)],
        },
    )
    _failed_jobs(shop, customer.pk)
    erase_customer(shop.id, customer.uid, by="user:1", cause="request")
    text = logged.getvalue().encode()
    assert b"failed" in text
    for place, found in (("logs", text), ("queue", queue()), ("answers", b"".join(answers))):
        shown = [one for one in canaries if any(form in found for form in forms(one))]
        assert shown == [], f"{place}: {shown}"


def _asked(shop: ShopContext, client: Client, secret: str) -> bytes:
    """Wrong passwords, wrong keys, values that are refused."""
    Client().post("/login", {"email": MAIL, "password": f"{PASSWORD}!"})
    Client().post(f"/hooks/generic/{HOOK}", {"phone": PHONE, "text": WORDS})
    Client().post("/api/v1/customers", {"name": NAME}, headers={"authorization": f"Bearer {secret}x"})
    refused = client.post(
        "/api/v1/customers",
        {"phone": "12", "email": "no"},
        content_type="application/json",
        headers={"authorization": f"Bearer {secret}"},
    )
    return bytes(refused.content)


def _failed_pages(shop: ShopContext, client: Client, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Pages that break while somebody's words are in their hands."""

    def broken(*_: Any, **__: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0 /* %s */" % PHONE)  # noqa: UP031 -- what a careless query would do

    monkeypatch.setattr("catalog.customers.views.customer_page", broken)
    client.raise_request_exception = False
    address = f"/shops/{shop.slug}/customers/{uuid.uuid4()}/?q={NAME}&phone={PHONE}"
    page = client.get(address, headers={"user-agent": WORDS})
    assert page.status_code == 500
    return [page.content]


def _failed_jobs(shop: ShopContext, customer: int) -> None:
    """A refused row, in a job and outside of one."""
    with shop_scope(shop.id):
        job = enqueue(kind="test.canary", payload={"customer": customer}, unique_key="k")
    assert not run_job(shop.id, job)
    with shop_scope(shop.id):
        assert OutboxJob.objects.get(pk=job).failure == "IntegrityError"
    try:
        with transaction.atomic(), shop_scope(shop.id), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE catalog_customeridentity SET channel = NULL WHERE shop_id = %s AND customer_id = %s",
                [shop.id, customer],
            )
    except IntegrityError:
        logging.getLogger("catalog.customers").exception("a row was refused")
    assert settings.DEBUG is False


def test_a_row_that_the_database_shows_in_its_refusal_is_left_out() -> None:
    """Row-level security hides it from the plain role; an administrator's command would see it."""
    said = f"duplicate key value\nDETAIL:  Failing row contains (1, {NAME}, {STREET}).\nnext line"
    assert mask(said) == "duplicate key value\nDETAIL: <left out>\nnext line"
