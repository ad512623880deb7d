"""A1: guessing is useless, and nobody locks the owner out by trying."""

from __future__ import annotations

import random
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from catalog.limits.services import MOST_IN_A_ROW, bucket, count_use, take_guess
from catalog.login import services as login
from catalog.people.models import SecurityEvent, User
from shop_ai.lib.limits import Limit
from tests.factories import PASSWORD, log_in, make_user
from tests.people.conftest import Clock, TryLogin


def evaluated() -> int:
    """Wrong passwords that were really compared."""
    return SecurityEvent.objects.filter(name="login_refused").count()


def test_five_guesses_are_free_and_the_sixth_waits_two_seconds(
    person: User, try_login: TryLogin, clock: Clock
) -> None:
    assert [try_login(password="no").status_code for _ in range(5)] == [200] * 5
    refused = try_login(password="no")
    assert (refused.status_code, refused["Retry-After"]) == (429, "2")
    clock.shift(seconds=2)
    assert try_login(password="no").status_code == 200
    assert try_login(password="no")["Retry-After"] == "4"


def test_a_refused_try_is_not_compared_even_if_it_is_right(person: User, try_login: TryLogin) -> None:
    for _ in range(5):
        try_login(password="no")
    assert try_login().status_code == 429


def test_an_account_is_guessed_at_most_ten_times_in_any_hour(db: None, clock: Clock) -> None:
    """Tried every ten seconds for four hours, each time from another address."""
    place, times = login._account_bucket("amina@example.com"), []
    for second in range(0, 4 * 3600, 10):
        if take_guess(place, clock.now):
            times.append(second)
        clock.shift(seconds=10)
    in_an_hour = [sum(1 for other in times if at <= other < at + 3600) for at in times]
    assert times[:6] == [0, 10, 20, 30, 40, 50]
    assert max(in_an_hour) == 10


def test_tries_with_forged_addresses_count_as_one_place(db: None, try_login: TryLogin) -> None:
    people = [make_user(f"p{number}@example.com") for number in range(30)]
    chance = random.Random(7)
    forged = [
        f"10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}" for _ in range(500)
    ]
    for number in range(400):
        header = {"X-Forwarded-For": forged[number % 500], "X-Real-IP": forged[-number % 500]}
        try_login(people[number % 30].email, "no", **header)
    assert evaluated() == 20


def test_behind_a_proxy_only_the_entry_it_wrote_counts(
    person: User, try_login: TryLogin, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1
    for number in range(30):
        header = {"X-Forwarded-For": f"10.0.0.{number}, 198.51.100.7"}
        try_login(f"unknown{number}@example.com", "no", address="127.0.0.1", **header)
    assert evaluated() == 20
    elsewhere = {"X-Forwarded-For": "10.0.0.1, 198.51.100.8"}
    assert try_login(address="127.0.0.1", **elsewhere).status_code == 302


def test_the_owner_gets_in_on_a_known_device_while_strangers_try(person: User, try_login: TryLogin) -> None:
    mine = Client()
    assert try_login(client=mine).status_code == 302
    mine.post("/logout")
    for number in range(30):
        try_login(password="no", address=f"192.0.2.{number + 1}")
    assert try_login(address="203.0.113.9").status_code == 429
    assert try_login(client=mine).status_code == 302


def test_a_device_is_known_to_its_own_account_only(person: User, try_login: TryLogin) -> None:
    make_user("thief@example.com")
    thief = Client()
    try_login("thief@example.com", client=thief)
    thief.post("/logout")
    statuses = [try_login(password="no", client=thief).status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2


def test_a_forged_device_cookie_is_worth_nothing(person: User, try_login: TryLogin) -> None:
    client = Client()
    client.cookies["device"] = f'[[{person.pk},0,"x"]]:forged'
    statuses = [try_login(password="no", client=client).status_code for _ in range(6)]
    assert statuses[-1] == 429


def test_a_known_device_has_ten_guesses_an_hour_too(person: User, try_login: TryLogin, clock: Clock) -> None:
    mine = Client()
    try_login(client=mine)
    mine.post("/logout")
    for _ in range(40):
        try_login(password="no", client=mine)
        clock.shift(seconds=60)
    assert evaluated() == 10


def test_a_right_password_gives_its_place_back(person: User, try_login: TryLogin) -> None:
    """A whole office behind one address logs in on Monday morning."""
    for number in range(30):
        make_user(f"p{number}@example.com")
        assert try_login(f"p{number}@example.com").status_code == 302


def test_after_a_hundred_in_a_row_only_a_link_helps(person: User) -> None:
    place = login._account_bucket(person.email)
    now = timezone.now()
    for number in range(MOST_IN_A_ROW):
        assert take_guess(place, now + timedelta(hours=number))
    assert not take_guess(place, now + timedelta(days=30))
    login.renew_password(person, "quite another sentence")
    assert take_guess(place, now + timedelta(days=30))


def test_an_unknown_account_gets_the_same_answer(person: User, try_login: TryLogin) -> None:
    def shown(answer: Any) -> str:
        text: str = answer.content.decode().replace("nobody@example.com", "amina@example.com")
        return "".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)

    known = [try_login(password="no", address="192.0.2.1") for _ in range(7)]
    unknown = [try_login("nobody@example.com", "no", address="192.0.2.2") for _ in range(7)]
    assert [shown(answer) for answer in known] == [shown(answer) for answer in unknown]
    assert [answer.status_code for answer in known] == [answer.status_code for answer in unknown]


def test_an_unknown_account_costs_the_same_hashing(
    person: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time would tell who has an account; what takes the time is the hash, so the hashes are counted."""
    hasher = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
    settings.PASSWORD_HASHERS = [hasher]
    person.set_password(PASSWORD)
    person.save()
    rounds: list[int] = []
    real = PBKDF2PasswordHasher.encode

    def counted(self: PBKDF2PasswordHasher, password: str, salt: str, iterations: int | None = None) -> str:
        rounds.append(iterations or self.iterations)
        return real(self, password, salt, iterations)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    login.try_password(person.email, "no", "192.0.2.1", [])
    known, rounds[:] = list(rounds), []
    login.try_password("nobody@example.com", "no", "192.0.2.2", [])
    assert known == rounds
    assert len(known) == 1


@pytest.mark.django_db(transaction=True)
def test_forty_guesses_at_once_are_ten_at_most() -> None:
    place = bucket("race", "x", per_hour=10, slowing=False)
    limit = Limit("race", 10, 3600)
    taken: list[bool] = []
    counted: list[bool] = []
    ready = threading.Barrier(8)

    def guess() -> None:
        ready.wait()
        for _ in range(5):
            taken.append(take_guess(place, timezone.now()))
            counted.append(count_use(limit, "x").is_allowed)
        connection.close()

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(taken), sum(taken), sum(counted)) == (40, 10, 10)


def test_the_password_is_asked_again_under_a_limit(person: User) -> None:
    mine = log_in(person)
    answers = [mine.post("/account/sessions", {"sessions-current": "no"}).content.decode() for _ in range(7)]
    assert "This is not your password" in answers[4]
    assert "Too many tries" in answers[6]
