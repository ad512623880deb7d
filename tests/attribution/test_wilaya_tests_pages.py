"""Tests by wilaya from planning to reading: not offered to small shops, drawn once, told only when it is known."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from attribution.wilaya_tests.models import WilayaTest
from attribution.wilaya_tests.services import NotPossible, plan, possible, read_tests
from catalog.orders.models import Order
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import ALGIERS
from tests.catalog.pages import Desk, make_desk
from transparency.centre.replays import replay
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db
WILAYAS = [f"{number:02d}" for number in range(1, 11)]


def today() -> date:
    return timezone.now().astimezone(ALGIERS).date()


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def sell(desk: Desk, day: date, wilaya: str, orders: int, **fields: str) -> None:
    with shop_scope(desk.shop.id):
        Order.objects.bulk_create(
            Order(
                shop_id=desk.shop.id,
                source="test",
                external_id=f"{day}-{wilaya}-{number}-{fields}",
                currency="DZD",
                wilaya=wilaya,
                placed_at=datetime.combine(day, time(12), ALGIERS),
                placed_on=day,
                **fields,
            )
            for number in range(orders)
        )


def a_large_shop(desk: Desk) -> None:
    for number, wilaya in enumerate(WILAYAS):
        for week in range(8):
            sell(desk, today() - timedelta(days=1 + 7 * week), wilaya, 16 - number)


def a_plan(desk: Desk, start: date | None = None) -> WilayaTest:
    return plan(
        desk.shop.id, channel="tiktok", starts_on=start or today(), weeks=4, today=today(), by="person:1"
    )


def test_under_fifty_orders_a_week_no_test_is_offered(desk: Desk) -> None:
    for wilaya in WILAYAS:
        sell(desk, today() - timedelta(days=3), wilaya, 39)
    assert possible(desk.shop.id, today()).why_not == "few_orders"
    page = desk.manager.get(desk.url("wilaya-tests"))
    assert not page.context["may_plan"]
    assert "49" in page.context["why_not"]
    with pytest.raises(NotPossible, match="few_orders"):
        a_plan(desk)


def test_orders_that_came_back_count_for_nobody(desk: Desk) -> None:
    for wilaya in WILAYAS:
        sell(desk, today() - timedelta(days=3), wilaya, 40, parcel_state="refused")
        sell(desk, today() - timedelta(days=3), wilaya, 40, order_state="cancelled")
    assert possible(desk.shop.id, today()).weekly == 0


def test_a_manager_draws_a_test_and_the_log_keeps_the_draw(desk: Desk) -> None:
    a_large_shop(desk)
    page = desk.manager.get(desk.url("wilaya-tests"))
    assert page.context["may_plan"]
    body = {"channel": "tiktok", "starts_on": (today() + timedelta(days=2)).isoformat(), "weeks": "4"}
    assert desk.post("wilaya-test-add", body, by=desk.agent).status_code == 403
    answer = desk.post("wilaya-test-add", body, by=desk.manager)
    with shop_scope(desk.shop.id):
        test = WilayaTest.objects.get()
        decision = Decision.objects.get(uid=test.decision_uid)
        assert replay(decision) is True
    assert answer.headers["Location"].endswith(f"/channels/tests/{test.uid}/")
    assert (test.state, len(test.pairs)) == ("planned", 5)
    assert [sorted(pair) for pair in test.pairs] == [WILAYAS[at : at + 2] for at in range(0, 10, 2)]
    assert desk.get("wilaya-test", uid=test.uid)
    sheet = desk.get("wilaya-test-csv", "raw", uid=test.uid)
    assert len(sheet.strip().splitlines()) == 6
    with pytest.raises(NotPossible, match="running"):
        a_plan(desk)


def test_a_day_that_is_past_and_an_unknown_channel_are_refused(desk: Desk) -> None:
    a_large_shop(desk)
    for body in (
        {"channel": "tiktok", "starts_on": "2020-01-01", "weeks": "4"},
        {"channel": "tiktok", "starts_on": "soon", "weeks": "4"},
        {"channel": "nowhere", "starts_on": today().isoformat(), "weeks": "4"},
        {"channel": "tiktok", "starts_on": today().isoformat(), "weeks": "3"},
    ):
        desk.post("wilaya-test-add", body, by=desk.manager)
    with shop_scope(desk.shop.id):
        assert not WilayaTest.objects.exists()


def test_the_effect_is_told_once_the_last_parcels_had_time_and_replays(desk: Desk) -> None:
    a_large_shop(desk)
    test = a_plan(desk)
    for treated, compared in test.pairs:
        sell(desk, test.starts_on, treated, 80)
        sell(desk, test.starts_on, compared, 40)
    read_tests(desk.shop.id, test.ends_on)
    page = desk.manager.get(desk.url("wilaya-test", uid=test.uid))
    assert "p" not in page.context["test"].result
    read_tests(desk.shop.id, test.ends_on + timedelta(days=21))
    with shop_scope(desk.shop.id):
        found = WilayaTest.objects.get()
        assert (found.state, found.is_final) == ("ended", True)
        assert found.result["treated"] == 400
        assert found.result["lift"] == pytest.approx(1, abs=0.2)
        assert found.result["is_beyond_chance"]
        decision = Decision.objects.get(reason_code="wilaya_test_read")
        assert replay(decision) is True
    assert read_tests(desk.shop.id, test.ends_on + timedelta(days=22)) == 0


def test_a_stopped_test_says_nothing(desk: Desk) -> None:
    a_large_shop(desk)
    test = a_plan(desk)
    desk.post("wilaya-test-stop", {}, uid=test.uid, by=desk.manager)
    assert read_tests(desk.shop.id, test.ends_on + timedelta(days=30)) == 0
    with shop_scope(desk.shop.id):
        assert WilayaTest.objects.get().state == "stopped"
        assert Decision.objects.filter(reason_code="wilaya_test_stopped").count() == 1


def test_switched_off_nothing_is_planned_or_read(desk: Desk) -> None:
    a_large_shop(desk)
    test = a_plan(desk)
    with shop_scope(desk.shop.id):
        set_switch("wilaya_tests", is_on=False, by="owner")
    assert read_tests(desk.shop.id, test.ends_on + timedelta(days=30)) == 0
    assert possible(desk.shop.id, today()).why_not == "off"
