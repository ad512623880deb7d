"""Reads about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.people.models import SecurityEvent, User

RECENT = 10

# What happened, in the words of the account page. A name without words here would show as its code.
EVENT_WORDS: dict[str, Promise] = {
    "login": _("Logged in"),
    "login_refused": _("Wrong password"),
    "login_limited": _("Log-in refused: too many tries"),
    "factor_refused": _("Wrong second code"),
    "recovery_used": _("Logged in with a recovery code"),
    "logout": _("Logged out"),
    "password_changed": _("Password changed"),
    "password_reset_asked": _("Link for a new password sent"),
    "password_reset": _("Password renewed by a link"),
    "sessions_ended": _("Logged out everywhere else"),
    "factor_on": _("Second factor turned on"),
    "factor_off": _("Second factor turned off"),
    "recovery_renewed": _("New recovery codes made"),
    "shop_opened": _("Shop opened"),
    "shop_changed": _("Shop settings changed"),
    "invited": _("Invitation made"),
    "invitation_withdrawn": _("Invitation withdrawn"),
    "joined": _("Joined the shop"),
    "role_changed": _("Role changed"),
    "member_removed": _("Removed from the shop"),
    "key_created": _("Key made"),
    "key_revoked": _("Key revoked"),
    "public_key_replaced": _("Public key replaced"),
    "public_key_origins": _("Sites of the public key changed"),
}


@dataclass(frozen=True, slots=True)
class EventRow:
    at: datetime
    words: str
    who: str
    detail: dict[str, str]


def _rows(condition: Q) -> list[EventRow]:
    found = SecurityEvent.objects.filter(condition).select_related("user").order_by("-at")[:RECENT]
    return [
        EventRow(
            event.at,
            str(EVENT_WORDS.get(event.name, event.name)),
            event.user.email if event.user else "",
            event.detail,
        )
        for event in found
    ]


def events_of_person(user_id: int) -> list[EventRow]:
    """The person's latest ten security events, newest first."""
    return _rows(Q(user_id=user_id))


def events_of_shop(shop_id: int) -> list[EventRow]:
    """The shop's latest ten security events, newest first."""
    return _rows(Q(shop_ref=shop_id))


def any_account_exists() -> bool:
    return User.objects.exists()


def person_by_email(email: str) -> User | None:
    """The live account with this address, whatever its case."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()
