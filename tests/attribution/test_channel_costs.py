"""What a channel costs and brings: lines that add up, the unattributed one among them, and honest averages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from attribution.channel_costs.compute import Brings, Line, cost_of, count_interval, total
from attribution.channel_costs.panels import costs_figures, costs_sheet
from attribution.channel_costs.selectors import channel_costs
from attribution.kpis.asked import asked
from attribution.kpis.services import recompute_all
from catalog.channels.services import CampaignFields, create_campaign
from catalog.shops.context import ShopContext
from catalog.spend.services import SpendFields, add_spend
from shop_ai.lib.figure import State
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_delivery, a_refund, an_order
from tests.factories import join, log_in, make_shop, make_user

pytestmark = pytest.mark.django_db

SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))


def spend(shop: ShopContext, day: int, amount: int, **fields: str) -> None:
    values = {"channel": "instagram", "currency": shop.currency} | fields
    add_spend(shop.id, SpendFields(date(2026, 9, day), Decimal(amount), **values))  # type: ignore[arg-type]  # texts


@pytest.fixture
def shop() -> ShopContext:
    """36 deliveries by Instagram, one without a channel, one refused; a refund; spend in two currencies."""
    shop = make_shop()
    with shop_scope(shop.id):
        for number in range(36):
            a_delivery(shop.id, date(2026, 9, 1 + number % 20), channel="instagram", campaign="ete")
        a_delivery(shop.id, date(2026, 9, 9), amount=700)
        an_order(shop.id, date(2026, 9, 9), channel="tiktok")
        a_refund(shop.id, date(2026, 9, 10), 500, channel="instagram")
    spend(shop, 2, 9000, campaign="ete")
    spend(shop, 3, 300, channel="", campaign="flyers")
    spend(shop, 4, 40, currency="USD", channel="tiktok")
    recompute_all(shop.id)
    return shop


def test_the_lines_add_up_and_the_unattributed_one_is_among_them(shop: ShopContext) -> None:
    lines = {line.key: line.sums for line in channel_costs(shop.id, SEPTEMBER)}
    assert lines["instagram"] == Brings(Decimal(9000), placed=36, delivered=36, net=Decimal(35500))
    assert lines[""] == Brings(Decimal(300), placed=1, delivered=1, net=Decimal(700))
    assert (lines["tiktok"].without_rate, lines["tiktok"].placed) == (1, 1)
    assert lines["tiktok"].spend == 0
    assert total(channel_costs(shop.id, SEPTEMBER)) == total(Line("", sums) for sums in lines.values())
    header, rows = costs_sheet(channel_costs(shop.id, SEPTEMBER), "channel", {})
    at = header.index("Net sales") if "Net sales" in header else 8
    assert sum(row[at] for row in rows[:-1]) == rows[-1][at] == Decimal(36200)


def test_a_period_without_anything_still_has_its_unattributed_line(shop: ShopContext) -> None:
    lines = channel_costs(shop.id, Period(date(2025, 1, 1), date(2025, 1, 31)))
    assert lines == [Line("", Brings())]


def test_the_cost_of_a_delivered_order_has_its_interval_and_its_floor() -> None:
    assert cost_of(Decimal(9000), 29).value is None
    found = cost_of(Decimal(9000), 36)
    assert (found.value, found.n) == (Decimal(250), 36)
    low, high = count_interval(36)
    # The exact Poisson limits of 36 are 25.214 and 49.839.
    assert low == pytest.approx(25.214, abs=0.01)
    assert high == pytest.approx(49.839, abs=0.01)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 250 < found.high
    assert cost_of(Decimal(0), 500).value is None


def test_a_campaign_gathers_its_spend_and_its_orders_under_all_its_names(shop: ShopContext) -> None:
    campaign = create_campaign(shop.id, CampaignFields("Été 2026", raw_names=("ete",)))
    spend(shop, 5, 100, campaign="ete")
    lines = {line.key: line.sums for line in channel_costs(shop.id, SEPTEMBER, "campaign")}
    assert lines[campaign.slug].spend == Decimal(9100)


def test_the_share_without_a_channel_is_always_said(shop: ShopContext) -> None:
    person = make_user(language="en")
    join(shop, person, "viewer")
    page = log_in(person).get(f"/shops/{shop.slug}/channels/?from=2026-09-01&to=2026-09-30")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Unattributed" in text
    assert "2.6% of the orders have no channel (1 of 38)" in text
    assert "no rate of exchange" in text
    wanted = asked(shop, {"from": "2026-09-01", "to": "2026-09-30"})
    with translation.override("en"):
        figures = {
            figure.key: figure for figure in costs_figures(shop, channel_costs(shop.id, SEPTEMBER), wanted)
        }
    assert figures["cost_per_delivered"].state is State.KNOWN
    assert figures["unattributed"].n == 38


@pytest.mark.parametrize(
    "path",
    ["", "?by=campaign", "costs.csv", "spend/", "spend/spend.csv", "tree/", "tree/instagram/", "campaigns/",
     "campaigns/campaigns.csv", "rules/"],
)  # fmt: skip
def test_every_page_opens_for_a_manager(shop: ShopContext, path: str) -> None:
    person = make_user(language="fr")
    join(shop, person, "manager")
    assert log_in(person).get(f"/shops/{shop.slug}/channels/{path}").status_code == 200
