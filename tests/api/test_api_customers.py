"""Customers by REST: sealed at rest, found by exact phone and whole words."""

from __future__ import annotations

from django.utils import timezone

from catalog.customers.models import Customer
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, caller, found, problem_of
from tests.factories import make_customer, make_shop

AMINA = {"name": "Amina Exemple", "phone": "0550 00 00 01", "wilaya": "16 - Alger", "commune": "Bab Ezzouar"}


def test_a_customer_is_kept_normalised(api: Caller) -> None:
    customer = found(api.post("customers", AMINA | {"email": "Amina@Example.com"}), 201)
    assert customer["phone"] == "+213550000001"
    assert customer["wilaya"] == "alger"
    assert customer["email"] == "amina@example.com"
    assert found(api.get(f"customers/{customer['id']}")) == customer


def test_nothing_personal_is_readable_in_the_row(api: Caller, shop: ShopContext) -> None:
    api.post("customers", AMINA)
    with shop_scope(shop.id):
        stored = str(Customer.objects.values().get())
    assert "Amina" not in stored
    assert "550000001" not in stored


def test_a_taken_phone_names_the_customer_in_the_way(api: Caller, shop: ShopContext) -> None:
    amina = make_customer(shop, phone="0550000001")
    problem = problem_of(api.post("customers", {"name": "X", "phone": "+213 550 00 00 01"}), 409)
    assert (problem["existing"], problem["field"]) == (f"cus_{amina.uid.hex}", "phone")


def test_a_phone_that_is_cut_off_is_pointed_at(api: Caller) -> None:
    problem = problem_of(api.post("customers", {"name": "X", "phone": "05500"}), 422)
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [("#/phone", "bad_phone")]


def test_a_wilaya_that_does_not_exist_is_pointed_at(api: Caller) -> None:
    problem = problem_of(api.post("customers", {"name": "X", "wilaya": "Atlantis"}), 422)
    assert problem["errors"][0]["pointer"] == "#/wilaya"


def test_a_region_elsewhere_is_kept_as_written(db: None) -> None:
    api = caller(make_shop("paris", country="FR", currency="EUR", timezone="Europe/Paris"))
    assert found(api.post("customers", {"name": "X", "wilaya": "Bretagne"}), 201)["wilaya"] == "Bretagne"


def test_somebody_must_be_known_by_something(api: Caller) -> None:
    assert problem_of(api.post("customers", {"commune": "Oran"}), 422)["errors"][0]["code"] == "required"


def test_an_identity_of_a_channel_stands_for_a_person_without_phone(api: Caller) -> None:
    known = [{"channel": "instagram", "account": "", "external_id": "1784"}]
    amina = found(api.post("customers", {"identities": known}), 201)
    assert amina["identities"] == known
    problem = problem_of(api.post("customers", {"name": "Other", "identities": known}), 409)
    assert problem["existing"] == amina["id"]


def test_a_customer_is_found_by_phone_in_any_spelling(api: Caller) -> None:
    amina = found(api.post("customers", AMINA), 201)
    api.post("customers", {"name": "Sara", "phone": "0660000002"})
    assert [c["id"] for c in found(api.get("customers?phone=0550-00-00-01"))["data"]] == [amina["id"]]
    assert found(api.get("customers?phone=055000"))["data"] == []


def test_a_customer_is_found_by_whole_words_of_the_name(api: Caller) -> None:
    amina = found(api.post("customers", AMINA), 201)
    assert [c["id"] for c in found(api.get("customers?q=exemple+amina"))["data"]] == [amina["id"]]
    assert found(api.get("customers?q=ami"))["data"] == []


def test_a_patch_keeps_what_it_does_not_name(api: Caller) -> None:
    amina = found(api.post("customers", AMINA), 201)
    changed = found(api.patch(f"customers/{amina['id']}", {"phone": "0770000003"}))
    assert (changed["name"], changed["phone"]) == ("Amina Exemple", "+213770000003")
    assert found(api.get("customers?phone=0550000001"))["data"] == []


def test_an_erased_customer_is_not_written_again(api: Caller, shop: ShopContext) -> None:
    gone = make_customer(shop)
    with shop_scope(shop.id):
        Customer.objects.filter(pk=gone.pk).update(
            personal=None, phone_index="", name_index=[], erased_at=timezone.now()
        )
    path = f"customers/cus_{gone.uid.hex}"
    assert found(api.get(path))["name"] == ""
    problem_of(api.patch(path, {"name": "Amina"}), 409)


def test_a_neighbours_customer_is_not_found(api: Caller, neighbour: ShopContext) -> None:
    theirs = make_customer(neighbour, phone="0550000009")
    problem_of(api.get(f"customers/cus_{theirs.uid.hex}"), 404)
    problem_of(api.patch(f"customers/cus_{theirs.uid.hex}", {"name": "X"}), 404)
    assert found(api.get("customers?phone=0550000009"))["data"] == []


def test_the_same_phone_may_be_a_customer_of_two_shops(api: Caller, neighbour: ShopContext) -> None:
    make_customer(neighbour, phone="0550000001")
    found(api.post("customers", AMINA), 201)
