"""Tests of new products by REST: read, start, overrule."""

from __future__ import annotations

import pytest
from django.utils import timezone

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.models import ExposureTest
from signals.exposure.services import look_now, run_tests
from signals.rollups.services import make_months
from tests.api.conftest import Caller, found, problem_of
from tests.factories import make_product
from tests.signals.exposure_shop import NOW, YESTERDAY, people
from tests.signals.exposure_shop import test_of as the_test_of
from transparency.ledger.models import Decision


@pytest.fixture
def seen(shop: ShopContext, monkeypatch: pytest.MonkeyPatch) -> ExposureTest:
    """A in test, seen by 75 people of whom 4 opened it."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    make_months({NOW.date().replace(day=1)})
    make_product(shop, title="A", sku="A")
    run_tests(shop.id, YESTERDAY)
    people(shop, the_test_of(shop, "A"), 75, 4)
    look_now(shop.id)
    return the_test_of(shop, "A")


def test_tests_are_listed_with_their_story_and_rate(api: Caller, seen: ExposureTest) -> None:
    listed = found(api.get("exposure-tests?stage=testing", Accept_Language="en"))["data"]
    assert [(one["sku"], one["shown"], one["taken"]) for one in listed] == [("A", 75, 4)]
    assert listed[0]["story"].startswith("Seen by 75 people, 4 opened it")
    assert listed[0]["rate"]["n"] == 75
    assert round(listed[0]["rate"]["chance_above_usual"], 3) == 0.717
    assert found(api.get("exposure-tests?stage=stopped"))["data"] == []
    assert problem_of(api.get("exposure-tests?stage=moon"), 422)


def test_one_test_is_read_with_its_looks(api: Caller, seen: ExposureTest) -> None:
    one = found(api.get(f"exposure-tests/tst_{seen.uid.hex}"))
    assert [(look["shown"], look["verdict"]) for look in one["looks"]] == [(75, "go_on")]
    assert one["recommendation_id"] == seen.recommendation_id
    problem_of(api.get(f"exposure-tests/tst_{'0' * 32}"), 404)


def test_before_fifty_people_a_rate_is_not_given(api: Caller, shop: ShopContext, seen: ExposureTest) -> None:
    make_product(shop, sku="B")
    run_tests(shop.id, YESTERDAY)
    rates = {one["sku"]: one["rate"] for one in found(api.get("exposure-tests"))["data"]}
    assert rates["B"] == {"value": None, "reason": "not enough data", "n": 0}


def test_a_program_overrules_and_is_named_in_the_log(
    api: Caller, shop: ShopContext, seen: ExposureTest
) -> None:
    address = f"exposure-tests/tst_{seen.uid.hex}/decision"
    answer = found(api.post(address, {"action": "stop", "why": "stock"}))
    assert (answer["stage"], answer["is_overruled"]) == ("stopped", True)
    with shop_scope(shop.id):
        assert Decision.objects.get(reason_code="test_overruled").actor.startswith("key:")
    problem_of(api.post(address, {"action": "rest"}), 409)
    assert problem_of(api.post(address, {"action": "explode"}), 422)["errors"][0]["pointer"] == "#/action"


def test_a_product_is_put_into_a_test_by_its_sku(api: Caller, shop: ShopContext, seen: ExposureTest) -> None:
    make_product(shop, sku="OLD")
    answer = api.post("exposure-tests", {"sku": "OLD"})
    assert (answer.status_code, answer["Location"][:24]) == (201, "/api/v1/exposure-tests/t")
    problem_of(api.post("exposure-tests", {"sku": "A"}), 409)
    unknown = problem_of(api.post("exposure-tests", {"sku": "NOWHERE"}), 422)
    assert unknown["errors"][0]["pointer"] == "#/sku"
