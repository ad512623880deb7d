"""Every known customer is in exactly one segment, as of the shop's own day; the night writes only what changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attribution.kpis.selectors import kpi_report
from attribution.kpis.services import recompute_all
from catalog.customers.models import Customer
from catalog.customers.purchases import segment_sums as live_sums
from catalog.customers.segments import segment_of
from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from catalog.shops.services import set_inactive_after
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.segments.models import SegmentMember, SegmentRun
from signals.segments.reading import pace_of
from signals.segments.selectors import cells, segment_sums
from signals.segments.services import compute_segments, refresh_members
from tests.factories import make_customer, make_order, make_product, make_refund, make_shop
from tests.signals.segment_shop import AS_OF, NOW, a_street, bought, segments_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def shop() -> ShopContext:
    return make_shop()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=st.lists(st.lists(st.integers(0, 200), max_size=3), min_size=1, max_size=4))
def test_every_customer_is_in_exactly_one_segment_as_the_definition_says(
    shop: ShopContext, histories: list[list[int]]
) -> None:
    with shop_scope(shop.id):
        Order.objects.all().delete()
        Customer.objects.all().delete()
        expected = {}
        for days in histories:
            customer = make_customer(shop)
            for ago in days:
                bought(shop, customer, days_ago=ago)
            last = AS_OF - timedelta(days=min(days)) if days else None
            expected[customer.pk] = segment_of(len(days), last, as_of=AS_OF, inactive_after=60)
    refresh_members(shop, AS_OF)
    assert segments_of(shop) == expected
    assert sum(one.people for one in segment_sums(shop.id)) == len(histories)


@pytest.mark.parametrize(("days_ago", "segment"), [(59, "regular"), (60, "inactive"), (61, "inactive")])
def test_a_customer_goes_quiet_on_the_sixtieth_day(shop: ShopContext, days_ago: int, segment: str) -> None:
    customer = make_customer(shop)
    bought(shop, customer, days_ago=days_ago)
    bought(shop, customer, days_ago=100)
    refresh_members(shop, AS_OF)
    assert segments_of(shop) == {customer.pk: segment}


@pytest.mark.parametrize(("zone", "segment"), [("Africa/Algiers", "new"), ("America/New_York", "inactive")])
def test_days_are_those_of_the_shops_clock(zone: str, segment: str) -> None:
    """Half past eleven of a Saturday evening in UTC is Sunday in Algiers: 59 days ago there, 60 in New York."""
    shop = make_shop(timezone=zone)
    customer = make_customer(shop)
    at = datetime(2026, 9, 19, 23, 30, tzinfo=UTC)
    day = at.astimezone(shop.zone).date()
    make_order(shop, customer=customer, at=at - timedelta(days=1), delivered_at=at, delivered_on=day)
    refresh_members(shop, date(2026, 11, 18))
    assert segments_of(shop) == {customer.pk: segment}


def test_the_shops_own_number_of_days_counts(shop: ShopContext) -> None:
    customer = make_customer(shop)
    bought(shop, customer, days_ago=20)
    set_inactive_after(shop.id, 14)
    compute_segments(shop.id, AS_OF)
    assert segments_of(shop) == {customer.pk: "inactive"}


def test_refused_parcels_and_other_currencies_were_never_delivered(shop: ShopContext) -> None:
    refused, foreign = make_customer(shop), make_customer(shop)
    bought(shop, refused, days_ago=80, parcel_state="refused")
    bought(shop, foreign, days_ago=80, currency="EUR")
    refresh_members(shop, AS_OF)
    assert set(segments_of(shop).values()) == {"new"}


def test_a_second_night_writes_nothing_and_a_new_order_one_row(shop: ShopContext) -> None:
    people = a_street(shop, new=2, regular=3, inactive=4)
    assert compute_segments(shop.id, AS_OF)["written"] == 9
    assert compute_segments(shop.id, AS_OF)["written"] == 0
    bought(shop, people["inactive"][0], days_ago=1)
    assert compute_segments(shop.id, AS_OF)["written"] == 1
    assert segments_of(shop)[people["inactive"][0].pk] == "regular"


def test_counts_and_values_are_those_of_the_list_of_customers(shop: ShopContext) -> None:
    people = a_street(shop, new=1, regular=3, inactive=2)
    with shop_scope(shop.id):
        make_refund(shop, Order.objects.filter(customer=people["regular"][0]).earliest("pk"))
    compute_segments(shop.id, AS_OF)
    live = live_sums(shop, as_of=AS_OF)
    prepared = {one.code: (one.people, one.net) for one in segment_sums(shop.id)}
    assert prepared == {code: (sums.count, sums.net) for code, sums in live.items()}


def test_movement_says_who_came_from_where_and_adds_up(shop: ShopContext) -> None:
    came_back, left, unknown = make_customer(shop), make_customer(shop), make_customer(shop)
    bought(shop, came_back, days_ago=120)
    bought(shop, came_back, days_ago=3)
    bought(shop, left, days_ago=70)
    bought(shop, left, days_ago=75)
    bought(shop, unknown, days_ago=5)
    compute_segments(shop.id, AS_OF)
    found = {cell: count for cell, (count, _net) in cells(shop.id).items()}
    assert found == {("regular", "inactive"): 1, ("inactive", "regular"): 1, ("new", ""): 1}
    sums = {one.code: one for one in segment_sums(shop.id)}
    assert (sums["regular"].came, sums["regular"].went) == ({"inactive": 1}, {"inactive": 1})


def test_an_undone_import_takes_its_customers_out_of_the_segments(shop: ShopContext) -> None:
    customer = make_customer(shop)
    compute_segments(shop.id, AS_OF)
    with shop_scope(shop.id):
        Customer.objects.filter(pk=customer.pk)._raw_delete("default")
        assert SegmentMember.objects.count() == 0


def test_key_figures_by_segment_add_up_to_the_total(shop: ShopContext) -> None:
    a_street(shop, new=1, regular=3, inactive=2)
    make_order(shop)  # nobody's
    recompute_all(shop.id)
    report = kpi_report(shop.id, period=Period(date(2026, 1, 1), AS_OF), by="segment", as_of=AS_OF)
    assert sum(row.sums.delivered for row in report.rows) == report.total.sums.delivered == 9
    assert {row.key for row in report.rows} == {"", "regular", "inactive"}


def test_the_shops_own_pace_is_found_and_said_when_it_contradicts(shop: ShopContext) -> None:
    product = make_product(shop)
    for _ in range(10):
        customer = make_customer(shop)
        for ago in (80, 60, 40, 20, 0):
            bought(shop, customer, product, days_ago=ago)
    compute_segments(shop.id, AS_OF)
    found = pace_of(shop, AS_OF)
    assert found is not None
    assert (found.days, found.n) == (20, 50)
    with shop_scope(shop.id):
        assert SegmentRun.objects.get().facts["pace"]["days"] == 20
