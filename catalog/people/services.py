"""What a person changes about the account: name, password, sessions, second factor."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from catalog.people.factor import matching_step, new_recovery_codes, recovery_hash, seal_secret
from catalog.people.models import SecurityEvent, User


def note(name: str, user: User | None, shop_id: int | None = None, **detail: str) -> None:
    """Append a security event; ``detail`` never holds a password, a code or a token."""
    SecurityEvent.objects.create(name=name, user=user, shop_ref=shop_id, detail=detail)


def forget_ended_sessions(now: datetime) -> int:
    """Delete the rows of sessions that ran out."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


@transaction.atomic
def open_account(email: str, name: str, password: str, language: str) -> User:
    """A new account; raises ValidationError when the password is weak or the address taken."""
    validate_password(password, User(email=email, name=name))
    return User.objects.create_user(email, password, name=name, language=language)


@transaction.atomic
def open_first_account(email: str, name: str, password: str, language: str) -> User | None:
    """The account of whoever sets the instance up; None when there is one already, however many try at once.

    Raises ValidationError when the password is weak.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('first_account'))")
    return None if User.objects.exists() else open_account(email, name, password, language)


@transaction.atomic
def change_profile(user: User, name: str, language: str) -> None:
    user.name, user.language = name, language
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "language"])


@transaction.atomic
def set_password(user: User, password: str, event: str) -> None:
    """A new password; every session and every known device of the account ends with the old one."""
    validate_password(password, user)
    user.set_password(password)
    user.session_epoch += 1
    user.save(update_fields=["password", "session_epoch"])
    note(event, user)


@transaction.atomic
def end_other_sessions(user: User) -> None:
    """End all sessions and forget all devices; the caller renews its own session's fingerprint."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    note("sessions_ended", user)


@transaction.atomic
def turn_factor_on(user: User, secret: str, code: str, now: datetime) -> list[str]:
    """Keep the secret once a code proves that the telephone has it; returns the recovery codes, in clear once.

    Raises ValidationError when the code does not fit. The step is kept, so the same code does not log in again.
    """
    step = matching_step(secret, code, now)
    if step is None:
        raise ValidationError(
            {"code": _("This code does not fit. Check the clock of your phone and try the next one.")}
        )
    codes = new_recovery_codes()
    user.totp_sealed, user.totp_last_step = seal_secret(user.pk, secret), step
    user.recovery_hashes = [recovery_hash(one) for one in codes]
    user.session_epoch += 1
    user.save(update_fields=["totp_sealed", "totp_last_step", "recovery_hashes", "session_epoch"])
    note("factor_on", user)
    return codes


@transaction.atomic
def turn_factor_off(user: User) -> None:
    user.totp_sealed, user.recovery_hashes = None, []
    user.session_epoch += 1
    user.save(update_fields=["totp_sealed", "recovery_hashes", "session_epoch"])
    note("factor_off", user)


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Ten new codes, in clear once; the old ones stop working."""
    codes = new_recovery_codes()
    user.recovery_hashes = [recovery_hash(one) for one in codes]
    user.save(update_fields=["recovery_hashes"])
    note("recovery_renewed", user)
    return codes
