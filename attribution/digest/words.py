"""The sentence of a week, and what a letter is called."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from attribution.digest.compute import Change
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_money, format_share, format_times
from shop_ai.lib.period import Period

FILES = "django.core.mail.backends.filebased.EmailBackend"
NOWHERE = ("filebased", "console", "dummy")


def change_sentence(shop: ShopContext, change: Change) -> str:
    """What changed against the week before, and why."""
    if change.direction == "none":
        return _("Nothing was delivered in these two weeks.")
    if change.direction == "first":
        return _("There are no net sales in the week before to compare with.")
    if change.direction == "same":
        return _("Net sales are the same as in the week before.")
    times = format_times(change.share)
    amount = times or format_share(abs(change.share), 0)
    if times:
        text = _("Net sales are %(amount)s those of the week before, %(reason)s.")
    elif change.direction == "up":
        text = _("Net sales are %(amount)s above the week before, %(reason)s.")
    else:
        text = _("Net sales are %(amount)s below the week before, %(reason)s.")
    said = text % {"amount": amount, "reason": cause_words(change)}
    channel = channel_words(
        shop,
        change,
        more=_("%(channel)s brings %(amount)s more than the week before."),
        less=_("%(channel)s brings %(amount)s less than the week before."),
    )
    return f"{said} {channel}".strip()


def cause_words(change: Change) -> str:
    """Which of parcels, their worth and refunds moved net sales most."""
    up = {
        "orders": _("mostly because more parcels were delivered"),
        "basket": _("mostly because each parcel was worth more"),
        "refunds": _("mostly because less was refunded"),
    }
    down = {
        "orders": _("mostly because fewer parcels were delivered"),
        "basket": _("mostly because each parcel was worth less"),
        "refunds": _("mostly because more was refunded"),
    }
    return (up if change.direction == "up" else down)[change.cause or "orders"]


def channel_words(shop: ShopContext, change: Change, *, more: str, less: str) -> str:
    """The channel that explains half of the change or more, with its amount; empty where none does."""
    if change.channel is None:
        return ""
    amount = format_money(abs(change.channel_amount).quantize(Decimal(1)), shop.currency)
    text = more if change.channel_amount > 0 else less
    return text % {"channel": channel_name(change.channel), "amount": amount}


def week_words(week: Period) -> str:
    """``from 16/11/2026 to 22/11/2026``."""
    return _("from %(first)s to %(last)s") % {"first": _day(week.start), "last": _day(week.end)}


def _day(day: date) -> str:
    # Kept left to right, also inside an Arabic sentence.
    return f"\u2066{day:%d/%m/%Y}\u2069"


def has_mail_server() -> bool:
    """Whether letters leave this server at all."""
    return not any(name in str(settings.EMAIL_BACKEND) for name in NOWHERE)


def is_kept_as_files() -> bool:
    return str(settings.EMAIL_BACKEND) == FILES
