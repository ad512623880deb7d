"""The pages of forecast, value, budget and campaigns: what they say, what they teach when empty, and their sheets."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from attribution.budget.models import BudgetLine
from attribution.campaign_outcome.models import CampaignPlan
from attribution.forecast.models import ForecastLine, Scope
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.advice_scene import advised, fill
from tests.factories import join, log_in, make_shop, make_user

PATHS = ("kpis/forecast/", "kpis/value/", "channels/budget/", "channels/outcomes/")
FIRST = date(2026, 3, 2)


@pytest.fixture
def empty(db: None) -> ShopContext:
    return make_shop()


@pytest.fixture
def shop(empty: ShopContext) -> ShopContext:
    advised(empty, FIRST)
    return empty


def _client(shop: ShopContext, role: str = "owner") -> Client:
    person = make_user(language="en")
    join(shop, person, role)
    return log_in(person)


def _get(shop: ShopContext, path: str, client: Client | None = None) -> str:
    response = (client or _client(shop)).get(f"/shops/{shop.slug}/{path}")
    assert response.status_code == 200, path
    return response.content.decode()


def _rows(text: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_empty_pages_teach_the_next_step(empty: ShopContext) -> None:
    client = _client(empty)
    assert "six whole weeks" in _get(empty, "kpis/forecast/", client)
    assert "Nothing estimated yet" in _get(empty, "kpis/value/", client)
    assert "No advice yet" in _get(empty, "channels/budget/", client)
    assert "No campaign is planned" in _get(empty, "channels/outcomes/", client)
    for path in ("kpis/forecast/forecast.csv", "kpis/value/groups.csv", "channels/budget/budget.csv"):
        assert client.get(f"/shops/{empty.slug}/{path}").status_code == 404


def test_the_forecast_says_expectation_band_and_back_test(shop: ShopContext) -> None:
    page = _get(shop, "kpis/forecast/")
    for words in (
        "8 times in 10",
        "Tried on your own past",
        "Mean of the four weeks before",
        "Produit ROBE",
        "Instagram",
    ):
        assert words in page
    assert "Delivered revenue" in page
    assert "DA" in _get(shop, "kpis/forecast/?measure=revenue")


def test_products_are_searched_sorted_and_paged(shop: ShopContext) -> None:
    assert "Produit FOULARD" not in _get(shop, "kpis/forecast/?q=robe")
    by_name = _get(shop, "kpis/forecast/?sort=label")
    assert by_name.index("Produit FOULARD") < by_name.index("Produit ROBE")
    for query in ("measure=junk", "sort=junk", "page=99", "q=%C3%A9%27"):
        _get(shop, f"kpis/forecast/?{query}")


def test_the_sheet_of_the_forecast_is_what_the_page_shows(shop: ShopContext) -> None:
    rows = _rows(_get(shop, "kpis/forecast/forecast.csv?raw=1"))
    with shop_scope(shop.id):
        line = ForecastLine.objects.get(scope=Scope.SHOP, measure="orders")
    whole = [row for row in rows if row["series"] == "shop"]
    assert [float(row["mean"]) for row in whole] == [week["mean"] for week in line.weeks]
    assert {row["series"] for row in rows} == {"shop", "channel"}
    assert len(_rows(_get(shop, "kpis/forecast/products.csv?raw=1"))) == 2 * 4
    assert _rows(_get(shop, "kpis/forecast/test.csv?raw=1"))[0].keys() >= {"week", "actual", "rival"}


def test_value_is_said_of_groups_with_its_trial(shop: ShopContext) -> None:
    page = _get(shop, "kpis/value/")
    for words in (
        "Repeat orders in 60 days",
        "Tried on your own past",
        "By the channel of the first order",
        "it expected",
    ):
        assert words in page
    assert {row["by"] for row in _rows(_get(shop, "kpis/value/groups.csv?raw=1"))} >= {"all", "segment"}


def test_the_budget_says_moves_reasons_and_the_weeks_behind(shop: ShopContext) -> None:
    page = _get(shop, "channels/budget/")
    for words in (
        "Move a little.",
        "Spend more",
        "delivered orders for",
        "The weeks behind it",
        "If it tires quickly",
        "nothing is ever spent",
    ):
        assert words in page
    rows = _rows(_get(shop, "channels/budget/budget.csv?raw=1"))
    assert sum(Decimal(row["advised"]) for row in rows) == Decimal("8000.00")


def test_less_for_a_channel_that_pays_says_that_the_money_does_more_elsewhere(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        line = BudgetLine.objects.get(channel="facebook")
        assert line.reason_code == "budget_less"
        line.p_profit = 1.0
        line.save(update_fields=["p_profit"])
    page = _get(shop, "channels/budget/")
    assert "It most likely pays for itself, but a part of this money would bring more orders" in page
    assert "Chance that it pays for itself now: over 99%" in page
    assert "100%" not in page.partition("What if?")[0].partition('class="figures"')[2]


def test_the_split_to_begin_with_is_whole_and_written_as_on_the_cards(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        BudgetLine.objects.filter(channel="facebook").update(advised=Decimal("3200.41"))
    assert 'value="3,200"' in _get(shop, "channels/budget/")


def test_what_if_answers_from_the_address_and_refuses_nonsense(shop: ShopContext) -> None:
    client = _client(shop)
    page = _get(shop, "channels/budget/?amount_1=6000&amount_2=20000", client)
    assert "What this split might bring" in page
    assert "Far beyond what was tried" in page
    wrong = client.get(f"/shops/{shop.slug}/channels/budget/?amount_1=many")
    assert wrong.status_code == 422
    assert "What this split might bring" not in wrong.content.decode()


def _plan(first: date, **more: str) -> dict[str, str]:
    last = first + timedelta(days=6)
    return {
        "name": "Rentrée", "type": "advert", "starts_on": first.isoformat(), "ends_on": last.isoformat(), "cost": "5 000",
    } | more  # fmt: skip


def test_a_manager_writes_a_goal_down_before_the_start(empty: ShopContext) -> None:
    today, client = local_day(timezone.now(), empty.zone), _client(empty, "manager")
    address = f"/shops/{empty.slug}/channels/outcomes/"
    late = client.post(f"{address}plan/", _plan(today))
    assert late.status_code == 422
    assert "before the campaign starts" in late.content.decode()
    assert client.post(f"{address}plan/", _plan(today + timedelta(days=1))).status_code == 302
    with shop_scope(empty.id):
        plan = CampaignPlan.objects.get()
    assert (plan.campaign, plan.cost, plan.goal) == ("rentrée", Decimal(5000), Decimal(0))
    page = _get(empty, "channels/outcomes/", client)
    assert "Being counted" in page
    assert client.post(f"{address}withdraw", {"plan": plan.uid.hex}).status_code == 302
    assert client.post(f"{address}withdraw", {"plan": plan.uid.hex}).status_code == 404
    assert client.post(f"{address}withdraw", {"plan": "junk"}).status_code == 404


def test_others_read_plans_and_write_none(empty: ShopContext) -> None:
    today, client = local_day(timezone.now(), empty.zone), _client(empty, "viewer")
    assert "Plan a campaign</h2>" not in _get(empty, "channels/outcomes/", client)
    answer = client.post(f"/shops/{empty.slug}/channels/outcomes/plan/", _plan(today + timedelta(days=1)))
    assert answer.status_code == 403


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_stands_in_each_language(shop: ShopContext, language: str) -> None:
    person = make_user(language=language)
    join(shop, person, "owner")
    for path in PATHS:
        _get(shop, path, log_in(person))


def test_five_weeks_show_how_many_are_missing(empty: ShopContext) -> None:
    from attribution.forecast.services import forecast_shop

    fill(empty, FIRST)
    forecast_shop(empty.id, FIRST + timedelta(days=34))
    page = _get(empty, "kpis/forecast/")
    assert "n = 5 of 6 whole weeks" in page
