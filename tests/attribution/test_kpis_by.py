"""Key figures by campaign, playlist, wilaya and the rest: rows add up, and open to the rows that they rest on."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from attribution.kpis.acquired import cost_per_conversation, poisson_interval
from attribution.kpis.acquired_figures import cost_figure
from attribution.kpis.asked import asked
from attribution.kpis.behind import SOURCES, Narrowed, rows_behind, total_behind
from attribution.kpis.compared import Compared
from attribution.kpis.compute import NOTHING, ZERO, Acquisition
from attribution.kpis.selectors import BY, KpiReport, kpi_report
from attribution.kpis.services import prepare_playlists, recompute_all, recompute_days
from attribution.kpis.targets import set_targets, targets_of
from attribution.kpis.windows import kpi_windows
from catalog.conversations.asked import figures_asked
from catalog.conversations.models import Conversation
from catalog.conversations.panels import figures_of
from catalog.orders.models import Order
from catalog.playlists.models import Playlist
from catalog.shops.context import ShopContext
from catalog.spend.models import SpendDay, SpendEntry
from shop_ai.lib.period import Period, period_of_key
from shop_ai.lib.tenancy import shop_scope
from signals.playlist_results.models import PlaylistVisitOrder
from tests.attribution.scene import a_customer, a_delivery, a_refund, noon, prepared_rows
from tests.shops import a_shop

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 1)
MARCH = Period(FIRST, date(2026, 3, 31))


def report(shop: ShopContext, by: Any = None, as_of: date = MARCH.end) -> KpiReport:
    return kpi_report(shop.id, period=MARCH, by=by, as_of=as_of)


def spend(shop_id: int, day: date, amount: int, **fields: Any) -> SpendDay:
    entry = SpendEntry.objects.create(
        shop_id=shop_id,
        source="hand",
        external_id=f"name:{SpendEntry.objects.count()}",
        starts_on=day,
        ends_on=day,
        currency="DZD",
        amount=amount,
    )
    kept: SpendDay = SpendDay.objects.create(
        shop_id=shop_id,
        entry=entry,
        day=day,
        currency="DZD",
        amount=amount,
        rate=1,
        shop_amount=amount,
        source="hand",
        external_id=entry.external_id,
        **fields,
    )
    return kept


def talk(shop_id: int, day: date, order: Order | None = None, **fields: Any) -> Conversation:
    defaults: dict[str, Any] = {"is_qualified": True, "qualified_by": "rule", "channel": "instagram"}
    kept: Conversation = Conversation.objects.create(
        shop_id=shop_id,
        source="typed",
        external_id=f"talk-{Conversation.objects.count()}",
        started_at=noon(day),
        started_on=day,
        order=order,
        **{**defaults, **fields},
    )
    return kept


def a_playlist(shop_id: int, slug: str) -> Playlist:
    kept: Playlist = Playlist.objects.create(shop_id=shop_id, slug=slug, title=slug.title())
    return kept


def furnish(shop: ShopContext) -> None:
    """A month of orders, spend and conversations with and without each key."""
    with shop_scope(shop.id):
        playlist = a_playlist(shop.id, "ete")
        for number in range(12):
            day = FIRST + timedelta(days=number)
            order = a_delivery(
                shop.id,
                day,
                amount=1000 + number,
                customer=a_customer(shop.id) if number % 3 else None,
                channel=("", "instagram", "whatsapp")[number % 3],
                campaign=("", "rentree")[number % 2],
                wilaya=("", "alger", "oran")[number % 3],
                code="ETE" if number == 4 else "",
                money_state="paid_out" if number % 2 else "collected",
                received_on=day + timedelta(days=7) if number % 2 else None,
            )
            if number == 5:
                PlaylistVisitOrder.objects.create(
                    shop_id=shop.id, order=order, playlist=playlist, seen_at=order.placed_at
                )
            if number == 4:
                a_refund(shop.id, day + timedelta(days=2), 100, order=order, channel=order.channel)
            talk(
                shop.id, day, order if number % 2 else None, campaign=order.campaign, customer=order.customer
            )
            spend(shop.id, day, 300, channel="instagram", campaign=order.campaign)
    recompute_days(shop.id)


@pytest.fixture
def shop() -> ShopContext:
    found = a_shop()
    furnish(found)
    return found


@pytest.mark.parametrize("by", BY)
def test_rows_by_every_key_add_up_to_the_total(shop: ShopContext, by: Any) -> None:
    found, whole = report(shop, by), report(shop)
    assert sum((row.sums for row in found.rows), ZERO) == found.total.sums == whole.total.sums
    assert sum((row.acquisition for row in found.rows), NOTHING) == whole.total.acquisition
    assert whole.total.acquisition.spend == 3600
    assert len(found.rows) > 1 or by == "month"


def test_an_order_belongs_to_the_playlist_of_its_code_else_of_its_visit(shop: ShopContext) -> None:
    rows = {row.key: row for row in report(shop, "playlist").rows}
    assert rows["ete"].sums.placed == 2
    assert rows["ete"].sums.net == Decimal(1004 + 1005 - 100)
    assert rows[""].sums.placed == 10


def test_a_visit_found_later_in_the_night_moves_the_rows_of_playlists(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        order = Order.objects.filter(code="", wilaya="").first()
        PlaylistVisitOrder.objects.create(
            shop_id=shop.id, order=order, playlist=Playlist.objects.get(), seen_at=noon(FIRST)
        )
    prepare_playlists(shop.id)
    assert {row.key: row.sums.placed for row in report(shop, "playlist").rows} == {"": 9, "ete": 3}


def test_incremental_rows_are_those_of_a_full_night(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        Order.objects.filter(wilaya="oran").update(wilaya="setif", campaign="aid")
        Conversation.objects.filter(is_qualified=True).first().delete()  # type: ignore[union-attr]  # there are twelve
        recompute_days(shop.id)
        before = prepared_rows(shop.id)
        recompute_all(shop.id)
        assert prepared_rows(shop.id) == before
        assert len(before["dailykpiby"]) > 20


def test_a_second_night_writes_nothing(shop: ShopContext) -> None:
    assert recompute_all(shop.id).rows == 0


def test_rows_of_an_older_version_are_completed_by_the_next_night(shop: ShopContext) -> None:
    from attribution.kpis.models import DailyKpiBy

    with shop_scope(shop.id):
        before = prepared_rows(shop.id)
        DailyKpiBy.objects.all().delete()
        recompute_days(shop.id)
        assert prepared_rows(shop.id) == before


def test_cost_of_a_conversation_is_spend_over_qualified_ones_with_its_interval() -> None:
    found = cost_per_conversation(Acquisition(Decimal(30000), 200, 100, 90, 20))
    low, high = poisson_interval(100)
    assert (found.value, found.n) == (Decimal("300.00"), 100)
    # Exact Poisson bounds of a count of 100 are 81.36 and 121.63.
    assert (round(low, 2), round(high, 2)) == (81.36, 121.63)
    assert (found.low, found.high) == (Decimal("246.65"), Decimal("368.72"))


@pytest.mark.parametrize(
    ("acquisition", "reason"),
    [
        (NOTHING, "no conversations yet"),
        (Acquisition(Decimal(10)), "no conversations yet"),
        (Acquisition(qualified=40), "no spend yet"),
        (Acquisition(Decimal(10), 29, 29), "not enough data"),
    ],
)
def test_a_cost_that_cannot_be_said_says_why(acquisition: Acquisition, reason: str) -> None:
    found = cost_per_conversation(acquisition)
    assert (found.value, found.reason) == (None, reason)


def test_conversations_younger_than_14_days_are_not_yet_known() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        for number in range(60):
            day = FIRST + timedelta(days=number % 30)
            sold = a_delivery(shop.id, day + timedelta(days=1)) if number < 20 else None
            talk(shop.id, day, sold, is_qualified=number % 6 != 5)
    recompute_days(shop.id)
    found = report(shop, as_of=FIRST + timedelta(days=28)).total
    assert (found.acquisition.qualified, found.acquisition.known) == (50, 26)
    assert found.acquisition.not_yet_known == 24
    assert (found.conversation_to_sale.value, found.conversation_to_sale.n) == (None, 26)
    later = report(shop, as_of=FIRST + timedelta(days=60)).total
    assert (later.acquisition.known, later.acquisition.sold) == (50, 17)
    assert later.conversation_to_sale.value == 0.34


def test_key_figures_and_the_page_of_conversations_hold_the_same_ones_old_enough() -> None:
    shop = a_shop()
    asked_there = figures_asked(shop, {})
    today = asked_there.period.end + timedelta(days=1)
    with shop_scope(shop.id):
        for days_ago in (15, 14, 13):
            talk(shop.id, today - timedelta(days=days_ago))
    recompute_days(shop.id)
    here = kpi_report(shop.id, period=asked_there.period).total.acquisition
    there = figures_of(shop, asked_there).total
    assert (here.qualified, here.known) == (there.qualified, there.mature) == (3, 1)


def test_a_conversation_whose_order_is_refused_is_no_sale_from_the_next_night_on() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        order = a_delivery(shop.id, FIRST + timedelta(days=2))
        talk(shop.id, FIRST, order)
        late = a_delivery(shop.id, FIRST + timedelta(days=16))
        talk(shop.id, FIRST + timedelta(days=1), late)
    recompute_days(shop.id)
    assert report(shop).total.acquisition.sold == 1
    with shop_scope(shop.id):
        Order.objects.filter(pk=order.pk).update(parcel_state="refused")
    recompute_days(shop.id)
    assert report(shop).total.acquisition.sold == 0


def test_money_counts_on_the_day_when_it_came_in(shop: ShopContext) -> None:
    total = report(shop).total.sums
    assert total.received_orders == 6
    assert total.received == sum(1000 + number for number in range(12) if number % 2)
    assert total.received_net == total.received - 100
    first_week = kpi_report(shop.id, period=Period(FIRST, FIRST + timedelta(days=7)), as_of=MARCH.end)
    assert first_week.total.sums.received == 0


@pytest.mark.parametrize("figure", ["net", "received", "received_net", "placed"])
@pytest.mark.parametrize("by", ["channel", "campaign", "playlist", "segment", "wilaya"])
def test_each_row_of_a_breakdown_opens_to_rows_that_add_up_to_it(
    shop: ShopContext, figure: str, by: Any
) -> None:
    for row in report(shop, by).rows:
        narrowed: dict[str, Any] = {"period": MARCH, "by": Narrowed(by, row.key), "as_of": MARCH.end}
        page = rows_behind(shop.id, figure, **narrowed)
        assert sum(behind.amount for behind in page.rows) == getattr(row.sums, figure)
        assert total_behind(shop.id, figure, **narrowed) == getattr(row.sums, figure)


@pytest.mark.parametrize("by", ["day", "week", "month"])
def test_each_stretch_of_days_opens_to_rows_that_add_up_to_it(shop: ShopContext, by: Any) -> None:
    some = Period(FIRST + timedelta(days=2), MARCH.end - timedelta(days=3))
    for row in kpi_report(shop.id, period=some, by=by, as_of=MARCH.end).rows:
        days = period_of_key(row.key).within(some)
        assert total_behind(shop.id, "net", period=days) == row.sums.net


def test_the_cost_says_how_much_spend_waits_for_a_rate(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        waits = spend(shop.id, FIRST, 40)
        SpendDay.objects.filter(pk=waits.pk).update(currency="EUR", rate=None, shop_amount=None)
    wanted = asked(shop, {"from": str(MARCH.start), "to": str(MARCH.end)})
    (row,) = kpi_windows(shop.id, [MARCH], as_of=MARCH.end)
    figure = cost_figure(Compared(shop, wanted, row, row, row, [], []))
    assert str(figure.note).endswith("1 day of spend has no rate of exchange and is not counted")


def test_spend_and_conversations_open_to_their_rows(shop: ShopContext) -> None:
    totals = {name: total_behind(shop.id, name, period=MARCH) for name in SOURCES}
    assert totals["spend"] == 3600
    assert totals["conversations"] == report(shop).total.acquisition.qualified == 12
    assert totals["conversations_sold"] == 6
    assert len(rows_behind(shop.id, "spend", period=MARCH).rows) == 12


def test_a_target_is_kept_changed_and_forgotten(shop: ShopContext) -> None:
    set_targets(shop.id, {"refused": Decimal("0.15"), "average_basket": Decimal(4000)})
    set_targets(shop.id, {"refused": Decimal("0.12"), "average_basket": None})
    assert targets_of(shop.id) == {"refused": Decimal("0.12")}
    assert targets_of(a_shop().id) == {}
