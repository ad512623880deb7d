"""Spend by hand and by the API: typed, seen, corrected, taken out and taken back; rates that the owner types."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.channels.models import ChannelRun
from catalog.channels.services import CampaignFields, create_campaign
from catalog.shops.context import ShopContext
from catalog.spend.compute import Entry, RateBook, crosses, shares_of, split
from catalog.spend.models import CurrencyRate, SpendDay, SpendEntry
from catalog.spend.selectors import missing_rates
from catalog.spend.services import SpendFields, add_spend, change_spend, put_rate, undo_last
from shop_ai.lib.period import local_day
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.tenancy import shop_scope
from tests.factories import join, log_in, make_api_key, make_order, make_shop, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> ShopContext:
    return make_shop()


@pytest.fixture
def manager(shop: ShopContext) -> Client:
    person = make_user(language="en")
    join(shop, person, "manager")
    return log_in(person)


def days(shop: ShopContext) -> list[tuple[date, str, str, Decimal, Decimal | None]]:
    with shop_scope(shop.id):
        rows = SpendDay.objects.order_by("day", "campaign")
        return list(rows.values_list("day", "channel", "campaign", "amount", "shop_amount"))


def amounts(shop: ShopContext) -> list[Decimal]:
    return [row[3] for row in days(shop)]


def typed(**fields: Any) -> dict[str, Any]:
    return {"starts_on": "2026-09-01", "channel": "influencer", "campaign": "Lina", "amount": "1 500,50", "currency": "DZD"} | fields  # fmt: skip


def uid_of(shop: ShopContext) -> Any:
    with shop_scope(shop.id):
        return SpendEntry.objects.latest("pk").uid


def test_an_amount_is_typed_seen_corrected_taken_out_and_taken_back(
    shop: ShopContext, manager: Client
) -> None:
    root = f"/shops/{shop.slug}/channels/spend/"
    assert manager.post(f"{root}add/", typed()).status_code == 302
    assert days(shop) == [(date(2026, 9, 1), "influencer", "Lina", Decimal("1500.50"), Decimal("1500.50"))]
    text = manager.get(root).content.decode()
    assert "Lina" in text
    assert "Counted" in text
    assert manager.post(f"{root}{uid_of(shop)}/", typed(amount="900")).status_code == 302
    assert amounts(shop) == [Decimal(900)]
    assert manager.post(f"{root}{uid_of(shop)}/remove/").status_code == 302
    assert amounts(shop) == []
    for expected in ([Decimal(900)], [Decimal("1500.50")], []):
        assert manager.post(f"{root}undo/").status_code == 302
        assert amounts(shop) == expected


def _today(shop: ShopContext) -> date:
    return local_day(timezone.now(), shop.zone)


def test_a_wrong_amount_comes_back_with_its_reason(shop: ShopContext, manager: Client) -> None:
    root = f"/shops/{shop.slug}/channels/spend/"
    for wrong in (
        {"amount": "beaucoup"},
        {"channel": "", "campaign": ""},
        {"ends_on": "2026-08-01"},
        {"currency": "D1"},
        {"starts_on": str(_today(shop) + timedelta(days=1))},
    ):
        assert manager.post(f"{root}add/", typed(**wrong)).status_code == 422
    assert f'max="{_today(shop)}"' in manager.get(root).content.decode()
    assert amounts(shop) == []


def test_the_same_amount_typed_twice_is_one_amount(shop: ShopContext) -> None:
    fields = SpendFields(date(2026, 9, 1), Decimal(500), "DZD", "instagram", "Boost")
    assert add_spend(shop.id, fields)[1]
    assert not add_spend(shop.id, fields)[1]
    assert amounts(shop) == [Decimal(500)]
    assert undo_last(shop.id) == "add"
    assert undo_last(shop.id) == ""


def test_a_period_typed_by_hand_is_spread_and_marked_and_may_not_cross_another(
    shop: ShopContext, manager: Client
) -> None:
    period = SpendFields(
        date(2026, 9, 1), Decimal(100), "DZD", "instagram", "Boost", ends_on=date(2026, 9, 3)
    )
    add_spend(shop.id, period)
    assert amounts(shop) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert (
        "Spread over its days"
        in manager.get(f"/shops/{shop.slug}/channels/spend/?kind=period").content.decode()
    )
    crossing = SpendFields(
        date(2026, 9, 2), Decimal(9), "DZD", "instagram", "Boost", ends_on=date(2026, 9, 5)
    )
    with pytest.raises(Conflict):
        add_spend(shop.id, crossing)
    with pytest.raises(Invalid):
        add_spend(shop.id, SpendFields(date(2026, 9, 2), Decimal(9), "DZD"))


def test_a_rate_counts_its_days_and_forgetting_it_makes_them_missing_again(
    shop: ShopContext, manager: Client
) -> None:
    root = f"/shops/{shop.slug}/channels/spend/"
    add_spend(shop.id, SpendFields(date(2026, 9, 5), Decimal(10), "USD", "tiktok"))
    assert missing_rates(shop.id)[0].amount == Decimal(10)
    assert "no rate of exchange" in manager.get(root).content.decode()
    rate = {"currency": "usd", "starts_on": "2026-09-01", "rate": "242,75", "note": "Square"}
    assert manager.post(f"{root}rates/", rate).status_code == 302
    assert days(shop)[0][4] == Decimal("2427.50")
    assert missing_rates(shop.id) == []
    with shop_scope(shop.id):
        uid = CurrencyRate.objects.get().uid
    assert manager.post(f"{root}rates/{uid}/forget/").status_code == 302
    assert days(shop)[0][4] is None
    assert manager.post(f"{root}rates/", rate | {"rate": "-3"}).status_code == 422


def test_the_api_puts_spend_once_and_lists_it(shop: ShopContext) -> None:
    _key, secret = make_api_key(shop, ["spend:read", "spend:write"])
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    body = {
        "starts_on": "2026-09-01",
        "currency": "USD",
        "amount": "12.50",
        "channel": "tiktok",
        "external_id": "77",
    }
    first = client.post("/api/v1/spend", body, content_type="application/json")
    assert first.status_code == 201, first.content
    assert client.post("/api/v1/spend", body, content_type="application/json").status_code == 200
    changed = client.post("/api/v1/spend", body | {"amount": "13.00"}, content_type="application/json")
    assert (changed.status_code, changed.json()["amount"], changed.json()["counted"]) == (200, "13.00", None)
    put_rate(shop.id, currency="USD", starts_on=date(2026, 1, 1), rate=Decimal(100))
    listed = client.get("/api/v1/spend?from=2026-09-01&to=2026-09-30&channel=tiktok").json()["data"]
    assert [(row["id"], row["counted"], row["external_id"]) for row in listed] == [
        (first.json()["id"], "1300.00", "77")
    ]
    assert client.get("/api/v1/spend?from=2026-10-01").json()["data"] == []
    tomorrow = str(_today(shop) + timedelta(days=1))
    early = client.post("/api/v1/spend", body | {"starts_on": tomorrow}, content_type="application/json")
    assert (early.status_code, early["Content-Type"]) == (422, "application/problem+json")
    assert [(one["pointer"], one["code"]) for one in early.json()["errors"]] == [("#/starts_on", "in_future")]


def test_the_api_reads_and_writes_channels_and_campaigns(shop: ShopContext) -> None:
    _key, secret = make_api_key(shop, ["channels:read", "channels:write"])
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    put = client.put("/api/v1/channels/instagram", {"name": "Insta"}, content_type="application/json")
    assert (put.status_code, put.json()["name"]) == (200, "Insta")
    assert client.get("/api/v1/channels").json()["data"][0] == put.json()
    body = {"name": "Été 2026", "names": ["ete-26"], "channel": "instagram"}
    made = client.post("/api/v1/campaigns", body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert made.json()["names"] == ["Été 2026", "ete-26"] or "ete-26" in made.json()["names"]
    assert client.post("/api/v1/campaigns", body, content_type="application/json").status_code == 409
    address = f"/api/v1/campaigns/{made.json()['id']}"
    again = client.put(address, body | {"name": "Été"}, content_type="application/json")
    assert (again.status_code, again.json()["slug"]) == (200, made.json()["slug"])
    assert [row["id"] for row in client.get("/api/v1/campaigns").json()["data"]] == [made.json()["id"]]


def test_pages_of_channels_write_and_lead_back(shop: ShopContext, manager: Client) -> None:
    root = f"/shops/{shop.slug}/channels/"
    make_order(shop, channel="story-pub", campaign="ete-26")
    assert manager.post(f"{root}tree/add/", {"name": "Lina", "parent": "influencer"}).status_code == 302
    assert "Lina" in manager.get(f"{root}tree/").content.decode()
    assert "ete-26" in manager.get(f"{root}campaigns/").content.decode()
    assert manager.post(f"{root}campaigns/add/", {"name": "Été", "raw_names": "ete-26"}).status_code == 302
    assert manager.post(f"{root}campaigns/add/", {"name": "ete-26"}).status_code == 422
    rule = {"what": "order_source", "value": "story-pub", "channel": "lina"}
    assert manager.post(f"{root}rules/add/", rule).status_code == 302
    assert manager.post(f"{root}rules/add/", rule).status_code == 422
    assert "story-pub" in manager.get(f"{root}rules/").content.decode()
    started = manager.post(f"{root}rules/apply/")
    assert started.status_code == 302
    with shop_scope(shop.id):
        uid = ChannelRun.objects.get().uid
    assert manager.get(started["Location"]).status_code == 200
    assert manager.get(f"{root}runs/{uid}/progress/").json()["finished"] in (True, False)


def test_a_campaign_with_its_own_channel_places_the_spend_of_meta(shop: ShopContext) -> None:
    fields = SpendFields(date(2026, 9, 1), Decimal(500), "DZD", "", "insta-collections")
    add_spend(shop.id, fields)
    create_campaign(shop.id, CampaignFields("insta-collections", "instagram"))
    change_spend(
        shop.id, uid_of(shop), SpendFields(date(2026, 9, 1), Decimal(600), "DZD", "", "insta-collections")
    )
    assert days(shop)[0][1:4] == ("instagram", "insta-collections", Decimal(600))


def entry(at: int, first: int, last: int, amount: int) -> Entry:
    return Entry(
        at, "meta", "77", "facebook", "x", date(2026, 9, first), date(2026, 9, last), "DZD", Decimal(amount)
    )


def test_shares_of_nested_periods_and_days_add_up_to_the_widest_total() -> None:
    shares = shares_of([entry(1, 1, 10, 1000), entry(2, 3, 4, 300), entry(3, 3, 3, 200)])
    assert sum(share.amount for share in shares) == 1000
    assert {share.day.day: share.amount for share in shares if share.day.day in (3, 4)} == {3: 200, 4: 100}
    # Days that come to more than the period's total stand: what was measured is not taken back.
    assert sum(share.amount for share in shares_of([entry(1, 1, 2, 100), entry(2, 1, 1, 150)])) == 150


def test_splitting_loses_no_cent_and_periods_cross_only_halfway() -> None:
    assert sum(split(Decimal("0.05"), 3)) == Decimal("0.05")
    first, second, inside = [(date(2026, 9, a), date(2026, 9, b)) for a, b in ((1, 10), (5, 15), (2, 3))]
    assert crosses(first, second)
    assert not crosses(first, inside)
    assert not crosses(inside, second)


def test_no_rate_before_the_first_is_ever_guessed() -> None:
    book = RateBook("DZD", {"USD": [(date(2026, 9, 2), Decimal(135)), (date(2026, 9, 9), Decimal(140))]})
    found = [book.on("USD", date(2026, 9, day)) for day in (1, 2, 8, 9, 30)]
    assert found == [None, 135, 135, 140, 140]
    assert book.on("EUR", date(2026, 9, 9)) is None
    assert book.on("DZD", date(1999, 1, 1)) == 1
