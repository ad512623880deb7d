"""Somebody with an account, and short ways to try to log in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.people.models import User
from tests.factories import PASSWORD, make_user

TryLogin = Callable[..., Any]


@pytest.fixture
def person(db: None) -> User:
    return make_user("amina@example.com", name="Amina", language="en")


@pytest.fixture
def try_login() -> TryLogin:
    """POST the log-in form; ``client`` carries cookies, ``address`` is where the request comes from."""

    def send(
        email: str = "amina@example.com",
        password: str = PASSWORD,
        *,
        client: Client | None = None,
        address: str = "192.0.2.1",
        **headers: str,
    ) -> Any:
        body = {"email": email, "password": password}
        return (client or Client()).post("/login", body, REMOTE_ADDR=address, headers=headers)

    return send


class Clock:
    """What ``timezone.now()`` answers, until it is moved on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

    def shift(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: stopped.now)
    return stopped
