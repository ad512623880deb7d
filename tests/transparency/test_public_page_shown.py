"""The public page says what runs, in three languages, lightly; the hours say who is there."""

from __future__ import annotations

import gzip
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from catalog.shops.models import Shop
from catalog.shops.services import write_public_profile
from shop_ai.demo.public_profile import demo_profile
from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_shop
from transparency.centre.hours import WEEK, opening
from transparency.ledger.automations import all_automations
from transparency.ledger.switches import EVERYTHING, set_switch
from transparency.public_page.profile import LANGUAGES, RULES, TEXTS
from transparency.public_page.shown import LEFT_ON
from transparency.public_page.writing import with_text

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
    public = [automation for automation in all_automations() if automation.is_public]
    assert page.count("Switched off") == len([one for one in public if one.code not in LEFT_ON])


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


CONTROL = ("SAVEPOINT", "RELEASE", "SELECT current_setting", "SELECT set_config")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "legal", "prices", "changes"])
def test_public_pages_are_light_and_ask_little(client: Client, path: str) -> None:
    shop = a_shop()
    write_public_profile(shop.id, demo_profile(shop))
    address = f"/t/{shop.slug}/{path}?lang=ar"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content
    assert len([query for query in asked.captured_queries if not query["sql"].startswith(CONTROL)]) <= 15
    styles = sum(
        len(gzip.compress(Path(str(finders.find(f"css/{name}.css"))).read_bytes()))
        for name in ("tokens", "base", "public", "public_page", "print")
    )
    assert len(gzip.compress(page)) + styles < 60_000
    assert len(page) < 60_000


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_everything_that_belongs_on_the_page_stands_there(client: Client, language: str) -> None:
    shop = a_shop()
    write_public_profile(shop.id, demo_profile(shop))
    page = client.get(f"/t/{shop.slug}/?lang={language}").content.decode()
    parts = ["automatic", "measured", "no", "contest", "contact", "prices", "merchant"]
    for part in (*parts, *(f"rule-{code}" for code in RULES)):
        assert f'id="{part}"' in page, part
    for path in ("adviser", "my-data", "consent", "legal", "prices", "changes"):
        assert f'href="/t/{shop.slug}/{path}' in page, path


@pytest.mark.django_db
def test_what_a_shop_writes_cannot_become_markup(client: Client) -> None:
    shop = a_shop()
    evil = "<script>alert(1)</script>"
    profile = demo_profile(shop)
    for code in TEXTS:
        profile = with_text(profile, code, dict.fromkeys(LANGUAGES, evil), {}, shop.language)
    profile["contact"] = {"name": evil, "phone": evil, "whatsapp": "javascript:alert(1)", "delay": evil}
    profile["in_charge"] = {"*": evil}
    profile["legal"] = {"name": evil, "address": evil, "phone": evil, "email": evil}
    write_public_profile(shop.id, profile)
    for path in ("", "legal", "prices", "changes"):
        page = client.get(f"/t/{shop.slug}/{path}").content.decode()
        assert "<script>alert" not in page
        assert 'href="javascript:' not in page
