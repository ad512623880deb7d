"""Nights of tests: who enters, how people are counted, what a look decides, and what ends a test."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.models import ExposureDay, ExposureLook, ExposurePlace, ExposureTest, Stage
from signals.exposure.replay import replays
from signals.exposure.services import look_now, run_tests
from signals.recommend.models import MerchantChoice
from tests.factories import make_order
from tests.shops import a_product
from tests.signals.exposure_shop import NOW, TODAY, YESTERDAY, a_shop_with, people
from tests.signals.exposure_shop import test_of as the_test_of
from transparency.ledger.models import Decision
from transparency.ledger.selectors import verify_chain
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def stages(shop: object) -> dict[str, str]:
    with shop_scope(shop.id):  # type: ignore[attr-defined]
        return dict(ExposureTest.objects.filter(is_current=True).values_list("title", "stage"))


def test_new_products_in_stock_enter_and_old_sold_hidden_and_empty_ones_do_not() -> None:
    shop = a_shop_with("NEW", "UNCOUNTED", "EMPTY", "SOLD", "HIDDEN", "PINNED", "OLD", "OFF", "FEE")
    with shop_scope(shop.id):
        rows = Product.objects
        rows.filter(sku="NEW").update(stock=3)
        rows.filter(sku="EMPTY").update(stock=0)
        rows.filter(sku="OLD").update(created_at=NOW - timedelta(days=40))
        rows.filter(sku="OFF").update(is_active=False)
        rows.filter(sku="FEE").update(is_service=True)
        parent = rows.get(sku="NEW")
        a_product(shop.id, "NEW-M", parent=parent)
        for sku, choice in (("HIDDEN", "hide"), ("PINNED", "pin")):
            MerchantChoice.objects.create(shop_id=shop.id, product=rows.get(sku=sku), choice=choice)
        make_order(shop, lines=[(rows.get(sku="SOLD"), 1, 100)], at=NOW - timedelta(days=90))
    done = run_tests(shop.id, YESTERDAY)
    assert stages(shop) == {"Produit NEW": "testing", "Produit UNCOUNTED": "testing"}
    assert (done["entered"], done["opened"], done["places"]) == (2, 2, 2)


def test_eight_tests_are_open_together_and_the_others_wait() -> None:
    shop = a_shop_with(*(f"P{n}" for n in range(11)))
    run_tests(shop.id, YESTERDAY)
    assert sorted(stages(shop).values()) == ["testing"] * 8 + ["waiting"] * 3
    with shop_scope(shop.id):
        shares = [place.propensity for place in ExposurePlace.objects.filter(is_current=True)]
    assert (shares, sum(shares)) == ([0.125] * 8, 1)


def test_a_person_counts_once_a_day_and_taking_is_seeing() -> None:
    shop = a_shop_with("A")
    run_tests(shop.id, YESTERDAY)
    test = the_test_of(shop, "A")
    people(shop, test, shown=3, taken=1, visitor="same")
    people(shop, test, shown=0, taken=1, visitor="only-clicked")
    people(shop, test, shown=2)
    people(shop, test, shown=5, recommendation_id="forged-t9")
    look_now(shop.id)
    test = the_test_of(shop, "A")
    assert (test.shown, test.taken) == (4, 2)
    with shop_scope(shop.id):
        assert list(ExposureDay.objects.values_list("day", "test_ref", "shown", "taken")) == [
            (TODAY, test.pk, 4, 2)
        ]


def test_what_is_usual_is_everything_else_that_was_recommended() -> None:
    shop = a_shop_with("A")
    with shop_scope(shop.id):
        a_product(shop.id, "OTHER", is_active=False)
    noon = NOW - timedelta(days=1)
    people(shop, None, 900, 90, product="OTHER", occurred_at=noon, day=YESTERDAY)
    run_tests(shop.id, YESTERDAY)
    people(shop, the_test_of(shop, "A"), 60, 3)
    look_now(shop.id)
    # 900 people and a starting rate of 3 % that is worth 128.3: (90 + 3.85) / 1028.3
    assert the_test_of(shop, "A").usual == pytest.approx(0.0912642, abs=1e-6)


def test_a_look_is_taken_at_50_and_then_every_25_and_never_twice() -> None:
    shop = a_shop_with("A")
    run_tests(shop.id, YESTERDAY)
    test = the_test_of(shop, "A")
    people(shop, test, 49, 1)
    assert look_now(shop.id)["looks"] == 0
    people(shop, test, 1, 1)
    assert [look_now(shop.id)["looks"], look_now(shop.id)["looks"]] == [1, 0]
    people(shop, test, 40, 0)
    assert look_now(shop.id)["looks"] == 1
    with shop_scope(shop.id):
        looks = list(ExposureLook.objects.values_list("shown", "taken", "verdict"))
    assert looks == [(50, 2, "go_on"), (90, 2, "go_on")]
    assert the_test_of(shop, "A").next_at == 100


@pytest.mark.parametrize(
    ("shown", "taken", "stage", "reason"),
    [
        (50, 8, Stage.WIDE, "test_promoted"),
        (150, 0, Stage.STOPPED, "test_stopped"),
        (300, 9, Stage.RESTING, "test_undecided"),
    ],
)
def test_a_look_promotes_stops_or_leaves_undecided(shown: int, taken: int, stage: str, reason: str) -> None:
    shop = a_shop_with("A")
    run_tests(shop.id, YESTERDAY)
    people(shop, the_test_of(shop, "A"), shown, taken)
    look_now(shop.id)
    test = the_test_of(shop, "A")
    assert (test.stage, test.reason_code) == (stage, reason)
    with shop_scope(shop.id):
        decision = Decision.objects.get(reason_code=reason)
        assert decision.uid == ExposureLook.objects.get().decision_uid
        in_places = ExposurePlace.objects.filter(is_current=True).values_list("place", flat=True)
        assert list(in_places) == (["wide"] if stage == Stage.WIDE else [])


def test_an_undecided_test_rests_14_days_and_goes_on_with_what_is_known() -> None:
    shop = a_shop_with("A")
    run_tests(shop.id, YESTERDAY)
    people(shop, the_test_of(shop, "A"), 300, 9)
    look_now(shop.id)
    test = the_test_of(shop, "A")
    assert test.ends_on == TODAY + timedelta(days=14)
    run_tests(shop.id, TODAY + timedelta(days=12))
    assert the_test_of(shop, "A").stage == Stage.RESTING
    run_tests(shop.id, TODAY + timedelta(days=13))
    again = the_test_of(shop, "A")
    assert (again.stage, again.rounds, again.shown) == (Stage.TESTING, 2, 300)
    assert again.recommendation_id == test.recommendation_id


def test_a_test_whose_product_is_sold_out_gives_its_cell_back_and_waits() -> None:
    shop = a_shop_with("A")
    run_tests(shop.id, YESTERDAY)
    with shop_scope(shop.id):
        Product.objects.update(stock=0)
    run_tests(shop.id, YESTERDAY)
    assert (the_test_of(shop, "A").stage, the_test_of(shop, "A").reason_code) == (
        "waiting",
        "test_not_showable",
    )
    with shop_scope(shop.id):
        Product.objects.update(stock=5)
    run_tests(shop.id, YESTERDAY)
    assert the_test_of(shop, "A").stage == Stage.TESTING


def test_what_comes_back_twice_as_often_as_usual_is_stopped() -> None:
    shop = a_shop_with("A", "GOOD")
    run_tests(shop.id, YESTERDAY)
    with shop_scope(shop.id):
        products = {product.sku: product for product in Product.objects.all()}
        for _number in range(60):
            make_order(shop, lines=[(products["GOOD"], 1, 100)], at=NOW - timedelta(days=20))
        for number in range(8):
            state = "returned" if number < 5 else "delivered"
            at = NOW - timedelta(days=20)
            make_order(shop, lines=[(products["A"], 1, 100)], at=at, parcel_state=state)
    assert run_tests(shop.id, YESTERDAY)["returned"] == 1
    assert (the_test_of(shop, "A").stage, the_test_of(shop, "A").reason_code) == ("stopped", "test_returned")
    assert the_test_of(shop, "GOOD").stage == Stage.TESTING


def test_switched_off_nothing_enters_is_counted_or_decided() -> None:
    shop = a_shop_with("A")
    with shop_scope(shop.id):
        set_switch("staged_exposure", is_on=False, by="user:1")
    assert set(run_tests(shop.id, YESTERDAY).values()) == {0}
    assert set(look_now(shop.id).values()) == {0}
    assert stages(shop) == {}


def test_running_a_night_twice_changes_nothing() -> None:
    shop = a_shop_with("A", "B")
    run_tests(shop.id, YESTERDAY)
    people(shop, the_test_of(shop, "A"), 60, 4)
    run_tests(shop.id, YESTERDAY)
    with shop_scope(shop.id):
        before = (Decision.objects.count(), list(ExposureTest.objects.values().order_by("pk")))
        run_tests(shop.id, YESTERDAY)
        assert (Decision.objects.count(), list(ExposureTest.objects.values().order_by("pk"))) == before


def test_during_the_day_shares_change_with_looks_and_not_with_every_visitor() -> None:
    shop = a_shop_with("A", "B")
    run_tests(shop.id, YESTERDAY)
    test = the_test_of(shop, "A")
    people(shop, test, 40, 9)
    look_now(shop.id)
    with shop_scope(shop.id):
        assert {place.propensity for place in ExposurePlace.objects.filter(is_current=True)} == {0.5}
    run_tests(shop.id, TODAY)
    with shop_scope(shop.id):
        now = list(ExposurePlace.objects.filter(is_current=True).order_by("pk"))
        assert max(now, key=lambda place: place.propensity).test_id == test.pk
        assert now[0].propensity + now[1].propensity == 1
        assert [(now[0].from_share, now[0].to_share), now[1].to_share] == [(0, now[1].from_share), 1]
        assert ExposurePlace.objects.filter(is_current=False).count() == 2


def test_every_decision_replays_and_the_ledger_holds() -> None:
    shop = a_shop_with("A", "B", "C")
    run_tests(shop.id, YESTERDAY)
    people(shop, the_test_of(shop, "A"), 50, 8)
    people(shop, the_test_of(shop, "B"), 160, 0)
    look_now(shop.id)
    run_tests(shop.id, TODAY)
    with shop_scope(shop.id):
        made = list(Decision.objects.filter(automation="staged_exposure"))
        assert {decision.reason_code for decision in made} == {
            *("tests_opened", "tests_allocated", "test_promoted", "test_stopped"),
        }
        assert all(replays(decision.candidates, decision.output) for decision in made)
        assert verify_chain().holds
