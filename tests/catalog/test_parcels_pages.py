"""The pages of parcels: where they stand and for how long, cash and its undo, refusals, words, one parcel."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from catalog.orders.models import Order
from catalog.parcels.models import CourierWord, Parcel, Remittance
from catalog.parcels.records import Movement, ParcelRow
from catalog.parcels.selectors import ageing, held_cash, refusals
from catalog.parcels.services import note_parcels
from catalog.people.models import Role
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period, local_day
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import an_order
from tests.factories import join, log_in, make_shop, make_user

pytestmark = pytest.mark.django_db

HOME = "/shops/colis/parcels/"


@pytest.fixture
def shop() -> ShopContext:
    return make_shop("colis", owner=make_user("colis@example.com", language="en"))


@pytest.fixture
def owner(shop: ShopContext) -> Client:
    return client_of(shop, "")


def client_of(shop: ShopContext, role: str) -> Client:
    if role:
        person = make_user(f"{role}@example.com", language="en")
        join(shop, person, role)
    else:
        from catalog.people.models import User

        person = User.objects.get(email="colis@example.com")
    client = log_in(person)
    client.cookies["django_language"] = "en"
    return client


def say(
    shop: ShopContext, *rows: tuple[str, str, int], courier: str = "noest", wilaya: str = "alger"
) -> None:
    """(tracking, word, days ago) of parcels of 1,000 dinars each."""
    now = timezone.now()
    note_parcels(
        shop,
        [
            ParcelRow(
                at,
                tracking,
                courier,
                order_number=tracking,
                wilaya=wilaya,
                cash=Decimal(1000),
                movements=(Movement(now - timedelta(days=ago), word),),
            )
            for at, (tracking, word, ago) in enumerate(rows)
        ],
    )


def today(shop: ShopContext) -> date:
    return local_day(timezone.now(), shop.zone)


def text(client: Client, page: str = "") -> str:
    answer = client.get(f"{HOME}{page}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_open_parcels_stand_by_state_and_age(shop: ShopContext, owner: Client) -> None:
    say(
        shop,
        ("a", "pickedup", 0),
        ("b", "pickedup", 4),
        ("c", "pickedup", 40),
        ("d", "livre", 1),
        ("e", "??", 8),
    )
    found = {row.state: row for row in ageing(shop.id, today=today(shop), zone=shop.timezone)}
    assert found["picked_up"].ages == (1, 1, 0, 1)
    assert (found["picked_up"].count, found[""].count) == (3, 1)
    assert "delivered" not in found
    page = text(owner)
    assert "1 word of a courier is not understood yet" in page
    assert "from 1 delivered parcel" in page


def test_an_empty_page_teaches_what_to_bring(owner: Client) -> None:
    assert "Four columns are enough" in text(owner)


def test_cash_is_marked_as_received_and_taken_back(shop: ShopContext, owner: Client) -> None:
    with shop_scope(shop.id):
        an_order(shop.id, today(shop) - timedelta(days=9), number="a", amount=1000)
    say(shop, ("a", "livre", 3), ("b", "livre", 20))
    (held,) = held_cash(shop.id, today=today(shop))
    assert (held.parcels, held.cash, held.late) == (2, Decimal(2000), Decimal(1000))
    sent = {"courier": "noest", "received_on": today(shop).isoformat(), "amount": "1900"}
    assert owner.post(f"{HOME}cash/mark", sent).status_code == 302
    assert held_cash(shop.id, today=today(shop)) == []
    with shop_scope(shop.id):
        remittance, order = Remittance.objects.get(), Order.objects.get()
    assert [remittance.amount, remittance.expected] == [1900, 2000]
    assert (order.money_state, order.received_on) == ("paid_out", today(shop))
    assert owner.post(f"{HOME}cash/mark", sent).status_code == 422  # there is no more of it
    assert owner.post(f"{HOME}cash/{remittance.uid}/undo").status_code == 302
    with shop_scope(shop.id):
        order = Order.objects.get()
    assert (order.money_state, order.received_on) == ("collected", None)
    assert len(held_cash(shop.id, today=today(shop))) == 1


def test_cash_of_a_day_to_come_is_refused(shop: ShopContext, owner: Client) -> None:
    say(shop, ("a", "livre", 3))
    sent = {"courier": "noest", "received_on": (today(shop) + timedelta(days=2)).isoformat()}
    assert owner.post(f"{HOME}cash/mark", sent).status_code == 422
    assert len(held_cash(shop.id, today=today(shop))) == 1


def test_a_viewer_sees_and_marks_nothing(shop: ShopContext) -> None:
    say(shop, ("a", "livre", 3))
    viewer = client_of(shop, Role.VIEWER)
    assert "Mark as received" not in text(viewer, "cash/")
    assert viewer.post(f"{HOME}cash/mark", {"courier": "noest"}).status_code == 403


def test_refusals_add_up_and_are_withheld_under_thirty(shop: ShopContext, owner: Client) -> None:
    say(shop, *[(f"a{at}", "pickedup", 30) for at in range(40)])
    say(
        shop,
        *[(f"a{at}", "livre", 20) for at in range(30)],
        *[(f"a{at}", "return_asked_by_hub", 20) for at in range(30, 38)],
    )
    say(shop, ("z", "Ramassé", 20), ("z", "Livré", 10), courier="yalidine", wilaya="oran")
    period = Period(today(shop) - timedelta(days=60), today(shop))
    report = refusals(shop.id, period)
    assert (report.total.ended, report.total.refused, report.total.waiting) == (39, 8, 2)
    for rows in (report.couriers, report.wilayas, report.both):
        assert sum(row.ended for row in rows) == 39
        assert sum(row.refused for row in rows) == 8
    found = report.couriers[0].interval(30)
    assert found is not None
    assert round(found.value, 4) == round(8 / 38, 4)
    page = text(owner, "refusals/")
    assert "not enough data (n = 1 of 30)" in page
    assert "21.1" in page
    assert owner.get(f"{HOME}refusals/refusals.csv?raw=1").content.decode().count("\n") == 3


def test_a_word_is_explained_on_its_page(shop: ShopContext, owner: Client) -> None:
    say(shop, ("a", "Parti", 3))
    with shop_scope(shop.id):
        word = CourierWord.objects.get()
    assert "Parti" in text(owner, "words/")
    assert owner.post(f"{HOME}words/{word.pk}", {"state": "in_transit"}).status_code == 302
    with shop_scope(shop.id):
        assert Parcel.objects.get().state == "in_transit"
    assert owner.post(f"{HOME}words/{word.pk}", {"state": "flying"}).status_code == 404


def test_a_loose_parcel_is_tied_to_its_order(shop: ShopContext, owner: Client) -> None:
    say(shop, ("a", "livre", 3))
    with shop_scope(shop.id):
        parcel = Parcel.objects.get()
        an_order(shop.id, today(shop) - timedelta(days=9), number="#77", amount=1000)
    address = f"{parcel.uid}/"
    assert "No order was found" in text(owner, address)
    assert owner.post(f"{HOME}{address}order", {"number": "12"}).status_code == 422
    assert owner.post(f"{HOME}{address}order", {"number": "77"}).status_code == 302
    with shop_scope(shop.id):
        assert Order.objects.get().parcel_state == "delivered"


def test_the_list_filters_searches_and_gives_its_sheet(shop: ShopContext, owner: Client) -> None:
    say(shop, ("a1", "pickedup", 2), ("b2", "livre", 2))
    assert ">b2<" not in text(owner, "?q=a")
    assert ">a1<" not in text(owner, "?state=held")
    sheet = owner.get(f"{HOME}parcels.csv?raw=1&state=open").content.decode()
    assert [line.split(",")[0] for line in sheet.splitlines()[1:]] == ["a1"]
    assert owner.get(f"{HOME}ageing.csv").status_code == 200
    assert owner.get(f"{HOME}cash/cash.csv").status_code == 200


def test_an_order_leads_to_the_parcels_that_carry_it(shop: ShopContext, owner: Client) -> None:
    say(shop, ("YAL-77", "pickedup", 1))
    with shop_scope(shop.id):
        order = an_order(shop.id, today(shop))
        Parcel.objects.update(order=order)
        parcel = Parcel.objects.get()
    page = owner.get(f"/shops/colis/orders/{order.uid}/").content.decode()
    assert f'href="{HOME}{parcel.uid}/"' in page
    assert "YAL-77" in page
