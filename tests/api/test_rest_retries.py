"""Retries of writes (promise A3): one effect, the first answer again, another request refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.utils import timezone

from catalog.keys.models import ApiKey, StoredAnswer
from catalog.keys.services import KEEP_ANSWERS, forget_answers
from catalog.orders.models import Order
from catalog.products.models import Product
from catalog.rest import door
from catalog.rest.retries import Retry, answer_once
from catalog.shops.context import ShopContext
from shop_ai.lib.limits import Limit
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, caller, found, problem_of
from tests.crowd import at_once
from tests.factories import make_product, make_shop

ROBE = {"sku": "R-1", "title": "Robe"}


def test_a_retry_gets_the_first_answer_again(api: Caller, shop: ShopContext) -> None:
    first = api.post("products", ROBE, Idempotency_Key="k1")
    api.patch(first["Location"].removeprefix("/api/v1/"), {"stock": 9})
    again = api.post("products", ROBE, Idempotency_Key="k1")
    assert (again.status_code, again.content) == (201, first.content)
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert (again["ETag"], again["Location"]) == (first["ETag"], first["Location"])
    with shop_scope(shop.id):
        assert Product.objects.count() == 1


def test_the_order_of_members_does_not_make_another_request(api: Caller) -> None:
    api.post("products", ROBE, Idempotency_Key="k1")
    again = api.post("products", '{"title":  "Robe", "sku": "R-1"}', Idempotency_Key="k1")
    assert again["Idempotent-Replayed"] == "true"


def test_the_same_key_for_another_request_is_refused(api: Caller, shop: ShopContext) -> None:
    product = found(api.post("products", ROBE, Idempotency_Key="k1"), 201)
    problem_of(api.post("products", ROBE | {"sku": "R-2"}, Idempotency_Key="k1"), 422)
    problem_of(api.patch(f"products/{product['id']}", ROBE, Idempotency_Key="k1"), 422)
    with shop_scope(shop.id):
        assert Product.objects.count() == 1


def test_a_refusal_is_repeated_as_well_and_left_nothing(api: Caller, shop: ShopContext) -> None:
    make_product(shop, sku="R-1")
    assert problem_of(api.post("products", ROBE, Idempotency_Key="k1"), 409)
    with shop_scope(shop.id):
        Product.objects.all().delete()
    again = api.post("products", ROBE, Idempotency_Key="k1")
    problem_of(again, 409)
    assert again["Idempotent-Replayed"] == "true"


def test_our_own_failure_is_not_kept(api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: object, **_named: object) -> None:
        raise OperationalError("away")

    with monkeypatch.context() as patched:
        patched.setattr("catalog.products.api.create_product", away)
        problem_of(api.post("products", ROBE, Idempotency_Key="k1"), 503)
    again = api.post("products", ROBE, Idempotency_Key="k1")
    assert again.status_code == 201
    assert "Idempotent-Replayed" not in again


def test_keys_of_different_callers_do_not_meet(
    api: Caller, shop: ShopContext, neighbour: ShopContext
) -> None:
    api.post("products", ROBE, Idempotency_Key="k1")
    for other in (caller(shop), caller(neighbour)):
        answer = other.post("products", ROBE | {"sku": "R-2"}, Idempotency_Key="k1")
        assert answer.status_code == 201
        assert "Idempotent-Replayed" not in answer


@pytest.mark.parametrize("key", ["", "x" * 256, "é", "a\tb"])
def test_a_key_that_cannot_be_kept_is_refused(api: Caller, key: str) -> None:
    problem_of(api.post("products", ROBE, Idempotency_Key=key), 400)


def test_a_kept_answer_is_sealed(api: Caller, shop: ShopContext) -> None:
    api.post("customers", {"name": "Amina", "phone": "0550000001"}, Idempotency_Key="k1")
    with shop_scope(shop.id):
        kept = StoredAnswer.objects.get()
    assert b"Amina" not in bytes(kept.body_sealed)
    assert kept.status == 201


def test_after_a_day_the_key_is_free_again(api: Caller, shop: ShopContext) -> None:
    api.put("products/by-sku/R-1", {"title": "Robe"}, Idempotency_Key="k1")
    with shop_scope(shop.id):
        StoredAnswer.objects.update(created_at=timezone.now() - KEEP_ANSWERS - timedelta(seconds=1))
    answer = api.put("products/by-sku/R-1", {"title": "Robe longue"}, Idempotency_Key="k1")
    assert (answer.status_code, found(answer)["title"]) == (200, "Robe longue")
    assert forget_answers(shop.id, timezone.now()) == 0
    assert forget_answers(shop.id, timezone.now() + KEEP_ANSWERS) == 1


def until_served(send: Any) -> HttpResponse:
    """The first answer that is neither "in flight" nor "the pool is smaller than the crowd"."""
    while True:
        answer: HttpResponse = send()
        if answer.status_code not in {409, 503}:
            return answer


@pytest.mark.django_db(transaction=True)
def test_fifty_posts_at_once_with_one_key_have_one_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "WRITES", Limit("api-write", 100_000, 60))
    shop = make_shop("boutique")
    make_product(shop, sku="R-1")
    api = caller(shop)
    body = {"lines": [{"sku": "R-1", "quantity": 1}], "placed_at": "2026-03-02T12:00:00Z"}
    answers = at_once(
        50, lambda _number: until_served(lambda: api.post("orders", body, Idempotency_Key="one"))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer for answer in answers) == 1
    with shop_scope(shop.id):
        assert Order.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_retry_while_the_first_runs_is_told_so() -> None:
    shop = make_shop("boutique")
    api = caller(shop)

    def first() -> HttpResponse:
        answers = at_once(1, lambda _number: api.post("products", ROBE, Idempotency_Key="k1"))
        problem_of(answers[0], 409)
        return HttpResponse("{}", status=201)

    with shop_scope(shop.id):
        answer_once(Retry(ApiKey.objects.get().pk, "k1", "0" * 64), first)
        assert StoredAnswer.objects.get().status == 201


@pytest.mark.django_db(transaction=True)
def test_one_external_id_sent_by_many_at_once_is_one_order() -> None:
    shop = make_shop("boutique")
    make_product(shop, sku="R-1")
    api = caller(shop)
    body = {
        "lines": [{"sku": "R-1", "quantity": 1}],
        "external_id": "web-1",
        "customer": {"name": "Amina", "phone": "0550000001"},
    }

    def post(_number: int) -> HttpResponse:
        while (answer := api.post("orders", body)).status_code == 503:  # the pool is smaller than the crowd
            pass
        return answer

    answers = at_once(12, post)
    assert len({found(answer, answer.status_code)["id"] for answer in answers}) == 1
    assert sorted(answer.status_code for answer in answers) == [200] * 11 + [201]
    with shop_scope(shop.id):
        assert Order.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_orders_of_one_new_customer_at_once_make_one_customer() -> None:
    shop = make_shop("boutique")
    make_product(shop, sku="R-1")
    api = caller(shop)
    body = {"lines": [{"sku": "R-1", "quantity": 1}], "customer": {"name": "Amina", "phone": "0550000001"}}
    answers = at_once(6, lambda _number: api.post("orders", body))
    assert len({found(answer, 201)["customer_id"] for answer in answers}) == 1
    assert len({found(answer, 201)["id"] for answer in answers}) == 6
