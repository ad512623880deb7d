"""The link that ends letters: signed, so that it needs no log-in and tells nothing of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from attribution.digest.models import LetterKind

SALT = "attribution.digest.stop"
REMINDERS: Final = "reminders"
KINDS: Final[dict[str, str]] = {**{kind.value: kind for kind in LetterKind}, REMINDERS: REMINDERS}


class BadToken(ValueError):
    """Not one of our links."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Which letters of which member the link ends: a :class:`LetterKind`, or the reminders of posts."""

    shop_id: int
    membership_id: int
    kind: str


def token_of(ending: Ending) -> str:
    value = [ending.shop_id, ending.membership_id, str(ending.kind)]
    return signing.dumps(value, salt=SALT)


def ending_of(token: str) -> Ending:
    """What a link ends; raises BadToken. A link does not grow old: who keeps a letter may end them any day."""
    try:
        shop_id, membership_id, kind = signing.loads(token, salt=SALT)
        return Ending(int(shop_id), int(membership_id), KINDS[kind])
    except (signing.BadSignature, ValueError, TypeError, KeyError) as error:
        raise BadToken from error


def ending_url(ending: Ending) -> str:
    path = reverse("letters-stop", kwargs={"token": token_of(ending)})
    return str(settings.PUBLIC_URL).rstrip("/") + path
