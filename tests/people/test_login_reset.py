"""The way back in by mail."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from kombu.exceptions import OperationalError as BrokerAway

from catalog.login.tasks import mail_reset_link
from catalog.people.models import User
from tests.factories import log_in
from tests.people.conftest import TryLogin

NEW = "quite another sentence"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The queue's task runs where it is asked for; the numbers it got are returned."""
    asked: list[int] = []

    def run(number: int) -> None:
        asked.append(number)
        mail_reset_link(number)

    monkeypatch.setattr(mail_reset_link, "delay", run)
    return asked


def ask(email: str = "amina@example.com", address: str = "192.0.2.1") -> Any:
    return Client().post("/password", {"email": email}, REMOTE_ADDR=address)


def mailed_path() -> str:
    found = re.search(r"http://[^/\s]+(/password/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_a_link_sets_a_new_password_once(person: User, try_login: TryLogin) -> None:
    before = log_in(person)
    ask()
    path = mailed_path()
    assert Client().get(path).status_code == 200
    assert Client().post(path, {"password": NEW})["Location"] == "/login"
    assert Client().post(path, {"password": "a third long sentence"}).status_code == 404
    assert try_login(password=NEW).status_code == 302
    assert before.get("/account").status_code == 302


def test_a_weak_password_keeps_the_link_alive(person: User) -> None:
    ask()
    assert Client().post(mailed_path(), {"password": "12345"}).status_code == 200
    assert Client().post(mailed_path(), {"password": NEW}).status_code == 302


def test_an_unknown_address_gets_the_same_page_and_the_same_work(person: User, at_once: list[int]) -> None:
    known, unknown = ask().content.decode(), ask("nobody@example.com").content.decode()
    strip = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert strip.sub("", known) == strip.sub("", unknown.replace("nobody@", "amina@"))
    assert at_once == [person.pk, 0]
    assert len(mail.outbox) == 1


def test_five_letters_an_hour_are_the_most(person: User) -> None:
    for number in range(8):
        assert ask(address=f"192.0.2.{number}").status_code == 200
    assert len(mail.outbox) == 5


def test_twenty_letters_from_one_place_are_the_most(person: User, at_once: list[int]) -> None:
    for number in range(25):
        ask(f"p{number}@example.com")
    assert len(at_once) == 20


@pytest.mark.parametrize("path", ["/password/MQ/junk", "/password/!/x", "/password/OTk5OTk5/abc-def"])
def test_a_link_that_nobody_made_opens_nothing(person: User, path: str) -> None:
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"password": NEW}).status_code == 404


def test_a_link_dies_with_the_next_log_in(person: User, try_login: TryLogin) -> None:
    ask()
    try_login()
    assert Client().get(mailed_path()).status_code == 404


def test_without_the_queue_the_letter_is_sent_all_the_same(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(number: int) -> None:
        raise BrokerAway("no socket")

    monkeypatch.setattr(mail_reset_link, "delay", away)
    ask()
    assert len(mail.outbox) == 1
