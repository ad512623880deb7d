"""Pages, sheets and API of credit: shares with their band, what is behind them, one order's way."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from attribution.credit.models import CreditRun, CreditSettings, CreditShare
from attribution.credit.panels import sentence
from attribution.credit.selectors import Report, entries, entries_sum, last_run, report
from catalog.orders.models import Order
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.credit_scene import a_talk, came_by, heard, night
from tests.attribution.scene import a_customer, a_delivery, a_refund
from tests.catalog.pages import Desk, make_desk
from tests.factories import make_api_key
from transparency.ledger.models import Decision

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 3, 31)
WAYS = [
    ((9, "tiktok"), (1, "instagram")),
    ((5, "instagram"), (2, "instagram"), (1, "google")),
    ((3, "instagram"),),
    (),
]


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def fill(desk: Desk, orders: int = 40) -> list[Order]:
    """Ten orders of each way, the last of each without any."""
    made = []
    with shop_scope(desk.shop.id):
        for number in range(orders):
            order = a_delivery(
                desk.shop.id,
                AS_OF - timedelta(days=number % 20),
                amount=Decimal("999.99"),
                customer=a_customer(desk.shop.id),
            )
            way = WAYS[number % len(WAYS)]
            if way:
                came_by(order, *way)
            made.append(order)
        a_refund(desk.shop.id, AS_OF, 100, order=made[0])
    night(desk.shop.id, AS_OF)
    return made


def url(desk: Desk, path: str = "") -> str:
    return f"/shops/{desk.shop.slug}/channels/credit/{path}"


def get(desk: Desk, path: str = "") -> str:
    response = desk.manager.get(url(desk, path))
    assert response.status_code == 200
    return str(response.content.decode())


def sheet(desk: Desk, path: str) -> list[str]:
    answer: Any = desk.manager.get(url(desk, path))
    parts = answer.streaming_content if answer.streaming else [answer.content]
    return b"".join(parts).decode().splitlines()


def test_before_the_first_night_the_page_says_what_will_come(desk: Desk) -> None:
    assert "Aucun crédit" in get(desk) or "No credit was given yet" in get(desk)


def test_the_page_shares_the_net_and_keeps_what_is_unattributed_in_sight(desk: Desk) -> None:
    fill(desk)
    page = desk.manager.get(url(desk))
    table, figures = page.context["table"], page.context["figures"]
    assert table.totals.cells[3] == Decimal("39899.60") == figures[0].value
    assert [row.cells[0].slug for row in table.rows][-1] == ""
    assert (figures[1].value, figures[1].n) == (0.25, 40)
    assert figures[1].low < 0.25 < figures[1].high
    assert page.context["warning"]
    assert sorted(page.context["report"].flipping) == ["google", "tiktok"]


def a_report(**shares: dict[str, float]) -> Report:
    found = {
        rule: {c: CreditShare(share=share, orders=share * 100) for c, share in by.items()}
        for rule, by in shares.items()
    }
    return Report(90, 30, AS_OF, timezone.now(), 30, "linear", None, {"orders": 100}, found)


def test_a_place_is_told_where_every_rule_gives_the_same() -> None:
    names = {"a": "A", "b": "B", "c": "C", "d": "D"}
    found = a_report(
        first={"a": 0.3, "b": 0.2, "c": 0.1, "": 0.4},
        linear={"a": 0.3, "b": 0.1, "c": 0.2, "": 0.4},
        question={"a": 0.5, "b": 0.2, "c": 0.2, "d": 0.1},
    )
    assert [found.places_of(name) for name in "abcd"] == [{1}, {2, 3}, {3, 2}, {4}]
    assert sentence(found, names) == (
        "Of the channels that are known, A comes first under every rule: 30% of delivered orders."
    )
    equal = a_report(first={"a": 0.3, "b": 0.3}, linear={"a": 0.3, "b": 0.3})
    nothing = a_report(first={"": 1.0}, linear={"": 1.0}, question={"a": 1.0})
    for one in (equal, nothing):
        assert sentence(one, names) == "No channel comes first under every rule."


def test_every_figure_of_a_channel_is_the_sum_of_its_entries(desk: Desk) -> None:
    fill(desk)
    run = last_run(desk.shop.id)
    assert run
    found = report(desk.shop.id, run, days=30, window=30)
    for rule in ("first", "linear", "position", "time_decay", "shapley"):
        for channel, row in found.shares[rule].items():
            with shop_scope(desk.shop.id):
                rows = entries(desk.shop.id, first=AS_OF - timedelta(days=29), last=AS_OF, channel=channel)
                assert entries_sum(rows, rule) == row.amount


def test_every_rule_and_window_adds_up_to_the_same_net(desk: Desk) -> None:
    fill(desk)
    page = desk.manager.get(url(desk, "rules/?days=30"))
    for table in (page.context["rules"], page.context["windows"]):
        for at in range(1, len(table.columns)):
            assert sum(row.cells[at] for row in table.rows) == pytest.approx(1, abs=1e-5)


def test_under_thirty_orders_no_share_is_shown(desk: Desk) -> None:
    fill(desk, 20)
    page = desk.manager.get(url(desk))
    assert page.context["chart"] is None
    assert all("20" in row.cells[1] and "30" in row.cells[1] for row in page.context["table"].rows)
    assert desk.manager.get(url(desk, "rules/")).context["rules"].rows == ()


def test_the_rows_behind_can_be_narrowed_and_taken_away(desk: Desk) -> None:
    fill(desk)
    table = desk.manager.get(url(desk, "orders/?days=30&channel=none&rule=linear")).context["table"]
    assert (table.pages.total, table.totals.cells[-1]) == (10, Decimal("9999.90"))
    assert desk.manager.get(url(desk, "orders/?kind=refund")).context["table"].pages.total == 2
    lines = sheet(desk, "orders/entries.csv?channel=none&raw")
    assert len(lines) == 11
    lines = sheet(desk, "credit.csv?raw")
    assert len(lines) > 8 * 3


def test_one_order_shows_its_way_its_money_and_what_was_taken_back(desk: Desk) -> None:
    made = fill(desk)
    page = desk.manager.get(url(desk, f"orders/{made[1].uid}/"))
    assert [stop.channel.slug for stop in page.context["stops"]] == ["instagram", "instagram", "google"]
    with shop_scope(desk.shop.id):
        Order.objects.filter(pk=made[1].pk).update(parcel_state="refused")
    night(desk.shop.id, AS_OF)
    page = desk.manager.get(url(desk, f"orders/{made[1].uid}/"))
    assert page.context["was_taken_back"]
    assert page.context["rules"].rows == ()
    assert page.context["entries"].totals.cells[-1] == 0
    assert desk.manager.get(url(desk)).context["taken_back"] == {"orders": 1, "amount": Decimal("999.99")}


def test_a_manager_changes_what_pages_lead_with_and_the_log_says_so(desk: Desk) -> None:
    fill(desk)
    answer = desk.manager.post(url(desk, "settings/"), {"rule": "first", "window": "7"})
    assert answer.status_code == 302
    with shop_scope(desk.shop.id):
        kept = CreditSettings.objects.get()
        assert (kept.rule, kept.window) == ("first", 7)
        assert Decision.objects.filter(reason_code="credit_settings_changed").count() == 1
    desk.manager.post(url(desk, "settings/"), {"rule": "best", "window": "7"})
    with shop_scope(desk.shop.id):
        assert CreditSettings.objects.get().rule == "first"


def test_answers_to_the_question_correct_the_shares_from_ten_on(desk: Desk) -> None:
    made = fill(desk)
    with shop_scope(desk.shop.id):
        for order in made[:9]:
            heard(order, "influencer")
    night(desk.shop.id, AS_OF)
    run = last_run(desk.shop.id)
    assert run
    assert "question" not in report(desk.shop.id, run, days=30, window=30).shares
    with shop_scope(desk.shop.id):
        heard(made[9], "influencer")
    night(desk.shop.id, AS_OF)
    run = last_run(desk.shop.id)
    assert run
    found = report(desk.shop.id, run, days=30, window=30)
    assert found.shares["question"]["influencer"].share > 0.4
    assert sum(row.amount for row in found.shares["question"].values()) == found.net


def test_the_api_gives_every_rule_with_its_channels(desk: Desk) -> None:
    fill(desk)
    client = Client(headers={"Authorization": f"Bearer {make_api_key(desk.shop, ['credit:read'])[1]}"})
    found: dict[str, Any] = client.get("/api/v1/credit?days=30").json()
    assert (found["orders"], found["net"], found["unattributed_orders"]) == (40, "39899.60", 10)
    assert {rule["rule"] for rule in found["rules"]} >= {"first", "markov", "shapley"}
    for rule in found["rules"]:
        assert sum(Decimal(one["net"]) for one in rule["channels"]) == Decimal("39899.60")
        assert sum(one["orders"] for one in rule["channels"]) == pytest.approx(40, abs=1e-4)
    assert client.get("/api/v1/credit?window=8").status_code == 422


def test_roles_are_told_with_their_counts(desk: Desk) -> None:
    from attribution.roles.services import find_roles

    fill(desk, 80)
    find_roles(desk.shop.id, AS_OF)
    page = desk.manager.get(f"/shops/{desk.shop.slug}/channels/roles/")
    rows = {row.cells[0].slug: row.cells[2:7] for row in page.context["table"].rows}
    assert rows["tiktok"] == (20, 20, 0, 0, 20)
    assert rows["google"] == (20, 0, 0, 20, 20)
    assert {row.cells[0].slug: row.cells[1].tone for row in page.context["table"].rows}["google"] == "good"
    assert desk.manager.get(f"/shops/{desk.shop.slug}/channels/roles/roles.csv").status_code == 200


def test_a_conversation_alone_is_a_way_too(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        customer = a_customer(desk.shop.id)
        order = a_delivery(desk.shop.id, AS_OF, customer=customer)
        a_talk(desk.shop.id, order.placed_at - timedelta(days=1), "facebook", customer=customer)
    night(desk.shop.id, AS_OF)
    with shop_scope(desk.shop.id):
        assert CreditRun.objects.get().facts["periods"]["30"]["unattributed"] == 0
    page = desk.manager.get(url(desk, f"orders/{order.uid}/"))
    assert [stop.channel.slug for stop in page.context["stops"]] == ["facebook"]
