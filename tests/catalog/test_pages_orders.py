"""The page of orders: found, filtered, moved on, taken back; people shown to those who work with them."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from catalog.customers.searches import opened_words, sealed_words
from catalog.orders.models import ChangeMark, Order, Refund
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.pages import Desk, make_desk
from tests.factories import NOON, make_customer, make_import, make_order, make_product, make_refund, make_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def numbers(page: str) -> list[str]:
    """The numbers of the orders listed, in their order."""
    return re.findall(r'<a href="[^"]*/orders/[0-9a-f-]{36}/"><bdi dir="ltr">([^<]*)</bdi></a>', page)


def stored(desk: Desk, order: Order) -> Order:
    with shop_scope(desk.shop.id):
        found: Order = Order.objects.get(pk=order.pk)
    return found


def place(desk: Desk, number: str, **fields: Any) -> Order:
    """An order that waits for its call."""
    return make_order(desk.shop, number=number, **{"delivered": False} | fields)


def find(desk: Desk, words: str, by: Any = None) -> list[str]:
    """What a search lists; nothing typed may stand in the address of the result."""
    answer = desk.post("orders-search", {"q": words}, by=by)
    assert answer.status_code == 302
    assert words not in answer["Location"]
    return numbers((by or desk.agent).get(answer["Location"]).content.decode())


def test_the_newest_order_stands_first_and_the_sums_are_those_of_all_pages(desk: Desk) -> None:
    for n in range(60):
        place(desk, f"N{n:02d}", at=NOON + timedelta(minutes=n))
    first, second = desk.get("orders"), desk.get("orders", "page=2")
    assert numbers(first) == [f"N{n:02d}" for n in range(59, 9, -1)]
    assert numbers(second) == [f"N{n:02d}" for n in range(9, -1, -1)]
    for page in (first, second):
        assert "60 orders, 150,000 DA in all." in page
    assert numbers(desk.get("orders", "page=99")) == numbers(second)
    assert numbers(desk.get("orders", "sort=placed"))[0] == "N00"


def test_orders_in_another_currency_are_listed_and_not_added(desk: Desk) -> None:
    place(desk, "A")
    place(desk, "B", currency="EUR", total_amount=Decimal("19.50"))
    page = desk.get("orders")
    assert "2 orders, 2,500 DA in all. 1 is in another currency and not in the sum." in page
    assert "€19.50" in page


def test_filters_keep_what_they_say(desk: Desk) -> None:
    make_order(desk.shop, number="D", channel="facebook")
    place(desk, "P", channel="instagram")
    place(
        desk,
        "S",
        channel="",
        order_state="confirmed",
        parcel_state="in_transit",
        at=NOON + timedelta(days=40),
    )
    make_order(desk.shop, number="R", parcel_state="refused", delivered_at=None, delivered_on=None)
    assert numbers(desk.get("orders", "stage=delivered")) == ["D"]
    assert numbers(desk.get("orders", "stage=to_confirm")) == ["P"]
    assert numbers(desk.get("orders", "stage=shipped")) == ["S"]
    assert numbers(desk.get("orders", "stage=refused")) == ["R"]
    assert numbers(desk.get("orders", "channel=facebook")) == ["D"]
    assert numbers(desk.get("orders", "channel=-")) == ["S"]
    assert numbers(desk.get("orders", "from=2026-03-02&to=2026-03-02&stage=delivered&channel=facebook")) == [
        "D"
    ]
    assert numbers(desk.get("orders", "from=2026-04-01&to=2026-04-30")) == ["S"]
    assert len(numbers(desk.get("orders", "from=2026-04-30&to=2026-04-01&stage=nonsense&sort=personal"))) == 4


def test_an_order_is_found_by_number_phone_and_words_of_the_name(desk: Desk) -> None:
    amina = make_customer(desk.shop, name="Amina Ben Saïd", phone="0550 12 34 56")
    place(desk, "#1042", customer=amina)
    place(desk, "77", customer=make_customer(desk.shop, name="Karim", phone="0660000001"))
    for words in ("#1042", "1042", "10", "0550123456", "+213 550 12 34 56", "amina", "Said BEN"):
        assert find(desk, words) == ["#1042"], words
    for words in ("042", "055012345", "amin", "amina karim"):
        assert find(desk, words) == [], words


def test_a_viewer_finds_numbers_and_no_people(desk: Desk) -> None:
    customer = make_customer(desk.shop, name="Amina", phone="0550123456")
    place(desk, "1042", customer=customer)
    assert find(desk, "1042", by=desk.viewer) == ["1042"]
    assert find(desk, "0550123456", by=desk.viewer) == []
    assert find(desk, "Amina", by=desk.viewer) == []


def test_a_search_keeps_the_filters_and_leads_to_the_same_sheet(desk: Desk) -> None:
    make_order(desk.shop, number="10-A")
    place(desk, "10-B")
    answer = desk.post("orders-search", {"q": "10", "stage": "to_confirm", "sort": "total", "page": "3"})
    query = parse_qs(urlsplit(answer["Location"]).query)
    assert (query["stage"], query["sort"], "page" in query) == (["to_confirm"], ["total"], False)
    sheet = desk.get("orders-csv", urlsplit(answer["Location"]).query)
    assert [line.split(";")[0] for line in sheet.splitlines()[1:]] == ["10-B"]


def test_a_sealed_search_of_another_shop_searches_nothing(desk: Desk) -> None:
    other = make_shop("voisin")
    token = sealed_words(other.id, "Amina")
    assert "Amina" not in token
    assert opened_words(other.id, token) == "Amina"
    assert [opened_words(desk.shop.id, text) for text in (token, "x", "é", token[:-4], "")] == [""] * 5


def test_people_stand_on_the_pages_of_agents_and_not_of_viewers(desk: Desk) -> None:
    customer = make_customer(
        desk.shop, name="Zoubida Kherroub", phone="0550123456", address="12 rue des Oliviers"
    )
    order = place(desk, "1", customer=customer)
    names = ("Zoubida", "0550 12 34 56", "+213550123456", "rue des Oliviers")
    page = desk.get("order", uid=order.uid)
    assert all(name in page for name in names)
    assert 'href="tel:+213550123456"' in page
    assert 'href="https://wa.me/213550123456"' in page
    assert "Zoubida" in desk.get("orders")
    assert "Zoubida Kherroub;0550 12 34 56" in desk.get("orders-csv")
    for text in (
        desk.get("order", by=desk.viewer, uid=order.uid),
        desk.get("orders", by=desk.viewer),
        desk.get("orders-csv", by=desk.viewer),
    ):
        assert not [name for name in names if name in text]
        assert "1" in text


def test_a_viewer_is_shown_no_step_and_may_take_none(desk: Desk) -> None:
    order = place(desk, "1")
    assert 'name="step"' not in desk.get("order", by=desk.viewer, uid=order.uid)
    assert 'name="pick"' not in desk.get("orders", by=desk.viewer)
    for name, kwargs in (
        ("order-step", {"uid": order.uid}),
        ("order-refund", {"uid": order.uid}),
        ("orders-bulk", {}),
    ):
        assert desk.post(name, {"step": "confirm"}, by=desk.viewer, **kwargs).status_code == 403
    assert stored(desk, order).order_state == "placed"


@pytest.mark.parametrize(
    ("steps", "stage"),
    [
        (["confirm", "ship", "deliver"], "delivered"),
        (["confirm", "ship", "refuse"], "refused"),
        (["deliver", "return"], "returned"),
        (["cancel"], "cancelled"),
    ],
)
def test_the_daily_steps_move_an_order_along(desk: Desk, steps: list[str], stage: str) -> None:
    order = place(desk, "1")
    for step in steps:
        assert f'value="{step}"' in desk.get("order", uid=order.uid)
        desk.post("order-step", {"step": step}, uid=order.uid)
    assert numbers(desk.get("orders", f"stage={stage}")) == ["1"]


def test_a_step_that_is_not_possible_says_why_and_changes_nothing(desk: Desk) -> None:
    order = make_order(desk.shop)
    answer = desk.agent.post(desk.url("order-step", uid=order.uid), {"step": "cancel"}, follow=True)
    assert "The parcel has left: it can be refused or delivered, not cancelled." in answer.content.decode()
    assert stored(desk, order).order_state == "confirmed"
    assert desk.post("order-step", {"step": "explode"}, uid=order.uid).status_code == 404


def test_a_step_on_another_day_counts_on_that_day(desk: Desk) -> None:
    order = place(desk, "1", at=NOON + timedelta(hours=3))
    desk.post("order-step", {"step": "confirm", "on": "2026-03-02"}, uid=order.uid)
    desk.post("order-step", {"step": "deliver", "on": "2026-03-05"}, uid=order.uid)
    found = stored(desk, order)
    assert (found.confirmed_at, str(found.confirmed_on)) == (found.placed_at, "2026-03-02")
    assert (found.delivered_at, str(found.delivered_on)) == (NOON + timedelta(days=3), "2026-03-05")
    early = desk.agent.post(
        desk.url("order-step", uid=order.uid), {"step": "return", "on": "2026-03-01"}, follow=True
    )
    assert "This time is before an earlier step or after a later one." in early.content.decode()
    late = desk.agent.post(
        desk.url("order-step", uid=order.uid), {"step": "return", "on": "2999-01-01"}, follow=True
    )
    assert "This day is still to come." in late.content.decode()


def test_a_step_can_be_undone_by_whoever_took_it(desk: Desk) -> None:
    order = place(desk, "1")
    before = stored(desk, order)
    desk.post("order-step", {"step": "cancel"}, uid=order.uid)
    assert "Undo" in desk.get("order", uid=order.uid)
    assert "Undo" not in desk.get("order", by=desk.manager, uid=order.uid)
    assert (
        "There is nothing to undo any more."
        in desk.manager.post(desk.url("orders-undo"), follow=True).content.decode()
    )
    desk.post("orders-undo", {})
    after = stored(desk, order)
    for name in ("order_state", "parcel_state", "closed_at"):
        assert getattr(after, name) == getattr(before, name), name
    assert "Undo" not in desk.get("order", uid=order.uid)


def test_an_order_that_moved_on_is_not_taken_back(desk: Desk) -> None:
    order = place(desk, "1")
    desk.post("order-step", {"step": "confirm"}, uid=order.uid)
    desk.post("order-step", {"step": "cancel"}, by=desk.manager, uid=order.uid)
    page = desk.agent.post(desk.url("orders-undo"), follow=True).content.decode()
    assert "1 order moved on and stays." in page
    assert stored(desk, order).order_state == "cancelled"


def test_undoing_a_refund_leaves_no_trace_but_a_mark_for_the_night(desk: Desk) -> None:
    order = make_order(desk.shop)
    desk.post("order-refund", {"amount": "1 000,50", "reason": "Taille"}, uid=order.uid)
    page = desk.get("order", uid=order.uid)
    assert "Refund: Taille" in page
    assert "1,499.50 DA" in page
    with shop_scope(desk.shop.id):
        assert Refund.objects.get().amount == Decimal("1000.50")
        ChangeMark.objects.all().delete()
    desk.post("orders-undo", {})
    with shop_scope(desk.shop.id):
        assert Refund.objects.count() == 0
        assert ChangeMark.objects.count() > 0
    assert stored(desk, order).money_state == "unpaid"


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        ("2500,01", "Of this order 2500.00 DZD are left to give back."),
        ("beaucoup", "Write an amount, such as 1500 or 1 500,50."),
        ("0", "Nothing is no refund."),
    ],
)
def test_a_refund_that_cannot_be_is_refused_with_what_was_typed(desk: Desk, amount: str, reason: str) -> None:
    order = make_order(desk.shop)
    answer = desk.post("order-refund", {"amount": amount}, uid=order.uid)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert reason in page
    assert f'value="{amount}"' in page
    with shop_scope(desk.shop.id):
        assert not Refund.objects.exists()


def test_amounts_and_refunds_add_up_on_the_page(desk: Desk) -> None:
    order = make_order(
        desk.shop,
        lines=[
            (make_product(desk.shop, title="Robe"), 2, 2500),
            (make_product(desk.shop, title="Foulard"), 1, 900),
        ],
        shipping_amount=600,
        discount_amount=500,
        total_amount=6000,
    )
    make_refund(desk.shop, order, 900, reason="Couleur")
    page = re.sub(r"<[^>]*>|\s+", " ", desk.get("order", uid=order.uid))
    amounts = page[page.index(" Amounts ") :]
    shown = re.findall(
        r"(Products|Delivery fee|Discount|Total|Refund: Couleur|Left after refunds)\D*?(−?\d[\d,]*) DA",
        amounts,
    )
    # The day of the refund stands between its words and its amount.
    assert shown[:4] == [
        ("Products", "5,900"),
        ("Delivery fee", "600"),
        ("Discount", "−500"),
        ("Total", "6,000"),
    ]
    assert ("Left after refunds", "5,100") in shown
    assert re.search(r"Refund: Couleur +12/03/2026 12:00 +−900", amounts)


def test_picked_orders_take_a_step_together_and_the_impossible_ones_are_named(desk: Desk) -> None:
    waiting = [place(desk, f"W{n}") for n in range(3)]
    gone = place(desk, "GONE", order_state="cancelled")
    picks = [order.uid.hex for order in [*waiting, gone]]
    answer = desk.agent.post(
        desk.url("orders-bulk"), {"step": "confirm", "pick": picks, "stage": "to_confirm"}, follow=True
    )
    page = answer.content.decode()
    assert "3 orders confirmed." in page
    assert "GONE: It is cancelled and cannot become confirmed." in page
    assert answer.redirect_chain[-1][0].endswith("?stage=to_confirm")
    assert {stored(desk, order).order_state for order in waiting} == {"confirmed"}
    desk.post("orders-undo", {})
    assert {stored(desk, order).order_state for order in waiting} == {"placed"}
    assert desk.post("orders-bulk", {"step": "cancel", "pick": picks}).status_code == 404
    assert desk.post("orders-bulk", {"step": "ship", "pick": ["x"]}).status_code == 404


def test_an_empty_list_teaches_and_a_narrow_one_leads_back(desk: Desk) -> None:
    assert "No order yet" in desk.get("orders")
    place(desk, "1")
    assert "Nothing matches" in desk.get("orders", "stage=refused")


def test_the_sheet_has_every_order_and_no_formula(desk: Desk) -> None:
    for n in range(60):
        place(desk, f"={n}")
    lines = desk.get("orders-csv", "raw=1").splitlines()
    assert len(lines) == 61
    assert all(line.startswith("'=") for line in lines[1:])


def test_the_pages_of_orders_take_the_same_queries_for_2_rows_and_for_60(desk: Desk) -> None:
    product = make_product(desk.shop)

    def add(count: int) -> Order:
        orders = [
            make_order(desk.shop, lines=[(product, 1, 100)], customer=make_customer(desk.shop))
            for _ in range(count)
        ]
        return orders[-1]

    small = add(2)
    make_refund(desk.shop, small, 10)
    few = (desk.queries("orders"), desk.queries("order", uid=small.uid))
    add(58)
    lines: list[tuple[Product, int, Decimal | int]] = [(make_product(desk.shop), 1, 10) for _ in range(60)]
    large = make_order(desk.shop, lines=lines, customer=make_customer(desk.shop))
    for _ in range(5):
        make_refund(desk.shop, large, 10)
    assert (desk.queries("orders"), desk.queries("order", uid=large.uid)) == few
    assert max(few) <= 15


def test_an_imported_order_leads_to_its_import(desk: Desk) -> None:
    batch = make_import(desk.shop, file_name="commandes mai.xlsx")
    order = make_order(desk.shop, created_import=batch)
    page = desk.get("order", uid=order.uid)
    assert f'<a href="{desk.url("import", batch=batch.uid)}"><bdi>commandes mai.xlsx</bdi></a>' in page


def test_every_field_of_the_page_has_a_name_of_its_own(desk: Desk) -> None:
    page = desk.get("order", uid=make_order(desk.shop, number="1").uid)
    ids = re.findall(r' id="([^"]*)"', page)
    assert {"step_on", "id_on", "id_amount"} <= set(ids)
    assert len(ids) == len(set(ids))
