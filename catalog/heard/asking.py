"""Putting the question: which options in which order, and the signed forms of an order and of a screen."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core import signing
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.channels.selectors import channel_names
from catalog.heard.compute import PROPOSED
from catalog.heard.models import HeardSettings
from shop_ai.lib.channels import channel_name
from shop_ai.lib.tenancy import shop_scope

LINK_SALT: Final = "heard-link"
SCREEN_SALT: Final = "heard-screen"
LINK_DAYS: Final = 90
SCREEN_HOURS: Final = 24
# What owners call "shop counter" or "other campaign" is something else to who answers.
SAID: Final[dict[str, Promise]] = {
    "word-of-mouth": _("A friend or relative"),
    "shop": _("I passed by the shop"),
    "other": _("Another way"),
}
_CHANCE: Final = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Screen:
    """One time the question was put. ``order`` is an order's uid, or ``number`` what a page says of it."""

    shop_id: int
    asked_by: str
    asked_at: datetime
    shown: tuple[str, ...]
    order: uuid.UUID | None = None
    number: str = ""

    def signed(self) -> str:
        """For the form: it holds the order of the options and that we put them, and opens for a day."""
        said: dict[str, Any] = {
            "s": self.shop_id,
            "b": self.asked_by,
            "t": int(self.asked_at.timestamp()),
            "c": list(self.shown),
            "o": self.order.hex if self.order else "",
            "n": self.number,
        }
        return signing.dumps(said, salt=SCREEN_SALT, compress=True)


def screen_of(text: str) -> Screen | None:
    """The screen that a form was signed with; None for a forged one and after a day."""
    try:
        said = signing.loads(text, salt=SCREEN_SALT, max_age=SCREEN_HOURS * 3600)
    except signing.BadSignature:
        return None
    return Screen(
        shop_id=said["s"],
        asked_by=said["b"],
        asked_at=datetime.fromtimestamp(said["t"], timezone.get_default_timezone()),
        shown=tuple(said["c"]),
        order=uuid.UUID(said["o"]) if said["o"] else None,
        number=said["n"],
    )


def new_screen(shop_id: int, asked_by: str, *, order: uuid.UUID | None = None, number: str = "") -> Screen:
    """The options in an order of chance."""
    options = list(options_of(shop_id))
    _CHANCE.shuffle(options)
    return Screen(shop_id, asked_by, timezone.now(), tuple(options), order, number)


def link_token(shop_id: int, order: uuid.UUID) -> str:
    """The end of an order's own address ``/h/<token>``; whoever has it may answer for this order alone."""
    return signing.dumps({"s": shop_id, "o": order.hex}, salt=LINK_SALT)


def order_of_token(token: str) -> tuple[int, uuid.UUID] | None:
    """The shop and the order that a link names; None for a forged one and after 90 days."""
    try:
        said = signing.loads(token, salt=LINK_SALT, max_age=LINK_DAYS * 86_400)
        return said["s"], uuid.UUID(said["o"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None


def is_asked(shop_id: int) -> bool:
    """Whether the shop puts the question at all."""
    with shop_scope(shop_id):
        return not HeardSettings.objects.filter(is_on=False).exists()


def options_of(shop_id: int) -> tuple[str, ...]:
    """The channels that the question offers: the owner's choice, else those the product proposes."""
    with shop_scope(shop_id):
        chosen = HeardSettings.objects.values_list("options", flat=True).first()
    return tuple(chosen) if chosen else PROPOSED


def option_names(shop_id: int, slugs: tuple[str, ...]) -> list[tuple[str, str]]:
    """(slug, name) in the reader's language, as a customer would say it; a name of the shop's own wins."""
    names = channel_names(shop_id)
    return [(slug, _as_customers_say(slug, names.get(slug, ""))) for slug in slugs]


def _as_customers_say(slug: str, name: str) -> str:
    usual = channel_name(slug)
    return str(SAID.get(slug, usual)) if name in ("", usual) else name
