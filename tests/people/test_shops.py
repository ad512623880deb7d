"""Opening shops and changing their settings."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalog.people.models import User
from catalog.shops.directory import shop_by_slug, shops_of_person
from tests.factories import PASSWORD, join, log_in, make_order, make_shop, make_user

FORM = {"name": "Ma boutique", "currency": "DZD", "timezone": "Africa/Algiers", "language": "fr"}


def command(*args: str, **options: Any) -> str:
    out = StringIO()
    call_command("create_shop", *args, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_home_leads_to_the_log_in(db: None, client: Any) -> None:
    assert client.get("/")["Location"] == "/login?next=/"


def test_without_a_shop_home_offers_to_open_one(person: User) -> None:
    page = log_in(person).get("/").content.decode()
    assert "No shop yet" in page
    assert 'href="/open-a-shop"' in page


def test_the_only_shop_opens_by_itself_and_two_are_offered(person: User) -> None:
    make_shop("un", owner=person, name="Un")
    client = log_in(person)
    assert client.get("/")["Location"] == "/shops/un/"
    join(make_shop("deux", name="Deux"), person)
    page = client.get("/").content.decode()
    assert page.index('href="/shops/deux/"') < page.index('href="/shops/un/"')


def test_an_address_is_made_from_the_name(person: User) -> None:
    answer = log_in(person).post("/open-a-shop", FORM | {"name": "Ma Boutique d'Été"})
    assert answer["Location"] == "/shops/ma-boutique-dete/"
    [shop] = shops_of_person(person.pk)
    assert (shop.role, shop.currency, shop.timezone) == ("owner", "DZD", "Africa/Algiers")


def test_an_arabic_name_gets_an_address_too(person: User) -> None:
    answer = log_in(person).post("/open-a-shop", FORM | {"name": "متجر أمينة"})
    assert answer["Location"].startswith("/shops/shop-")
    assert shops_of_person(person.pk)[0].name == "متجر أمينة"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("slug", "Not Small", "lower-case letters"),
        ("slug", "taken", "already exists"),
        ("timezone", "Mars/Olympus", "valid choice"),
        ("currency", "XXX", "valid choice"),
        ("name", "", "required"),
    ],
)
def test_a_wrong_field_is_named_and_no_shop_is_opened(
    person: User, field: str, value: str, words: str
) -> None:
    make_shop("taken")
    page = log_in(person).post("/open-a-shop", FORM | {field: value}).content.decode()
    assert words in page
    assert shops_of_person(person.pk) == []


def test_ten_shops_a_day_are_the_most(person: User) -> None:
    client = log_in(person)
    statuses = [client.post("/open-a-shop", FORM | {"slug": f"s{n}"}).status_code for n in range(11)]
    assert statuses == [302] * 10 + [200]


def test_settings_are_kept(person: User) -> None:
    make_shop("boutique", owner=person)
    body = {"name": "Autre nom", "language": "ar", "timezone": "Europe/Paris", "inactive_after_days": 90}
    assert log_in(person).post("/shops/boutique/settings/", body).status_code == 302
    shop = shop_by_slug("boutique")
    assert shop is not None
    assert (shop.name, shop.language, shop.timezone, shop.inactive_after_days) == (
        "Autre nom",
        "ar",
        "Europe/Paris",
        90,
    )


def test_the_time_zone_is_fixed_once_a_day_was_counted_with_it(person: User) -> None:
    make_order(make_shop("boutique", owner=person))
    body = {"name": "Autre nom", "language": "fr", "timezone": "Europe/Paris", "inactive_after_days": 60}
    client = log_in(person)
    assert client.post("/shops/boutique/settings/", body).status_code == 302
    shop = shop_by_slug("boutique")
    assert shop is not None
    assert (shop.name, shop.timezone) == ("Autre nom", "Africa/Algiers")
    assert "Fixed since the first order" in client.get("/shops/boutique/settings/").content.decode()


@pytest.mark.parametrize("days", ["13", "366", "x", ""])
def test_days_of_inactivity_are_between_two_weeks_and_a_year(person: User, days: str) -> None:
    make_shop("boutique", owner=person)
    body = {"name": "x", "language": "fr", "timezone": "Africa/Algiers", "inactive_after_days": days}
    assert log_in(person).post("/shops/boutique/settings/", body).status_code == 200
    shop = shop_by_slug("boutique")
    assert shop is not None
    assert shop.inactive_after_days == 60


def test_the_command_opens_a_shop_whose_owner_logs_in(db: None, client: Any) -> None:
    printed = command(
        "--slug=essai", "--name=Essai", "--currency=DZD", "--timezone=Africa/Algiers", "--language=fr",
        "--owner-email=o@example.com", f"--owner-password={PASSWORD}", "--json",
    )  # fmt: skip
    assert json.loads(printed) == {
        "slug": "essai", "name": "Essai", "currency": "DZD", "owner": "o@example.com",
    }  # fmt: skip
    client.post("/login", {"email": "o@example.com", "password": PASSWORD})
    assert client.get("/")["Location"] == "/shops/essai/"


def test_the_command_leaves_an_existing_account_its_password(db: None) -> None:
    user = make_user("o@example.com")
    command("--slug=a", "--name=A", "--owner-email=O@example.com", "--owner-password=something else")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert [shop.slug for shop in shops_of_person(user.pk)] == ["a"]


@pytest.mark.parametrize(
    "wrong", ["--slug=taken", "--slug=Not_small", "--timezone=Mars/Olympus", "--owner-email=nobody"]
)
def test_the_command_opens_nothing_when_a_word_is_wrong(db: None, wrong: str) -> None:
    make_shop("taken")
    args = {"--slug": "a", "--name": "A", "--owner-email": "o@example.com", "--owner-password": PASSWORD}
    name, value = wrong.split("=")
    with pytest.raises(CommandError):
        command(*(f"{key}={given}" for key, given in (args | {name: value}).items()))
    assert shop_by_slug("a") is None
    assert not User.objects.filter(email="o@example.com").exists()
