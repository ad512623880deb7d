"""The second factor: a code works once, a lost phone is no lost account."""

from __future__ import annotations

import re

import pyotp
import pytest
from django.test import Client

from catalog.people.factor import open_secret, recovery_hash
from catalog.people.models import SecurityEvent, User
from tests.factories import PASSWORD, log_in
from tests.people.conftest import Clock, TryLogin


def code_at(person: User, clock: Clock) -> str:
    person.refresh_from_db()
    assert person.totp_sealed is not None
    return pyotp.TOTP(open_secret(person.pk, person.totp_sealed)).at(clock.now)


@pytest.fixture
def recovery(person: User, clock: Clock) -> list[str]:
    """The second factor is on; the recovery codes as shown once."""
    client = log_in(person)
    page = client.get("/account/factor").content.decode()
    secret = re.search(r'<code dir="ltr">([A-Z2-7 ]+)</code>', page)
    assert secret is not None
    code = pyotp.TOTP(secret[1].replace(" ", "")).at(clock.now)
    shown = client.post("/account/factor", {"code": code, "current": PASSWORD}).content.decode()
    clock.shift(seconds=60)
    return re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", shown)


def after_password(try_login: TryLogin) -> Client:
    client = Client()
    assert try_login(client=client)["Location"] == "/login/code"
    assert client.get("/account").status_code == 302  # not in yet
    return client


def send(client: Client, code: str) -> int:
    return client.post("/login/code", {"code": code}).status_code


def test_the_picture_carries_no_style_and_the_secret_is_sealed(person: User, recovery: list[str]) -> None:
    page = log_in(person).get("/account").content.decode()
    assert "style=" not in page
    person.refresh_from_db()
    assert person.totp_sealed is not None
    secret = open_secret(person.pk, person.totp_sealed)
    assert secret.encode() not in bytes(person.totp_sealed)
    assert not any(code in str(person.recovery_hashes) for code in recovery)


def test_the_set_up_shows_a_picture(person: User) -> None:
    page = log_in(person).get("/account/factor").content.decode()
    assert '<svg viewBox="' in page
    assert "style=" not in page


def test_a_wrong_code_does_not_turn_it_on(person: User) -> None:
    client = log_in(person)
    client.get("/account/factor")
    assert client.post("/account/factor", {"code": "000000", "current": PASSWORD}).status_code == 422
    person.refresh_from_db()
    assert not person.has_second_factor


def test_a_session_without_the_password_does_not_turn_it_on(person: User, clock: Clock) -> None:
    client = log_in(person)
    secret = re.search(r'dir="ltr">([A-Z2-7 ]+)</code>', client.get("/account/factor").content.decode())
    assert secret is not None
    code = pyotp.TOTP(secret[1].replace(" ", "")).at(clock.now)
    for password in ("", "not the password"):
        assert client.post("/account/factor", {"code": code, "current": password}).status_code == 422
    person.refresh_from_db()
    assert not person.has_second_factor


def test_password_and_code_let_in(
    person: User, recovery: list[str], try_login: TryLogin, clock: Clock
) -> None:
    client = after_password(try_login)
    assert send(client, code_at(person, clock)) == 302
    assert client.get("/account").status_code == 200


def test_a_code_works_once(person: User, recovery: list[str], try_login: TryLogin, clock: Clock) -> None:
    code = code_at(person, clock)
    first, second = after_password(try_login), after_password(try_login)
    assert [send(first, code), send(second, code)] == [302, 200]


def test_an_older_code_is_refused_after_a_newer(
    person: User, recovery: list[str], try_login: TryLogin, clock: Clock
) -> None:
    older = code_at(person, clock)
    clock.shift(seconds=30)
    assert send(after_password(try_login), code_at(person, clock)) == 302
    assert send(after_password(try_login), older) == 200


def test_a_code_of_the_past_is_refused(
    person: User, recovery: list[str], try_login: TryLogin, clock: Clock
) -> None:
    code = code_at(person, clock)
    clock.shift(seconds=90)
    assert send(after_password(try_login), code) == 200


def test_a_recovery_code_works_once_however_typed(
    person: User, recovery: list[str], try_login: TryLogin
) -> None:
    assert len(recovery) == len(set(recovery)) == 10
    typed = recovery[3].lower().replace("-", " ")
    assert send(after_password(try_login), typed) == 302
    assert send(after_password(try_login), typed) == 200
    person.refresh_from_db()
    assert len(person.recovery_hashes) == 9
    assert recovery_hash(recovery[3]) not in person.recovery_hashes


def test_guessing_the_second_code_is_limited(person: User, recovery: list[str], try_login: TryLogin) -> None:
    client = after_password(try_login)
    assert [send(client, f"{number:06d}") for number in range(7)] == [200] * 5 + [429] * 2
    assert SecurityEvent.objects.filter(name="factor_refused").count() == 5


def test_the_second_step_lasts_ten_minutes(
    person: User, recovery: list[str], try_login: TryLogin, clock: Clock
) -> None:
    client = after_password(try_login)
    clock.shift(minutes=11)
    assert client.post("/login/code", {"code": code_at(person, clock)})["Location"] == "/login"


def test_a_changed_password_ends_a_second_step(
    person: User, recovery: list[str], try_login: TryLogin, clock: Clock
) -> None:
    client = after_password(try_login)
    person.refresh_from_db()
    person.set_password("quite another sentence")
    person.save()
    assert client.post("/login/code", {"code": code_at(person, clock)})["Location"] == "/login"


def test_turning_it_on_ends_other_sessions(person: User, clock: Clock) -> None:
    mine, theirs = log_in(person), log_in(person)
    secret = re.search(r'dir="ltr">([A-Z2-7 ]+)</code>', mine.get("/account/factor").content.decode())
    assert secret is not None
    code = pyotp.TOTP(secret[1].replace(" ", "")).at(clock.now)
    mine.post("/account/factor", {"code": code, "current": PASSWORD})
    assert mine.get("/account").status_code == 200
    assert theirs.get("/account").status_code == 302


def test_turning_it_off_takes_password_and_leaves_nothing(person: User, recovery: list[str]) -> None:
    client = log_in(User.objects.get(pk=person.pk))
    assert client.post("/account/factor/off", {"off-current": "no"}).status_code == 422
    person.refresh_from_db()
    assert person.has_second_factor
    client.post("/account/factor/off", {"off-current": PASSWORD})
    person.refresh_from_db()
    assert (person.totp_sealed, person.recovery_hashes) == (None, [])


def test_new_recovery_codes_replace_the_old(person: User, recovery: list[str], try_login: TryLogin) -> None:
    client = log_in(User.objects.get(pk=person.pk))
    shown = client.post("/account/recovery", {"codes-current": PASSWORD}).content.decode()
    fresh = re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", shown)
    assert send(after_password(try_login), recovery[0]) == 200
    assert send(after_password(try_login), fresh[0]) == 302
