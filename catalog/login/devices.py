"""The cookie by which a browser that logged in before has limits of its own, so that strangers cannot lock it out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from catalog.people.models import User

COOKIE = "__Host-device" if settings.SERVED_OVER_TLS else "device"
SALT = "catalog.login.device"
LASTS = timedelta(days=180)
MOST_ACCOUNTS = 5  # people who share one browser


@dataclass(frozen=True, slots=True)
class Device:
    """One browser as one account knows it; ``epoch`` makes it unknown when the account ends its sessions."""

    user_id: int
    epoch: int
    name: str


def devices_of(request: HttpRequest) -> list[Device]:
    """The devices that the cookie proves; none when it is missing, forged or old."""
    try:
        rows = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return []
    return [Device(*row) for row in rows]


def device_known_to(user: User | None, devices: list[Device]) -> str:
    """Name of the device if this account knows it; empty otherwise."""
    if user is None:
        return ""
    return next((d.name for d in devices if d.user_id == user.pk and d.epoch == user.session_epoch), "")


def remember_device(response: HttpResponseBase, devices: list[Device], user: User) -> None:
    """Make this browser known to the account, with a new name only if it had none."""
    name = device_known_to(user, devices) or secrets.token_urlsafe(12)
    others = [d for d in devices if d.user_id != user.pk][: MOST_ACCOUNTS - 1]
    rows = [[d.user_id, d.epoch, d.name] for d in [Device(user.pk, user.session_epoch, name), *others]]
    response.set_cookie(
        COOKIE,
        signing.dumps(rows, salt=SALT),
        max_age=LASTS,
        secure=settings.SERVED_OVER_TLS,
        httponly=True,
        samesite="Lax",
    )
