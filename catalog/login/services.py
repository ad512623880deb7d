"""Trying a password or a second code: counted before it is looked at, and answered alike for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.tokens import default_token_generator
from django.utils import timezone

from catalog.limits.selectors import seconds_to_wait
from catalog.limits.services import Bucket, bucket, count_use, forgive, give_back, take_guess
from catalog.login.devices import Device, device_known_to
from catalog.people.factor import use_code, use_recovery_code
from catalog.people.models import User
from catalog.people.selectors import person_by_email
from catalog.people.services import note, set_password
from shop_ai.lib.limits import Limit

PER_ACCOUNT = 10
PER_ADDRESS = 20
RESETS_PER_ACCOUNT = Limit("reset-account", 5, 3600)
RESETS_PER_ADDRESS = Limit("reset-address", 20, 3600)


@dataclass(frozen=True, slots=True)
class Attempt:
    """``user`` when the guess was right. ``retry_after`` > 0: not even looked at, wait so many seconds."""

    user: User | None = None
    retry_after: int = 0


def _account_bucket(email: str) -> Bucket:
    return bucket("password-account", email, per_hour=PER_ACCOUNT)


def _places(email: str, user: User | None, address: str, devices: list[Device]) -> list[Bucket]:
    """Where a password guess counts: a known device by itself, everybody else by address and account."""
    device = device_known_to(user, devices)
    if user is not None and device:
        return [bucket("password-device", user.pk, device, per_hour=PER_ACCOUNT)]
    return [bucket("password-address", address, per_hour=PER_ADDRESS, slowing=False), _account_bucket(email)]


def _refused_by(places: list[Bucket], now: datetime) -> int:
    """Seconds to wait if one of the places is full; zero when the guess was counted in all of them."""
    for place in places:
        if not take_guess(place, now):
            return seconds_to_wait(place, now)
    return 0


def _fits(user: User | None, password: str) -> bool:
    if user is None:
        User().set_password(password)  # the same work, so that the time does not tell who has an account
        return False
    return user.check_password(password)


def try_password(email: str, password: str, address: str, devices: list[Device]) -> Attempt:
    """Check a password unless too many were tried; the answer is the same for an unknown account."""
    email, now = email.strip().lower(), timezone.now()
    user = person_by_email(email)
    places = _places(email, user, address, devices)
    if wait := _refused_by(places, now):
        return Attempt(retry_after=wait)
    if not _fits(user, password):
        note("login_refused", user)
        return Attempt()
    for place in places:
        give_back(place, now)
    return Attempt(user=user)


def try_second_code(user: User, code: str, devices: list[Device]) -> Attempt:
    """Check a code of the authenticator or a recovery code; each works once."""
    now = timezone.now()
    place = bucket("factor", user.pk, device_known_to(user, devices), per_hour=PER_ACCOUNT)
    if wait := _refused_by([place], now):
        return Attempt(retry_after=wait)
    if use_code(user, code, now):
        give_back(place, now)
        return Attempt(user=user)
    if use_recovery_code(user.pk, code):
        give_back(place, now)
        note("recovery_used", user)
        return Attempt(user=user)
    note("factor_refused", user)
    return Attempt()


def confirm_password(user: User, password: str) -> Attempt:
    """Ask the person who is logged in for the password again; a stolen session may not guess it either."""
    now = timezone.now()
    place = bucket("password-again", user.pk, per_hour=PER_ACCOUNT)
    if wait := _refused_by([place], now):
        return Attempt(retry_after=wait)
    if not user.check_password(password):
        return Attempt()
    give_back(place, now)
    return Attempt(user=user)


def may_ask_for_link(email: str, address: str) -> bool:
    """Whether a link for a new password may be sent; counted alike whether the account exists or not."""
    by_address = count_use(RESETS_PER_ADDRESS, address)
    return by_address.is_allowed and count_use(RESETS_PER_ACCOUNT, email.strip().lower()).is_allowed


def link_opens(user: User | None, token: str) -> bool:
    return user is not None and default_token_generator.check_token(user, token)


def renew_password(user: User, password: str) -> None:
    """Set the password that a mailed link allowed; the link dies with the old password."""
    set_password(user, password, "password_reset")
    forgive(_account_bucket(user.email))
