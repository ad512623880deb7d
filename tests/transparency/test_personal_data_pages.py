"""The pages about erasures, keeping, the register and breaches: who may do what, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from catalog.customers.models import Customer
from catalog.outbox.services import due_jobs, run_job
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from tests.factories import join, log_in, make_customer, make_order, make_user
from tests.shops import a_shop
from transparency.breach.models import Breach
from transparency.breach.selectors import days_left, most_urgent
from transparency.erasure.models import ErasureRecord
from transparency.ledger.models import Decision
from transparency.register.models import RegisterNote
from transparency.retention.lengths import lengths

pytestmark = pytest.mark.django_db

Desk = Callable[[str], Client]


@pytest.fixture
def shop() -> ShopContext:
    return a_shop()


@pytest.fixture
def desk(shop: ShopContext) -> Desk:
    def of(role: str) -> Client:
        user = make_user(language="en")
        join(shop, user, role)
        client = log_in(user)
        client.cookies["django_language"] = "en"
        return client

    return of


def url(shop: ShopContext, path: str) -> str:
    return f"/shops/{shop.slug}/transparency/{path}"


def text(shop: ShopContext, client: Client, path: str) -> str:
    answer = client.get(url(shop, path))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_erasure_says_beforehand_what_goes_and_is_done_by_a_worker(shop: ShopContext, desk: Desk) -> None:
    with shop_scope(shop.id):
        her = make_customer(shop, name="Amina Cherif")
        make_order(shop, customer=her, delivered=False)
    manager, viewer = desk("manager"), desk("viewer")
    assert "erasure/customers" in manager.get(f"/shops/{shop.slug}/customers/{her.uid}/").content.decode()
    asked = text(shop, manager, f"erasure/customers/{her.uid}/")
    assert "1 order is still on its way" in asked
    assert "1 order with its products, amounts, days and wilaya" in asked
    assert viewer.get(url(shop, f"erasure/customers/{her.uid}/")).status_code == 403
    start = url(shop, f"erasure/customers/{her.uid}/erase/")
    assert manager.post(start).status_code == 302
    with shop_scope(shop.id):
        assert not ErasureRecord.objects.exists()
    assert manager.post(start, {"sure": "yes"}).status_code == 302
    with shop_scope(shop.id):
        record = ErasureRecord.objects.get()
        assert Customer.objects.get(uid=her.uid).erased_at is not None
    waiting = text(shop, viewer, f"erasure/{record.uid}/")
    assert "0 of 14 steps are through" in waiting
    assert "data-progress" in waiting
    for shop_id, job_id in due_jobs():
        assert run_job(shop_id, job_id)
    done = viewer.get(url(shop, f"erasure/{record.uid}/progress/")).json()
    assert (done["finished"], done["done"]) == (True, 14)
    assert "nothing here tells any more who it was" in text(shop, viewer, f"erasure/{record.uid}/")
    assert her.uid.hex[:8] in text(shop, viewer, "erasure/")
    assert "Amina" not in text(shop, viewer, "erasure/erasures.csv")


def test_the_owner_changes_a_length_and_sees_what_goes(shop: ShopContext, desk: Desk) -> None:
    owner, viewer = desk("owner"), desk("viewer")
    page = text(shop, owner, "retention/")
    assert "3 years" in page
    assert "Nothing goes with the next round." in page
    assert "retention/keep" not in text(shop, viewer, "retention/")
    keep = url(shop, "retention/keep/")
    assert viewer.post(keep, {"rule": "buyers", "length": "24"}).status_code == 403
    owner.post(keep, {"rule": "buyers", "length": "24"})
    owner.post(keep, {"rule": "accounts", "length": "12"})
    assert owner.post(keep, {"rule": "nothing", "length": "12"}).status_code == 404
    held = lengths(shop.id)
    assert (held["buyers"], held["accounts"]) == (24, 120)
    owner.post(url(shop, "retention/run/"))
    assert "Nothing was over its time" in text(shop, owner, "retention/")
    assert "buyers" in text(shop, viewer, "retention/retention.csv")


def test_the_locker_shows_a_person_once_to_an_owner_with_a_reason(shop: ShopContext, desk: Desk) -> None:
    old = timezone.now() - timedelta(days=1300)
    with shop_scope(shop.id):
        her = make_customer(shop, name="Amina Cherif")
        make_order(shop, customer=her, at=old, number="N-12")
    owner = desk("owner")
    owner.post(url(shop, "retention/run/"))
    assert her.uid.hex[:8] in text(shop, owner, "retention/locked/")
    path = url(shop, f"retention/locked/{her.uid}/")
    assert "Amina" not in owner.get(path).content.decode()
    assert "Amina" not in owner.post(path, {"why": "voir"}).content.decode()
    opened = owner.post(path, {"why": "Contrôle fiscal de l'année"})
    assert "Amina Cherif" in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    assert desk("manager").get(path).status_code == 403


@pytest.mark.parametrize(
    ("language", "word"), [("fr", 'lang="fr"'), ("ar", 'dir="rtl"'), ("en", "Take, deliver and bill orders")]
)
def test_the_register_writes_itself_and_prints_in_the_readers_language(
    shop: ShopContext, desk: Desk, language: str, word: str
) -> None:
    owner = desk("owner")
    owner.post(
        url(shop, "register/lines/orders/"),
        {"receipt": "ANPDP-2026-77", "declared_on": "2026-02-01", "recipients": "Comptable"},
    )
    # A declaration that is still to come is none.
    early = owner.post(url(shop, "register/lines/orders/"), {"receipt": "x", "declared_on": "2999-01-01"})
    assert early.status_code == 400
    assert 'value="2026-02-01"' in text(shop, owner, "register/lines/orders/")
    owner.post(url(shop, "register/head/"), {"officer": "Samir, 0550 00 00 00"})
    with shop_scope(shop.id):
        assert RegisterNote.objects.count() == 2
    with shop_scope(shop.id):
        assert set(Decision.objects.values_list("automation", "reason_code")) == {
            ("register", "register_changed")
        }
    page = text(shop, owner, "register/")
    assert "ANPDP-2026-77" in page
    assert "Names, numbers and addresses of customers, after their last order: 3 years" in page
    paper = text(shop, desk("viewer"), f"register/print/?lang={language}")
    assert word in paper
    assert "Comptable" in paper
    assert "Samir" in paper
    assert text(shop, owner, "register/register.csv").count("\n") == 12
    assert owner.get(url(shop, "register/lines/nothing/")).status_code == 404


def test_a_breach_counts_its_persons_its_days_and_writes_its_letters(shop: ShopContext, desk: Desk) -> None:
    with shop_scope(shop.id):
        for _ in range(3):
            make_customer(shop)
    manager, owner = desk("manager"), desk("owner")
    today = local_day(timezone.now(), shop.zone)
    said = {
        "kind": "disclosed",
        "found_on": today.isoformat(),
        "reach": "everyone",
        "fields_touched": ["phone"],
        "happened": "Téléphone perdu par Karim",
    }
    assert manager.post(url(shop, "breach/new/"), said | {"found_on": "2099-01-01"}).status_code == 400
    assert manager.post(url(shop, "breach/new/"), said).status_code == 302
    with shop_scope(shop.id):
        breach = Breach.objects.get()
        assert (breach.persons, breach.due_at - breach.found_at) == (3, timedelta(days=5))
        assert b"Karim" not in bytes(breach.words)
        opened = Decision.objects.get(reason_code="breach_opened")
        assert (opened.automation, "Karim" in str(opened.output)) == ("breaches", False)
    assert most_urgent(shop.id) == breach
    assert days_left(breach, timezone.now()) == 4
    assert "4 days are left to tell the authority" in manager.get(f"/shops/{shop.slug}/").content.decode()
    assert "Data leaked" not in desk("viewer").get(f"/shops/{shop.slug}/").content.decode()
    path = f"breach/{breach.uid}/"
    assert "4 days are left to tell the authority" in text(shop, manager, path)
    letter = text(shop, manager, f"{path}letter/?to=authority&lang=en")
    assert "Téléphone perdu par Karim" in letter
    assert "Karim" not in text(shop, manager, f"{path}letter/?to=persons&lang=en")
    owner.post(url(shop, f"{path}close/"))
    with shop_scope(shop.id):
        assert Breach.objects.get().closed_at is None
    manager.post(url(shop, f"{path}step/"), {"step": "authority"})
    owner.post(url(shop, f"{path}close/"))
    with shop_scope(shop.id):
        assert Breach.objects.get().closed_at is not None
    assert most_urgent(shop.id) is None
    assert desk("agent").get(url(shop, path)).status_code == 403
