"""A fresh instance asks for its first account, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from catalog.people.models import User
from catalog.people.services import open_first_account
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Amina", "email": "Amina@Example.com", "password": PASSWORD}


def test_without_any_account_the_log_in_leads_to_the_welcome() -> None:
    assert Client().get("/login")["Location"] == "/welcome"


def test_the_first_account_is_logged_in_and_opens_a_shop_next() -> None:
    client = Client(headers={"accept-language": "ar"})
    answer = client.post("/welcome", GIVEN)
    assert answer["Location"] == "/open-a-shop"
    user = User.objects.get()
    assert (user.email, user.name, user.language) == ("amina@example.com", "Amina", "ar")
    assert client.get("/open-a-shop").status_code == 200


def test_a_weak_password_says_why_and_makes_no_account() -> None:
    answer = Client(headers={"accept-language": "en"}).post("/welcome", GIVEN | {"password": "12345678"})
    assert answer.status_code == 200
    assert "password" in answer.context["form"].errors
    assert not User.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_once_there_is_an_account_the_page_leads_to_the_log_in(method: str) -> None:
    make_user("first@example.com")
    answer = getattr(Client(), method)("/welcome", GIVEN)
    assert answer["Location"] == "/login"
    assert User.objects.count() == 1
    assert Client().get("/login").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_many_who_are_first_at_once_one_is() -> None:
    def attempt(number: int) -> bool:
        try:
            return open_first_account(f"p{number}@example.com", "P", PASSWORD, "fr") is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people:
        assert sorted(people.map(attempt, range(8))) == [False] * 7 + [True]
    assert User.objects.count() == 1
