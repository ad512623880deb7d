"""The public page says what runs, in three languages; the hours say who is there."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import translation

from catalog.shops.models import Shop
from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_shop
from transparency.centre.hours import WEEK, opening
from transparency.ledger.automations import all_automations
from transparency.ledger.switches import EVERYTHING, set_switch

HOURS = {"sun": ["09:00", "18:00"], "mon": ["09:00", "18:00"], "thu": ["09:00", "13:00"]}
ALGIERS = ZoneInfo("Africa/Algiers")


@pytest.mark.parametrize(
    ("now", "is_open", "closes_at", "next_day"),
    [
        (datetime(2026, 11, 22, 9, 0, tzinfo=ALGIERS), True, time(18), None),
        (datetime(2026, 11, 22, 8, 59, tzinfo=ALGIERS), False, None, 22),
        (datetime(2026, 11, 22, 18, 0, tzinfo=ALGIERS), False, None, 23),
        (datetime(2026, 11, 26, 14, 0, tzinfo=ALGIERS), False, None, 29),
    ],
)
def test_opening_hours_say_until_when_or_from_when(
    now: datetime, is_open: bool, closes_at: time | None, next_day: int | None
) -> None:
    state = opening(HOURS, now)
    assert (state.is_known, state.is_open, state.closes_at) == (True, is_open, closes_at)
    assert (state.next_at.day if state.next_at else None) == next_day


@pytest.mark.parametrize("hours", [{}, {"sun": ["nine", "six"]}, {"sun": []}])
def test_hours_that_are_not_written_are_unknown_rather_than_closed_for_ever(
    hours: dict[str, list[str]],
) -> None:
    assert not opening(hours, datetime(2026, 11, 22, 9, 0, tzinfo=ALGIERS)).is_known


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_public_page_names_every_public_automation(client: Client, language: str) -> None:
    shop = a_shop()
    page = client.get(f"/t/{shop.slug}/?lang={language}").content.decode()
    with translation.override(language):
        titles = [str(automation.title) for automation in all_automations() if automation.is_public]
    assert len(titles) >= 2
    assert all(title in page for title in titles)
    assert f'lang="{language}"' in page


@pytest.mark.django_db
def test_the_public_page_shows_manual_mode(client: Client) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        set_switch(EVERYTHING, is_on=False, by="user:1")
    page = client.get(f"/t/{shop.slug}/?lang=en").content.decode()
    assert "Manual mode" in page
    assert page.count("Switched off") == len([a for a in all_automations() if a.is_public])


@pytest.mark.django_db
def test_an_unknown_shop_has_no_public_page(client: Client) -> None:
    assert client.get("/t/no-such-shop/").status_code == 404


@pytest.mark.django_db
def test_opening_hours_are_told_in_the_shops_own_time(client: Client) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        Shop.objects.filter(pk=shop.id).update(
            public_profile={"hours": {day: ["00:00", "00:01"] for day in WEEK}}
        )
    page = client.get(f"/t/{shop.slug}/?lang=en").content.decode()
    assert "from 00:00" in page or "until 00:01" in page


@pytest.mark.django_db
def test_the_public_page_keeps_the_language_that_the_reader_chose(client: Client) -> None:
    shop = a_shop(language="fr")
    client.cookies["django_language"] = "ar"
    assert 'lang="ar" dir="rtl"' in client.get(f"/t/{shop.slug}/").content.decode()
    assert 'lang="en"' in client.get(f"/t/{shop.slug}/?lang=en").content.decode()
