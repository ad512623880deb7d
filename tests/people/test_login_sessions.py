"""A5: sessions begin under a new id, end when they must, and take the others with them."""

from __future__ import annotations

import pytest
from django.test import Client

from catalog.people.models import SecurityEvent, User
from tests.factories import PASSWORD, log_in
from tests.people.conftest import Clock, TryLogin

NEW = "quite another sentence"


def is_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def test_an_id_planted_before_the_log_in_is_worth_nothing(person: User, try_login: TryLogin) -> None:
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    try_login(client=client)
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["session"] = str(planted)
    assert is_in(client)
    assert not is_in(thief)


def test_log_out_ends_the_session_on_the_server(person: User, try_login: TryLogin) -> None:
    client = Client()
    try_login(client=client)
    kept = client.cookies["session"].value
    client.post("/logout")
    client.cookies["session"] = kept
    assert not is_in(client)


def test_twelve_idle_hours_end_a_session(person: User, try_login: TryLogin, clock: Clock) -> None:
    client = Client()
    try_login(client=client)
    clock.shift(hours=11, minutes=50)
    assert is_in(client)
    clock.shift(hours=11, minutes=50)
    assert is_in(client)
    clock.shift(hours=12, minutes=1)
    assert not is_in(client)


def test_fourteen_days_end_a_session_however_busy(person: User, try_login: TryLogin, clock: Clock) -> None:
    client = Client()
    try_login(client=client)
    for _ in range(27):
        clock.shift(hours=12)
        clock.shift(minutes=-1)
        assert is_in(client)
    clock.shift(hours=11)
    clock.shift(hours=2)
    assert not is_in(client)


def test_a_session_made_past_the_log_in_is_not_believed(person: User) -> None:
    client = Client()
    client.force_login(person)
    assert not is_in(client)


def test_a_changed_password_ends_the_others_and_keeps_this_one(person: User) -> None:
    mine, theirs = log_in(person), log_in(person)
    answer = mine.post("/account/password", {"password-current": PASSWORD, "password-password": NEW})
    assert answer.status_code == 302
    assert is_in(mine)
    assert not is_in(theirs)


def test_log_out_everywhere_else_spares_only_this_browser(person: User, try_login: TryLogin) -> None:
    mine, theirs = Client(), Client()
    try_login(client=mine)
    try_login(client=theirs)
    mine.post("/account/sessions", {"sessions-current": PASSWORD})
    assert is_in(mine)
    assert not is_in(theirs)
    for _ in range(5):
        try_login(password="no", client=theirs)
    assert try_login(client=theirs).status_code == 429  # its device is not known any more
    mine.post("/logout")
    assert try_login(client=mine).status_code == 302


@pytest.mark.parametrize("path", ["/account/password", "/account/sessions"])
def test_what_a_thief_must_not_do_asks_for_the_password(person: User, path: str) -> None:
    wrong = {f"{prefix}-current": "no" for prefix in ("password", "sessions")}
    answer = log_in(person).post(path, wrong | {"password-password": NEW})
    assert answer.status_code == 422
    assert "This is not your password" in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_weak_password_is_refused_near_its_field(person: User) -> None:
    answer = log_in(person).post(
        "/account/password", {"password-current": PASSWORD, "password-password": "short"}
    )
    assert answer.status_code == 422
    assert "at least 10 characters" in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/account", "/account"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_log_in_leads_to_pages_of_ours_only(person: User, wanted: str, reached: str) -> None:
    answer = Client().post("/login", {"email": person.email, "password": PASSWORD, "next": wanted})
    assert answer["Location"] == reached


def test_an_account_that_was_closed_does_not_open(person: User, try_login: TryLogin) -> None:
    person.is_active = False
    person.save()
    assert try_login().status_code == 200
    assert SecurityEvent.objects.filter(name="login").count() == 0


def test_the_address_is_known_in_any_case(person: User, try_login: TryLogin) -> None:
    assert try_login("Amina@Example.COM").status_code == 302


def test_cookies_of_the_session_are_out_of_reach_of_scripts(person: User, try_login: TryLogin) -> None:
    client = Client()
    try_login(client=client)
    flags = {
        name: (client.cookies[name]["httponly"], client.cookies[name]["samesite"]) for name in client.cookies
    }
    assert flags == dict.fromkeys(["session", "device", "csrf"], (True, "Lax"))


def test_the_language_switch_stays_on_the_page_and_is_remembered(person: User) -> None:
    client = log_in(person)
    answer = client.post("/language", {"language": "ar", "next": "/account?x=1"})
    assert answer["Location"] == "/account?x=1"
    assert 'lang="ar" dir="rtl"' in client.get("/account").content.decode()
    assert 'lang="ar" dir="rtl"' in log_in(person).get("/account").content.decode()


def test_an_unknown_language_changes_nothing(person: User) -> None:
    client = log_in(person)
    assert client.post("/language", {"language": "xx", "next": "/account"}).status_code == 302
    person.refresh_from_db()
    assert person.language == "en"


def test_the_account_page_keeps_name_and_language(person: User) -> None:
    client = log_in(person)
    client.post("/account/profile", {"name": "Amina B.", "language": "fr"})
    person.refresh_from_db()
    assert (person.name, person.language) == ("Amina B.", "fr")
    assert 'value="Amina B."' in client.get("/account").content.decode()
