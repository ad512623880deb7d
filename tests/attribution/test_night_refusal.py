"""A parcel is refused after the night: the next night moves sales, credit, key figures and the playlist's result."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from attribution.credit.models import CreditEntry
from attribution.kpis.selectors import kpi_report
from attribution.kpis.shifts import last_shift
from attribution.nightly.services import run_night
from attribution.nightly.steps import STEPS
from catalog.orders.models import Order, OrderLine
from catalog.parcels.records import Movement, ParcelRow
from catalog.parcels.remitting import NewRemittance, record_remittance, take_back_remittance
from catalog.parcels.services import note_parcels
from catalog.people.models import User
from catalog.playlists.models import Playlist, PlaylistItem, Step
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.playlist_results.selectors import playlist_result
from tests.attribution.scene import a_customer, an_order, noon
from tests.factories import log_in, make_shop, make_user
from tests.shops import a_product

pytestmark = pytest.mark.django_db

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
PLACED = date(2026, 5, 10)
DELIVERED = date(2026, 5, 14)
NEEDED = ("parcels", "kpis", "playlists", "credit")


@pytest.fixture
def shop() -> ShopContext:
    """One order of a playlist, by Instagram, that its courier has just delivered."""
    found = make_shop("night", owner=make_user("night@example.com", language="en"))
    with shop_scope(found.id):
        product = a_product(found.id, "ROBE-1")
        playlist = Playlist.objects.create(shop_id=found.id, slug="ete", title="Été")
        PlaylistItem.objects.create(
            shop_id=found.id, playlist=playlist, product=product, step=Step.DISCOVERY, position=1
        )
        order = an_order(
            found.id,
            PLACED,
            amount=6500,
            number="1041",
            customer=a_customer(found.id),
            channel="instagram",
            campaign="rentree",
            code="ETE",
            wilaya="oran",
        )
        OrderLine.objects.create(
            shop_id=found.id,
            order=order,
            position=1,
            product=product,
            quantity=1,
            unit_price=6500,
            amount=6500,
        )
    say(found, "pickedup", PLACED + timedelta(days=1))
    say(found, "livre", DELIVERED)
    return found


def say(shop: ShopContext, word: str, day: date) -> None:
    """The courier's word of a day."""
    row = ParcelRow(1, "N-1", "noest", "1041", cash=Decimal(6500), movements=(Movement(noon(day), word),))
    note_parcels(shop, [row])


def night(shop: ShopContext) -> None:
    run_night(shop.id, mode="incremental", as_of=MAY.end, steps=[one for one in STEPS if one.name in NEEDED])


def seen(shop: ShopContext) -> dict[str, Any]:
    """Everything that must move, as the pages read it."""
    total = kpi_report(shop.id, period=MAY, as_of=MAY.end).total
    result = playlist_result(shop, MAY, "ete")
    assert result is not None
    with shop_scope(shop.id):
        credit = sum(CreditEntry.objects.values_list("linear", flat=True), Decimal(0))
    keys = {
        by: {row.key: row.sums.net for row in kpi_report(shop.id, period=MAY, by=by, as_of=MAY.end).rows}
        for by in ("channel", "campaign", "playlist", "wilaya")
    }
    return {
        "net": total.sums.net,
        "delivered": total.sums.delivered,
        "refused": total.sums.refused,
        "received": total.sums.received,
        "customers": total.customers,
        "credit": credit,
        "playlist": result.sales.net,
        "keys": keys,
    }


def test_a_refusal_after_the_night_moves_everything_the_next_night_and_says_so(shop: ShopContext) -> None:
    night(shop)
    sold = {"instagram": "channel", "rentree": "campaign", "ete": "playlist", "oran": "wilaya"}
    assert seen(shop) == {
        "net": 6500,
        "delivered": 1,
        "refused": 0,
        "received": 0,
        "customers": 1,
        "credit": 6500,
        "playlist": 6500,
        "keys": {by: {key: 6500} for key, by in sold.items()},
    }
    say(shop, "return_asked_by_customer", DELIVERED + timedelta(days=3))
    night(shop)
    assert seen(shop) == {
        "net": 0,
        "delivered": 0,
        "refused": 1,
        "received": 0,
        "customers": 0,
        "credit": 0,
        "playlist": 0,
        "keys": {by: {key: 0} for key, by in sold.items()},
    }
    with shop_scope(shop.id):
        assert min(CreditEntry.objects.values_list("linear", flat=True)) == -6500  # taken back, visibly
    shift = last_shift(shop.id, MAY)
    assert shift is not None
    assert [shift.refused, shift.delivered] == [1, -6500]
    client = log_in(User.objects.get(email="night@example.com"))
    client.cookies["django_language"] = "en"
    for page in ("", "kpis/", "sales/"):
        text = client.get(f"/shops/night/{page}?from=2026-05-01&to=2026-05-31").content.decode()
        assert "1 parcel refused" in text
        assert "Sales, credit of channels, key figures and results of playlists" in text


def test_a_night_without_news_says_nothing(shop: ShopContext) -> None:
    night(shop)
    say(shop, "livre", DELIVERED)
    night(shop)
    assert last_shift(shop.id, MAY) is None


def test_cash_moves_the_figures_of_money_and_its_undo_moves_them_back(shop: ShopContext) -> None:
    night(shop)
    day = DELIVERED + timedelta(days=6)
    remittance = record_remittance(shop, NewRemittance("noest", day))
    assert [remittance.amount, remittance.expected] == [6500, 6500]
    night(shop)
    assert (seen(shop)["received"], seen(shop)["net"]) == (6500, 6500)
    on_the_day = kpi_report(shop.id, period=Period(day, day), as_of=MAY.end).total.sums
    assert [on_the_day.received, on_the_day.received_orders] == [6500, 1]
    take_back_remittance(shop, remittance.uid)
    night(shop)
    assert seen(shop)["received"] == 0
    with shop_scope(shop.id):
        assert Order.objects.get().money_state == "collected"


def test_what_comes_back_after_its_cash_is_a_return_and_stays_sold(shop: ShopContext) -> None:
    record_remittance(shop, NewRemittance("noest", DELIVERED + timedelta(days=6)))
    night(shop)
    say(shop, "return_asked_by_customer", DELIVERED + timedelta(days=9))
    night(shop)
    total = kpi_report(shop.id, period=MAY, as_of=MAY.end).total.sums
    assert [total.delivered, total.returned, total.refused, total.net] == [1, 1, 0, 6500]
