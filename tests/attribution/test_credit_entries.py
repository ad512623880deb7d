"""Entries: each order's money among its channels, to the centime, taken back in sight when the parcel comes back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from attribution.credit.choices import change_settings
from attribution.credit.models import CreditEntry, Journey
from attribution.credit.rules import ORDER_RULES
from attribution.kpis.selectors import kpi_report
from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.credit_scene import (
    a_code,
    a_talk,
    came_by,
    coded,
    credited,
    night,
    shares,
    totals,
)
from tests.attribution.scene import a_customer, a_delivery, a_refund, an_order
from tests.shops import a_shop
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)
AS_OF = date(2026, 3, 31)
MARCH = Period(date(2026, 3, 1), AS_OF)


@pytest.fixture
def shop() -> ShopContext:
    return a_shop()


def net(shop: ShopContext) -> Decimal:
    return kpi_report(shop.id, period=MARCH, as_of=AS_OF).total.sums.net


def touches(order: Order) -> list[list[Any]]:
    with shop_scope(order.shop_id):
        found: list[list[Any]] = Journey.objects.get(order=order).touches
        return found


def test_visits_of_who_sent_the_order_share_it_by_every_rule(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        order = a_delivery(shop.id, DAY, amount=Decimal("100.01"))
        came_by(order, (9, "tiktok"), (3, "instagram"), (1, "instagram"), (0.1, "direct"))
    night(shop.id, AS_OF)
    assert credited(shop.id, "first") == {"tiktok": Decimal("100.01")}
    assert credited(shop.id, "last") == {"direct": Decimal("100.01")}
    assert credited(shop.id, "last_non_direct") == {"instagram": Decimal("100.01")}
    assert credited(shop.id, "linear") == {
        "direct": Decimal("25.00"),
        "instagram": Decimal("50.01"),
        "tiktok": Decimal("25.00"),
    }
    assert credited(shop.id, "shapley") == {
        "direct": Decimal("33.34"),
        "instagram": Decimal("33.34"),
        "tiktok": Decimal("33.33"),
    }
    assert totals(shop.id) == {Decimal("100.01")} == {net(shop)}


def test_a_visitor_who_did_not_agree_leaves_no_touch(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        came_by(a_delivery(shop.id, DAY), (1, "tiktok"), agreed=False)
    night(shop.id, AS_OF)
    assert credited(shop.id, "linear") == {"": Decimal("1000.00")}


def test_an_order_of_which_nothing_is_known_stays_unattributed(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        a_delivery(shop.id, DAY)
    night(shop.id, AS_OF)
    assert {rule: credited(shop.id, rule) for rule in ORDER_RULES} == {
        rule: {"": Decimal("1000.00")} for rule in ORDER_RULES
    }


def test_conversations_codes_and_the_orders_own_word_are_touches(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        customer = a_customer(shop.id)
        order = a_delivery(shop.id, DAY, customer=customer, channel="whatsapp", campaign="ete")
        a_talk(shop.id, order.placed_at - timedelta(days=2), "facebook", customer=customer, campaign="promo")
        a_talk(shop.id, order.placed_at + timedelta(days=2), "tiktok", customer=customer)
        coded(order, a_code(shop.id, "influencer"))
    night(shop.id, AS_OF)
    assert touches(order) == [
        [172800, "facebook", "promo", "conversation"],
        [0, "influencer", "", "code"],
        [0, "whatsapp", "ete", "order"],
    ]


def test_a_channel_that_a_touch_has_already_is_not_counted_again(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        order = a_delivery(shop.id, DAY, channel="instagram")
        came_by(order, (2, "instagram"))
        coded(order, a_code(shop.id, "instagram"))
    night(shop.id, AS_OF)
    assert touches(order) == [[172800, "instagram", "", "visit"]]


def test_the_own_site_counts_only_where_nothing_else_is_known(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        known, unknown = (a_delivery(shop.id, DAY, channel="web") for _ in range(2))
        came_by(known, (2, "instagram"))
    night(shop.id, AS_OF)
    assert [touch[1] for touch in touches(known)] == ["instagram"]
    assert [touch[1] for touch in touches(unknown)] == ["web"]


def test_a_touch_before_the_window_counts_only_in_a_longer_one(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        came_by(a_delivery(shop.id, DAY), (40, "tiktok"), (2, "instagram"))
    night(shop.id, AS_OF)
    assert credited(shop.id, "first") == {"instagram": Decimal("1000.00")}
    assert set(shares(shop.id, "first", window=90)) - {""} == {"tiktok"}
    change_settings(shop.id, window=90, rule="first", by="owner")
    night(shop.id, AS_OF)
    assert credited(shop.id, "first") == {"tiktok": Decimal("1000.00")}
    assert totals(shop.id) == {Decimal("1000.00")}


def test_a_refused_parcel_takes_its_credit_back_in_sight(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        kept, refused = a_delivery(shop.id, DAY), a_delivery(shop.id, DAY, amount=Decimal("333.33"))
        came_by(kept, (1, "tiktok"))
        came_by(refused, (2, "tiktok"), (1, "instagram"))
    night(shop.id, AS_OF)
    assert totals(shop.id) == {Decimal("1333.33")} == {net(shop)}
    with shop_scope(shop.id):
        Order.objects.filter(pk=refused.pk).update(parcel_state="refused")
    counts = night(shop.id, AS_OF)
    assert counts["entries"] == 2
    assert totals(shop.id) == {Decimal("1000.00")} == {net(shop)}
    with shop_scope(shop.id):
        rows = CreditEntry.objects.filter(order=refused).order_by("pk")
        assert [(row.kind, row.channel, row.linear, row.day) for row in rows] == [
            ("delivered", "instagram", Decimal("166.67"), DAY),
            ("delivered", "tiktok", Decimal("166.66"), DAY),
            ("withdrawn", "instagram", Decimal("-166.67"), DAY),
            ("withdrawn", "tiktok", Decimal("-166.66"), DAY),
        ]
    assert sum(row.amount for row in shares(shop.id, "markov").values()) == Decimal("1000.00")


def test_a_refund_lessens_credit_on_its_own_day_in_the_same_parts(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        order = a_delivery(shop.id, DAY)
        came_by(order, (2, "tiktok"), (1, "instagram"))
        a_refund(shop.id, DAY + timedelta(days=5), Decimal("100.01"), order=order)
        a_refund(shop.id, DAY + timedelta(days=6), 50, channel="tiktok")
    night(shop.id, AS_OF)
    assert credited(shop.id, "linear", kind="refund", order=order) == {
        "instagram": Decimal("-50.01"),
        "tiktok": Decimal("-50.00"),
    }
    assert credited(shop.id, "linear", order=None) == {"tiktok": Decimal("-50.00")}
    assert totals(shop.id) == {Decimal("849.99")} == {net(shop)}


def test_a_second_night_writes_nothing_and_a_full_one_neither(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        order = a_delivery(shop.id, DAY)
        came_by(order, (2, "tiktok"), (1, "instagram"))
        a_refund(shop.id, DAY, 10)
        an_order(shop.id, DAY)
    assert night(shop.id, AS_OF)["entries"] == 3
    assert night(shop.id, AS_OF)["entries"] == 0
    assert night(shop.id, AS_OF, every=True)["entries"] == 0


def test_what_is_learnt_of_an_older_order_moves_its_credit(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        order = a_delivery(shop.id, DAY, customer=a_customer(shop.id))
    night(shop.id, AS_OF)
    with shop_scope(shop.id):
        a_talk(shop.id, order.placed_at - timedelta(days=1), "facebook", order=order)
    night(shop.id, AS_OF + timedelta(days=1))
    assert credited(shop.id, "linear") == {"facebook": Decimal("1000.00")}
    with shop_scope(shop.id):
        kinds = CreditEntry.objects.order_by("pk").values_list("kind", "channel", "linear")
        assert list(kinds) == [
            ("delivered", "", Decimal("1000.00")),
            ("corrected", "", Decimal("-1000.00")),
            ("corrected", "facebook", Decimal("1000.00")),
        ] or list(kinds)[1:] == [
            ("corrected", "facebook", Decimal("1000.00")),
            ("corrected", "", Decimal("-1000.00")),
        ]


def test_an_order_that_goes_takes_its_entries_with_it(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        order = a_delivery(shop.id, DAY)
        came_by(order, (1, "tiktok"))
    night(shop.id, AS_OF)
    with shop_scope(shop.id):
        Order.objects.filter(pk=order.pk).delete()
    night(shop.id, AS_OF)
    assert totals(shop.id) == {Decimal(0)} == {net(shop)}


def test_switched_off_it_gives_nothing_and_catches_up_later(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        a_delivery(shop.id, DAY)
        set_switch("channel_credit", is_on=False, by="owner")
    assert set(night(shop.id, AS_OF).values()) == {0}
    with shop_scope(shop.id):
        assert not CreditEntry.objects.exists()
        set_switch("channel_credit", is_on=True, by="owner")
    night(shop.id, AS_OF)
    assert totals(shop.id) == {Decimal("1000.00")}


def test_orders_in_another_currency_give_no_credit(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        a_delivery(shop.id, DAY, currency="EUR")
    night(shop.id, AS_OF)
    assert totals(shop.id) == {Decimal(0)}
