"""The audit of a whole shop: made once a month, told in words, answered, signed, and decided again to the same figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from catalog.customers.models import Customer
from catalog.orders.models import Order
from catalog.people.models import Role
from catalog.shops.context import ShopContext
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.pages import Desk, make_desk
from tests.factories import join, log_in, make_user
from tests.shops import a_shop
from transparency.audit.models import AuditResult, AuditRun, Verdict
from transparency.audit.reading import bands
from transparency.audit.services import answer_result, audit_month, make_audit, sign_audit
from transparency.centre.replays import replay
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db

AS_OF = date(2026, 10, 31)


def sell(shop: ShopContext, wilayas: dict[str, float], each: int = 70) -> None:
    """One delivered order for each of ``each`` customers of a wilaya, half of them with a discount around the share."""
    chance = np.random.Generator(np.random.PCG64(11))
    with shop_scope(shop.id):
        people = [
            Customer(shop_id=shop.id, wilaya=wilaya, language="fr" if number % 2 else "ar")
            for wilaya in wilayas
            for number in range(each)
        ]
        Customer.objects.bulk_create(people)
        orders = []
        for number, person in enumerate(people):
            share = wilayas[person.wilaya] * chance.uniform(0.6, 1.4) * (chance.random() < 0.7)
            placed = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(days=number % 40)
            amount = Decimal(int(chance.integers(1500, 6000)))
            discount = Decimal(str(round(float(amount) * share, 2)))
            delivered = placed + timedelta(days=int(chance.integers(2, 7)))
            orders.append(
                Order(
                    shop_id=shop.id,
                    source="hand",
                    external_id=str(number),
                    customer=person,
                    currency="DZD",
                    wilaya=person.wilaya,
                    placed_at=placed,
                    placed_on=placed.date(),
                    delivered_at=delivered,
                    delivered_on=delivered.date(),
                    products_amount=amount,
                    discount_amount=discount,
                    total_amount=amount - discount,
                )
            )
        Order.objects.bulk_create(orders)


@pytest.fixture
def shop() -> ShopContext:
    made = a_shop()
    sell(made, {"alger": 0.05, "oran": 0.05, "setif": 0.12})
    return made


def result(shop: ShopContext, measure: str, grouping: str) -> AuditResult:
    with shop_scope(shop.id):
        found: AuditResult = AuditResult.objects.get(measure=measure, grouping=grouping)
        return found


def test_a_higher_discount_in_one_wilaya_is_found_and_others_are_not(shop: ShopContext) -> None:
    run = make_audit(shop.id, AS_OF)
    assert run is not None
    assert (run.customers, run.different) == (210, 1)
    found = result(shop, "discount", "wilaya")
    assert found.verdict == Verdict.DIFFERENT
    highest = max(found.groups, key=lambda group: group["mean"])
    assert (highest["key"], highest["n"]) == ("setif", 70)
    assert result(shop, "delivery", "wilaya").verdict == Verdict.NOT_SHOWN
    assert result(shop, "first_reply", "wilaya").verdict == Verdict.THIN


def test_the_night_audits_once_a_month(shop: ShopContext) -> None:
    assert audit_month(shop.id, AS_OF)["different"] == 1
    assert audit_month(shop.id, AS_OF) == {"tests": 0, "different": 0}
    audit_month(shop.id, AS_OF + timedelta(days=1))
    with shop_scope(shop.id):
        days = list(AuditRun.objects.order_by("as_of").values_list("as_of", flat=True))
    assert days == [AS_OF, AS_OF + timedelta(days=1)]


def test_switched_off_nothing_is_audited(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        set_switch("fairness_audit", is_on=False, by="user:1")
    assert audit_month(shop.id, AS_OF)["tests"] == 0
    with shop_scope(shop.id):
        assert not AuditRun.objects.exists()


def test_a_small_shop_is_not_audited() -> None:
    small = a_shop()
    sell(small, {"alger": 0.05}, each=20)
    assert make_audit(small.id, AS_OF) is None


def test_an_audit_replays_and_a_changed_value_does_not(shop: ShopContext) -> None:
    make_audit(shop.id, AS_OF)
    with shop_scope(shop.id):
        decision = Decision.objects.get(reason_code="groups_compared")
    assert replay(decision) is True
    decision.candidates[0]["values"][0] = 0.9
    assert replay(decision) is False


def test_the_log_of_an_audit_names_no_customer(shop: ShopContext) -> None:
    make_audit(shop.id, AS_OF)
    with shop_scope(shop.id):
        decision = Decision.objects.get(reason_code="groups_compared")
    assert {key for one in decision.candidates for key in one} == {
        "measure",
        "grouping",
        "keys",
        "values",
        "labels",
    }


def test_an_audit_is_signed_only_after_each_difference_was_answered(shop: ShopContext) -> None:
    run = make_audit(shop.id, AS_OF)
    assert run is not None
    with pytest.raises(Invalid):
        sign_audit(shop.id, run.uid, note="", by="user:1")
    uid = result(shop, "discount", "wilaya").uid
    with pytest.raises(Invalid):
        answer_result(shop.id, uid, kind="changed", text="court", by="user:1")
    answer_result(shop.id, uid, kind="changed", text="La remise de Sétif est finie.", by="user:1")
    sign_audit(shop.id, run.uid, note="Vu", by="user:1")
    assert make_audit(shop.id, AS_OF) is None
    with shop_scope(shop.id):
        run.refresh_from_db()
        codes = list(Decision.objects.order_by("sequence").values_list("reason_code", flat=True))
    assert (run.signed_by, run.note) == ("user:1", "Vu")
    assert codes == ["groups_compared", "audit_answered", "audit_signed"]


def test_bands_are_thirds_and_equal_amounts_stay_together() -> None:
    assert bands([(1, 10.0), (2, 20.0), (3, 30.0)]) == {1: "low", 2: "middle", 3: "high"}
    assert set(bands([(ref, 5.0) for ref in range(9)]).values()) == {"high"}
    assert bands([]) == {}


@pytest.fixture
def desk() -> Desk:
    made = make_desk()
    sell(made.shop, {"alger": 0.05, "oran": 0.05, "setif": 0.12})
    return made


def test_an_empty_page_says_when_the_first_audit_comes() -> None:
    assert "No audit yet" in make_desk().get("audit")


def test_the_page_tells_differences_in_words_and_takes_answers(desk: Desk) -> None:
    make_audit(desk.shop.id, AS_OF)
    page = desk.get("audit")
    assert "1 difference is larger than chance" in page
    assert "chance hardly explains it" in page
    assert "Nobody has said yet" in page
    found = result(desk.shop, "discount", "wilaya")
    assert "95 % sure" in desk.get("audit-result", uid=found.uid)
    body = {"kind": "explained", "text": "Une offre pour l’ouverture à Sétif."}
    desk.post("audit-answer", body, by=desk.manager, uid=found.uid)
    assert "ouverture à Sétif" in desk.get("audit")
    assert "cannot be excluded" in page
    assert (
        "setif" in desk.get("audit-csv", "raw=1").lower() or "sétif" in desk.get("audit-csv", "raw=1").lower()
    )


def test_the_owner_alone_signs(desk: Desk) -> None:
    make_audit(desk.shop.id, AS_OF)
    with shop_scope(desk.shop.id):
        run_uid = AuditRun.objects.get().uid
    assert desk.post("audit-sign", {}, by=desk.manager, uid=run_uid).status_code == 403
    owner = make_user("patron@example.com", language="en")
    join(desk.shop, owner, Role.OWNER)
    found = result(desk.shop, "discount", "wilaya")
    answer_result(desk.shop.id, found.uid, kind="watched", text="On regarde le mois prochain.", by="user:1")
    desk.post("audit-sign", {"note": "Lu"}, by=log_in(owner), uid=run_uid)
    assert "Signed off" in desk.get("audit")
